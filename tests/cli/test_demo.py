"""`sqlcoder demo` with scripted replies: three answers, and closing words that can be copied."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import run
from tests.cli.model_server import model_server

COUNT = "SELECT COUNT(*) AS hives FROM hives"


def test_three_questions_are_answered_and_the_next_steps_stand_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / ("a-long-name-" * 10 + ".duckdb")
    with model_server(COUNT, COUNT, COUNT) as url:
        done = run("demo", "--path", str(path), "--model", url, home=tmp_path, COLUMNS="40")
    assert done.code == 0, done.err
    assert done.out.count("(1 row)") == 3
    steps = [line for line in done.out.splitlines() if "sqlcoder ask" in line]
    assert steps[0].endswith(f"--db {path}") and len(steps) == 4


def test_a_question_without_an_answer_fails_the_demo(tmp_path: Path) -> None:
    wrong = "SELECT nothing FROM nowhere"
    with model_server(COUNT, COUNT, wrong, wrong) as url:
        done = run("demo", "--path", str(tmp_path / "bees.duckdb"), "--model", url, home=tmp_path)
    assert done.code == 1
    assert "nowhere" in done.err and "sqlcoder doctor" in done.out
