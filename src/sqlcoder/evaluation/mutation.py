"""The mutation check: whether a question set tells its golds from slightly wrong versions of them.

Each mutant of each gold runs on every instance of the database. Where it gives the gold's result on all of
them, the rows are too weak there: a wrong answer would be counted right. Asks no model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from sqlcoder.dataset.example import Example
from sqlcoder.errors import LogError, QueryFailed, UnsafeQuery
from sqlcoder.evaluation.golds import GoldFault, RunGold, run_golds
from sqlcoder.evaluation.instances import Instance
from sqlcoder.evaluation.judge import compare_options
from sqlcoder.evaluation.scene import Scene
from sqlcoder.evaluation.statistics import Rate
from sqlcoder.results.compare import compare
from sqlcoder.results.specification import roles
from sqlcoder.sql import guard
from sqlcoder.sql.mutate import Mutant, mutants


class Fate(StrEnum):
    """What became of a mutant; one that doesn't run says nothing about the rows."""

    CAUGHT = "caught"
    MISSED = "missed"
    FAILED = "does not run"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant of a gold (counted from 1) and its fate; `rule` proves it equivalent, if one does."""

    gold: int
    operator: str
    change: str
    fate: Fate
    sql: str = ""
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Mutated:
    """The mutants of one question, or why there are none: a fault of its golds."""

    id: str
    tried: tuple[Tried, ...] = ()
    fault: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the question's mutants as JSON values, a line of the log."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Return what `as_json` gave. Raise `LogError` for anything else."""
        try:
            tried = tuple(Tried(**{**item, "fate": Fate(item["fate"])}) for item in fields["tried"])
            return cls(fields["id"], tried, fields["fault"])
        except (KeyError, TypeError, ValueError) as error:
            raise LogError(
                f"The log is none of a mutation check: {error}.",
                fix="Remove the file, or give another --out.",
            ) from None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants came to each fate."""

    counts: Mapping[Fate, int]

    @classmethod
    def of(cls, tried: Iterable[Tried]) -> Self:
        """Count the fates."""
        counts = dict.fromkeys(Fate, 0)
        for each in tried:
            counts[each.fate] += 1
        return cls(counts)

    @property
    def caught(self) -> Rate:
        """The share caught of the mutants that run and aren't equivalent."""
        caught = self.counts[Fate.CAUGHT]
        return Rate(caught, caught + self.counts[Fate.MISSED])

    @property
    def equivalent(self) -> Rate:
        """The share left out as equivalent, of those that run."""
        left_out = self.counts[Fate.EQUIVALENT]
        return Rate(left_out, left_out + self.caught.n)


@dataclass(frozen=True, slots=True)
class MutateGolds:
    """What a worker process does with each question."""

    scene: Scene

    @contextmanager
    def open(self) -> Iterator[Callable[[Example], dict[str, Any]]]:
        """Open the databases; yield what turns a question into a line of the log."""
        with self.scene.open() as instances:

            def mutate(example: Example) -> dict[str, Any]:
                if not example.answerable:
                    return Mutated(example.id).as_json()
                found = instances.of(example)
                try:
                    golds = [
                        run_golds(example, instance, self.scene.terms, self.scene.gold_cache)
                        for instance in found
                    ]
                except GoldFault as error:
                    return Mutated(example.id, fault=error.fault.what).as_json()
                return self.tried(example, found, golds).as_json()

            yield mutate

    def tried(
        self, example: Example, instances: Sequence[Instance], golds: Sequence[tuple[RunGold, ...]]
    ) -> Mutated:
        """Return the fates of a question's mutants, its golds having been run on each of the instances."""
        numbers = range(len(example.golds))
        tried = tuple(each for n in numbers for each in self._gold(n, example, instances, golds))
        return Mutated(example.id, tried)

    def _gold(
        self,
        number: int,
        example: Example,
        instances: Sequence[Instance],
        golds: Sequence[tuple[RunGold, ...]],
    ) -> Iterator[Tried]:
        instance, run = instances[0], golds[0][number]
        asked = roles(run.gold.columns, run.visible.columns)
        compared = frozenset(range(asked.count)) - frozenset(asked.optional)
        made = mutants(
            run.sql, instance.schema.dialect, instance.schema, ordered=example.ordered, compared=compared
        )
        for equivalent in made.equivalent:
            yield Tried(
                number + 1, equivalent.operator, equivalent.change, Fate.EQUIVALENT, rule=equivalent.rule
            )
        on_each = [(each, runs[number]) for each, runs in zip(instances, golds, strict=True)]
        for mutant in made.mutants:
            fate = self._fate(mutant, on_each)
            yield Tried(number + 1, mutant.operator, mutant.change, fate, mutant.sql)

    def _fate(self, mutant: Mutant, on_each: Sequence[tuple[Instance, RunGold]]) -> Fate:
        """Run the mutant on one instance after the other, until one tells it from the gold."""
        try:
            # The instances of a database differ in their rows only.
            query = guard.check(mutant.sql, on_each[0][0].schema, self.scene.terms.functions)
        except UnsafeQuery:
            return Fate.FAILED
        for instance, run in on_each:
            options = compare_options(instance.schema.dialect)
            try:
                result = instance.database.run(query, self.scene.terms.limits)
            except QueryFailed:
                return Fate.FAILED
            gold = run.gold
            if not gold.result.rows and not result.rows:
                continue  # Two empty results are alike, and prove nothing.
            if result.truncated or not compare(gold.result, result, gold.columns, gold.order, options).right:
                return Fate.CAUGHT
        return Fate.MISSED


def lost(id: str, why: str) -> dict[str, Any]:
    """Return the line of a question whose mutants ended the process they were run in."""
    return Mutated(id, fault=f"its mutants can't be run: {why}").as_json()


def by_operator(all_mutated: Iterable[Mutated]) -> dict[str, Tally]:
    """Return the tally of each operator, by name."""
    tried: dict[str, list[Tried]] = {}
    for mutated in all_mutated:
        for each in mutated.tried:
            tried.setdefault(each.operator, []).append(each)
    return {operator: Tally.of(tried[operator]) for operator in sorted(tried)}
