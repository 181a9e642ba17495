from decimal import Decimal

import pytest

from sqlcoder.results.cells import Number
from sqlcoder.results.tolerance import Tolerance, as_float, close, shown_decimals

PLAIN = Tolerance(1e-9, 1e-9)


@pytest.mark.parametrize(
    ("gold", "prediction", "same"),
    [
        (0.3, 0.1 + 0.2, True),
        (1e15, 1e15 + 1, True),
        (10**15, 10**15 + 1, False),
        (10**15, 1e15 + 1, True),
        (Decimal(10**15), 10**15 + 1, False),
        (Decimal("0.1"), 0.1, True),
        (0, 1e-10, True),
        (0, 1e-8, False),
        (float("inf"), 10**400, False),
        (10**400, 10**400 + 1, False),
        (float("inf"), Decimal("Infinity"), True),
    ],
)
def test_noise_is_forgiven_and_other_numbers_are_not(gold: Number, prediction: Number, same: bool) -> None:
    assert close(gold, prediction, PLAIN) is same
    assert close(prediction, gold, PLAIN) is same


@pytest.mark.parametrize(
    ("gold", "prediction", "decimals", "same"),
    [
        (3.33, 3.335, 2, True),
        (3.34, 3.335, 2, True),
        (3.33, 3.3351, 2, False),
        (3.0, 3.4, 0, True),
        (3, 4, 0, False),
        (48000, 48500, -3, True),
        (48000, 48501, -3, False),
        (3.33, 3.3333, None, False),
    ],
)
def test_a_rounded_gold_accepts_what_rounds_to_it(
    gold: Number, prediction: Number, decimals: int | None, same: bool
) -> None:
    assert close(gold, prediction, Tolerance(1e-9, 1e-9, decimals)) is same


@pytest.mark.parametrize(
    ("column", "decimals"),
    [
        ([], None),
        ([1, 2], None),
        ([2.0], None),
        ([2.5], None),
        ([12.5], 1),
        ([0.25], 2),
        ([Decimal("2.50")], 2),
        ([Decimal("1E+3")], None),
        ([1e-05], 5),
        ([1 / 3], None),
        ([Decimal(1) / 3], None),
        ([float("inf"), 2.25], 2),
    ],
)
def test_decimals_are_read_off_the_values(column: list[Number], decimals: int | None) -> None:
    assert shown_decimals(column) == decimals


def test_a_number_too_large_for_a_float_is_an_infinity() -> None:
    assert as_float(10**400) == float("inf")
    assert as_float(-(10**400)) == float("-inf")
