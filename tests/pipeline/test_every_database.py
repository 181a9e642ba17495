"""The real small model answers the same questions on every kind of database, from question to rows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import sqlcoder
from sqlcoder.pipeline.connection import Connection
from tests.databases.stores import Store

pytestmark = pytest.mark.model

QUESTIONS = {
    "How many members are there?": ((3,),),
    "What is the sum of the minutes of all visits?": ((135,),),
    "What is the name of the member whose id is 2?": (("O'Hara",),),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def connection(store: Store, home: Path, small_weights: Path) -> Iterator[Connection]:
    with sqlcoder.connect(store.url, model=str(small_weights), home=home, tables=["member", "visit"]) as db:
        yield db


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered(connection: Connection, question: str) -> None:
    answer = connection.ask(question)
    assert answer.error is None, f"{answer.sql}: {answer.error}"
    assert tuple(tuple(map(_plain, row)) for row in answer.rows) == QUESTIONS[question], answer.sql


def test_the_schema_was_read_once(connection: Connection) -> None:
    usage = connection.ask("How many visits are there?").attempts[0].usage
    assert usage.cached_tokens > 100
    assert usage.read_tokens < 40


def test_only_the_named_tables_are_told(connection: Connection) -> None:
    assert {table.name for table in connection.schema().tables} == {"member", "visit"}


def test_nothing_but_caches_is_kept(connection: Connection, home: Path) -> None:
    connection.ask("How many visits are there?")
    assert {Path(name).name for name in os.listdir(home)} <= {"schemas", "prefixes"}


def _plain(value: object) -> object:
    return value if isinstance(value, str) else int(str(value).split(".")[0])
