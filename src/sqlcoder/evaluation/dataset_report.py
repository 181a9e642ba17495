"""What all checks of the data sets found together: by check, the bars, and both as a table or as JSON.

Runs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlcoder.dataset import verify
from sqlcoder.dataset.checks.finding import Bar, Finding
from sqlcoder.dataset.questions import Questions
from sqlcoder.evaluation import dataset_check
from sqlcoder.evaluation.dataset_check import Result
from sqlcoder.evaluation.mutation import Fate
from sqlcoder.evaluation.text import table

LEAST_CAUGHT = {"eval": 0.95, "train": 0.9}
MOST_EQUIVALENT = 0.15
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Report:
    """All findings and bars, over `questions` questions; `seconds` is what running them took a question."""

    questions: int
    checks: Mapping[str, str]
    findings: tuple[Finding, ...]
    bars: tuple[Bar, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Say whether there is no fault and every bar is reached."""
        return not any(each.fault for each in self.findings) and all(bar.reached for bar in self.bars)

    def as_json(self) -> dict[str, Any]:
        """Return all as JSON values."""
        return {
            "questions": self.questions,
            "passed": self.passed,
            "seconds_a_question": self.seconds,
            "checks": [
                {"name": name, "asks": asks, "faults": faults, "remarks": remarks}
                for name, asks, faults, remarks in self._counts()
            ],
            "bars": [bar.as_json() for bar in self.bars],
            "findings": [each.as_json() for each in self.findings],
        }

    def text(self, *, remarks: bool = False) -> str:
        """Return the tables of checks and bars, and the first findings of each check."""
        rows = [(f"{name}: {asks}", str(n), str(m)) for name, asks, n, m in self._counts()]
        parts = [table(("check", "faults", "remarks"), rows)]
        bars = [(bar.name, *_numbers(bar)) for bar in self.bars]
        parts.append(table(("bar", "found", "of", "wanted", "reached"), bars))
        parts += self._listed("Faults", [each for each in self.findings if each.fault])
        if remarks:
            parts += self._listed("Remarks", [each for each in self.findings if not each.fault], shown=None)
        parts.append(
            f"{self.questions} questions checked, {self.seconds:.2f} s of work a question: "
            f"{'all is well' if self.passed else 'faults were found, or a bar is missed'}."
        )
        return "\n\n".join(parts)

    def _counts(self) -> Iterator[tuple[str, str, int, int]]:
        counts = Counter((each.check, each.fault) for each in self.findings)
        for name, asks in self.checks.items():
            yield name, asks, counts[name, True], counts[name, False]

    def _listed(self, title: str, found: Sequence[Finding], shown: int | None = SHOWN) -> Iterator[str]:
        for name in self.checks:
            own = [each for each in found if each.check == name]
            if own:
                lines = [
                    f"  {each.database}/{each.id or '*'}: {_one_line(each.what)}" for each in own[:shown]
                ]
                if len(own) > len(lines):
                    lines.append(f"  and {len(own) - len(lines)} more; --json has them all")
                yield "\n".join([f"{title}, {name}:", *lines])


def report(
    all_questions: Sequence[Questions], results: Mapping[str, Result], dialects: Sequence[str]
) -> Report:
    """Put together what was found of each question, by its key, and of all together.

    `dialects` are the kinds of database that golds were compared on.
    """
    verified = verify.verify(all_questions, {key: result.looked for key, result in results.items()})
    found = [finding for result in results.values() for finding in result.findings]
    ran = {
        name: asks
        for name, asks in dataset_check.CHECKS.items()
        if name not in ("sqlite", "postgres") or name in dialects
    }
    work = sum(result.seconds for result in results.values())
    return Report(
        questions=len(results),
        checks={**verify.CHECKS, **ran},
        findings=(*verified.findings, *found),
        bars=(*verified.bars, *_mutation(all_questions, results)),
        seconds=work / len(results) if results else 0.0,
    )


def _mutation(all_questions: Sequence[Questions], results: Mapping[str, Result]) -> Iterator[Bar]:
    for split in dict.fromkeys(each.split for each in all_questions):
        counts: Counter[str] = Counter()
        for questions in all_questions:
            if questions.split == split:
                for example in questions.all:
                    counts.update(results[questions.key(example)].mutants)
        caught, missed = counts[str(Fate.CAUGHT)], counts[str(Fate.MISSED)]
        left_out = counts[str(Fate.EQUIVALENT)]
        least = LEAST_CAUGHT.get(split, LEAST_CAUGHT["train"])
        yield Bar(f"mutants caught, {split}", caught, caught + missed, least)
        total = caught + missed + left_out
        yield Bar(f"mutants left out as equivalent, {split}", left_out, total, most=MOST_EQUIVALENT)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _numbers(bar: Bar) -> tuple[str, str, str, str]:
    wanted = f">= {bar.least:.0%}" if bar.least else f"<= {bar.most:.0%}"
    found = "none" if bar.share is None else f"{bar.share:.1%}"
    return found, f"{bar.k}/{bar.n}", wanted, "yes" if bar.reached else "NO"
