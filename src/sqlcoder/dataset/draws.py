"""Random draws that are the same on every platform and Python version.

Only `random.Random.random()` is used, whose sequence Python guarantees for a seed, and no function of
the platform's mathematics library. Knows no table.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """One stream of draws, set by a seed and the stream's name.

    Each table draws from a stream of its own, so that a change to one leaves the others as they are.

    >>> Draws(7, "members").whole(1, 6) == Draws(7, "members").whole(1, 6)
    True
    """

    def __init__(self, seed: int, stream: str) -> None:
        self._next = random.Random(f"{seed}:{stream}").random

    def chance(self, probability: float) -> bool:
        """Say yes with `probability`."""
        return self._next() < probability

    def real(self, low: float, high: float) -> float:
        """Draw evenly from `low` to `high`."""
        return low + (high - low) * self._next()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self._next())

    def pick(self, options: Sequence[T]) -> T:
        """Draw one of `options`, all as likely."""
        return options[int(len(options) * self._next())]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Draw a key of `weights`, each as likely as its weight says."""
        left = total(weights.values()) * self._next()
        for option, weight in weights.items():
            left -= weight
            if left < 0:
                return option
        return list(weights)[-1]

    def normal(self, mean: float, deviation: float) -> float:
        """Draw from a bell curve: the sum of twelve even draws, within six deviations of the mean."""
        return mean + deviation * (total(self._next() for _ in range(12)) - 6)

    def day(self, first: date, last: date) -> date:
        """Draw a day from `first` to `last`, both included."""
        return first + timedelta(days=self.whole(0, (last - first).days))


def total(values: Iterable[float]) -> float:
    """Add `values` one by one, from left to right."""
    # sum() rounds floats otherwise since Python 3.12: the rows would depend on the version.
    result = 0.0
    for value in values:
        result += value
    return result
