"""An outside program as what is measured: what it is told, and what may go wrong with it."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from sqlcoder.databases.url import open_database
from sqlcoder.errors import UsageError
from sqlcoder.evaluation.answerer import Asked
from sqlcoder.evaluation.command import CommandAnswerer, read_reply
from sqlcoder.evaluation.record import Prediction
from tests.evaluation import ferries


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    path = ferries.database(tmp_path_factory.mktemp("ferries") / "a.duckdb")
    with open_database(path) as database:
        schema = database.schema()
    return Asked("q", "How many ferries?", "Count all.", "A ferry is a boat.", schema, database)


def answer(asked: Asked, program: str, seconds: float = 20.0) -> Prediction:
    answerer = CommandAnswerer((sys.executable, "-c", program), seconds)
    with answerer.open() as answers:
        return answers(asked).prediction


def test_a_program_gets_the_question_and_the_schema_and_no_gold(asked: Asked) -> None:
    found = answer(asked, "import sys; print('SELECT 1 --' + sys.stdin.read().encode().hex())")
    assert found.sql is not None
    told = json.loads(bytes.fromhex(found.tries[0].reply.partition("--")[2].strip()))
    assert told.pop("schema").startswith("CREATE TABLE crossings")
    assert told == {
        "id": "q",
        "history": [],
        "question": "How many ferries?",
        "instructions": "Count all.",
        "glossary": "A ferry is a boat.",
        "dialect": "duckdb",
    }


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("SELECT 1", Prediction("SELECT 1")),
        ("Here it is:\n```sql\nSELECT 1;\n```\nDone.", Prediction("SELECT 1")),
        ('{"sql": "SELECT 1"}', Prediction("SELECT 1")),
        ('{"sql": "DROP TABLE ferries"}', Prediction("DROP TABLE ferries")),
        ('{"abstain": "off topic"}', Prediction(abstained="off topic")),
        ('{"abstain": true}', Prediction(abstained="no reason given")),
        ('{"answer": 3}', Prediction()),
        ("I can't tell.", Prediction()),
        ("", Prediction()),
        ('["SELECT 1"]', Prediction()),
    ],
)
def test_a_reply_is_sql_or_an_object(reply: str, expected: Prediction) -> None:
    found = read_reply(reply)
    assert (found.sql, found.abstained) == (expected.sql, expected.abstained)
    assert found.tries[0].reply == reply
    assert (found.tries[0].error is None) == (found.sql is not None or found.abstained is not None)


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import sys; sys.exit('no key is set')", "The command ended with exit code 1: no key is set"),
        ("raise SystemExit(3)", "The command ended with exit code 3: it printed no error"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended with signal 9"),
    ],
)
def test_a_program_that_fails_has_not_answered(asked: Asked, program: str, why: str) -> None:
    found = answer(asked, program)
    assert found.failed is not None
    assert why in found.failed


def test_a_program_that_takes_too_long_is_ended_with_its_children(asked: Asked, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    child = f"import time\nwhile True:\n    open({str(alive)!r}, 'a').write('x')\n    time.sleep(0.05)"
    program = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])"
    found = answer(asked, program, seconds=2)
    assert found.failed == "The command gave no answer in 2 seconds."
    written = alive.stat().st_size
    time.sleep(0.3)
    assert alive.stat().st_size == written


def test_a_program_that_is_not_there_stops_the_run() -> None:
    with pytest.raises(UsageError) as caught, CommandAnswerer(("no-such-program", "--x")).open():
        pass
    assert "no-such-program" in str(caught.value)
