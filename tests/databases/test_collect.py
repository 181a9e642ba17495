"""Rows within limits: what is kept, what is cut, and how much is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.databases.collect import collect
from sqlcoder.errors import QueryFailed


class Source:
    """Hands out rows and notes how many were asked for."""

    def __init__(self, rows: Sequence[tuple[object, ...]]) -> None:
        self.rows = list(rows)
        self.asked: list[int] = []

    def fetch(self, size: int) -> Sequence[tuple[object, ...]]:
        self.asked.append(size)
        taken, self.rows = self.rows[:size], self.rows[size:]
        return taken


ROWS = [(i, "x" * 10) for i in range(10)]


@pytest.mark.parametrize(
    ("limits", "kept", "truncated"),
    [
        (Limits(), 10, None),
        (Limits(rows=10), 10, None),
        (Limits(rows=9), 9, "rows"),
        (Limits(rows=0), 0, "rows"),
        (Limits(bytes=180), 10, None),
        (Limits(bytes=179), 9, "bytes"),
        (Limits(rows=5, bytes=36), 2, "bytes"),
        (Limits(bytes=10), 0, "bytes"),
    ],
)
@pytest.mark.parametrize("chunk", [1, 3, 64])
def test_limits(limits: Limits, kept: int, truncated: str | None, chunk: int) -> None:
    collected = collect(Source(ROWS).fetch, ("a", "b"), limits, chunk=chunk)
    assert (collected.rows, collected.truncated) == (tuple(ROWS[:kept]), truncated)


def test_asks_for_one_row_more_than_allowed_and_no_further() -> None:
    source = Source(ROWS)
    collect(source.fetch, ("a", "b"), Limits(rows=4), chunk=3)
    assert source.asked == [3, 2]


@pytest.mark.parametrize("cell", ["x" * 101, b"x" * 101, "é" * 51, ["x" * 60, "y" * 60], {"k": "x" * 101}])
def test_a_cell_above_the_limit(cell: object) -> None:
    with pytest.raises(QueryFailed, match="larger than the limit of 100 bytes") as caught:
        collect(Source([(1, cell)]).fetch, ("id", "body"), Limits(bytes=100))
    assert caught.value.where == 'column "body"'
    assert "its length" in str(caught.value.fix)
