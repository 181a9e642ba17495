"""What is measured: anything that turns a question into a query, behind one interface. Scores nothing.

Each kind of answerer is one file with a class that has `describe` and `open`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlcoder.databases.base import Database
from sqlcoder.dataset.example import Example
from sqlcoder.evaluation.record import Prediction
from sqlcoder.pipeline.prompt import Turn
from sqlcoder.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an answerer gets it: without its golds. `glossary` explains the database's terms.

    `history` are the turns before it, answered rightly.
    """

    id: str
    text: str
    instructions: str | None
    glossary: str | None
    schema: Schema
    database: Database
    history: tuple[Turn, ...] = ()

    @classmethod
    def of(cls, example: Example, glossary: str | None, schema: Schema, database: Database) -> Asked:
        """Return what an answerer may see of `example`."""
        return cls(
            example.id, example.question, example.instructions, glossary, schema, database, example.history
        )


@dataclass(frozen=True, slots=True)
class Answered:
    """A prediction, and the text of the fixed part of its prompt, where there is one."""

    prediction: Prediction
    system: str | None = None


class Answers(Protocol):
    """An open answerer, ready for questions; it lives in one worker process."""

    def __call__(self, asked: Asked) -> Answered:
        """Return a query for the question, or why there is none.

        What goes wrong with this question alone is part of the prediction. Raise `SqlcoderError` for what
        would go wrong with every question, such as a server that isn't there: the run stops, to be gone on
        with later.
        """


class Answerer(Protocol):
    """A description of what to measure. It is sent to worker processes, so it must be picklable."""

    @property
    def name(self) -> str:
        """A short name for reports."""

    def describe(self) -> dict[str, Any]:
        """Return what tells this answerer from another, as JSON values for the run's header."""

    def open(self) -> AbstractContextManager[Answers]:
        """Load or start what is needed; it is freed at the end."""
