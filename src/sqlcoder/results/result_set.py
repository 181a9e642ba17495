"""The rows a query returned.

Holds plain Python values as the database driver gave them; comparing and formatting live elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcoder.errors import MissingDependency

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class ResultSet:
    """A table of values: `rows` is a tuple of tuples, each as long as `columns`.

    `truncated` says which limit cut the result short ("rows" or "bytes"), None if it is whole.
    `seconds` is the time in the database, fetching included.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: str | None = None
    seconds: float = 0.0

    def __len__(self) -> int:
        """Return the number of rows held."""
        return len(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame, columns in order, names as they are (they may repeat).

        Raise `MissingDependency` without the extra `pandas`.
        """
        try:
            import pandas
        except ImportError as error:
            raise MissingDependency("A data frame", "pandas", extra="pandas") from error
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))
