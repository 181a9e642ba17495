"""The metrics beside the verdict: where they agree with it, and where they say more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sqlcoder.errors import QueryTimeout
from sqlcoder.evaluation.metric import Scored
from sqlcoder.evaluation.metrics.efficiency import MOST, efficiency
from sqlcoder.evaluation.metrics.exact_set import exact_set
from sqlcoder.evaluation.metrics.soft_f1 import cell_f1, soft_f1
from sqlcoder.results.compare import compare
from sqlcoder.results.result_set import ResultSet

GOLD = ResultSet(("name", "total"), (("Ann", 1), ("Bo", 2), ("Bo", 2)))


def never(sql: str) -> ResultSet:
    raise AssertionError("nothing has to be run again")


def scored(
    prediction: ResultSet | None,
    sql: str | None = "SELECT b, a FROM t",
    gold: ResultSet = GOLD,
    run: Callable[[str], ResultSet] = never,
) -> Scored:
    verdict = None if prediction is None else compare(gold, prediction)
    return Scored("duckdb", "SELECT a, b FROM t", gold, sql, prediction, verdict, run)


def test_exact_set_looks_at_the_query_alone() -> None:
    assert exact_set(scored(None)) == 1.0
    assert exact_set(scored(GOLD, sql="SELECT a FROM t")) == 0.0
    assert exact_set(scored(None, sql=None)) == 0.0
    assert exact_set(scored(None, sql="SELECT FROM")) == 0.0


@pytest.mark.parametrize(
    ("rows", "f1"),
    [
        ((("Bo", 2), ("Ann", 1), ("Bo", 2)), 1.0),
        ((("Ann", 1), ("Bo", 2)), 2 * 4 / 10),  # a duplicate is missing
        ((("Ann", 1), ("Bo", 2), ("Bo", 2), ("Cy", 3)), 2 * 6 / 14),
        ((("Ann", 9), ("Bo", 9), ("Bo", 9)), 2 * 3 / 12),  # one column of two
        ((("Zoe", 0), ("Ann", 1), ("Bo", 2), ("Bo", 2)), 2 * 6 / 14),  # a row at the top shifts nothing
        ((("x", 7),), 0.0),
        ((), 0.0),
    ],
)
def test_soft_f1_counts_the_cells_that_are_there(rows: tuple[tuple[object, ...], ...], f1: float) -> None:
    assert cell_f1(GOLD, ResultSet(("p", "q"), rows)) == pytest.approx(f1)
    turned = ResultSet(("q", "p"), tuple(row[::-1] for row in rows))
    assert cell_f1(GOLD, turned) == pytest.approx(f1)


def test_soft_f1_agrees_with_the_verdict_and_says_nothing_of_an_empty_gold() -> None:
    assert soft_f1(scored(ResultSet(("t", "n"), ((2, "Bo"), (1, "Ann"), (2, "Bo"))))) == 1.0
    assert soft_f1(scored(None)) == 0.0
    assert soft_f1(scored(GOLD, gold=ResultSet(("name",), ()))) is None


def test_soft_f1_of_large_results_is_bounded_in_time() -> None:
    gold = ResultSet(("a", "b"), tuple((i, i % 7) for i in range(20_000)))
    other = ResultSet(("a", "b"), tuple((i + 1, (i + 3) % 7) for i in range(20_000)))
    assert 0 <= cell_f1(gold, other) < 0.01


def timed(**seconds: float) -> Callable[[str], ResultSet]:
    return lambda sql: replace(GOLD, seconds=seconds["gold" if sql == "SELECT a, b FROM t" else "ours"])


def test_efficiency_is_the_root_of_gold_time_over_ours() -> None:
    assert efficiency(scored(GOLD, run=timed(gold=0.4, ours=0.4))) == 1.0
    assert efficiency(scored(GOLD, run=timed(gold=0.1, ours=0.4))) == 0.5
    assert efficiency(scored(GOLD, run=timed(gold=9.0, ours=0.1))) == MOST**0.5
    # Both are faster than can be told apart.
    assert efficiency(scored(GOLD, run=timed(gold=0.0001, ours=0.0004))) == 1.0


def test_a_wrong_query_has_no_efficiency_and_one_that_now_times_out_neither() -> None:
    assert efficiency(scored(ResultSet(("a",), ((1,),)))) == 0.0

    def late(sql: str) -> ResultSet:
        raise QueryTimeout("The query was stopped.")

    assert efficiency(scored(GOLD, run=late)) == 0.0
