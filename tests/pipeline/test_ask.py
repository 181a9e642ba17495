"""Question to answer with a scripted engine and a real SQLite file: what is tried, told, refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.url import open_database
from sqlcoder.engines.base import Prompt
from sqlcoder.engines.scripted import Scripted
from sqlcoder.errors import (
    EngineError,
    InvalidQuery,
    NoQuery,
    QueryFailed,
    QueryTimeout,
    SchemaError,
    UnsafeQuery,
    UsageError,
)
from sqlcoder.pipeline.answer import Answer
from sqlcoder.pipeline.ask import Asker, Event, ignore_event
from sqlcoder.pipeline.model import Model
from sqlcoder.pipeline.prompt import Question, chat

ROWS = [(1, "Alma", 3), (2, "Boreas", None)]
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("harbour") / "harbour.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE boats (boat_id INTEGER PRIMARY KEY, name TEXT, berth INTEGER)")
        connection.executemany("INSERT INTO boats VALUES (?, ?, ?)", ROWS)
    connection.close()
    with open_database(str(path)) as database:
        yield database


class Asking:
    """Asks one question of a model with scripted replies; `prompts` is what that model was given."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.prompts: list[Prompt] = []

    def __call__(
        self, *replies: str, on_event: Callable[[Event], None] = ignore_event, run: bool = True
    ) -> Answer:
        engine = Scripted(replies)
        self.prompts = engine.prompts
        asker = Asker(self._database.schema(), Model(engine, chat), self._database, Limits(seconds=1))
        return asker.ask(Question("Which boats are there?"), on_event, run=run)


@pytest.fixture
def ask(database: Database) -> Asking:
    return Asking(database)


def test_a_reply_becomes_rows(ask: Asking) -> None:
    answer = ask("SELECT name, berth FROM boats ORDER BY name;\n```")
    assert answer.error is None
    assert answer.columns == ("name", "berth")
    assert answer.rows == (("Alma", 3), ("Boreas", None))
    assert len(answer.attempts) == 1
    assert [step.name for step in answer.steps] == [
        "render",
        "read schema",
        "generate",
        "extract",
        "guard",
        "run",
    ]


def test_the_prompt_holds_schema_and_question(ask: Asking) -> None:
    ask("SELECT 1")
    (prompt,) = ask.prompts
    assert "CREATE TABLE boats" in prompt.system and "SQLite" in prompt.system
    assert prompt.turns[-1].content == "Which boats are there?"


def test_a_query_that_fails_goes_back_once_with_the_databases_words(ask: Asking) -> None:
    events: list[Event] = []
    answer = ask("SELECT nme FROM boats", "SELECT name FROM boats", on_event=events.append)
    assert answer.error is None and len(answer.rows) == 2
    first, second = answer.attempts
    assert isinstance(first.error, QueryFailed) and "nme" in first.error.what
    assert second.error is None
    assert first.error.what in ask.prompts[1].turns[-1].content
    assert "SELECT nme FROM boats" in ask.prompts[1].turns[-2].content
    assert [event.text for event in events if event.step == "correct"] == [first.error.what]


def test_without_correction_the_first_failure_is_the_answer(database: Database) -> None:
    model = Model(Scripted(["SELECT nme FROM boats", "SELECT name FROM boats"]), chat)
    asker = Asker(database.schema(), model, database, Limits(seconds=1), correction=False)
    answer = asker.ask(Question("Which boats are there?"))
    assert len(answer.attempts) == 1
    assert isinstance(answer.error, QueryFailed)


def test_the_second_failure_is_the_answer(ask: Asking) -> None:
    events: list[Event] = []
    answer = ask("SELECT a FROM boats", "SELECT b FROM boats", on_event=events.append)
    assert isinstance(answer.error, QueryFailed) and answer.sql == "SELECT b FROM boats"
    assert len([event for event in events if event.step == "correct"]) == 1
    with pytest.raises(QueryFailed):
        _ = answer.rows


def test_what_the_guard_refuses_goes_back_too_and_never_runs(ask: Asking) -> None:
    answer = ask("DROP TABLE boats", "SELECT name FROM ships")
    assert [type(attempt.error) for attempt in answer.attempts] == [UnsafeQuery, InvalidQuery]
    assert len(ask("SELECT name FROM boats").rows) == 2


def test_the_model_is_told_the_guards_advice(ask: Asking) -> None:
    answer = ask("SELECT name FROM baots", "SELECT name FROM boats")
    assert answer.error is None
    assert 'Did you mean table "boats"?' in ask.prompts[1].turns[-1].content


def test_a_reply_without_sql_is_not_asked_again(ask: Asking) -> None:
    answer = ask("I am afraid I can't do that.", "SELECT 1")
    assert isinstance(answer.error, NoQuery)
    assert answer.sql is None and len(answer.attempts) == 1


def test_a_reply_that_was_cut_off_says_so(database: Database) -> None:
    engine = Scripted(["SELECT name FROM boats WHERE berth = 3"])
    asker = Asker(database.schema(), Model(engine, chat), database, Limits(), max_tokens=4)
    answer = asker.ask(Question("Which boat has berth 3?"))
    assert isinstance(answer.error, NoQuery) and "cut off after 4 tokens" in answer.error.what
    assert len(answer.attempts) == 1


def test_a_query_that_ran_out_of_time_is_not_asked_again(ask: Asking) -> None:
    answer = ask(ENDLESS, "SELECT 1")
    assert isinstance(answer.error, QueryTimeout) and len(answer.attempts) == 1


def test_without_run_the_query_is_checked_only(ask: Asking) -> None:
    answer = ask(ENDLESS, run=False)
    assert answer.error is None and answer.result is None
    assert "run" not in [step.name for step in answer.steps]
    with pytest.raises(UsageError, match="not run"):
        _ = answer.rows
    assert isinstance(ask("DELETE FROM boats", "DELETE FROM boats", run=False).error, UnsafeQuery)


@pytest.mark.parametrize(("text", "message"), [(" \n", "empty"), ("why " * 2500, "10,000 characters; 4,000")])
def test_questions_that_cannot_be_asked(database: Database, text: str, message: str) -> None:
    asker = Asker(database.schema(), Model(Scripted(["SELECT 1"]), chat), database, Limits())
    with pytest.raises(UsageError, match=message):
        asker.ask(Question(text))


def test_the_schemas_detail_does_not_depend_on_the_question(database: Database) -> None:
    asker = Asker(database.schema(), Model(Scripted([]), chat), database, Limits())
    short = asker.prompt(Question("Why?"))
    long = asker.prompt(Question("Why? " * 700, instructions="Because. " * 300))
    assert short.system == long.system


def test_a_schema_beyond_the_context_is_an_error(database: Database) -> None:
    engine = Scripted(["SELECT 1"], context_tokens=100)
    with pytest.raises(SchemaError, match="too large for the model"):
        Asker(database.schema(), Model(engine, chat), database, Limits()).ask(Question("Why?"))


def test_an_engines_failure_is_no_answer(ask: Asking) -> None:
    with pytest.raises(EngineError):
        ask()


def test_the_rows_become_a_data_frame(ask: Asking) -> None:
    frame = ask("SELECT name, berth, name FROM boats ORDER BY name").to_pandas()
    assert list(frame.columns) == ["name", "berth", "name"]
    assert frame.shape == (2, 3)
