"""Hives of the demo and where each stood when. Knows neither queens nor honey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlcoder.dataset.draws import Draws
from sqlcoder.demo.places import QUARANTINE_SITE, Apiary, Member, open_on
from sqlcoder.demo.seasons import SUMMER_SITES, TODAY, YEARS

HIVES_OWNED = {"H": (1, 6), "S": (7, 17), "P": (24, 42)}
BOX_TYPES = {"Dadant": 0.52, "Langstroth": 0.31, "Warre": 0.11, "Top bar": 0.06}
QUARANTINED = 7


@dataclass(frozen=True, slots=True)
class Hive:
    """A row of `hives`."""

    hive_id: int
    hive_code: str
    member_id: int
    apiary_id: int
    box_type: str
    installed_on: date
    status: str
    retired_on: date | None

    def in_use(self, day: date) -> bool:
        """Say whether the hive is set up and not yet retired on `day`."""
        return self.installed_on <= day and (self.retired_on is None or day < self.retired_on)


@dataclass(frozen=True, slots=True)
class HiveMove:
    """A row of `hive_moves`."""

    move_id: int
    hive_id: int
    from_apiary_id: int | None
    to_apiary_id: int
    moved_on: date
    reason: str


class Stands:
    """Where each hive stood on any day, by its moves."""

    def __init__(self, moves: Sequence[HiveMove]) -> None:
        self._moves: dict[int, list[HiveMove]] = {}
        for move in moves:
            self._moves.setdefault(move.hive_id, []).append(move)

    def site(self, hive: Hive, day: date) -> int:
        """Return the apiary of `hive` on `day`: that of the last move until then."""
        moves = self._moves[hive.hive_id]
        return next((m.to_apiary_id for m in reversed(moves) if m.moved_on <= day), moves[0].to_apiary_id)


def hives(seed: int, members: Sequence[Member], apiaries: Sequence[Apiary]) -> tuple[Hive, ...]:
    """Draw each member's hives, all on the site where they were first set up."""
    draws = Draws(seed, "hives")
    drawn: list[Hive] = []
    for member in members:
        if member.joined_on.year >= 2024:
            continue
        low, high = HIVES_OWNED[member.level]
        homes = _homes(draws, member, apiaries)
        for _ in range(draws.whole(low, high)):
            installed = _installed(draws, member)
            site = draws.pick([s for s in homes if open_on(s, installed)] or [homes[0]])
            drawn.append(_hive(draws, member, site.apiary_id, max(installed, site.opened_on)))
    drawn.sort(key=lambda hive: (hive.installed_on, hive.member_id))
    return tuple(
        replace(hive, hive_id=number, hive_code=f"H-{number:04d}")
        for number, hive in enumerate(drawn, start=1)
    )


def _homes(draws: Draws, member: Member, apiaries: Sequence[Apiary]) -> list[Apiary]:
    """Choose the sites a member uses: one or two near home, professionals one more elsewhere."""
    own = [s for s in apiaries if s.region == member.region]
    near = [s for s in own if open_on(s, date(2019, 5, 1))]
    late = [s for s in own if open_on(s, date(2023, 5, 1)) and s not in near]
    # The first was always open and still is: it takes what the others can't.
    homes = [draws.pick([s for s in near if s.closed_on is None]), draws.pick(near), *late]
    if member.level == "P":
        homes.append(draws.pick([s for s in apiaries if open_on(s, date(2019, 5, 1))]))
    return homes


def _installed(draws: Draws, member: Member) -> date:
    """Draw the day of set-up: a spring after joining."""
    first = max(member.joined_on.year + 1, 2018)
    last = (member.left_on or TODAY).year - 1
    year = draws.whole(first, max(first, last))
    if member.left_on is None and draws.chance(0.07):
        year = 2024
    return draws.day(date(year, 4, 8), date(year, 6, 12))


def _hive(draws: Draws, member: Member, site: int, installed: date) -> Hive:
    retired = member.left_on
    if retired is None and draws.chance(0.26):
        retired = _retired(draws, installed)
    status = "R" if retired else "W" if draws.chance(0.08) else "A"
    return Hive(0, "", member.member_id, site, draws.weighted(BOX_TYPES), installed, status, retired)


def _retired(draws: Draws, installed: date) -> date | None:
    """Draw a day of retirement after the first winter, most often in a later one; None if not by today."""
    first = installed + timedelta(days=270)
    if draws.chance(0.7):
        winter = draws.whole(first.year, TODAY.year)
        day = draws.day(date(winter, 1, 5), date(winter, 3, 28))
    else:
        day = first + timedelta(days=draws.whole(0, 1600))
    return day if first <= day < date(2024, 12, 1) else None


def moves(seed: int, drawn: Sequence[Hive], apiaries: Sequence[Apiary]) -> tuple[HiveMove, ...]:
    """Draw all moves of all hives in the order of their days; the first of each is its set-up."""
    draws = Draws(seed, "hive_moves")
    sites = {site.apiary_id: site for site in apiaries}
    found = [move for hive in drawn for move in _moves_of(draws, hive, sites)]
    found += _quarantine(draws, drawn, Stands(found), apiaries)
    found.sort(key=lambda move: (move.moved_on, move.hive_id))
    return tuple(replace(move, move_id=number) for number, move in enumerate(found, start=1))


def _moves_of(draws: Draws, hive: Hive, sites: dict[int, Apiary]) -> list[HiveMove]:
    home = hive.apiary_id
    found = [HiveMove(0, hive.hive_id, None, home, hive.installed_on, "new")]
    wanders = draws.chance(0.3)
    for year in YEARS:
        out = draws.day(date(year, 7, 4), date(year, 7, 12))
        back = draws.day(date(year, 9, 6), date(year, 9, 28))
        summer = draws.pick([s for s in sites.values() if s.forage in SUMMER_SITES and open_on(s, back)])
        if wanders and summer.apiary_id != home and hive.in_use(out) and hive.in_use(back):
            found.append(HiveMove(0, hive.hive_id, home, summer.apiary_id, out, "forage"))
            found.append(HiveMove(0, hive.hive_id, summer.apiary_id, home, back, "winter"))
        closing = sites[home].closed_on
        if closing and closing.year == year and hive.in_use(closing):
            near = [s for s in sites.values() if s.region == sites[home].region and open_on(s, TODAY)]
            new_home = draws.pick(near).apiary_id
            found.append(HiveMove(0, hive.hive_id, home, new_home, closing, "site closed"))
            home = new_home
    return found


def _quarantine(
    draws: Draws, drawn: Sequence[Hive], stands: Stands, apiaries: Sequence[Apiary]
) -> list[HiveMove]:
    """Take a few hives to the quarantine site in the last autumn; they are still there."""
    island = next(s.apiary_id for s in apiaries if s.name == QUARANTINE_SITE)
    living = [hive for hive in drawn if hive.retired_on is None]
    found: dict[int, HiveMove] = {}
    while len(found) < QUARANTINED:
        hive, day = draws.pick(living), draws.day(date(2024, 10, 4), date(2024, 11, 22))
        found[hive.hive_id] = HiveMove(0, hive.hive_id, stands.site(hive, day), island, day, "quarantine")
    return list(found.values())


def settled(drawn: Sequence[Hive], moved: Sequence[HiveMove]) -> tuple[Hive, ...]:
    """Return the hives with the site and the status that their moves have given them."""
    last = {move.hive_id: move for move in moved}
    return tuple(
        replace(
            hive,
            apiary_id=last[hive.hive_id].to_apiary_id,
            status="Q" if last[hive.hive_id].reason == "quarantine" else hive.status,
        )
        for hive in drawn
    )
