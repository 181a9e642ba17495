"""What is exported can be read again, in each format, and a chat is what the pipeline asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sqlcoder.dataset.export import FORMATS, Exported, write
from sqlcoder.dataset.questions import Questions, questions_of
from sqlcoder.dataset.sources import load
from sqlcoder.errors import DatasetError
from sqlcoder.pipeline.prompt import Question, chat
from sqlcoder.sql.dialect import dialect
from tests.dataset import bakery


@pytest.fixture
def questions(tmp_path: Path) -> Questions:
    asked = bakery.question("i", "Which?", "SELECT 1 AS a", category="instruct", instructions="Say 1.")
    return questions_of(bakery.folder(tmp_path, (*bakery.SOUND, asked)))


@pytest.mark.parametrize(("form", "count"), [("jsonl", 6), ("spider", 5)])
def test_our_own_reader_reads_them(questions: Questions, tmp_path: Path, form: str, count: int) -> None:
    write(tmp_path / "out", FORMATS[form]([Exported(questions)]))
    found = load(tmp_path / "out")
    assert len(found) == count
    assert [each.golds[:1] for each in found if each.golds] != []
    assert {each.database for each in found} == {"bakery"}


def test_our_format_loses_nothing_but_takes_the_name_into_the_id(
    questions: Questions, tmp_path: Path
) -> None:
    write(tmp_path / "out", FORMATS["jsonl"]([Exported(questions)]))
    found = load(tmp_path / "out")
    assert [each.id for each in found] == [f"bakery/{each.id}" for each in questions.all]
    assert [each.golds for each in found] == [each.golds for each in questions.all]


def test_a_chat_is_what_the_pipeline_asks_and_the_gold(questions: Questions) -> None:
    lines = [json.loads(line) for line in FORMATS["chat"]([Exported(questions, "CREATE TABLE x (y);")])]
    assert [line["id"].partition("/")[2] for line in lines] == [e.id for e in questions.all if e.answerable]
    system, user, assistant = lines[-1]["messages"]
    asked = Question("Which?", "Say 1.", questions.glossary)
    prompt = chat(asked, "CREATE TABLE x (y);", dialect("postgres"))
    assert (system["role"], system["content"]) == ("system", prompt.system)
    assert (user["role"], user["content"]) == ("user", prompt.turns[0].content)
    assert assistant == {"role": "assistant", "content": "```sql\nSELECT 1 AS a\n```"}


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="The questions can't be written: "):
        write(tmp_path / "no folder" / "out", ["x"])
