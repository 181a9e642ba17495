"""PostgreSQL: runs a safe query in a read-only transaction with the server's own limits.

What the schema looks like is read by postgres_catalog.py. Checks no SQL.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from sqlcoder.databases import postgres_catalog
from sqlcoder.databases.base import Limits
from sqlcoder.databases.collect import collect
from sqlcoder.databases.failures import cell_too_large, shortened, timed_out
from sqlcoder.databases.samples import with_samples
from sqlcoder.databases.server_url import failed_connection, without_password
from sqlcoder.errors import MissingDependency, QueryFailed, SchemaError
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Schema
from sqlcoder.sql.guard import SafeQuery

if TYPE_CHECKING:
    import psycopg
    from psycopg import pq

_CONNECT_SECONDS = 10
_CATALOG_SECONDS = 60.0
_HANG_UP_AFTER_SECONDS = 0.5
_SPILLED_KIB = 4 * 1024 * 1024

# What a query may spill to disk, where the role may set it: otherwise the administrator decides.
_SESSION = """
SET default_transaction_read_only = on;
SET standard_conforming_strings = on;
SELECT set_config('temp_file_limit', '{spilled}kB', false)
FROM (SELECT 1) AS one WHERE {may_limit}
"""

# The SELECT takes the transaction's first snapshot: from then on the server refuses to make it writable.
_BEGIN = """
BEGIN TRANSACTION READ ONLY;
SET LOCAL statement_timeout = {milliseconds};
SET LOCAL lock_timeout = {milliseconds};
SET LOCAL idle_in_transaction_session_timeout = {idle_milliseconds};
SELECT 1
"""

# Advisory locks of a session outlive its transactions.
_END = "ROLLBACK; SELECT pg_advisory_unlock_all()"

_QUERY_CANCELED = "57014"
_LOCK_NOT_AVAILABLE = "55P03"

_NUMERIC = 1700
_BYTEA = 17


class Postgres:
    """One connection to a PostgreSQL database. It is made again where the server has closed it."""

    dialect = "postgres"

    def __init__(self, location: str) -> None:
        self._location = location
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect to a URL of the form that libpq takes.

        Raise `ConnectionFailed`, or `MissingDependency` without the extra `postgres`.
        """
        database = cls(url)
        database._connected()
        return database

    @property
    def url(self) -> str:
        """Where it is, without the password."""
        return without_password(self._location)

    def version(self) -> str:
        """Return a hash over the catalogue's part that the role may see. Raise `SchemaError`."""
        with self._reading() as query:
            return str(query(postgres_catalog.VERSION)[0][0])

    def schema(self, *, samples: bool = True) -> Schema:
        """Read all tables and views that the role may select from. Raise `SchemaError`."""
        with self._reading() as query:
            schema = postgres_catalog.read(query)
        if not samples:
            return schema
        sampled = with_samples(schema.tables, self._sample, self.dialect)
        return Schema(
            schema.dialect, postgres_catalog.with_labels(schema.tables, sampled), schema.search_path
        )

    def run(self, query: SafeQuery, limits: Limits) -> ResultSet:
        """Run a query in a read-only transaction within `limits`. Raise `QueryTimeout` or `QueryFailed`."""
        import psycopg

        started = time.monotonic()
        try:
            with self._transaction(limits.seconds) as connection, _watched(connection, limits.seconds):
                columns = _describe(connection, query.sql)
                names = tuple(c.name for c in columns)
                stream = connection.cursor().stream(_bounded(query.sql, columns, limits))
                # Closing it stops a query that still runs.
                with closing(cast("Generator[tuple[Any, ...], None, None]", stream)):
                    rows = _Rows(stream, names, limits)
                    collected = collect(rows.fetch, names, limits, chunk=1)
        except psycopg.Error as error:
            if time.monotonic() - started > limits.seconds + _HANG_UP_AFTER_SECONDS:
                raise timed_out(limits.seconds) from None
            raise _failure(error.diag, str(error), limits.seconds) from None
        except UnicodeError as error:
            raise QueryFailed(f"The query or its result holds text that is not UTF-8: {error}.") from None
        truncated = "bytes" if rows.too_wide else collected.truncated
        return ResultSet(names, collected.rows, truncated, time.monotonic() - started)

    def close(self) -> None:
        """Close the connection; calling it again does nothing."""
        if self._connection is not None:
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

    def _sample(self, statement: str, seconds: float) -> Sequence[Sequence[object]]:
        import psycopg

        try:
            with self._transaction(seconds) as connection:
                return connection.execute(statement.encode()).fetchall()
        except psycopg.Error as error:
            raise _failure(error.diag, str(error), seconds) from None

    @contextmanager
    def _reading(self) -> Iterator[postgres_catalog.Query]:
        import psycopg

        try:
            with self._transaction(_CATALOG_SECONDS) as connection:
                yield lambda statement: connection.execute(statement.encode()).fetchall()
        except psycopg.Error as error:
            raise SchemaError(
                f"The schema can't be read: {_message(error.diag, str(error))}",
                where=self.url,
                fix="Check that the role may connect and use the schemas, then try again.",
            ) from None

    @contextmanager
    def _transaction(self, seconds: float) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        import psycopg

        connection = self._begun(seconds)
        try:
            yield connection
        finally:
            try:
                if not connection.closed:
                    connection.execute(_END)
            except psycopg.Error:
                # It can't be brought back to a known state; the next query connects anew.
                connection.close()

    def _begun(self, seconds: float) -> psycopg.Connection[tuple[Any, ...]]:
        import psycopg

        milliseconds = max(1, round(seconds * 1000))
        begin = _BEGIN.format(milliseconds=milliseconds, idle_milliseconds=milliseconds + 10_000)
        known = self._connection
        connection = self._connected()
        try:
            connection.execute(begin.encode())
        except psycopg.OperationalError:
            # An idle connection that the server or the network has dropped is noticed only now.
            if connection is not known:
                raise
            connection.close()
            connection = self._connected()
            connection.execute(begin.encode())
        return connection

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        if self._connection is None or self._connection.closed:
            self._connection = _connect(self._location)
        return self._connection


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a result; `size` is its type's length in bytes, negative where it varies."""

    name: str
    type: int
    size: int


class _Rows:
    """The rows of a bounded query, less the two columns that `_bounded` appends."""

    def __init__(self, stream: Iterator[Sequence[Any]], columns: Sequence[str], limits: Limits) -> None:
        self._stream = stream
        self._columns = columns
        self._limits = limits
        self._seen = 0
        self.too_wide = False

    def fetch(self, _count: int) -> list[tuple[Any, ...]]:
        """Return the next row, or none at the end."""
        row = next(self._stream, None)
        if row is None:
            return []
        self._seen += 1
        if self._seen > self._limits.rows:
            # The last that was asked for: reading up to the end spares cancelling a query that is done.
            next(self._stream, None)
        *values, size, too_large = row
        if too_large:
            raise cell_too_large(self._columns[too_large - 1], self._limits)
        self.too_wide = size > self._limits.bytes
        return [] if self.too_wide else [tuple(values)]


def _bounded(sql: str, columns: Sequence[_Column], limits: Limits) -> bytes:
    """Return the query with its rows counted and its large values cut in the server.

    A client library takes a value whole or not at all, so one of 1 GB must not be sent. Each row gets two
    more columns: the bytes of its values of varying length, and the number of the first column above the
    limit; in a row too large these values are NULL. OFFSET 0 keeps the planner from computing any of them
    twice. The parentheses besides make the server refuse all but a query: no COPY, no data-modifying WITH.
    """
    names = [f"c{i}" for i in range(1, len(columns) + 1)]
    varying = [i for i, c in enumerate(columns, 1) if c.size < 0 and c.type != _NUMERIC]
    sizes = "".join(f", {_size(f'c{i}', columns[i - 1])} AS s{i}" for i in varying)
    total = " + ".join(f"s{i}" for i in varying) or "0"
    cases = "".join(f" WHEN s{i} > {limits.bytes} THEN {i}" for i in varying)
    too_large = f"CASE{cases} ELSE 0 END" if cases else "0"
    shown = [f"CASE WHEN {total} <= {limits.bytes} THEN c{i} END" if i in varying else f"c{i}"
             for i in range(1, len(columns) + 1)]  # fmt: skip
    alias = f"q({', '.join(names)})" if names else "q"
    return (
        f"SELECT {', '.join([*shown, total, too_large])} "
        f"FROM (SELECT *{sizes} FROM (SELECT * FROM (\n{sql}\n) AS {alias} OFFSET 0) AS v OFFSET 0) AS s "
        f"LIMIT {limits.rows + 1}"
    ).encode()


def _size(name: str, column: _Column) -> str:
    value = name if column.type == _BYTEA else f"{name}::text"
    return f"coalesce(octet_length({value}), 0)::bigint"


def _describe(connection: psycopg.Connection[tuple[Any, ...]], sql: str) -> list[_Column]:
    """Have the server parse the query itself, so that its messages point into it, and return its columns."""
    from psycopg.pq import ExecStatus

    result = connection.pgconn.prepare(b"", sql.encode())
    if result.status == ExecStatus.COMMAND_OK:
        result = connection.pgconn.describe_prepared(b"")
    if result.status != ExecStatus.COMMAND_OK:
        raise _parse_failure(result, sql)
    return [
        _Column((result.fname(i) or b"").decode(), result.ftype(i), result.fsize(i))
        for i in range(result.nfields)
    ]


def _parse_failure(result: pq.abc.PGresult, sql: str) -> QueryFailed:
    from psycopg.errors import Diagnostic

    diagnostic = Diagnostic(result, "utf-8")
    error = _failure(diagnostic, result.get_error_message(), 0.0)
    position = int(diagnostic.statement_position or 0)
    if position:
        before = sql[: position - 1]
        line, column = before.count("\n") + 1, position - 1 - (before.rfind("\n") + 1) + 1
        return QueryFailed(error.what, where=f"line {line}, column {column}", fix=error.fix)
    return error


@contextmanager
def _watched(connection: psycopg.Connection[tuple[Any, ...]], seconds: float) -> Iterator[None]:
    """Hang up should the server not stop in time: one function can outlast its limit, and networks die."""
    timer = threading.Timer(seconds + _HANG_UP_AFTER_SECONDS, _hang_up, (connection.fileno(),))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _hang_up(number: int) -> None:
    # Closing the driver's own socket wouldn't wake a thread that reads from it.
    with socket.socket(fileno=os.dup(number)) as line, suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _failure(diagnostic: psycopg.errors.Diagnostic, text: str, seconds: float) -> QueryFailed:
    if diagnostic.sqlstate in (_QUERY_CANCELED, _LOCK_NOT_AVAILABLE) and "user request" not in text:
        return timed_out(seconds)
    return QueryFailed(_message(diagnostic, text), fix=diagnostic.message_hint)


def _message(diagnostic: psycopg.errors.Diagnostic, text: str) -> str:
    return shortened(diagnostic.message_primary or text.strip())


def _connect(location: str) -> psycopg.Connection[tuple[Any, ...]]:
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise MissingDependency("PostgreSQL", "psycopg", extra="postgres") from error
    try:
        options: dict[str, Any] = {
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "sqlcoder",
            **conninfo_to_dict(location),
            "client_encoding": "utf8",
        }
        connection = psycopg.connect(**options, autocommit=True, prepare_threshold=None)
        may_limit = _may_limit(connection.info.server_version)
        connection.execute(_SESSION.format(spilled=_SPILLED_KIB, may_limit=may_limit).encode())
    except psycopg.Error as error:
        raise failed_connection("PostgreSQL", location, str(error)) from None
    _read_as_text(connection)
    return connection


def _may_limit(server_version: int) -> str:
    if server_version >= 150_000:
        return "has_parameter_privilege('temp_file_limit', 'SET')"
    return "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"


def _read_as_text(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Have JSON given as the text it is, and dates that Python can't hold (infinity, 4713 BC) as text too."""
    from psycopg import DataError
    from psycopg import adapters as usual_adapters
    from psycopg.abc import AdaptContext, Buffer
    from psycopg.adapt import Loader
    from psycopg.pq import Format
    from psycopg.types.string import TextLoader

    for name in ("json", "jsonb"):
        connection.adapters.register_loader(name, TextLoader)

    class Lenient(Loader):
        """Read a value with the driver's own loader, and as text where that one can't."""

        def __init__(self, oid: int, context: AdaptContext | None = None) -> None:
            super().__init__(oid, context)
            usual = usual_adapters.get_loader(oid, Format.TEXT)
            assert usual is not None
            self._usual = usual(oid, context)

        def load(self, data: Buffer) -> Any:
            try:
                return self._usual.load(data)
            except DataError:
                return bytes(data).decode()

    for name in ("date", "timestamp", "timestamptz", "interval", "time", "timetz"):
        connection.adapters.register_loader(name, Lenient)
