from __future__ import annotations

import pytest

from sqlcoder.evaluation.highlight import LONGEST, cut, pieces
from tests.evaluation.runs import HOSTILE, LINE_ENDS

TEXTS = [
    "",
    "SELECT 1",
    "no SQL at all: `'\"",
    f"SELECT '{HOSTILE}' -- {HOSTILE}",
    LINE_ENDS,
    "/* never ends",
    "\r\n\t",
]


@pytest.mark.parametrize("sql", TEXTS)
def test_nothing_is_added_and_nothing_lost(sql: str) -> None:
    found = pieces(sql)
    assert "".join(found[1::2]) == sql
    assert set(found[::2]) <= {"", "k", "f", "s", "n", "c"}


def test_the_kinds_of_words() -> None:
    found = pieces("SELECT 'x', 12 FROM t -- why")
    kinds = dict(zip(found[1::2], found[::2], strict=True))
    assert (kinds["SELECT"], kinds["'x'"], kinds["12"], kinds["-- why"]) == ("k", "s", "n", "c")


def test_what_nobody_reads_is_cut() -> None:
    assert pieces("x" * (LONGEST + 1)) == ["", f"{'x' * LONGEST}... (20,001 characters)"]
    assert cut("abc", 3) == "abc"
