"""Each check of texts finds the fault that was planted for it, and nothing in a sound data set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sqlcoder.dataset.checks.look import Background, Looked
from sqlcoder.dataset.questions import Questions, questions_of
from sqlcoder.dataset.verify import CHECKS, Verified, verify
from sqlcoder.errors import LogError
from tests.dataset import bakery
from tests.dataset.bakery import question

OTHER_SCHEMA = (
    bakery.SCHEMA.replace("loaves", "engines").replace("shops", "sheds").replace("sales", "runs")
    .replace("loaf_id", "engine_no").replace("shop_id", "shed_no").replace("sold_on", "run_day")
    .replace("pieces", "laps").replace("closed_on", "shut_day").replace("price", "power")
    .replace("town", "place").replace("name", "title").replace("kind", "sort").replace("main_id", "over_no")
    .replace("sale_id", "run_no")
)  # fmt: skip
NAMES = "SELECT shops.shop_id, shops.name FROM shops"
ENGINES = "SELECT engines.engine_no FROM engines"


def verified(*all_questions: Questions) -> Verified:
    looked = {
        each.key(example): Background.of(each).look(example) for each in all_questions for example in each.all
    }
    return verify(all_questions, looked)


def test_a_sound_set_has_no_findings(tmp_path: Path) -> None:
    found = verified(questions_of(bakery.folder(tmp_path)))
    assert found.findings == ()
    assert {bar.name: (bar.k, bar.n) for bar in found.bars} == {
        "hard or extra hard, eval": (2, 4),
        "tables asked about, bakery": (3, 3),
        "columns asked about, bakery": (11, 14),
    }


PLANTED: list[tuple[dict[str, Any], str, str]] = [
    (question("q", "Old?", "SELEC 1", category="where"), "guard", "is not allowed"),
    (question("q", "Old?", "SELECT FROM WHERE", category="where"), "parses", "can't be read"),
    (question("q", "Old?", "SELECT pg_sleep(9)", category="where"), "guard", "pg_sleep"),
    (question("q", "All of the shops", NAMES, category="where"), "columns", "gold 1: no role is given"),
    (
        question("q", "Old?", "SELECT shops.name FROM shops WHERE shops.town = 'Rome'", category="where"),
        "values",
        "'Rome'",
    ),
    (
        question("q", "which SHOPS are still open", "SELECT shops.name FROM shops", category="where"),
        "duplicates",
        "It is the same question as bakery open-shops: 100%",
    ),
    (
        question("q", "Which of our shops are still open?", "SELECT shops.name FROM shops", category="where"),
        "near-duplicates",
        "It is nearly bakery open-shops: 71%",
    ),
    (
        question(
            "q",
            "What nobody ever bought: bread",
            "SELECT shops.name FROM shops WHERE NOT EXISTS "
            "(SELECT 1 FROM sales WHERE sales.shop_id = shops.shop_id)",
            category="subquery",
        ),
        "near-duplicates",
        "It has the form and words of bakery unsold: 50%",
    ),
    (question("q", "Old?", "SELECT 1 AS a", category="easy"), "structure", 'Its category is "easy"'),
    (question("q", "Old?", "SELECT 1 AS a", category="unanswerable"), "structure", "don't agree"),
    (
        question("q", "Old?", answerable=False, category="unanswerable", reason="no"),
        "structure",
        'reason is "no"',
    ),
    (question("q", "Old?", "SELECT 1 AS a", category="instruct"), "structure", "has no instructions"),
]


@pytest.mark.parametrize(("planted", "check", "what"), PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, planted: dict[str, Any], check: str, what: str) -> None:
    found = verified(questions_of(bakery.folder(tmp_path, (*bakery.SOUND, planted)))).findings
    assert [(each.check, each.id) for each in found] == [(check, "q")]
    assert what in found[0].what
    assert found[0].fault is (check != "values")
    assert check in CHECKS


def test_a_folder_without_its_parts_is_faulty(tmp_path: Path) -> None:
    schema = bakery.SCHEMA.replace("COMMENT ON COLUMN sales.pieces", "COMMENT ON COLUMN sales.sold_on")
    folder = bakery.folder(tmp_path, schema=schema.replace("    PRIMARY KEY (sale_id),\n", ""))
    (folder.path / "README.md").unlink()
    (folder.path / "tune.jsonl").write_bytes(folder.questions.read_bytes())
    found = verified(questions_of(folder)).findings
    told = {each.what for each in found if each.check == "structure"}
    assert {"There is no README.md.", "sales.pieces has no comment.", "sales has no primary key."} <= told
    assert "2 questions of the database have this id." in told
    assert sum(each.check == "duplicates" for each in found) == 5


@pytest.mark.parametrize(
    ("asked", "sql", "share"),
    [
        ("which shops are still open?", ENGINES, 1.0),
        ("Which sheds are still open?", ENGINES, 0.67),
        ("Open or shut: which?", "SELECT sheds.title FROM sheds WHERE sheds.shut_day IS NULL", None),
        ("Engines of the sheds that are gone", ENGINES, None),
    ],
)
def test_what_is_like_an_evaluation_question_is_a_leak(
    tmp_path: Path, asked: str, sql: str, share: float | None
) -> None:
    evaluation = questions_of(bakery.folder(tmp_path))
    planted = question("q", asked, sql, category="where")
    folder = bakery.folder(tmp_path, (planted,), split="train", name="railway", schema=OTHER_SCHEMA)
    leaks = [each for each in verified(evaluation, questions_of(folder)).findings if each.check == "leak"]
    assert len(leaks) == (share is not None)
    assert share is None or f"bakery open-shops: {share:.0%}" in leaks[0].what


def test_databases_with_the_same_names_are_a_leak(tmp_path: Path) -> None:
    evaluation = questions_of(bakery.folder(tmp_path))
    planted = question("q", "Anything at all", "SELECT loaves.name FROM loaves", category="where")
    folder = bakery.folder(tmp_path, (planted,), split="train", name="breads")
    found = [each for each in verified(evaluation, questions_of(folder)).findings if each.check == "leak"]
    assert [each.what for each in found] == [
        "100% of the names of its tables are those of bakery.",
        "100% of the names of its columns are those of bakery.",
    ]


def test_what_is_made_from_a_question_may_be_like_it(tmp_path: Path) -> None:
    folder = bakery.folder(tmp_path, split="train")
    near = question(
        "near", "Which of our shops are still open?", "SELECT shops.name FROM shops", category="where"
    )
    same = question("same", "Which shops are still open?", "SELECT shops.name FROM shops", category="where")
    bakery.add(folder, "phrased.jsonl", near, same)
    found = verified(questions_of(folder)).findings
    assert [(each.check, each.id) for each in found] == [("duplicates", "same")]


def test_a_sample_is_always_the_same_and_grows(tmp_path: Path) -> None:
    folder = bakery.folder(tmp_path / "sets")
    made = [question(f"e{i}", f"Question {i}", "SELECT 1 AS a", category="where") for i in range(200)]
    (tmp_path / "data" / "eval" / "bakery").mkdir(parents=True)
    bakery.add(folder, "phrased.jsonl", *made[:100])
    bakery.add(folder, "../../../data/eval/bakery/expanded.jsonl", *made[100:])
    tenth, half, whole = (
        {each.id for each in questions_of(folder, tmp_path / "data", share).expanded}
        for share in (0.1, 0.5, 1.0)
    )
    assert tenth < half < whole == {each["id"] for each in made}
    assert 8 <= len(tenth) <= 35
    assert tenth == {each.id for each in questions_of(folder, tmp_path / "data", 0.1).expanded}


def test_what_was_looked_at_survives_its_log() -> None:
    with pytest.raises(LogError, match="none of a check of data sets"):
        Looked.from_json({"findings": [{"check": "x"}]})
