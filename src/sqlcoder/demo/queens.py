"""Queens of the demo: who laid in which hive, and whose daughter she was. Knows no honey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlcoder.dataset.draws import Draws
from sqlcoder.demo.hives import Hive
from sqlcoder.demo.seasons import BREEDS, TODAY

END_REASONS = {"replaced": 0.48, "swarmed": 0.3, "died": 0.22}


@dataclass(frozen=True, slots=True)
class Queen:
    """A row of `queens`."""

    queen_id: int
    hive_id: int
    breed: str
    mother_id: int | None
    introduced_on: date
    ended_on: date | None
    end_reason: str | None

    def lays(self, day: date) -> bool:
        """Say whether she is in her hive on `day`."""
        return self.introduced_on <= day and (self.ended_on is None or day <= self.ended_on)


class Reigns:
    """Which queen laid in each hive on any day."""

    def __init__(self, queens: Sequence[Queen]) -> None:
        self._queens: dict[int, list[Queen]] = {}
        for queen in queens:
            self._queens.setdefault(queen.hive_id, []).append(queen)

    def queen(self, hive: Hive, day: date) -> Queen | None:
        """Return the queen of `hive` on `day`, or None where it had none."""
        return next((q for q in self._queens[hive.hive_id] if q.lays(day)), None)


def queens(seed: int, hives: Sequence[Hive]) -> tuple[Queen, ...]:
    """Draw the line of queens of each hive, then their breeds and mothers, oldest first."""
    draws = Draws(seed, "queens")
    drawn = [queen for hive in hives for queen in _line(draws, hive)]
    drawn.sort(key=lambda queen: (queen.introduced_on, queen.hive_id))
    bred: list[Queen] = []
    breeders: list[Queen] = []
    for number, queen in enumerate(drawn, start=1):
        mother = _mother(draws, queen, breeders)
        breed = mother.breed if mother else draws.weighted({name: of[0] for name, of in BREEDS.items()})
        named = replace(queen, queen_id=number, breed=breed, mother_id=mother.queen_id if mother else None)
        bred.append(named)
        # Few queens are bred from, so daughters are many for some and none for most.
        if draws.chance(0.06):
            breeders.append(named)
    return tuple(bred)


def _line(draws: Draws, hive: Hive) -> list[Queen]:
    """Draw the queens of one hive, one after the other, until it is retired or today is reached."""
    line: list[Queen] = []
    end = hive.retired_on or TODAY
    start = hive.installed_on
    while start <= end:
        ended = start + timedelta(days=draws.whole(260, 1150))
        if ended >= end:
            last = _last(draws, hive, start, end)
            return [*line, last]
        line.append(Queen(0, hive.hive_id, "", None, start, ended, draws.weighted(END_REASONS)))
        start = ended + timedelta(days=draws.whole(1, 30))
    return line


def _last(draws: Draws, hive: Hive, start: date, end: date) -> Queen:
    """Make the last queen of a hive: retired with it, still laying, or dead this autumn with no successor."""
    if hive.retired_on:
        return Queen(0, hive.hive_id, "", None, start, end, "retired")
    if start < date(2024, 8, 1) and draws.chance(0.04):
        died = draws.day(date(2024, 9, 1), date(2024, 12, 10))
        return Queen(0, hive.hive_id, "", None, start, died, "died")
    return Queen(0, hive.hive_id, "", None, start, None, None)


def _mother(draws: Draws, queen: Queen, breeders: Sequence[Queen]) -> Queen | None:
    """Choose a queen that laid when this one was raised and had proved herself for a year, or none."""
    raised = queen.introduced_on - timedelta(days=30)
    able = [b for b in breeders if b.introduced_on + timedelta(days=330) < raised and b.lays(raised)]
    return draws.pick(able) if able and draws.chance(0.7) else None
