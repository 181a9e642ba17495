"""The database of the guard's corpus in every kind, and a picture of all that is in it to compare later."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.url import open_database
from tests import servers
from tests.sql.corpus import corpus_ddl

KINDS = ("postgres", "mariadb", "sqlite", "duckdb")
_MEMORY = Limits(memory_bytes=512 * 1024 * 1024)

_POSTGRES_PICTURE = (
    "SELECT relname, relkind, relowner, relacl::text FROM pg_class "
    "WHERE relnamespace = 'public'::regnamespace",
    "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "SELECT rolname, rolsuper, rolconfig FROM pg_roles",
    "SELECT datname FROM pg_database",
    "SELECT oid FROM pg_largeobject_metadata",
    "SELECT extname FROM pg_extension",
    "SELECT name, setting FROM pg_settings WHERE source NOT IN ('session', 'client')",
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'",
)
_MARIADB_PICTURE = (
    "SELECT table_schema, table_name, table_type FROM information_schema.tables "
    "WHERE table_schema <> 'information_schema'",
    "SELECT routine_name FROM information_schema.routines",
    "SELECT trigger_name FROM information_schema.triggers",
    "SELECT user, host FROM mysql.global_priv",
    "SELECT schema_name FROM information_schema.schemata",
    "SELECT variable_name, variable_value FROM information_schema.global_variables "
    "WHERE variable_name NOT LIKE 'GTID%'",
)
_TABLES = ("customers", "products", "orders", "order_items", "events", "audit log", "secrets")


@dataclass(frozen=True)
class CorpusStore:
    """One database under attack; `url` lets a role in that may write, so that only our layer protects it.

    `picture` returns all rows, names, roles and settings, and `folder` is where its files lie.
    """

    kind: str
    dialect: str
    url: str
    folder: Path
    picture: Callable[[], str]

    def open(self) -> Database:
        return open_database(self.url, limits=_MEMORY)


def create(kind: str, server: servers.Server | None, folder: Path) -> CorpusStore:
    """Build the corpus's database; `server` is the running server of the kinds that need one."""
    return _CREATORS[kind](server, folder)


def _postgres(server: servers.Server | None, folder: Path) -> CorpusStore:
    assert server is not None
    main = servers.postgres_admin(server)
    main.execute("DROP DATABASE IF EXISTS corpus")
    main.execute("CREATE DATABASE corpus")
    admin = servers.postgres_admin(server, "corpus")
    # The owner of everything but the server.
    admin.execute(f"ALTER SCHEMA public OWNER TO {servers.WRITER}".encode())
    admin.execute(f"SET ROLE {servers.WRITER}".encode())
    for statement in corpus_ddl("postgres"):
        admin.execute(statement.encode())
    admin.execute("RESET ROLE")

    def picture() -> str:
        statements = [*(f'SELECT * FROM "{t}"' for t in _TABLES), *_POSTGRES_PICTURE]
        return _sorted([admin.execute(s.encode()).fetchall() for s in statements])

    url = server.url("corpus", servers.WRITER)
    return CorpusStore("postgres", "postgres", url, server.folder / "data", picture)


def _mariadb(server: servers.Server | None, folder: Path) -> CorpusStore:
    assert server is not None
    admin = servers.mariadb_admin(server).cursor()
    for statement in (
        "DROP DATABASE IF EXISTS corpus",
        "CREATE DATABASE corpus",
        "USE corpus",
        f"GRANT ALL ON corpus.* TO {servers.WRITER}",
        *corpus_ddl("mysql"),
    ):
        admin.execute(statement)

    def picture() -> str:
        results = []
        for statement in [*(f"SELECT * FROM `{t}`" for t in _TABLES), *_MARIADB_PICTURE]:
            admin.execute(statement)
            results.append(admin.fetchall())
        return _sorted(results)

    url = server.url("corpus", servers.WRITER)
    return CorpusStore("mariadb", "mysql", url, server.folder / "data", picture)


def _sqlite(server: servers.Server | None, folder: Path) -> CorpusStore:
    path = folder / "corpus.db"
    connection = sqlite3.connect(path)
    for statement in corpus_ddl("sqlite"):
        connection.execute(statement)
    connection.commit()
    connection.close()
    return CorpusStore("sqlite", "sqlite", f"sqlite:///{path}", folder, lambda: _digest(path))


def _duckdb(server: servers.Server | None, folder: Path) -> CorpusStore:
    path = folder / "corpus.duckdb"
    with duckdb.connect(str(path)) as connection:
        for statement in corpus_ddl("duckdb"):
            connection.execute(statement)
    return CorpusStore("duckdb", "duckdb", f"duckdb:///{path}", folder, lambda: _digest(path))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sorted(results: Sequence[Sequence[Any]]) -> str:
    return "\n".join(str(sorted(map(repr, rows))) for rows in results)


_CREATORS: dict[str, Callable[[servers.Server | None, Path], CorpusStore]] = {
    "postgres": _postgres,
    "mariadb": _mariadb,
    "sqlite": _sqlite,
    "duckdb": _duckdb,
}
