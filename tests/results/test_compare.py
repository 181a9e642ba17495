import pytest

from sqlcoder.errors import UsageError
from sqlcoder.results.compare import Gold, best, compare
from sqlcoder.results.order import Order
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import ColumnSpec
from sqlcoder.results.verdict import Flag, Outcome
from tests.results import pairs
from tests.results.pairs import Pair, result

PAIRS = pairs.read()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.place} {pair.title}")
def test_the_verdict_is_the_written_one(pair: Pair) -> None:
    verdict = pair.verdict()
    assert verdict.outcome == pair.fields["verdict"], verdict.reason
    assert (verdict.reason is None) == (verdict.outcome is Outcome.EXACT)
    assert pair.fields.get("says", "") in (verdict.reason or "")
    assert (Flag.CUT_TIE in verdict.flags) == (pair.fields.get("flag") == "cut tie")


def test_the_pairs_are_many_and_different() -> None:
    assert len(PAIRS) >= 200
    assert len({pair.title for pair in PAIRS}) == len(PAIRS)
    tested = [tuple(v for k, v in pair.fields.items() if k not in ("why", "says")) for pair in PAIRS]
    assert len(set(tested)) == len(PAIRS)
    assert all(len(pair.fields["why"]) > 5 for pair in PAIRS)
    outcomes = [pair.fields["verdict"] for pair in PAIRS]
    assert min(outcomes.count("exact"), outcomes.count("different")) >= 60


def test_the_verdict_tells_which_columns_stand_for_which() -> None:
    gold = result("a, b | 1, 10 / 2, 20")
    verdict = compare(gold, result("p, q, r | 2, 1, 10 / 1, 2, 20"))
    assert verdict.columns == ((0, 1), (1, 2))
    assert verdict.extra == (0,)
    assert verdict.reason == 'The rows are right, with 1 column more: "p".'


def test_a_reason_gives_no_control_characters() -> None:
    verdict = compare(result("a | 'x'"), ResultSet(("a",), (("\x1b[2J",),)))
    assert "\x1b" not in str(verdict.reason)


def test_a_long_value_is_shortened_in_the_reason() -> None:
    verdict = compare(result("a | 'x'"), ResultSet(("a",), (("y" * 10_000,),)))
    assert len(str(verdict.reason)) < 200


@pytest.mark.parametrize("outcome", ["gold", "prediction"])
def test_a_result_cut_short_is_never_right(outcome: str) -> None:
    whole = result("a | 1 / 2")
    cut = ResultSet(whole.columns, whole.rows, truncated="rows")
    if outcome == "gold":
        verdict = compare(cut, whole)
        assert verdict.outcome is Outcome.UNINFORMATIVE
    else:
        verdict = compare(whole, cut)
        assert verdict.outcome is Outcome.DIFFERENT
    assert "cut short" in str(verdict.reason)


def test_an_empty_gold_is_flagged_whatever_the_prediction() -> None:
    empty = result("a |")
    assert compare(empty, empty).flags == (Flag.EMPTY_GOLD,)
    assert compare(empty, result("a | 1")).flags == (Flag.EMPTY_GOLD,)


class TestBest:
    def test_takes_the_best_of_several_golds(self) -> None:
        golds = [Gold(result("n | 1")), Gold(result("n, m | 2, 5")), Gold(result("n | 2"))]
        verdict = best(golds, result("x | 2"))
        assert (verdict.outcome, verdict.gold) == (Outcome.EXACT, 2)

    def test_prefers_the_exact_to_one_with_extra_columns(self) -> None:
        golds = [Gold(result("n | 2")), Gold(result("n, m | 2, 5"))]
        assert best(golds, result("x, y | 2, 5")).gold == 1

    def test_gives_the_first_golds_reason_if_none_fits(self) -> None:
        verdict = best([Gold(result("n | 1")), Gold(result("n | 2"))], result("n | 3"))
        assert (verdict.outcome, verdict.gold) == (Outcome.DIFFERENT, 0)
        assert "1 is missing" in str(verdict.reason)

    def test_uses_each_golds_own_columns_and_order(self) -> None:
        gold = Gold(result("a, b | 1, 2 / 3, 4"), ColumnSpec(optional=("b",)), Order((0,)))
        assert best([gold], result("a | 1 / 3")).right
        assert not best([gold], result("a | 3 / 1")).right

    def test_needs_a_gold(self) -> None:
        with pytest.raises(UsageError, match="no gold answer"):
            best([], result("a | 1"))
