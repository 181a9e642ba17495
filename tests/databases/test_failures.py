from __future__ import annotations

from sqlcoder.databases.failures import OutOfMemory, Spent, out_of_memory, shortened


def test_a_long_message_loses_its_middle() -> None:
    text = shortened("begins " + "x" * 1_000_000 + " ends")
    assert len(text) == 2_003
    assert text.startswith("begins x") and text.endswith("x ends") and "x...x" in text


def test_a_short_message_stays() -> None:
    assert shortened("x" * 2_000) == "x" * 2_000


def test_a_process_without_memory_is_spent() -> None:
    assert isinstance(out_of_memory(), OutOfMemory) and isinstance(out_of_memory(), Spent)
