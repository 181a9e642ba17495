"""Runs the checks of the data sets that need no database on all questions together, and says what they found.

What can be told of each question by itself is in `checks.look`; checks that run golds are in `evaluation`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlcoder.dataset.checks import bars, duplicates, leak, look, structure
from sqlcoder.dataset.checks.finding import Bar, Finding
from sqlcoder.dataset.checks.look import Looked
from sqlcoder.dataset.questions import Questions

CHECKS: dict[str, str] = {
    structure.CHECK: "the folder is complete, and each question says what it must of itself",
    look.PARSES: "golds can be read",
    look.GUARD: "golds pass the guard",
    look.COLUMNS: "golds give their columns roles",
    look.VALUES: "questions and golds speak of the same values",
    duplicates.DUPLICATES: "no question of a database is there twice",
    duplicates.NEAR: "no two questions of a database are nearly the same",
    duplicates.LEAK: "nothing to train on is like anything to evaluate on",
}
"""The checks by name, with what each makes sure of."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What all checks of texts found."""

    findings: tuple[Finding, ...]
    bars: tuple[Bar, ...]


def verify(all_questions: Sequence[Questions], looked: Mapping[str, Looked]) -> Verified:
    """Check the questions of some databases; `looked` is what was seen of each, by its key."""
    found = [finding for questions in all_questions for finding in structure.find(questions)]
    found += [finding for seen in looked.values() for finding in seen.findings]
    found += duplicates.find(all_questions, looked)
    found += leak.find(all_questions)
    order = list(CHECKS)
    found.sort(key=lambda each: (order.index(each.check), each.database))
    return Verified(tuple(found), tuple(bars.bars(all_questions, looked)))
