"""Inspections of the demo: mites, brood, temper and treatments through each year. Knows no honey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlcoder.dataset.draws import Draws
from sqlcoder.demo.hives import Hive
from sqlcoder.demo.places import Member
from sqlcoder.demo.queens import Queen, Reigns
from sqlcoder.demo.seasons import BREEDS, WEATHER, YEARS

# Mites on 100 bees of an untreated mean colony, by month.
MITES = {3: 0.3, 4: 0.5, 5: 0.8, 6: 1.3, 7: 2.1, 8: 3.4, 9: 4.8, 10: 5.4, 12: 3.0}
BROOD = {3: 3, 4: 5, 5: 8, 6: 9, 7: 8, 8: 6, 9: 4, 10: 2, 12: 0}
WET_YEAR_MITES = {2022: 1.0, 2023: 1.25, 2024: 0.9}
NOTES = (
    "queen seen, eggs in all stages", "queen not seen, eggs present", "two swarm cells removed",
    "supers added", "wasps at the entrance", "fed two litres of syrup", "chalkbrood in one frame",
    "strong smell of heather, crowded", "entrance narrowed against robbing", "old comb, renew in spring",
    "drone brood cut out", "bees on only four frames; unite if no better", "woodpecker damage on the box",
)  # fmt: skip
# Least dose in millilitres, and how many steps of 5 more it may be.
DOSES = {"FA": (20, 4), "TH": (25, 2), "OX": (30, 4)}
QUEENLESS_NOTE = "no queen, no eggs"


@dataclass(frozen=True, slots=True)
class Inspection:
    """A row of `inspections`."""

    inspection_id: int
    hive_id: int
    inspector_id: int
    inspected_at: datetime
    varroa_per_100: Decimal | None
    brood_frames: int
    temper: int
    treatment: str | None
    dose_ml: int | None
    notes: str | None


@dataclass(slots=True)
class _Colony:
    """What a hive carries from visit to visit: how prone it is to mites, and what treatments left of them."""

    prone: float
    left: float = 1.0


def inspections(
    seed: int, hives: Sequence[Hive], reigns: Reigns, members: Sequence[Member]
) -> tuple[Inspection, ...]:
    """Draw the visits to every hive of the three seasons, in the order of time."""
    draws = Draws(seed, "inspections")
    wardens = [m for m in members if m.level != "H"][:6]
    found: list[Inspection] = []
    for hive in hives:
        colony = _Colony(prone=draws.real(0.4, 1.3) * draws.real(0.6, 1.6))
        for year in YEARS:
            colony.left = 1.0
            for day in _days(draws, hive, year):
                helper = draws.chance(0.18)
                inspector = draws.pick(wardens).member_id if helper else hive.member_id
                found.append(_visit(draws, hive, reigns.queen(hive, day), colony, day, inspector))
    found.sort(key=lambda visit: (visit.inspected_at, visit.hive_id))
    return tuple(replace(visit, inspection_id=number) for number, visit in enumerate(found, start=1))


def _days(draws: Draws, hive: Hive, year: int) -> Iterator[date]:
    """Draw the days of the visits of a year: every three or four weeks from March, and one in December."""
    day = draws.day(date(year, 3, 8), date(year, 4, 2))
    while day <= date(year, 10, 24):
        if hive.in_use(day) and draws.chance(0.88):
            yield day
        day += timedelta(days=draws.whole(18, 34))
    winter = draws.day(date(year, 12, 2), date(year, 12, 21))
    if hive.in_use(winter) and draws.chance(0.55):
        yield winter


def _visit(
    draws: Draws, hive: Hive, queen: Queen | None, colony: _Colony, day: date, inspector: int
) -> Inspection:
    at = datetime.combine(day, time(draws.whole(8, 18), draws.whole(0, 11) * 5))
    breed = BREEDS[queen.breed] if queen else (0.0, 1.0, 1.0, 0.8)
    mites = MITES[day.month] * breed[2] * colony.prone * colony.left * WET_YEAR_MITES[day.year]
    # Mites are washed off 300 bees and counted, hence thirds.
    counted = max(0, int(3 * mites * draws.real(0.6, 1.4) + draws.real(0, 1)))
    washed = draws.chance(0.2 if day.month == 12 else 0.55)
    varroa = Decimal(counted * 10 // 3) / 10 if washed else None
    treatment = _treatment(draws, day.month, varroa)
    if treatment:
        colony.left *= 0.3
    brood = max(0, int(BROOD[day.month] * (WEATHER[day.year] + 1) / 2 + draws.normal(0.5, 1.2)))
    return Inspection(
        inspection_id=0,
        hive_id=hive.hive_id,
        inspector_id=inspector,
        inspected_at=at,
        varroa_per_100=varroa,
        brood_frames=brood if queen and day.month != 12 else 0,
        temper=min(5, max(1, int(draws.normal(2.5 + breed[3], 0.8)))),
        treatment=treatment,
        dose_ml=_dose(draws, treatment) if treatment else None,
        notes=_note(draws, queen),
    )


def _treatment(draws: Draws, month: int, varroa: Decimal | None) -> str | None:
    """Decide on a treatment: from July on at three mites or more, rarely without a count; OX in winter."""
    if month == 12:
        return "OX" if draws.chance(0.85) else None
    if month < 7 or not draws.chance(0.12 if varroa is None else 0.75 if varroa >= 3 else 0.02):
        return None
    return "OX" if month == 10 else draws.weighted({"FA": 0.65, "TH": 0.35})


def _dose(draws: Draws, treatment: str) -> int:
    least, steps = DOSES[treatment]
    return least + 5 * draws.whole(0, steps)


def _note(draws: Draws, queen: Queen | None) -> str | None:
    if queen is None:
        return QUEENLESS_NOTE
    return draws.pick(NOTES) if draws.chance(0.4) else None
