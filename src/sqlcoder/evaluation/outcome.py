"""What became of one question: the rows of every report. Decides nothing."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """From the best to the worst; each is counted by itself.

    `RIGHT`, and `ABSTAINED` on a question that the data can't answer, are the only ones that are correct.
    """

    RIGHT = "right"
    EXTRA_COLUMNS = "extra columns"
    WRONG = "wrong"
    UNINFORMATIVE = "uninformative"
    """The gold is empty on every instance, and so is the prediction: nothing is proved."""
    INVALID = "invalid SQL"
    """The database, or its grammar, refuses the query."""
    TIMED_OUT = "timed out"
    REFUSED = "refused by the guard"
    NO_QUERY = "no query"
    """The reply holds no SQL, and doesn't say that it abstains."""
    ABSTAINED = "abstained"
    ANSWERED = "should have abstained"
    """A query, whatever it returns, on a question that the data can't answer."""
    FAILED = "not answered"
    """The answerer itself failed: its process died, or the question couldn't be put."""
    GOLD_FAULT = "gold fault"
    """The question's own gold doesn't run: listed, and never counted."""


EMPTY_EVERYWHERE = "the gold is empty on every instance"
"""The flag of a question that no prediction can be proved right on; such questions aren't counted."""


def is_correct(outcome: Outcome, *, answerable: bool) -> bool:
    """Say whether an outcome counts as correct on a question that the data can, or can't, answer."""
    return outcome is (Outcome.RIGHT if answerable else Outcome.ABSTAINED)
