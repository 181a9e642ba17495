"""Instances as DuckDB files. A macro is the marker: no table, so that no question ever meets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlcoder.dataset.build_store import Files, cannot_write, failed_statement, replaced, something_else

_MACRO = "sqlcoder_data"


@dataclass(frozen=True, slots=True)
class DuckdbFiles(Files):
    """A folder of DuckDB files."""

    dialect: ClassVar[str] = "duckdb"
    ending: ClassVar[str] = "duckdb"

    def holds(self, location: str, marker: str) -> bool:
        """Say whether the file has this marker. Raise `UsageError` for one that has none."""
        import duckdb

        if not Path(location).exists():
            return False
        # Attached to a database in memory, a file can be read that this process has open otherwise.
        with duckdb.connect(":memory:") as connection:
            try:
                connection.execute(f"ATTACH {_text(location)} AS built (READ_ONLY)")
                row = connection.execute(f"SELECT built.main.{_MACRO}()").fetchone()
            except duckdb.Error:
                raise something_else(location) from None
        return row == (marker,)

    def write(self, location: str, statements: Iterable[str], marker: str) -> None:
        """Write the file anew. Raise `DatasetError` for a statement that fails and for a full disk."""
        import duckdb

        path, statement = Path(location), ""
        with replaced(path) as unfinished:
            try:
                with duckdb.connect(str(unfinished)) as connection:
                    # Its own bar would go to stdout, among the results.
                    connection.execute("SET enable_progress_bar = false")
                    connection.execute("BEGIN")
                    for statement in (*statements, f"CREATE MACRO {_MACRO}() AS {_text(marker)}"):
                        connection.execute(statement)
                    connection.execute("COMMIT")
            except duckdb.IOException as error:
                raise cannot_write(location, str(error)) from None
            except duckdb.Error as error:
                raise failed_statement(location, statement, str(error)) from None
            # A log left by a crash belongs to the old file and would damage the new one.
            path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
