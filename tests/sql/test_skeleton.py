"""Queries of one form have one skeleton, whatever their names and values."""

from __future__ import annotations

import pytest

from sqlcoder.sql.skeleton import skeleton

SAME = [
    ("SELECT a.b FROM a WHERE a.c = 5", "SELECT x.y FROM x WHERE x.z = 'n'"),
    ("SELECT COUNT(*) AS n FROM a", 'SELECT COUNT(*) AS total FROM "Long name"'),
    (
        "WITH cte_a AS (SELECT t.x FROM t) SELECT cte_a.x FROM cte_a",
        "WITH cte_z AS (SELECT u.y FROM u) SELECT cte_z.y FROM cte_z",
    ),
]
DIFFERENT = [
    ("SELECT a.b FROM a WHERE a.c = 5", "SELECT a.b FROM a WHERE a.c > 5"),
    ("SELECT a.b FROM a WHERE a.b = 5", "SELECT a.b FROM a WHERE a.c = 5"),
    ("SELECT SUM(a.b) AS s FROM a", "SELECT AVG(a.b) AS s FROM a"),
    ("SELECT a.b FROM a", "SELECT a.b FROM a LIMIT 1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_and_values_do_not_count(one: str, other: str) -> None:
    assert skeleton(one, "postgres") == skeleton(other, "postgres")


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_the_form_counts(one: str, other: str) -> None:
    assert skeleton(one, "postgres") != skeleton(other, "postgres")
