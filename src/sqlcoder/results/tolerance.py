"""How near two numbers must be to be the same, and to how many decimals a gold's column was rounded.

Knows canonical cells only; which columns are compared with which is decided in `pairing`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlcoder.results.cells import Cell, Number

_LARGE_ENOUGH = 5.0
_MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The room around a gold's number; `decimals` is what the gold is rounded to, None if it isn't."""

    relative: float
    absolute: float
    decimals: int | None = None


def close(gold: Number, prediction: Number, tolerance: Tolerance) -> bool:
    """Say whether `prediction` is the gold's number.

    It is if the two are equal, if they differ by no more than the relative or the absolute tolerance, or
    if the prediction rounds to the gold at the gold's decimals. Whole numbers have no noise: an int or a
    Decimal without a fraction gets no tolerance against another.

    >>> close(3.33, 3.3333, Tolerance(1e-9, 1e-9, decimals=2)), close(10**12, 10**12 + 1, Tolerance(1, 1))
    (True, False)
    """
    if gold == prediction:
        return True
    ours, theirs = as_float(gold), as_float(prediction)
    if not (math.isfinite(ours) and math.isfinite(theirs)):
        return False
    distance = abs(ours - theirs)
    decimals = tolerance.decimals
    # Half a unit of the last place, either way: databases round a half up, to even, or as its bits fall.
    if decimals is not None and distance <= 0.5 * 10.0**-decimals + 4 * math.ulp(ours):
        return True
    if _is_whole(gold) and _is_whole(prediction):
        return False
    return distance <= max(tolerance.absolute, tolerance.relative * max(abs(ours), abs(theirs)))


def shown_decimals(column: Iterable[Number]) -> int | None:
    """Return the decimals that a gold's column was rounded to, None if nothing suggests that it was.

    A Decimal shows as many as its scale, a float as many as its shortest spelling, and the column as many
    as its longest value. No decimals are no sign of rounding: counts have none. One decimal is a sign only
    where it leaves room for less than a hundredth of the largest value, for 0.5 and 2.5 are averages that
    come out even, and a tenth would let 0.54 pass for 0.5. More than twelve are a quotient's own.

    >>> shown_decimals([3.3, 3.33]), shown_decimals([2.5]), shown_decimals([12.5]), shown_decimals([7.0])
    (2, None, 1, None)
    """
    most, largest = 0, 0.0
    for value in column:
        size = abs(as_float(value))
        if math.isfinite(size):
            most = max(most, _decimals(value))
            if most > _MOST_DECIMALS:
                return None
            largest = max(largest, size)
    if most == 0 or (most == 1 and largest < _LARGE_ENOUGH):
        return None
    return most


def as_float(value: Number) -> float:
    """Return the nearest float; a number too large for one is an infinity."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def is_inexact(cell: Cell) -> bool:
    """Say whether a canonical cell is a number that may carry noise."""
    return isinstance(cell, float | Decimal)


def _is_whole(value: Number) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int)


def _decimals(value: Number) -> int:
    if isinstance(value, int):
        return 0
    if isinstance(value, float):
        if value.is_integer():
            return 0
        value = Decimal(repr(value))
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
