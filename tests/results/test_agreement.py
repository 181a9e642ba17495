"""What holds of every comparison, whatever the values."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from decimal import Decimal
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sqlcoder.results.cells import CompareOptions
from sqlcoder.results.compare import compare
from sqlcoder.results.order import Order
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import ColumnSpec
from sqlcoder.results.verdict import Outcome

few = settings(max_examples=150, deadline=None)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.integers(),
    st.floats(),
    st.sampled_from([0.1, 0.2, 0.30000000000000004, 0.3, 3.33, 3.335]),
    st.decimals(),
    st.text(max_size=3),
    st.binary(max_size=2),
    st.dates(),
    st.datetimes(timezones=st.none() | st.just(datetime.UTC)),
    st.times(),
    st.timedeltas(),
    st.uuids(),
)
cells = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
)
# Few different values, so that columns and rows are often alike.
alike = st.sampled_from([0, 1, 2, None, "a"])


@st.composite
def tables(draw: st.DrawFn, cell: st.SearchStrategy[Any] = cells, fewest: int = 1) -> ResultSet:
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.tuples(*[cell] * width), min_size=fewest, max_size=6))
    return ResultSet(tuple(f"c{i}" for i in range(width)), tuple(rows))


def shuffled(table: ResultSet, seed: int) -> ResultSet:
    """Return the same result with other names, rows and columns in another order."""
    draw = random.Random(seed)
    places = list(range(len(table.columns)))
    draw.shuffle(places)
    rows = [tuple(row[i] for i in places) for row in table.rows]
    draw.shuffle(rows)
    return ResultSet(tuple(f"n{i}" for i in places), tuple(rows))


@few
@given(tables() | tables(alike), st.integers())
def test_a_result_agrees_with_itself_renamed_and_shuffled(table: ResultSet, seed: int) -> None:
    assert compare(table, shuffled(table, seed)).outcome is Outcome.EXACT


@few
@given(tables(), st.integers(0, 5), st.booleans())
def test_a_sorted_result_agrees_with_itself(table: ResultSet, key: int, sequence: bool) -> None:
    order = Order((key % len(table.columns),), table, sequence=sequence)
    assert compare(table, table, order=order).right
    assert compare(table, table, order=Order()).right


@few
@given(tables(fewest=0), tables(fewest=0), st.integers(0, 4), st.booleans())
def test_no_values_raise(gold: ResultSet, prediction: ResultSet, key: int, loose: bool) -> None:
    options = CompareOptions(bools_are_numbers=loose, ignore_case=loose, ignore_trailing_space=loose)
    order = Order((key % len(gold.columns),), gold)
    spec = ColumnSpec(optional=gold.columns[1:])
    for verdict in (
        compare(gold, prediction, options=options),
        compare(gold, prediction, spec, options=options),
        compare(gold, prediction, order=order, options=options),
    ):
        assert (verdict.reason is None) == verdict.right


@few
@given(tables(alike), tables(alike), st.integers())
def test_the_verdict_is_the_same_for_the_same_results_shuffled(
    gold: ResultSet, prediction: ResultSet, seed: int
) -> None:
    plain = compare(gold, prediction).outcome
    assert compare(shuffled(gold, seed), prediction).outcome is plain
    assert compare(gold, shuffled(prediction, seed)).outcome is plain


@few
@given(tables(alike), tables(alike))
def test_exact_is_symmetric_without_rounding(gold: ResultSet, prediction: ResultSet) -> None:
    assert compare(gold, prediction).right == compare(prediction, gold).right


@few
@given(tables(scalars), tables(scalars))
def test_exact_is_symmetric_for_any_values_without_rounding(one: ResultSet, other: ResultSet) -> None:
    options = CompareOptions(rounded=False)
    assert compare(one, other, options=options).right == compare(other, one, options=options).right


@few
@given(tables(alike), st.integers(0, 10_000))
def test_one_changed_cell_is_never_exact(table: ResultSet, seed: int) -> None:
    draw = random.Random(seed)
    r, c = draw.randrange(len(table)), draw.randrange(len(table.columns))
    row = list(table.rows[r])
    row[c] = "changed"
    changed = ResultSet(table.columns, (*table.rows[:r], tuple(row), *table.rows[r + 1 :]))
    assert compare(table, changed).outcome is Outcome.DIFFERENT


@few
@given(tables(fewest=0))
def test_a_constant_answer_is_right_only_where_it_is_the_answer(gold: ResultSet) -> None:
    constant = ResultSet(("one",), ((1,),))
    answers = [row for row in gold.rows if len(row) == 1 and isinstance(row[0], int | float | Decimal)]
    is_one = len(gold) == len(answers) == 1 and answers[0][0] is not True and is_near_one(answers[0][0])
    assert compare(gold, constant).right == is_one
    assert not compare(gold, ResultSet(gold.columns, ())).right


def is_near_one(value: float | Decimal) -> bool:
    return value == 1 or (not isinstance(value, int) and abs(float(value) - 1) <= 1e-9)


@few
@given(tables(alike), st.lists(alike, min_size=6, max_size=6))
def test_an_extra_column_is_never_exact(table: ResultSet, column: list[Any]) -> None:
    rows = tuple((*row, column[i]) for i, row in enumerate(table.rows))
    wider = ResultSet((*table.columns, "more"), rows)
    assert compare(table, wider).outcome is Outcome.EXTRA_COLUMNS
    assert compare(wider, table).outcome is Outcome.DIFFERENT
    assert compare(wider, table, ColumnSpec(optional=("more",))).right


@few
@given(tables(alike), st.integers(0, 5), st.integers())
def test_rows_that_tie_may_change_places_and_others_may_not(table: ResultSet, key: int, seed: int) -> None:
    key %= len(table.columns)
    rows = sorted(table.rows, key=lambda row: repr(row[key]))
    draw = random.Random(seed)
    swapped = sorted(rows, key=lambda row: (repr(row[key]), draw.random()))
    gold = ResultSet(table.columns, tuple(rows))
    assert compare(gold, ResultSet(table.columns, tuple(swapped)), order=Order((key,))).right
    backwards = ResultSet(table.columns, tuple(rows[::-1]))
    spec = ColumnSpec(
        required=(table.columns[key],), optional=tuple(c for c in table.columns if c != table.columns[key])
    )
    values = [row[key] for row in rows]
    # Seen through the key alone, turned round is the same only if it reads the same both ways.
    alone = ResultSet(("k",), tuple((row[key],) for row in backwards.rows))
    assert compare(gold, alone, spec, Order((key,))).right == (values == values[::-1])


@few
@given(tables(alike), st.integers(0, 6), st.integers())
def test_any_of_the_tied_rows_are_accepted_at_a_limit(table: ResultSet, limit: int, seed: int) -> None:
    draw = random.Random(seed)
    limit = 1 + limit % len(table)

    def top() -> ResultSet:
        rows = sorted(table.rows, key=lambda row: (repr(row[0]), draw.random()))
        return ResultSet(table.columns, tuple(rows[:limit]))

    for sequence in (True, False):
        assert compare(top(), top(), order=Order((0,), table, sequence=sequence)).right


def brute_force(gold: ResultSet, prediction: ResultSet, required: set[int]) -> bool:
    """Say by trying every way whether all columns of `prediction` stand for columns of `gold`."""
    width = len(prediction.columns)
    rows = Counter(prediction.rows)
    return any(
        required <= set(places) and Counter(tuple(row[i] for i in places) for row in gold.rows) == rows
        for places in permutations(range(len(gold.columns)), width)
    )


binary = st.sampled_from([0, 1])


@st.composite
def similar_tables(draw: st.DrawFn) -> tuple[ResultSet, ResultSet]:
    """Draw a gold and a prediction made of columns of it, with perhaps two of its cells exchanged."""
    gold = draw(tables(binary, fewest=3))
    columns = list(zip(*shuffled(gold, draw(st.integers())).rows, strict=True))
    columns = columns[: draw(st.integers(1, len(columns)))]
    rows = [list(row) for row in zip(*columns, strict=True)]
    if draw(st.booleans()):
        c = draw(st.integers(0, len(columns) - 1))
        a, b = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
        rows[a][c], rows[b][c] = rows[b][c], rows[a][c]
    names = tuple(f"p{i}" for i in range(len(columns)))
    return gold, ResultSet(names, tuple(map(tuple, rows)))


@settings(max_examples=500, deadline=None)
@given(similar_tables(), st.integers(0, 5))
def test_the_search_finds_what_trying_every_way_finds(
    tables_: tuple[ResultSet, ResultSet], optional: int
) -> None:
    gold, prediction = tables_
    required = set(range(max(0, len(gold.columns) - optional)))
    spec = ColumnSpec(optional=tuple(c for i, c in enumerate(gold.columns) if i not in required))
    assert compare(gold, prediction, spec).right == brute_force(gold, prediction, required)
    # Noise takes another way through the search, and must not change what it finds.
    noisy = ResultSet(prediction.columns, tuple(tuple(c + 1e-12 for c in row) for row in prediction.rows))
    assert compare(gold, noisy, spec).right == brute_force(gold, prediction, required)


@few
@given(similar_tables())
def test_the_search_finds_extra_columns(tables_: tuple[ResultSet, ResultSet]) -> None:
    wide, narrow = tables_
    verdict = compare(narrow, wide)
    found = brute_force(wide, narrow, set())
    extra = len(wide.columns) - len(narrow.columns)
    if not found or extra > min(3, len(narrow.columns)):
        assert verdict.outcome is Outcome.DIFFERENT
    else:
        assert verdict.outcome is (Outcome.EXTRA_COLUMNS if extra else Outcome.EXACT)
        assert len(verdict.extra) == extra


@settings(max_examples=500, deadline=None)
@given(similar_tables(), st.integers(1, 4))
def test_one_of_a_group_is_enough_and_none_is_not(tables_: tuple[ResultSet, ResultSet], size: int) -> None:
    gold, prediction = tables_
    group = gold.columns[:size]
    required = set(range(len(group), len(gold.columns)))
    chosen = [set(required) | {place} for place in range(len(group))]
    right = any(brute_force(gold, prediction, choice) for choice in chosen)
    assert compare(gold, prediction, ColumnSpec(either=(group,))).right == right
