"""Golds are run before anything is measured: faults, and what their author should look at."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sqlcoder.dataset.example import Example, Gold
from sqlcoder.evaluation.validate import Checked, ValidateGolds, as_json, lost
from tests.evaluation import ferries


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return ferries.database(tmp_path_factory.mktemp("ferries") / "a.duckdb")


def check(example: Example, *urls: str, reference: str | None = None) -> Checked:
    with ValidateGolds(ferries.scene(*urls), reference).open() as validate:
        return validate(example)


def test_sound_golds_have_neither_faults_nor_remarks(url: str) -> None:
    sound = [e for e in ferries.question_set() if e.id in ("names", "count", "sorted", "weather")]
    assert [check(example, url) for example in sound] == [Checked(example.id) for example in sound]


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("SELECT nope FROM ferries", "nope"),
        ("SELECT name FROM boats", 'Table "boats"'),
        ("DROP TABLE ferries", 'begins with "DROP"'),
        ("SELECT COUNT(*) FROM range(9000000) a, range(9000000) b", "time limit"),
        ("SELECT * FROM range(900000)", "more than the 100,000 rows"),
    ],
)
def test_a_gold_that_does_not_run_is_a_fault(url: str, sql: str, fault: str) -> None:
    seconds = 1 if fault == "time limit" else 20
    with ValidateGolds(ferries.scene(url, seconds=seconds)).open() as validate:
        found = validate(ferries.example("f", sql, dialect="duckdb"))
    assert not found.is_sound
    assert found.faults[0].startswith("gold 1 on duckdb://")
    assert fault in found.faults[0]


def test_what_proves_little_is_remarked(url: str) -> None:
    assert "no rows" in check(ferries.example("e", ferries.NOTHING), url).remarks[0]
    tie = "SELECT ferries.name FROM ferries ORDER BY ferries.seats DESC LIMIT 2"
    assert "cuts through a tie" in check(ferries.example("t", tie), url).remarks[0]
    one = "SELECT COUNT(*) AS n FROM ferries WHERE ferries.seats = 12"
    assert "always 1" in check(ferries.example("o", one), url).remarks[0]
    twice = Example("d", "ferries", "?", (Gold(ferries.NAMES), Gold(ferries.NAMES + " AND TRUE")))
    assert "Golds 1 and 2 return the same" in check(twice, url).remarks[0]


def test_a_translation_with_other_rows_than_the_reference_is_a_fault(url: str, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(ferries.SCHEMA + ferries.ROWS)
    for sql in (ferries.NAMES, "SELECT MIN(crossings.sailed_on) AS first FROM crossings", ferries.TODAY):
        assert check(ferries.example("n", sql), str(path), reference=url).faults == ()
    wrong = ferries.with_variant(ferries.NAMES, "SELECT name FROM ferries WHERE seats = 90")
    found = check(wrong, str(path), reference=url)
    assert not found.is_sound
    assert "Its rows are not those on duckdb://" in found.faults[0]


def test_a_question_whose_golds_end_the_process_has_a_fault() -> None:
    found = lost("1", "the worker process ended with signal 9")
    assert as_json(found)["faults"] == ["its golds can't be run: the worker process ended with signal 9."]
