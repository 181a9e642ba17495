"""Question -> Answer, step by step: render, warm, generate, extract, guard, run.

A query that the guard or the database refuses goes back to the model with the reason, once, unless that is
switched off. Opens nothing: schema, engine and database are given.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlcoder.databases.base import Database, Limits
from sqlcoder.engines.base import Prompt, Sampling
from sqlcoder.errors import NoQuery, QueryFailed, QueryTimeout, SqlcoderError, UnsafeQuery, UsageError
from sqlcoder.pipeline.answer import Answer, Attempt, Step
from sqlcoder.pipeline.model import Model
from sqlcoder.pipeline.prompt import Question, with_correction
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Schema
from sqlcoder.schema.render import render
from sqlcoder.sql import guard
from sqlcoder.sql.dialect import dialect
from sqlcoder.sql.extract import extract

QUESTION_CHARACTERS = 4_000
# What the model is told of a database's error, which may quote a whole cell.
MESSAGE_CHARACTERS = 1_000
# Room in the context beside schema, glossary and replies: the rules, a question with instructions, the
# database's error. The same for every question, since the detail the schema is shown in must not change
# from one to the next.
RESERVED_TOKENS = 1_000


@dataclass(frozen=True, slots=True)
class Event:
    """Something to show while an answer is on its way.

    `step` has begun, or goes on: "fetch weights" with `done` of `total` bytes and what is being done as
    `text`, "read schema" with tokens, "generate" with a piece of the reply as `text`, "correct" with the
    message that the model is told of its query.
    """

    step: str
    text: str = ""
    done: int = 0
    total: int = 0


def ignore_event(event: Event) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Asker:
    """What answering needs: a schema, a model, a database, and limits.

    `functions` are functions of the user's own that queries may call. `max_tokens` bounds a reply. Without
    `correction` a query that fails is not sent back to the model.
    """

    schema: Schema
    model: Model
    database: Database
    limits: Limits
    functions: tuple[str, ...] = ()
    max_tokens: int = 512
    correction: bool = True

    def ask(
        self, question: Question, on_event: Callable[[Event], None] = ignore_event, *, run: bool = True
    ) -> Answer:
        """Answer `question`; without `run` the query is checked but not run.

        A query that can't run is part of the answer (`Answer.error`).

        Raise `UsageError` for an empty or overlong question, `SchemaError` for a schema that doesn't fit,
        `EngineError`, `ConnectionFailed` where model or database are gone.
        """
        check_question(question)
        clock = _Clock(on_event)
        with clock.step("render"):
            prompt = self.prompt(question)
        with clock.step("read schema"):
            self.model.engine.warm(
                prompt, lambda done, total: on_event(Event("read schema", done=done, total=total))
            )
        attempt, result = self._attempt(prompt, clock, run)
        attempts = [attempt]
        if (
            self.correction
            and attempt.error is not None
            and attempt.sql is not None
            and not isinstance(attempt.error, QueryTimeout)
        ):
            message = _told(attempt.error)[:MESSAGE_CHARACTERS]
            on_event(Event("correct", text=message))
            corrected = with_correction(prompt, attempt.reply, message)
            attempt, result = self._attempt(corrected, clock, run)
            attempts.append(attempt)
        return Answer(question, tuple(attempts), clock.steps, result)

    def prompt(self, question: Question) -> Prompt:
        """Return the prompt for `question`, the schema in as much detail as the context has room for."""
        written = dialect(self.schema.dialect)
        count_tokens = self.model.engine.count_tokens
        reserved = 2 * self.max_tokens + RESERVED_TOKENS
        reserved += count_tokens(question.glossary) if question.glossary else 0
        budget = max(0, self.model.engine.context_tokens - reserved)
        schema_text = render(self.schema, written.written, count_tokens, budget)
        return self.model.form(question, schema_text.text, written)

    def _attempt(self, prompt: Prompt, clock: _Clock, run: bool) -> tuple[Attempt, ResultSet | None]:
        with clock.step("generate"):
            reply = self.model.engine.generate(
                prompt,
                Sampling(max_tokens=self.max_tokens),
                lambda text: clock.on_event(Event("generate", text=text)),
            )
        sql: str | None = None
        try:
            with clock.step("extract"):
                # What the reply was made to begin with tells where the query starts.
                text = prompt.start + reply.text
                if not reply.finished and text.count("```") < 2:
                    # The beginning of a query may well run, and give a wrong answer.
                    raise _cut(self.max_tokens)
                sql = extract(text)
            with clock.step("guard"):
                query = guard.check(sql, self.schema, self.functions)
            result = None
            if run:
                with clock.step("run"):
                    result = self.database.run(query, self.limits)
        except (NoQuery, UnsafeQuery, QueryFailed) as error:
            return Attempt(reply.text, reply.usage, sql, error), None
        return Attempt(reply.text, reply.usage, sql), result


class _Clock:
    """Adds up the seconds of each step and announces its beginning."""

    def __init__(self, on_event: Callable[[Event], None]) -> None:
        self.on_event = on_event
        self._seconds: dict[str, float] = {}

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.on_event(Event(name))
        started = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[name] = self._seconds.get(name, 0.0) + time.perf_counter() - started

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(name, seconds) for name, seconds in self._seconds.items())


def _cut(max_tokens: int) -> NoQuery:
    return NoQuery(
        f"The model's reply was cut off after {max_tokens} tokens, before its query was complete.",
        fix="Ask for less at once, or in other words: a small model that writes on and on has lost its way.",
    )


def _told(error: SqlcoderError) -> str:
    """Return what the model is told of its query; only the guard's advice is about the query."""
    return f"{error.what} {error.fix}" if isinstance(error, UnsafeQuery) and error.fix else error.what


def check_question(question: Question) -> None:
    """Raise `UsageError` for a question that is empty, or too long, be it with its instructions."""
    if not question.text.strip():
        raise UsageError("The question is empty.", fix='Ask one: sqlcoder ask "How many orders are there?"')
    if len(question.text) > QUESTION_CHARACTERS:
        raise UsageError(
            f"The question has {len(question.text):,} characters; {QUESTION_CHARACTERS:,} are the most.",
            fix="Shorten it, and put lasting explanations of terms into a file given with --glossary.",
        )
    instructions = question.instructions or ""
    if len(instructions) > QUESTION_CHARACTERS:
        raise UsageError(
            f"The instructions have {len(instructions):,} characters; {QUESTION_CHARACTERS:,} are the most.",
            fix="Shorten them, and put lasting explanations of terms into a file given with --glossary.",
        )
