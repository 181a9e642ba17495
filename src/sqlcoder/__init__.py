"""Ask your own database in plain language.

    with sqlcoder.connect("shop.db") as db:
        answer = db.ask("Which five customers bought most last year?")
        print(answer.sql, answer.rows)

docs/python.md shows more, and runs. Importing loads nothing heavy: a database driver or a model is loaded
when it is first used.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcoder.errors import SqlcoderError

if TYPE_CHECKING:
    from sqlcoder.pipeline.connection import Connection

__all__ = ["SqlcoderError", "__version__", "connect"]
__version__ = "0.1.0"


def connect(
    url: str,
    *,
    model: str | None = None,
    home: str | Path | None = None,
    tables: Iterable[str] = (),
    deny_tables: Iterable[str] = (),
    functions: Iterable[str] = (),
    timeout: float | None = None,
    rows: int | None = None,
    samples: bool | None = None,
) -> Connection:
    """Connect to a database; what is not given comes from the settings (`SQLCODER_...`) or their defaults.

    `url` is a database URL, or the path of a database or data file, or of a folder of data files. `model`
    is anything that `sqlcoder ask --model` takes; it is loaded at the first question. `tables` and
    `deny_tables` are shell patterns of table names, `functions` names of your own functions that queries
    may call. `timeout` is in seconds.

    Raise `UsageError`, `ConnectionFailed` or `MissingDependency` where the database can't be opened.
    """
    from sqlcoder.pipeline.connection import open_connection
    from sqlcoder.settings import options

    given = {
        "db": url,
        "model": model,
        "home": home,
        "timeout": timeout,
        "rows": rows,
        "samples": samples,
        "tables": tuple(tables),
        "deny_tables": tuple(deny_tables),
        "functions": tuple(functions),
    }
    return open_connection(options(given))
