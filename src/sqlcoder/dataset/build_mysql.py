"""Instances as databases of a MySQL or MariaDB server. The comment of a procedure is the marker.

Texts are compared byte by byte, as everywhere in the data sets (a binary collation).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sqlcoder.databases.mysql import address_of
from sqlcoder.databases.server_url import failed_connection
from sqlcoder.dataset.build_store import cannot_write, failed_statement, name_in, on_server, something_else
from sqlcoder.errors import MissingDependency

if TYPE_CHECKING:
    from pymysql.connections import Connection

    Server = Connection[Any]

_CONNECT_SECONDS = 10
_PROCEDURE = "sqlcoder_data"
_COUNT = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = %s"
_FIND = (
    "SELECT routine_comment FROM information_schema.routines "
    f"WHERE routine_schema = %s AND routine_name = '{_PROCEDURE}'"
)


@dataclass(frozen=True, slots=True)
class MysqlServer:
    """A server at `url`, whose user may create databases: <name>_<seed> each."""

    url: str
    dialect: ClassVar[str] = "mysql"

    def location(self, split: str, name: str, seed: int) -> str:
        """Return the URL of an instance."""
        return on_server(self.url, f"{name}_{seed}")

    def holds(self, location: str, marker: str) -> bool:
        """Say whether the database has this marker. Raise `UsageError` for one that has none."""
        name = name_in(location)
        with self._connected(location) as server:
            tables, found = _one(server, _COUNT, name), _one(server, _FIND, name)
        # One without tables is what a build has left that was killed at its end.
        if tables and found is None:
            raise something_else(location)
        return bool(tables) and found == marker

    def write(self, location: str, statements: Iterable[str], marker: str) -> None:
        """Make the database under another name, then put its tables in the place of the old ones."""
        name = name_in(location)
        unfinished = f"{name}_unfinished"
        with self._connected(location) as server:
            with _refusals(location):
                _create(server, unfinished)
            try:
                _load(server, unfinished, statements, location)
                with _refusals(location):
                    _create(server, name)
                    _run(server, f"CREATE PROCEDURE `{name}`.{_PROCEDURE}() COMMENT '{marker}' SELECT 1")
                    _move(server, unfinished, name)
            finally:
                _clear(server, unfinished)

    @contextmanager
    def _connected(self, location: str) -> Iterator[Server]:
        address = address_of(location)
        try:
            import pymysql
        except ImportError as error:
            raise MissingDependency(address.title, "pymysql", extra="mysql") from error
        try:
            server = pymysql.connect(
                host=address.host,
                port=address.port,
                user=address.user,
                password=address.password,
                unix_socket=address.unix_socket,
                ssl=address.tls,
                charset="utf8mb4",
                connect_timeout=_CONNECT_SECONDS,
                autocommit=True,
            )
        except (pymysql.Error, UnicodeError) as error:
            raise failed_connection(address.title, location, str(error.args[-1])) from None
        with server:
            yield server


def _create(server: Server, name: str) -> None:
    _run(server, f"DROP DATABASE IF EXISTS `{name}`")
    _run(server, f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")


def _clear(server: Server, name: str) -> None:
    import pymysql

    # Where even this fails, the first error is the one to tell, and the next build clears it away.
    with suppress(pymysql.Error):
        _run(server, f"DROP DATABASE IF EXISTS `{name}`")


def _load(server: Server, name: str, statements: Iterable[str], location: str) -> None:
    import pymysql

    statement = ""
    server.select_db(name)
    try:
        _run(server, "START TRANSACTION")
        for statement in statements:
            _run(server, statement)
        _run(server, "COMMIT")
    except pymysql.OperationalError as error:
        raise cannot_write(location, str(error.args[-1])) from None
    except pymysql.Error as error:
        raise failed_statement(location, statement, str(error.args[-1])) from None


def _move(server: Server, source: str, target: str) -> None:
    """Move all tables in one statement, which the server does as a whole; foreign keys follow."""
    with server.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", (source,))
        names = [str(row[0]) for row in cursor.fetchall()]
    _run(server, "RENAME TABLE " + ", ".join(f"`{source}`.`{t}` TO `{target}`.`{t}`" for t in names))


@contextmanager
def _refusals(location: str) -> Iterator[None]:
    """Say plainly what the server refuses, such as creating a database."""
    import pymysql

    try:
        yield
    except pymysql.Error as error:
        raise cannot_write(location, str(error.args[-1])) from None


def _run(server: Server, statement: str) -> None:
    with server.cursor() as cursor:
        cursor.execute(statement)


def _one(server: Server, query: str, name: str) -> Any:
    with server.cursor() as cursor:
        cursor.execute(query, (name,))
        row = cursor.fetchone()
    return None if row is None else row[0]
