"""Instances as databases of a PostgreSQL server. A comment on the database is the marker.

Texts are compared byte by byte, as everywhere in the data sets (the C collation).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sqlcoder.databases.server_url import failed_connection
from sqlcoder.dataset.build_store import (
    MARK,
    cannot_write,
    failed_statement,
    name_in,
    on_server,
    something_else,
)
from sqlcoder.errors import MissingDependency

if TYPE_CHECKING:
    import psycopg

_CONNECT_SECONDS = 10
_FIND = (
    "SELECT shobj_description(pg_database.oid, 'pg_database') FROM pg_database WHERE pg_database.datname = %s"
)
_CREATE = "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
# Before version 15 there is no other provider of collations than libc.
_LIBC_SINCE = 150000


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server at `url`, whose user may create databases: <name>_<seed> each."""

    url: str
    dialect: ClassVar[str] = "postgres"

    def location(self, split: str, name: str, seed: int) -> str:
        """Return the URL of an instance."""
        return on_server(self.url, f"{name}_{seed}")

    def holds(self, location: str, marker: str) -> bool:
        """Say whether the database has this marker. Raise `UsageError` for one that has none."""
        with self._connected() as connection:
            row = connection.execute(_FIND, (name_in(location),)).fetchone()
        if row is not None and not str(row[0]).startswith(MARK):
            raise something_else(location)
        return row == (marker,)

    def write(self, location: str, statements: Iterable[str], marker: str) -> None:
        """Make the database under another name, then put it in the place of the old one."""
        name = name_in(location)
        unfinished = f"{name}_unfinished"
        with self._connected() as server:
            with _refusals(location):
                _create(server, unfinished)
            try:
                with self._connected(unfinished) as connection:
                    _load(connection, statements, location)
                with _refusals(location):
                    _run(server, f"COMMENT ON DATABASE {_quoted(unfinished)} IS '{marker}'")
                    _run(server, f"DROP DATABASE IF EXISTS {_quoted(name)}")
                    _run(server, f"ALTER DATABASE {_quoted(unfinished)} RENAME TO {_quoted(name)}")
            finally:
                _clear(server, unfinished)

    @contextmanager
    def _connected(self, database: str = "postgres") -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        try:
            import psycopg
        except ImportError as error:
            raise MissingDependency("PostgreSQL", "psycopg", extra="postgres") from error
        url = on_server(self.url, database)
        try:
            connection = psycopg.connect(url, autocommit=True, connect_timeout=_CONNECT_SECONDS)
        except (psycopg.Error, UnicodeError) as error:
            raise failed_connection("PostgreSQL", url, str(error)) from None
        with connection:
            yield connection


def _create(server: psycopg.Connection[tuple[Any, ...]], name: str) -> None:
    # Left by a build that was killed.
    _run(server, f"DROP DATABASE IF EXISTS {_quoted(name)}")
    provider = " LOCALE_PROVIDER libc" if server.info.server_version >= _LIBC_SINCE else ""
    _run(server, _CREATE.format(name=_quoted(name)) + provider)


def _clear(server: psycopg.Connection[tuple[Any, ...]], name: str) -> None:
    import psycopg

    # Where even this fails, the first error is the one to tell, and the next build clears it away.
    with suppress(psycopg.Error):
        _run(server, f"DROP DATABASE IF EXISTS {_quoted(name)}")


def _load(connection: psycopg.Connection[tuple[Any, ...]], statements: Iterable[str], location: str) -> None:
    import psycopg

    statement = ""
    try:
        with connection.transaction():
            for statement in statements:
                _run(connection, statement)
    except psycopg.OperationalError as error:
        raise cannot_write(location, str(error).strip()) from None
    except psycopg.Error as error:
        raise failed_statement(location, statement, str(error)) from None


@contextmanager
def _refusals(location: str) -> Iterator[None]:
    """Say plainly what the server refuses, such as creating a database."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise cannot_write(location, str(error).strip().partition("\n")[0]) from None


def _run(connection: psycopg.Connection[tuple[Any, ...]], statement: str) -> None:
    # As bytes: the driver's types take a text for a query only where it stands in the source.
    connection.execute(statement.encode())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
