from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqlcoder.errors import NoQuery
from sqlcoder.sql.extract import extract

FIXTURE = Path(__file__).parents[1] / "fixtures" / "extract.txt"


def cases() -> list[tuple[str, str, str]]:
    """Return title, reply and what is expected, which is SQL or `NoQuery: the message`."""
    found = []
    for block in ("\n" + FIXTURE.read_text(encoding="utf-8")).split("\n=== ")[1:]:
        title, _, rest = block.partition("\n")
        reply, _, expected = rest.partition(">>>\n")
        found.append((title, reply.removesuffix("\n"), expected.rstrip("\n")))
    return found


@pytest.mark.parametrize(("title", "reply", "expected"), cases(), ids=[c[0] for c in cases()])
def test_extract(title: str, reply: str, expected: str) -> None:
    if not expected.startswith("NoQuery: "):
        assert extract(reply) == expected
        return
    with pytest.raises(NoQuery) as caught:
        extract(reply)
    assert caught.value.what == expected.removeprefix("NoQuery: ")
    assert caught.value.fix is not None


def test_windows_line_ends_are_taken() -> None:
    assert extract("```sql\r\nSELECT 1;\r\n```\r\n") == "SELECT 1"


def test_the_message_shows_how_the_reply_begins_and_stays_short() -> None:
    with pytest.raises(NoQuery) as caught:
        extract("I am\nsorry. " + "x" * 500)
    assert caught.value.where is not None
    assert caught.value.where.startswith('it begins "I am sorry. x')
    assert len(caught.value.where) < 120


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_fenced_query_is_found_between_any_prose(before: str, after: str) -> None:
    prose = before.replace("`", "").replace("~", "").replace("<", "").replace("[", "").replace("\r", "")
    reply = f"{prose}\n```sql\nSELECT 42 AS answer;\n```\n{after.replace('<', '')}"
    assert extract(reply) == "SELECT 42 AS answer"


@given(st.text(max_size=300))
def test_any_text_gives_sql_or_no_query(reply: str) -> None:
    try:
        assert extract(reply).strip()
    except NoQuery as error:
        assert error.fix
