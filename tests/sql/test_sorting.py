"""How queries sort and round: read off the tree, and held against what real databases return."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import duckdb
import pytest

from sqlcoder.errors import UnsafeQuery
from sqlcoder.sql.dialect import DIALECTS
from sqlcoder.sql.sorting import rounded, selects_star, sorting
from tests import servers

FIXTURES = Path(__file__).parents[1] / "fixtures"
ROWS = (
    "CREATE TABLE staff (id INTEGER, name VARCHAR(20), dept VARCHAR(20), boss INTEGER, pay INTEGER)",
    "INSERT INTO staff VALUES (1, 'Ann', 'ops', NULL, 50), (2, 'Bo', 'ops', 1, 20), (3, 'Cy', 'law', 1, 20), "
    "(4, 'Di', NULL, 1, 10), (5, 'Ed', 'law', 3, 5), (6, 'Flo', 'it', 3, 20), (7, 'Gus', NULL, 3, 30), "
    "(8, 'Ann', 'it', 2, 20)",
)
Run = Callable[[str], list[tuple[object, ...]]]


def lines(name: str) -> list[list[str]]:
    text = (FIXTURES / name).read_text(encoding="utf-8")
    return [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]


def cases() -> list[tuple[str, str, str, int]]:
    found = []
    for dialects, sql, keys, hidden in lines("sorting.txt"):
        names = ["duckdb", "sqlite", "postgres"] if dialects == "all" else dialects.split(", ")
        found += [(name, sql, keys, int(hidden)) for name in names]
    return found


@pytest.fixture(scope="module")
def runs(postgres_server: servers.Server) -> dict[str, Run]:
    duck, lite = duckdb.connect(":memory:"), sqlite3.connect(":memory:")
    server = servers.postgres_admin(postgres_server)
    server.execute("DROP DATABASE IF EXISTS sorting")
    server.execute("CREATE DATABASE sorting")
    postgres = servers.postgres_admin(postgres_server, "sorting")
    runs: dict[str, Run] = {
        "duckdb": lambda sql: duck.execute(sql).fetchall(),
        "sqlite": lambda sql: lite.execute(sql).fetchall(),
        "postgres": lambda sql: postgres.execute(sql.encode()).fetchall(),
    }
    for statement in ROWS:
        duck.execute(statement)
        lite.execute(statement)
        postgres.execute(statement.encode())
    return runs


@pytest.mark.parametrize(("dialect", "sql", "keys", "hidden"), cases())
def test_keys_are_found_and_the_rows_stay(
    runs: dict[str, Run], dialect: str, sql: str, keys: str, hidden: int
) -> None:
    found = sorting(sql, dialect)
    if keys == "none":
        assert found is None
        return
    assert found is not None
    assert (" ".join(map(str, found.keys)) or "strict", found.hidden) == (keys, hidden)
    run, cut = runs[dialect], any(word in sql for word in ("LIMIT", "FETCH"))
    original, sorted_rows = run(sql), run(found.sql)
    width = len(original[0])
    assert [row[:width] for row in sorted_rows] == original
    assert [len(row) for row in sorted_rows] == [width + hidden] * len(original)
    assert (found.untruncated is not None) == cut
    whole = run(found.untruncated) if found.untruncated else sorted_rows
    start = next(i for i in range(len(whole)) if whole[i : i + len(original)] == sorted_rows)
    assert start == (1 if "OFFSET 1" in sql else 0)
    if cut:
        assert len(whole) > len(original)
    positions = found.positions(width + hidden)
    assert all(0 <= position < width + hidden for position in positions)
    runs_of_keys = [key for key, _ in groupby([tuple(row[p] for p in positions) for row in whole])]
    assert len(runs_of_keys) == len(set(runs_of_keys))


def test_what_is_no_query_is_refused() -> None:
    for question in (sorting, rounded, selects_star):
        with pytest.raises(UnsafeQuery, match="DELETE"):
            question("DELETE FROM staff", "postgres")


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT * FROM t", True),
        ("SELECT t.*, 1 FROM t", True),
        ("(SELECT * FROM t) LIMIT 1", True),
        ("SELECT a FROM t UNION SELECT * FROM u", True),
        ("SELECT COUNT(*) FROM t", False),
        ("SELECT a * 2 FROM t", False),
        ("SELECT s.a FROM (SELECT * FROM t) AS s", False),
        ("WITH c AS (SELECT * FROM t) SELECT c.a FROM c", False),
    ],
)
def test_a_star_is_a_column_list(sql: str, expected: bool) -> None:
    for dialect in DIALECTS:
        if dialect != "sqlite" or not sql.startswith("("):
            assert selects_star(sql, dialect) is expected


@pytest.mark.parametrize(("dialects", "sql", "expected"), lines("rounded.txt"))
def test_decimals_are_those_of_the_query(dialects: str, sql: str, expected: str) -> None:
    for dialect in DIALECTS if dialects == "all" else [dialects]:
        found = rounded(sql, dialect)
        shown = "unknown" if found is None else " ".join("-" if d is None else str(d) for d in found)
        assert shown == expected, dialect
