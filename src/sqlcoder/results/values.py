"""One value of a result as text for people, or exactly for programs (JSON, CSV). Compares nothing."""

from __future__ import annotations

import datetime
import json
import math
from decimal import Decimal
from typing import Any

NULL = "NULL"
# A number with more decimals was computed, such as an average; what is stored mostly has fewer.
STORED_DECIMALS = 6
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


def as_short_text(value: Any) -> str:
    """Return `value` as `as_text` does, but a number of more than 6 decimals rounded to 4.

    Below 0.1 four digits are kept instead, so that nothing small becomes 0.

    >>> as_short_text(0.323448275862069), as_short_text(52.516667), as_short_text(Decimal("12.50"))
    ('0.3234', '52.516667', '12.50')
    """
    if not isinstance(value, float | Decimal) or not math.isfinite(value):
        return as_text(value)
    exponent = Decimal(repr(value) if isinstance(value, float) else value).as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -STORED_DECIMALS:
        return as_text(value)
    return f"{value:.4g}" if -0.1 < value < 0.1 else as_text(round(value, 4))


def as_csv(value: Any) -> str:
    """Return `value` as the text of a CSV field: exact numbers, lists and structs as JSON, NULL as nothing.

    >>> as_csv(Decimal("0.10")), as_csv([1, None]), as_csv(None), as_csv("NULL")
    ('0.10', '[1, null]', '', 'NULL')
    """
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else str(value).lower()
    exact = as_json(value)
    if exact is None:
        return ""
    return exact if isinstance(exact, str) else json.dumps(exact, ensure_ascii=False)


def as_json(value: Any) -> Json:
    """Return `value` as JSON can hold it: exact numbers, dates in ISO 8601, bytes in hexadecimal.

    A decimal that no float holds exactly becomes text.

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
        # Python writes no whole number of more than 4,300 digits; PostgreSQL stores them.
        if value.adjusted() < 4000 and value == value.to_integral_value():
            return int(value)
        # What a program reads back must be what is stored: 0.1 is, twenty decimals are not.
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    return value


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
