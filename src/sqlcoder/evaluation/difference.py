"""Which rows of two shown results are in both, for people to look at. The verdict has been given elsewhere.

Works on what a log keeps: the beginning of each result, as JSON values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlcoder.evaluation.record import Table
from sqlcoder.results.cells import DEFAULT, Cell, canonical, is_number
from sqlcoder.results.tolerance import Tolerance, close, shown_decimals
from sqlcoder.results.values import Json

Pairs = tuple[tuple[int, int], ...]
By = Literal["values", "names", "places"]
_MIDNIGHT = ("T00:00:00", " 00:00:00")


@dataclass(frozen=True, slots=True)
class Difference:
    """For every shown row of the gold and of the prediction, whether the other holds it too.

    `pairs` are the columns that were held against each other, gold's first, and `by` how they were found.
    `whole` is False where one of the results is cut short: a row that isn't found may be further down.
    """

    pairs: Pairs
    by: By
    gold: tuple[bool, ...]
    prediction: tuple[bool, ...]
    whole: bool


def difference(gold: Table, prediction: Table, columns: Pairs = (), *, same: bool = False) -> Difference:
    """Return which rows are in both, as bags: a row that comes twice in one and once in the other is once.

    `columns` are the verdict's pairs, if it has any; otherwise columns of the same name are held against each
    other, or of the same place. `same` says that the verdict found the rows to be the same.
    """
    by, pairs = _paired(gold.columns, prediction.columns)
    if columns:
        by, pairs = "values", columns
    whole = all(table.count == len(table.rows) for table in (gold, prediction))
    if same:
        found = (True,) * len(gold.rows), (True,) * len(prediction.rows)
        return Difference(pairs, by, *found, whole=True)
    ours = [tuple(_cell(row[g]) for g, _ in pairs) for row in gold.rows]
    theirs = [tuple(_cell(row[p]) for _, p in pairs) for row in prediction.rows]
    return Difference(pairs, by, *_in_both(ours, theirs), whole=whole)


def _paired(gold: Sequence[str], prediction: Sequence[str]) -> tuple[By, Pairs]:
    ours, theirs = [name.casefold() for name in gold], [name.casefold() for name in prediction]
    unique = len(set(ours)) == len(ours) and len(set(theirs)) == len(theirs)
    pairs = tuple((g, theirs.index(name)) for g, name in enumerate(ours) if name in theirs)
    if unique and len(pairs) == min(len(ours), len(theirs)):
        return "names", pairs
    return "places", tuple((place, place) for place in range(min(len(ours), len(theirs))))


def _cell(value: Json) -> Cell:
    if isinstance(value, str):
        for ending in _MIDNIGHT:
            value = value.removesuffix(ending)
    return canonical(value)


_Rows = Sequence[tuple[Cell, ...]]


def _in_both(gold: _Rows, prediction: _Rows) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    left = Counter(prediction)
    ours = [_taken(row, left) for row in gold]
    left = Counter(gold)
    theirs = [_taken(row, left) for row in prediction]
    # What is left may still agree within the tolerance of numbers.
    tolerances = [_tolerance(column) for column in zip(*gold, strict=True)]
    for g, row in enumerate(gold):
        if not ours[g]:
            for p, other in enumerate(prediction):
                if not theirs[p] and all(map(_alike, row, other, tolerances)):
                    ours[g] = theirs[p] = True
                    break
    return tuple(ours), tuple(theirs)


def _taken(row: tuple[Cell, ...], left: Counter[tuple[Cell, ...]]) -> bool:
    left[row] -= 1
    return left[row] >= 0


def _tolerance(column: Sequence[Cell]) -> Tolerance:
    numbers = [value for value in column if is_number(value)]
    return Tolerance(DEFAULT.relative, DEFAULT.absolute, shown_decimals(numbers))


def _alike(gold: Cell, prediction: Cell, tolerance: Tolerance) -> bool:
    if is_number(gold) and is_number(prediction):
        return close(gold, prediction, tolerance)
    return gold == prediction
