"""SQLite on real files: the schema as it is read, and what SQLite itself refuses with the guard left out."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.sqlite import Sqlite
from sqlcoder.databases.url import open_database
from sqlcoder.errors import ConnectionFailed, QueryFailed, QueryTimeout, SchemaError
from tests.unguarded import unguarded

SCRIPT = r'''
CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT, photo BLOB);
CREATE TABLE "order items" (
  "order" INT, "say ""hi""" TEXT, "🍎 count" INT, customer_id INT REFERENCES customer,
  PRIMARY KEY ("order", "🍎 count"));
CREATE VIEW city_count AS SELECT city, count(*) AS n FROM customer GROUP BY city;
CREATE VIEW broken AS SELECT * FROM gone;
CREATE VIRTUAL TABLE note USING fts5(body);
INSERT INTO customer VALUES (1, 'Ann', 'Oslo', x'00ff'), (2, 'Bo', 'Rome', NULL), (3, 'Cy', 'Rome', NULL);
INSERT INTO "order items" VALUES (7, 'x', 2, 1), (8, 'y', 3, 2);
INSERT INTO note VALUES ('fresh apples'), ('old pears');
'''

# Each of them changes something, or reaches outside; SQLite itself must refuse it.
ATTACKS = """
INSERT INTO customer VALUES (9, 'x', 'y', NULL)
UPDATE customer SET name = 'x'
DELETE FROM customer
REPLACE INTO customer VALUES (1, 'x', 'y', NULL)
WITH c AS (SELECT 1) DELETE FROM customer
INSERT INTO customer(name) VALUES ('x') RETURNING *
CREATE TABLE t (a)
CREATE TEMP TABLE t (a)
CREATE TEMP VIEW customer AS SELECT 1
DROP TABLE customer
ALTER TABLE customer RENAME TO c
CREATE INDEX i ON customer(name)
ATTACH '{other}' AS o
ATTACH ':memory:' AS o
DETACH main
VACUUM
VACUUM INTO '{other}'
REINDEX
ANALYZE
BEGIN
BEGIN IMMEDIATE
SAVEPOINT s
COMMIT
PRAGMA query_only = OFF
PRAGMA writable_schema = ON
PRAGMA journal_mode = DELETE
PRAGMA user_version = 7
PRAGMA table_info(customer)
PRAGMA database_list
SELECT * FROM pragma_database_list
SELECT load_extension('{other}')
SELECT fts3_tokenizer('simple')
SELECT 1; DELETE FROM customer
SELECT writefile('{other}', 'x')
SELECT readfile('/etc/passwd')
SELECT edit('x')
""".strip().splitlines()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a shop.db"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript(SCRIPT)
    return file


@pytest.fixture
def database(path: Path) -> Iterator[Sqlite]:
    with Sqlite.open(str(path), Limits()) as opened:
        yield opened


@pytest.fixture(scope="module")
def isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file = tmp_path_factory.mktemp("sqlite") / "shop.db"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript(SCRIPT)
    with open_database(f"sqlite:///{file}") as opened:
        yield opened


def run(database: Database, sql: str, limits: Limits | None = None) -> list[tuple[object, ...]]:
    return list(database.run(unguarded(sql, "sqlite"), limits or Limits()).rows)


def test_schema(database: Sqlite) -> None:
    schema = database.schema()
    assert [t.name for t in schema.tables] == ["city_count", "customer", "note", "order items"]
    customer = schema.table("customer")
    assert customer is not None and customer.primary_key == ("id",) and customer.rows == 3
    assert [(c.name, c.type, c.nullable) for c in customer.columns] == [
        ("id", "INTEGER", False),
        ("name", "TEXT", False),
        ("city", "TEXT", True),
        ("photo", "BLOB", True),
    ]
    assert [c.samples for c in customer.columns] == [(), ("Ann", "Bo", "Cy"), ("Rome", "Oslo"), ()]


def test_schema_of_odd_names_and_keys(database: Sqlite) -> None:
    items = database.schema().table("order items")
    assert items is not None
    assert [c.name for c in items.columns] == ["order", 'say "hi"', "🍎 count", "customer_id"]
    assert items.primary_key == ("order", "🍎 count")
    key = items.foreign_keys[0]
    assert (key.columns, key.table, key.references) == (("customer_id",), "customer", ("id",))
    assert items.columns[1].samples == ("x", "y")


def test_samples_can_be_left_out(database: Sqlite) -> None:
    assert all(c.samples == () for t in database.schema(samples=False).tables for c in t.columns)


@pytest.mark.parametrize("statement", ATTACKS)
def test_refuses(database: Sqlite, path: Path, tmp_path: Path, statement: str) -> None:
    other = tmp_path / "other"
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(QueryFailed):
        run(database, statement.replace("{other}", str(other)))
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert not other.exists()
    assert run(database, "SELECT count(*) FROM customer") == [(3,)]


def test_reads_views_and_full_text(database: Sqlite) -> None:
    assert run(database, "SELECT * FROM city_count ORDER BY n") == [("Oslo", 1), ("Rome", 2)]
    assert run(database, "SELECT body FROM note WHERE note MATCH 'apples'") == [("fresh apples",)]
    assert run(database, "SELECT value FROM json_each('[4,5]')") == [(4,), (5,)]


def test_values_of_every_kind(path: Path, database: Sqlite) -> None:
    sql = "SELECT 1, 2.5, 'é', x'00ff', NULL, date('2024-02-29'), CAST(x'ff41' AS TEXT)"
    assert run(database, sql) == [(1, 2.5, "é", b"\x00\xff", None, "2024-02-29", "�A")]


@pytest.mark.parametrize(
    ("limits", "rows", "truncated"),
    [
        (Limits(rows=2), 2, "rows"),
        (Limits(rows=3), 3, None),
        (Limits(rows=0), 0, "rows"),
        (Limits(bytes=10), 1, "bytes"),
    ],
)
def test_row_and_byte_limits(database: Sqlite, limits: Limits, rows: int, truncated: str | None) -> None:
    result = database.run(unguarded("SELECT name || '12345' FROM customer", "sqlite"), limits)
    assert (len(result), result.truncated) == (rows, truncated)


RUNAWAYS = [
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT sum(n) FROM t",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 5000) "
    "SELECT count(*) FROM t a, t b, t c WHERE a.n + b.n + c.n < 0",
]


@pytest.mark.parametrize("sql", RUNAWAYS)
def test_stops_a_runaway_query(database: Sqlite, sql: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.3 seconds"):
        run(database, sql, Limits(seconds=0.3))
    assert time.monotonic() - start < 1.3
    assert run(database, "SELECT 1") == [(1,)]


def test_stops_one_slow_function(isolated: Database) -> None:
    # A search that SQLite itself can't interrupt: minutes of comparing.
    many, few = (f"replace(hex(zeroblob({n})), '00', 'a')" for n in (20_000_000, 1_000_000))
    start = time.monotonic()
    with pytest.raises(QueryTimeout):
        run(isolated, f"SELECT instr({many}, {few} || 'b')", Limits(seconds=0.5))
    assert time.monotonic() - start < 1.7
    assert run(isolated, "SELECT 1") == [(1,)]


@pytest.mark.parametrize(
    "cell",
    ["zeroblob(1000000000)", "hex(zeroblob(500000000))", "randomblob(999999999)"],
)
def test_refuses_a_giant_cell(database: Sqlite, cell: str) -> None:
    with pytest.raises(QueryFailed, match="single value is larger than the limit of 67,108,864 bytes"):
        run(database, f"SELECT {cell} AS giant")


def test_refuses_a_sort_larger_than_memory(tmp_path: Path, path: Path) -> None:
    sql = (
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 2000) "
        "SELECT n, randomblob(1000000) AS b FROM t ORDER BY b"
    )
    with open_database(f"sqlite:///{path}", limits=Limits(memory_bytes=200_000_000)) as small:
        with pytest.raises(QueryFailed, match="more memory"):
            run(small, sql, Limits(seconds=20))
        assert run(small, "SELECT 1") == [(1,)]


def test_version_changes_with_the_schema_only(database: Sqlite, path: Path) -> None:
    first = database.version()
    with contextlib.closing(sqlite3.connect(path)) as writer:
        writer.execute("INSERT INTO customer VALUES (4, 'Di', 'Bonn', NULL)")
        writer.commit()
        assert database.version() == first
        writer.execute("ALTER TABLE customer ADD COLUMN age INT")
        writer.commit()
    assert database.version() != first


def test_reads_a_database_with_a_write_ahead_log(tmp_path: Path) -> None:
    file = tmp_path / "wal.db"
    with contextlib.closing(sqlite3.connect(file)) as writer:
        writer.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (5);")
        with Sqlite.open(str(file), Limits()) as database:
            assert run(database, "SELECT a FROM t") == [(5,)]


def test_a_write_ahead_log_that_cannot_be_opened(tmp_path: Path) -> None:
    file = tmp_path / "wal.db"
    with contextlib.closing(sqlite3.connect(file)) as writer:
        writer.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (a);")
    # A folder in its place: SQLite then fails as in a folder that can't be written, whoever runs the test.
    (tmp_path / "wal.db-wal").mkdir()
    (tmp_path / "wal.db-shm").mkdir()
    with pytest.raises(ConnectionFailed, match="write-ahead log") as caught:
        Sqlite.open(str(file), Limits())
    assert "Make its folder writable" in str(caught.value.fix)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"hello, this is no database at all", "not an SQLite database"),
        (b"SQLite format 3\0" + b"\x07" * 200, "can't be opened"),
    ],
)
def test_refuses_a_file_that_is_no_database(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "bad.db"
    file.write_bytes(content)
    with pytest.raises(ConnectionFailed, match=message) as caught:
        Sqlite.open(str(file), Limits())
    assert caught.value.where == str(file) and caught.value.fix


def test_refuses_a_missing_file_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(ConnectionFailed, match="no such file"):
        Sqlite.open(str(tmp_path / "none.db"), Limits())
    assert list(tmp_path.iterdir()) == []


def test_the_database_s_own_message_is_told(database: Sqlite) -> None:
    with pytest.raises(QueryFailed, match="no such column: nme"):
        run(database, "SELECT nme FROM customer")


def test_a_schema_that_cannot_be_read(path: Path, database: Sqlite) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        database._connection.execute("PRAGMA busy_timeout = 50")
        for read in (database.version, database.schema):
            with pytest.raises(SchemaError, match="can't be read: database is locked") as caught:
                read()
            assert "no other is changing it" in str(caught.value.fix)


def test_a_virtual_table_that_cannot_be_opened_is_left_out(path: Path, database: Sqlite) -> None:
    known = [t.name for t in database.schema(samples=False).tables]
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA writable_schema = ON")
        writer.execute(
            "INSERT INTO sqlite_master VALUES "
            "('table', 'gone', 'gone', 0, 'CREATE VIRTUAL TABLE gone USING fts5(x)')"
        )
    with Sqlite.open(str(path), Limits()) as opened:
        assert [t.name for t in opened.schema(samples=False).tables] == known
        assert run(opened, "SELECT 42") == [(42,)]


def test_close_twice(path: Path) -> None:
    database = Sqlite.open(str(path), Limits())
    database.close()
    database.close()
