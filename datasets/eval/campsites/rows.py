"""The rows of the camping grounds: the same for the same seed, everywhere and always.

Grounds, types and staff are alike in every instance; guests and what they do are drawn anew. Runs no SQL.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Row, TableRows

AS_OF = date(2025, 5, 31)
YEARS = range(2022, 2026)
PARENTS = {"staff": "manager_id", "guests": "referred_by_id"}
TABLE = r"CREATE TABLE (\w+) [(]([^;]*)"
# Code, name, setting, stars, open all year, first day, day of the sale, price level in per cent.
GROUNDS = (
    ("HER", "Heronsmere", "lake", 4, True, date(2009, 4, 1), None, 110),
    ("PIN", "Pinefold", "forest", 3, False, date(2013, 5, 1), None, 85),
    ("SAL", "Saltmarsh Point", "coast", 5, False, date(2016, 4, 1), None, 135),
    ("KES", "Kestrel Ridge", "hills", None, True, date(2018, 3, 1), None, 80),
    ("QUA", "Old Quarry", "hills", 2, False, date(2011, 6, 1), None, 70),
    ("WIL", "Willowbank", "lake", None, False, date(2014, 4, 1), date(2023, 10, 31), 90),
    ("DUN", "Duneside", "coast", None, False, date(2024, 4, 1), None, 120),
)
# Code, name, lodging, most people, price in cents, pitches at each ground.
TYPES = (
    ("TEN", "Tent pitch", False, 4, 1900, (4, 6, 3, 4, 6, 3, 4)),
    ("CVN", "Caravan pitch", False, 6, 3200, (6, 4, 6, 3, 4, 5, 5)),
    ("CAB", "Cabin", True, 6, 8400, (4, 3, 0, 4, 0, 2, 3)),
    ("SAF", "Safari tent", True, 5, 6600, (2, 0, 4, 0, 2, 2, 3)),
    ("TRE", "Tree house", True, 2, 9900, (0, 0, 0, 0, 0, 0, 0)),
)
SEASONS = (
    ("LO", (1, 1), (5, 15), 80), ("MI", (5, 16), (6, 30), 100), ("HI", (7, 1), (8, 31), 145),
    ("MI", (9, 1), (9, 30), 100), ("LO", (10, 1), (12, 31), 80),
)  # fmt: skip
FIRST_NAMES = "Anneke Birgit Callum Daan Elin Frida Goran Hilde Iwan Jette Kaspar Lotte Noor Ole Ruud Sofie"
LAST_NAMES = "Aalbers Brandvik Cromhout Dahlerup Fenwright Grothe Hasselby Imhofen Kromann Lindewal Nyhagen"
LANDS = {"DE": 0.34, "NL": 0.29, "DK": 0.12, "SE": 0.09, "GB": 0.08, "CH": 0.05, "FR": 0.03}
CHANGES = (("DAT", 0.11), ("PIT", 0.07), ("PPL", 0.08), ("DAT", 0.04))
NIGHTS = {1: 0.1, 2: 0.24, 3: 0.18, 4: 0.12, 5: 0.07, 7: 0.2, 10: 0.05, 14: 0.04}
ITEMS = {"BRD": 90, "BIK": 1400, "SAU": 1250, "WOD": 750, "WSH": 450}
TOPICS = {
    "NOI": "Music until long after midnight;Dogs barking all night",
    "CLE": "Kitchen not cleaned, crumbs everywhere;Shower drain blocked and dirty",
    "PWR": "Fuse blew twice in one evening;No electricity on arrival",
    "BIL": "Charged for a bike we never had;Tourist tax counted twice",
    "NBR": "Neighbours park on our pitch;Neighbours' awning stands across the line",
}


@dataclass(slots=True)
class _Pitch:
    pitch_id: int
    ground: str
    label: str
    kind: str
    area: int | None
    power: bool
    retired: date | None


@dataclass(slots=True)
class _Guest:
    guest_id: int
    born: date | None
    row: Row


@dataclass(slots=True)
class _Booking:
    pitch: _Pitch
    guest: _Guest
    channel: str
    at: datetime
    arrives: date
    departs: date
    status: str
    companions: list[_Guest]
    booking_id: int = 0
    stay_id: int = 0
    begin: datetime = datetime.min
    end: datetime | None = None


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    pitches, guests = _pitches(seed), _guests(seed)
    bookings = _bookings(seed, pitches, guests)
    stay_rows = _stays(seed, bookings)
    stays = sorted((b for b in bookings if b.stay_id), key=lambda b: b.stay_id)
    rows: dict[str, Iterable[Row]] = {
        "grounds": (ground[:7] for ground in GROUNDS),
        "pitch_types": (kind[:4] for kind in TYPES),
        "season_prices": _prices(),
        "pitches": ((p.pitch_id, p.ground, p.label, p.kind, p.area, p.power, p.retired) for p in pitches),
        "staff": _staff(),
        "guests": (guest.row for guest in guests),
        "bookings": _booking_rows(seed, bookings),
        "booking_guests": _companions(bookings),
        "booking_changes": _changes(seed, bookings, pitches),
        "stays": stay_rows,
        "extra_orders": _extras(seed, stays),
        "meter_readings": _readings(seed, pitches, stays),
        "cleaning_rounds": _cleanings(seed, stays),
        "complaints": _complaints(seed, stays),
        "vouchers": _vouchers(seed, guests, bookings),
    }
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    names = {
        name: tuple(re.findall(r"^ +([a-z]\w*) ", body, re.M)) for name, body in re.findall(TABLE, schema)
    }
    return tuple(
        TableRows(name, names[name], tuple(drawn), PARENTS.get(name)) for name, drawn in rows.items()
    )


def _cents(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def _numbered(rows: list[Row], at: int) -> list[Row]:
    rows.sort(key=lambda row: (str(row[at]), str(row)))
    return [(number, *row) for number, row in enumerate(rows, start=1)]


def _moment(draws: Draws, day: date, first: int, last: int) -> datetime:
    return datetime(day.year, day.month, day.day, draws.whole(first, last), draws.whole(0, 59))


def _night_price(ground: str, kind: str, day: date) -> int:
    level = next(g[7] for g in GROUNDS if g[0] == ground)
    number, base = next((n, t[4]) for n, t in enumerate(TYPES) if t[0] == kind)
    season = next(s[3] for s in SEASONS if date(day.year, *s[1]) <= day <= date(day.year, *s[2]))
    growth = 100 + (3 + number + season // 140) * (day.year - 2022)
    return base * level * season * growth // 50_000_000 * 50


def _prices() -> Iterator[Row]:
    number = 0
    for place, ground in enumerate(GROUNDS):
        for kind in (kind for kind in TYPES if kind[5][place]):
            for year in (y for y in YEARS if ground[5].year <= y <= (ground[6] or AS_OF).year):
                for season, start, end, _ in SEASONS:
                    number += 1
                    price = _cents(_night_price(ground[0], kind[0], date(year, *start)))
                    yield number, ground[0], kind[0], season, date(year, *start), date(year, *end), price


def _pitches(seed: int) -> list[_Pitch]:
    draws = Draws(seed, "pitches")
    found: list[_Pitch] = []
    for place, ground in enumerate(GROUNDS):
        for letter, kind in zip("ABCDE", TYPES, strict=True):
            for number in range(1, kind[5][place] + 1):
                area = None if draws.chance(0.12) else draws.whole(8, 24) * 5
                power = kind[0] in ("CVN", "CAB") or draws.chance(0.5)
                gone = draws.day(date(2023, 1, 10), date(2024, 12, 20)) if draws.chance(0.06) else None
                retired = min((day for day in (gone, ground[6]) if day), default=None)
                label = f"{letter}{number:02d}"
                found.append(_Pitch(len(found) + 1, ground[0], label, kind[0], area, power, retired))
    return found


@cache
def _staff() -> tuple[Row, ...]:
    draws = Draws(0, "staff")
    found: list[Row] = []
    for ground in GROUNDS:
        head = len(found) + 1
        for role in ("MGR", "REC", "REC", "CLN", "CLN", "TEC", "REC", "CLN")[: draws.whole(6, 8)]:
            name = f"{draws.pick(FIRST_NAMES.split())} {draws.pick(LAST_NAMES.split())}"
            boss = None if role == "MGR" else head if draws.chance(0.5) else max(head, len(found))
            since = draws.day(date(2015, 1, 1), date(2021, 12, 1)) if boss else ground[5]
            # The first of every trade stays, so that somebody is always on duty.
            goes = len(found) + 1 - head not in (0, 1, 3) and draws.chance(0.5)
            left = draws.day(date(2023, 3, 1), date(2025, 3, 31)) if goes and not ground[6] else ground[6]
            found.append((len(found) + 1, name, ground[0], role, boss, max(ground[5], since), left))
    return tuple(found)


def _on_duty(draws: Draws, ground: str, roles: Sequence[str], day: date) -> int:
    able = [s for s in _staff() if s[2] == ground and s[3] in roles and str(s[6] or AS_OF) >= str(day)]
    return int(str(draws.pick(able)[0]))


def _guests(seed: int) -> list[_Guest]:
    draws = Draws(seed, "guests")
    found: list[_Guest] = []
    for number in range(1, 1201):
        child = draws.chance(0.27)
        born = draws.day(date(2009, 1, 1), date(2021, 12, 31)) if child else None
        if not child and draws.chance(0.7):
            born = draws.day(date(1946, 1, 1), date(2003, 12, 31))
        name = f"{draws.pick(FIRST_NAMES.split())} {draws.pick(LAST_NAMES.split())}"
        land = draws.weighted(LANDS)
        card = None if child else draws.weighted({None: 0.69, "S": 0.21, "G": 0.1})
        friend = draws.whole(1, number - 1) if number > 20 and not child and draws.chance(0.2) else None
        erased = draws.day(date(2023, 1, 1), AS_OF) if draws.chance(0.08) else None
        row = (number, name, land, born, card, friend, not child and draws.chance(0.45), erased)
        found.append(_Guest(number, born, row))
    return found


def _bookings(seed: int, pitches: Sequence[_Pitch], guests: Sequence[_Guest]) -> list[_Booking]:
    """Let every pitch through its seasons, and number the bookings in the order in which they were made."""
    draws = Draws(seed, "bookings")
    adults = [g for g in guests if g.born is None or g.born.year < 2005]
    found: list[_Booking] = []
    for pitch in pitches:
        ground = next(g for g in GROUNDS if g[0] == pitch.ground)
        spans = [(date(y, 4, 1), date(y, 10, 31)) for y in YEARS]
        for first, last in [(date(2022, 1, 1), date(2025, 10, 31))] if ground[4] else spans:
            day = max(first, ground[5]) + timedelta(days=draws.whole(0, 20))
            while True:
                nights = draws.weighted(NIGHTS)
                end = day + timedelta(days=nights)
                if end > min(last, pitch.retired or last):
                    break
                status = draws.weighted({"S": 0.85, "X": 0.12, "N": 0.03}) if day <= AS_OF else "C"
                if status != "C" or draws.chance(0.4):
                    found.append(_booking(draws, pitch, adults, guests, day, end, status))
                busy = day.month in (7, 8) or (day.month, day.day) > (12, 22)
                gap = draws.whole(0, 8) if busy else draws.whole(0, 54)
                day = (day if status == "X" else end) + timedelta(days=gap)
                if (day.month, day.day) > (12, 18) and draws.chance(0.4):
                    day = date(day.year + 1, 1, 1)
    found.sort(key=lambda b: (b.at, b.pitch.pitch_id))
    for number, booking in enumerate(found, start=1):
        booking.booking_id = number
    return found


def _booking(
    draws: Draws, pitch: _Pitch, adults: Sequence[_Guest], guests: Sequence[_Guest],
    arrives: date, departs: date, status: str,
) -> _Booking:  # fmt: skip
    # Early guests in the list come often, the late ones hardly ever.
    guest = adults[int(len(adults) * draws.real(0, 1) * draws.real(0.3, 1))]
    walk_in = status == "S" and draws.chance(0.1)
    lead = 0 if walk_in else draws.whole(0, 25) if draws.chance(0.35) else draws.whole(15, 240)
    latest = AS_OF - timedelta(days=draws.whole(0, 60) if status == "C" else 0)
    made = min(arrives - timedelta(days=lead), latest)
    at = _moment(draws, made, 8, 12) if lead == 0 else _moment(draws, made, 0, 23)
    channel = "WLK" if walk_in else draws.weighted({"WEB": 0.5, "PRT": 0.32, "TEL": 0.18})
    most = next(t[3] for t in TYPES if t[0] == pitch.kind)
    party = draws.weighted({1: 0.1, 2: 0.38, 3: 0.2, 4: 0.22, 5: 0.07, 6: 0.03})
    others = {g.guest_id: g for g in (draws.pick(guests) for _ in range(min(party, most) - 1))}
    others.pop(guest.guest_id, None)
    return _Booking(pitch, guest, channel, at, arrives, departs, status, list(others.values()))


def _booking_rows(seed: int, bookings: Sequence[_Booking]) -> Iterator[Row]:
    draws = Draws(seed, "amounts")
    for b in bookings:
        price = _night_price(b.pitch.ground, b.pitch.kind, b.arrives) * (b.departs - b.arrives).days
        amount = _cents(price * (100 - draws.pick((0, 0, 0, 5, 10))) // 100 + 350 * len(b.companions))
        code = f"B{b.at:%y}-{b.booking_id:05d}"
        yield (b.booking_id, code, b.guest.guest_id, b.pitch.pitch_id, b.channel, b.at, b.arrives, b.departs,
               b.status, amount)  # fmt: skip


def _companions(bookings: Sequence[_Booking]) -> Iterator[Row]:
    for b in bookings:
        for guest in b.companions:
            days = 99 * 365 if guest.born is None else (b.arrives - guest.born).days
            yield b.booking_id, guest.guest_id, "I" if days < 3 * 365 else "C" if days < 16 * 365 else "A"


def _changes(seed: int, bookings: Sequence[_Booking], pitches: Sequence[_Pitch]) -> list[Row]:
    draws = Draws(seed, "changes")
    found: list[Row] = []
    for b in bookings:
        kinds = [k for k, p in CHANGES if draws.chance(p)] + (["CAN"] if b.status == "X" else [])
        at, last = b.at, datetime(b.arrives.year, b.arrives.month, b.arrives.day, 23)
        last = min(last, datetime(2025, 5, 31, 20))
        for kind in kinds:
            at += timedelta(minutes=draws.whole(5, max(6, int((last - at).total_seconds()) // 70)))
            others = [p.pitch_id for p in pitches if p.ground == b.pitch.ground and p.kind == b.pitch.kind]
            others = [number for number in others if number != b.pitch.pitch_id]
            member = _on_duty(draws, b.pitch.ground, ("REC", "MGR"), at.date())
            member_id = member if draws.chance(0.42) else None
            found.append((b.booking_id, at, kind, draws.pick(others) if kind == "PIT" else None, member_id))
    return _numbered(found, 1)


def _stays(seed: int, bookings: Sequence[_Booking]) -> list[Row]:
    draws = Draws(seed, "stays")
    found: list[Row] = []
    for b in sorted((b for b in bookings if b.status == "S"), key=lambda b: (b.arrives, b.booking_id)):
        late = draws.chance(0.04) and b.arrives < min(b.departs - timedelta(days=1), AS_OF)
        b.begin = _moment(draws, b.arrives + timedelta(days=late), *((8, 11) if late else (13, 21)))
        early = draws.chance(0.06) and (b.departs - b.arrives).days > 2
        end = _moment(draws, b.departs - timedelta(days=early), 7, 11)
        b.stay_id, b.end = len(found) + 1, end if end.date() <= AS_OF else None
        rating = draws.weighted({5: 4, 4: 4, 3: 2, 2: 1, 1: 0.6}) if b.end and draws.chance(0.55) else None
        member = _on_duty(draws, b.pitch.ground, ("REC", "MGR"), b.begin.date())
        found.append((b.stay_id, b.booking_id, b.begin, b.end, member, rating))
    return found


def _extras(seed: int, stays: Sequence[_Booking]) -> list[Row]:
    draws = Draws(seed, "extras")
    found: list[Row] = []
    for stay in stays:
        last = (stay.end or datetime(2025, 5, 31)).date()
        for _ in range(draws.weighted({0: 0.5, 1: 0.22, 2: 0.14, 3: 0.08, 5: 0.04, 8: 0.02})):
            item = draws.weighted({"BRD": 0.46, "BIK": 0.16, "SAU": 0.1, "WOD": 0.16, "WSH": 0.12})
            day = draws.day(stay.begin.date(), max(stay.begin.date(), last))
            at = max(stay.begin + timedelta(minutes=9), _moment(draws, day, 7, 22))
            many = draws.whole(2, 8) if item == "BRD" else draws.weighted({1: 0.6, 2: 0.3, 4: 0.1})
            price = ITEMS[item] * (100 + 5 * (day.year - 2022)) // 100
            found.append((stay.stay_id, item, at, many, _cents(price), draws.chance(0.05)))
    return _numbered(found, 2)


def _readings(seed: int, pitches: Sequence[_Pitch], stays: Sequence[_Booking]) -> list[Row]:
    draws = Draws(seed, "meters")
    opened = {ground[0]: ground[5] for ground in GROUNDS}
    found: list[Row] = []
    for pitch in (pitch for pitch in pitches if pitch.power):
        tenths = draws.whole(2_000, 90_000)
        moments: list[tuple[datetime, int | None, int]] = [
            (_moment(draws, date(year, month, 2), 5, 6), None, draws.whole(0, 9))
            for year in YEARS for month in (1, 4, 7, 10)
        ]  # fmt: skip
        for stay in (stay for stay in stays if stay.pitch is pitch):
            moments.append((stay.begin, stay.stay_id, 0))
            if stay.end is not None and draws.chance(0.94):
                used = (stay.end - stay.begin).days * draws.whole(12, 90) + draws.whole(1, 40)
                moments.append((stay.end, stay.stay_id, used))
        for at, number, used in sorted(moments, key=lambda m: (m[0], m[1] or 0)):
            tenths += used
            if opened[pitch.ground] <= at.date() <= min(AS_OF, pitch.retired or AS_OF):
                member = _on_duty(draws, pitch.ground, ("TEC", "REC", "MGR"), at.date())
                member_id = member if draws.chance(0.4) else None
                found.append((pitch.pitch_id, number, at, Decimal(tenths).scaleb(-1), member_id))
    return _numbered(found, 2)


def _cleanings(seed: int, stays: Sequence[_Booking]) -> list[Row]:
    draws = Draws(seed, "cleanings")
    found: list[Row] = []
    for stay in stays:
        pitch = stay.pitch
        if stay.end is None or pitch.kind not in ("CAB", "SAF") or draws.chance(0.03):
            continue
        begin = _moment(draws, stay.end.date(), 11, 15)
        for again in (False, True):
            cleaner = _on_duty(draws, pitch.ground, ("CLN",), begin.date())
            end = None if draws.chance(0.03) else begin + timedelta(minutes=draws.whole(22, 115))
            chief = _on_duty(draws, pitch.ground, ("MGR", "REC"), begin.date())
            boss = chief if end and draws.chance(0.45) else None
            score = None if boss is None else min(10, draws.whole(4, 11) - cleaner % 2)
            found.append((pitch.pitch_id, cleaner, boss, begin, end, score))
            begin += timedelta(minutes=draws.whole(150, 260))
            # A bad result is put right the same day.
            if again or score is None or score > 5:
                break
    return _numbered(found, 3)


def _complaints(seed: int, stays: Sequence[_Booking]) -> list[Row]:
    draws = Draws(seed, "complaints")
    found: list[Row] = []
    for stay in stays:
        for _ in range(draws.weighted({0: 0.9, 1: 0.08, 2: 0.02})):
            at = stay.begin + timedelta(minutes=draws.whole(40, 4200))
            if at.date() > AS_OF:
                continue
            topic = draws.weighted({"NOI": 0.34, "CLE": 0.24, "PWR": 0.14, "BIL": 0.12, "NBR": 0.16})
            after = at + timedelta(minutes=draws.whole(30, 60 * 24 * 9))
            closed = after if after.date() <= AS_OF and draws.chance(0.9) else None
            handler = _on_duty(draws, stay.pitch.ground, ("MGR", "REC", "TEC"), stay.begin.date())
            money = Decimal(draws.whole(2, 24) * 5) if closed and draws.chance(0.3) else None
            who = handler if closed or draws.chance(0.6) else None
            text = draws.pick(TOPICS[topic].split(";"))
            found.append((stay.stay_id, at, topic, text, who, closed, money))
    # By number of the stay: complaints are filed under it.
    return [(number, *row) for number, row in enumerate(found, start=1)]


def _vouchers(seed: int, guests: Sequence[_Guest], bookings: Sequence[_Booking]) -> Iterator[Row]:
    draws = Draws(seed, "vouchers")
    adults = [g.guest_id for g in guests if g.born is None or g.born.year < 2005]
    days = [draws.day(date(2022, 1, 3), date(2025, 5, 28)) for _ in range(160)]
    # The turn of the year, and vouchers whose last day is today.
    days += [date(year, *day) for year in (2022, 2023, 2024) for day in ((1, 1), (5, 31), (12, 31))]
    for number, sold in enumerate(sorted(days), start=1):
        until = sold + timedelta(days=365 if sold.year % 2 == 0 else 730)
        able = [b.booking_id for b in bookings if sold <= b.at.date() <= until]
        used = draws.pick(able) if able and draws.chance(0.55) else None
        value = Decimal(draws.pick((25, 50, 50, 75, 100, 150, 200)))
        yield f"V{sold:%y}{number:05d}", draws.pick(adults), sold, value, until, used
