"""A run from end to end: asked once, killed at any moment, judged again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sqlcoder.dataset import jsonl
from sqlcoder.evaluation.log import read
from sqlcoder.evaluation.outcome import Outcome
from tests.evaluation import answers, ferries

EXPECTED = {
    "names": Outcome.RIGHT,
    "count": Outcome.WRONG,
    "sorted": Outcome.RIGHT,
    "first-two": Outcome.WRONG,
    "this-week": Outcome.RIGHT,
    "big": Outcome.REFUSED,
    "nothing": Outcome.NO_QUERY,
    "weather": Outcome.ABSTAINED,
    "fuel": Outcome.ANSWERED,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a question set and its database, `ferries.duckdb`."""
    folder = tmp_path_factory.mktemp("run")
    ferries.database(folder / "ferries.duckdb")
    jsonl.write(folder / "questions.jsonl", ferries.question_set())
    return folder


def arguments(folder: Path, out: str, *more: str, delay: float = 0.0) -> list[str]:
    program = f"{sys.executable} {answers.__file__} {delay}"
    database = str(folder / "{database}.duckdb")
    return [
        *(sys.executable, "-m", "sqlcoder", "eval", "run", "--home", str(folder / "home")),
        *("--questions", str(folder / "questions.jsonl"), "--db", database),
        *("--command", program, "--name", "answers", "--out", str(folder / out), *more),
    ]


def started(folder: Path, *more: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(folder, *more, **kwargs), capture_output=True, text=True, check=False, timeout=120
    )


def timeless(path: Path) -> str:
    """Return the log's text without times, which alone may differ between two runs."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(item) for key, item in value.items() if key not in ("seconds", "created")}
        return [strip(item) for item in value] if isinstance(value, list) else value

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    # The command holds the delay.
    for line in lines:
        if "header" in line:
            line["header"].pop("answerer")
    return "\n".join(json.dumps(strip(line)) for line in lines)


@pytest.fixture(scope="module")
def whole(folder: Path) -> Path:
    """The log of a run that nothing interrupted."""
    done = started(folder, "whole.jsonl", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "n=6" in done.stdout
    return folder / "whole.jsonl"


def test_every_question_comes_to_its_outcome_in_the_order_of_the_set(whole: Path) -> None:
    run = read(whole)
    assert {record.id: record.outcome for record in run.records} == EXPECTED
    assert [record.id for record in run.records] == list(EXPECTED)
    assert run.is_complete
    assert run.header.name == "answers"
    assert run.header.questions == "questions.jsonl"
    assert set(run.header.versions) >= {"python", "sqlglot", "duckdb"}


def test_a_run_killed_at_ten_random_moments_ends_with_the_same_log(folder: Path, whole: Path) -> None:
    random_seconds = random.Random(20)
    out = folder / "killed.jsonl"
    counts = Counter[str]()
    for _ in range(10):
        process = subprocess.Popen(
            arguments(folder, out.name, "--jobs", "2", delay=0.4),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            process.wait(timeout=random_seconds.uniform(0.3, 4.0))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        if out.exists():
            lines = out.read_text(encoding="utf-8").split("\n")[:-1]
            counts = Counter(json.loads(line).get("id", "-") for line in lines)
            assert max(counts.values(), default=1) == 1
        time.sleep(0.1)
    last = subprocess.run(
        arguments(folder, out.name, "--jobs", "2", delay=0.4), capture_output=True, timeout=120, check=True
    )
    assert b"n=6" in last.stdout
    assert timeless(out) == timeless(whole)


def test_a_complete_run_is_not_asked_again(folder: Path, whole: Path) -> None:
    before = whole.read_bytes()
    again = started(folder, whole.name, "--jobs", "2")
    assert again.returncode == 0
    assert whole.read_bytes() == before


def test_the_log_of_another_run_is_not_continued(folder: Path, whole: Path) -> None:
    before = whole.read_bytes()
    other = started(folder, whole.name, "--now", "2030-01-01")
    assert other.returncode == 1
    assert "now" in other.stderr
    assert "--out" in other.stderr
    assert whole.read_bytes() == before


def test_a_run_is_judged_again_from_its_log_alone(folder: Path, whole: Path) -> None:
    home = ("--home", str(folder / "home"))
    scored = subprocess.run(
        [sys.executable, "-m", "sqlcoder", "eval", "score", str(whole), *home],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert scored.returncode == 0, scored.stderr
    again = whole.with_name("whole.scored.jsonl")
    assert timeless(again) == timeless(whole)


def test_gold_faults_stop_the_run_before_anything_is_asked_or_are_left_out(folder: Path) -> None:
    broken = ferries.example("broken", "SELECT nope FROM ferries")
    jsonl.write(folder / "faulty.jsonl", [*ferries.question_set()[:1], broken])
    given = ("--questions", str(folder / "faulty.jsonl"))
    refused = started(folder, "faulty-run.jsonl", *given)
    assert refused.returncode == 1
    assert "1 of 2 questions have golds with faults" in refused.stderr
    assert "broken: gold 1 on duckdb://" in refused.stderr
    assert not (folder / "faulty-run.jsonl").exists()
    done = started(folder, "faulty-run.jsonl", *given, "--skip-faults")
    assert done.returncode == 0, done.stderr
    assert [record.id for record in read(folder / "faulty-run.jsonl").records] == ["names"]


def test_predictions_made_elsewhere_are_judged(folder: Path) -> None:
    lines = [
        json.dumps({"id": id, "sql": sql}) for id, sql in answers.ANSWERS.items() if isinstance(sql, str)
    ]
    (folder / "predictions.jsonl").write_text("\n".join(lines))
    out = folder / "predicted.jsonl"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sqlcoder", "eval", "run", "--home", str(folder / "home")),
            *("--questions", str(folder / "questions.jsonl"), "--db", str(folder / "ferries.duckdb")),
            *("--predictions", str(folder / "predictions.jsonl"), "--out", str(out), "--json"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    found = {record.id: record.outcome for record in read(out).records}
    # Words given as SQL are judged as SQL; a prediction that is missing is no abstention.
    assert found == {**EXPECTED, "nothing": Outcome.INVALID, "weather": Outcome.FAILED}
