from __future__ import annotations

import pytest

from sqlcoder.evaluation.difference import difference
from sqlcoder.evaluation.record import Table
from tests.evaluation.runs import table

T, F = True, False

# Gold, prediction, the verdict's columns, marks of the gold's rows, marks of the prediction's.
CASES = {
    "a lost duplicate": (table("n", [3], [3]), table("n", [3]), (), (T, F), (T,)),
    "a doubled row": (table("n", [2]), table("n", [2], [2]), (), (T,), (T, F)),
    "another order": (table("n", [1], [2]), table("n", [2], [1]), (), (T, T), (T, T)),
    "true is not 1": (table("n", [True]), table("n", [1]), (), (F,), (F,)),
    "text is no number": (table("n", [5]), table("n", ["5"]), (), (F,), (F,)),
    "NULL is only NULL": (table("n", [None], [None]), table("n", [""], [None]), (), (T, F), (F, T)),
    "an int equals a float": (table("n", [5]), table("n", [5.0]), (), (T,), (T,)),
    "a rounded gold": (table("n", [3.33]), table("n", [3.3333]), (), (T,), (T,)),
    "a rounded prediction": (table("n", [3.3333]), table("n", [3.33]), (), (F,), (F,)),
    "each row once": (table("n", [3.33]), table("n", [3.3333], [3.3334]), (), (T,), (T, F)),
    "midnight": (table("d", ["2024-05-01"]), table("d", ["2024-05-01T00:00:00"]), (), (T,), (T,)),
    "paired": (table("a b", [1, "x"]), table("b a z", ["x", 0, 1]), ((0, 2), (1, 0)), (T,), (T,)),
    "lists": (table("a", [[1, {"b": None}]]), table("a", [[1, {"b": None}]]), (), (T,), (T,)),
    "no rows": (table("a"), table("a", [1]), (), (), (F,)),
    "no rows either": (table("a"), table("b"), (), (), ()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rows_in_both(name: str) -> None:
    gold, prediction, columns, ours, theirs = CASES[name]
    found = difference(gold, prediction, columns)
    assert (found.gold, found.prediction, found.whole) == (ours, theirs, True)


COLUMNS = {
    "verdict": (table("a"), table("b"), ((0, 0),), "values", ((0, 0),)),
    "names, in any case": (table("id Name"), table("name ID"), (), "names", ((0, 1), (1, 0))),
    "fewer columns": (table("id name"), table("name"), (), "names", ((1, 0),)),
    "places": (table("id name"), table("x name z"), (), "places", ((0, 0), (1, 1))),
    "names that come twice": (table("id id"), table("id"), (), "places", ((0, 0),)),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_paired(name: str) -> None:
    gold, prediction, columns, by, pairs = COLUMNS[name]
    found = difference(gold, prediction, columns)
    assert (found.by, found.pairs) == (by, pairs)


def test_rows_beyond_those_shown_are_not_known() -> None:
    long = Table(("n",), ((1,),), 100)
    assert not difference(long, table("n", [2])).whole
    assert not difference(table("n", [2]), long).whole


def test_the_verdict_is_believed() -> None:
    # The first fifty of the same thousand rows may be other rows.
    gold, prediction = Table(("n",), ((1,),), 100), Table(("n",), ((2,),), 100)
    found = difference(gold, prediction, same=True)
    assert (found.gold, found.prediction, found.whole) == ((T,), (T,), True)
