"""Data files opened as tables where they lie: names, values, what may be read, and files that are broken."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import duckdb
import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.files import Files
from sqlcoder.databases.url import open_database
from sqlcoder.errors import ConnectionFailed, QueryFailed
from tests.unguarded import unguarded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "my data's 🍎"
    place.mkdir()
    (place / "orders 2024.csv").write_text('id,"the ""city""",paid\n1,Oslo,2.5\n2,Rome,\n', encoding="utf-8")
    (place / "note.tsv").write_text("a\tb\n1\tx\n", encoding="utf-8")
    (place / "events.jsonl").write_text(
        '{"kind": "open", "n": 1}\n{"kind": "shut", "n": 2}\n', encoding="utf-8"
    )
    (place / "list.json").write_text('[{"v": 1}, {"v": 2}, {"v": 3}]', encoding="utf-8")
    with gzip.open(place / "packed.csv.gz", "wt") as stream:
        stream.write("x\n5\n")
    parquet = str(place / "numbers.parquet").replace("'", "''")
    duckdb.execute(f"COPY (SELECT range AS n FROM range(10)) TO '{parquet}'")
    (place / ".hidden.csv").write_text("a\n1\n")
    (place / "readme.txt").write_text("not data")
    return place


def run(database: Database, sql: str) -> list[tuple[object, ...]]:
    return list(database.run(unguarded(sql, "duckdb"), Limits()).rows)


def test_a_folder(folder: Path) -> None:
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()}
    with open_database(str(folder)) as database:
        schema = database.schema()
        assert {t.name: t.rows for t in schema.tables} == {
            "events": 2,
            "list": 3,
            "note": 1,
            "numbers": 10,
            "orders_2024": 2,
            "packed": 1,
        }
        assert {t.kind for t in schema.tables} == {"table"}
        orders = schema.table("orders_2024")
        assert orders is not None
        assert [(c.name, c.type, c.samples) for c in orders.columns] == [
            ("id", "BIGINT", ("1", "2")),
            ('the "city"', "VARCHAR", ("Oslo", "Rome")),
            ("paid", "DOUBLE", ("2.5",)),
        ]
        assert run(database, 'SELECT "the ""city""" FROM orders_2024 WHERE paid IS NULL') == [("Rome",)]
        assert run(database, "SELECT count(*), sum(n) FROM numbers") == [(10, 45)]
        assert database.dialect == "duckdb" and database.url == str(folder)
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()} == before


@pytest.mark.parametrize(
    "name", ["orders 2024.csv", "events.jsonl", "numbers.parquet", "packed.csv.gz", "note.tsv"]
)
def test_a_single_file(folder: Path, name: str) -> None:
    with open_database(str(folder / name)) as database:
        [table] = database.schema().tables
        assert name.replace(" ", "_").startswith(table.name)
        assert run(database, f'SELECT count(*) > 0 FROM "{table.name}"') == [(True,)]


def test_names_are_made_unique(tmp_path: Path) -> None:
    (tmp_path / "A.csv").write_text("x\n1\n")
    (tmp_path / "a.json").write_text('[{"x": 2}]')
    with Files.open(str(tmp_path), Limits()) as database:
        assert sorted(t.name for t in database.schema().tables) == ["a", "a_2"]
        assert run(database, "SELECT x FROM A") == [(1,)] and run(database, "SELECT x FROM a_2") == [(2,)]


# Each of them writes, or reads something besides the opened files.
ATTACKS = """
COPY (SELECT 1) TO '{file}'
COPY (SELECT 1) TO '{file}' (USE_TMP_FILE false)
WITH x AS (COPY (SELECT 1) TO '{file}' (USE_TMP_FILE false)) SELECT 1
WITH x AS MATERIALIZED (COPY (SELECT 1) TO '{file}' (USE_TMP_FILE false)) SELECT * FROM x
SELECT * FROM query('WITH x AS (COPY (SELECT 1) TO ''{file}'' (USE_TMP_FILE false)) SELECT 1')
CREATE TABLE t (a INT)
CREATE OR REPLACE VIEW orders AS SELECT 1
DROP VIEW orders
ATTACH '{other}' AS o
SET enable_external_access = true
SET allowed_paths = ['/etc/passwd']
SELECT * FROM read_text('/etc/passwd')
SELECT * FROM read_csv('/etc/passwd')
SELECT * FROM read_csv(['{file}', '/etc/passwd'])
SELECT * FROM read_text('{neighbour}')
SELECT * FROM read_text('{file}/../neighbour.csv')
SELECT * FROM '{neighbour}'
SELECT * FROM glob('{folder}/*')
""".strip().splitlines()


@pytest.mark.parametrize("attack", ATTACKS)
def test_refuses(tmp_path: Path, attack: str) -> None:
    file, neighbour, other = (tmp_path / name for name in ("orders.csv", "neighbour.csv", "other.db"))
    file.write_text("a\n1\n")
    neighbour.write_text("secret\n1\n")
    before = hashlib.sha256(file.read_bytes()).digest()
    places = {"{file}": file, "{neighbour}": neighbour, "{other}": other, "{folder}": tmp_path}
    for mark, place in places.items():
        attack = attack.replace(mark, str(place))
    with Files.open(str(file), Limits()) as database:
        with pytest.raises(QueryFailed):
            run(database, attack)
        assert run(database, "SELECT a FROM orders") == [(1,)]
    assert hashlib.sha256(file.read_bytes()).digest() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["neighbour.csv", "orders.csv"]


BROKEN = [
    ("a.parquet", b"no parquet at all, but long enough to look at"),
    ("a.parquet", b"PAR1" + b"\0" * 50 + b"PAR1"),
    ("a.json", b'{"a": 1, "b": [}'),
    ("a.csv", b""),
    ("a.csv", "name\nJosé\nFrançois\n".encode("latin-1")),
    ("a.csv.gz", b"not gzip"),
    ("a.xlsx", b"no workbook"),
    ("a.xls", b"\xd0\xcf\x11\xe0 no workbook"),
]


@pytest.mark.parametrize(("name", "content"), BROKEN)
def test_names_a_broken_file(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "good.csv").write_text("a\n1\n")
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ConnectionFailed) as caught:
        open_database(str(tmp_path))
    assert caught.value.where == str(file) and caught.value.fix


def test_a_name_that_duckdb_takes_for_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].csv").write_text("a\n1\n")
    with pytest.raises(ConnectionFailed, match="for a pattern") as caught:
        Files.open(str(tmp_path), Limits())
    assert caught.value.fix == "Rename the file."


def test_a_packed_file_that_is_large_unpacked_is_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "large.csv.gz"
    with gzip.open(file, "wb", compresslevel=0) as stream:
        stream.write(b"a\n" + b"1\n" * 1_000_000)
    with open_database(str(file)) as database:
        assert database.schema(samples=False).tables[0].rows is None


def test_a_message_that_quotes_a_long_line_is_shortened(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text("a,b\n" + "1,2\n" * 30_000 + "y" * 1_000_000 + ",3,4,5\n")
    with (
        open_database(str(file)) as database,
        pytest.raises(QueryFailed, match="CSV Error on Line") as caught,
    ):
        run(database, "SELECT sum(a) FROM long")
    assert len(str(caught.value)) < 2_100


def test_a_folder_without_data(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("x")
    with pytest.raises(ConnectionFailed, match="holds no data files"):
        open_database(str(tmp_path))


def test_sees_a_change(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("x\n1\n")
    with open_database(str(tmp_path)) as database:
        first = database.version()
        assert database.version() == first
        file.write_text("x,y\n1,2\n")
        (tmp_path / "b.csv").write_text("z\n3\n")
        assert database.version() != first
        assert [(t.name, len(t.columns)) for t in database.schema().tables] == [("a", 2), ("b", 1)]
        assert run(database, "SELECT y FROM a") == [(2,)]
        assert run(database, "SELECT z FROM b") == [(3,)]
        file.unlink()
        (tmp_path / "b.csv").unlink()
        with pytest.raises(ConnectionFailed, match="no data files"):
            database.version()


def test_leaves_no_copy(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.chdir(scratch)
    monkeypatch.setenv("TMPDIR", str(scratch))
    with open_database(str(folder)) as database:
        database.schema()
    assert list(scratch.iterdir()) == []
