"""Whatever the pieces, the same text is shown."""

import pytest

from sqlcoder.engines.streamed import Streamed

CASES = [
    # start, stop, reply, shown, ended
    ("", (), "SELECT 1", "SELECT 1", False),
    ("", ("```",), "SELECT 1\n```\nDone.", "SELECT 1\n", True),
    ("", ("```",), "SELECT '``'", "SELECT '``'", False),
    ("", ("[/SQL]", "```"), "SELECT a[1] [/SQL]```", "SELECT a[1] ", True),
    ("", ("```",), "SELECT 1``", "SELECT 1``", False),
    ("```sql", ("```",), "```sql\nSELECT 1\n```\nDone.", "SELECT 1\n", True),
    ("```sql", ("```",), "\n ```sql SELECT 1", "SELECT 1", False),
    ("```sql", ("```",), "Here it is:\n```sql\nSELECT 1\n```", "Here it is:\n```sql\nSELECT 1\n```", False),
    ("```sql", ("```",), "SELECT 1", "SELECT 1", False),
    ("```sql", ("```",), "``", "``", False),
    ("```sql", ("```",), "", "", False),
]


@pytest.mark.parametrize(("start", "stop", "reply", "shown", "ended"), CASES)
@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_any_cut_into_pieces_shows_the_same(
    start: str, stop: tuple[str, ...], reply: str, shown: str, ended: bool, size: int
) -> None:
    streamed = Streamed(start, stop)
    pieces = [streamed.add(reply[i : i + size]) for i in range(0, len(reply), size)]
    pieces.append(streamed.finish())
    assert "".join(pieces) == streamed.text == shown
    assert streamed.ended is ended


def test_nothing_is_shown_after_the_stop_text() -> None:
    streamed = Streamed("", ("```",))
    assert [streamed.add("a```b"), streamed.add("c"), streamed.finish()] == ["a", "", ""]


def test_text_is_shown_as_soon_as_it_is_certain() -> None:
    streamed = Streamed("```sql", ("```",))
    assert [streamed.add(p) for p in ("```", "sql\n", "SELECT", " `")] == ["", "", "SELECT", " "]
