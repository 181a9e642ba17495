"""The kept schema: stable while the version is, read anew when it isn't, and never broken by a bad file."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

import duckdb
import pytest

from sqlcoder.databases.base import Database
from sqlcoder.databases.introspection import load_schema
from sqlcoder.databases.url import open_database
from sqlcoder.errors import SchemaError


def script(path: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "shop.db"
    script(
        file,
        "CREATE TABLE fruit (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO fruit (name) VALUES ('apple');",
    )
    return file


def test_is_stable_until_the_schema_changes(path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with open_database(str(path)) as database:
        first = load_schema(database, cache_dir=cache)
    script(path, "INSERT INTO fruit (name) VALUES ('pear'), ('pear');")
    with open_database(str(path)) as database:
        assert load_schema(database, cache_dir=cache).to_json() == first.to_json()
        assert load_schema(database).tables[0].rows == 3
    script(path, "ALTER TABLE fruit ADD COLUMN price REAL;")
    with open_database(str(path)) as database:
        changed = load_schema(database, cache_dir=cache).tables[0]
    assert [c.name for c in changed.columns] == ["id", "name", "price"]
    assert changed.rows == 3 and changed.columns[1].samples == ("pear", "apple")
    assert len(list(cache.iterdir())) == 1


def test_samples_are_kept_apart(path: Path, tmp_path: Path) -> None:
    with open_database(str(path)) as database:
        assert load_schema(database, cache_dir=tmp_path / "c").tables[0].columns[1].samples == ("apple",)
        assert (
            load_schema(database, samples=False, cache_dir=tmp_path / "c").tables[0].columns[1].samples == ()
        )
        assert load_schema(database, cache_dir=tmp_path / "c").tables[0].columns[1].samples == ("apple",)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"dialect": "sqlite", "tables": [{}], "search_path": []}']
)
def test_a_corrupt_file_is_written_over(path: Path, tmp_path: Path, content: str) -> None:
    cache = tmp_path / "cache"
    with open_database(str(path)) as database:
        schema = load_schema(database, cache_dir=cache)
        [file] = cache.iterdir()
        whole = file.read_text(encoding="utf-8")
        file.write_text(content)
        assert load_schema(database, cache_dir=cache) == schema
    assert file.read_text(encoding="utf-8") == whole


def test_the_kept_file_is_private_and_whole(path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with open_database(str(path)) as database:
        load_schema(database, cache_dir=cache)
    [file] = cache.iterdir()
    assert file.stat().st_mode & 0o077 == 0 and file.suffix == ".json"


def test_a_folder_that_cannot_be_written(path: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in its place")
    with open_database(str(path)) as database:
        assert load_schema(database, cache_dir=tmp_path / "cache").tables[0].name == "fruit"


def test_an_empty_database(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    script(file, "CREATE TABLE t (a); DROP TABLE t;")
    with open_database(str(file)) as database, pytest.raises(SchemaError, match="has no tables") as caught:
        load_schema(database, cache_dir=tmp_path / "cache")
    assert caught.value.where == f"sqlite:///{file}" and "right one" in str(caught.value.fix)


WIDE = ", ".join(f"c{i} VARCHAR" for i in range(12))
FILLED = ", ".join(f"'value ' || (range * {i + 1}) % 97" for i in range(12))


def test_is_quick(tmp_path: Path) -> None:
    small = tmp_path / "small.db"
    count = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 5000)"
    rows = f"{count} SELECT n, 'v' || n % 97 FROM r"
    script(
        small, "".join(f"CREATE TABLE t{i} (a INTEGER, b TEXT); INSERT INTO t{i} {rows};" for i in range(12))
    )
    huge = tmp_path / "huge.duckdb"
    with duckdb.connect(str(huge)) as connection:
        connection.execute(f"CREATE TABLE t ({WIDE}); INSERT INTO t SELECT {FILLED} FROM range(1000000)")
    for path in (small, huge):
        with open_database(str(path)) as database:
            assert seconds(database, "schema") < 1
            assert seconds(database, "version") < 0.02


def seconds(database: Database, method: str) -> float:
    """Return the shortest of three runs, so that a busy machine doesn't fail the test."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        getattr(database, method)()
        took.append(time.perf_counter() - start)
    return min(took)
