"""The checks of the data sets that run golds: on every instance, beside other databases, and with mutants.

One question at a time, in worker processes; what was found is a line of a log. Checks of texts are in
`dataset`; they are made on the way, as each question is looked at.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Self

from sqlcoder.dataset import jsonl
from sqlcoder.dataset.checks.finding import Finding
from sqlcoder.dataset.checks.look import Background, Looked
from sqlcoder.dataset.database import DatabaseFolder
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.questions import Questions, without_questions
from sqlcoder.errors import LogError
from sqlcoder.evaluation.golds import GoldFault, RunGold, run_golds
from sqlcoder.evaluation.instances import Instance, Instances
from sqlcoder.evaluation.mutation import Fate, MutateGolds
from sqlcoder.evaluation.scene import Scene
from sqlcoder.evaluation.validate import agree, remarks_on

# Raise it when a check changes: what was found by the old one is then not taken for the new one's.
VERSION = 1

RUNS, ROWS, MUTANTS = "runs", "rows", "mutants"
CHECKS: dict[str, str] = {
    RUNS: "golds run within the time limit on every instance",
    ROWS: "golds return rows on two of three instances",
    "sqlite": "golds give the same rows on SQLite",
    "postgres": "golds give the same rows on PostgreSQL",
    MUTANTS: "slightly wrong queries give other rows",
}
"""The checks by name, with what each makes sure of."""
_LEAST_FULL = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A question to check, with its database; without `mutate` no mutants of it are tried."""

    folder: DatabaseFolder
    example: Example
    mutate: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What was found of one question: a line of the log. `mutants` are how many came to each fate."""

    looked: Looked
    findings: tuple[Finding, ...]
    mutants: Mapping[str, int]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return all as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Return what `as_json` gave. Raise `LogError` for anything else."""
        try:
            findings = tuple(Finding(**each) for each in fields["findings"])
            looked = Looked.from_json(fields["looked"])
            return cls(looked, findings, dict(fields["mutants"]), float(fields["seconds"]))
        except (KeyError, TypeError, ValueError) as error:
            raise LogError(
                f"The log is none of a check of data sets: {error}.", fix="Remove the file, or give --fresh."
            ) from None


def log_id(questions: Questions, example: Example, fingerprint: str, mutate: bool) -> str:
    """Return the id of a question's line: another one as soon as anything changed that may change the result.

    `fingerprint` is the database's.
    """
    parts = (json.dumps(jsonl.fields(example)), fingerprint, questions.glossary, questions.split, mutate)
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
    return f"{questions.key(example)} {digest[:16]}"


@dataclass(frozen=True, slots=True)
class CheckQuestions:
    """What a worker process does with each question.

    `scenes` are, by split, the instances that golds and mutants run on; `others`, by dialect and split, those
    that must give the same rows, the first for the first.
    """

    scenes: Mapping[str, Scene]
    others: Mapping[str, Mapping[str, Scene]]

    @contextmanager
    def open(self) -> Iterator[Callable[[Question], dict[str, Any]]]:
        """Open the databases; yield what turns a question into a line of the log, without its id."""
        with ExitStack() as stack:
            opened = {split: stack.enter_context(scene.open()) for split, scene in self.scenes.items()}
            others = {
                dialect: {split: stack.enter_context(scene.open()) for split, scene in scenes.items()}
                for dialect, scenes in self.others.items()
            }
            backgrounds: dict[str, Background] = {}

            def check(question: Question) -> dict[str, Any]:
                started = time.perf_counter()
                folder, example = question.folder, question.example
                if folder.name not in backgrounds:
                    backgrounds[folder.name] = Background.of(without_questions(folder))
                looked = backgrounds[folder.name].look(example)
                mutants: Counter[str] = Counter()
                findings: list[Finding] = []
                if example.answerable and looked.forms:
                    beside = {dialect: by_split[folder.split] for dialect, by_split in others.items()}
                    on = _On(question, self.scenes[folder.split], opened[folder.split], beside)
                    findings, mutants = on.findings()
                seconds = round(time.perf_counter() - started, 3)
                return Result(looked, tuple(findings), dict(mutants), seconds).as_json()

            yield check


def lost(key: str, why: str) -> dict[str, Any]:
    """Return the line of a question whose queries ended the process they were run in."""
    database, _, rest = key.partition("/")
    finding = Finding(RUNS, database, rest.rpartition(" ")[0], f"its queries can't be run: {why}.")
    return Result(Looked(), (finding,), {}, 0.0).as_json()


@dataclass(frozen=True, slots=True)
class _On:
    """One question on its databases."""

    question: Question
    scene: Scene
    opened: Instances
    others: Mapping[str, Instances]

    def findings(self) -> tuple[list[Finding], Counter[str]]:
        """Return what was found, and how many mutants came to each fate."""
        example = self.question.example
        instances = self.opened.of(example)
        try:
            golds = [run_golds(example, each, self.scene.terms, None) for each in instances]
        except GoldFault as error:
            return [self._found(RUNS, _told(error))], Counter()
        found = [*self._rows(golds), *self._elsewhere(instances, golds)]
        if not self.question.mutate:
            return found, Counter()
        tried = MutateGolds(self.scene).tried(example, instances, golds).tried
        found += [
            self._found(MUTANTS, f"gold {each.gold}, {each.operator}: {each.change}", fault=False)
            for each in tried
            if each.fate is Fate.MISSED
        ]
        return found, Counter(str(each.fate) for each in tried)

    def _rows(self, golds: Sequence[tuple[RunGold, ...]]) -> Iterator[Finding]:
        least = min(_LEAST_FULL, len(golds))
        for number in range(len(self.question.example.golds)):
            results = [runs[number].visible for runs in golds]
            full = sum(bool(result.rows) for result in results)
            if full < least:
                yield self._found(
                    ROWS, f"gold {number + 1} returns rows on {full} of {len(golds)} instances."
                )
            elif not any(cell for result in results for row in result.rows for cell in row):
                yield self._found(ROWS, f"gold {number + 1} returns nothing but NULL or 0.", fault=False)
        for remark in remarks_on(self.question.example, list(golds)):
            yield self._found(ROWS, remark, fault=False)

    def _elsewhere(
        self, instances: Sequence[Instance], golds: Sequence[tuple[RunGold, ...]]
    ) -> Iterator[Finding]:
        """Hold the rows of each other kind of database against those of ours: the first instances of both."""
        example, terms = self.question.example, self.scene.terms
        for dialect, others in self.others.items():
            for here, runs, there in zip(instances, golds, others.of(example), strict=False):
                try:
                    agree(example, there, run_golds(example, there, terms, None), here, runs)
                except GoldFault as error:
                    yield self._found(dialect, _told(error))
                    break

    def _found(self, check: str, what: str, *, fault: bool = True) -> Finding:
        return Finding(check, self.question.folder.name, self.question.example.id, what, fault)


def _told(error: GoldFault) -> str:
    fault = error.fault
    return f"gold {fault.gold} on {fault.instance}: {fault.what}"
