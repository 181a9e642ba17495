"""Rates, differences and averages with their intervals, from counts alone.

Every method is named with its source, and can be checked by hand. Knows no run and no question.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

Z = 1.959963984540054
"""The normal quantile of a two-sided 95% interval."""

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95% interval, both ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rate:
    """`k` of `n`.

    >>> print(Rate(125, 175))
    71.4% (95% 64.3-77.6, n=175)
    >>> print(Rate(0, 0))
    none (n=0)
    """

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """The share, None where there is nothing to take it of."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> Interval:
        """The 95% interval of the share."""
        return wilson(self.k, self.n)

    def __str__(self) -> str:
        """Return the share in per cent with its interval and n."""
        if not self.n:
            return "none (n=0)"
        low, high = self.interval.low, self.interval.high
        return f"{percent(self.k / self.n)}% (95% {percent(low)}-{percent(high)}, n={self.n})"


@dataclass(frozen=True, slots=True)
class Difference:
    """The share of the second minus that of the first of two paired samples, with its interval."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of `n` values, with its interval."""

    value: float
    interval: Interval
    n: int


def percent(share: float) -> str:
    """Return a share as per cent with one decimal.

    >>> percent(0.7125), percent(1.0)
    ('71.2', '100.0')
    """
    return f"{100 * share:.1f}"


def wilson(k: int, n: int) -> Interval:
    """Return the score interval of a share (Wilson 1927, without continuity correction).

    Unlike the textbook's plus or minus it stays within 0 and 1, and says something where k is 0 or n.

    >>> interval = wilson(81, 263)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.2553, 0.3662)
    """
    if not n:
        return Interval(0.0, 1.0)
    share, spread = k / n, 1 + Z * Z / n
    centre = (share + Z * Z / (2 * n)) / spread
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / spread
    # At the ends the formula gives 0 and 1, but for the last bit.
    return Interval(0.0 if k == 0 else centre - half, 1.0 if k == n else centre + half)


def mcnemar(b: int, c: int) -> float:
    """Return the two-sided p of `b` questions gained and `c` lost (McNemar 1947, exact).

    Questions that stayed the same say nothing about a difference; of those that changed, each is as likely
    to be gained as lost if there is none. So p is a binomial's two tails, with no approximation for large
    numbers. It errs on the side of caution where few changed.

    >>> round(mcnemar(1, 7), 4), mcnemar(3, 3)
    (0.0703, 1.0)
    """
    changed = b + c
    # Whole numbers, since a float overflows beyond a thousand changes.
    tail = sum(math.comb(changed, i) for i in range(min(b, c) + 1))
    return min(1.0, 2 * tail / (1 << changed))


def paired_difference(both: int, first: int, second: int, neither: int) -> Difference:
    """Return the second's share minus the first's, on the same questions.

    The interval is Newcombe's (1998, Statistics in Medicine 17, 2635-2650, method 10): the Wilson intervals
    of the two shares, joined under their correlation. `first` and `second` count what only one got right.

    >>> found = paired_difference(1, 7, 1, 12)
    >>> round(found.value, 3), round(found.interval.low, 3), round(found.interval.high, 3)
    (-0.286, -0.507, -0.026)
    """
    n = both + first + second + neither
    if not n:
        return Difference(0.0, Interval(-1.0, 1.0))
    ours, theirs = (both + second) / n, (both + first) / n
    mine, other = wilson(both + second, n), wilson(both + first, n)
    phi = _correlation(both, first, second, neither)
    value = ours - theirs
    low = value - _joined(ours - mine.low, other.high - theirs, phi)
    high = value + _joined(mine.high - ours, theirs - other.low, phi)
    return Difference(value, Interval(max(-1.0, low), min(1.0, high)))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie, interpolated (Hyndman and Fan 1996, type 7).

    >>> percentile([4, 1, 3, 2], 0.5), percentile([10, 20, 30], 0.9)
    (2.5, 28.0)
    """
    found = sorted(values)
    place = share * (len(found) - 1)
    below = math.floor(place)
    above = min(below + 1, len(found) - 1)
    return found[below] + (found[above] - found[below]) * (place - below)


def mean(values: Sequence[float], seed: int = 0) -> Mean:
    """Return the mean of at least one value, with its interval.

    Values that are all 0 or 1 are a rate and get Wilson's interval. Others get the percentile bootstrap
    (Efron 1979) of `RESAMPLES` samples, drawn by `seed`.
    """
    n = len(values)
    if all(value in (0, 1) for value in values):
        k = round(sum(values))
        return Mean(k / n, wilson(k, n), n)
    draw = random.Random(seed)
    means = [math.fsum(draw.choices(values, k=n)) / n for _ in range(RESAMPLES)]
    return Mean(math.fsum(values) / n, Interval(percentile(means, 0.025), percentile(means, 0.975)), n)


def _correlation(both: int, first: int, second: int, neither: int) -> float:
    margins = (both + first) * (second + neither) * (both + second) * (first + neither)
    if not margins:
        return 0.0
    cross = both * neither - first * second
    # Method 10 shrinks a positive correlation by half a question in each cell.
    corrected = max(cross - (both + first + second + neither) / 2, 0.0) if cross > 0 else cross
    return corrected / math.sqrt(margins)


def _joined(one: float, other: float, phi: float) -> float:
    return math.sqrt(max(0.0, one * one - 2 * phi * one * other + other * other))
