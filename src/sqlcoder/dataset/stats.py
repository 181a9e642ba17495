"""How many questions the data sets have: by split, database, category and hardness. Counts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlcoder.dataset.checks.structure import CATEGORIES
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.questions import Questions
from sqlcoder.sql.hardness import LEVELS

UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Row:
    """The questions of one group by category and by hardness; those that can't be answered have none."""

    name: str
    split: str
    written: int
    expanded: int
    categories: Mapping[str, int]
    hardness: Mapping[str, int]

    @property
    def total(self) -> int:
        """All questions of the group."""
        return self.written + self.expanded

    def as_json(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        return {
            "database": self.name,
            "split": self.split,
            "questions": self.total,
            "written": self.written,
            "expanded": self.expanded,
            "categories": dict(self.categories),
            "hardness": dict(self.hardness),
        }


def rows(all_questions: Sequence[Questions]) -> tuple[Row, ...]:
    """Return a row for each database."""
    return tuple(_row(each) for each in all_questions)


def sums(of: Sequence[Row]) -> tuple[Row, ...]:
    """Return a row for each split, and one for all."""
    splits = dict.fromkeys(row.split for row in of)
    found = [_sum(split, [row for row in of if row.split == split]) for split in splits]
    return (*found, _sum("all", of))


def _row(questions: Questions) -> Row:
    return Row(
        questions.name,
        questions.split,
        len(questions.written),
        len(questions.expanded),
        _counts(questions.all, lambda each: each.category, CATEGORIES),
        _counts(questions.all, lambda each: each.hardness if each.answerable else UNANSWERABLE, LEVELS),
    )


def _counts(
    examples: Iterable[Example], of: Callable[[Example], str | None], order: Sequence[str]
) -> dict[str, int]:
    """Return how many examples there are of each kind: those in `order` first, then others."""
    counts = Counter(of(each) or "none" for each in examples)
    return {kind: counts[kind] for kind in (*order, *sorted(counts.keys() - set(order))) if counts[kind]}


def _sum(name: str, of: Sequence[Row]) -> Row:
    categories: Counter[str] = Counter()
    hardness: Counter[str] = Counter()
    for row in of:
        categories.update(row.categories)
        hardness.update(row.hardness)
    return Row(
        name,
        name,
        sum(row.written for row in of),
        sum(row.expanded for row in of),
        dict(categories),
        dict(hardness),
    )
