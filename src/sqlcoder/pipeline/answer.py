"""What came of a question: the query, its rows, and how they were reached. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcoder.engines.base import Usage
from sqlcoder.errors import SqlcoderError, UsageError
from sqlcoder.pipeline.prompt import Question
from sqlcoder.results.result_set import ResultSet

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Step:
    """One step of answering and the seconds it took."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reply of the model: the SQL in it, and the error it met, if any."""

    reply: str
    usage: Usage
    sql: str | None = None
    error: SqlcoderError | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    `result` is None where the last attempt has an `error`, or where the query wasn't to be run. `attempts`
    has one or two entries.
    """

    question: Question
    attempts: tuple[Attempt, ...]
    steps: tuple[Step, ...]
    result: ResultSet | None = None

    @property
    def sql(self) -> str | None:
        """The last query the model wrote; None where it wrote none."""
        return self.attempts[-1].sql

    @property
    def error(self) -> SqlcoderError | None:
        """Why there are no rows; None where there are."""
        return self.attempts[-1].error

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the result's columns. Raise `error` where there is one."""
        return self._result().columns

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The result's rows as tuples. Raise `error` where there is one."""
        return self._result().rows

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame; needs the extra `pandas`. Raise `error` where there is one."""
        return self._result().to_pandas()

    def _result(self) -> ResultSet:
        if self.result is None:
            raise self.error or UsageError("The query was not run.", fix="Ask with run=True.")
        return self.result
