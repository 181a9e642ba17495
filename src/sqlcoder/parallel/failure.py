"""Carries an error of the work from a worker to its parent. Decides nothing."""

from __future__ import annotations

import pickle
import traceback
from dataclasses import dataclass
from typing import Self

from sqlcoder.errors import SqlcoderError


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it travels: `error` is None where it can't be pickled, `trace` is its traceback's text."""

    error: Exception | None
    trace: str

    @classmethod
    def of(cls, error: Exception) -> Self:
        """Return `error` made ready to travel."""
        trace = "".join(traceback.format_exception(error))
        try:
            pickle.loads(pickle.dumps(error))
        # What its class raises when it is made without the arguments that it wants.
        except (pickle.PickleError, TypeError, AttributeError, ValueError, LookupError):
            return cls(None, trace)
        return cls(error, trace)

    def raised(self) -> Exception:
        """Return the error to raise: a `SqlcoderError` as it was, any other with its traceback as a note.

        In the place of one that can't be pickled stands a `RuntimeError` with its text.
        """
        if isinstance(self.error, SqlcoderError):
            return self.error
        error = self.error or RuntimeError(self.trace.strip().rpartition("\n")[2])
        error.add_note(f"In a worker process:\n{self.trace}")
        return error
