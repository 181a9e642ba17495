import pytest

from sqlcoder.errors import UsageError
from sqlcoder.results.cells import DEFAULT
from sqlcoder.results.compare import compare
from sqlcoder.results.order import Order, ordered, unordered
from tests.results.pairs import result

GOLD = result("name, n | 'a', 3 / 'b', 2 / 'c', 2 / 'd', 1")


def test_rows_that_tie_have_one_label() -> None:
    lines = ordered(GOLD, Order((1,)), DEFAULT)
    assert lines.labels == lines.prediction_labels == [0, 1, 1, 3]
    assert not lines.cut


def test_without_keys_no_rows_tie() -> None:
    assert ordered(GOLD, Order(), DEFAULT).labels == [0, 1, 2, 3]


def test_without_order_all_rows_have_one_label() -> None:
    assert not unordered(GOLD.rows).labelled
    assert not ordered(GOLD, Order((1,), sequence=False), DEFAULT).labelled


def test_a_cut_tie_offers_all_its_rows_after_the_sure_ones() -> None:
    whole = result("name, n | 'a', 3 / 'b', 2 / 'c', 2 / 'e', 2 / 'd', 1")
    gold = result("name, n | 'a', 3 / 'b', 2")
    lines = ordered(gold, Order((1,), whole), DEFAULT)
    assert [row[0] for row in lines.rows] == ["a", "b", "c", "e"]
    assert (lines.sure, lines.cut) == (1, True)
    assert (lines.labels, lines.prediction_labels) == ([0, 1, 1, 1], [0, 1])


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (Order((2,)), "sorts by column 2; the gold has 2 columns"),
        (Order((-1,)), "sorts by column -1"),
        (Order(hidden=2), "hides 2 of the gold's 2 columns"),
        (Order((0,), result("a | 1")), "2 columns, and 1 without its limit"),
    ],
)
def test_an_order_must_fit_the_gold(order: Order, message: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        compare(GOLD, GOLD, order=order)
    assert error.value.fix
