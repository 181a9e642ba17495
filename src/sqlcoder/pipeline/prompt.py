"""The prompt: a question and a schema's text -> what the model reads.

Asking, training and evaluating all call this one place. The system message holds what is the same for every
question on one database, so that an engine computes it once; the user's message holds the rest. Published
models have forms of their own, in `published.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlcoder.engines.base import Message, Prompt
from sqlcoder.errors import UsageError
from sqlcoder.sql.dialect import Dialect


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation, and the query that answered it."""

    question: str
    sql: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a user asks. `instructions` are for this question, `glossary` explains the database's terms.

    `history` are the turns before it, oldest first, where it follows up on them.
    """

    text: str
    instructions: str | None = None
    glossary: str | None = None
    history: tuple[Turn, ...] = ()


# (question, the schema as CREATE TABLE statements, dialect) -> prompt
PromptForm = Callable[[Question, str, Dialect], Prompt]


def chat(question: Question, schema_text: str, dialect: Dialect) -> Prompt:
    """Return the prompt for a general instruction-tuned model, the reply's SQL block opened for it."""
    system = f"{_RULES.format(title=dialect.title)}\n\n```sql\n{schema_text}\n```"
    if question.glossary:
        system += f"\n\nTerms and rules of this database:\n{question.glossary.strip()}"
    user = question.text.strip()
    if question.instructions:
        user += f"\n\nInstructions: {question.instructions.strip()}"
    turns = [message for turn in question.history for message in _said(turn)]
    return Prompt(system, (*turns, Message("user", user)), start="```sql\n", stop=("```",))


def _said(turn: Turn) -> tuple[Message, Message]:
    return Message("user", turn.question.strip()), Message("assistant", f"```sql\n{turn.sql.strip()}\n```")


def with_correction(prompt: Prompt, reply: str, message: str) -> Prompt:
    """Return `prompt` continued by the model's `reply` and the database's `message` about it."""
    if not prompt.chat:
        # A completion model has no turns: the failed query goes before it as a comment it was told about.
        note = f"-- This query fails: {' '.join(reply.split())}\n-- Error: {' '.join(message.split())}\n"
        return replace(prompt, start=prompt.start + note)
    answer = f"{prompt.start}{reply.strip()}\n```"
    ask = f"That query failed: {message.strip()}\nAnswer with the corrected query only."
    return replace(prompt, turns=(*prompt.turns, Message("assistant", answer), Message("user", ask)))


def prompt_form(name: str) -> PromptForm:
    """Return the form called `name`: "chat" or one of `published.FORMS`. Raise `UsageError` for another."""
    if name == "chat":
        return chat
    from sqlcoder.pipeline.published import FORMS

    if name not in FORMS:
        raise UsageError(f'Unknown prompt form "{name}".', fix=f"Known forms: chat, {', '.join(FORMS)}.")
    return FORMS[name]


_RULES = """\
You translate questions into SQL. Answer with one {title} SELECT query and nothing else.
Use only the tables and columns below, joined on their keys, \
and return just the columns that the question asks for.
Use no table aliases: write each column with its table's full name. \
For example, trips of each boat in 2023, the most first:
SELECT boats.name, COUNT(*) AS trips \
FROM boats JOIN trips ON trips.boat_id = boats.boat_id \
WHERE trips.started_on >= '2023-01-01' AND trips.started_on < '2024-01-01' \
GROUP BY boats.boat_id, boats.name ORDER BY trips DESC;
The database:"""
