"""What comparing two results comes to. Holds no method."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The verdicts, from the best to the worst. Only `EXACT` counts as right."""

    EXACT = "exact"
    EXTRA_COLUMNS = "extra columns"
    UNINFORMATIVE = "uninformative"
    DIFFERENT = "different"


class Flag(StrEnum):
    """What a reader of a verdict should know about its question."""

    CUT_TIE = "the gold's limit cuts through a tie"
    EMPTY_GOLD = "the gold is empty"
    UNDECIDED = "too many columns are alike to try them all"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, and for any but `EXACT` the reason in plain words.

    `columns` pairs positions of the gold's columns with those of the prediction's that stand for them;
    `extra` are the prediction's others. `gold` is the place of the gold among several.
    """

    outcome: Outcome
    reason: str | None = None
    columns: tuple[tuple[int, int], ...] = ()
    extra: tuple[int, ...] = ()
    flags: tuple[Flag, ...] = ()
    gold: int = 0

    @property
    def right(self) -> bool:
        """Say whether the prediction counts as right."""
        return self.outcome is Outcome.EXACT
