from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.dataset.example import Example
from sqlcoder.errors import ConnectionFailed, UsageError
from sqlcoder.evaluation import instances as module
from sqlcoder.evaluation.instances import Instances, urls_of
from tests.evaluation import ferries


def test_the_name_of_the_database_fills_every_url() -> None:
    example = ferries.example("1", "SELECT 1", location="/data/here.db")
    assert urls_of(example, ("a/{database}.db", "b/{database}/{database}.db")) == (
        "a/ferries.db",
        "b/ferries/ferries.db",
    )
    assert urls_of(example, ()) == ("/data/here.db",)


def test_a_question_without_a_database_is_named() -> None:
    with pytest.raises(UsageError, match='for the question "7"'):
        urls_of(ferries.example("7", "SELECT 1"), ())


def test_a_database_is_opened_once_and_the_oldest_closed_when_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_OPEN", 2)
    examples = [Example(str(n), f"d{n}", "?") for n in range(3)]
    for example in examples:
        ferries.database(tmp_path / f"{example.database}.duckdb")
    with Instances((str(tmp_path / "{database}.duckdb"),), Limits()) as instances:
        first = instances.of(examples[0])
        assert instances.of(examples[0])[0].database is first[0].database
        assert [table.name for table in first[0].schema.tables] == ["crossings", "ferries"]
        for example in examples[1:]:
            instances.of(example)
        with pytest.raises(ConnectionFailed, match="closed"):
            first[0].database.version()
        assert instances.of(examples[0])[0].database is not first[0].database


def test_instances_of_two_kinds_are_refused(tmp_path: Path) -> None:
    ferries.database(tmp_path / "a.duckdb")
    with closing(sqlite3.connect(tmp_path / "b.sqlite")) as connection:
        connection.executescript(ferries.SCHEMA)
    urls = (str(tmp_path / "a.duckdb"), str(tmp_path / "b.sqlite"))
    with Instances(urls, Limits()) as instances, pytest.raises(UsageError, match="duckdb, sqlite"):
        instances.of(ferries.example("1", "SELECT 1"))
