"""Batches of the demo: harvests of one honey blended, graded and bottled. Knows no customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlcoder.dataset.draws import Draws, total
from sqlcoder.demo.harvests import Harvest
from sqlcoder.demo.places import Apiary
from sqlcoder.demo.seasons import HARVEST_SEASON, YEARS

JAR_KG = Decimal("0.5")
# Per cent of a harvest that its owner gives, where not all of it.
SHARES = {100: 0.88, 75: 0.05, 60: 0.04, 50: 0.03}


@dataclass(frozen=True, slots=True)
class Batch:
    """A row of `batches`."""

    batch_id: int
    batch_code: str
    honey_type: str
    bottled_on: date
    grade: str
    jars_filled: int


@dataclass(frozen=True, slots=True)
class BatchHarvest:
    """A row of `batch_harvests`."""

    batch_id: int
    harvest_id: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Bottling:
    """All batches, and what went into them."""

    batches: tuple[Batch, ...]
    parts: tuple[BatchHarvest, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A harvest, or some of it, on its way into a batch."""

    harvest: Harvest
    share: Decimal


def bottle(seed: int, harvests: Sequence[Harvest], apiaries: Sequence[Apiary]) -> Bottling:
    """Blend the harvests of one honey and year into batches, in the order of their days."""
    draws = Draws(seed, "batches")
    forage = {site.apiary_id: site.forage for site in apiaries}
    batches: list[Batch] = []
    rows: list[BatchHarvest] = []
    for year in YEARS:
        for honey_type in HARVEST_SEASON:
            crop = [h for h in harvests if h.harvested_on.year == year and forage[h.apiary_id] == honey_type]
            for number, parts in enumerate(_blends(draws, crop), start=1):
                code = f"{honey_type[:3].upper()}-{year % 100}-{number:02d}"
                batches.append(_batch(draws, len(batches) + 1, code, honey_type, parts))
                rows += [BatchHarvest(len(batches), p.harvest.harvest_id, p.share) for p in parts]
    return Bottling(tuple(batches), tuple(rows))


def _blends(draws: Draws, crop: Sequence[Harvest]) -> Iterator[list[_Part]]:
    """Divide a crop into blends; what a member holds back of a harvest may go into the next one."""
    # Some members keep a harvest for themselves: it goes into no batch.
    given = [harvest for harvest in crop if not draws.chance(0.06)]
    kept: list[_Part] = []
    for group in _groups(draws, given):
        parts = [_Part(harvest, Decimal(draws.weighted(SHARES)) / 100) for harvest in group]
        yield kept + parts
        kept = [_Part(p.harvest, 1 - p.share) for p in parts if p.share < 1 and draws.chance(0.5)]


def _groups(draws: Draws, crop: Sequence[Harvest]) -> Iterator[Sequence[Harvest]]:
    """Cut a crop into groups of 9 to 18; a rest of fewer than six joins the last group."""
    start = 0
    while start < len(crop):
        size = draws.whole(9, 18)
        if len(crop) - start - size < 6:
            size = len(crop) - start
        yield crop[start : start + size]
        start += size


def _batch(draws: Draws, batch_id: int, code: str, honey_type: str, parts: Sequence[_Part]) -> Batch:
    kilograms = sum((p.harvest.honey_kg * p.share for p in parts), Decimal(0))
    measured = [float(p.harvest.moisture_pct) for p in parts if p.harvest.moisture_pct is not None]
    moisture = total(measured) / len(measured) if measured else 18.0
    return Batch(
        batch_id=batch_id,
        batch_code=code,
        honey_type=honey_type,
        bottled_on=parts[-1].harvest.harvested_on + timedelta(days=draws.whole(9, 55)),
        grade=_grade(moisture + draws.normal(0, 0.45)),
        # Some honey stays in the tank.
        jars_filled=int(kilograms * Decimal("0.97") / JAR_KG),
    )


def _grade(moisture: float) -> str:
    return "E" if moisture < 17.1 else "A" if moisture < 18.2 else "B" if moisture < 18.9 else "K"
