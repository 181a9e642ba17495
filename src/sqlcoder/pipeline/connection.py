"""A database and a model, opened together: what `connect()` returns and the command line uses.

The database is opened at once, so that a wrong URL is told at once; the model is loaded at the first
question.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.introspection import load_schema
from sqlcoder.databases.url import open_database
from sqlcoder.errors import SchemaError
from sqlcoder.pipeline.answer import Answer
from sqlcoder.pipeline.ask import Asker, Event, check_question, ignore_event
from sqlcoder.pipeline.model import Model, open_model
from sqlcoder.pipeline.prompt import Question
from sqlcoder.schema.model import Schema
from sqlcoder.settings import Options


def open_connection(options: Options) -> Connection:
    """Open the database that `options` name. Raise as `databases.url.open_database` does."""
    return Connection(open_database(options.db), options)


class Connection:
    """An open database that answers questions. Use it as a context manager.

    One question at a time: it is not for several threads at once.
    """

    def __init__(self, database: Database, options: Options) -> None:
        self.database = database
        self._options = options
        self._model: Model | None = None
        self._schema: Schema | None = None
        self._version: str | None = None

    def ask(
        self,
        question: str,
        *,
        instructions: str | None = None,
        glossary: str | None = None,
        on_event: Callable[[Event], None] = ignore_event,
        run: bool = True,
    ) -> Answer:
        """Answer a question in plain language; without `run` the query is checked but not run.

        `instructions` are rules for this question, `glossary` explains the database's terms. A query that
        can't run is part of the answer: `Answer.error`. Raise `SqlcoderError` where the question can't be
        put at all.
        """
        asked = Question(question, instructions, glossary)
        # Before anything is read or fetched for it.
        check_question(asked)
        asker = Asker(
            schema=self.schema(),
            model=self.model(on_event),
            database=self.database,
            limits=Limits(seconds=self._options.timeout, rows=self._options.rows),
            functions=self._options.functions,
            correction=self._options.correction,
        )
        return asker.ask(asked, on_event, run=run)

    def schema(self) -> Schema:
        """Return the tables that may be asked about, as they are now; raise `SchemaError` for none."""
        version = self.database.version()
        if self._schema is None or version != self._version:
            whole = load_schema(
                self.database, samples=self._options.samples, cache_dir=self._options.home / "schemas"
            )
            schema = whole.restricted(self._options.tables, self._options.deny_tables)
            if not schema.tables:
                raise SchemaError(
                    "None of the database's tables may be asked about.",
                    where=self.database.url,
                    fix=f"--tables and --deny-tables leave none of: {_some_names(whole)}.",
                )
            self._schema, self._version = schema, version
        return self._schema

    def model(self, on_event: Callable[[Event], None] = ignore_event) -> Model:
        """Return the model, loaded at the first call; raise as `pipeline.model.open_model` does."""
        if self._model is None:
            on_event(Event("load model"))
            self._model = open_model(
                self._options,
                lambda done, total, note: on_event(
                    Event("fetch weights", text=note, done=done, total=total or 0)
                ),
            )
        return self._model

    def close(self) -> None:
        """Close the database and free the model; calling it again does nothing."""
        model, self._model = self._model, None
        try:
            self.database.close()
        finally:
            if model is not None:
                model.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _some_names(schema: Schema) -> str:
    names = [table.qualified_name for table in schema.tables]
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
