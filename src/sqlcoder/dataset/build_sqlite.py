"""Instances as SQLite files. Two numbers in a file's header are the marker: whose it is, and a hash."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlcoder.dataset.build_store import Files, cannot_write, failed_statement, replaced, something_else

_APPLICATION = int.from_bytes(b"SQCD", "big")
_DISK = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
)


@dataclass(frozen=True, slots=True)
class SqliteFiles(Files):
    """A folder of SQLite files."""

    dialect: ClassVar[str] = "sqlite"
    ending: ClassVar[str] = "sqlite"

    def holds(self, location: str, marker: str) -> bool:
        """Say whether the file has this marker. Raise `UsageError` for one that has none."""
        if not Path(location).exists():
            return False
        try:
            with closing(sqlite3.connect(f"{Path(location).as_uri()}?mode=ro", uri=True)) as connection:
                application, version = (
                    connection.execute(f"PRAGMA {name}").fetchone()[0]
                    for name in ("application_id", "user_version")
                )
        except sqlite3.Error:
            raise something_else(location) from None
        if application != _APPLICATION:
            raise something_else(location)
        return bool(version == _number(marker))

    def write(self, location: str, statements: Iterable[str], marker: str) -> None:
        """Write the file anew. Raise `DatasetError` for a statement that fails and for a full disk."""
        statement = ""
        header = (f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {_number(marker)}")
        with replaced(Path(location)) as unfinished:
            try:
                with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
                    connection.execute("PRAGMA foreign_keys = ON")
                    # Nobody else sees the file before it is whole, so nothing need be undone.
                    connection.execute("PRAGMA journal_mode = OFF")
                    connection.execute("BEGIN")
                    for statement in (*statements, *header):
                        connection.execute(statement)
                    connection.execute("COMMIT")
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK:
                    raise cannot_write(location, str(error)) from None
                raise failed_statement(location, statement, str(error)) from None


def _number(marker: str) -> int:
    """Return a hash that fits the header's signed 32 bits."""
    return int.from_bytes(hashlib.sha256(marker.encode()).digest()[:4], "big") >> 1
