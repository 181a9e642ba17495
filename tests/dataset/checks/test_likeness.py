"""The likeness of questions: found quickly, and none that comparing all pairs would find is left out."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqlcoder.dataset.checks.likeness import Pair, alike, normalised, overlap, words


@given(
    st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=8), max_size=12),
    st.sampled_from([0.3, 0.5, 0.6, 0.75, 1.0]),
)
def test_every_pair_above_the_threshold_is_found(texts: list[frozenset[str]], least: float) -> None:
    wanted = {
        Pair(i, j, overlap(a, b))
        for (i, a), (j, b) in combinations(enumerate(texts), 2)
        if a and b and overlap(a, b) >= least
    }
    assert set(alike(texts, least)) == wanted


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("How many?", "how  MANY", 1.0), ("a b c", "a b d", 0.5), ("a", "b", 0.0), ("", "", 1.0)],
)
def test_words_count_whatever_their_case_and_signs(one: str, other: str, share: float) -> None:
    assert overlap(words(one), words(other)) == share
    assert (normalised(one) == normalised(other)) is (share == 1.0)
