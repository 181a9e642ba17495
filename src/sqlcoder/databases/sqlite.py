"""SQLite: opens a file read-only and runs one SELECT at a time within the limits.

The rules hold inside SQLite itself: `mode=ro`, `query_only`, an authorizer that allows reading only, and its
own limits. A single slow function can't be stopped from here; `isolated.py` does that from outside.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from sqlcoder.databases.base import Limits
from sqlcoder.databases.collect import collect
from sqlcoder.databases.failures import (
    cell_too_large,
    no_such_file,
    not_a_query,
    out_of_memory,
    timed_out,
    unreadable_schema,
)
from sqlcoder.databases.samples import with_samples
from sqlcoder.errors import ConnectionFailed, QueryFailed, QueryTimeout
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Column, ForeignKey, Schema, Table
from sqlcoder.sql.guard import SafeQuery

_HEADER = b"SQLite format 3\0"
_BUILT_IN_VIRTUAL = ("json_each", "json_tree")
# SQLite's own limit on a value counts for whole stored rows too, so it is never below this.
_SHORT_BYTES = 1_000_000
_STEPS = 5_000
_COUNTED_ROWS = 20_000
_SCHEMA_SECONDS = 20.0
_ALLOWED_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_FULL_TEXT_SHADOWS = {"content", "data", "idx", "docsize", "config", "segments", "segdir", "stat"}
_SHADOWS = _FULL_TEXT_SHADOWS | {"node", "parent", "rowid"}
# Both reach outside the database; everything else that SQLite brings computes.
_DENIED_FUNCTIONS = {"load_extension", "fts3_tokenizer"}
_PRAGMAS = (
    "query_only = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    # A large sort fails at the memory limit rather than filling the disk.
    "temp_store = MEMORY",
)
_CATEGORIES = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 200_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class Sqlite:
    """One SQLite file, open for reading."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection, path: Path, limits: Limits) -> None:
        self._connection = connection
        self._path = path
        self._limits = limits
        self._virtual: tuple[str, ...] = ()
        self.url = f"sqlite:///{path}"

    @classmethod
    def open(cls, location: str, limits: Limits) -> Self:
        """Open the file at the path `location`; raise `ConnectionFailed` where it isn't a database."""
        path = Path(location).absolute()
        if not path.is_file():
            raise no_such_file(str(path))
        try:
            connection = sqlite3.connect(
                f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
            )
            database = cls(connection, path, limits)
            database._prepare(limits)
        except (sqlite3.Error, OSError) as error:
            raise _cannot_open(path, error) from None
        return database

    def version(self) -> str:
        """Return SQLite's own schema counter, with the identity of the file."""
        with self._reading_schema():
            counter = self._connection.execute("PRAGMA schema_version").fetchone()[0]
        try:
            file = self._path.stat()
        except OSError as error:
            raise _cannot_open(self._path, error) from None
        return f"{counter}-{file.st_dev}-{file.st_ino}"

    def schema(self, *, samples: bool = True) -> Schema:
        """Read the tables and views of the file; a view that is broken is left out."""
        with self._reading_schema():
            tables = tuple(_tables(self._connection))
        if samples:
            tables = with_samples(tables, self._trusted_rows, self.dialect)
        return Schema(self.dialect, tables)

    def run(self, query: SafeQuery, limits: Limits) -> ResultSet:
        """Run a query within `limits`; raise `QueryTimeout` or `QueryFailed`."""
        start = time.monotonic()
        with self._failures(limits), self._deadline(limits.seconds):
            self._connect_virtual_tables()
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(limits.bytes, _SHORT_BYTES))
            self._connection.set_authorizer(_authorize)
            cursor = self._connection.cursor()
            try:
                cursor.execute(query.sql)
                if cursor.description is None:
                    raise not_a_query(self.url)
                columns = tuple(entry[0] for entry in cursor.description)
                collected = collect(cursor.fetchmany, columns, limits, chunk=1)
            finally:
                cursor.close()
        return ResultSet(columns, collected.rows, collected.truncated, time.monotonic() - start)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _prepare(self, limits: Limits) -> None:
        self._connection.text_factory = _text
        # Counts for the whole process, so it can only be lowered; that process is the worker's own.
        self._connection.execute(f"PRAGMA hard_heap_limit = {limits.memory_bytes}")
        for pragma in _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        for category, value in _CATEGORIES.items():
            self._connection.setlimit(category, value)
        # The first read: this is where a file that isn't a database shows.
        listed = self._connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")
        self._virtual = (*_BUILT_IN_VIRTUAL, *(name for (name,) in listed))

    def _connect_virtual_tables(self) -> None:
        # Each connects itself at its first use, with statements of its own that the authorizer would refuse.
        self._connection.set_authorizer(None)
        for name in self._virtual:
            with contextlib.suppress(
                sqlite3.DatabaseError
            ):  # Its module or data isn't here; nor can it be read.
                self._connection.execute(f"SELECT 1 FROM {_quoted(name)} LIMIT 0").fetchall()

    def _trusted_rows(self, sql: str, seconds: float) -> Sequence[Sequence[object]]:
        with self._failures(self._limits), self._trusted(seconds):
            return self._connection.execute(sql).fetchall()

    @contextlib.contextmanager
    def _reading_schema(self) -> Iterator[None]:
        try:
            with self._trusted(_SCHEMA_SECONDS):
                yield
        except (sqlite3.Error, QueryTimeout) as error:
            raise unreadable_schema(self.url, error) from None

    @contextlib.contextmanager
    def _trusted(self, seconds: float) -> Iterator[None]:
        """Run our own statements, pragmas among them, for at most `seconds`."""
        self._connection.set_authorizer(None)
        with self._deadline(seconds):
            yield

    @contextlib.contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
                raise
            raise timed_out(seconds) from None
        finally:
            self._connection.set_progress_handler(None, 0)

    @contextlib.contextmanager
    def _failures(self, limits: Limits) -> Iterator[None]:
        try:
            yield
        except MemoryError:
            raise out_of_memory() from None
        except (sqlite3.Error, sqlite3.Warning) as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code == sqlite3.SQLITE_TOOBIG:
                raise cell_too_large(None, limits) from None
            if code == sqlite3.SQLITE_AUTH or isinstance(error, sqlite3.Warning):
                raise not_a_query(self.url) from None
            raise QueryFailed(f"{error}.") from None


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action in _ALLOWED_ACTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _DENIED_FUNCTIONS:
        return sqlite3.SQLITE_OK
    # Full-text tables ask this one of themselves at each query.
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _text(data: bytes) -> str:
    # SQLite doesn't check that a text is UTF-8; one odd byte must not cost the whole result.
    return data.decode("utf-8", "replace")


def _tables(connection: sqlite3.Connection) -> Iterator[Table]:
    def ask(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    listed = ask("SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    virtual = {name for name, _, sql in listed if (sql or "")[:40].upper().startswith("CREATE VIRTUAL")}
    for name, kind, _ in listed:
        if name.lower().startswith("sqlite_") or _is_shadow(name, virtual):
            continue
        quoted = _quoted(name)
        try:
            parts = [row for row in ask(f"PRAGMA main.table_xinfo({quoted})") if row[6] != 1]
        except sqlite3.DatabaseError as error:
            # A view over a table that is gone, or a virtual table without its module or its data.
            broken = error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT_VTAB
            if broken or isinstance(error, sqlite3.OperationalError):
                continue
            raise
        yield Table(
            name=name,
            columns=tuple(Column(row[1], row[2] or "ANY", nullable=not (row[3] or row[5])) for row in parts),
            primary_key=tuple(row[1] for row in sorted(parts, key=lambda r: r[5]) if row[5]),
            foreign_keys=_foreign_keys(ask(f"PRAGMA main.foreign_key_list({quoted})"), ask),
            kind="view" if kind == "view" else "table",
            rows=None if kind == "view" else _row_count(connection, quoted),
        )


def _is_shadow(name: str, virtual: set[str]) -> bool:
    # The tables in which full-text and R-tree tables keep their data: "notes_content" of "notes".
    head, _, tail = name.rpartition("_")
    return head in virtual and tail in _SHADOWS


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _foreign_keys(
    rows: list[tuple[Any, ...]], ask: Callable[[str], list[tuple[Any, ...]]]
) -> tuple[ForeignKey, ...]:
    keys: dict[int, list[tuple[Any, ...]]] = {}
    for row in sorted(rows, key=lambda r: (r[0], r[1])):
        keys.setdefault(row[0], []).append(row)
    found = []
    for parts in keys.values():
        target = str(parts[0][2])
        references = tuple(part[4] for part in parts)
        if None in references:  # `REFERENCES t` without columns means the primary key of t.
            info = ask(f"PRAGMA main.table_xinfo({_quoted(target)})")
            references = tuple(row[1] for row in sorted(info, key=lambda r: r[5]) if row[5])
        if len(references) == len(parts):
            found.append(ForeignKey(tuple(part[3] for part in parts), target, references))
    # SQLite lists them last first.
    return tuple(reversed(found))


def _row_count(connection: sqlite3.Connection, quoted: str) -> int | None:
    try:
        counted = connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM main.{quoted} LIMIT {_COUNTED_ROWS + 1})"
        ).fetchone()[0]
        if counted <= _COUNTED_ROWS:
            return int(counted)
        # The highest rowid is found at once, and is near the count unless much was deleted.
        return int(connection.execute(f"SELECT max(rowid) FROM main.{quoted}").fetchone()[0])
    except (sqlite3.OperationalError, TypeError, ValueError):
        return None


def _cannot_open(path: Path, error: sqlite3.Error | OSError) -> ConnectionFailed:
    try:
        with path.open("rb") as file:
            header = file.read(20)
    except OSError as reason:
        return ConnectionFailed(
            f"The file can't be read: {reason.strerror}.", where=str(path), fix="Check its permissions."
        )
    if not header.startswith(_HEADER):
        return ConnectionFailed(
            "The file is not an SQLite database, or it is encrypted.",
            where=str(path),
            fix="Check that it is the right file; an encrypted one must be decrypted first.",
        )
    # Bytes 18 and 19 are 2 in a database with a write-ahead log, which even readers must lay files beside.
    if header[18:20] == b"\2\2" and "malformed" not in str(error):
        return ConnectionFailed(
            f"The database uses a write-ahead log that can't be opened: {error}.",
            where=str(path),
            fix="Make its folder writable, or copy the file together with its -wal file to a folder that is.",
        )
    return ConnectionFailed(
        f"The database can't be opened: {error}.",
        where=str(path),
        fix="Check the file with the sqlite3 program: PRAGMA integrity_check.",
    )
