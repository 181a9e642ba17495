"""Data files (CSV, Parquet, JSON, workbooks), or a folder of them, as the tables of an in-memory DuckDB.

Each file is a view that reads it where it lies; only a workbook's cells are held in memory. DuckDB may read
exactly these files. Writes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import duckdb

from sqlcoder.databases.base import Limits
from sqlcoder.databases.duckdb import Duckdb, settings
from sqlcoder.databases.failures import no_such_file, shortened
from sqlcoder.databases.file_kinds import READERS, data_files, ending, table_name, unique
from sqlcoder.databases.workbook import Sheet, read_sheets
from sqlcoder.errors import ConnectionFailed
from sqlcoder.schema.model import Table
from sqlcoder.sql.dialect import dialect

_COUNTED_BYTES = 16 * 1024 * 1024
_UNPACKED = 10
"""How many times its size a packed text has unpacked, or more: some pack a thousand to one."""
_INSERTED_ROWS = 10_000
_quoted = dialect("duckdb").quoted


@dataclass(frozen=True, slots=True)
class _Opened:
    """An in-memory database over `files` (by table name), as they were at `version`."""

    connection: duckdb.DuckDBPyConnection
    files: dict[str, Path]
    version: str


class Files(Duckdb):
    """A data file or a folder of data files, open for reading."""

    def __init__(self, opened: _Opened, path: Path, limits: Limits) -> None:
        super().__init__(opened.connection, str(path))
        self._opened = opened
        self._path = path
        self._limits = limits

    @classmethod
    def open(cls, location: str, limits: Limits) -> Self:
        """Open the file or folder at the path `location`.

        Raise `ConnectionFailed` where a file can't be read as what its name says, `MissingDependency` for a
        workbook without the extra `excel`.
        """
        path = Path(location).absolute()
        return cls(_open(path, limits), path, limits)

    def version(self) -> str:
        """Return a hash over the files' names, sizes and times; files that changed are opened anew."""
        version = _version(self._path)
        if version != self._opened.version:
            opened = _open(self._path, self._limits)
            self._connection.close()
            self._opened, self._connection = opened, opened.connection
        return self._opened.version

    def _tables(self) -> tuple[Table, ...]:
        # To the user each file is a table; that it is a view is our own doing.
        return tuple(replace(t, kind="table", rows=self._row_count(t)) for t in super()._tables())

    def _row_count(self, table: Table) -> int | None:
        path = self._opened.files[table.name]
        # Parquet knows its count; a text must be read whole for it, which only a small one is worth.
        size = path.stat().st_size * (_UNPACKED if path.name.lower().endswith(".gz") else 1)
        if ending(path) != ".parquet" and size > _COUNTED_BYTES:
            return None
        with contextlib.suppress(duckdb.Error):  # A line that can't be read: then the count isn't known.
            counted = self._connection.execute(f"SELECT count(*) FROM {_quoted(table.name)}").fetchone()
            return None if counted is None else int(counted[0])
        return None


def _version(path: Path) -> str:
    try:
        stats = [(p.name, p.stat()) for p in data_files(path)]
    except FileNotFoundError:
        raise no_such_file(str(path)) from None
    known = [(name, s.st_size, s.st_mtime_ns, s.st_ino) for name, s in stats]
    return hashlib.sha256(repr(known).encode()).hexdigest()[:32]


def _open(path: Path, limits: Limits) -> _Opened:
    version = _version(path)
    files = data_files(path)
    connection = duckdb.connect(":memory:", config=settings(limits))
    tables: dict[str, Path] = {}
    try:
        connection.execute(f"SET allowed_paths = [{', '.join(_literal(str(file)) for file in files)}]")
        connection.execute("SET enable_external_access = false")
        for file in files:
            _add(connection, file, tables)
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return _Opened(connection, tables, version)


def _add(connection: duckdb.DuckDBPyConnection, file: Path, tables: dict[str, Path]) -> None:
    reader = READERS[ending(file)]
    try:
        if reader is None:
            sheets = read_sheets(file)
            for sheet in sheets:
                name = unique(table_name(file, sheet.name if len(sheets) > 1 else None), tables)
                _add_sheet(connection, sheet, name)
                tables[name] = file
            return
        _check_readable(file)
        name = unique(table_name(file), tables)
        connection.execute(f"CREATE VIEW {_quoted(name)} AS SELECT * FROM {reader}({_literal(str(file))})")
        tables[name] = file
    except (duckdb.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else _first_lines(str(error))
        raise ConnectionFailed(
            f"The file can't be read as {ending(file)}: {reason}",
            where=str(file),
            fix="Check that it is whole, in UTF-8, and what its name says; or move it out of the folder.",
        ) from None


def _check_readable(file: Path) -> None:
    if any(sign in file.name for sign in "*?["):
        raise ConnectionFailed(
            "DuckDB takes *, ? and [ in a file's name for a pattern.", where=str(file), fix="Rename the file."
        )
    with file.open("rb") as stream:
        if not stream.read(1):
            raise ConnectionFailed("The file is empty.", where=str(file), fix="Check that it was saved.")


def _add_sheet(connection: duckdb.DuckDBPyConnection, sheet: Sheet, name: str) -> None:
    fields = ", ".join(f"{_quoted(c.name)} {c.type}" for c in sheet.columns)
    connection.execute(f"CREATE TABLE {_quoted(name)} ({fields})")
    # One list a column rather than one statement a row: a hundred times as fast.
    unnested = ", ".join(f"unnest(?::{c.type}[])" for c in sheet.columns)
    for start in range(0, len(sheet.columns[0].values), _INSERTED_ROWS):
        parts: Sequence[object] = [c.values[start : start + _INSERTED_ROWS] for c in sheet.columns]
        connection.execute(f"INSERT INTO {_quoted(name)} SELECT {unnested}", parts)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_lines(message: str) -> str:
    return shortened(" ".join(line.strip() for line in message.splitlines()[:2] if line.strip()))
