"""DuckDB on real files: the schema as it is read, and what DuckDB itself refuses with the guard left out."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.duckdb import Duckdb
from sqlcoder.databases.url import open_database
from sqlcoder.errors import ConnectionFailed, QueryFailed, QueryTimeout
from tests.unguarded import unguarded

SCRIPT = """
CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, city VARCHAR);
CREATE TABLE "order items" (no INTEGER, "🍎 'count'" INTEGER, customer_id INTEGER REFERENCES customer (id));
CREATE VIEW city_count AS SELECT city, count(*) AS n FROM customer GROUP BY city;
INSERT INTO customer VALUES (1, 'Ann', 'Oslo'), (2, 'Bo', 'Rome'), (3, 'Cy', 'Rome');
INSERT INTO "order items" VALUES (7, 2, 1), (8, 3, 2);
COMMENT ON TABLE customer IS 'People who bought';
COMMENT ON COLUMN customer.city IS 'Where they live';
"""

# Each of them changes something, or reaches outside; DuckDB itself must refuse it.
ATTACKS = """
INSERT INTO customer VALUES (9, 'x', 'y')
UPDATE customer SET name = 'x'
DELETE FROM customer
TRUNCATE customer
WITH x AS (INSERT INTO customer VALUES (9, 'x', 'y') RETURNING *) SELECT * FROM x
WITH x AS (DELETE FROM customer RETURNING *) SELECT * FROM x
WITH x AS (COPY (SELECT 1) TO '{other}' (USE_TMP_FILE false)) SELECT 1
CREATE TABLE t (a INT)
CREATE TEMP TABLE t (a INT)
CREATE TEMP VIEW v AS SELECT 1
CREATE TEMP MACRO m() AS 1
DROP TABLE customer
ALTER TABLE customer RENAME TO c
ATTACH '{other}' AS o
ATTACH ':memory:' AS o
DETACH shop
USE temp
CHECKPOINT
VACUUM
BEGIN TRANSACTION
COMMIT
SET threads = 1
SET memory_limit = '100GB'
RESET memory_limit
SET enable_external_access = true
PRAGMA enable_profiling
PRAGMA database_list
COPY customer TO '{other}'
COPY (SELECT 1) TO '{other}' (FORMAT parquet)
EXPORT DATABASE '{other}'
IMPORT DATABASE '/etc'
INSTALL httpfs
LOAD httpfs
LOAD '{other}'
CREATE SECRET s (TYPE s3)
CALL pragma_version()
EXPLAIN ANALYZE SELECT 1
PREPARE p AS SELECT 1
SELECT 1; DROP TABLE customer
SELECT * FROM read_csv('/etc/passwd')
SELECT * FROM read_text('/etc/passwd')
SELECT * FROM read_blob('/etc/passwd')
SELECT * FROM glob('/etc/*')
SELECT * FROM '/etc/passwd.csv'
SELECT * FROM read_csv('https://example.com/x.csv')
SELECT * FROM query('COPY (SELECT 1) TO ''{other}''')
SELECT getenv('HOME')
SELECT 1) AS a; COPY (SELECT 1) TO '{other}'; SELECT * FROM (SELECT 1
""".strip().splitlines()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("duck") / "shop.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(SCRIPT)
    return file


@pytest.fixture(scope="module")
def database(path: Path) -> Iterator[Duckdb]:
    with Duckdb.open(str(path), Limits()) as opened:
        yield opened


@pytest.fixture(scope="module")
def isolated(path: Path) -> Iterator[Database]:
    with open_database(f"duckdb:///{path}") as opened:
        yield opened


def run(database: Database, sql: str, limits: Limits | None = None) -> list[tuple[object, ...]]:
    return list(database.run(unguarded(sql, "duckdb"), limits or Limits()).rows)


def test_schema(database: Duckdb) -> None:
    schema = database.schema()
    assert [(t.name, t.kind, t.namespace) for t in schema.tables] == [
        ("city_count", "view", None),
        ("customer", "table", None),
        ("order items", "table", None),
    ]
    customer = schema.table("customer")
    assert customer is not None
    assert (customer.comment, customer.rows, customer.primary_key) == ("People who bought", 3, ("id",))
    assert [(c.name, c.type, c.nullable, c.comment, c.samples) for c in customer.columns] == [
        ("id", "INTEGER", False, None, ()),
        ("name", "VARCHAR", False, None, ("Ann", "Bo", "Cy")),
        ("city", "VARCHAR", True, "Where they live", ("Rome", "Oslo")),
    ]
    assert schema.search_path == ()


def test_schema_of_odd_names_and_keys(database: Duckdb) -> None:
    items = database.schema().table("order items")
    assert items is not None
    assert [(c.name, c.samples) for c in items.columns] == [
        ("no", ("7", "8")),
        ("🍎 'count'", ("2", "3")),
        ("customer_id", ()),
    ]
    key = items.foreign_keys[0]
    assert (key.columns, key.table, key.references, key.namespace) == (
        ("customer_id",),
        "customer",
        ("id",),
        None,
    )


def test_schema_of_several_namespaces(tmp_path: Path) -> None:
    file = tmp_path / "two.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE SCHEMA sales; CREATE TABLE a (x INT); CREATE TABLE sales.a (y VARCHAR)")
        connection.execute("INSERT INTO sales.a VALUES ('north')")
    with Duckdb.open(str(file), Limits()) as database:
        schema = database.schema()
        assert [t.qualified_name for t in schema.tables] == ["main.a", "sales.a"]
        assert schema.search_path == ("main",)
        assert schema.tables[1].columns[0].samples == ("north",)
        assert run(database, "SELECT y FROM sales.a") == [("north",)]


@pytest.mark.parametrize("statement", ATTACKS)
def test_refuses(database: Duckdb, path: Path, tmp_path: Path, statement: str) -> None:
    other = tmp_path / "other"
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(QueryFailed):
        run(database, statement.replace("{other}", str(other)))
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert not other.exists()
    assert run(database, "SELECT count(*) FROM customer") == [(3,)]


VALUES = [
    ("170141183460469231731687303715884105727::HUGEINT", 170141183460469231731687303715884105727),
    ("1.50::DECIMAL(10, 2)", Decimal("1.50")),
    ("[1, NULL]", [1, None]),
    ("{'a': 1}", {"a": 1}),
    ("MAP {'k': 2}", {"k": 2}),
    ("INTERVAL 3 DAY", dt.timedelta(days=3)),
    ("DATE '2024-02-29'", dt.date(2024, 2, 29)),
    ("TIMESTAMP '2024-02-29 10:00:00'", dt.datetime(2024, 2, 29, 10)),
    ("TIMESTAMPTZ '2024-02-29 10:00:00+02'", dt.datetime(2024, 2, 29, 8, tzinfo=dt.UTC)),
    ("NULL::TIMESTAMPTZ", None),
    ("'infinity'::TIMESTAMPTZ", "infinity"),
    ("'\\xFF'::BLOB", b"\xff"),
    ("true", True),
    ("NULL", None),
]


@pytest.mark.parametrize(("expression", "value"), VALUES)
def test_values_of_every_kind(isolated: Database, expression: str, value: object) -> None:
    result = isolated.run(unguarded(f"SELECT {expression} AS v, 1 AS v", "duckdb"), Limits())
    assert result.rows == ((value, 1),)
    assert result.columns[0] == "v"


def test_a_time_with_zone_inside_a_list_is_text(database: Duckdb) -> None:
    [(value,)] = run(database, "SELECT [TIMESTAMPTZ '2024-02-29 10:00:00+02']")
    assert isinstance(value, str) and value.startswith("['2024-02-29")


def test_keeps_the_order(database: Duckdb) -> None:
    sql = "SELECT (range * 7919) % 300007 AS n FROM range(300007) ORDER BY n DESC"
    assert run(database, sql, Limits(rows=500)) == [(n,) for n in range(300006, 299506, -1)]


@pytest.mark.parametrize(
    "sql", ["SELECT 1 AS a -- the end", "SELECT 1 AS a;", "SELECT 1 AS a ; ", "/* x */ SELECT 1 a"]
)
def test_comments_and_a_semicolon_do_no_harm(database: Duckdb, sql: str) -> None:
    assert run(database, sql) == [(1,)]


@pytest.mark.parametrize(
    ("limits", "rows", "truncated"),
    [
        (Limits(rows=2), 2, "rows"),
        (Limits(rows=3), 3, None),
        (Limits(rows=0), 0, "rows"),
        (Limits(bytes=12), 1, "bytes"),
    ],
)
def test_row_and_byte_limits(database: Duckdb, limits: Limits, rows: int, truncated: str | None) -> None:
    result = database.run(unguarded("SELECT name || '12345' FROM customer", "duckdb"), limits)
    assert (len(result), result.truncated) == (rows, truncated)


RUNAWAYS = [
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT sum(n) FROM t",
    "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(9) c WHERE a.range + b.range = -1",
]


@pytest.mark.parametrize("sql", RUNAWAYS)
def test_stops_a_runaway_query(database: Duckdb, sql: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.3 seconds"):
        run(database, sql, Limits(seconds=0.3))
    assert time.monotonic() - start < 1.3
    assert run(database, "SELECT 1") == [(1,)]


def test_stops_one_slow_function(isolated: Database) -> None:
    # Takes several seconds in one piece, which DuckDB itself can't interrupt.
    start = time.monotonic()
    with pytest.raises(QueryTimeout, match="stopped after 0.5 seconds"):
        run(isolated, "SELECT repeat('x', 1000000000)", Limits(seconds=0.5))
    assert time.monotonic() - start < 1.7
    assert run(isolated, "SELECT 1") == [(1,)]


BOMBS = [
    "SELECT list(range) FROM range(2000000000)",
    "SELECT range, repeat('x', 1000000) FROM range(3000)",
    "SELECT list(repeat('x', 1000000)) FROM range(3000)",
    "SELECT string_agg(range::VARCHAR) FROM range(2000000000)",
]


@pytest.mark.parametrize("sql", BOMBS)
def test_a_bomb_stays_within_memory(path: Path, sql: str) -> None:
    # In a process of its own, so that the highest memory use is that of this query and of no other test.
    code = (
        "import resource, sys; from sqlcoder.databases.base import Limits\n"
        "from sqlcoder.databases.url import open_database; from sqlcoder.errors import QueryFailed\n"
        "from tests.unguarded import unguarded; from tests.memory import Peak; peak = Peak()\n"
        "with open_database(sys.argv[1], limits=Limits(memory_bytes=300_000_000)) as database:\n"
        "    try: database.run(unguarded(sys.argv[2], 'duckdb'), Limits(seconds=20))\n"
        "    except QueryFailed as error: print('failed:', error)\n"
        "    print(database.run(unguarded('SELECT 42', 'duckdb'), Limits()).rows)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)\n"
        "print(round(peak.grown_mib))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, f"duckdb:///{path}", sql],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    *told, rows, child, own = done.stdout.splitlines()
    assert "more memory" in told[0] and rows == "((42,),)"
    assert int(child) < 700 and int(own) < 300


def test_refuses_a_giant_cell(isolated: Database) -> None:
    with pytest.raises(QueryFailed, match="single value is larger than the limit of 1,000 bytes") as caught:
        run(isolated, "SELECT repeat('x', 1001) AS giant", Limits(bytes=1000))
    assert caught.value.where == 'column "giant"'


def test_the_database_s_own_message_is_told(database: Duckdb) -> None:
    with pytest.raises(QueryFailed, match='"nme" not found'):
        run(database, "SELECT nme FROM customer")
    with pytest.raises(QueryFailed, match="LINE 2: FROM FROM"):
        run(database, "SELECT id\nFROM FROM customer")


def test_version_changes_with_the_schema_only(tmp_path: Path) -> None:
    file = tmp_path / "v.duckdb"
    versions = []
    for script in ("CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)", "COMMENT ON COLUMN t.a IS 'x'"):
        with duckdb.connect(str(file)) as connection:
            connection.execute(script)
        with Duckdb.open(str(file), Limits()) as database:
            versions.append(database.version())
    assert versions[0] == versions[1] != versions[2]


def test_a_file_that_another_program_holds(tmp_path: Path) -> None:
    file = tmp_path / "held.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE TABLE t (a INT)")
        with pytest.raises(ConnectionFailed, match="Another program has the database open") as caught:
            open_database(f"duckdb:///{file}")
    assert "Close that program" in str(caught.value.fix)


@pytest.mark.parametrize("content", [b"hello, this is no database", b"x" * 8 + b"DUCK" + b"\x07" * 5000, b""])
def test_refuses_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.duckdb"
    file.write_bytes(content)
    with pytest.raises(ConnectionFailed, match="can't be opened as a DuckDB database") as caught:
        Duckdb.open(str(file), Limits())
    assert caught.value.where == str(file) and caught.value.fix
    assert file.read_bytes() == content


def test_refuses_a_missing_file_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(ConnectionFailed, match="no such file"):
        Duckdb.open(str(tmp_path / "none.duckdb"), Limits())
    assert list(tmp_path.iterdir()) == []
