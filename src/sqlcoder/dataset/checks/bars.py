"""Shares that a data set has to reach, as its texts tell them: hard questions, tables asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlcoder.dataset.checks.finding import Bar
from sqlcoder.dataset.checks.look import Looked
from sqlcoder.dataset.questions import Questions

HARD = ("hard", "extra")
LEAST_HARD = 0.25
LEAST_USED = 0.6


def bars(all_questions: Sequence[Questions], looked: Mapping[str, Looked]) -> Iterator[Bar]:
    """Yield the bar of hard questions for each split, then those of coverage for each database."""
    for split in dict.fromkeys(each.split for each in all_questions):
        levels = [e.hardness for q in all_questions if q.split == split for e in q.all if e.answerable]
        hard = sum(level in HARD for level in levels)
        yield Bar(f"hard or extra hard, {split}", hard, len(levels), LEAST_HARD)
    for questions in all_questions:
        seen = [looked[key] for each in questions.all if (key := questions.key(each)) in looked]
        if seen:
            tables = questions.schema.tables
            for name, used, n in (
                ("tables", {name for each in seen for name in each.tables}, len(tables)),
                (
                    "columns",
                    {name for each in seen for name in each.columns},
                    sum(len(t.columns) for t in tables),
                ),
            ):
                yield Bar(f"{name} asked about, {questions.name}", len(used), n, LEAST_USED)
