"""`sqlcoder eval` as a user meets it: every subcommand on a small question set, and what bad input says."""

from __future__ import annotations

import json
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from sqlcoder.cli.eval import SUBCOMMANDS
from sqlcoder.dataset import jsonl
from tests.cli.command import Done, run, start
from tests.cli.model_server import model_server
from tests.evaluation import answers, ferries

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eval")
    ferries.database(folder / "ferries.duckdb")
    ferries.database(folder / "other.duckdb", ferries.OTHER_ROWS)
    jsonl.write(folder / "questions.jsonl", ferries.question_set())
    return folder


def questions(folder: Path, *databases: str) -> tuple[str, ...]:
    urls = [part for name in databases or ("ferries",) for part in ("--db", str(folder / f"{name}.duckdb"))]
    return ("--questions", str(folder / "questions.jsonl"), *urls)


def asked(folder: Path, out: str, *more: str) -> Done:
    program = f"{sys.executable} {answers.__file__} 0"
    return run(
        *("eval", "run", *questions(folder), "--command", program, "--out", str(folder / out), *more),
        home=folder / "home",
    )


@pytest.fixture(scope="module")
def log(folder: Path) -> Path:
    done = asked(folder, "run.jsonl", "--name", "answers")
    assert done.code == 0, done.err
    return folder / "run.jsonl"


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_has_help_with_an_example_and_a_place_in_the_docs(name: str, tmp_path: Path) -> None:
    done = run("eval", name, "--help", home=tmp_path)
    assert done.code == 0
    assert f"Example: sqlcoder eval {name}" in done.out
    assert f"sqlcoder eval {name}" in (ROOT / "docs" / "evaluation.md").read_text()


def test_a_report_is_text_json_or_a_page(folder: Path, log: Path) -> None:
    text = run("eval", "report", str(log), home=folder)
    assert "n=6" in text.out
    assert "--html" in text.err
    values = json.loads(run("eval", "report", str(log), "--json", home=folder).out)
    assert values["right"]["k"] == 3
    page = folder / "run.html"
    done = run("eval", "report", str(log), "--html", str(page), home=folder)
    assert f"Written: {page}" in done.err
    assert "Question names?" in page.read_text()
    assert page.stat().st_mode & 0o777 != 0o600


def test_two_runs_are_compared_with_the_questions_that_changed(folder: Path, log: Path) -> None:
    better = folder / "better.json"
    better.write_text(json.dumps({"names": ferries.NAMES, "count": ferries.COUNT, "sorted": "SELECT 1"}))
    out = folder / "better.jsonl"
    done = run(
        *("eval", "run", *questions(folder), "--predictions", str(better), "--out", str(out)), home=folder
    )
    assert done.code == 0, done.err
    compared = run("eval", "compare", str(log), str(out), "--html", str(folder / "c.html"), home=folder)
    assert compared.code == 0, compared.err
    for changed in ("count", "sorted", "this-week"):
        assert changed in compared.out
    assert (folder / "c.html").exists()
    board = run("eval", "leaderboard", str(log), str(out), "--html", str(folder / "board.html"), home=folder)
    assert board.out.index("answers") < board.out.index("better.json")
    assert "<table" in (folder / "board.html").read_text()


def test_golds_are_validated_and_faults_fail(folder: Path) -> None:
    sound = run("eval", "validate", *questions(folder), home=folder)
    assert sound.code == 0, sound.err
    assert "nothing: Gold 1 returns no rows" in sound.out
    assert "9 questions, 0 with faults" in sound.out
    broken = folder / "broken.jsonl"
    jsonl.write(broken, [ferries.example("broken", "SELECT nope FROM ferries")])
    database = str(folder / "ferries.duckdb")
    faulty = run("eval", "validate", "--questions", str(broken), "--db", database, "--json", home=folder)
    assert faulty.code == 1
    assert "nope" in json.loads(faulty.out)["faults"][0]


def test_mutants_that_are_missed_fail_the_check_and_it_goes_on_where_it_was(folder: Path) -> None:
    out = folder / "mutants.jsonl"
    given = ("eval", "mutate", *questions(folder, "ferries", "other"), "--out", str(out))
    done = run(*given, home=folder)
    assert "Caught: " in done.out
    assert "Missed: " in done.out
    assert done.code == 1
    before = out.read_bytes()
    again = run(*given, "--least", "1", home=folder)
    assert (again.code, again.out) == (0, done.out)
    assert out.read_bytes() == before


def test_a_model_behind_a_server_is_measured_by_the_same_steps(folder: Path) -> None:
    with model_server(f"```sql\n{ferries.NAMES}\n```") as url:
        done = run(
            *("eval", "run", *questions(folder), "--model", url, "--first", "1"),
            *("--out", str(folder / "server.jsonl")),
            home=folder,
        )
    assert done.code == 0, done.err
    lines = [json.loads(line) for line in (folder / "server.jsonl").read_text().splitlines()]
    system = next(line["text"] for line in lines if "system" in line)
    assert "CREATE TABLE ferries" in system
    question = lines[-1]
    assert question["judgement"]["outcome"] == "right"
    assert question["prediction"]["turns"] == [["user", "Question names?"]]
    assert question["prediction"]["tries"][0]["reply"].startswith(ferries.NAMES)


def test_a_format_and_a_metric_of_ones_own_are_files(folder: Path) -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text()
    blocks = [block.split("```")[0] for block in page.split("```python\n")[1:]]
    metric, form = (next(b for b in blocks if b.startswith(name)) for name in ("# short.py", "# pairs.py"))
    (folder / "short.py").write_text(metric)
    (folder / "pairs.py").write_text(form)
    (folder / "mine.txt").write_text(f"Which have 40? ||| {ferries.NAMES}\nHow many? ||| {ferries.COUNT}\n")
    (folder / "mine.pred").write_text("SELECT name FROM ferries WHERE seats = 40\nSELECT 6\n")
    done = run(
        *("eval", "run", "--questions", str(folder / "mine.txt"), "--db", str(folder / "ferries.duckdb")),
        *("--format", f"{folder}/pairs.py:PAIRS", "--metric", f"{folder}/short.py:short"),
        *("--predictions", str(folder / "mine.pred"), "--out", str(folder / "mine.jsonl"), "--json"),
        home=folder,
    )
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["right"]["k"] == 2
    assert found["metrics"][f"{folder}/short.py:short"]["n"] == 2


def test_a_set_in_spiders_format_brings_its_sqlite_files(folder: Path) -> None:
    place = folder / "spider" / "database" / "ferries"
    place.mkdir(parents=True)
    with closing(sqlite3.connect(place / "ferries.sqlite")) as connection:
        connection.executescript(ferries.SCHEMA + ferries.ROWS)
    golds = ["SELECT name FROM ferries WHERE seats = 40", "SELECT count(*) FROM crossings"]
    entries = [
        {"db_id": "ferries", "question": f"Question {n}?", "query": sql} for n, sql in enumerate(golds)
    ]
    (folder / "spider" / "dev.json").write_text(json.dumps(entries))
    (folder / "spider" / "pred.txt").write_text(f"{golds[0]} AND name > 'C'\n{golds[1]}\n")
    done = run(
        *("eval", "run", "--questions", str(folder / "spider" / "dev.json"), "--json"),
        *("--predictions", str(folder / "spider" / "pred.txt"), "--out", str(folder / "spider.jsonl")),
        home=folder,
    )
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert (found["right"]["k"], found["right"]["n"]) == (1, 2)
    assert found["metrics"]["exact set"]["n"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report", "nowhere.jsonl"), "The run can't be read"),
        (("report", "questions.jsonl"), "no run of an evaluation"),
        (("report", "ferries.duckdb"), "isn't text"),
        (("compare", "run.jsonl", "nowhere.jsonl"), "nowhere.jsonl"),
        (("report", "run.jsonl", "--html", "no/such/folder/x.html"), "can't be written"),
        (("run", "--questions", "nowhere.jsonl"), "nowhere.jsonl"),
        (("run", "--questions", "questions.jsonl"), "No database is named"),
        (("run", "--questions", "questions.jsonl", "--db", "{database}.db"), "ferries.db"),
        (("run", "--metric", "f1"), 'Unknown metric "f1"'),
        (("run", "--command", "a", "--predictions", "b"), "one thing at a time"),
        (("run", "--format", "spidr"), 'Did you mean "spider"?'),
        (("run", "--format", "no.py:F"), "no such file"),
        (("run", "--glossary", "no.md", "--command", "true"), "The glossary can't be read"),
        (("validate", "--jobs", "0"), "--jobs"),
    ],
)
def test_bad_input_is_named_with_what_to_do(
    folder: Path, log: Path, arguments: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    done = run("eval", *arguments, home=folder / "home", PYTHONPATH=str(ROOT / "src"))
    assert done.code in (1, 2)
    assert message in done.err
    assert not (folder / "home" / "weights").exists(), "weights were fetched before the input was looked at"


def test_an_interrupted_run_says_so_and_goes_on(folder: Path) -> None:
    program = f"{sys.executable} {answers.__file__} 0.6"
    given = ("eval", "run", *questions(folder), "--command", program, "--jobs", "1")
    out = folder / "interrupted.jsonl"
    process = start(*given, "--out", str(out), home=folder)
    deadline = time.monotonic() + 60
    while not (out.exists() and out.read_text().count("\n") >= 3) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "of 9 questions; the same command goes on." in err
    assert err.strip().endswith("Interrupted.")
    assert "Traceback" not in err
    done = run(*given, "--out", str(out), home=folder)
    assert done.code == 0, done.err
    ids = [json.loads(line).get("id") for line in out.read_text().splitlines()]
    assert ids[1:] == list(answers.ANSWERS)


def test_without_questions_the_example_set_is_asked_on_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program = f"{sys.executable} -c \"print('SELECT COUNT(*) FROM queens WHERE mother_id IS NULL')\""
    process = start(
        *("eval", "run", "--first", "2", "--command", program, "--json"),
        home=tmp_path / "home",
        PYTHONPATH=str(ROOT / "src"),
    )
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert json.loads(out)["right"]["k"] == 1
    assert (tmp_path / "demo" / "beekeeping.duckdb").exists()
    assert (tmp_path / "run.jsonl").exists()


# Answers with the number of turns before the question, or with the question's own number.
ECHO = """
import json, sys
asked = json.load(sys.stdin)
turns = len(asked["history"])
print(f"SELECT {turns}" if turns else f"SELECT {asked['question'].split()[-1]}")
"""


def test_a_follow_up_is_asked_after_its_turns_or_as_a_whole(folder: Path) -> None:
    follow_up = {
        "id": "then",
        "database": "ferries",
        "history": [{"question": "Which number is the first?", "sql": "SELECT 0"}],
        "question": "and the next",
        "whole": "The number 7",
        "gold": [{"sql": "SELECT 1"}, {"sql": "SELECT 7"}],
    }
    (folder / "turns.jsonl").write_text(json.dumps(follow_up))
    (folder / "echo.py").write_text(ECHO)
    queries = []
    for more in ((), ("--whole",)):
        out = folder / f"turns-{len(queries)}.jsonl"
        done = run(
            *(
                "eval",
                "run",
                "--questions",
                str(folder / "turns.jsonl"),
                "--db",
                str(folder / "ferries.duckdb"),
            ),
            *("--command", f"{sys.executable} {folder / 'echo.py'}", "--out", str(out), *more),
            home=folder / "home",
        )
        assert done.code == 0, done.err
        record = json.loads(out.read_text().splitlines()[1])
        assert record["judgement"]["outcome"] == "right"
        assert ("history" in record) == (not more)
        queries.append(record["prediction"]["sql"])
    assert queries == ["SELECT 1", "SELECT 7"]
