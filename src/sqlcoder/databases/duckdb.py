"""DuckDB: opens a file read-only and runs one SELECT at a time within the limits.

The rules hold inside DuckDB itself: a read-only file, no access to other files or the network, no
extensions, a memory limit, a locked configuration. A single slow function can't be stopped from here;
`isolated.py` does that from outside.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from sqlcoder.databases.base import Limits
from sqlcoder.databases.collect import collect
from sqlcoder.databases.duckdb_catalog import read_tables
from sqlcoder.databases.failures import (
    Spent,
    no_such_file,
    not_a_query,
    out_of_memory,
    shortened,
    timed_out,
    unreadable_schema,
)
from sqlcoder.databases.samples import with_samples
from sqlcoder.errors import ConnectionFailed, QueryFailed, QueryTimeout
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Schema, Table
from sqlcoder.sql.guard import SafeQuery

_MOST_THREADS = 4
_SCHEMA_SECONDS = 20.0
_ZONED = "TIMESTAMP WITH TIME ZONE"


class Duckdb:
    """One DuckDB file, open for reading."""

    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection, url: str) -> None:
        self._connection = connection
        self.url = url

    @classmethod
    def open(cls, location: str, limits: Limits) -> Self:
        """Open the file at the path `location`; raise `ConnectionFailed` where it isn't a database."""
        path = Path(location).absolute()
        if not path.is_file():
            raise no_such_file(str(path))
        try:
            connection = duckdb.connect(str(path), read_only=True, config=settings(limits))
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        except duckdb.Error as error:
            raise _cannot_open(path, error) from None
        return cls(connection, f"duckdb:///{path}")

    def version(self) -> str:
        """Return a hash over the definitions of all tables and views, and their comments."""
        with self._reading_schema():
            rows = self._connection.execute(_DEFINITIONS).fetchall()
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:32]

    def schema(self, *, samples: bool = True) -> Schema:
        """Read the tables and views of the file, all its namespaces included."""
        with self._reading_schema():
            tables = self._tables()
        if samples:
            tables = with_samples(tables, self._trusted_rows, self.dialect)
        spaces = any(t.namespace is not None for t in tables)
        return Schema(self.dialect, tables, search_path=("main",) if spaces else ())

    def run(self, query: SafeQuery, limits: Limits) -> ResultSet:
        """Run a query within `limits`; raise `QueryTimeout` or `QueryFailed`."""
        start = time.monotonic()
        with self._failures(), self._reading(), self._deadline(limits.seconds):
            statement = self._statement(query.sql, limits.rows + 1)
            running = self._connection.execute(statement.sql)
            collected = collect(running.fetchmany, statement.columns, limits, chunk=1)
        rows = statement.with_times(collected.rows)
        return ResultSet(statement.columns, rows, collected.truncated, time.monotonic() - start)

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

    def _tables(self) -> tuple[Table, ...]:
        return read_tables(lambda sql: self._connection.execute(sql).fetchall())

    def _trusted_rows(self, sql: str, seconds: float) -> Sequence[Sequence[object]]:
        with self._failures(), self._deadline(seconds):
            return self._connection.execute(sql).fetchall()

    def _statement(self, sql: str, rows: int) -> _Statement:
        parsed = self._connection.extract_statements(sql)
        if len(parsed) != 1 or parsed[0].type != duckdb.StatementType.SELECT:
            raise not_a_query(self.url)
        # As a subquery it can't write: DuckDB 2 takes `WITH x AS (COPY ... TO ...) SELECT` for a SELECT, but
        # allows such a clause at the top level only. The line break ends a comment that the query may end in.
        inner = f"({sql.rstrip().rstrip(';')}\n)"
        bound = self._connection.sql(f"SELECT * FROM {inner}")
        kinds = tuple(str(kind) for kind in bound.types)
        columns = tuple(bound.columns)
        zoned = tuple(i for i, kind in enumerate(kinds) if _ZONED in kind)
        if not zoned:
            return _Statement(f"SELECT * FROM {inner} LIMIT {rows}", columns, ())
        # Times with a zone come as text: for the values DuckDB wants a package that it doesn't bring.
        names = [f"c{i}" for i in range(len(columns))]
        parts = (f"CAST({name} AS VARCHAR)" if i in zoned else name for i, name in enumerate(names))
        return _Statement(
            f"SELECT {', '.join(parts)} FROM {inner} AS q({', '.join(names)}) LIMIT {rows}",
            columns,
            tuple(i for i in zoned if kinds[i] == _ZONED),
        )

    @contextmanager
    def _reading_schema(self) -> Iterator[None]:
        try:
            with self._deadline(_SCHEMA_SECONDS):
                yield
        except (duckdb.Error, QueryTimeout) as error:
            raise unreadable_schema(self.url, error) from None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._connection.execute("BEGIN TRANSACTION READ ONLY")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        """Interrupt what runs inside after `seconds`; a timer that is late can't hit the next query."""
        lock = threading.Lock()
        state = _Deadline()

        def interrupt() -> None:
            with lock:
                if not state.over:
                    state.fired = True
                    self._connection.interrupt()

        timer = threading.Timer(seconds, interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except duckdb.InterruptException:
            if not state.fired:
                raise
            raise timed_out(seconds) from None
        finally:
            with lock:
                state.over = True
            timer.cancel()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (MemoryError, duckdb.OutOfMemoryException):
            raise out_of_memory() from None
        except (duckdb.InternalException, duckdb.FatalException) as error:
            # DuckDB refuses every further query after such an error.
            raise _broken(error) from None
        except duckdb.Error as error:
            raise QueryFailed(shortened(str(error))) from None


@dataclass(slots=True)
class _Deadline:
    over: bool = False
    fired: bool = False


@dataclass(frozen=True, slots=True)
class _Statement:
    """What runs in place of the query; the columns at `times` hold times with a zone, as text."""

    sql: str
    columns: tuple[str, ...]
    times: tuple[int, ...]

    def with_times(self, rows: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
        """Return `rows` with the texts of times turned into `datetime`."""
        if not self.times:
            return rows
        return tuple(tuple(_time(v) if i in self.times else v for i, v in enumerate(row)) for row in rows)


def settings(limits: Limits) -> dict[str, str | bool | int | float | list[str]]:
    """Return DuckDB's configuration for `limits`, without the access to files."""
    return {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": f"{max(limits.memory_bytes // 1024, 1)}KiB",
        # A query that doesn't fit into memory fails rather than filling the disk.
        "temp_directory": "",
        "max_temp_directory_size": "0KB",
        "threads": str(min(os.cpu_count() or 1, _MOST_THREADS)),
    }


def _broken(error: duckdb.Error) -> Spent:
    if "Memory allocation failure" in str(error):
        return out_of_memory()
    # What follows the first line tells of DuckDB's own code.
    return Spent(shortened(str(error).splitlines()[0]), fix="Write the query in another way.")


def _time(text: str | None) -> datetime | str | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return text  # "infinity", or a year that Python's calendar doesn't reach.


def _cannot_open(path: Path, error: duckdb.Error) -> ConnectionFailed:
    text = str(error).splitlines()[0]
    if "Could not set lock" in text:
        return ConnectionFailed(
            f"Another program has the database open for writing: {text}",
            where=str(path),
            fix="Close that program, or let it open the database read-only too.",
        )
    return ConnectionFailed(
        f"The file can't be opened as a DuckDB database: {text}",
        where=str(path),
        fix="Check that it is the right file, and that it was written by a DuckDB no newer than the one here "
        f"({duckdb.__version__}).",
    )


_DEFINITIONS = """
SELECT schema_name, table_name, comment, sql FROM duckdb_tables()
WHERE database_name = current_database() AND NOT internal
UNION ALL
SELECT schema_name, view_name, comment, sql FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal
UNION ALL
SELECT schema_name, table_name, column_name || ' ' || data_type, comment FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal
ORDER BY ALL
"""
