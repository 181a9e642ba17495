from pathlib import Path

import pytest

from sqlcoder.errors import UsageError
from sqlcoder.pipeline.prompt import Question, chat, prompt_form, with_correction
from sqlcoder.schema.render import DETAILS, render_at
from sqlcoder.sql.dialect import dialect

from ..schema.examples import HARBOUR

GOLDEN = Path(__file__).parent.parent / "fixtures" / "prompts" / "chat.txt"
QUESTION = Question("Which boat caught most?", "Count only whole trips.", "berth: the place in the harbour\n")
POSTGRES = dialect("postgres")
SCHEMA_TEXT = render_at(HARBOUR, POSTGRES.written, DETAILS[0])


def test_the_prompt_is_the_golden_file() -> None:
    prompt = with_correction(
        chat(QUESTION, SCHEMA_TEXT, POSTGRES), "SELECT nme FROM boats\n", 'column "nme" does not exist'
    )
    turns = "".join(f"\n=== {turn.role}\n{turn.content}" for turn in prompt.turns)
    assert f"=== system\n{prompt.system}{turns}\n=== start\n{prompt.start}" == GOLDEN.read_text()


def test_the_system_message_is_the_same_for_every_question() -> None:
    one = chat(Question("How many boats?"), SCHEMA_TEXT, POSTGRES)
    other = chat(Question("Which is the longest trip?", "In days."), SCHEMA_TEXT, POSTGRES)
    assert one.system == other.system
    assert one.turns != other.turns


def test_an_unknown_form_is_a_usage_error() -> None:
    assert prompt_form("chat") is chat
    with pytest.raises(UsageError, match='Unknown prompt form "sonnet"'):
        prompt_form("sonnet")
