"""Members and apiaries of the demo. Draws people and sites; knows no hives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlcoder.dataset.draws import Draws
from sqlcoder.demo.seasons import REGIONS, TODAY

FIRST_NAMES = (
    "Ada", "Alban", "Beata", "Bruno", "Carla", "Cyril", "Daria", "Edgar", "Elin", "Felix", "Flora", "Gregor",
    "Hanna", "Hugo", "Ines", "Ivo", "Jana", "Jonas", "Karin", "Kilian", "Lena", "Lukas", "Marta", "Milo",
    "Nadia", "Nils", "Olga", "Oscar", "Paula", "Quentin", "Rosa", "Ruben", "Selma", "Simon", "Tilda", "Tomas",
    "Ursula", "Viktor", "Wanda", "Yann",
)  # fmt: skip
LAST_NAMES = (
    "Alderwick", "Ashgrove", "Birchmoor", "Bramblecote", "Cloverley", "Dewhurst", "Elderby", "Fernhollow",
    "Gorsefield", "Hazelbank", "Heathercott", "Ivywell", "Juniperby", "Kestrelmoor", "Larkmead", "Lindenby",
    "Marshwick", "Meadowcroft", "Nettlecombe", "Oakhanger", "Plumstone", "Quillfeather", "Rowanlea",
    "Sorrelby", "Thistledown", "Thornwick", "Umberfield", "Vetchcombe", "Willowmere", "Yarrowby",
)  # fmt: skip
SITE_NAMES: dict[str, tuple[str, ...]] = {
    "River Plain": ("Ferry Field", "Long Meadow", "Old Lock", "Poplar Row", "Saltmarsh Gate", "Gull Island"),
    "Orchard Vale": ("Cherry Bank", "Cider House", "Pear Lane", "Quince Corner", "Windfall Farm"),
    "Lakeside": ("Boathouse", "Reed Bay", "Swan Meadow", "Linden Avenue", "Monastery Garden"),
    "Pinewood": ("Charcoal Clearing", "Fox Hollow", "Sawmill", "Stony Brook", "Upper Lodge"),
    "Highmoor": ("Cairn Top", "Drovers Rest", "Peat Cutting", "Shepherd Hut", "Windy Gap"),
}
QUARANTINE_SITE = "Gull Island"
CLOSED_SITES = {"Saltmarsh Gate": date(2022, 11, 15), "Upper Lodge": date(2023, 10, 31)}
LATE_SITES = {"Windfall Farm": date(2021, 4, 1), "Boathouse": date(2023, 3, 20)}
EMPTY_SITE = "Monastery Garden"

LEVELS = {"H": 0.62, "S": 0.27, "P": 0.11}
MEMBERS = 72


@dataclass(frozen=True, slots=True)
class Member:
    """A row of `members`."""

    member_id: int
    full_name: str
    level: str
    region: str
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Apiary:
    """A row of `apiaries`."""

    apiary_id: int
    name: str
    region: str
    elevation_m: int
    forage: str
    opened_on: date
    closed_on: date | None


def members(seed: int) -> tuple[Member, ...]:
    """Draw the members; the last six joined too late to own a hive yet, and seven have left."""
    draws = Draws(seed, "members")
    return tuple(_member(draws, number) for number in range(1, MEMBERS + 1))


def _member(draws: Draws, number: int) -> Member:
    # Taking the names in steps that share no factor with their counts makes every full name unique.
    name = f"{FIRST_NAMES[number * 7 % len(FIRST_NAMES)]} {LAST_NAMES[number * 11 % len(LAST_NAMES)]}"
    level, region = draws.weighted(LEVELS), draws.pick(tuple(REGIONS))
    if number > MEMBERS - 6:
        return Member(number, name, "H", region, draws.day(date(2024, 7, 1), date(2024, 11, 30)), None)
    joined = draws.day(date(2004, 1, 10), date(2021, 12, 20))
    left = draws.day(date(2022, 2, 1), date(2024, 10, 31)) if number % 10 == 4 else None
    return Member(number, name, "H" if left else level, region, joined, left)


def apiaries(seed: int) -> tuple[Apiary, ...]:
    """Draw the sites of all regions; one, opened last, has no hives yet."""
    draws = Draws(seed, "apiaries")
    sites: list[Apiary] = []
    for region, (low, high, forage) in REGIONS.items():
        for index, name in enumerate(SITE_NAMES[region]):
            opened = LATE_SITES.get(name) or draws.day(date(2001, 3, 1), date(2015, 9, 30))
            sites.append(
                Apiary(
                    apiary_id=len(sites) + 1,
                    name=name,
                    region=region,
                    elevation_m=draws.whole(low // 10, high // 10) * 10,
                    forage=forage[index % len(forage)],
                    opened_on=date(2024, 9, 2) if name == EMPTY_SITE else opened,
                    closed_on=CLOSED_SITES.get(name),
                )
            )
    return tuple(sites)


def open_on(site: Apiary, day: date) -> bool:
    """Say whether hives may be set up at `site` on `day`: it is in use and not the quarantine site."""
    special = site.name in (QUARANTINE_SITE, EMPTY_SITE)
    return not special and site.opened_on <= day <= (site.closed_on or TODAY)
