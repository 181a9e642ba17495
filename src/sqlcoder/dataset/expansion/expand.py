"""A database's questions written by hand -> the questions made from them that are worth checking.

The same ones for the same files and seed. What they return, `evaluation.dataset_expand` finds out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from statistics import median_high, median_low
from typing import TypeVar

from sqlcoder.dataset.checks.likeness import normalised
from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.expansion.amounts import amounts
from sqlcoder.dataset.expansion.directions import directions
from sqlcoder.dataset.expansion.followups import followup
from sqlcoder.dataset.expansion.parent import Made, Parent
from sqlcoder.dataset.expansion.periods import months, years
from sqlcoder.dataset.expansion.values import values
from sqlcoder.dataset.expansion.wording import wording
from sqlcoder.dataset.rows import TableRows

KINDS = (values, years, months, amounts, directions)
"""How questions are made from others; rewording goes with each."""
_MOST_STORED = 400
_REWORDED = 0.6
_FOLLOWED = 0.3
_Item = TypeVar("_Item")


def stored_texts(tables: Sequence[TableRows]) -> dict[str, tuple[str, ...]]:
    """Return the texts of each column, as `table.column`: the first 400 by alphabet."""
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for place, column in enumerate(table.columns):
            texts = {row[place] for row in table.rows if isinstance(row[place], str)}
            found[f"{table.name}.{column}".lower()] = tuple(sorted(map(str, texts))[:_MOST_STORED])
    return found


def told_span(tables: Sequence[TableRows]) -> tuple[date, date] | None:
    """Return the first and the last day that a database tells about: the median of its columns' ends.

    So neither births before it nor contracts that end after it count. None without dates.
    """
    ends: list[tuple[date, date]] = []
    for table in tables:
        for place in range(len(table.columns)):
            days = [_day(row[place]) for row in table.rows if isinstance(row[place], date)]
            ends += [(min(days), max(days))] if days else []
    if not ends:
        return None
    return median_high(low for low, _ in ends), median_low(high for _, high in ends)


def _day(moment: object) -> date:
    assert isinstance(moment, date)
    return moment.date() if isinstance(moment, datetime) else moment


def candidates(parent: Parent, draws: Draws) -> list[Made]:
    """Return questions made from `parent`: perhaps a follow-up, then kinds by turns, last a rewording."""
    by_kind = [_shuffled(list(kind(parent)), draws) for kind in KINDS]
    found = [
        each
        for turn in range(max(map(len, by_kind)))
        for kind in _shuffled(by_kind, draws)
        for each in kind[turn : turn + 1]
    ]
    then = followup(parent, found[0], draws) if found and draws.chance(_FOLLOWED) else None
    reworded = [_reworded(each, parent, draws) if draws.chance(_REWORDED) else each for each in found]
    alone = wording(parent, draws)
    return [each for each in (then, *reworded, alone) if each is not None]


def numbered(made: Sequence[Example], parent: Example) -> list[Example]:
    """Return the questions with ids that tell what they were made from."""
    return [replace(each, id=f"{parent.id}~{n}") for n, each in enumerate(made, start=1)]


def unlike(written: Sequence[Example], made: Iterable[Example]) -> list[Example]:
    """Return those of `made` whose words, instructions with them, are nobody else's."""
    seen = {_words(each) for each in written}
    kept = []
    for each in made:
        if _words(each) not in seen:
            seen.add(_words(each))
            kept.append(each)
    return kept


def _words(example: Example) -> str:
    turns = "after" if example.history else ""
    return normalised(f"{turns} {example.complete} {example.instructions or ''}")


def _reworded(each: Made, parent: Parent, draws: Draws) -> Made:
    new = wording(replace(parent, example=each.example), draws)
    return each if new is None else Made(each.how, new.example)


def _shuffled(items: list[_Item], draws: Draws) -> list[_Item]:
    left, found = list(items), []
    while left:
        found.append(left.pop(draws.whole(0, len(left) - 1)))
    return found
