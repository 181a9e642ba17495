"""Finds the columns of a prediction that stand for the gold's, so that whole rows agree.

A search with backtracking. Every choice of a column splits the rows into finer groups of equal rows, and a
further column must agree group by group, so that a wrong choice fails at once in all but contrived cases.
Names and positions of columns play no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlcoder.results.cells import Cell
from sqlcoder.results.pairing import Pairing, fits
from sqlcoder.results.specification import Roles

_MOST_CELLS = 40_000_000
_FEWEST_CHECKS = 500
_MOST_CHECKS = 50_000
# A profile of a row costs as much as several checks, and pays only where many columns look alike.
_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Assignment:
    """Pairs of a gold's and a prediction's column, and the columns of the prediction left over.

    `complete` is False if the search was given up: then nothing is known.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    extra: tuple[int, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _State:
    """Some columns decided. `gold` and `prediction` number the rows; equal rows so far have one number."""

    gold: list[int]
    prediction: list[int]
    pairs: tuple[tuple[int, int], ...] = ()
    taken: frozenset[int] = frozenset()
    extra: tuple[int, ...] = ()


def assign(pairing: Pairing, roles: Roles, most_extra: int) -> Assignment | None:
    """Return an assignment with as few extra columns as can be, at most `most_extra`; None if there is none.

    The search is bounded by the cells it looks at. What it can't decide within the bound comes back as not
    `complete`: two results of many columns that are all alike and still no match by some column.
    """
    if any(not pairing.candidates(g) for g in roles.required):
        return None
    if any(not any(pairing.candidates(g) for g in group) for group in roles.either):
        return None
    hopeful = {p for g in range(len(pairing.gold)) for p in pairing.candidates(g)}
    width = len(pairing.prediction)
    hopeless = sum(1 for twin in pairing.twins if twin not in hopeful)
    fewest = max(hopeless, width - roles.count, 0)
    most = min(most_extra, width - roles.fewest)
    guess = _guess(pairing, roles) if fewest <= most else None
    if guess is not None:
        return guess
    search = _Search(pairing, roles)
    for extra in range(fewest, most + 1):
        found = search.run(extra)
        if found is not None:
            return found
        if search.checks_left <= 0:
            return Assignment(complete=False)
    return None


def _guess(pairing: Pairing, roles: Roles) -> Assignment | None:
    """Return the assignment of the first candidates if it fits: the common case, settled by one look."""
    if len(roles.required) != roles.count:
        return None
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for g in sorted(roles.required, key=lambda g: len(pairing.candidates(g))):
        candidates = set(pairing.candidates(g))
        free = [p for p, twin in enumerate(pairing.twins) if twin in candidates and p not in taken]
        if not free:
            return None
        pairs[g] = g if g in free else free[0]
        taken.add(pairs[g])
    gold = zip(pairing.lines.labels, *(pairing.gold[g].codes for g in pairs), strict=True)
    codes = (pairing.codes(g, p) for g, p in pairs.items())
    prediction = zip(pairing.lines.prediction_labels, *codes, strict=True)
    if not fits(list(gold), list(prediction), pairing.lines.sure):
        return None
    extra = tuple(p for p in range(len(pairing.prediction)) if p not in taken)
    return Assignment(tuple(pairs.items()), extra)


class _Search:
    """One search, depth first, with an explicit stack: a result may have more columns than Python frames."""

    def __init__(self, pairing: Pairing, roles: Roles) -> None:
        self.pairing = pairing
        self.roles = roles
        rows = max(1, len(pairing.lines.rows))
        self.checks_left = max(_FEWEST_CHECKS, min(_MOST_CHECKS, _MOST_CELLS // rows))
        # The column with the fewest candidates first, and of those the one that splits the rows finest.
        self.required = sorted(
            roles.required, key=lambda g: (len(pairing.candidates(g)), -len(pairing.gold[g].distinct))
        )
        self.optional = [*(g for group in roles.either for g in group), *roles.optional]
        self.start = _profiled(pairing, roles) or _State(
            pairing.lines.labels, pairing.lines.prediction_labels
        )

    def run(self, most_extra: int) -> Assignment | None:
        stack = [self._next(self.start, most_extra)]
        while stack and self.checks_left > 0:
            state = next(stack[-1], None)
            if state is None:
                stack.pop()
            elif len(state.taken) == len(self.pairing.prediction) and self._enough(state):
                return Assignment(state.pairs, state.extra)
            else:
                stack.append(self._next(state, most_extra))
        return None

    def _enough(self, state: _State) -> bool:
        matched = {g for g, _ in state.pairs}
        return (
            bool(matched)
            and matched.issuperset(self.required)
            and all(matched.intersection(group) for group in self.roles.either)
        )

    def _next(self, state: _State, most_extra: int) -> Iterator[_State]:
        """Yield the states one decision further: a required column, a group of `either`, or what is left."""
        matched = {g for g, _ in state.pairs}
        if len(state.pairs) < len(self.required):
            yield from self._matches(state, [self.required[len(state.pairs)]], None)
            return
        for group in self.roles.either:
            if not matched.intersection(group):
                yield from self._matches(state, list(group), None)
                return
        column = next((p for p in range(len(self.pairing.prediction)) if p not in state.taken), None)
        if column is None:
            return
        yield from self._matches(state, [g for g in self.optional if g not in matched], column)
        if len(state.extra) < most_extra:
            yield replace(state, taken=state.taken | {column}, extra=(*state.extra, column))

    def _matches(self, state: _State, gold: list[int], only: int | None) -> Iterator[_State]:
        tried = set()
        for g in gold:
            if self.pairing.gold_twins[g] in tried:
                continue
            tried.add(self.pairing.gold_twins[g])
            for twin in self.pairing.candidates(g):
                if only is not None and self.pairing.twins[only] != twin:
                    continue
                column = only if only is not None else self._free(state, twin)
                after = None if column is None else self._match(state, g, column)
                if after is not None:
                    yield after

    def _free(self, state: _State, twin: int) -> int | None:
        twins = self.pairing.twins
        return next((p for p, first in enumerate(twins) if first == twin and p not in state.taken), None)

    def _match(self, state: _State, g: int, p: int) -> _State | None:
        self.checks_left -= 1
        numbers: dict[tuple[int, Cell], int] = {}
        rows = zip(state.gold, self.pairing.gold[g].codes, strict=True)
        gold = [numbers.setdefault(row, len(numbers)) for row in rows]
        theirs = zip(state.prediction, self.pairing.codes(g, p), strict=True)
        prediction = [numbers.get(row, -1) for row in theirs]
        if not fits(gold, prediction, self.pairing.lines.sure):
            return None
        return _State(gold, prediction, (*state.pairs, (g, p)), state.taken | {p}, state.extra)


def _profiled(pairing: Pairing, roles: Roles) -> _State | None:
    """Return a first state that tells rows apart by the bag of their cells, or None where that is no help.

    Rows that match have the same cells, whichever columns go together, if every column has to be used and
    no tolerance comes in. That splits the rows before any column is chosen.
    """
    lines, width = pairing.lines, len(pairing.gold)
    candidates = [pairing.candidates(g) for g in range(width)]
    if (
        lines.cut
        or len(roles.required) != width
        or len(pairing.prediction) != width
        or max(map(len, candidates)) < _ALIKE
        or not all(pairing.is_exact(g, p) for g in range(width) for p in candidates[g])
    ):
        return None
    numbers: dict[frozenset[tuple[object, int]], int] = {}

    def profiles(columns: list[list[Cell]], labels: list[int]) -> list[int]:
        bags = (Counter(row) for row in zip(*columns, labels, strict=True))
        return [numbers.setdefault(frozenset(bag.items()), len(numbers)) for bag in bags]

    gold = profiles([column.cells for column in pairing.gold], lines.labels)
    prediction = profiles([column.cells for column in pairing.prediction], lines.prediction_labels)
    return _State(gold, prediction)
