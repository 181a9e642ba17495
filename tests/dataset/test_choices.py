from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqlcoder.dataset.choices import golds
from sqlcoder.dataset.lexer import lexemes
from sqlcoder.errors import DatasetError
from sqlcoder.sql.tree import tokens

FIXTURE = Path(__file__).parents[1] / "fixtures" / "questions" / "choices.txt"


def cases() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return title, the text of a gold, and for each answer in it the SQL and the choices."""
    found = []
    for block in ("\n" + FIXTURE.read_text(encoding="utf-8")).split("\n=== ")[1:]:
        title, _, rest = block.partition("\n")
        text, *answers = rest.split(">>>\n")
        pairs = [answer.rstrip("\n").rsplit("\neither ", 1) for answer in answers]
        found.append((title, text.removesuffix("\n"), [(sql, either) for sql, either in pairs]))
    return found


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=[case[0] for case in cases()])
def test_choices(title: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = golds(text, "here")
    assert [(gold.sql, json.dumps([list(group) for group in gold.either])) for gold in found] == expected
    assert not any(gold.required or gold.optional or gold.variants for gold in found)


BROKEN = [
    ("SELECT {a, {b}} FROM t", "Braces stand within braces.", 12, "one list of columns"),
    ("SELECT {a, b FROM t", 'This "{" is never closed.', 8, 'Write "}"'),
    ("SELECT {a; b} FROM t", 'This "{" is never closed.', 8, 'Write "}"'),
    ("SELECT a} FROM t", 'This "}" closes nothing.', 9, 'Write "{"'),
    ("SELECT f({a) , b} FROM t", 'This "}" closes nothing.', 17, 'Write "{"'),
    ("SELECT {a, } FROM t", "A column is missing in the braces.", 8, "between two commas"),
    ("SELECT COUNT({a, b}) FROM t", "The braces don't stand for whole columns.", 14, "SELECT list"),
    ("SELECT {a, b} AS c FROM t", "The braces don't stand for whole columns.", 8, "SELECT list"),
    ("SELECT {a, b} c FROM t", "The braces don't stand for whole columns.", 8, "SELECT list"),
    ("SELECT 1 + {a, b} FROM t", "The braces don't stand for whole columns.", 12, "SELECT list"),
    (
        "SELECT a FROM t GROUP BY {}",
        "{} repeats a choice, and there is none before it.",
        26,
        "Name the columns",
    ),
    ("SELECT {a, b} FROM (SELECT c FROM t GROUP BY {}) AS s", "{} repeats a choice, and", 46, "Name the"),
    ("SELECT *, {a, b} FROM t", "A choice of columns stands after a *.", 1, "Write the columns of the * out"),
    ("SELECT (a FROM t", 'This "(" is never closed.', 8, 'Add the ")"'),
    ("SELECT a) FROM t", 'This ")" closes nothing.', 9, "Remove it"),
    ("SELECT 'a; {b}", "It begins a string that has no end.", 8, "Close it"),
    ('SELECT "a', "It begins a quoted name that has no end.", 8, "Close it"),
    ("SELECT `a", "It begins a quoted name that has no end.", 8, "Close it"),
    ("SELECT /* a /* b */", "It begins a comment that has no end.", 8, "Close it with */"),
]


@pytest.mark.parametrize(("text", "what", "column", "fix"), BROKEN)
def test_what_is_wrong_is_said_with_its_place(text: str, what: str, column: int, fix: str) -> None:
    with pytest.raises(DatasetError) as caught:
        golds("\n" + text, "set.csv, line 4")
    assert caught.value.what.startswith(what)
    assert caught.value.where == f"set.csv, line 4, in the SQL at line 2, column {column}"
    assert fix in (caught.value.fix or "")


@pytest.mark.parametrize("text", ["", " ; ;", "-- nothing"])
def test_a_gold_without_a_query_is_refused(text: str) -> None:
    with pytest.raises(DatasetError, match=r"There is no query\.") as caught:
        golds(text, "set.csv, line 4")
    assert caught.value.where == "set.csv, line 4"
    assert caught.value.fix == "Write the SQL that answers the question."


def test_a_choice_of_many_columns_takes_no_time() -> None:
    columns = ", ".join(f"c{n}" for n in range(300))
    assert len(golds(f"SELECT {{{columns}}} FROM wide GROUP BY {{}}", "here")[0].either[0]) == 300


PIECES = st.sampled_from(
    [
        "SELECT",
        "a",
        "b1",
        "'x;{'",
        "'it''s'",
        '"q;"',
        "{",
        "}",
        "(",
        ")",
        ",",
        ";",
        "+",
        "-- c\n",
        "/* ; */",
        "$$;$$",
    ]
)


@given(st.lists(PIECES, max_size=20))
def test_pieces_are_those_of_the_parser(pieces: list[str]) -> None:
    sql = " ".join(pieces)
    assert [lexeme.start for lexeme in lexemes(sql, "here")] == [
        token.start for token in tokens(sql, "postgres")
    ]
