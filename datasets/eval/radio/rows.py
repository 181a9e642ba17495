"""The rows of a community radio station, September 2021 to February 2025: the same for the same seed.

The fixed lists are in lists.toml. Fills the schedule day by day, then asks for money. Runs no SQL.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import TableRows

Record = tuple[Any, ...]
FIRST, LAST = date(2021, 9, 1), date(2025, 2, 28)
PARENTS = {"airing": "repeat_of", "listener": "brought_by"}
LISTENERS, HOSTS, TRACKS = 780, 38, 620
ONCE = {10: 0.2, 15: 0.08, 20: 0.2, 25: 0.12, 30: 0.1, 50: 0.16, 60: 0.02, 100: 0.08, 120: 0.02, 250: 0.02}
MONTHLY = {3: 0.15, 5: 0.35, 8: 0.1, 10: 0.25, 15: 0.08, 20: 0.07}
GIFTS = {"mug": 0.35, "tote bag": 0.3, "T-shirt": 0.17, "sampler": 0.12, "umbrella": 0.06}
METHODS = {
    "O": {"CC": 0.6, "CA": 0.15, "TR": 0.25},
    "M": {"CC": 0.25, "DD": 0.75},
    "Y": {"DD": 0.6, "TR": 0.4},
}
TASKS = {"desk": 0.45, "library": 0.25, "mailing": 0.2, "transmitter": 0.1}
# Money for a play by kind of holder, in cents.
CENTS = {"L": 41, "P": 33, "S": 50}


@cache
def lists() -> dict[str, Any]:
    """Return the fixed lists."""
    return tomllib.loads((Path(__file__).parent / "lists.toml").read_text(encoding="utf-8"))


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    schema = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
    names = re.findall(r"^CREATE TABLE (\w+)", schema, re.MULTILINE)
    columns = {name: tuple(re.findall(rf"ON COLUMN {name}\.(\w+)", schema)) for name in names}
    rows = Station({name: Draws(seed, name) for name in names}).rows()
    return tuple(TableRows(name, columns[name], rows[name], PARENTS.get(name)) for name in names)


class Station:
    """What is drawn so far, for the tables that build on it."""

    def __init__(self, draws: dict[str, Draws]) -> None:
        self.draws = draws
        self.programs = [(n, *row) for n, row in enumerate(lists()["programs"], start=1)]
        self.episodes: list[Record] = []
        self.airings: list[Record] = []

    def rows(self) -> dict[str, tuple[Record, ...]]:
        """Return the rows of all tables."""
        self.hosts = list(self._hosts())
        self.roles = list(self._roles())
        self._schedule()
        self.holders = list(self._holders())
        artists = list(self._artists())
        self.tracks = list(self._tracks(len(artists)))
        self.plays = list(self._plays())
        self.listeners = list(self._listeners())
        self.drives = [(n, *row) for n, row in enumerate(lists()["drives"], start=1)]
        self.pledges = list(self._pledges())
        found: dict[str, Iterable[Record]] = {
            "program": ((*row[:5], row[8], row[9] if len(row) > 9 else None) for row in self.programs),
            "host": self.hosts, "program_host": self.roles, "episode": self.episodes, "airing": self.airings,
            "holder": self.holders, "artist": artists, "track": self.tracks, "play": self.plays,
            "royalty": self._royalties(), "listener": self.listeners, "drive": self.drives,
            "pledge": self.pledges, "payment": self._payments(), "shift": self._shifts(),
            "booking": self._bookings(),
        }  # fmt: skip
        return {name: tuple(rows) for name, rows in found.items()}

    def _person(self, draws: Draws) -> str:
        return f"{draws.pick(lists()['first_names'])} {draws.pick(lists()['last_names'])}"

    def _hosts(self) -> Iterator[Record]:
        draws = self.draws["host"]
        for number in range(1, HOSTS + 1):
            joined = draws.day(date(2014, 5, 1), date(2021, 8, 31) if number % 4 else date(2024, 6, 30))
            gone = draws.day(date(2022, 6, 1), LAST) if draws.chance(0.2) and joined < FIRST else None
            alias = lists()["aliases"][number // 6 - 1] if number % 6 == 0 else None
            yield number, self._person(draws), alias, joined, gone, number % 5 == 1 and draws.chance(0.7)

    def _roles(self) -> Iterator[Record]:
        """Draw the presenters of each programme: a main one at any time, at times others beside."""
        draws, staying = self.draws["program_host"], [host for host in self.hosts if host[4] is None]
        for row in self.programs:
            program, started, ended = row[0], row[8], row[9] if len(row) > 9 else None
            free, since = list(staying), started
            if draws.chance(0.45):
                # The first presenter handed over, and may have come back as a stand-in.
                first = draws.pick([h for h in self.hosts if h[3] < FIRST and (h[4] or LAST) > started])
                begin = max(started, first[3])
                until = draws.day(max(begin, date(2022, 3, 1)), first[4] or ended or date(2024, 8, 31))
                yield program, first[0], begin, until, "M"
                since, free = until + timedelta(days=1), [host for host in free if host is not first]
                if first[4] is None and draws.chance(0.5):
                    yield program, first[0], since + timedelta(days=draws.whole(20, 120)), ended, "S"
            for role, share in (("M", 1.0), ("C", 0.45), ("C", 0.2), ("S", 0.6)):
                if draws.chance(share):
                    host = free.pop(draws.whole(0, len(free) - 1))
                    later = since if role == "M" else since + timedelta(days=draws.whole(0, 200))
                    if ended is None or later < ended:
                        yield program, host[0], max(later, host[3]), ended, role

    def _schedule(self) -> None:
        """Make and broadcast the episodes day by day, with repeats of earlier ones."""
        draws, numbers, due = self.draws["airing"], dict[int, int](), list[Record]()
        for offset in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=offset)
            for episode, at, first in [row for row in due if row[1].date() == day]:
                if self.episodes[episode - 1][6] is None or self.episodes[episode - 1][6] > at:
                    self._air(draws, episode, at, first)
            for row in self.programs:
                program, weekday, hour, weeks, started = row[0], row[5], row[6], row[7], row[8]
                ended = row[9] if len(row) > 9 else LAST
                on_turn = day.weekday() == weekday and (offset // 7 + program) % weeks == 0
                if on_turn and started <= day <= ended and draws.chance(0.93):
                    numbers[program] = numbers.get(program, (day - started).days // (7 * weeks)) + 1
                    episode = self._episode(row, numbers[program], day)
                    # Some episodes are made and never broadcast.
                    if draws.chance(0.98):
                        at = datetime.combine(day, time(hour)) + timedelta(
                            minutes=draws.pick((0, 0, 0, 1, 5))
                        )
                        first = self._air(draws, episode, at, None)
                        due += [(episode, again, first) for again in self._repeats(draws, at)]

    def _repeats(self, draws: Draws, at: datetime) -> Iterator[datetime]:
        if draws.chance(0.45):
            yield at.replace(hour=draws.pick((3, 11, 14)), minute=0) + timedelta(days=draws.whole(1, 6))
        if draws.chance(0.14):
            yield at.replace(hour=draws.pick((0, 13)), minute=30) + timedelta(days=draws.whole(20, 300))

    def _air(self, draws: Draws, episode: int, at: datetime, first: int | None) -> int:
        number = len(self.airings) + 1
        crowd = (
            30 + self.episodes[episode - 1][1] * 37 % 90 - (25 if first else 0) - (20 if at.hour < 5 else 0)
        )
        peak = None if draws.chance(0.08) else max(0, crowd + draws.whole(-20, 25))
        fault = draws.weighted({"DA": 0.5, "LV": 0.35, "WF": 0.15}) if draws.chance(0.05) else None
        self.airings.append((number, episode, at, first, peak, fault))
        return number

    def _episode(self, row: Record, num: int, day: date) -> int:
        draws, number = self.draws["episode"], len(self.episodes) + 1
        title = draws.pick(lists()["topics"]) if draws.chance(0.55) else None
        made = day - timedelta(days=0 if row[2] == "NEW" else draws.whole(0, 12))
        length = row[4] * 60 - draws.whole(0, 9) * 20 + (draws.whole(1, 400) if draws.chance(0.2) else 0)
        after = timedelta(days=draws.whole(1, 200), minutes=draws.whole(1, 300))
        pulled = datetime.combine(day, time(23, 30)) + after if draws.chance(0.025) else None
        pulled = pulled if pulled and pulled.date() <= LAST else None
        self.episodes.append((number, row[0], num, title, made, length, pulled))
        return number

    def _holders(self) -> Iterator[Record]:
        draws = self.draws["holder"]
        for number, name in enumerate(lists()["holders"], start=1):
            kind = "P" if "Publishing" in name or "Songs" in name else "L"
            country = lists()["abroad"].get(name) or draws.pick(("GB", "GB", "IE", "US"))
            yield number, name, kind, country
        for number in range(len(lists()["holders"]) + 1, 42):
            yield number, self._person(draws), "S", draws.pick(("GB", "GB", "GB", "PL", "IE"))

    def _artists(self) -> Iterator[Record]:
        draws, adjectives, nouns = self.draws["artist"], lists()["adjectives"], lists()["nouns"]
        for number in range(1, 191):
            solo = number % 3 == 0
            band = f"{draws.pick(adjectives)} {draws.pick(nouns)} {draws.pick(lists()['bands'])}".strip()
            country = draws.weighted({"GB": 0.55, "IE": 0.12, "PL": 0.12, "PK": 0.08, "US": 0.08, None: 0.05})
            local = country == "GB" and draws.chance(0.4)
            yield number, self._person(draws) if solo else band, country, local

    def _tracks(self, artists: int) -> Iterator[Record]:
        draws, adjectives, nouns = self.draws["track"], lists()["adjectives"], lists()["nouns"]
        for number in range(1, TRACKS + 1):
            title = draws.pick(("{a} {n}", "The {n}", "{n} Song", "{a} {n} Blues")).format(
                a=draws.pick(adjectives), n=draws.pick(nouns)
            )
            holder = None if draws.chance(0.09) else draws.whole(1, draws.whole(4, 38))
            year = None if draws.chance(0.06) else draws.whole(draws.pick((1958, 1990, 2015)), 2021)
            # One artist in twenty has nothing in the library.
            artist = draws.whole(1, draws.whole(20, artists))
            yield number, title, artist - (artist % 20 == 0), holder, year, draws.whole(95, 480)

    def _plays(self) -> Iterator[Record]:
        """Draw the running orders: much music in music programmes, little or none in others."""
        draws, genres = self.draws["play"], {row[0]: row[2] for row in self.programs}
        for episode, program, _, _, _, length, _ in self.episodes:
            most = {"MUS": length // 600, "TLK": 3, "NEW": 2}.get(genres[program], 1)
            count = draws.whole(most // 2 if genres[program] == "MUS" else 0, most)
            # Now and then nobody kept the list.
            count = 0 if draws.chance(0.03) else count
            for pos in range(1, count + 1):
                shelf = draws.whole(60, TRACKS)
                track = self.tracks[(draws.whole(0, shelf - 1) + program * 23) % (TRACKS - 12)]
                cut = draws.whole(10, track[5] // 2) if draws.chance(0.3) else 0
                yield episode, pos, track[0], track[5] - cut

    def _royalties(self) -> Iterator[Record]:
        """Count the plays of each holder by quarter; a few reports are wrong, and the last are missing."""
        draws, counts, number = self.draws["royalty"], dict[tuple[date, int], int](), 0
        played: dict[int, list[int]] = {}
        for episode, _, track, _ in self.plays:
            played.setdefault(episode, []).append(self.tracks[track - 1][3] or 0)
        for _, episode, at, *_ in self.airings:
            quarter = date(at.year, (at.month - 1) // 3 * 3 + 1, 1)
            for holder in played.get(episode, []):
                counts[quarter, holder] = counts.get((quarter, holder), 0) + 1
        for (quarter, holder), count in sorted(counts.items()):
            if holder == 0 or quarter >= date(2025, 1, 1) or draws.chance(0.03):
                continue
            number += 1
            plays = count + (draws.pick((-2, -1, 1, 3)) if draws.chance(0.06) else 0)
            sent = quarter + timedelta(days=draws.whole(95, 160))
            paid = sent + timedelta(days=draws.whole(10, 75))
            is_sent = sent <= LAST and not draws.chance(0.03)
            is_paid = is_sent and paid <= LAST and draws.chance(0.9)
            money = Decimal(max(0, plays) * CENTS[self.holders[holder - 1][2]]) / 100
            yield (
                number,
                holder,
                quarter,
                max(0, plays),
                money,
                sent if is_sent else None,
                paid if is_paid else None,
            )

    def _listeners(self) -> Iterator[Record]:
        draws = self.draws["listener"]
        for number in range(1, LISTENERS + 1):
            name, town = self._person(draws), draws.weighted(lists()["towns"])
            given, family = name.lower().split()
            mail = f"{given[0]}.{family}{number}@{draws.pick(('post', 'mail', 'quick'))}.example"
            since = date(2015, 1, 1) + timedelta(days=number * 3600 // LISTENERS + draws.whole(0, 40))
            born = draws.whole(1938, draws.pick((1965, 1990, 2006))) if draws.chance(0.62) else None
            brought = draws.whole(1, min(number - 1, 90)) if number > 5 and draws.chance(0.2) else None
            gone = draws.day(max(since, FIRST), LAST) if draws.chance(0.06) else None
            yield number, name, town, mail if draws.chance(0.8) else None, born, since, brought, gone

    def _pledges(self) -> Iterator[Record]:
        """Draw the pledges day by day: many in a drive, a few outside."""
        draws, number = self.draws["pledge"], 0
        for offset in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=offset)
            drive = next((row for row in self.drives if row[2] <= day <= row[3]), None)
            mean = 0.32 if drive is None else 9 if drive[1] != "Transmitter Appeal" else 6
            for _ in range(int(draws.real(0, 2 * mean) + draws.real(0, 1) * (drive is None)) if mean else 0):
                number += 1
                yield self._pledge(draws, number, day, drive)

    def _pledge(self, draws: Draws, number: int, day: date, drive: Record | None) -> Record:
        known = [row for row in self.listeners if row[5] <= day and row[0] % 6]
        listener = known[draws.whole(0, draws.whole(len(known) // 3, len(known) - 1))][0]
        freq = draws.weighted({"O": 0.66, "M": 0.28, "Y": 0.06})
        amount = draws.weighted(MONTHLY if freq == "M" else ONCE)
        running = [row[0] for row in self.programs if row[8] <= day <= (row[9] if len(row) > 9 else LAST)]
        program = running[draws.whole(0, draws.whole(3, len(running) - 1))] if draws.chance(0.6) else None
        ended = day + timedelta(days=draws.whole(20, 900)) if freq != "O" and draws.chance(0.35) else None
        ended = ended if ended and ended <= LAST else None
        worthy = amount >= (10 if freq == "M" else 50)
        gift = draws.weighted(GIFTS) if worthy and draws.chance(0.75) else None
        sent = day + timedelta(days=draws.whole(3, 55)) if gift and draws.chance(0.88) else None
        sent = sent if sent and sent <= LAST else None
        at = datetime.combine(day, time(draws.whole(7, 22), draws.whole(0, 59)))
        note = draws.pick(lists()["notes"]) if draws.chance(0.18) else None
        money = Decimal(amount)
        return number, listener, drive and drive[0], program, at, money, freq, ended, gift, sent, note

    def _payments(self) -> Iterator[Record]:
        """Draw the payments: one single pledge in eight is never paid, a monthly one may miss a month."""
        draws, number = self.draws["payment"], 0
        for pledge, _, _, _, at, amount, freq, ended, *_ in self.pledges:
            method, day, last = draws.weighted(METHODS[freq]), at.date(), min(ended or LAST, LAST)
            day += timedelta(days=0 if method == "CA" else draws.whole(0, 40))
            parts = [amount]
            if freq == "O":
                last = LAST if draws.chance(0.88) else FIRST
                parts = [amount - 5, Decimal(5)] if amount > 20 and draws.chance(0.08) else parts
            while day <= last and parts:
                part = parts.pop(0) if freq == "O" else amount
                if freq == "O" or draws.chance(0.95):
                    number += 1
                    back = day + timedelta(days=draws.whole(2, 30)) if draws.chance(0.012) else None
                    yield number, pledge, day, part, method, back if back and back <= LAST else None
                day += timedelta(days=365 if freq == "Y" else 30 + draws.whole(0, 1))

    def _shifts(self) -> Iterator[Record]:
        """Draw the shifts: everyday ones all through the year, phones in the drives."""
        draws, number = self.draws["shift"], 0
        for offset in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=offset)
            drive = next((row for row in self.drives if row[2] <= day <= row[3]), None)
            team = [row[0] for row in self.listeners if row[0] % 9 == 4 and row[5] <= day <= (row[7] or LAST)]
            for _ in range(draws.whole(2, 5) if drive else draws.weighted({0: 0.55, 1: 0.35, 2: 0.1})):
                number += 1
                task = "phones" if drive and draws.chance(0.8) else draws.weighted(TASKS)
                start = datetime.combine(day, time(draws.whole(8, 19), draws.pick((0, 30))))
                end = start + timedelta(minutes=draws.pick((120, 180, 180, 240, 330)))
                who = team[draws.whole(0, draws.whole(0, len(team) - 1))]
                yield (
                    number,
                    who,
                    drive[0] if drive and task == "phones" else None,
                    task,
                    start,
                    end,
                    draws.chance(0.07),
                )

    def _bookings(self) -> Iterator[Record]:
        """Draw the bookings: one for most recorded episodes, and some for other ends."""
        draws, number = self.draws["booking"], 0
        for episode, program, _, _, made, length, _ in self.episodes:
            hosts = [row[1] for row in self.roles if row[0] == program and row[2] <= made <= (row[3] or LAST)]
            for purpose in (episode, None):
                if hosts and draws.chance(0.45 if purpose else 0.12):
                    number += 1
                    start = datetime.combine(made, time(draws.whole(8, 21), draws.pick((0, 15, 30))))
                    end = start + timedelta(minutes=(length // 1800 + draws.whole(1, 3)) * 30)
                    given_up = start - timedelta(hours=draws.whole(1, 100)) if draws.chance(0.08) else None
                    studio = draws.weighted({"A": 0.5, "B": 0.35, "C": 0.15})
                    yield number, studio, hosts[0], None if given_up else purpose, start, end, given_up
