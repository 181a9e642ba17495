"""Makes questions from one written by hand, and keeps those that pass every check on its database.

One at a time, in worker processes. What can be made of it, `dataset.expansion` knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlcoder.dataset.checks.look import Background
from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.expansion.expand import candidates, numbered
from sqlcoder.dataset.expansion.parent import Made, Parent
from sqlcoder.dataset.questions import Questions
from sqlcoder.evaluation.golds import GoldFault, RunGold, run_golds
from sqlcoder.evaluation.instances import Instance
from sqlcoder.evaluation.scene import Scene
from sqlcoder.evaluation.validate import remarks_on

READS, VALUES, RUNS, ROWS, TIES, SAME = "reads", "values", "runs", "rows", "ties", "same rows"
CHECKS: dict[str, str] = {
    READS: "golds can be read, and pass the guard",
    VALUES: "question and golds agree on values as well as before",
    RUNS: "golds run within the time limit on every instance",
    ROWS: "they return rows, not all NULL or 0, on two of three instances",
    TIES: "no limit cuts through a tie",
    SAME: "the answer isn't that of the question it was made from",
}
"""What a question must pass, in this order."""
_LEAST_FULL = 2


@dataclass(frozen=True, slots=True)
class Expanded:
    """What was made from one question: those kept, how each, and how many each check removed."""

    kept: tuple[Example, ...] = ()
    how: tuple[str, ...] = ()
    removed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExpandQuestions:
    """What a worker process does with each question: at most `most` made from it are kept.

    `questions` is its database's, `stored` its texts by column, `span` the days it tells about, `scene` the
    instances; `seed` sets all draws.
    """

    questions: Questions
    stored: Mapping[str, tuple[str, ...]]
    span: tuple[date, date] | None
    scene: Scene
    most: int
    seed: int

    @contextmanager
    def open(self) -> Iterator[Callable[[Example], Expanded]]:
        """Open the databases; yield what expands a question."""
        with self.scene.open() as opened:
            background = Background.of(self.questions)

            def expand(example: Example) -> Expanded:
                parent = Parent(example, self.questions.schema, self.stored, self.span)
                draws = Draws(self.seed, f"{example.database}/{example.id}")
                checks = _Checks(background, opened.of(example), self.scene)
                kept, removed = checks.sift(example, candidates(parent, draws), self.most)
                examples = numbered([each.example for each in kept], example)
                return Expanded(tuple(examples), tuple(each.how for each in kept), dict(removed))

            yield expand


def lost(key: str, why: str) -> Expanded:
    """Return what becomes of a question whose queries ended the process they were run in: nothing."""
    return Expanded(removed={RUNS: 1})


@dataclass(frozen=True, slots=True)
class CheckComposed:
    """What a worker process does with each question that was composed: it is kept, or removed by a check."""

    questions: Questions
    scene: Scene

    @contextmanager
    def open(self) -> Iterator[Callable[[Example], Expanded]]:
        """Open the databases; yield what checks a question."""
        with self.scene.open() as opened:
            background = Background.of(self.questions)

            def check(example: Example) -> Expanded:
                checks = _Checks(background, opened.of(example), self.scene)
                failed = checks.failed(Made("composed", example), 0, None)
                return (
                    Expanded((example,), ("composed",)) if failed is None else Expanded(removed={failed: 1})
                )

            yield check


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks of one question after the other, on the instances of its database."""

    background: Background
    instances: Sequence[Instance]
    scene: Scene

    def sift(self, parent: Example, found: Sequence[Made], most: int) -> tuple[list[Made], Counter[str]]:
        """Return the first `most` that pass, and how many each check removed before."""
        rows = self._run(parent)
        if rows is None:
            return [], Counter({RUNS: len(found)})
        kept: list[Made] = []
        removed: Counter[str] = Counter()
        before = self._looks(parent)[1]
        for each in found:
            if len(kept) == most:
                break
            failed = self.failed(each, before, rows)
            if failed is None:
                kept.append(each)
            else:
                removed[failed] += 1
        return kept, removed

    def failed(self, made: Made, before: int, rows: list[tuple[RunGold, ...]] | None) -> str | None:
        """Return the first check that the question fails, None where it passes all.

        `before` remarks are pardoned. `rows` are its parent's, None where it has none.
        """
        faults, remarks = self._looks(made.example)
        if faults:
            return READS
        if remarks > before:
            return VALUES
        if made.how == "wording":
            return None
        golds = self._run(made.example)
        if golds is None:
            return RUNS
        if not self._has_rows(golds):
            return ROWS
        if remarks_on(made.example, golds):
            return TIES
        return SAME if rows is not None and _visible(golds) == _visible(rows) else None

    def _looks(self, example: Example) -> tuple[int, int]:
        """Return how many faults, and how many remarks, there are without running anything."""
        findings = self.background.look(example).findings
        faults = sum(each.fault for each in findings)
        return faults, len(findings) - faults

    def _run(self, example: Example) -> list[tuple[RunGold, ...]] | None:
        try:
            return [run_golds(example, each, self.scene.terms, None) for each in self.instances]
        except GoldFault:
            return None

    def _has_rows(self, golds: Sequence[tuple[RunGold, ...]]) -> bool:
        full = sum(
            all(any(cell for row in gold.visible.rows for cell in row) for gold in runs) for runs in golds
        )
        return full >= min(_LEAST_FULL, len(golds))


def _visible(golds: Sequence[tuple[RunGold, ...]]) -> list[object]:
    return [gold.visible.rows for runs in golds for gold in runs]
