import datetime
import json
from decimal import Decimal
from typing import Any

import pytest

from sqlcoder.results.values import as_csv, as_json, as_short_text, as_text, is_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "NULL"),
        (True, "True"),
        ("Zoë 🐝", "Zoë 🐝"),
        ("\x1b[2J\x1b]0;owned\x07", r"\x1b[2J\x1b]0;owned\x07"),
        ("a\u202eb", r"a\u202eb"),
        ("line\r\nbreak\t", r"line\r\nbreak\t"),
        (b"\x00\xff", "0x00ff"),
        (Decimal("1.50"), "1.50"),
        (datetime.date(2024, 2, 29), "2024-02-29"),
    ],
)
def test_as_text(value: Any, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("12.50"), 12.5),
        (Decimal("10"), 10),
        (Decimal(2**70), 2**70),
        (float("inf"), "inf"),
        (Decimal("NaN"), "nan"),
        (Decimal("0.32344827586206896552"), "0.32344827586206896552"),
        (Decimal("1e5000"), "1e+5000"),
        (datetime.datetime(2024, 1, 2, 3, 4, 5), "2024-01-02T03:04:05"),
        (datetime.timedelta(days=1, hours=2), "1 day, 2:00:00"),
        ([1, (Decimal("0.5"), None)], [1, [0.5, None]]),
        ({"a": b"\x01"}, {"a": "0x01"}),
    ],
)
def test_as_json(value: Any, expected: Any) -> None:
    assert as_json(value) == expected
    json.dumps(as_json(value), allow_nan=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.323448275862069, "0.3234"),
        (Decimal("-12.3234482758620689"), "-12.3234"),
        (0.000123456789, "0.0001235"),
        (1234567.123456789, "1234567.1235"),
        (52.516667, "52.516667"),
        (Decimal("12.50"), "12.50"),
        (1e300, "1e+300"),
        (float("inf"), "inf"),
        (Decimal("NaN"), "NaN"),
        (True, "True"),
        (None, "NULL"),
    ],
)
def test_as_short_text(value: Any, text: str) -> None:
    assert as_short_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0.323448275862069, "0.323448275862069"),
        (Decimal("0.32344827586206896552"), "0.32344827586206896552"),
        (Decimal("1E+3"), "1000"),
        (Decimal("Infinity"), "infinity"),
        (True, "true"),
        ({"a": [1, None]}, '{"a": [1, null]}'),
        ("Zoë", "Zoë"),
    ],
)
def test_as_csv(value: Any, text: str) -> None:
    assert as_csv(value) == text


def test_a_bool_is_no_number() -> None:
    assert is_number(3) and is_number(Decimal("3.1")) and not is_number(True) and not is_number("3")
