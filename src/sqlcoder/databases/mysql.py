"""MySQL and MariaDB: runs a safe query in a read-only transaction with the server's own time limit.

What the schema looks like is read by mysql_catalog.py. Checks no SQL.
"""

from __future__ import annotations

import math
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from sqlcoder.databases import mysql_catalog
from sqlcoder.databases.base import Limits
from sqlcoder.databases.collect import collect
from sqlcoder.databases.failures import cell_too_large, not_a_query, timed_out
from sqlcoder.databases.samples import with_samples
from sqlcoder.databases.server_url import failed_connection, without_password
from sqlcoder.errors import ConnectionFailed, MissingDependency, QueryFailed, SchemaError, UsageError
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Schema
from sqlcoder.sql.guard import SafeQuery

if TYPE_CHECKING:
    from sqlcoder.databases.mysql_connection import MysqlConnection

T = TypeVar("T")

_CONNECT_SECONDS = 10
_CATALOG_LIMITS = Limits(seconds=60.0, rows=10_000_000, bytes=1024**3)
_KILL_AFTER_SECONDS = 0.3
_OPTIONS = ("unix_socket", "ssl", "ssl_ca")

# The guard reads a query by these rules: quotes and backslashes as MySQL has them by default.
_SQL_MODE = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
_SESSION = f"SET SESSION sql_mode = '{_SQL_MODE}'"
_READ_ONLY = "SET SESSION TRANSACTION READ ONLY"

_TIMED_OUT = (1969, 3024)
_INTERRUPTED = 1317
_LOCK_TIMEOUT = 1205


class Mysql:
    """One connection to a MySQL or MariaDB database. It is made again where it was lost or dropped."""

    dialect = "mysql"

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: MysqlConnection | None = None

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect to a URL mysql://user:password@host:port/database, or mariadb://...

        Options after "?": `unix_socket`, `ssl=true` (TLS with a certificate that is checked), `ssl_ca` (the
        file of the authority that signed it). Raise `UsageError`, `ConnectionFailed`, or `MissingDependency`
        without the extra `mysql`.
        """
        database = cls(address_of(url))
        database._connected()
        return database

    @property
    def url(self) -> str:
        """Where it is, without the password."""
        return self._address.shown

    def version(self) -> str:
        """Return a hash over the part of information_schema that tells of the tables. Raise `SchemaError`."""
        return self._read(mysql_catalog.version)

    def schema(self, *, samples: bool = True) -> Schema:
        """Read the tables and views of this database that the user may select from. Raise `SchemaError`."""
        schema = self._read(mysql_catalog.read)
        if not samples:
            return schema
        return replace(schema, tables=with_samples(schema.tables, self._rows, self.dialect))

    def run(self, query: SafeQuery, limits: Limits) -> ResultSet:
        """Run a query in a read-only transaction within `limits`. Raise `QueryTimeout` or `QueryFailed`."""
        return self._run(query.sql, limits)

    def close(self) -> None:
        """Close the connection; calling it again does nothing."""
        if self._connection is not None:
            self._connection.drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, sql: str, limits: Limits) -> ResultSet:
        import pymysql

        from sqlcoder.databases.mysql_connection import RowTooLarge

        started = time.monotonic()
        connection = self._begun(limits)
        try:
            with self._watched(connection, limits.seconds):
                result = _fetched(connection, sql, limits)
            elapsed = time.monotonic() - started
        except RowTooLarge:
            raise cell_too_large(None, limits) from None
        except pymysql.Error as error:
            raise _failure(error, limits.seconds, time.monotonic() - started) from None
        except UnicodeError as error:
            raise QueryFailed(f"The query or its result holds text that is not UTF-8: {error}.") from None
        finally:
            self._end(connection)
        if result is None:
            raise not_a_query(self.url)
        if elapsed >= limits.seconds:
            # Some functions, SLEEP and BENCHMARK among them, just return when they are stopped.
            raise timed_out(limits.seconds)
        return replace(result, seconds=elapsed)

    def _rows(self, statement: str, seconds: float) -> Sequence[Sequence[Any]]:
        return self._run(statement, Limits(seconds=seconds, rows=_CATALOG_LIMITS.rows)).rows

    def _read(self, read: Callable[[mysql_catalog.Query], T]) -> T:
        try:
            return read(lambda statement: self._run(statement, _CATALOG_LIMITS).rows)
        except QueryFailed as error:
            raise SchemaError(
                f"The schema can't be read: {error.what}",
                where=self.url,
                fix="Check that the user may select from the tables, then try again.",
            ) from None

    @contextmanager
    def _watched(self, connection: MysqlConnection, seconds: float) -> Iterator[None]:
        """Stop the query from outside should the server's own limit not do it; MySQL's covers SELECT only."""
        timer = threading.Timer(seconds + _KILL_AFTER_SECONDS, self._kill_query, (connection,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _kill_query(self, connection: MysqlConnection) -> None:
        import pymysql

        try:
            with _connect(self._address) as other, other.cursor() as cursor:
                cursor.execute(f"KILL QUERY {connection.server_thread_id[0]}")
        except pymysql.Error:
            # The server is out of reach.
            connection.hang_up()

    def _begun(self, limits: Limits) -> MysqlConnection:
        import pymysql

        known = self._connection
        connection = self._connected()
        try:
            _begin(connection, limits)
        except (pymysql.OperationalError, pymysql.InterfaceError):
            # An idle connection that the server or the network has dropped is noticed only now.
            if connection is not known:
                raise
            connection.drop()
            connection = self._connected()
            _begin(connection, limits)
        return connection

    def _end(self, connection: MysqlConnection) -> None:
        """Leave the connection as it was before the query, or drop it where that isn't possible."""
        import pymysql

        connection.allow(None)
        if connection.finished:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("ROLLBACK")
                    # Such locks outlive the transaction.
                    cursor.execute("DO RELEASE_ALL_LOCKS()")
                return
            except pymysql.Error:
                connection.finished = False
        connection.drop()
        try:
            # A server that is still computing wouldn't notice that nobody listens.
            self._connection = _opened(self._address)
            with self._connection.cursor() as cursor:
                cursor.execute(f"KILL {connection.server_thread_id[0]}")
        except (ConnectionFailed, pymysql.Error):
            # It has ended by itself, or the server has: the next query will tell.
            return

    def _connected(self) -> MysqlConnection:
        if self._connection is None or not self._connection.open:
            self._connection = _opened(self._address)
        return self._connection


@dataclass(frozen=True, slots=True)
class Address:
    """A URL taken apart; `shown` is the URL without its password."""

    title: str
    shown: str
    url: str
    host: str
    port: int
    user: str | None
    password: str
    database: str
    unix_socket: str | None
    tls: ssl.SSLContext | None


def address_of(url: str) -> Address:
    """Take a URL apart. Raise `UsageError` where it can't be read or names no database."""
    shown = without_password(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "localhost", parts.port or 3306
    except ValueError:
        raise UsageError(
            "The URL can't be read.",
            where=shown,
            fix="Write mysql://user:password@host:3306/database, with signs like @ / : as %40 %2F %3A.",
        ) from None
    options = dict(parse_qsl(parts.query))
    unknown = [name for name in options if name not in _OPTIONS]
    if unknown:
        known = ", ".join(_OPTIONS)
        raise UsageError(f'Unknown option "{unknown[0]}".', where=shown, fix=f"Known options: {known}.")
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise UsageError("The URL names no database.", where=shown, fix="End it with its name: /shop.")
    return Address(
        title="MariaDB" if parts.scheme == "mariadb" else "MySQL",
        shown=shown,
        url=url,
        host=host,
        port=port,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
        database=database,
        unix_socket=options.get("unix_socket"),
        tls=_tls(options, shown),
    )


def _tls(options: dict[str, str], shown: str) -> ssl.SSLContext | None:
    authority = options.get("ssl_ca")
    if authority is None and options.get("ssl", "false").lower() not in ("true", "1"):
        return None
    try:
        return ssl.create_default_context(cafile=authority)
    except OSError as error:
        raise UsageError(
            f"The file of ssl_ca can't be used: {error}.",
            where=shown,
            fix="Name a file of certificates in PEM form.",
        ) from None


def _opened(address: Address) -> MysqlConnection:
    try:
        import pymysql
    except ImportError as error:
        raise MissingDependency(address.title, "pymysql", extra="mysql") from error
    try:
        return _connect(address)
    except pymysql.Error as error:
        raise failed_connection(address.title, address.url, _message(error)) from None
    except UnicodeError:
        raise failed_connection(address.title, address.url, f'could not resolve "{address.host}"') from None
    except RuntimeError as error:
        # What the driver raises where the server's way to log in needs a further package.
        purpose = f"This way to log in to {address.title}"
        raise MissingDependency(purpose, "cryptography", extra="mysql") from error


def _connect(address: Address) -> MysqlConnection:
    from pymysql.cursors import SSCursor

    from sqlcoder.databases.mysql_connection import MysqlConnection

    connection = MysqlConnection(
        host=address.host,
        port=address.port,
        user=address.user,
        password=address.password,
        database=address.database,
        unix_socket=address.unix_socket,
        ssl=address.tls,
        charset="utf8mb4",
        connect_timeout=_CONNECT_SECONDS,
        cursorclass=SSCursor,
        autocommit=True,
        local_infile=False,
        program_name="sqlcoder",
    )
    connection.meter()
    with connection.cursor() as cursor:
        cursor.execute(_SESSION)
        cursor.execute(_READ_ONLY)
    return connection


def _begin(connection: MysqlConnection, limits: Limits) -> None:
    seconds = max(limits.seconds, 0.001)
    if "MariaDB" in connection.server_version:
        time_limit = f"max_statement_time = {seconds:.3f}"
    else:
        time_limit = f"max_execution_time = {math.ceil(seconds * 1000)}"
    with connection.cursor() as cursor:
        # A limit on rows besides, since the server can't be told later that enough have come.
        cursor.execute(
            f"SET SESSION sql_select_limit = {limits.rows + 1}, "
            f"lock_wait_timeout = {math.ceil(seconds)}, {time_limit}"
        )
        cursor.execute("START TRANSACTION READ ONLY")


def _fetched(connection: MysqlConnection, sql: str, limits: Limits) -> ResultSet | None:
    """Run a statement and read its rows; return None for a statement that has none.

    The connection is dropped unless the result was read to its end, or the server has refused the statement.
    This goes for one without rows too: only a query has any, and anything else may have changed the session.
    """
    import pymysql

    connection.finished = False
    connection.allow(limits.bytes)
    cursor = connection.cursor()

    def fetch(_count: int) -> list[tuple[Any, ...]]:
        connection.allow(limits.bytes)
        row = cursor.fetchone()
        return [] if row is None else [row]

    try:
        cursor.execute(sql)
        if cursor.description is None:
            return None
        columns = tuple(entry[0] for entry in cursor.description)
        collected = collect(fetch, columns, limits, chunk=1)
        connection.finished = collected.truncated is None and not cursor.nextset()
        return ResultSet(columns, collected.rows, collected.truncated)
    except pymysql.Error:
        connection.finished = connection.open
        raise
    finally:
        if not connection.finished:
            # Before the cursor goes: when collected it would read all that is left.
            connection.drop()


def _failure(error: Exception, seconds: float, elapsed: float) -> QueryFailed:
    code = error.args[0] if error.args else 0
    if code in _TIMED_OUT or (code in (_INTERRUPTED, _LOCK_TIMEOUT) and elapsed >= seconds):
        return timed_out(seconds)
    return QueryFailed(_message(error))


def _message(error: Exception) -> str:
    text = str(error.args[1]) if len(error.args) > 1 else str(error)
    return text or "The connection to the server was lost."
