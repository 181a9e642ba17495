from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqlcoder.dataset import jsonl
from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example, Gold, Variant
from sqlcoder.errors import DatasetError
from sqlcoder.pipeline.prompt import Turn
from sqlcoder.sql.dialect import DIALECTS
from sqlcoder.sql.hardness import LEVELS

ENTRY: dict[str, Any] = {"id": "1", "database": "ferries", "question": "How?", "gold": [{"sql": "SELECT 1"}]}


def read(text: str, path: Path = Path("set.jsonl")) -> tuple[Example, ...]:
    return jsonl.read(Document(path, text))


def gold(**fields: object) -> dict[str, object]:
    return {"gold": [{"sql": "SELECT 1", **fields}]}


FAULTS: list[tuple[dict[str, Any], str, str, str]] = [
    ({"quesion": "x"}, 'Unknown field "quesion".', "", 'Did you mean "question"?'),
    ({"colour": "x"}, 'Unknown field "colour".', "", "Known are: id, database, question"),
    ({"id": None}, 'The field "id" is empty.', "", "Every entry needs it."),
    ({"id": 7}, 'The field "id" is a number, not text.', "", 'Write it in quotes: "id": "..."'),
    ({"question": "  "}, 'The field "question" is empty.', "", "Every entry needs it."),
    (
        {"question": "\ud83d"},
        'The field "question" holds half of a character',
        "",
        "Write the whole character",
    ),
    ({"database": ["x"]}, 'The field "database" is a list, not text.', "", "Write it in quotes"),
    ({"instructions": {}}, 'The field "instructions" is an object, not text.', "", "Write it in quotes"),
    ({"ordered": "yes"}, 'The field "ordered" is text, not true or false.', "", "no quotes"),
    ({"answerable": None}, 'The field "answerable" is null, not true or false.', "", "no quotes"),
    ({"hardness": "extra hard"}, 'The field "hardness" is "extra hard".', "", 'Did you mean "extra"?'),
    ({"hardness": "so-so"}, 'The field "hardness" is "so-so".', "", "Known are: easy, medium, hard, extra."),
    ({"dialect": "postgresql"}, 'The field "dialect" is "postgresql".', "", 'Did you mean "postgres"?'),
    ({"gold": []}, "The question has no gold.", "", '"answerable": false where none exists'),
    ({"gold": "SELECT 1"}, 'The field "gold" is text, not a list.', "", "Write it in [ and ]."),
    ({"gold": ["SELECT 1"]}, "A gold is text, not a JSON object.", ", gold 1", 'Write {"sql": "..."}.'),
    ({"gold": [{"sql": "x"}, 5]}, "A gold is a number, not a JSON object.", ", gold 2", "Write it as"),
    ({"gold": [{}]}, 'The field "sql" is missing.', ", gold 1", "Every entry needs it."),
    ({"gold": [{"sqls": "x"}]}, 'Unknown field "sqls".', ", gold 1", 'Did you mean "sql"?'),
    (gold(columns=["id"]), 'The field "columns" is a list, not a JSON object.', ", gold 1", "Write it as"),
    (gold(columns={"requird": []}), 'Unknown field "requird".', ", gold 1", 'Did you mean "required"?'),
    (
        gold(columns={"required": "id"}),
        'The field "required" is text, not a list.',
        ", gold 1",
        "Write it in [",
    ),
    (gold(columns={"required": [0]}), "0 names no column.", ", gold 1", "position counted from 1"),
    (gold(columns={"optional": [True]}), "true names no column.", ", gold 1", "column's name"),
    (gold(columns={"optional": ["\ud83d"]}), '"\\ud83d" names no column.', ", gold 1", "counted from 1"),
    (gold(columns={"optional": [""]}), '"" names no column.', ", gold 1", "counted from 1"),
    (
        gold(columns={"either": ["id"]}),
        'A group of "either" is text, not a list',
        ", gold 1",
        "a list of lists",
    ),
    (
        gold(columns={"either": [[]]}),
        'A group of "either" is empty, not a list',
        ", gold 1",
        "a list of lists",
    ),
    (
        gold(columns={"either": [["id"]], "optional": ["id"]}),
        'The column "id" has more than one role.',
        ", gold 1",
        "Name it once.",
    ),
    (gold(variants={"oracle": "x"}), 'Unknown field "oracle".', ", gold 1", "Known are: duckdb, sqlite"),
    (gold(variants={"sqlite": ""}), 'The field "sqlite" is empty.', ", gold 1", "needs it"),
    ({"answerable": False}, "A question that can't be answered has a gold.", "", 'Remove "gold" or'),
    ({"whole": "How many?"}, 'Of "history" and "whole" one is missing.', "", "A follow-up needs both"),
    ({"history": [{"question": "What?", "sql": "SELECT 2"}]}, 'Of "history" and "whole"', "", "needs both"),
    (
        {"whole": "How many?", "history": [{"question": "What?"}]},
        'The field "sql" is missing.',
        ", turn 1",
        "Every entry needs it.",
    ),
    ({"reason": "off topic"}, "A question that can be answered has a reason why not.", "", 'Remove "reason"'),
]


@pytest.mark.parametrize(("change", "what", "where", "fix"), FAULTS)
def test_a_fault_is_said_with_its_line(change: dict[str, Any], what: str, where: str, fix: str) -> None:
    text = f"{json.dumps(ENTRY)}\n\n{json.dumps(ENTRY | {'id': '2'} | change)}\n"
    with pytest.raises(DatasetError) as caught:
        read(text)
    assert caught.value.what.startswith(what)
    assert caught.value.where == f"set.jsonl, line 3{where}"
    assert fix in (caught.value.fix or "")


LINES = [
    ('{"id": "1",}', "It isn't JSON: ", "set.jsonl, line 1, column 1", "Check quotes"),
    (
        '{"id": ' + "1" * 5000 + "}",
        "It can't be read: Exceeds the limit",
        "set.jsonl, line 1",
        "a shorter number",
    ),
    ("[1]", "A line is a list, not a JSON object.", "set.jsonl, line 1", "Write it as"),
    ('{"id": "1", "id": "2"}', 'The field "id" stands there twice.', "set.jsonl, line 1", "Keep one"),
    ('{"id": "1", "databse": "x"}', 'Unknown field "databse".', "set.jsonl, line 1", '"database"'),
    (
        f"{json.dumps(ENTRY)}\n" * 2,
        'The id "1" is taken by set.jsonl, line 1.',
        "set.jsonl, line 2",
        "of its own",
    ),
]


@pytest.mark.parametrize(("text", "what", "where", "fix"), LINES)
def test_a_line_that_is_no_entry_is_refused(text: str, what: str, where: str, fix: str) -> None:
    with pytest.raises(DatasetError) as caught:
        read(text)
    assert caught.value.what.startswith(what)
    assert (caught.value.where or "").startswith(where)
    assert fix in (caught.value.fix or "")


@pytest.mark.parametrize("field", ["id", "database", "question", "gold"])
def test_what_every_entry_needs(field: str) -> None:
    with pytest.raises(DatasetError) as caught:
        read(json.dumps({k: v for k, v in ENTRY.items() if k != field}))
    missing = "The question has no gold." if field == "gold" else f'The field "{field}" is missing.'
    assert (caught.value.what, caught.value.where) == (missing, "set.jsonl, line 1")


def test_a_line_separator_within_a_string_ends_no_line() -> None:
    (example,) = read(json.dumps(ENTRY | {"question": "a\u2028b"}, ensure_ascii=False))
    assert example.question == "a\u2028b"


LOCATIONS = [
    ("ferries.sqlite", str(Path("sets/ferries.sqlite").absolute())),
    ("/data/ferries.sqlite", "/data/ferries.sqlite"),
    ("postgresql://reader@host/ferries", "postgresql://reader@host/ferries"),
]


@pytest.mark.parametrize(("written", "meant"), LOCATIONS)
def test_a_location_starts_at_the_folder_of_the_file(written: str, meant: str) -> None:
    (example,) = read(json.dumps(ENTRY | {"location": written}), Path("sets/set.jsonl"))
    assert example.location == meant


def test_two_questions_of_one_id_arent_written(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    with pytest.raises(DatasetError) as caught:
        jsonl.write(path, read(json.dumps(ENTRY)) * 2)
    assert str(caught.value) == f'Two questions have the id "1". ({path})\nRename one.'
    assert not path.exists()


def test_a_place_that_cant_be_written(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"can't be written: Is a directory\.") as caught:
        jsonl.write(tmp_path, read(json.dumps(ENTRY)))
    assert caught.value.where == str(tmp_path)
    assert "Check the path" in (caught.value.fix or "")


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text == text.strip()
)
MAYBE = st.none() | WORDS
COLUMNS = st.lists(WORDS | st.integers(1, 40), min_size=3, max_size=6, unique=True)


@st.composite
def golds(draw: st.DrawFn) -> Gold:
    first, *rest = draw(COLUMNS)
    cut = draw(st.integers(0, len(rest) - 1))
    dialects = draw(st.lists(st.sampled_from(list(DIALECTS)), unique=True))
    return Gold(
        draw(WORDS),
        (first,),
        (tuple(rest[cut:]),),
        tuple(rest[:cut]),
        tuple(Variant(d, draw(WORDS)) for d in dialects),
    )


ANSWERABLE = st.builds(
    Example,
    id=WORDS,
    database=WORDS,
    question=WORDS,
    golds=st.lists(golds(), min_size=1, max_size=3).map(tuple),
    instructions=MAYBE,
    category=MAYBE,
    ordered=st.booleans(),
    hardness=st.none() | st.sampled_from(LEVELS),
    dialect=st.sampled_from(list(DIALECTS)),
    location=st.none() | WORDS.map(lambda word: f"sqlite:///{word}"),
)
UNANSWERABLE = st.builds(
    Example, id=WORDS, database=WORDS, question=WORDS, answerable=st.just(False), reason=MAYBE
)


@given(st.lists(ANSWERABLE | UNANSWERABLE, min_size=1, max_size=4, unique_by=lambda example: example.id))
def test_what_is_written_is_read_again(examples: list[Example]) -> None:
    assert read("".join(f"{jsonl.line(example)}\n" for example in examples)) == tuple(examples)


def test_a_follow_up_is_read_and_written() -> None:
    turn = {"question": "How many are there?", "sql": "SELECT 2"}
    follow_up = ENTRY | {"history": [turn], "question": "and today?", "whole": "How many are there today?"}
    (example,) = read(json.dumps(follow_up))
    assert example.history == (Turn(**turn),)
    assert (example.question, example.complete) == ("and today?", "How many are there today?")
    assert json.loads(jsonl.line(example)) == follow_up
    assert read(json.dumps(ENTRY))[0].complete == ENTRY["question"]
