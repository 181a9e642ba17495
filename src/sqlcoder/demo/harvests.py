"""Harvests of the demo: which hive gave how much honey, where and when. Knows no batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sqlcoder.dataset.draws import Draws
from sqlcoder.demo.hives import Hive, Stands
from sqlcoder.demo.places import Apiary
from sqlcoder.demo.queens import Reigns
from sqlcoder.demo.seasons import BREEDS, FROST_YEAR, FROSTED_FORAGE, HARVEST_SEASON, WEATHER, YEARS

# Two honey supers hold no more: the largest harvests of all are equal.
MOST_KG = 48.0
MEAN_KG = 23.0


@dataclass(frozen=True, slots=True)
class Harvest:
    """A row of `harvests`."""

    harvest_id: int
    hive_id: int
    apiary_id: int
    harvested_on: date
    honey_kg: Decimal
    moisture_pct: Decimal | None


def harvests(
    seed: int, hives: Sequence[Hive], stands: Stands, reigns: Reigns, apiaries: Sequence[Apiary]
) -> tuple[Harvest, ...]:
    """Draw the harvests of every hive of the three seasons, in the order of their days."""
    draws = Draws(seed, "harvests")
    sites = {site.apiary_id: site for site in apiaries}
    found: list[Harvest] = []
    for hive in hives:
        vigour = draws.real(0.75, 1.25)
        for year in YEARS:
            for day, site in _days(draws, hive, year, stands, sites):
                found.append(_harvest(draws, hive, day, site, reigns, vigour))
    found.sort(key=lambda harvest: (harvest.harvested_on, harvest.hive_id))
    return tuple(replace(harvest, harvest_id=number) for number, harvest in enumerate(found, start=1))


def _days(
    draws: Draws, hive: Hive, year: int, stands: Stands, sites: dict[int, Apiary]
) -> Iterator[tuple[date, Apiary]]:
    """Draw when and where a hive is harvested in a year: at home, maybe again, and at its summer site."""
    home = sites[stands.site(hive, date(year, 5, 1))]
    summer = sites[stands.site(hive, date(year, 8, 1))]
    chance = 0.88 if WEATHER[year] >= 1 else 0.68
    # A colony needs its first spring to grow.
    if not hive.in_use(date(year, 3, 1)):
        return
    first, last, _ = _season(home, year)
    blossom = not (year == FROST_YEAR and home.forage == FROSTED_FORAGE)
    day = draws.day(first, last)
    if blossom and draws.chance(chance) and hive.in_use(day):
        yield day, sites[stands.site(hive, day)]
        again = day + timedelta(days=draws.whole(19, 40))
        stayed = again.month < 9 and stands.site(hive, again) == home.apiary_id
        if draws.chance(0.55) and stayed and hive.in_use(again):
            yield again, home
    if summer != home:
        day = draws.day(*_season(summer, year)[:2])
        if draws.chance(chance) and hive.in_use(day):
            yield day, summer


def _season(site: Apiary, year: int) -> tuple[date, date, float]:
    first, last, plenty = HARVEST_SEASON[site.forage]
    return date(year, *first), date(year, *last), plenty


def _harvest(draws: Draws, hive: Hive, day: date, site: Apiary, reigns: Reigns, vigour: float) -> Harvest:
    queen = reigns.queen(hive, day)
    plenty = WEATHER[day.year] * HARVEST_SEASON[site.forage][2]
    weak = 0.6 if hive.status == "W" and day.year == 2024 else 1.0
    kg = MEAN_KG * plenty * weak * vigour * (BREEDS[queen.breed][1] if queen else 0.5) * draws.normal(1, 0.3)
    # Honey ripens drier in the thin air of the heights and wetter in a wet year.
    moisture = 18.5 - site.elevation_m / 800 + (0.6 if WEATHER[day.year] < 1 else 0) + draws.normal(0, 0.5)
    return Harvest(
        harvest_id=0,
        hive_id=hive.hive_id,
        apiary_id=site.apiary_id,
        harvested_on=day,
        honey_kg=Decimal(int(min(MOST_KG, max(1.5, kg)) * 2)) / 2,
        moisture_pct=Decimal(int(moisture * 10)) / 10 if draws.chance(0.91) else None,
    )
