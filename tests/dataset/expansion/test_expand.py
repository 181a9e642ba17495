"""Candidates: the same for the same seed, kinds by turns, ids that tell the parent."""

from __future__ import annotations

import re
from datetime import date, datetime

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.expansion.expand import candidates, numbered, stored_texts, told_span, unlike
from sqlcoder.dataset.expansion.parent import Parent
from sqlcoder.dataset.rows import TableRows
from sqlcoder.dataset.written_schema import schema_of
from sqlcoder.pipeline.prompt import Turn
from tests.dataset import bakery

QUESTION = Example(
    "q",
    "bakery",
    "Which shops in Lindenau closed in 2023?",
    (
        Gold(
            "SELECT shops.name FROM shops WHERE shops.town = 'Lindenau' "
            "AND shops.closed_on >= '2023-01-01' AND shops.closed_on < '2024-01-01'"
        ),
    ),
)
PARENT = Parent(
    QUESTION, schema_of(bakery.SCHEMA, "schema.sql"), {"shops.town": ("Lindenau", "Marrow", "Öde")}
)


def test_the_same_seed_gives_the_same() -> None:
    first, second = (candidates(PARENT, Draws(1, "q")) for _ in range(2))
    assert first == second
    assert first != candidates(PARENT, Draws(2, "q"))


def test_a_database_tells_about_the_days_that_most_of_its_columns_span() -> None:
    rows = (
        (date(1950, 1, 1), datetime(2021, 1, 5, 9), date(2021, 2, 1), "x"),
        (date(2001, 1, 1), datetime(2024, 12, 20, 9), date(2027, 1, 1), None),
        (None, None, date(2024, 12, 31), None),
    )
    table = TableRows("people", ("born", "seen", "until", "note"), rows)
    assert told_span([table]) == (date(2021, 1, 5), date(2024, 12, 20))
    assert told_span([TableRows("codes", ("code",), (("a",),))]) is None


def test_kinds_come_by_turns_and_a_bare_rewording_last() -> None:
    kinds = [each.how for each in candidates(PARENT, Draws(1, "q")) if each.how != "follow-up"]
    assert set(kinds[:2]) == {"value", "period"}
    assert kinds[-1] == "wording"


def test_a_follow_up_says_only_what_changes() -> None:
    found = [each for seed in range(20) for each in candidates(PARENT, Draws(seed, "q"))]
    followups = {each.example.question: each.example for each in found if each.how == "follow-up"}
    assert any(re.search(r"\b20\d\d\b", text) and "shops" not in text for text in followups)
    for text, example in followups.items():
        assert example.history == (Turn(QUESTION.question, QUESTION.golds[0].sql),)
        assert example.whole is not None and example.whole.startswith("Which shops in ")
        assert example.complete == example.whole != text
        assert example.golds != QUESTION.golds


def test_ids_tell_the_parent() -> None:
    assert [each.id for each in numbered([QUESTION, QUESTION], QUESTION)] == ["q~1", "q~2"]


def test_who_says_the_same_is_left_out() -> None:
    other = Example("b", "bakery", "which shops in LINDENAU closed in 2023", QUESTION.golds)
    third = Example("c", "bakery", "Which shops closed in 2023?", QUESTION.golds)
    assert unlike([QUESTION], [other, third, third]) == [third]


def test_texts_are_kept_by_column() -> None:
    table = TableRows("Shops", ("shop_id", "town"), ((1, "Öde"), (2, None), (3, "Marrow"), (4, "Öde")))
    assert stored_texts([table]) == {"shops.shop_id": (), "shops.town": ("Marrow", "Öde")}
