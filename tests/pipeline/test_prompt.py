from pathlib import Path

import pytest

from sqlcoder.errors import UsageError
from sqlcoder.pipeline.prompt import Question, Turn, chat, prompt_form, with_correction
from sqlcoder.pipeline.published import FORMS
from sqlcoder.schema.render import DETAILS, render_at
from sqlcoder.sql.dialect import dialect

from ..schema.examples import HARBOUR

GOLDEN = Path(__file__).parent.parent / "fixtures" / "prompts" / "chat.txt"
QUESTION = Question("Which boat caught most?", "Count only whole trips.", "berth: the place in the harbour\n")
QUESTION_ALONE = Question("and trips?")
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


def test_earlier_turns_stand_before_the_question() -> None:
    earlier = Turn("How many boats?", "SELECT COUNT(*) FROM boats")
    prompt = chat(Question("and trips?", history=(earlier,)), SCHEMA_TEXT, POSTGRES)
    assert prompt.system == chat(QUESTION_ALONE, SCHEMA_TEXT, POSTGRES).system
    assert [(turn.role, turn.content) for turn in prompt.turns] == [
        ("user", "How many boats?"),
        ("assistant", "```sql\nSELECT COUNT(*) FROM boats\n```"),
        ("user", "and trips?"),
    ]


@pytest.mark.parametrize("name", FORMS)
def test_published_forms_are_told_the_earlier_turns(name: str) -> None:
    earlier = Turn("How many boats?", "SELECT COUNT(*) FROM boats")
    prompt = prompt_form(name)(Question("and trips?", history=(earlier,)), SCHEMA_TEXT, POSTGRES)
    text = prompt.system + prompt.turns[0].content
    assert "How many boats?" in text and "SELECT COUNT(*) FROM boats" in text
    assert text.index("How many boats?") < text.rindex("and trips?")


def test_an_unknown_form_is_a_usage_error() -> None:
    assert prompt_form("chat") is chat
    with pytest.raises(UsageError, match='Unknown prompt form "sonnet"'):
        prompt_form("sonnet")
