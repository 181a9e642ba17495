"""One column of a result as a bag of cells, and a prediction's cells in the terms of a gold's column.

Nearness is no equivalence, so it is settled here once for a pair of columns: every number of the prediction
becomes the gold's number it is near to, and from then on cells are equal or not. Rows are not looked at.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from sqlcoder.results.cells import Cell, Number, is_number
from sqlcoder.results.tolerance import Tolerance, as_float, close, is_inexact, shown_decimals

Key = TypeVar("Key", bound=Hashable)


def bag(keys: Iterable[Key]) -> dict[Key, int]:
    """Return how often each key occurs."""
    # Two Counters are compared in Python, to take a missing key for a zero; two dicts in C.
    return dict(Counter(keys))


@dataclass(eq=False)
class Column:
    """The canonical cells of a column, in the order of the rows."""

    cells: list[Cell]

    @cached_property
    def bag(self) -> dict[Cell, int]:
        """Return how often each cell occurs."""
        return bag(self.cells)

    @cached_property
    def distinct(self) -> frozenset[Cell]:
        """Return the different cells."""
        return frozenset(self.bag)


@dataclass(eq=False)
class GoldColumn(Column):
    """A column of the gold, which decides how near is near enough."""

    tolerance: Tolerance
    rounded: bool
    """Whether to look for rounding in the values; False where the tolerance says it already."""

    @cached_property
    def codes(self) -> list[Cell]:
        """Return the cells, those within the tolerance of each other made one."""
        merged = self._merged
        return [merged.get(cell, cell) for cell in self.cells] if merged else self.cells

    @cached_property
    def code_bag(self) -> dict[Cell, int]:
        """Return how often each code occurs."""
        return bag(self.codes) if self._merged else self.bag

    def translation(self, prediction: Column) -> dict[Cell, Cell] | None:
        """Return the code of each cell of `prediction` that isn't its own code.

        None if a cell has no counterpart here: then the columns differ.
        """
        if prediction.distinct <= self.distinct:
            return self._merged
        # Of most pairs of columns the first cell tells that they differ.
        if not self._near(next(cell for cell in prediction.distinct if cell not in self.distinct)):
            return None
        in_turn = self._in_turn(prediction)
        if in_turn is not None:
            return in_turn
        found = dict(self._merged)
        undecided: list[tuple[Cell, list[Cell]]] = []
        for cell in prediction.distinct - self.distinct:
            near = self._near(cell)
            if not near:
                return None
            if len(near) == 1:
                found[cell] = near[0]
            else:
                undecided.append((cell, near))
        if undecided:
            self._settle(undecided, prediction, found)
        return found

    def _in_turn(self, prediction: Column) -> dict[Cell, Cell] | None:
        """Return the translation that takes both columns in the order of their numbers, if that will do.

        Only for speed: it settles two columns of many floats that differ by noise.
        """
        theirs = [cell for cell in prediction.distinct if isinstance(cell, float)]
        if not len(theirs) == len(prediction.distinct) == len(self._sorted) == len(self.distinct):
            return None
        theirs.sort()
        relative, absolute = self.tolerance.relative, self.tolerance.absolute
        for ours, other in zip(self._floats, theirs, strict=True):
            distance = abs(ours - other)
            # Next to an infinity the relative tolerance is infinite too.
            if ours != other and not (distance <= absolute or distance <= relative * abs(ours) < math.inf):
                return None
        merged = self._merged
        return {other: merged.get(ours, ours) for other, ours in zip(theirs, self._sorted, strict=True)}

    def _settle(
        self, undecided: list[tuple[Cell, list[Cell]]], prediction: Column, found: dict[Cell, Cell]
    ) -> None:
        # A half lies between two of the gold's numbers. It was rounded to the one that is still short.
        room = Counter(self.code_bag)
        for cell, count in prediction.bag.items():
            room[found.get(cell, cell)] -= count
        for cell, near in undecided:
            found[cell] = max(near, key=lambda code: room[code])
            room[found[cell]] -= prediction.bag[cell]

    def _near(self, cell: Cell) -> list[Cell]:
        if isinstance(cell, tuple):
            return self._near_nested(cell)
        if not is_number(cell) or not self._sorted:
            return []
        place = bisect_left(self._floats, as_float(cell))
        near = []
        for candidate in self._sorted[max(0, place - 1) : place + 2]:
            if close(candidate, cell, self._full_tolerance):
                code = self._merged.get(candidate, candidate)
                if code not in near:
                    near.append(code)
        return near

    def _near_nested(self, cell: tuple[Cell, ...]) -> list[Cell]:
        shape, numbers = _flat(cell)
        for candidate, others in self._nested.get(shape, ()):
            if all(close(a, b, self.tolerance) for a, b in zip(others, numbers, strict=True)):
                return [candidate]
        return []

    @cached_property
    def _sorted(self) -> list[Number]:
        numbers = [cell for cell in self.distinct if is_number(cell)]
        return sorted(numbers)

    @cached_property
    def _floats(self) -> list[float]:
        return [as_float(number) for number in self._sorted]

    @cached_property
    def _full_tolerance(self) -> Tolerance:
        if not self.rounded or not self._is_inexact:
            return self.tolerance
        decimals = shown_decimals(self._sorted)
        return Tolerance(self.tolerance.relative, self.tolerance.absolute, decimals)

    @cached_property
    def _is_inexact(self) -> bool:
        return any(is_inexact(cell) for cell in self.distinct)

    @cached_property
    def _merged(self) -> dict[Cell, Cell]:
        merged: dict[Cell, Number] = {}
        if not self._is_inexact:
            return {}
        plain = Tolerance(self.tolerance.relative, self.tolerance.absolute)
        floats = self._floats
        for i, (low, high) in enumerate(pairwise(floats)):
            # The rough test is for speed: nearly all neighbours are far apart.
            if high - low <= plain.absolute + plain.relative * (abs(low) + abs(high)):
                first = merged.get(self._sorted[i], self._sorted[i])
                if close(first, self._sorted[i + 1], plain):
                    merged[self._sorted[i + 1]] = first
        return dict(merged)

    @cached_property
    def _nested(self) -> dict[Cell, list[tuple[Cell, list[Number]]]]:
        nested: dict[Cell, list[tuple[Cell, list[Number]]]] = {}
        for cell in self.distinct:
            if isinstance(cell, tuple):
                shape, numbers = _flat(cell)
                nested.setdefault(shape, []).append((cell, numbers))
        return nested


def _flat(cell: Cell) -> tuple[Cell, list[Number]]:
    """Return the shape of a nested value, with its numbers beside it."""
    if isinstance(cell, tuple):
        parts = [_flat(part) for part in cell]
        return tuple(shape for shape, _ in parts), [number for _, numbers in parts for number in numbers]
    if is_number(cell):
        return ("#",), [cell]
    return cell, []
