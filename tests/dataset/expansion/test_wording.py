"""Rewording: what a question says stays as it is."""

from __future__ import annotations

import pytest

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.expansion.parent import Parent
from sqlcoder.dataset.expansion.wording import wording
from sqlcoder.schema.model import Schema


def reworded(question: str, seed: int) -> str | None:
    """Return the question in other words."""
    made = wording(Parent(Example("q", "bakery", question), Schema("postgres", ()), {}), Draws(seed, "q"))
    return None if made is None else made.example.question


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which shops are still open?", "shops are still open"),
        ("How many breads are there?", "breads are there"),
        ("List all shops in Öde.", "all shops in Öde"),
        ("Takings of each shop", "akings of each shop"),
        ("Can you look up Shop 2 for me", "you look up Shop 2 for me"),
    ],
)
def test_the_frame_changes_and_what_is_asked_stays(question: str, said: str) -> None:
    found = {reworded(question, seed) for seed in range(60)} - {None}
    assert len(found) >= 2
    exact = [text for text in found if text is not None and said in text]
    # The others have a slip of the pen.
    assert len(exact) > len(found) / 2
    assert question not in found


def test_several_sentences_are_left() -> None:
    assert reworded("I am in Öde. Where is a shop?", 1) is None


def test_a_name_keeps_its_capital() -> None:
    texts = [reworded("Lindenau's shops", seed) for seed in range(30)]
    assert all(text is None or "lindenau" not in text for text in texts)
