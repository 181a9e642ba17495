"""`sqlcoder data` from a shell: builds, checks, counts, shows and exports a tiny data set."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from sqlcoder.dataset.sources import load
from tests.cli.command import Done, run
from tests.cli.model_server import model_server
from tests.dataset import bakery


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cli data")
    bakery.folder(root / "datasets")
    return root


def data(sets: Path, *arguments: str) -> Done:
    places = ["--root", str(sets / "datasets")]
    if arguments[0] != "build":
        places += ["--data", str(sets / "data")]
    return run("data", *arguments, *places, home=sets / "home")


def test_build_makes_what_is_missing(sets: Path) -> None:
    out = ("--out", str(sets / "data"))
    first = data(sets, "build", "bakery", "--seeds", "2,1", *out)
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines() == [
        f"bakery {seed}: built ({sets / 'data' / 'eval' / 'bakery' / f'{seed}.duckdb'})" for seed in (2, 1)
    ]
    again = data(sets, "build", "eval", "--seeds", "1", *out)
    assert again.out.startswith("bakery 1: unchanged")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("build", "--seeds", "one"), 2, '"one" is no list of whole numbers, such as 1,2,3.'),
        (("build", "--seeds", "-1"), 2, "A seed is 0 or more."),
        (("build", "--kind", "postgres"), 2, "need a server"),
        (("build", "bakry"), 2, 'Did you mean "bakery"?'),
        (("show", "open-shop"), 2, 'Did you mean "open-shops"?'),
        (("export", "--out", "no/folder/here"), 1, "The questions can't be written"),
    ],
)
def test_faults_of_usage_are_told(sets: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = data(sets, *arguments)
    assert done.code == code
    assert told in done.err


def test_check_is_quick_the_second_time_and_sees_what_changed(sets: Path) -> None:
    first = data(sets, "check", "--jobs", "1", "--json")
    values = json.loads(first.out)
    assert values["questions"] == len(bakery.SOUND)
    assert {each["name"] for each in values["checks"]} >= {"parses", "leak", "runs", "sqlite", "mutants"}
    assert first.code == (0 if values["passed"] else 1)
    assert sum(each["faults"] for each in values["checks"]) == 0, values["findings"]

    log = next((sets / "data" / "checks").iterdir())
    lines = log.read_text()
    started = time.monotonic()
    assert data(sets, "check", "--jobs", "1", "--json").out == first.out
    assert time.monotonic() - started < 20
    assert log.read_text() == lines

    questions = sets / "datasets" / "eval" / "bakery" / "questions.jsonl"
    before = questions.read_text()
    try:
        questions.write_text(before.replace("shops.closed_on IS NULL", "shops.age IS NULL"))
        done = data(sets, "check", "bakery", "--jobs", "1", "--no-mutants")
    finally:
        questions.write_text(before)
    assert done.code == 1
    assert "Faults, runs:\n  bakery/open-shops: gold 1 on " in done.out


def test_stats_counts_and_draws(sets: Path) -> None:
    done = data(sets, "stats", "--plot", str(sets / "plot.svg"))
    assert done.code == 0
    assert "| bakery      |         5 |" in done.out
    assert (sets / "plot.svg").read_text().startswith("<svg")
    assert json.loads(data(sets, "stats", "--json").out)["categories"]["subquery"] == 1


def test_show_prints_the_question_its_query_and_rows(sets: Path) -> None:
    done = data(sets, "show", "bakery/takings", "--rows", "2")
    assert done.code == 0
    for told in (
        "Takings of each shop",
        "Gold 1",
        "-- components",
        '"required": ["name", "takings"]',
        "Shop 1",
    ):
        assert told in done.out
    assert "off topic" in data(sets, "show", "weather").out


def test_export_writes_chats_with_the_schema_and_stored_values(sets: Path) -> None:
    out = sets / "chat.jsonl"
    done = data(sets, "export", "--format", "chat", "--split", "eval", "--out", str(out))
    assert done.out == f"Wrote 4 questions of 1 database(s) to {out}\n"
    system = json.loads(out.read_text().splitlines()[0])["messages"][0]["content"]
    assert "CREATE TABLE shops ( -- Where bread is sold" in system
    assert "e.g. 'Lindenau'" in system
    first = out.read_bytes()
    data(sets, "export", "--format", "chat", "--split", "eval", "--out", str(out))
    assert out.read_bytes() == first


@pytest.mark.parametrize(("files", "ids"), [(("tune",), {"bakery/later"}), (("tune", "questions"), None)])
def test_export_takes_the_files_that_are_named(
    tmp_path: Path, files: tuple[str, ...], ids: set[str] | None
) -> None:
    folder = bakery.folder(tmp_path / "datasets")
    lines = (folder.path / "questions.jsonl").read_text("utf-8").splitlines()
    (folder.path / "tune.jsonl").write_text(json.dumps({**json.loads(lines[0]), "id": "later"}) + "\n")
    out = tmp_path / "some.jsonl"
    named = [part for file in files for part in ("--file", file)]
    assert data(tmp_path, "export", *named, "--out", str(out)).code == 0
    found = {json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()}
    assert found == (ids or {"bakery/later", *(f"bakery/{json.loads(line)['id']}" for line in lines)})


def test_expand_makes_the_same_questions_again_and_says_what_each_check_removed(tmp_path: Path) -> None:
    bakery.folder(tmp_path / "datasets", split="train", name="bakehouse")
    bakery.folder(tmp_path / "datasets")
    made = data(tmp_path, "expand", "--jobs", "1")
    assert (made.code, made.err) == (0, "")
    path = tmp_path / "data" / "train" / "bakehouse" / "expanded.jsonl"
    questions = {each["id"]: each for each in map(json.loads, path.read_text("utf-8").splitlines())}
    assert "rye-2023~1" in questions
    assert f"| bakehouse |       5 | {len(questions):4} |" in made.out
    # No wheat bread is called for in 2019: there are no rows.
    assert "rows" in made.out.split("removed")[1]
    before = path.read_bytes()
    assert data(tmp_path, "expand", "bakehouse", "--jobs", "1").out == made.out
    assert path.read_bytes() == before
    assert data(tmp_path, "show", "bakehouse/rye-2023~1").out.count("SELECT") == 1
    checked = data(tmp_path, "check", "bakehouse", "--jobs", "1", "--sample", "1", "--no-mutants", "--json")
    assert sum(each["faults"] for each in json.loads(checked.out)["checks"]) == 0, checked.out


def test_questions_to_evaluate_on_are_not_expanded(sets: Path) -> None:
    done = data(sets, "expand", "bakery")
    assert done.code == 2
    assert "written by hand only: bakery" in done.err


def model(sent: str) -> str:
    """Put a word before what is to be reworded, and answer every question with the shops of each town."""
    last = json.loads(sent)["messages"][-1]["content"]
    if "rewrite questions" in sent:
        return f"Well then: {last}"
    return "SELECT town, COUNT(*) FROM shops GROUP BY town"


def test_synthesize_keeps_what_the_model_answers_alike_and_goes_on_from_its_log(
    sets: Path, tmp_path: Path
) -> None:
    assert data(sets, "build", "bakery", "--seeds", "1", "--out", str(sets / "data")).code == 0
    where = (
        "--db",
        str(sets / "data" / "eval" / "bakery" / "1.duckdb"),
        "--out",
        str(tmp_path / "pairs.jsonl"),
    )
    with model_server(reply=model) as url:
        given = ("data", "synthesize", *where, "--count", "3", "--model", url)
        first = run(*given, home=sets / "home")
    assert (first.code, first.err) == (0, "")
    pairs = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()]
    assert pairs
    assert {pair["gold"][0]["sql"] for pair in pairs} == {
        "SELECT shops.town, COUNT(*) AS number_of_rows FROM shops GROUP BY shops.town"
    }
    assert all(pair["question"].startswith("Well then: ") for pair in pairs)
    assert "agrees: the model, asked the reworded question, comes to the same rows" in first.out
    # The server is gone: nothing is asked again.
    assert run(*given, home=sets / "home").out == first.out


def test_synthesize_without_a_model_keeps_all_that_is_sound(sets: Path, tmp_path: Path) -> None:
    assert data(sets, "build", "bakery", "--seeds", "1", "--out", str(sets / "data")).code == 0
    out = tmp_path / "pairs.jsonl"
    where = ("--db", str(sets / "data" / "eval" / "bakery" / "1.duckdb"), "--out", str(out))
    done = run("data", "synthesize", *where, "--count", "20", "--no-reword", home=sets / "home")
    assert done.code == 0, done.err
    assert done.out.startswith(f"Wrote 20 pairs to {out}; ")
    found = load(out)
    assert len({each.category for each in found}) >= 5
