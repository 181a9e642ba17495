"""The published models' forms, character by character, and what may never leak from one part into another."""

from pathlib import Path

import pytest

from sqlcoder.engines.base import Prompt
from sqlcoder.pipeline.prompt import Question
from sqlcoder.pipeline.published import FORMS
from sqlcoder.sql.dialect import dialect

FOLDER = Path(__file__).parent.parent / "fixtures" / "prompts"
SCHEMA_TEXT = "CREATE TABLE boats (\n  id INTEGER PRIMARY KEY,\n  name TEXT\n);"
QUESTION = Question(
    "Which boat is the longest?", "- Count only whole trips.\n\nNames in capitals.", "berth: a place"
)
POSTGRES = dialect("postgres")


def joined(prompt: Prompt) -> str:
    return prompt.system + "".join(turn.content for turn in prompt.turns) + prompt.start


@pytest.mark.parametrize("name", FORMS)
def test_the_form_is_the_golden_file(name: str) -> None:
    plain = FORMS[name](Question("Which boat is the longest?"), SCHEMA_TEXT, POSTGRES)
    assert joined(plain) == (FOLDER / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", FORMS)
def test_instructions_and_glossary_stand_where_the_form_puts_them(name: str) -> None:
    instructed = FORMS[name](QUESTION, SCHEMA_TEXT, POSTGRES)
    assert joined(instructed) == (FOLDER / f"{name}-instructed.txt").read_text()


@pytest.mark.parametrize("name", FORMS)
def test_the_fixed_part_ends_where_the_question_begins(name: str) -> None:
    one = FORMS[name](Question("How many boats?"), SCHEMA_TEXT, POSTGRES)
    other = FORMS[name](Question("Which port is busiest?"), SCHEMA_TEXT, POSTGRES)
    assert not one.chat
    assert one.system == other.system
    assert one.turns[0].content.startswith("How many boats?")


@pytest.mark.parametrize("name", FORMS)
def test_braces_and_quotes_of_a_question_are_kept(name: str) -> None:
    text = "Which names hold {text}, `ticks` or %s?"
    assert joined(FORMS[name](Question(text), SCHEMA_TEXT, POSTGRES)).count(text) == 2


@pytest.mark.parametrize(
    ("name", "start", "stop"),
    [
        ("sqlcoder", "```sql\n", "```"),
        ("sqlcoder-7b-2", "[SQL]\n", "[/SQL]"),
        ("llama-3-sqlcoder", "```sql\n", "<|eot_id|>"),
    ],
)
def test_the_reply_begins_and_ends_as_trained(name: str, start: str, stop: str) -> None:
    prompt = FORMS[name](QUESTION, SCHEMA_TEXT, POSTGRES)
    assert prompt.start == start
    assert stop in prompt.stop
