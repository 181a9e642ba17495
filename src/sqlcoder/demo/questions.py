"""What to ask the demo database: questions with their golds, and the glossary of the cooperative.

Reads what ships with the package. Asks nothing and runs nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the demo, and the gold: SQL in PostgreSQL's style that answers it rightly."""

    id: str
    question: str
    sql: str


def questions() -> tuple[Question, ...]:
    """Return all questions: first the five of the demo, then ten of rising difficulty.

    >>> questions()[1].question
    'How many queens of each breed are still laying?'
    """
    lines = files("sqlcoder.demo").joinpath("questions.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Question(**json.loads(line)) for line in lines)


def glossary() -> str:
    """Return the cooperative's business terms and rules, as Markdown text."""
    return files("sqlcoder.demo").joinpath("glossary.md").read_text(encoding="utf-8")
