"""One value of a result as text for people, or as a JSON value for programs. Compares nothing."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any

NULL = "NULL"
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def as_text(value: Any) -> str:
    r"""Return `value` on one line, safe to print on a terminal.

    Control characters are shown as escapes: a stored text must not be able to move the cursor or set the
    window's title.

    >>> as_text("a\nb"), as_text(None), as_text(b"\x00\xff"), as_text(2.50)
    ('a\\nb', 'NULL', '0x00ff', '2.5')
    """
    if value is None:
        return NULL
    if isinstance(value, bytes | bytearray | memoryview):
        return f"0x{bytes(value).hex()}"
    return "".join(_escaped(c) for c in str(value))


def as_json(value: Any) -> Json:
    """Return `value` as JSON can hold it: exact whole numbers, dates in ISO 8601, bytes in hexadecimal.

    >>> import decimal
    >>> as_json(decimal.Decimal("12.50")), as_json(datetime.date(2024, 5, 1)), as_json(float("nan"))
    (12.5, '2024-05-01', 'nan')
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return f"0x{bytes(value).hex()}"
    if isinstance(value, list | tuple | set):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    # Intervals, UUIDs, network addresses and the like have one usual spelling.
    return str(value)


def is_number(value: Any) -> bool:
    """Say whether `value` is a number to be set flush right."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _number(value: float | Decimal) -> Json:
    # JSON has no NaN and no infinity.
    if not math.isfinite(value):
        return str(value).lower()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
