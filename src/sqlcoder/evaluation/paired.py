"""Holds two runs against each other, question by question. Knows only what their logs say.

Two intervals that overlap say little about a difference: both runs met the same questions, and only those on
which they differ tell them apart. So the test is a paired one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlcoder.evaluation.header import Header
from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.record import Record
from sqlcoder.evaluation.statistics import Difference, Rate, mcnemar, paired_difference
from sqlcoder.evaluation.summary import NOT_GIVEN, Listed, counts


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions both runs got right, only the first, only the second, or neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def n(self) -> int:
        """All of them."""
        return self.both + self.first + self.second + self.neither

    @property
    def rates(self) -> tuple[Rate, Rate]:
        """The share of the first run and that of the second."""
        return Rate(self.both + self.first, self.n), Rate(self.both + self.second, self.n)

    @property
    def difference(self) -> Difference:
        """The second run's share minus the first's, with its interval."""
        return paired_difference(self.both, self.first, self.second, self.neither)

    @property
    def p(self) -> float:
        """How likely such a difference, or a larger one, is between runs that are equally good."""
        return mcnemar(self.second, self.first)


@dataclass(frozen=True, slots=True)
class Change:
    """A question with another outcome in the second run. `counted`: it is part of the tally."""

    id: str
    question: str
    database: str
    category: str | None
    before: Outcome
    after: Outcome
    gained: bool
    lost: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class PairedGroup:
    """The tally of one category."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two runs on the questions that they share.

    The tally is of the answerable ones that count in both, as in each run's own headline. `changes` are of
    all shared questions, those that the data can't answer too. `left_out` couldn't be compared.
    """

    first: Header
    second: Header
    tally: Tally
    categories: tuple[PairedGroup, ...]
    changes: tuple[Change, ...]
    left_out: tuple[Listed, ...]
    warnings: tuple[str, ...]


def pair(first: Run, second: Run) -> Pairing:
    """Return `second` held against `first`; questions are told apart by id, database and text."""
    before = {_key(record): record for record in first.records}
    after = {_key(record): record for record in second.records}
    shared = [(before[key], after[key]) for key in before if key in after]
    sound = [pair for pair in shared if not any(each.outcome is Outcome.GOLD_FAULT for each in pair)]
    counted = [pair for pair in sound if all(counts(each) for each in pair)]
    return Pairing(
        first.header,
        second.header,
        tally=_tally(counted),
        categories=_categories(counted),
        changes=tuple(_change(a, b) for a, b in sound if a.outcome is not b.outcome),
        left_out=tuple(_left_out(before, after)),
        warnings=tuple(_warnings(first.header, second.header, len(counted))),
    )


_Key = tuple[str, str, str]
_Pair = tuple[Record, Record]


def _key(record: Record) -> _Key:
    return record.id, record.database, record.question


def _tally(pairs: Iterable[_Pair]) -> Tally:
    found = [(a.correct, b.correct) for a, b in pairs]
    cells = ((True, True), (True, False), (False, True), (False, False))
    return Tally(*(found.count(cell) for cell in cells))


def _categories(pairs: list[_Pair]) -> tuple[PairedGroup, ...]:
    found: dict[str | None, list[_Pair]] = {}
    for each in pairs:
        found.setdefault(each[0].category, []).append(each)
    names = sorted(name for name in found if name is not None)
    if not names:
        return ()
    every: list[str | None] = [*names, None] if None in found else [*names]
    return tuple(PairedGroup(name or NOT_GIVEN, _tally(found[name])) for name in every)


def _change(before: Record, after: Record) -> Change:
    return Change(
        before.id,
        before.question,
        before.database,
        before.category,
        before.outcome,
        after.outcome,
        gained=after.correct and not before.correct,
        lost=before.correct and not after.correct,
        counted=counts(before) and counts(after),
    )


def _left_out(before: dict[_Key, Record], after: dict[_Key, Record]) -> Iterator[Listed]:
    ids = {key[:2] for key in before} & {key[:2] for key in after}
    for key in [*before, *(key for key in after if key not in before)]:
        a, b = before.get(key), after.get(key)
        if a is not None and b is not None:
            if Outcome.GOLD_FAULT in (a.outcome, b.outcome):
                yield Listed(key[0], "its gold doesn't run")
            elif a.answerable and not (counts(a) and counts(b)):
                yield Listed(key[0], "its gold is empty, so it proves nothing")
        elif key[:2] not in ids:
            yield Listed(key[0], f"only in the {'first' if b is None else 'second'} run")
        elif b is None:
            # Once, from the first run's side.
            yield Listed(key[0], "the question's text differs")


def _warnings(first: Header, second: Header, counted: int) -> Iterator[str]:
    if not counted:
        yield "The runs share no question that counts, so nothing is compared."
    if first.sha256 != second.sha256:
        yield (
            f"The runs are of different question sets ({first.questions} {first.sha256[:8]}, "
            f"{second.questions} {second.sha256[:8]}): only questions of the same id and text are compared, "
            "and their golds may differ."
        )
    if first.databases != second.databases:
        yield f"The runs are of different databases: {_urls(first)} and {_urls(second)}."


def _urls(header: Header) -> str:
    return ", ".join(header.databases) or "none named"
