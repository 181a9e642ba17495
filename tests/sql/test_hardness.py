from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest

from sqlcoder.errors import UnsafeQuery
from sqlcoder.sql.dialect import DIALECTS
from sqlcoder.sql.hardness import LEVELS, Features, features, hardness

FIXTURE = Path(__file__).parents[1] / "fixtures" / "questions" / "hardness.sql"
CASES: list[tuple[str, str, str]] = re.findall(
    r"--# (\w+): (.*)\n((?:.+\n)+)", FIXTURE.read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("level", "title", "sql"), CASES, ids=[title for _, title, _ in CASES])
def test_a_query_is_as_hard_as_the_rules_say(level: str, title: str, sql: str) -> None:
    for dialect in DIALECTS:
        assert hardness(sql, dialect) == level, dialect


def test_there_are_enough_cases_of_each_level() -> None:
    assert len(CASES) >= 40
    assert set(Counter(level for level, _, _ in CASES)) == set(LEVELS)


THRESHOLDS = [
    # nestings, components, others
    (0, 0, 0, "easy"),
    (0, 1, 0, "easy"),
    (0, 0, 1, "medium"),
    (0, 1, 2, "medium"),
    (0, 2, 0, "medium"),
    (0, 2, 1, "medium"),
    (0, 2, 2, "extra"),
    (0, 0, 3, "hard"),
    (0, 2, 3, "hard"),
    (0, 2, 4, "hard"),
    (0, 3, 0, "hard"),
    (0, 3, 2, "hard"),
    (0, 3, 3, "extra"),
    (0, 4, 0, "extra"),
    (1, 0, 0, "hard"),
    (1, 1, 0, "hard"),
    (1, 1, 1, "extra"),
    (1, 2, 0, "extra"),
    (2, 0, 0, "extra"),
]


@pytest.mark.parametrize(("nestings", "components", "others", "level"), THRESHOLDS)
def test_the_published_thresholds(nestings: int, components: int, others: int, level: str) -> None:
    assert Features(components, nestings, others, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, False).hardness == level


COUNTS: list[tuple[str, dict[str, int]]] = [
    ("SELECT name FROM ferry", {}),
    ("SELECT a.x FROM a JOIN b ON a.i = b.i, c", {"joins": 2}),
    ("SELECT f.x FROM ferry f JOIN ferry g ON f.i = g.i JOIN Ferry h ON TRUE", {"joins": 2, "self_joins": 2}),
    ("SELECT x FROM ferry WHERE i IN (SELECT i FROM ferry)", {"subqueries": 1, "depth": 1}),
    ("SELECT x FROM (SELECT x FROM (SELECT x FROM a) b) c", {"subqueries": 2, "depth": 2}),
    (
        "WITH c AS (SELECT x FROM (SELECT x FROM a) b) SELECT x FROM c",
        {"ctes": 1, "subqueries": 1, "depth": 2},
    ),
    ("SELECT x FROM a UNION SELECT x FROM b UNION SELECT x FROM c", {"set_operations": 2}),
    ("(SELECT x FROM a) EXCEPT (SELECT x FROM b)", {"set_operations": 1}),
    (
        "SELECT x FROM (SELECT x FROM a UNION SELECT x FROM b) c",
        {"set_operations": 1, "subqueries": 1, "depth": 1},
    ),
    ("SELECT RANK() OVER w FROM a WINDOW w AS (ORDER BY x)", {"windows": 1}),
    ("SELECT SUM(x) OVER (), SUM(x) FILTER (WHERE y) OVER () FROM a", {"windows": 2}),
    ("SELECT SUM(x), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) FROM a", {"aggregates": 2}),
    ("SELECT STRING_AGG(x, ',') FROM a HAVING COUNT(*) > 1", {"aggregates": 2}),
    ("SELECT MIN(x, 3) FROM a", {}),
    ("SELECT DATE_TRUNC('month', d), EXTRACT(YEAR FROM d), NOW() FROM a", {"date_functions": 3}),
    ("SELECT x FROM a WHERE d > CURRENT_DATE - INTERVAL '3 days'", {"date_functions": 2}),
    ("SELECT SUM(x) / COUNT(*) FROM a", {"ratios": 1, "aggregates": 2}),
    ("SELECT x / NULLIF(y, 0), x / 2, 100.0 * x FROM a", {"ratios": 1}),
]
COUNTED = (
    "joins", "self_joins", "depth", "subqueries", "ctes", "windows", "aggregates", "set_operations",
    "date_functions", "ratios",
)  # fmt: skip


@pytest.mark.parametrize(("sql", "counts"), COUNTS)
def test_finer_features(sql: str, counts: dict[str, int]) -> None:
    found = asdict(features(sql, "postgres"))
    assert {name: found[name] for name in COUNTED if found[name]} == counts


OTHERS = [
    ("SELECT COUNT(*), a.x FROM a", 1),
    ("SELECT SUM(x) + SUM(y) FROM a", 1),
    ("SELECT x FROM a ORDER BY SUM(y), SUM(z)", 1),
    ("SELECT x FROM a GROUP BY x HAVING SUM(y) > 1 AND SUM(z) > 1", 0),
    ("SELECT (SELECT SUM(x) FROM a) + SUM(y) FROM b", 0),
    ("SELECT x FROM a WHERE NOT (x = 1 OR y = 2)", 1),
    ("SELECT x FROM a WHERE x BETWEEN 1 AND 2", 0),
    ("SELECT x FROM a WHERE i IN (SELECT i FROM b WHERE x = 1 AND y = 2)", 0),
    ("SELECT x FROM a GROUP BY ROLLUP (x, y)", 1),
    ("SELECT x FROM a GROUP BY GROUPING SETS ((x), (x))", 0),
    ("SELECT x FROM a GROUP BY x, y", 1),
    ("VALUES (1, 2), (3, 4)", 0),
]


@pytest.mark.parametrize(("sql", "others"), OTHERS)
def test_what_exceeds_one(sql: str, others: int) -> None:
    assert features(sql, "postgres").others == others


ORDERED = [
    ("SELECT x FROM a ORDER BY x", True),
    ("(SELECT x FROM a ORDER BY x LIMIT 3)", True),
    ("(SELECT x FROM a) ORDER BY x", True),
    ("SELECT x FROM a UNION SELECT x FROM b ORDER BY x", True),
    ("WITH c AS (SELECT x FROM a) SELECT x FROM c ORDER BY x", True),
    ("SELECT x FROM (SELECT x FROM a ORDER BY x) AS b", False),
    ("WITH c AS (SELECT x FROM a ORDER BY x) SELECT x FROM c", False),
    ("SELECT RANK() OVER (ORDER BY x) FROM a", False),
    ("SELECT 'ORDER BY x' FROM a", False),
    ("(SELECT x FROM a ORDER BY x LIMIT 1) UNION (SELECT x FROM b ORDER BY x LIMIT 1)", False),
]


@pytest.mark.parametrize(("sql", "ordered"), ORDERED)
def test_only_the_outermost_order_counts(sql: str, ordered: bool) -> None:
    assert features(sql, "postgres").ordered is ordered


COMPONENTS = [
    ("SELECT x FROM a JOIN b ON a.i = b.i OR a.j = b.j AND a.k LIKE 'x'", 3),
    ("SELECT x FROM a WHERE x = CASE WHEN y THEN 1 ELSE 2 END", 1),
    ("SELECT x LIKE 'a' OR y FROM a", 0),
    ("SELECT x FROM a WHERE i IN (SELECT i FROM b WHERE x OR y OR z LIKE 'a')", 1),
    ("SELECT x FROM a GROUP BY x HAVING COUNT(*) > 1 OR x ILIKE 'b'", 3),
    ("SELECT x FROM a ORDER BY x FETCH FIRST 3 ROWS ONLY", 2),
    ("(SELECT x FROM a) ORDER BY x LIMIT 3", 2),
    ("SELECT x FROM a UNION SELECT x FROM b ORDER BY x LIMIT 3", 0),
    ("SELECT x FROM a CROSS JOIN LATERAL (SELECT y FROM b) AS c", 1),
]


@pytest.mark.parametrize(("sql", "components"), COMPONENTS)
def test_components(sql: str, components: int) -> None:
    assert features(sql, "postgres").components == components


def test_qualify_is_another_where() -> None:
    sql = "SELECT x FROM a WHERE y QUALIFY ROW_NUMBER() OVER (ORDER BY x) = 1 OR z"
    assert features(sql, "duckdb").components == 4


def test_what_cant_be_read_is_refused() -> None:
    with pytest.raises(UnsafeQuery, match="can't be read as SQLite"):
        hardness("SELECT FROM WHERE", "sqlite")
