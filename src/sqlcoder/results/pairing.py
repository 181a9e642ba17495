"""Which columns of a prediction could stand for which of the gold's, judged by their bags of cells alone.

Most pairs of columns fall here, cheaply, and columns that are the same are tried only once. Which of the
rest go together is for `assignment`: it needs whole rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlcoder.results.cells import Cell
from sqlcoder.results.column import Column, GoldColumn, Key, bag
from sqlcoder.results.order import Lines


class Pairing:
    """The columns of a gold and of a prediction, and which pairs of them may match.

    Columns are named by position. Columns of a prediction that hold the same cells in the same order are
    interchangeable: `twins[p]` is the first of those like `p`, and only such firsts are candidates.
    """

    def __init__(self, gold: list[GoldColumn], prediction: list[Column], lines: Lines) -> None:
        self.gold = gold
        self.prediction = prediction
        self.lines = lines
        self.twins = _twins(prediction)
        self.gold_twins = _twins(gold)
        self._translations: dict[tuple[int, int], dict[Cell, Cell] | None] = {}
        self._codes: dict[tuple[int, int], list[Cell]] = {}
        self._candidates: dict[int, tuple[int, ...]] = {}

    def candidates(self, gold: int) -> tuple[int, ...]:
        """Return the columns of the prediction, first twins only, that hold what the gold's column holds."""
        twin = self.gold_twins[gold]
        if twin not in self._candidates:
            firsts = [p for p, first in enumerate(self.twins) if p == first]
            self._candidates[twin] = tuple(p for p in firsts if self._matches(twin, p))
        return self._candidates[twin]

    def codes(self, gold: int, prediction: int) -> list[Cell]:
        """Return the cells of a candidate for the gold's column in the gold's terms, by row."""
        pair = self.gold_twins[gold], self.twins[prediction]
        if pair not in self._codes:
            translation = self._translation(*pair) or {}
            cells = self.prediction[pair[1]].cells
            self._codes[pair] = [translation.get(c, c) for c in cells] if translation else cells
        return self._codes[pair]

    def is_exact(self, gold: int, prediction: int) -> bool:
        """Say whether the two columns match without any tolerance."""
        return not self._translation(self.gold_twins[gold], self.twins[prediction])

    def _translation(self, gold: int, prediction: int) -> dict[Cell, Cell] | None:
        pair = gold, prediction
        if pair not in self._translations:
            self._translations[pair] = self.gold[gold].translation(self.prediction[prediction])
        return self._translations[pair]

    def _matches(self, gold: int, prediction: int) -> bool:
        translation = self._translation(gold, prediction)
        if translation is None:
            return False
        lines, ours = self.lines, self.gold[gold]
        if not lines.cut:
            theirs = bag(self.codes(gold, prediction)) if translation else self.prediction[prediction].bag
            if ours.code_bag != theirs:
                return False
            if not lines.labelled:
                return True
        labelled = list(zip(lines.labels, ours.codes, strict=True))
        codes = zip(lines.prediction_labels, self.codes(gold, prediction), strict=True)
        return fits(labelled, list(codes), lines.sure)


def fits(gold: Sequence[Key], prediction: Sequence[Key], sure: int) -> bool:
    """Say whether the prediction's rows are the gold's, given a key for every row.

    The first `sure` of the gold's must be there; what else is there must be among the gold's others.
    """
    if sure == len(gold):
        return bag(gold) == bag(prediction)
    theirs = Counter(prediction)
    return Counter(gold[:sure]) <= theirs <= Counter(gold)


def _twins(columns: Sequence[Column]) -> list[int]:
    # Python confuses no two canonical cells but 1 and 1.0, which are one.
    firsts: dict[tuple[Cell, ...], int] = {}
    return [firsts.setdefault(tuple(column.cells), i) for i, column in enumerate(columns)]
