"""Says in plain words why two results differ. Decides nothing: the verdict has been given."""

from __future__ import annotations

import math
from collections import Counter

from sqlcoder.results.cells import Cell, Number, is_number, kind
from sqlcoder.results.column import Column, GoldColumn
from sqlcoder.results.order import unordered
from sqlcoder.results.pairing import Pairing
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import Roles
from sqlcoder.results.tolerance import as_float
from sqlcoder.results.values import as_text

_LONGEST = 40


def by_shape(gold: ResultSet, prediction: ResultSet, asked: Roles, most_extra: int) -> str | None:
    """Return why the shapes can't agree, None if they can."""
    width = len(prediction.columns)
    if prediction.truncated is not None:
        return f"The prediction's result was cut short ({prediction.truncated}); the gold's is whole."
    if len(gold) != len(prediction):
        return _rows(gold, prediction)
    if width < asked.fewest:
        be = "is" if asked.fewest == 1 else "are"
        return f"The prediction has {counted(width, 'column')}; at least {asked.fewest} {be} needed."
    if width > asked.count + most_extra:
        more = f"at most {most_extra} more" if most_extra else "none more"
        return f"The prediction has {counted(width, 'column')}, the gold {asked.count}; {more} may be there."
    return None


def explain(
    gold: ResultSet, prediction: ResultSet, pairing: Pairing, asked: Roles, any_order: Pairing | None
) -> str:
    """Return why no columns of the prediction match, though the shapes agree.

    `any_order` is the pairing without regard to order if it matches, else None.
    """
    if any_order is not None:
        if pairing.lines.cut:
            return "The rows are the gold's, or tied with them, but not in its order."
        return "The rows are the gold's, but not in its order."
    if pairing.lines.labelled and not pairing.lines.cut:
        lines = unordered(pairing.lines.rows)
        pairing = Pairing(pairing.gold, pairing.prediction, lines)
    for g in asked.required:
        if not pairing.candidates(g):
            return _column(g, gold, prediction, pairing)
    for group in asked.either:
        if not any(pairing.candidates(g) for g in group):
            names = ", ".join(f'"{gold.columns[g]}"' for g in group)
            return f"None of the columns {names} is in the prediction."
    if not any(pairing.candidates(g) for g in range(len(pairing.gold))):
        return "No column of the prediction holds what a column of the gold holds."
    return "The columns that hold the right values are too few, or hold them in the wrong rows."


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _rows(gold: ResultSet, prediction: ResultSet) -> str:
    fact = f"The gold has {counted(len(gold), 'row')}, the prediction {len(prediction):,}"
    fewer, more = sorted((gold, prediction), key=len)
    # Texts, since any value has one; a hint need not be exact.
    few, many = _texts(fewer), _texts(more)
    if not few or few.keys() != many.keys():
        return f"{fact}."
    if more is gold:
        return f"{fact}: duplicates that the gold has are gone."
    return f"{fact}: the gold's rows come more often than they should."


def _texts(result: ResultSet) -> Counter[str]:
    return Counter(repr(row) for row in result.rows)


def _column(g: int, gold: ResultSet, prediction: ResultSet, pairing: Pairing) -> str:
    ours = pairing.gold[g]
    name = gold.columns[g]
    kinds = _kinds(ours)
    alike = [p for p, theirs in enumerate(pairing.prediction) if _reads_alike(ours, theirs)]
    if alike:
        theirs = _kinds(pairing.prediction[alike[0]])
        return f'The type of "{name}" differs: {kinds} in the gold, {theirs} in the prediction.'
    p = _counterpart(g, gold, prediction, pairing)
    other = _kinds(pairing.prediction[p])
    if not set(kinds.split(", ")) & set(other.split(", ")):
        return f'No column has the type of "{name}": {kinds} in the gold, {other} in the nearest.'
    return _values(name, ours, pairing.prediction[p])


def _values(name: str, ours: GoldColumn, theirs: Column) -> str:
    translation = ours.translation(theirs) or {}
    bag = Counter(translation.get(cell, cell) for cell in theirs.cells)
    gold_bag = Counter(ours.codes)
    lacking, surplus = gold_bag - bag, bag - gold_bag
    fact = f'No column has the values of "{name}"'
    if not lacking or not surplus:
        return f"{fact}, row for row."
    missing, wrong = next(iter(lacking)), next(iter(surplus))
    if is_number(missing) and is_number(wrong) and _is_coarser(missing, wrong):
        return f"{fact}: the prediction rounds or cuts {_short(missing)} to {_short(wrong)}."
    if missing in bag:
        return f"{fact}: {_short(missing)} comes {counted(lacking[missing], 'time')} too few."
    return f"{fact}: {_short(missing)} is missing, and {_short(wrong)} isn't in the gold."


def _counterpart(g: int, gold: ResultSet, prediction: ResultSet, pairing: Pairing) -> int:
    """Return the column of the prediction to tell of: the one that shares most cells, and then the name."""
    name = gold.columns[g].casefold()
    kinds = _kind_bag(pairing.gold[g]).keys() - {"NULL"}

    def likeness(p: int) -> tuple[bool, int, bool, bool]:
        theirs = pairing.prediction[p]
        shared = len(pairing.gold[g].distinct & theirs.distinct)
        related = bool(kinds & _kind_bag(theirs).keys())
        return related, shared, prediction.columns[p].casefold() == name, p == g

    return max(range(len(pairing.prediction)), key=likeness)


def _reads_alike(gold: Column, prediction: Column) -> bool:
    """Say whether the columns hold the same when spelled out, and still values of other kinds."""
    if _kind_bag(gold) == _kind_bag(prediction):
        return False
    spelled = set(map(_spelled, gold.distinct))
    if not all(_spelled(cell) in spelled for cell in prediction.distinct):
        return False
    return Counter(map(_spelled, gold.cells)) == Counter(map(_spelled, prediction.cells))


def _kind_bag(column: Column) -> Counter[str]:
    # By type first: there are few types, and many cells.
    kinds: Counter[str] = Counter()
    for cell_type, count in Counter(map(type, column.cells)).items():
        if cell_type is not tuple:
            kinds[kind(next(cell for cell in column.cells if type(cell) is cell_type))] += count
    kinds.update(kind(cell) for cell in column.cells if type(cell) is tuple)
    return kinds


def _spelled(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return str(int(cell[1])) if cell[0] == "bool" else str(cell[1:])
    if isinstance(cell, bytes):
        return as_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix(" 00:00:00")


def _kinds(column: Column) -> str:
    kinds = sorted(_kind_bag(column))
    return ", ".join([k for k in kinds if k != "NULL"] or kinds)


def _is_coarser(gold: Number, prediction: Number) -> bool:
    ours, theirs = as_float(gold), as_float(prediction)
    if not (math.isfinite(ours) and math.isfinite(theirs)):
        return False
    return math.trunc(ours) == theirs or any(round(ours, decimals) == theirs for decimals in range(7))


def _short(cell: Cell) -> str:
    text = as_text(cell) if not isinstance(cell, tuple) else as_text(cell[1:])
    if isinstance(cell, str):
        text = f'"{text}"'
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
