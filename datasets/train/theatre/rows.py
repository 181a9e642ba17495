"""The rows of a city theatre, seasons 2021 to 2024: the same for the same seed, everywhere.

Stages, plays, productions and people stand in the lists; performances are laid out first, then what is sold
for them, and then what hangs on it. Runs no SQL.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Cell, TableRows

Record = tuple[Any, ...]

HERE = Path(__file__).parent
LAST_DAY = date(2024, 12, 31)
RISE = date(2023, 8, 1)
CENT = Decimal("0.01")
TIERS = {"weekday": Decimal(1), "weekend": Decimal("1.15"), "premiere": Decimal("1.4")}
CONCESSIONS = {
    "full": Decimal(1),
    "student": Decimal("0.5"),
    "senior": Decimal("0.8"),
    "child": Decimal("0.4"),
}
SERIES = {"premiere": 290, "saturday": 180, "matinee": 140, "choice": 120, "youth": 60}
PARENTS = {
    "person": "head_id",
    "play": "adapted_from_id",
    "production": "revival_of_id",
    "performance": "moved_to_id",
    "patron": "introduced_by_id",
    "subscription": "prior_subscription_id",
    "ticket": "replaced_by_id",
}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    productions, patrons = list(_productions(seed)), list(_patrons(seed))
    nights, subscriptions = _performances(seed), list(_subscriptions(seed))
    cards = list(_gift_cards(seed))
    office = _Office(Draws(seed, "office"), cards)
    office.sell(nights, subscriptions)
    costumes = list(_costumes(seed))
    made: dict[str, Iterable[Record]] = {
        "price_category": _prices(),
        "seat": _seats(),
        "production": productions,
        "casting": _castings(seed),
        # Who is pointed at comes later by number, and has to be stored first.
        "performance": nights[::-1],
        "patron": patrons,
        "subscription": subscriptions,
        "instalment": _instalments(seed, subscriptions),
        "gift_card": cards,
        "ticket_order": office.orders,
        "ticket": [tuple(ticket) for ticket in office.tickets[::-1]],
        "admission": _admissions(seed, office.tickets, nights),
        "rehearsal": _rehearsals(seed),
        "costume": costumes,
        "costume_loan": _loans(seed, costumes),
        "donation": _donations(seed),
        "press_review": _reviews(seed),
    }
    # The schema has each table after those that it refers to.
    return tuple(
        TableRows(name, tuple(columns), tuple(made.get(name) or _listed(name)), PARENTS.get(name))
        for name, columns in _columns().items()
    )


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((HERE / "lists.toml").read_text(encoding="utf-8"))


@cache
def _columns() -> dict[str, dict[str, str]]:
    """Return the columns of every table with the first word of their types."""
    schema = (HERE / "schema.sql").read_text(encoding="utf-8")
    found = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", schema, re.DOTALL)
    return {name: dict(re.findall(r"^    ([a-z_]+) ([A-Z]+)", body, re.MULTILINE)) for name, body in found}


def _cell(text: str, kind: str) -> Cell:
    if not text:
        return None
    if kind == "BOOLEAN":
        return text == "1"
    kinds: dict[str, Callable[[str], Cell]] = {"INTEGER": int, "NUMERIC": Decimal, "DATE": date.fromisoformat}
    return kinds.get(kind, str)(text)


@cache
def _listed(name: str) -> list[Record]:
    """Return the rows of a table that stands in the lists, numbered."""
    kinds = list(_columns()[name].values())[1:]
    records = (line.split("|") for line in _lists()[name])
    return [(number, *map(_cell, record, kinds)) for number, record in enumerate(records, start=1)]


@cache
def _plans() -> list[Record]:
    """Return the productions as planned, with first and last night, number of nights and popularity."""
    kinds = "INTEGER INTEGER INTEGER INTEGER INTEGER DATE DATE NUMERIC VARCHAR INTEGER INTEGER NUMERIC DATE"
    records = (line.split("|") for line in _lists()["production"])
    return [(n, *map(_cell, record, kinds.split())) for n, record in enumerate(records, start=1)]


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def _clock(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


def _past(when: Any) -> Any:
    """Return a day or time, or nothing where it lies after the last day of the data."""
    day = when.date() if isinstance(when, datetime) else when
    return when if day is not None and day <= LAST_DAY else None


def _money(value: Decimal | int | float) -> Decimal:
    return Decimal(str(value)).quantize(CENT)


def _there(person: Record, day: date) -> bool:
    return bool(person[5] <= day and (person[6] is None or person[6] >= day))


@cache
def _prices() -> list[Record]:
    rows: list[Record] = []
    for stage, letters in _lists()["prices"].items():
        for letter, euros in letters.items():
            for tier, factor in TIERS.items():
                price = (euros * factor * 2).quantize(Decimal(1)) / 2
                ends = RISE - timedelta(days=1) if stage != "4" else date(2022, 12, 31)
                rows.append((len(rows) + 1, int(stage), letter, tier, _money(price), date(2021, 8, 1), ends))
                if stage != "4":
                    price = (price * Decimal("1.08") * 2).quantize(Decimal(1)) / 2
                    rows.append((len(rows) + 1, int(stage), letter, tier, _money(price), RISE, None))
    return rows


@cache
def _seats() -> list[Record]:
    draws, rows = Draws(0, "seats"), list[Record]()
    for hall in _lists()["blocks"]:
        for block, letters, width, category in hall["rows"]:
            for letter in letters:
                for place in range(1, width + 1):
                    chair = letter == "A" and place in (1, width) and hall["stage"] < 3
                    flaw = draws.weighted({"pillar": 3.0, "side view": 5.0, "draught": 2.0, "": 70.0}) or None
                    gone = date(2023, 6, 12) if hall["stage"] == 1 and letter == "E" and place > 8 else None
                    row = (len(rows) + 1, hall["stage"], block, letter, place, category, chair, flaw, gone)
                    rows.append(row)
    return rows


def _price(stage: int, category: str, tier: str, day: date) -> Decimal:
    for row in _prices():
        if row[1:4] == (stage, category, tier) and row[5] <= day and (row[6] is None or day <= row[6]):
            return Decimal(row[4])
    raise LookupError(f"No price for stage {stage}, category {category} on {day}.")


def _productions(seed: int) -> Iterator[Record]:
    draws = Draws(seed, "productions")
    for plan in _plans():
        open_accounts = plan[5] == 2024 or plan[0] in (12, 19)
        share = draws.weighted({84: 2.0, 93: 3.0, 100: 1.0, 107: 4.0, 124: 2.0, 151: 0.6})
        spent = None if open_accounts else _money(plan[8] * share / 100 + draws.whole(-900, 900))
        spent = _money(plan[8] * 35 / 100) if plan[13] else spent
        yield (*plan[:7], _money(plan[8]), spent, *plan[9:11], plan[13])


def _castings(seed: int) -> Iterator[Record]:
    draws, number = Draws(seed, "castings"), 0
    people = _listed("person")
    for plan in _plans():
        if plan[6] is None:
            continue
        actors = [p for p in people if p[3] == "acting" and _there(p, plan[6])]
        spare = actors.copy()
        for place, part in enumerate(_part_names(draws)[: draws.whole(4, 8)]):
            actor = spare.pop(draws.whole(0, len(spare) - 1))
            actor = people[8] if plan[0] == 12 and place == 2 else actor
            others = [p for p in actors if p[0] != actor[0]]
            second = draws.pick(others)[0] if draws.chance(0.45) else None
            fee = {"guest": 260, "season": 90}.get(actor[4])
            fee = fee if actor[4] == "guest" or draws.chance(0.4) else None
            leaves = actor[6] if actor[6] and actor[6] < (plan[7] or LAST_DAY) else None
            if leaves is None and draws.chance(0.12):
                leaves = plan[6] + timedelta(days=(plan[7] - plan[6]).days // 2)
            money = None if fee is None else _money(fee + 20 * draws.whole(-2, 9))
            number += 1
            yield (number, plan[0], actor[0], second, part, place < 2, plan[6], leaves, money)
            if leaves and spare and draws.chance(0.85):
                heir = spare.pop(draws.whole(0, len(spare) - 1))
                money = _money(280) if heir[4] == "guest" else None
                number += 1
                yield (
                    number,
                    plan[0],
                    heir[0],
                    None,
                    part,
                    place < 2,
                    leaves + timedelta(days=1),
                    None,
                    money,
                )


def _part_names(draws: Draws) -> list[str]:
    names, left = list[str](), list(_lists()["parts"])
    while left:
        names.append(left.pop(draws.whole(0, len(left) - 1)))
    return names


def _performances(seed: int) -> list[Record]:
    draws, rows = Draws(seed, "performances"), list[Record]()
    genres = {play[0]: play[3] for play in _listed("play")}
    for plan in _plans():
        if plan[6] is None:
            continue
        days = [plan[6], plan[7]]
        while len(days) < plan[11]:
            day = draws.day(plan[6] + timedelta(days=1), plan[7])
            if day.weekday() != 0 and (day not in days or genres[plan[1]] == "children"):
                days.append(day)
        for day in sorted(days):
            rows.append(_night(draws, len(rows) + 1, plan, day, genres[plan[1]]))
    for index in range(len(rows)):
        _postpone(draws, rows, index)
    # One that stands in for a moved one has to be moved itself.
    for index in [n for n, row in enumerate(rows) if n > 200 and row[5] == "held"][-3:-1]:
        rows[index] = (*rows[index][:5], "moved", "technical", None, None, rows[index][9])
        _postpone(draws, rows, index)
    return list(rows)


def _night(draws: Draws, number: int, plan: Record, day: date, genre: str) -> Record:
    hour, minute = (20, 0) if plan[2] == 2 else (19, 30)
    if day.weekday() == 6:
        hour, minute = draws.pick([(15, 0), (18, 0)])
    if genre == "children":
        hour, minute = draws.pick([(11, 0), (15, 0), (16, 30)])
    tier = "premiere" if day == plan[6] else "weekend" if day.weekday() > 3 else "weekday"
    stage = 2 if plan[2] == 3 and draws.chance(0.14) else plan[2]
    fates = {"held": 82.0, "cancelled": 9.0, "moved": 8.0 if tier != "premiere" else 1.0}
    # The Courtyard is open to the sky.
    fate = draws.weighted({"held": 68.0, "cancelled": 17.0, "moved": 15.0} if plan[2] == 3 else fates)
    reason = None if fate == "held" else draws.weighted(_lists()["reasons"])
    if reason and reason != "illness" and (plan[2] == 3 or reason == "storm"):
        reason = "storm" if plan[2] == 3 else "technical"
    if day > LAST_DAY:
        fate, reason = ("cancelled", "technical") if number % 9 == 0 else ("planned", None)
    length = {"children": 60, "dance": 75, "musical": 165, "tragedy": 160}.get(genre, 125) + draws.whole(
        -6, 9
    )
    noted = length if fate == "held" and not draws.chance(0.05) else None
    titles = plan[2] == 1 and draws.chance(0.25)
    return (number, plan[0], stage, _clock(day, hour, minute), tier, fate, reason, None, noted, titles)


def _postpone(draws: Draws, rows: list[Record], index: int) -> None:
    """Give a moved performance its new date, as the last of the rows."""
    row = rows[index]
    if row[5] != "moved":
        return
    begins = row[3] + timedelta(days=draws.whole(5, 40))
    if row[3].month <= 7 < begins.month:
        begins = begins.replace(month=7, day=31)
    tier = "weekend" if begins.weekday() > 3 else "weekday"
    stage = 1 if begins.date() > date(2022, 12, 31) and row[2] == 4 else row[2]
    length = draws.whole(90, 150) if begins.date() <= LAST_DAY else None
    state = "held" if length else "planned"
    rows.append((len(rows) + 1, row[1], stage, begins, tier, state, None, None, length, row[9]))
    rows[index] = (*row[:7], len(rows), None, row[9])


def _patrons(seed: int) -> Iterator[Record]:
    draws, lists = Draws(seed, "patrons"), _lists()["people"]
    days = sorted(draws.day(date(2014, 3, 1), date(2024, 12, 20)) for _ in range(430))
    for number, day in enumerate(days, start=1):
        firm = number % 36 == 5
        name = (
            lists["firms"][number // 36]
            if firm
            else f"{draws.pick(lists['first'])} {draws.pick(lists['last'])}"
        )
        mail = None if draws.chance(0.25) else f"{name.lower().replace(' ', '.')}{number}@post.example"
        born = None if firm or draws.chance(0.3) else draws.whole(1936, 2005)
        by = draws.whole(1, number - 1) if number > 20 and draws.chance(0.16) else None
        gone = _past(draws.day(max(day, date(2021, 9, 1)), date(2025, 3, 1))) if draws.chance(0.05) else None
        yield (
            number,
            name,
            draws.weighted(lists["districts"]),
            None if gone else mail,
            born,
            day,
            firm,
            by,
            gone,
        )


def _subscriptions(seed: int) -> Iterator[Record]:
    draws, number, old = Draws(seed, "subscriptions"), 0, list[Record]()
    for season, fresh in ((2021, 48), (2022, 26), (2023, 34), (2024, 22)):
        new: list[Record] = []
        for prior in [s for s in old if s[8] is None and draws.chance(0.68)] + [None] * fresh:
            number += 1
            who = prior[1] if prior else draws.whole(1, 190 + (season - 2021) * 60)
            kind = prior[2] if prior and draws.chance(0.85) else draws.pick(list(SERIES))
            seats = draws.weighted({1: 4.0, 2: 6.0, 4: 1.0})
            price = _money(SERIES[kind] * seats * (100 + 4 * (season - 2021)) / 100)
            day = draws.day(date(season, 5, 10), date(season, 9, 20))
            quits = draws.day(date(season, 10, 1), date(season + 1, 5, 31)) if draws.chance(0.09) else None
            row = (number, who, kind, season, seats, price, day, prior[0] if prior else None, _past(quits))
            new.append(row)
            yield row
        old = new


def _instalments(seed: int, subscriptions: list[Record]) -> Iterator[Record]:
    draws, number = Draws(seed, "instalments"), 0
    for row in subscriptions:
        season, price, quits = row[3], row[5], row[8]
        count = draws.weighted({1: 5.0, 2: 3.0, 4: 4.0})
        dues = {1: [(0, 10)], 2: [(0, 10), (1, 2)], 4: [(0, 10), (0, 12), (1, 2), (1, 4)]}[count]
        share = (price / count).quantize(CENT)
        for place, (years, month) in enumerate(dues, start=1):
            number += 1
            due = date(season + years, month, 1)
            late = draws.weighted({-20: 3.0, -6: 4.0, 0: 3.0, 5: 1.5, 24: 1.0, 70: 0.5, 999: 0.6})
            stopped = quits is not None and quits < due
            settled = None if stopped or late == 999 else _past(due + timedelta(days=late))
            reminders = (
                0 if stopped or late < 10 or due > LAST_DAY else 1 if late == 24 else draws.whole(1, 3)
            )
            sum_due = price - share * (count - 1) if place == count else share
            yield (number, row[0], place, due, sum_due, settled, reminders)


def _gift_cards(seed: int) -> Iterator[Record]:
    draws = Draws(seed, "cards")
    days = sorted(draws.day(date(2021, 8, 15), LAST_DAY) for _ in range(170))
    for number, day in enumerate(days, start=1):
        day = day.replace(month=12, day=draws.whole(1, 24)) if draws.chance(0.35) else day
        value = _money(draws.weighted({20: 4.0, 30: 2.0, 50: 6.0, 100: 3.0, 250: 0.4}))
        buyer = draws.whole(1, 300) if draws.chance(0.6) else None
        lost = _past(day + timedelta(days=draws.whole(3, 300))) if draws.chance(0.05) else None
        yield (
            number,
            f"GC-{10000 + number * 7}",
            buyer,
            day,
            value,
            day.replace(year=day.year + 2, day=28),
            lost,
        )


@dataclass
class _Office:
    """The box office: what it has sold so far."""

    draws: Draws
    cards: list[Record]
    orders: list[Record] = field(default_factory=list)
    tickets: list[list[Any]] = field(default_factory=list)
    free: dict[int, list[Record]] = field(default_factory=dict)
    left: dict[int, Decimal] = field(default_factory=dict)

    def sell(self, nights: list[Record], subscriptions: list[Record]) -> None:
        """Sell the subscriptions first, then single tickets night by night, and then take tickets back."""
        self.left = {card[0]: card[4] for card in self.cards}
        for night in nights:
            day = night[3].date()
            chairs = (s for s in _seats() if s[1] == night[2] and (s[8] is None or day < s[8]))
            self.free[night[0]] = list(chairs)
        for row in subscriptions:
            self._subscribe(row, nights)
        for night in nights:
            self._fill(night)
        for ticket in list(self.tickets):
            self._hand_back(ticket, nights)

    def _subscribe(self, row: Record, nights: list[Record]) -> None:
        """Reserve the seats of a subscription: at most five performances of its series."""
        first, last = date(row[3], 8, 1), min(row[8] or date(row[3] + 1, 7, 31), date(row[3] + 1, 7, 31))
        fits: dict[str, Callable[[Record], bool]] = {
            "premiere": lambda night: night[4] == "premiere",
            "saturday": lambda night: night[3].weekday() == 5 and night[3].hour > 17,
            "matinee": lambda night: night[3].hour < 17 and night[2] == 1,
            "choice": lambda night: night[0] % 7 == row[0] % 7,
            "youth": lambda night: night[3].hour < 17 or night[0] % 9 == 0,
        }
        chosen = [n for n in nights if first <= n[3].date() <= last and n[2] != 5 and fits[row[2]](n)][:5]
        made = _clock(row[6], self.draws.whole(9, 17), self.draws.whole(0, 59))
        order = self._order(made, "counter" if self.draws.chance(0.3) else "website", row[1], "account")
        for night in chosen:
            for _ in range(row[4]):
                if self.free[night[0]]:
                    self._ticket(order, night, "student" if row[2] == "youth" else "full", row[0])

    def _fill(self, night: Record) -> None:
        """Sell single tickets for a performance until as many are sold as it draws people."""
        plan = _plans()[night[1] - 1]
        room = len(self.free[night[0]]) or 30
        wanted = int(
            room * float(plan[12]) * self.draws.real(0.6, 1.15) * (0.4 if night[5] == "planned" else 0.9)
        )
        school = night[3].hour < 17
        while wanted > 0:
            party = self.draws.weighted({1: 3.0, 2: 6.0, 3: 1.5, 4: 2.0, 11: 0.5 if school else 0.06})
            wanted -= party
            ahead = self.draws.weighted({0: 3.0, 1: 2.0, 4: 3.0, 12: 3.0, 30: 3.0, 50: 1.0})
            placed = night[3] - timedelta(days=ahead + self.draws.whole(0, ahead))
            placed = placed.replace(hour=self.draws.whole(9, 18), minute=self.draws.whole(0, 59))
            placed = min(placed, night[3] - _minutes(self.draws.whole(2, 50)))
            while placed.date() > LAST_DAY:
                placed -= timedelta(days=self.draws.whole(3, 40))
            order = self._single_order(placed)
            for _ in range(party):
                kind = {
                    "full": 10.0,
                    "student": 3.0,
                    "senior": 3.0,
                    "child": 9.0 if school else 0.3,
                    "staff": 0.4,
                }
                self._ticket(order, night, self.draws.weighted(kind), None)

    def _single_order(self, placed: datetime) -> int:
        last = self.orders[-1] if self.orders else None
        # Some buy for two performances at once, if the last customer's order fits the day.
        if last and last[5] != "account" and last[3].date() <= placed.date() and self.draws.chance(0.07):
            return int(last[0])
        shares = {"website": 5.0 + placed.year - 2021, "counter": 5.0, "phone": 2.5, "agency": 1.2}
        channel = self.draws.weighted(shares)
        named = self.draws.chance({"website": 0.96, "phone": 0.85, "agency": 0.0}.get(channel, 0.3))
        who = 1 + int(self.draws.real(0, 1) * self.draws.real(0.3, 1) * 400) if named else None
        pay = {"card": 8.0, "cash": 6.0 if channel == "counter" else 0.0, "transfer": 1.5 if named else 0.0}
        return self._order(placed, channel, who, self.draws.weighted(pay))

    def _order(self, placed: datetime, channel: str, who: int | None, pay: str) -> int:
        clerks = [p[0] for p in _listed("person") if p[3] == "box office" and _there(p, placed.date())]
        clerk = (
            clerks[int(len(clerks) * self.draws.real(0.2, 1) * 0.999)]
            if channel in ("counter", "phone")
            else None
        )
        if pay != "account" and self.draws.chance(0.02):
            gone = placed + _minutes(self.draws.whole(1, 60))
            self.orders.append((len(self.orders) + 1, who, clerk, placed, channel, pay, None, None, gone))
        card, share = self._card(placed) if pay != "account" and channel != "agency" else (None, None)
        self.orders.append((len(self.orders) + 1, who, clerk, placed, channel, pay, card, share, None))
        return len(self.orders)

    def _card(self, placed: datetime) -> tuple[int | None, Decimal | None]:
        """Find a gift card with money left, in one order of forty."""
        day = placed.date()
        valid = [c for c in self.cards if c[3] < day <= c[5] and c[6] is None and self.left[c[0]] > 0]
        if not valid or not self.draws.chance(0.04):
            return None, None
        card = self.draws.pick(valid)[0]
        share = (
            self.left[card]
            if self.draws.chance(0.6)
            else min(self.left[card], _money(self.draws.whole(8, 30)))
        )
        self.left[card] -= share
        return card, share

    def _ticket(self, order: int, night: Record, kind: str, subscription: int | None) -> int:
        chairs, chair = self.free[night[0]], None
        if chairs and (subscription or not self.draws.chance(0.02)):
            chair = chairs.pop(int(len(chairs) * self.draws.real(0, 1) * self.draws.real(0.4, 1)))
        full = _price(night[2], chair[5], night[4], night[3].date()) if chair else Decimal(9)
        price = _money(0) if subscription or kind == "staff" else _money(full * CONCESSIONS[kind])
        number = len(self.tickets) + 1
        row = [
            number,
            order,
            night[0],
            chair[0] if chair else None,
            subscription,
            kind,
            price,
            "valid",
            None,
            None,
        ]
        self.tickets.append(row)
        return number

    def _hand_back(self, ticket: list[Any], nights: list[Record]) -> None:
        """Return or exchange a ticket, more often where its performance did not take place."""
        night = nights[ticket[2] - 1]
        odds = {
            "held": (0.03, 0.02),
            "planned": (0.02, 0.02),
            "cancelled": (0.78, 0.14),
            "moved": (0.2, 0.74),
        }
        back, swap = odds[night[5]]
        fate = self.draws.weighted({"returned": back, "exchanged": swap, "valid": 1 - back - swap})
        placed = self.orders[ticket[1] - 1][3]
        latest = min(night[3], _clock(LAST_DAY, 18))
        when = placed + (latest - placed) * self.draws.whole(5, 95) / 100
        when = when.replace(second=0, microsecond=0)
        target = night[7]
        if fate == "exchanged" and target is None:
            same = [n for n in nights if n[3] > night[3] and n[5] in ("held", "planned") and n[0] != night[0]]
            same = [n for n in same if n[1] == night[1]] or same[:6]
            target = self.draws.pick(same)[0] if same else None
        if fate == "valid" or (fate == "exchanged" and target is None) or when < placed:
            return
        ticket[7:9] = [fate, when]
        chair = _seats()[ticket[3] - 1] if ticket[3] else None
        if chair:
            self.free[night[0]].append(chair)
        if target is not None and fate == "exchanged":
            ticket[9] = self._ticket(ticket[1], nights[target - 1], ticket[5], ticket[4])


def _admissions(seed: int, tickets: list[list[Any]], nights: list[Record]) -> Iterator[Record]:
    draws, number = Draws(seed, "admissions"), 0
    for ticket in tickets:
        night = nights[ticket[2] - 1]
        came = 0.88 if ticket[4] is None else 0.78
        if night[5] != "held" or not draws.chance(came if ticket[7] == "valid" else 0.03):
            continue
        number += 1
        door = draws.weighted({"north": 6.0, "south": 4.0, "lift": 0.6})
        if ticket[7] == "valid" and draws.chance(0.004):
            yield (
                number,
                ticket[0],
                door,
                night[3] - timedelta(days=1, minutes=draws.whole(5, 40)),
                "wrong date",
            )
            number += 1
        when = night[3] + _minutes(
            draws.weighted({-52: 1.0, -33: 3.0, -21: 5.0, -9: 4.0, 4: 0.4}) + draws.whole(-6, 6)
        )
        yield (number, ticket[0], door, when, "admitted" if ticket[7] == "valid" else "void")
        if ticket[7] == "valid" and draws.chance(0.02):
            number += 1
            yield (
                number,
                ticket[0],
                draws.pick(["north", "south"]),
                when + _minutes(draws.whole(1, 70)),
                "repeated",
            )


def _rehearsals(seed: int) -> Iterator[Record]:
    draws, number = Draws(seed, "rehearsals"), 0
    for plan in _plans():
        last = (plan[6] or plan[13] or date(2026, 1, 1)) - timedelta(days=1)
        count = draws.whole(16, 30) if plan[9 + 1] is None else draws.whole(5, 9)
        days = [last] if plan[6] else []
        days += [draws.day(last - timedelta(days=48), last) for _ in range(count)]
        for day in sorted(d for d in days if d <= LAST_DAY):
            number += 1
            near = (last - day).days
            kind = (
                "dress"
                if near < 3
                else draws.weighted({"scenes": 6.0, "music": 1.5, "technical": 0.3 if near > 9 else 4.0})
            )
            kind = "reading" if near > 44 else kind
            leader = {"music": draws.pick([4, 16]), "technical": 5}.get(kind, plan[3])
            room = "on stage" if near < 10 else draws.weighted({"Attic": 4.0, "Red Room": 5.0, "Chapel": 2.0})
            opens = _clock(
                day, draws.weighted({10: 6.0, 14: 2.0, 17: 3.0}), draws.weighted({0: 5.0, 30: 1.0})
            )
            closes = opens + _minutes(draws.weighted({120: 2.0, 180: 5.0, 240: 4.0, 330: 1.0}))
            off = opens - _minutes(draws.whole(30, 3000)) if draws.chance(0.06) else None
            yield (number, plan[0], leader, room, kind, opens, closes, off)


def _costumes(seed: int) -> Iterator[Record]:
    draws, lists = Draws(seed, "costumes"), _lists()
    made = [plan for plan in _plans() if plan[6] and plan[0] not in (2, 10, 25)]
    for number in range(1, 181):
        plan = draws.pick(made) if draws.chance(0.7) else None
        day = (
            plan[6] - timedelta(days=draws.whole(3, 40))
            if plan
            else draws.day(date(2009, 1, 10), date(2024, 6, 1))
        )
        given = plan is None and draws.chance(0.5)
        cost = None if given else _money(draws.whole(12, 190) * 5)
        wear = draws.weighted({"fresh": 4.0, "worn": 5.0, "damaged": 1.3})
        gone = _past(draws.day(max(day, date(2022, 1, 1)), date(2025, 6, 1))) if draws.chance(0.1) else None
        size = draws.weighted({"S": 2.0, "M": 4.0, "L": 3.0, "XL": 1.0, "": 2.0}) or None
        yield (
            number,
            f"K{number:04d}",
            draws.pick(lists["costumes"]),
            size,
            plan[0] if plan else None,
            day,
            cost,
            wear,
            gone,
        )


def _loans(seed: int, costumes: list[Record]) -> Iterator[Record]:
    draws, plans = Draws(seed, "loans"), [p for p in _plans() if p[6]]
    days = sorted(draws.day(date(2021, 8, 20), LAST_DAY) for _ in range(240))
    out: dict[int, date] = {}
    for number, day in enumerate(days, start=1):
        fit = [
            c for c in costumes if c[5] < day and (c[8] is None or day < c[8]) and out.get(c[0], day) <= day
        ]
        costume = fit[int(len(fit) * draws.real(0, 1) * draws.real(0.2, 1))]
        inside = [p[0] for p in plans if p[0] != costume[4] and p[6] - timedelta(days=30) <= day <= p[7]]
        borrower = draws.pick(inside) if inside and draws.chance(0.62) else None
        due = day + timedelta(days=draws.weighted({7: 3.0, 14: 4.0, 30: 3.0, 90: 2.0}))
        back = due + timedelta(days=draws.weighted({-3: 3.0, 0: 3.0, 2: 1.5, 9: 1.0, 41: 0.4}))
        back = None if draws.chance(0.04) else _past(back)
        out[costume[0]] = back or date(2099, 1, 1)
        cost = _money(draws.whole(8, 160)) if back and draws.chance(0.14) else None
        lender = None if borrower else draws.pick(_lists()["borrowers"])
        yield (number, costume[0], borrower, lender, day, due, back, cost)


def _donations(seed: int) -> Iterator[Record]:
    draws, plans = Draws(seed, "donations"), _plans()
    days = sorted(draws.day(date(2021, 8, 3), date(2024, 12, 30)) for _ in range(270))
    for number, day in enumerate(days, start=1):
        who = draws.weighted({5: 6.0, 41: 5.0, 113: 3.0, 0: 70.0}) or draws.whole(1, 160 + number)
        soon = [p[0] for p in plans if p[6] and day < p[6] < day + timedelta(days=150)]
        aim = draws.pick(soon) if soon and draws.chance(0.4) else None
        aim = 6 if number in (21, 30) else aim
        amount = draws.weighted(
            {25: 5.0, 50: 7.0, 100: 6.0, 250: 3.0, 1000: 1.2, 5000: 0.4}
        ) * draws.weighted({1: 5, 3: 1})
        thanked = _past(day + timedelta(days=draws.whole(2, 60))) if draws.chance(0.85) else None
        yield (number, who, aim, day, _money(amount), draws.chance(0.66), thanked)


def _reviews(seed: int) -> Iterator[Record]:
    draws, lists, number = Draws(seed, "reviews"), _lists(), 0
    for plan in _plans():
        if plan[6] is None or plan[6] > LAST_DAY or plan[0] == 9:
            continue
        good = 1 if float(plan[12]) > 0.65 else 0
        for outlet in lists["outlets"]:
            if draws.chance(0.32):
                continue
            number += 1
            critic = draws.pick(lists["critics"]) or None
            given = draws.weighted({1: 0.6, 2: 2.0, 3: 4.0, 4: 4.0 + good * 3, 5: 1.0 + good})
            stars = None if outlet == "Culture Weekly" else given
            day = plan[6] + timedelta(days=draws.weighted({1: 5.0, 2: 4.0, 5: 2.0, 12: 1.0}))
            if _past(day):
                yield (number, plan[0], outlet, critic, day, stars, draws.pick(lists["headlines"]))
