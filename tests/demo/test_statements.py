import sqlite3
from collections.abc import Iterator
from contextlib import closing

import duckdb
import pytest
import sqlglot

from sqlcoder.dataset.rows import Row, TableRows
from sqlcoder.demo import rows
from sqlcoder.demo.statements import load, schema_statements, statements
from sqlcoder.errors import UsageError
from sqlcoder.sql.dialect import DIALECTS
from tests import servers


@pytest.fixture(scope="module")
def tables() -> tuple[TableRows, ...]:
    return rows.tables()


@pytest.fixture(scope="module")
def sqlite() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        load(connection.execute, "sqlite")
        yield connection


def select(table: TableRows) -> str:
    return f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY 1, 2"


def in_order(table: TableRows) -> list[Row]:
    return sorted(table.rows, key=lambda row: (row[0], row[1]))


def as_sqlite(row: tuple[object, ...]) -> tuple[object, ...]:
    """Return the row as SQLite gives it: dates as text, decimals as floats, truth values as integers."""
    plain = (bool, int, float, str, type(None))
    numbers = ("Decimal",)
    return tuple(
        cell if isinstance(cell, plain) else float(str(cell)) if type(cell).__name__ in numbers else str(cell)
        for cell in row
    )


def test_duckdb_holds_the_rows(duck: duckdb.DuckDBPyConnection, tables: tuple[TableRows, ...]) -> None:
    for table in tables:
        assert duck.execute(select(table)).fetchall() == in_order(table), table.name


def test_sqlite_holds_the_rows_of_duckdb(
    sqlite: sqlite3.Connection, duck: duckdb.DuckDBPyConnection, tables: tuple[TableRows, ...]
) -> None:
    for table in tables:
        expected = [as_sqlite(row) for row in duck.execute(select(table)).fetchall()]
        assert sqlite.execute(select(table)).fetchall() == expected, table.name


def test_foreign_keys_hold_in_sqlite(sqlite: sqlite3.Connection) -> None:
    declared = [
        (name, key[2])
        for (name,) in sqlite.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for key in sqlite.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    ]
    assert len(declared) == 16
    assert declared.count(("hive_moves", "apiaries")) == 2
    assert ("queens", "queens") in declared
    assert sqlite.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_table_and_column_has_a_comment_in_duckdb(duck: duckdb.DuckDBPyConnection) -> None:
    missing = duck.execute(
        "SELECT table_name, '' FROM duckdb_tables() WHERE comment IS NULL"
        " UNION ALL SELECT table_name, column_name FROM duckdb_columns()"
        " WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert missing == []


def test_mysql_has_the_comments_inline() -> None:
    created = list(schema_statements("mysql"))
    assert len(created) == 12
    assert all(statement.startswith("CREATE TABLE") for statement in created)
    comments = sum(statement.count("COMMENT") for statement in created)
    assert comments == sum(s.startswith("COMMENT ON") for s in schema_statements("postgres"))
    assert "CHAR(1) NOT NULL COMMENT 'H = hobby, S = sideline, P = professional'" in created[0]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_statement_is_one_statement_of_its_dialect(dialect: str) -> None:
    for statement in schema_statements(dialect):
        assert len(sqlglot.parse(statement, read=dialect)) == 1


def test_no_text_holds_a_backslash_which_mysql_would_read_as_an_escape() -> None:
    assert not any("\\" in statement for statement in statements("mysql"))


def test_an_unknown_dialect_is_said() -> None:
    with pytest.raises(UsageError, match='Unknown SQL dialect "oracle"'):
        load(lambda _: None, "oracle")


def test_postgres_holds_the_rows(tables: tuple[TableRows, ...]) -> None:
    with servers.postgres() as server, servers.postgres_admin(server) as connection:
        load(connection.execute, "postgres")
        for table in tables:
            assert connection.execute(select(table)).fetchall() == in_order(table), table.name


@pytest.mark.skipif(servers.mariadb_missing() is not None, reason=str(servers.mariadb_missing()))
def test_mariadb_holds_the_rows(tables: tuple[TableRows, ...]) -> None:
    with servers.mariadb() as server, closing(servers.mariadb_admin(server)) as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE DATABASE beekeeping")
        cursor.execute("USE beekeeping")
        load(cursor.execute, "mysql")
        for table in tables:
            cursor.execute(select(table))
            assert list(cursor.fetchall()) == in_order(table), table.name
