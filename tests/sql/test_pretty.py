from __future__ import annotations

import pytest

from sqlcoder.sql.pretty import LONGEST, pretty

UNREADABLE = [
    "SELEC 1",
    "SELECT 1; SELECT 2",
    "DROP TABLE hives",
    "",
    "SELECT 'open",
    "SELECT " + "(" * 60,
    "{{x}}",
]


@pytest.mark.parametrize("sql", UNREADABLE)
def test_what_cannot_be_read_is_left_as_it_is(sql: str) -> None:
    assert pretty(sql, "postgres") is None


def test_a_query_that_nobody_would_read_is_left_as_it_is() -> None:
    assert pretty(f"SELECT '{'x' * LONGEST}'", "postgres") is None


def test_strings_stay() -> None:
    found = pretty("select 'it''s  two' as x from hives", "duckdb")
    assert found is not None
    assert "'it''s  two'" in found
    assert found.count("\n") == 2
