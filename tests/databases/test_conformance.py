"""What every database must do alike: one suite, run over each kind."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.errors import QueryFailed, QueryTimeout
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import ForeignKey, Table
from sqlcoder.sql.dialect import dialect
from sqlcoder.sql.guard import check
from tests import servers
from tests.databases.stores import Store
from tests.unguarded import unguarded


@pytest.fixture
def database(store: Store) -> Iterator[Database]:
    with store.open() as opened:
        yield opened


def ask(database: Database, sql: str, limits: Limits = Limits()) -> ResultSet:  # noqa: B008 - frozen
    return database.run(check(sql, database.schema(samples=False)), limits)


def table(database: Database, name: str, *, samples: bool = False) -> Table:
    found = database.schema(samples=samples).table(name)
    assert found is not None
    return found


def assert_usable(database: Database) -> None:
    assert database.run(unguarded("SELECT count(*) FROM member", database.dialect), Limits()).rows == ((3,),)


def test_url_shows_no_password(store: Store, database: Database) -> None:
    assert servers.READER_PASSWORD not in database.url
    assert servers.READER_PASSWORD_IN_URL not in database.url
    assert database.dialect == store.dialect


def test_schema_names_tables_and_columns(store: Store, database: Database) -> None:
    schema = database.schema()
    views = {"active_member"} if store.kind != "files" else set()
    assert {t.name for t in schema.tables} == {"member", "visit", store.odd} | views
    assert {t.name for t in schema.tables if t.kind == "view"} == views
    names = ["id", "name", "joined", "active", "balance", "seen", "note"]
    assert [c.name for c in table(database, "member").columns] == names
    assert not any(schema.needs_prefix(t) for t in schema.tables)


TYPES = {
    "postgres": ["integer", "character varying(60)", "date", "boolean", "numeric(10,2)",
                 "timestamp without time zone", "text"],
    "mariadb": ["int(11)", "varchar(60)", "date", "tinyint(1)", "decimal(10,2)", "datetime", "text"],
    "sqlite": ["INTEGER", "VARCHAR(60)", "DATE", "BOOLEAN", "DECIMAL(10, 2)", "TIMESTAMP", "TEXT"],
    "duckdb": ["INTEGER", "VARCHAR", "DATE", "BOOLEAN", "DECIMAL(10,2)", "TIMESTAMP", "VARCHAR"],
    "files": ["INTEGER", "VARCHAR", "DATE", "BOOLEAN", "DECIMAL(10,2)", "TIMESTAMP", "VARCHAR"],
}  # fmt: skip


def test_types_are_the_databases_own(store: Store, database: Database) -> None:
    assert [c.type for c in table(database, "member").columns] == TYPES[store.kind]


def test_keys_and_nullability(store: Store, database: Database) -> None:
    if store.kind == "files":
        assert table(database, "visit").primary_key == ()
        return
    visit, member = table(database, "visit"), table(database, "member")
    assert visit.primary_key == ("member_id", "day")
    assert visit.foreign_keys == (ForeignKey(("member_id",), "member", ("id",), member.namespace),)
    assert [c.nullable for c in visit.columns] == [False, False, True]


def test_comments(store: Store, database: Database) -> None:
    visit = table(database, "visit")
    minutes = visit.column("minutes")
    assert minutes is not None
    if store.kind in ("sqlite", "files"):
        assert (visit.comment, minutes.comment) == (None, None)
    else:
        assert (visit.comment, minutes.comment) == ("one row a day", "time spent; not the queue")


def test_samples_only_where_wanted(database: Database) -> None:
    name = table(database, "member", samples=True).column("name")
    assert name is not None
    assert set(name.samples) == {"Zoë ☕ Ångström", "O'Hara", "李雷"}
    assert not any(c.samples for t in database.schema(samples=False).tables for c in t.columns)


def test_values(store: Store, database: Database) -> None:
    result = ask(database, "SELECT * FROM member ORDER BY id")
    first, second, third = result.rows
    assert [first[i] for i in (0, 1, 6)] == [1, "Zoë ☕ Ångström", None]
    assert (second[1], second[6]) == ("O'Hara", "line one\nline two")
    assert (third[1], third[2:6], third[6]) == ("李雷", (None,) * 4, "")
    assert [bool(first[3]), bool(second[3])] == [True, False]
    # SQLite has no dates and decimals: it gives back what was written.
    if store.kind == "sqlite":
        assert (first[2], first[4], first[5]) == ("2020-02-29", 12.5, "2024-05-06 07:08:09")
    else:
        assert first[2] == datetime.date(2020, 2, 29)
        assert first[4] == Decimal("12.50") and second[4] == Decimal("-0.05")
        assert first[5] == datetime.datetime(2024, 5, 6, 7, 8, 9)
    assert result.truncated is None and result.seconds > 0


def test_column_names_may_repeat(store: Store, database: Database) -> None:
    result = ask(database, "SELECT id, name AS id, 1 AS id FROM member WHERE id = 2")
    # DuckDB numbers them itself.
    assert result.columns == (("id", "id_1", "id_2") if store.dialect == "duckdb" else ("id", "id", "id"))
    assert result.rows == ((2, "O'Hara", 1),)


def test_no_rows(database: Database) -> None:
    result = ask(database, "SELECT id, name FROM member WHERE id = 99")
    assert (result.columns, result.rows, result.truncated) == (("id", "name"), (), None)


def test_odd_names(store: Store, database: Database) -> None:
    quoted = dialect(store.dialect).quoted
    result = ask(database, f"SELECT {quoted('first column')}, {quoted('select')} FROM {quoted(store.odd)}")
    assert result.rows == ((7, "seven"),)


def test_order_survives(database: Database) -> None:
    result = ask(database, "SELECT member_id, minutes FROM visit ORDER BY minutes DESC")
    assert [row[1] for row in result.rows] == [60, 45, 30]


@pytest.mark.parametrize(("rows", "truncated"), [(2, "rows"), (3, None), (4, None)])
def test_row_limit(database: Database, rows: int, truncated: str | None) -> None:
    result = ask(database, "SELECT day FROM visit", Limits(rows=rows))
    assert (len(result), result.truncated) == (min(rows, 3), truncated)


def test_byte_limit(database: Database) -> None:
    result = ask(database, "SELECT name FROM member ORDER BY id", Limits(bytes=20))
    assert (result.rows, result.truncated) == ((("Zoë ☕ Ångström",),), "bytes")


def test_cell_above_the_byte_limit(database: Database) -> None:
    with pytest.raises(QueryFailed, match="larger than the limit of 5 bytes"):
        ask(database, "SELECT name FROM member WHERE id = 1", Limits(bytes=5))
    assert_usable(database)


def test_timeout_stops_the_query_itself(store: Store, database: Database) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match="stopped after 0.5 seconds"):
        database.run(unguarded(store.slow, store.dialect), Limits(seconds=0.5))
    assert time.monotonic() - started < 1.5
    if store.running is not None:
        assert store.running() == 0
    assert_usable(database)


BAD: dict[str, tuple[str, str]] = {
    "postgres": ("SELECT nam FROM member", 'column "nam" does not exist (line 1, column 8)'),
    "mariadb": ("SELECT nam FROM member", "Unknown column 'nam' in 'SELECT'"),
    "sqlite": ("SELECT nam FROM member", "no such column: nam"),
    "duckdb": ("SELECT nam FROM member", 'Referenced column "nam" not found'),
    "files": ("SELECT nam FROM member", 'Referenced column "nam" not found'),
}


def test_a_bad_query_brings_the_databases_message(store: Store, database: Database) -> None:
    sql, message = BAD[store.kind]
    with pytest.raises(QueryFailed) as caught:
        database.run(unguarded(sql, store.dialect), Limits())
    assert message in str(caught.value)
    assert_usable(database)


def test_two_at_once(store: Store) -> None:
    with store.open() as one, store.open() as two:
        assert ask(one, "SELECT count(*) FROM member").rows == ask(two, "SELECT count(*) FROM member").rows
        one.close()
        assert_usable(two)


def test_closing_twice(store: Store) -> None:
    opened = store.open()
    opened.close()
    opened.close()


def test_version_follows_the_schema(store: Store) -> None:
    if store.kind == "files":
        pytest.skip("a file's rows and columns change together")
    quote: Any = dialect(store.dialect).quoted
    with store.open() as database:
        before = database.version()
    store.execute("INSERT INTO visit VALUES (3, '2024-03-03', 1)")
    store.execute("DELETE FROM visit WHERE member_id = 3")
    with store.open() as database:
        assert database.version() == before
    store.execute(f"CREATE TABLE {quote('brand new')} (id INTEGER)")
    with store.open() as database:
        changed = database.version()
        assert changed != before
        assert table(database, "brand new").columns[0].name == "id"
    store.execute(f"ALTER TABLE {quote('brand new')} ADD COLUMN extra INTEGER")
    with store.open() as database:
        assert database.version() != changed
    store.execute(f"DROP TABLE {quote('brand new')}")


def test_a_running_connection_sees_a_new_version(store: Store, database: Database) -> None:
    if not store.is_server:
        pytest.skip("an embedded database is written by one process at a time")
    before = database.version()
    store.execute("CREATE TABLE passing (id INTEGER)")
    during = database.version()
    store.execute("DROP TABLE passing")
    assert before != during
    assert database.version() == before


def test_folder_of_the_fixture_is_only_read(store: Store, database: Database, tmp_path: Path) -> None:
    if store.is_server:
        pytest.skip("a server's files are its own")
    folder = Path(store.url.partition(":///")[2] or store.url)
    folder = folder if folder.is_dir() else folder.parent
    before = {p: (p.stat().st_size, p.stat().st_mtime_ns) for p in folder.rglob("*")}
    database.schema()
    ask(database, "SELECT * FROM member")
    assert {p: (p.stat().st_size, p.stat().st_mtime_ns) for p in folder.rglob("*")} == before
