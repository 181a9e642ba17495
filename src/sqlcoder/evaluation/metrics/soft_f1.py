"""How much of the gold's table a prediction has: BIRD's soft F1, without what depends on luck.

There rows are paired by their place after duplicates are dropped, so one more row at the top makes every
later one wrong. Here columns are paired by what they hold and rows by what they share; order, column order
and column names don't count, duplicates do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlcoder.evaluation.metric import Scored
from sqlcoder.results.cells import Cell, canonical_column, is_number
from sqlcoder.results.result_set import ResultSet

# Rows that aren't met as a whole are paired one by one, up to so many; beyond, they count as not met.
_MOST_ROWS = 1_000
_DIGITS = 6

Row = tuple[Cell, ...]


def soft_f1(scored: Scored) -> float | None:
    """Return the F1 of the cells met; 1 for a right answer, 0 without a result, None for an empty gold."""
    if not scored.gold.rows:
        return None
    if scored.verdict is not None and scored.verdict.right:
        return 1.0
    return 0.0 if scored.prediction is None else cell_f1(scored.gold, scored.prediction)


def cell_f1(gold: ResultSet, prediction: ResultSet) -> float:
    """Return 2 * met / (cells of the gold + cells of the prediction).

    >>> gold = ResultSet(("name", "total"), (("Ann", 1), ("Bo", 2)))
    >>> cell_f1(gold, ResultSet(("t", "n"), ((9, "Cy"), (2, "Bo"), (1, "Ann"))))
    0.8
    """
    ours, theirs = _columns(gold), _columns(prediction)
    cells = len(gold) * len(ours) + len(prediction) * len(theirs)
    if not cells:
        return 0.0
    pairs = _paired(ours, theirs)
    met = _met(
        list(zip(*(ours[g] for g, _ in pairs), strict=True)),
        list(zip(*(theirs[p] for _, p in pairs), strict=True)),
    )
    return 2 * met / cells


def _columns(result: ResultSet) -> list[list[Cell]]:
    return [
        [_rounded(cell) for cell in canonical_column(column)] for column in zip(*result.rows, strict=True)
    ]


def _rounded(cell: Cell) -> Cell:
    return float(f"{float(cell):.{_DIGITS}g}") if is_number(cell) else cell


def _paired(gold: Sequence[list[Cell]], prediction: Sequence[list[Cell]]) -> list[tuple[int, int]]:
    """Return pairs of columns, those that share most cells first; each column is in one pair at most."""
    bags = [Counter(column) for column in gold]
    others = [Counter(column) for column in prediction]
    shared = sorted(
        ((bag & other).total(), -g, -p) for g, bag in enumerate(bags) for p, other in enumerate(others)
    )
    pairs: dict[int, int] = {}
    for count, g, p in reversed(shared):
        if count and -g not in pairs and -p not in pairs.values():
            pairs[-g] = -p
    return sorted(pairs.items())


def _met(gold: list[Row], prediction: list[Row]) -> int:
    """Return how many cells agree when each row stands for one row at most."""
    if not gold or not prediction:
        return 0
    ours, theirs = Counter(gold), Counter(prediction)
    whole = ours & theirs
    met = whole.total() * len(gold[0])
    left, waiting = list((ours - whole).elements()), list((theirs - whole).elements())
    if len(left) > _MOST_ROWS or len(waiting) > _MOST_ROWS:
        return met
    where: dict[tuple[int, Cell], list[int]] = defaultdict(list)
    for number, row in enumerate(waiting):
        for place, cell in enumerate(row):
            where[place, cell].append(number)
    agreeing = Counter(
        (i, number)
        for i, row in enumerate(left)
        for place in enumerate(row)
        for number in where.get(place, ())
    )
    taken, used = set[int](), set[int]()
    for (i, number), count in sorted(agreeing.items(), key=lambda item: (-item[1], item[0])):
        if i not in taken and number not in used:
            taken.add(i)
            used.add(number)
            met += count
    return met
