"""The rows of a city tram operator, January 2021 to December 2024: the same for the same seed, everywhere.

Lays out the network and the fleet first, then runs the survey days, and then what hangs on them. Runs no SQL.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Cell, Row, TableRows

Record = tuple[Any, ...]

HERE = Path(__file__).parent
FIRST_DAY, LAST_DAY = date(2021, 1, 4), date(2024, 12, 31)
CENT = Decimal("0.01")
# Days on which a boundary of a month, a quarter or a year can be got wrong.
EDGES = (date(2021, 12, 31), date(2022, 7, 1), date(2023, 1, 1), date(2023, 3, 31), date(2024, 2, 29))
SHIFT_STARTS = {"E": (5, 6), "L": (13, 14), "N": (22, 23), "S": (6, 7)}
FINE_EUROS = {"no ticket": 60, "expired": 60, "wrong zone": 30, "misuse": 90, "smoking": 25}
PARENTS = {"vehicles": "replaces_vehicle_id", "drivers": "mentor_id", "maintenance_jobs": "follows_job_id"}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    vehicles, drivers = list(_vehicles(seed)), list(_drivers(seed))
    qualified = list(_qualifications(seed, drivers))
    duties = list(_duties(seed, drivers))
    trips = list(_trips(seed, duties, vehicles, qualified))
    checks = list(_inspections(seed, trips))
    made: dict[str, Iterable[Row]] = {
        "vehicles": vehicles,
        "drivers": drivers,
        "driver_qualifications": qualified,
        "variant_stops": _halts(seed),
        "duties": duties,
        "trips": trips,
        "delays": _delays(seed, trips),
        "stop_counts": _counts(seed, trips),
        "ticket_sales": _sales(seed),
        "inspections": checks,
        "fines": _fines(seed, checks, trips),
        "track_works": _works(seed),
        "maintenance_jobs": _jobs(seed, vehicles),
        "complaints": _complaints(seed),
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


def _records(name: str) -> list[list[str]]:
    return [line.split("|") for line in _lists()[name]]


def _cell(text: str, kind: str) -> Cell:
    if not text:
        return None
    if kind == "BOOLEAN":
        return text == "1"
    kinds: dict[str, Callable[[str], Cell]] = {"INTEGER": int, "NUMERIC": Decimal, "DATE": date.fromisoformat}
    return kinds.get(kind, str)(text)


@cache
def _listed(name: str) -> list[Record]:
    """Return the rows of a table that stands in the lists, numbered; what follows its columns is left out."""
    kinds = list(_columns()[name].values())[1:]
    records = enumerate(_records(name), start=1)
    return [(number, *map(_cell, record, kinds)) for number, record in records]


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


@cache
def _route(variant: int) -> list[int]:
    codes = {stop[1]: stop[0] for stop in _listed("stops")}
    return [codes[code] for code in _records("line_variants")[variant - 1][6].split()]


@cache
def _times(seed: int) -> dict[int, list[int]]:
    """Return the minutes from the start at each stop of each variant."""
    draws, times = Draws(seed, "times"), {}
    for variant in _listed("line_variants"):
        clock = [0]
        for _ in _route(variant[0])[1:]:
            clock.append(clock[-1] + draws.whole(2, 5))
        times[variant[0]] = clock
    return times


def _halts(seed: int) -> Iterator[Row]:
    stops = _listed("stops")
    for number, times in _times(seed).items():
        for place, (stop, minutes) in enumerate(zip(_route(number), times, strict=True), start=1):
            on_request = 1 < place < len(times) and stops[stop - 1][3] == "C" and stop % 4 != 0
            yield (number, place, stop, minutes, on_request)


def _vehicles(seed: int) -> Iterator[Row]:
    draws, known = Draws(seed, "vehicles"), 0
    for kind, (count, year, euros) in enumerate(_lists()["fleet"], start=1):
        for index in range(count):
            known += 1
            born = date(year + index // 4, 1, 1) + timedelta(days=draws.whole(0, 364))
            gone = draws.day(date(2021, 2, 1), date(2024, 11, 30)) if kind < 3 and index % 3 == 1 else None
            replaces = {0: 2, 2: 5, 3: 8, 5: 11}.get(index) if kind == 5 else None
            price = Decimal(draws.whole(euros, euros * 10 // 9)) * 1000
            depot = draws.weighted({1: 20.0, 2: 15.0, 3: 8.0, 4: 5.0})
            paid = None if kind == 6 or draws.chance(0.12) else price.quantize(CENT)
            yield (known, f"{kind}{index + 1:02d}", kind, depot, born, gone, replaces, paid)


def _drivers(seed: int) -> Iterator[Row]:
    draws, first, last = Draws(seed, "drivers"), _lists()["first"], _lists()["last"]
    hired = date(1996, 3, 1)
    for number in range(1, 65):
        hired += timedelta(days=draws.whole(60, 260)) if number < 63 else timedelta(days=20)
        hired = min(hired, date(2024, 9, 1))
        # The last two are new, and one of them has a colleague's name.
        name = f"{first[(number - 1) % 28]} {last[(number * 7) % 25]}" if number < 64 else "Edda Kestrow"
        left = draws.day(max(hired, date(2021, 6, 1)), date(2024, 12, 20)) if draws.chance(0.17) else None
        mentor = draws.whole(1, max(1, number // 2)) if number > 8 and draws.chance(0.7) else None
        depot = draws.weighted({1: 20.0, 2: 16.0, 3: 9.0, 4: 6.0, 5: 1.0})
        contract = draws.weighted({"F": 7.0, "P": 3.0, "C": 1.0})
        yield (number, f"D{number:04d}", name, depot, contract, hired, left, mentor)


def _qualifications(seed: int, drivers: list[Record]) -> Iterator[Row]:
    draws = Draws(seed, "qualifications")
    shares = {1: 0.9, 2: 0.7, 3: 0.9, 4: 0.6, 5: 0.35, 6: 0.12}
    for driver in drivers[:-1]:
        for kind, share in shares.items():
            if not draws.chance(share):
                continue
            start = max(driver[5], {4: date(2014, 5, 1), 5: date(2021, 3, 1)}.get(kind, driver[5]))
            got = min(start + timedelta(days=draws.whole(20, 400)), date(2024, 12, 20))
            ends = date(draws.whole(2022, 2027), draws.whole(1, 12), 28) if draws.chance(0.45) else None
            yield (driver[0], kind, got, ends if ends is None or ends > got else None)


def _survey_days(seed: int) -> list[date]:
    draws, day, days = Draws(seed, "days"), FIRST_DAY, set(EDGES) | {LAST_DAY}
    while day <= LAST_DAY:
        days.add(day)
        day += timedelta(days=draws.whole(8, 12))
    return sorted(days)


def _duties(seed: int, drivers: list[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "duties"), 0
    for day in _survey_days(seed):
        # The last two drivers have qualified, but not driven a duty yet.
        there = [d[0] for d in drivers[:-2] if _serves(d[5], d[6], day)]
        for _ in range(draws.whole(6, 9) if day.weekday() < 5 else draws.whole(4, 7)):
            number += 1
            driver = there.pop(_skewed(draws, len(there)))
            shift = draws.weighted({"E": 8.0, "L": 7.0, "N": 2.5, "S": 2.0})
            planned = Decimal(draws.whole(12, 18)) / 2
            status = draws.weighted({"W": 90.0, "S": 6.0 if day.month in (6, 7, 8) else 9.0, "U": 2.5})
            worked = planned + Decimal(draws.weighted({-1: 1.0, 0: 6.0, 1: 3.0, 2: 1.0, 4: 0.4})) / 2
            who, hours = None if status == "U" else driver, worked if status == "W" else None
            yield (number, who, day, shift, planned, hours, status)


def _serves(first: Cell, last: Cell, day: date) -> bool:
    return str(first) <= str(day) and (last is None or str(last) > str(day))


def _skewed(draws: Draws, count: int) -> int:
    """Draw a place below `count`, the lower ones more often."""
    return int(count * draws.real(0, 1) * draws.real(0.6, 1))


def _variant(draws: Draws, day: date, shift: str) -> int:
    lines = _records("lines")
    weights: dict[int, float] = {}
    for number, line_id, _, _, is_short, first, last in _listed("line_variants"):
        line = lines[line_id - 1]
        runs = first <= day and (last is None or day <= last) and (line[2] == "N") == (shift == "N")
        if runs and (line[2] != "H" or day.weekday() == 6):
            weights[number] = float(line[5]) * (0.3 if is_short else 1.0)
    return draws.weighted(weights)


def _lateness(draws: Draws, line: int, start: datetime) -> int:
    rush = 1.2 if start.hour in (7, 8, 16, 17) and start.weekday() < 5 else 0.0
    winter = 0.8 if start.month in (1, 2, 12) else 0.0
    late = draws.normal(0.6 + rush + winter + {2: 1.1, 3: 0.8, 8: 1.4}.get(line, 0.0), 1.5)
    return max(-2, int(late + 2) - 2) + (draws.whole(5, 32) if draws.chance(0.07) else 0)


def _trips(seed: int, duties: list[Record], vehicles: list[Record], qualified: list[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "trips"), 0
    for duty in duties:
        day, shift = duty[2], str(duty[3])
        clock = datetime.combine(day, time(draws.whole(*SHIFT_STARTS[shift]), draws.whole(0, 11) * 5))
        held = {q[1] for q in qualified if q[0] == duty[1] and str(q[2]) <= str(day)} or {1, 3}
        fleet = [v for v in vehicles if _serves(v[4], v[5], day)]
        for _ in range(draws.whole(2, 4)):
            number += 1
            variant = _variant(draws, day, shift)
            line, span = _listed("line_variants")[variant - 1][1], _times(seed)[variant][-1]
            trams = [v for v in fleet if (v[2] == 6) == (line == 11)]
            if not draws.chance(0.04):
                trams = [v for v in trams if v[2] in held] or trams
            tram = trams[_skewed(draws, len(trams))][0]
            status = draws.weighted({"R": 93, "C": 2, "X": 3.5} if duty[6] == "W" else {"R": 2, "X": 3})
            late = _lateness(draws, line, clock)
            begun = None if status == "X" else clock + _minutes(draws.whole(0, 2))
            ended = clock + _minutes(span + late) if status == "R" else None
            hired = draws.chance(0.02) if duty[6] == "W" else status == "R"
            shift_no = None if hired else duty[0]
            tram = None if status == "X" and draws.chance(0.6) else tram
            yield (number, variant, shift_no, tram, clock, clock + _minutes(span), begun, ended, status)
            clock += _minutes(span + draws.whole(2, 12) * 5)


def _delays(seed: int, trips: list[Record]) -> Iterator[Row]:
    draws, notes, number = Draws(seed, "delays"), _lists()["notes"], 0
    for trip in trips:
        late = int((trip[7] - trip[5]).total_seconds()) // 60 if trip[7] else 0
        if trip[8] == "X" or not draws.chance(0.85 if late > 2 or trip[8] == "C" else 0.08):
            continue
        for part in range(draws.weighted({1: 8.0, 2: 2.0, 3: 0.5}) if late > 3 else 1):
            number += 1
            cause = "AC" if late > 28 and part == 0 else draws.weighted(_lists()["weights"]["causes"])
            at_depot = cause in ("ST", "VF") and draws.chance(0.4)
            lost = max(1, late // (part + 1) + draws.whole(-1, 2)) if trip[8] == "R" else draws.whole(10, 45)
            note = draws.pick(notes) if draws.chance(0.3) else None
            yield (number, trip[0], None if at_depot else draws.pick(_route(trip[1])), cause, lost, note)


def _counts(seed: int, trips: list[Record]) -> Iterator[Row]:
    draws, zones = Draws(seed, "counts"), [r[2] for r in _records("stops")]
    load = {"A": 13, "B": 8, "C": 4}
    for trip in trips:
        if trip[8] != "R" or not draws.chance(0.085):
            continue
        path, inside = _route(trip[1]), 0
        for place, stop in enumerate(path, start=1):
            last = place == len(path)
            on = 0 if last else draws.whole(0, load[zones[stop - 1]] * 2)
            off = inside if last else min(inside, draws.whole(0, load[zones[stop - 1]]))
            inside += on - off
            failed = draws.chance(0.03)
            yield (trip[0], place, stop, None if failed else on, None if failed else off)


def _sales(seed: int) -> Iterator[Row]:
    draws, tickets = Draws(seed, "sales"), _listed("ticket_types")
    weights = {number: float(r[6]) for number, r in enumerate(_records("ticket_types"), start=1)}
    machines = {s[0]: 4.0 if s[3] == "A" else 1.0 for s in _listed("stops") if s[5]}
    machines[39] = 0.0  # Summerfield has a machine that sold nothing.
    hours = {hour: 3.0 if hour in (7, 8, 16, 17) else 1.0 for hour in range(5, 24)}
    times: list[datetime] = []
    while len(times) < 3000:
        day = draws.day(date(2021, 1, 1), LAST_DAY)
        if draws.chance(0.55 + 0.12 * (day.year - 2021)):
            times.append(datetime.combine(day, time(draws.weighted(hours), draws.whole(0, 59))))
    for number, sold in enumerate(sorted(times), start=1):
        kind = draws.weighted(weights)
        while tickets[kind - 1][6] and sold.date() >= tickets[kind - 1][6]:
            kind = draws.weighted(weights)
        ticket = tickets[kind - 1]
        shares = {"M": 55.0, "A": 20.0 + 14 * (sold.year - 2021), "D": 9.0 if ticket[5] else 0.0, "K": 12.0}
        channel = "M" if ticket[1] == "CAR" else draws.weighted(shares)
        count = draws.weighted({1: 80.0, 2: 14.0, 3: 4.0, 5: 2.0}) if ticket[5] else 1
        price = ticket[4] * (Decimal("0.92") if sold.year < 2023 else 1)
        back = sold + _minutes(draws.whole(3, 9000)) if draws.chance(0.03) else None
        back = back if back and back.date() <= LAST_DAY else None
        stop = draws.weighted(machines) if channel == "M" else None
        yield (number, kind, stop, channel, sold, count, (price * count).quantize(CENT), back)


def _inspections(seed: int, trips: list[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "inspections"), 0
    for trip in trips:
        if trip[8] != "R" or not draws.chance(0.1):
            continue
        for _ in range(2 if draws.chance(0.06) else 1):
            number += 1
            path, board = _route(trip[1]), draws.whole(0, len(_route(trip[1])) - 2)
            leave = draws.whole(board + 1, len(path) - 1)
            checked = draws.whole(0, 14) * (leave - board) + draws.whole(3, 12)
            yield (number, trip[0], path[board], path[leave], draws.whole(1, 4), checked)


def _fines(seed: int, checks: list[Record], trips: list[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "fines"), 0
    starts = {trip[0]: trip[4] for trip in trips}
    for check in checks:
        issued = starts[check[1]].date()
        for _ in range(min(check[5], draws.weighted({0: 3.0, 1: 3.0, 2: 2.0, 3: 1.5, 5: 1.0}))):
            number += 1
            reason, again = draws.weighted(_lists()["weights"]["fines"]), draws.chance(0.18)
            due = issued + timedelta(days=28)
            fate = draws.weighted({"early": 52.0, "exact": 6.0, "late": 15.0, "appeal": 9.0, "open": 18.0})
            late = due + timedelta(days=draws.whole(1, 90))
            paid = {"early": draws.day(issued, due), "exact": due, "late": late}.get(fate)
            paid = paid if paid and paid <= LAST_DAY else None
            gone = issued + timedelta(days=draws.whole(5, 60)) if fate == "appeal" else None
            gone = gone if gone and gone <= LAST_DAY else None
            euros = Decimal(FINE_EUROS[reason] * (2 if again and reason == "misuse" else 1)).quantize(CENT)
            yield (number, check[0], reason, euros, issued, due, paid, gone, again)


def _works(seed: int) -> Iterator[Row]:
    draws, variants = Draws(seed, "works"), _listed("line_variants")
    for number in range(1, 47):
        variant = draws.pick(variants)
        path, opened, closed = _route(variant[0]), variant[5], variant[6]
        begin = draws.whole(0, len(path) - 2)
        end = min(len(path) - 1, begin + draws.whole(1, 3))
        latest = date(2024, 11, 20) if closed is None else closed - timedelta(days=60)
        first = draws.day(max(date(2021, 1, 10), opened), max(latest, opened))
        first = first if number < 45 else draws.day(date(2024, 12, 9), date(2024, 12, 20))
        planned = first + timedelta(days=draws.whole(3, 70) if number < 45 else draws.whole(30, 70))
        real = planned + timedelta(days=draws.weighted({-3: 2.0, 0: 5.0, 4: 2.0, 11: 2.0, 30: 1.0}))
        budget = Decimal(draws.whole(8, 400) * 1000).quantize(CENT)
        cost = (budget * draws.weighted({90: 3, 100: 2, 108: 3, 131: 2}) / 100).quantize(CENT)
        done = real if real <= LAST_DAY else None
        settled = cost if done and not draws.chance(0.2) else None
        kind = draws.weighted({"rail": 8.0, "switch": 5.0, "overhead": 5.0, "platform": 4.0, "drainage": 2.0})
        yield (number, variant[1], path[begin], path[end], kind, first, planned, done, budget, settled)


def _jobs(seed: int, vehicles: list[Record]) -> Iterator[Row]:
    draws = Draws(seed, "jobs")
    closed_jobs: dict[Cell, int] = {}
    openings = sorted(draws.day(date(2021, 1, 5), LAST_DAY) for _ in range(620))
    for number, day in enumerate(openings, start=1):
        there = [v for v in vehicles if _serves(v[4], v[5], day)]
        tram = there[_skewed(draws, len(there))]
        opened = datetime.combine(day, time(draws.whole(5, 20), draws.whole(0, 59)))
        kind = draws.weighted({"S": 9.0, "R": 8.0, "A": 1.5, "G": 2.0})
        closed: datetime | None = opened + _minutes(draws.whole(90, 2500) * (6 if kind == "A" else 1))
        waiting = day > date(2024, 12, 5) and draws.chance(0.5)
        closed = None if waiting or (closed and closed.date() > LAST_DAY) else closed
        hours = None if closed is None else Decimal(draws.whole(2, 60) * (3 if kind == "A" else 1)) / 2
        cents = draws.whole(900, 190_000 * (6 if kind == "A" else 1))
        parts = Decimal(0) if kind == "G" or draws.chance(0.25) else Decimal(cents) / 100
        earlier = closed_jobs.get(tram[0])
        follows = earlier if kind == "R" and draws.chance(0.35) else None
        depot = tram[3] if kind in "SG" and draws.chance(0.8) else draws.weighted({1: 3.0, 2: 2.0})
        if closed:
            closed_jobs[tram[0]] = number
        yield (number, tram[0], depot, follows, kind, opened, closed, hours, parts.quantize(CENT))


def _complaints(seed: int) -> Iterator[Row]:
    draws, stops = Draws(seed, "complaints"), len(_listed("stops"))
    lines = {number: float(r[5]) for number, r in enumerate(_records("lines"), start=1)}
    days = sorted(draws.day(date(2021, 1, 4), LAST_DAY) for _ in range(430))
    for number, day in enumerate(days, start=1):
        came = datetime.combine(day, time(draws.whole(6, 22), draws.whole(0, 59)))
        topic = draws.weighted(_lists()["weights"]["topics"])
        line: Cell = draws.weighted(lines) if topic != "fares" and draws.chance(0.88) else None
        if (line == 7 and day > date(2022, 6, 30)) or (line == 8 and day < date(2023, 4, 2)):
            line = None
        stop = draws.whole(1, stops) if draws.chance(0.4) else None
        driver = draws.whole(1, 40) if topic in ("behaviour", "accident") and draws.chance(0.8) else None
        answered: datetime | None = came + _minutes(draws.whole(30, 45_000)) if draws.chance(0.86) else None
        answered = None if answered and answered.date() > LAST_DAY else answered
        euros = Decimal(draws.weighted({5: 4.0, 10: 4.0, 20: 2.0, 50: 1.0})).quantize(CENT)
        paid = euros if answered and draws.chance(0.25) else None
        gone = came + _minutes(draws.whole(3000, 60_000)) if draws.chance(0.05) else None
        channel = draws.weighted({"E": 5.0, "W": 6.0, "P": 3.0, "L": 1.0})
        gone = gone if gone and gone.date() <= LAST_DAY else None
        yield (number, line, stop, driver, topic, channel, came, answered, paid, gone)
