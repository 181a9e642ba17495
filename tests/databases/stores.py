"""The same small database in every kind that we read, for the conformance tests: one `Store` a kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from sqlcoder.databases.base import Database
from sqlcoder.databases.url import open_database
from tests import servers

KINDS = ("postgres", "mariadb", "sqlite", "duckdb", "files")

# Names in double quotes and TIMESTAMP as in the standard; ODD stands for a name that must be quoted.
_TABLES = (
    "CREATE TABLE member (id INTEGER PRIMARY KEY, name VARCHAR(60) NOT NULL, joined DATE, active BOOLEAN, "
    "balance DECIMAL(10, 2), seen TIMESTAMP NULL, note TEXT)",
    "CREATE TABLE visit (member_id INTEGER NOT NULL, day DATE NOT NULL, minutes INTEGER, "
    "PRIMARY KEY (member_id, day), FOREIGN KEY (member_id) REFERENCES member (id))",
    'CREATE TABLE ODD ("first column" INTEGER, "select" VARCHAR(20))',
)
_ROWS = (
    "INSERT INTO member VALUES "
    "(1, 'Zoë ☕ Ångström', '2020-02-29', TRUE, 12.50, '2024-05-06 07:08:09', NULL), "
    "(2, 'O''Hara', '1999-12-31', FALSE, -0.05, NULL, 'line one\nline two'), "
    "(3, '李雷', NULL, NULL, NULL, NULL, '')",
    "INSERT INTO visit VALUES (1, '2024-01-01', 30), (1, '2024-01-02', 45), (2, '2024-01-01', 60)",
    "INSERT INTO ODD VALUES (7, 'seven')",
)
_VIEW = "CREATE VIEW active_member AS SELECT id, name FROM member WHERE active"
_COMMENTS = (
    "COMMENT ON TABLE visit IS 'one row a day'",
    "COMMENT ON COLUMN visit.minutes IS 'time spent; not the queue'",
)
_MARIADB_COMMENTS = (
    "ALTER TABLE visit COMMENT 'one row a day'",
    "ALTER TABLE visit MODIFY minutes INTEGER COMMENT 'time spent; not the queue'",
)


@dataclass(frozen=True)
class Store:
    """One database under test. `execute` writes as its owner; `slow` is a query that takes minutes."""

    kind: str
    dialect: str
    url: str
    odd: str
    slow: str
    execute: Callable[[str], object]
    running: Callable[[], int] | None = None

    @property
    def is_server(self) -> bool:
        return self.running is not None

    def open(self) -> Database:
        return open_database(self.url)

    def statements(self) -> list[str]:
        """Return what builds the database."""
        comments = {"sqlite": (), "mariadb": _MARIADB_COMMENTS}.get(self.kind, _COMMENTS)
        return [self._written(s) for s in (*_TABLES, *_ROWS, _VIEW, *comments)]

    def _written(self, statement: str) -> str:
        statement = statement.replace("ODD", '"' + self.odd.replace('"', '""') + '"')
        if self.kind == "mariadb":
            # A MySQL TIMESTAMP depends on the time zone.
            statement = statement.replace('""', "\0").replace('"', "`").replace("\0", '"')
            statement = statement.replace("TIMESTAMP", "DATETIME")
        return statement


def create(kind: str, server: servers.Server | None, folder: Path) -> Store:
    """Build the database of a kind; `server` is the running server of the kinds that need one."""
    store = _CREATORS[kind](server, folder)
    for statement in store.statements():
        store.execute(statement)
    if kind == "files":
        _export(store, folder)
    return store


def _postgres(server: servers.Server | None, folder: Path) -> Store:
    assert server is not None
    servers.postgres_admin(server).execute("DROP DATABASE IF EXISTS club")
    servers.postgres_admin(server).execute("CREATE DATABASE club")
    admin = servers.postgres_admin(server, "club")
    admin.execute(f"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {servers.READER}")
    active = (
        "SELECT count(*) FROM pg_stat_activity "
        f"WHERE usename = '{servers.READER}' AND state IN ('active', 'idle in transaction')"
    )
    return Store(
        "postgres", "postgres", server.url("club"), 'odd "name" 🦉',
        "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b",
        lambda sql: admin.execute(sql.encode()),
        lambda: _number(admin.execute(active.encode()).fetchone()),
    )  # fmt: skip


def _mariadb(server: servers.Server | None, folder: Path) -> Store:
    assert server is not None
    admin = servers.mariadb_admin(server).cursor()
    for statement in (
        "DROP DATABASE IF EXISTS club",
        "CREATE DATABASE club",
        "USE club",
        f"GRANT SELECT, SHOW VIEW ON club.* TO {servers.READER}",
    ):
        admin.execute(statement)

    def running() -> int:
        admin.execute(
            "SELECT count(*) FROM information_schema.processlist "
            f"WHERE user = '{servers.READER}' AND command <> 'Sleep'"
        )
        return _number(admin.fetchone())

    return Store(
        "mariadb", "mysql", server.url("club"), 'odd "name" ☃',
        "SELECT count(*) FROM seq_1_to_100000 a, seq_1_to_100000 b", admin.execute, running,
    )  # fmt: skip


def _sqlite(server: servers.Server | None, folder: Path) -> Store:
    path = folder / "club.db"

    def execute(sql: str) -> None:
        connection = sqlite3.connect(path)
        connection.execute(sql)
        connection.commit()
        connection.close()

    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    return Store("sqlite", "sqlite", f"sqlite:///{path}", 'odd "name" 🦉', slow, execute)


def _duckdb(server: servers.Server | None, folder: Path) -> Store:
    path = folder / "club.duckdb"

    def execute(sql: str) -> None:
        with duckdb.connect(str(path)) as connection:
            connection.execute(sql)

    return Store("duckdb", "duckdb", f"duckdb:///{path}", 'odd "name" 🦉', _DUCKDB_SLOW, execute)


def _files(server: servers.Server | None, folder: Path) -> Store:
    data = folder / "club"
    data.mkdir()
    connection = duckdb.connect()
    return Store("files", "duckdb", str(data), "奇妙 ☃", _DUCKDB_SLOW, connection.execute)


def _export(store: Store, folder: Path) -> None:
    data = folder / "club"
    store.execute(f"COPY member TO '{data / 'member.parquet'}'")
    store.execute(f"COPY visit TO '{data / 'visit.csv'}'")
    store.execute(f"""COPY "{store.odd}" TO '{data / store.odd}.parquet'""")


def _number(row: Sequence[Any] | None) -> int:
    assert row is not None
    return int(row[0])


_DUCKDB_SLOW = "SELECT count(*) FROM range(1000000) a(i), range(1000000) b(j) WHERE (i * j) % 7 = 3"
_CREATORS: dict[str, Callable[[servers.Server | None, Path], Store]] = {
    "postgres": _postgres,
    "mariadb": _mariadb,
    "sqlite": _sqlite,
    "duckdb": _duckdb,
    "files": _files,
}
