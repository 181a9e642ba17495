"""Compares the result of a prediction with that of a gold.

The method: shape first, then bags of whole rows, under some assignment of the prediction's columns to the
gold's; see docs/comparison.md for what that means and why. Knows no database, no SQL and no model: what has
to be known of the gold's query (its order, its limit, what it rounds) comes as arguments. Scores, votes,
the mutation check and rewards all call `compare`, so that they can't disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlcoder.errors import UsageError
from sqlcoder.results import reason
from sqlcoder.results.assignment import Assignment, assign
from sqlcoder.results.cells import DEFAULT, Cell, CompareOptions, canonical_column
from sqlcoder.results.column import Column, GoldColumn, bag
from sqlcoder.results.order import Lines, Order, ordered, unordered
from sqlcoder.results.pairing import Pairing
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import EVERY_COLUMN, ColumnSpec, Roles, roles
from sqlcoder.results.tolerance import Tolerance
from sqlcoder.results.verdict import Flag, Outcome, Verdict

_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True)
class Gold:
    """One accepted answer: its result, which of its columns are asked for, and how its rows are sorted."""

    result: ResultSet
    columns: ColumnSpec = EVERY_COLUMN
    order: Order | None = None


def compare(
    gold: ResultSet,
    prediction: ResultSet,
    spec: ColumnSpec = EVERY_COLUMN,
    order: Order | None = None,
    options: CompareOptions = DEFAULT,
) -> Verdict:
    """Return the verdict on `prediction`.

    Without `order` the rows may come in any order, and a LIMIT in the gold is taken at its word. Raise
    `UsageError` if `spec` or `order` doesn't fit the gold; no values, however mixed, raise anything.

    >>> gold = ResultSet(("name", "total"), (("Ann", 3.33), ("Bo", 4)))
    >>> compare(gold, ResultSet(("t", "n"), ((4, "Bo"), (3.3333, "Ann")))).outcome
    <Outcome.EXACT: 'exact'>
    >>> compare(gold, ResultSet(("n",), (("Ann",), ("Bo",)))).reason
    'The prediction has 1 column; at least 2 are needed.'
    """
    asked = roles(spec, gold.columns[: len(gold.columns) - order.hidden] if order else gold.columns)
    lines = ordered(gold, order, options) if order else unordered(gold.rows)
    flags = (Flag.CUT_TIE,) if lines.cut else ()
    early = _by_shape(gold, prediction, asked, options)
    if early is not None:
        return replace(early, flags=early.flags + flags)
    cells = [canonical_column(column, options) for column in zip(*prediction.rows, strict=True)]
    ours = [canonical_column(column, options) for column in zip(*lines.rows, strict=True)][: asked.count]
    if len(asked.required) == len(cells) == asked.count and _same(ours, cells, lines):
        return Verdict(Outcome.EXACT, columns=tuple((i, i) for i in range(len(cells))), flags=flags)
    columns = [_gold_column(column, i, spec, options) for i, column in enumerate(ours)]
    pairing = Pairing(columns, [Column(column) for column in cells], lines)
    found = assign(pairing, asked, _most_extra(asked, options))
    if found is None:
        why = reason.explain(gold, prediction, pairing, asked, _any_order(pairing, asked, options))
        return Verdict(Outcome.DIFFERENT, why, flags=flags)
    return _verdict(found, prediction, flags)


def best(golds: Sequence[Gold], prediction: ResultSet, options: CompareOptions = DEFAULT) -> Verdict:
    """Return the best verdict of `prediction` on several accepted answers, and which gold gave it.

    Of equal verdicts the first gold's is returned. Raise `UsageError` if there is no gold.
    """
    if not golds:
        raise UsageError("The question has no gold answer.", fix="Give it at least one.")
    verdicts = [
        replace(compare(gold.result, prediction, gold.columns, gold.order, options), gold=place)
        for place, gold in enumerate(golds)
    ]
    return min(verdicts, key=lambda verdict: _RANK[verdict.outcome])


def _by_shape(
    gold: ResultSet, prediction: ResultSet, asked: Roles, options: CompareOptions
) -> Verdict | None:
    """Return the verdict where the numbers of rows and columns give it."""
    if gold.truncated is not None:
        return Verdict(Outcome.UNINFORMATIVE, "The gold's result was cut short, so it can't be compared.")
    if not gold.rows and not prediction.rows:
        why = "The gold is empty, and so is the prediction: that proves nothing."
        return Verdict(Outcome.UNINFORMATIVE, why, flags=(Flag.EMPTY_GOLD,))
    if not gold.rows:
        why = f"The gold is empty; the prediction has {reason.counted(len(prediction), 'row')}."
        return Verdict(Outcome.DIFFERENT, why, flags=(Flag.EMPTY_GOLD,))
    why_not = reason.by_shape(gold, prediction, asked, _most_extra(asked, options))
    return None if why_not is None else Verdict(Outcome.DIFFERENT, why_not)


def _most_extra(asked: Roles, options: CompareOptions) -> int:
    # Else the whole of a table would hold the answer to any question about it.
    return min(options.most_extra, asked.count)


def _same(gold: list[list[Cell]], prediction: list[list[Cell]], lines: Lines) -> bool:
    """Say whether the columns agree as they stand: then nothing has to be searched for."""
    labels, theirs = lines.labels, lines.prediction_labels
    return bag(zip(labels, *gold, strict=True)) == bag(zip(theirs, *prediction, strict=True))


def _gold_column(cells: list[Cell], place: int, spec: ColumnSpec, options: CompareOptions) -> GoldColumn:
    known = spec.decimals is not None
    decimals = spec.decimals[place] if spec.decimals is not None else None
    tolerance = Tolerance(options.relative, options.absolute, decimals)
    return GoldColumn(cells, tolerance, rounded=options.rounded and not known)


def _any_order(pairing: Pairing, asked: Roles, options: CompareOptions) -> Pairing | None:
    """Return the same columns without regard to order if they match so, None if they don't."""
    if not pairing.lines.labelled:
        return None
    lines = pairing.lines
    nothing = Lines(lines.rows, lines.sure, [0] * len(lines.labels), [0] * len(lines.prediction_labels))
    loose = Pairing(pairing.gold, pairing.prediction, nothing)
    return loose if assign(loose, asked, _most_extra(asked, options)) is not None else None


def _verdict(found: Assignment, prediction: ResultSet, flags: tuple[Flag, ...]) -> Verdict:
    if not found.complete:
        why = (
            "Too many columns hold the same values in other rows to try every way to pair them; none matched."
        )
        return Verdict(Outcome.DIFFERENT, why, flags=(*flags, Flag.UNDECIDED))
    if not found.extra:
        return Verdict(Outcome.EXACT, columns=tuple(sorted(found.pairs)), flags=flags)
    names = ", ".join(f'"{prediction.columns[p]}"' for p in found.extra)
    why = f"The rows are right, with {reason.counted(len(found.extra), 'column')} more: {names}."
    return Verdict(Outcome.EXTRA_COLUMNS, why, tuple(sorted(found.pairs)), found.extra, flags)
