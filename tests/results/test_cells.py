import datetime
import enum
import ipaddress
from decimal import Decimal
from uuid import UUID

import pytest

from sqlcoder.results.cells import NAN, CompareOptions, canonical, canonical_column, is_number, kind


class Size(enum.IntEnum):
    SMALL = 1


class Name(str):
    pass


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (float("nan"), Decimal("NaN")),
        (float("nan"), Decimal("sNaN")),
        (datetime.date(2024, 5, 1), datetime.datetime(2024, 5, 1)),
        (bytearray(b"a"), memoryview(b"a")),
        ((1, 2), [1.0, Decimal(2)]),
        ({1, 2}, frozenset({2, 1})),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1.0}),
        (Size.SMALL, 1),
        (Name("x"), "x"),
        (ipaddress.ip_address("::1"), ipaddress.ip_address("0:0::1")),
        (
            datetime.datetime.max.replace(tzinfo=datetime.timezone(-datetime.timedelta(hours=1))),
            datetime.datetime.max,
        ),
    ],
)
def test_equal_values_have_one_form(one: object, other: object) -> None:
    assert canonical(one) == canonical(other)
    assert hash(canonical(one)) == hash(canonical(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (True, 1),
        (False, 0),
        ([True], [1]),
        (b"1", "1"),
        (1, "1"),
        (None, "NULL"),
        (float("nan"), "NaN"),
        ([], {}),
        ([], set()),
        ([1], (2,)),
        (["list", 1], [["list", 1]]),
        (ipaddress.ip_address("::1"), "::1"),
        (datetime.timedelta(0), 0),
    ],
)
def test_different_values_have_different_forms(one: object, other: object) -> None:
    assert canonical(one) != canonical(other)


def test_a_column_has_the_forms_of_its_values() -> None:
    values = [1, True, 1.5, float("nan"), "a ", None, datetime.date(2024, 5, 1), Decimal(2), [1]]
    assert canonical_column(values) == [canonical(value) for value in values]
    assert canonical_column([1.0, float("nan")]) == [1.0, NAN]
    loose = CompareOptions(ignore_case=True, ignore_trailing_space=True, bools_are_numbers=True)
    assert canonical_column(["Ab ", True, None], loose) == ["ab", 1, None]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (1, "number"),
        (Decimal("NaN"), "number"),
        ("a", "text"),
        (True, "true or false"),
        (None, "NULL"),
        (datetime.date(2024, 5, 1), "date"),
        (datetime.time(8), "time of day"),
        (datetime.timedelta(1), "duration"),
        (b"a", "bytes"),
        ([1], "list"),
        ({"a": 1}, "map"),
        (UUID(int=1), "UUID"),
    ],
)
def test_kinds_have_names_for_people(value: object, name: str) -> None:
    assert kind(canonical(value)) == name


def test_nan_is_no_number_among_others() -> None:
    assert is_number(canonical(2.5))
    assert not is_number(canonical(float("nan")))
    assert not is_number(canonical(True))
