"""Measures one of our own engines, through the same steps that `sqlcoder ask` takes."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlcoder.databases.base import Limits
from sqlcoder.engines.base import Prompt
from sqlcoder.errors import NoQuery, SchemaError, UsageError
from sqlcoder.evaluation.answerer import Answered, Answers, Asked
from sqlcoder.evaluation.record import Prediction, Try
from sqlcoder.pipeline.answer import Answer
from sqlcoder.pipeline.ask import Asker
from sqlcoder.pipeline.model import Model, fetch_weights, open_model
from sqlcoder.pipeline.prompt import Question
from sqlcoder.settings import Options
from sqlcoder.weights.catalog import Entry, Server, resolve


@dataclass(frozen=True, slots=True)
class ModelAnswerer:
    """The model that `options` name, answering as `sqlcoder ask` does."""

    options: Options

    @property
    def name(self) -> str:
        """The model's name."""
        return resolve(self.options.model).name

    @property
    def is_local(self) -> bool:
        """Whether the model runs in our own process, where several at once only share the same cores."""
        return not isinstance(resolve(self.options.model).where, Server)

    def describe(self) -> dict[str, Any]:
        """Return the model's name, engine, prompt form and, where it is known, its weights' hash."""
        spec = resolve(self.options.model)
        found: dict[str, Any] = {"kind": "model", "engine": spec.engine, "prompt": spec.prompt}
        if isinstance(spec.where, Entry):
            found |= {"file": spec.where.file, "sha256": spec.where.sha256}
        elif isinstance(spec.where, Server):
            found |= {"server": spec.where.url, "model": spec.where.model}
        else:
            found |= {"file": spec.where.name, "bytes": spec.where.stat().st_size}
        names = ("context", "samples", "correction")
        return found | {name: getattr(self.options, name) for name in names}

    def fetch(self, progress: Callable[[int, int | None, str], None]) -> None:
        """Fetch the weights if they aren't here: once, before many processes want them."""
        fetch_weights(self.options, progress)

    @contextmanager
    def open(self) -> Iterator[Answers]:
        """Load the model."""
        model = open_model(self.options, _ignore)
        try:
            yield _Asking(model, self.options)
        finally:
            model.engine.close()


class _Asking:
    def __init__(self, model: Model, options: Options) -> None:
        self._model = model
        self._options = options

    def __call__(self, asked: Asked) -> Answered:
        limits = Limits(seconds=self._options.timeout, rows=self._options.rows)
        asker = Asker(
            asked.schema,
            self._model,
            asked.database,
            limits,
            self._options.functions,
            correction=self._options.correction,
        )
        question = Question(asked.text, asked.instructions, asked.glossary, asked.history)
        started = time.perf_counter()
        try:
            answer = asker.ask(question)
        except (UsageError, SchemaError) as error:
            # This question can't be put: too long, or its schema doesn't fit. The next one may.
            return Answered(Prediction(failed=str(error), seconds=time.perf_counter() - started))
        seconds = time.perf_counter() - started
        prompt = asker.prompt(question)
        return Answered(_prediction(answer, prompt, seconds), prompt.system)


def digest(text: str) -> str:
    """Return the short hash under which a log holds the fixed part of a prompt."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _prediction(answer: Answer, prompt: Prompt, seconds: float) -> Prediction:
    tries = tuple(
        Try(
            attempt.reply,
            attempt.sql,
            None if attempt.error is None else attempt.error.what,
            attempt.usage.read_tokens,
            attempt.usage.cached_tokens,
            attempt.usage.reply_tokens,
        )
        for attempt in answer.attempts
    )
    # A reply that was cut off may hold the beginning of a query, which is none.
    sql = None if isinstance(answer.error, NoQuery) else answer.sql
    turns = tuple((message.role, message.content) for message in prompt.turns)
    return Prediction(sql, tries=tries, system=digest(prompt.system), turns=turns, seconds=seconds)


def _ignore(done: int, total: int | None, note: str) -> None:
    """Show nothing: the weights were fetched before."""
