"""The rows of a county's road maintenance, mostly January 2021 to December 2024: the same for the same seed.

Lays out the network, which all instances share, then draws what was seen, reported, ordered and spent on it.
Runs no SQL.
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
FIRST_DAY, LAST_DAY = date(2021, 1, 1), date(2024, 12, 31)
CENT = Decimal("0.01")
# Days on which a boundary of a month, a year or a financial year can be got wrong.
EDGES = (
    date(2021, 12, 31), date(2022, 1, 1), date(2022, 4, 1), date(2023, 1, 1), date(2023, 3, 31),
    date(2023, 4, 1), date(2023, 7, 1), date(2024, 1, 1),
    date(2024, 2, 29), date(2024, 4, 1), date(2024, 12, 31),
)  # fmt: skip
LATE_DAYS = {"E1": 0, "S1": 7, "S2": 28}
KINDS = {
    "pothole": "pothole",
    "lighting": "lamp",
    "drain": "drain",
    "sign": "sign",
    "footway": "footway",
    "verge": "edge",
}
MATERIALS: dict[str, dict[str | None, float]] = {
    "pothole": {"HOT": 6.0, "CLD": 4.0}, "edge": {"HOT": 4.0, "GRV": 5.0}, "drain": {"CON": 3.0, None: 6.0},
    "sign": {"CON": 4.0, None: 5.0}, "lamp": {"LMP": 9.0, None: 1.0}, "footway": {"CON": 5.0, "HOT": 3.0},
    "debris": {None: 1.0},
}  # fmt: skip
PARENTS = {"resident_reports": "duplicate_of_report_id", "repair_jobs": "redoes_job_id"}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    lights, members = list(_lights(seed)), list(_members())
    patrols, reports = list(_patrols(seed, members)), list(_reports(seed))
    defects = list(_defects(seed, patrols, reports, lights))
    made: dict[str, Iterable[Row]] = {
        "road_sections": _sections(),
        "surface_treatments": _treatments(seed),
        "bridge_ratings": _ratings(seed),
        "street_lights": lights,
        "gang_members": members,
        "gang_postings": _postings(members),
        "safety_patrols": patrols,
        "resident_reports": reports,
        "road_defects": defects,
        "repair_jobs": _jobs(seed, defects),
        "gritting_runs": _runs(seed, members),
        "traffic_counts": _traffic(seed),
        "road_closures": _closures(seed),
        "highway_budgets": _budgets(seed),
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
    """Return the rows of a table that stands in the lists, numbered; what follows its columns is left out."""
    kinds = list(_columns()[name].values())[1:]
    numbers = {section[1]: str(section[0]) for section in _sections()} if name == "road_bridges" else {}
    records = [[numbers.get(text, text) for text in line.split("|")] for line in _lists()[name]]
    return [(n, *map(_cell, record, kinds)) for n, record in enumerate(records, start=1)]


@cache
def _sections() -> list[Record]:
    draws, found = Draws(0, "sections"), list[Record]()
    ends = {junction[1]: junction[0] for junction in _listed("road_junctions")}
    for road, line in enumerate(_lists()["roads"], start=1):
        number, _, kind, _, _, codes, areas, speeds, routes = line.split("|")
        path = codes.split()
        for place, (area, speed, route) in enumerate(zip(areas, speeds, routes[: len(areas)], strict=True)):
            reference = f"{number}/{place + 1:02d}"
            fast = int(speed) * 10
            width = Decimal({"A": 73, "B": 65, "C": 52, "U": 45}[kind] + draws.whole(-8, 9)) / 10
            gone = _cell(_lists()["stopped"].get(reference, ""), "DATE")
            metres = draws.whole(9, 40) * 10 * (fast // 10 if kind != "U" else 2)
            grit = int(route) or None
            where = (ends[path[place]], ends[path[place + 1]], grit, area)
            known = len(found) + 1
            found.append(
                (known, reference, road, *where, metres, width, fast, fast <= 40 and kind < "U", gone)
            )
    return found


def _treatments(seed: int) -> Iterator[Row]:
    draws, number = Draws(seed, "treatments"), 0
    for section in _sections():
        if section[1].startswith("U460"):
            continue
        laid = draws.day(date(1994, 3, 1), date(2009, 10, 31))
        while laid <= LAST_DAY:
            number += 1
            kind = draws.weighted({"RS": 4.0, "SD": 5.0, "MA": 3.0, "RC": 0.8})
            life = {"RS": 15, "SD": 8, "MA": 10, "RC": 30}[kind]
            after = laid + timedelta(days=int(365 * life * draws.real(0.5, 1.4)) + 30)
            end = section[11] or LAST_DAY
            covered = after if after <= end else None
            lot = 5 if section[6] in "NE" else 6
            ours = laid < date(2021, 4, 1) or laid > date(2024, 12, 1) or draws.chance(0.15)
            square = int(section[7] * section[8])
            euros = (
                Decimal(square * {"RS": 21, "SD": 5, "MA": 9, "RC": 64}[kind] * draws.whole(80, 125)) / 1000
            )
            cost = None if draws.chance(0.3 if laid.year < 2012 else 0.03) else euros.quantize(CENT)
            yield (number, section[0], None if ours else lot, kind, laid, life, cost, covered)
            if covered is None:
                break
            laid = after


def _ratings(seed: int) -> Iterator[Row]:
    draws, number = Draws(seed, "ratings"), 0
    remarks = _lists()["remarks"]
    # The youngest bridge has not been examined yet.
    for bridge in _listed("road_bridges")[:-1]:
        day, turn = draws.day(date(2017, 1, 9), date(2018, 12, 20)), draws.whole(0, 2)
        state = 1 + (2024 - (bridge[5] or 1900)) / 90 + draws.real(-0.3, 1.2)
        while day <= LAST_DAY:
            number, turn = number + 1, turn + 1
            kind = "S" if draws.chance(0.1) else "P" if turn % 3 == 0 else "G"
            grades = [max(1, min(5, round(state + draws.real(-0.9, 0.9)))) for _ in range(3)]
            seen = grades[2] if kind != "G" or draws.chance(0.8) else None
            worst = max(grades[0], grades[1], seen or 1)
            due = day + timedelta(days=draws.whole(30, 540)) if worst > 3 and draws.chance(0.8) else None
            text = draws.pick(remarks) if draws.chance(0.2 + worst * 0.12) else None
            yield (number, bridge[0], day, kind, grades[0], grades[1], seen, due, text)
            state = state - 1.3 if draws.chance(0.15) else state + draws.real(0, 0.4)
            day += timedelta(days=draws.whole(200, 800) if kind != "S" else draws.whole(60, 300))


def _lights(seed: int) -> Iterator[Row]:
    draws, number = Draws(seed, "lights"), 0
    for section in _sections():
        if section[9] > 40 or section[1].startswith(("U471", "U417")):
            continue
        for _ in range(draws.whole(3, 14)):
            number += 1
            born = draws.day(date(1985, 1, 1), date(2024, 11, 30))
            kind = "SOX" if born.year < 1999 else "SON" if born.year < 2014 else "LED"
            fate = draws.weighted({"stands": 5.0, "gone": 2.0}) if kind != "LED" else "stands"
            gone = draws.day(date(2019, 1, 1), LAST_DAY) if fate == "gone" or draws.chance(0.02) else None
            gone = gone if gone and gone > born else None
            watts = draws.pick({"SOX": (55, 90, 135), "SON": (70, 100, 150), "LED": (19, 28, 36, 52)}[kind])
            dimmed = draws.whole(20, 23) if kind == "LED" and draws.chance(0.6) else None
            yield (number, f"SL{number:04d}", section[0], kind, watts, born, dimmed, gone)


def _members() -> Iterator[Row]:
    draws, begun = Draws(0, "members"), date(1989, 2, 6)
    for number, name in enumerate(_lists()["members"], start=1):
        begun = min(begun + timedelta(days=draws.whole(120, 520)), date(2024, 10, 1))
        left = draws.day(max(begun, date(2021, 3, 1)), date(2024, 12, 13)) if draws.chance(0.2) else None
        left = left if left and left > begun + timedelta(days=90) else None
        yield (number, f"RW{number:03d}", name, begun, left, draws.chance(0.55))


def _works(member: Record, day: date) -> bool:
    return bool(member[3] <= day and (member[4] is None or day <= member[4]))


def _postings(members: list[Row]) -> Iterator[Row]:
    draws, gangs = Draws(0, "postings"), _listed("road_gangs")
    # The last worker hasn't joined a gang yet, and the last gang but one keeps its people.
    for member in members[:-1]:
        day: Any = max(member[3], date(2012, 1, 9))
        leaves: Any = member[4]
        role = (
            "F"
            if member[0] in (2, 5, 7, 9, 12, 15, 18, 21, 24)
            else "D"
            if member[5] and draws.chance(0.5)
            else "O"
        )
        gang = gangs[int(str(member[0])) % len(gangs)]
        while True:
            ends = draws.day(day, LAST_DAY) if draws.chance(0.45) and day < date(2024, 6, 1) else None
            limits = [end for end in (ends, leaves, gang[5]) if end is not None]
            until = max(min(limits), day) if limits else None
            yield (gang[0], member[0], day, until, role)
            if until is None or until == leaves or until > date(2024, 11, 1):
                break
            day, role = until + timedelta(days=draws.pick((1, 1, 1, 30))), role if draws.chance(0.8) else "O"
            if leaves and day >= leaves:
                break
            open_gangs = [g for g in gangs if g[0] != gang[0] and (g[5] is None or g[5] > day)]
            gang = draws.pick(open_gangs)


def _at(draws: Draws, day: date, first: int, last: int) -> datetime:
    return datetime.combine(day, time(draws.whole(first, last), draws.whole(0, 59)))


def _patrols(seed: int, members: list[Row]) -> Iterator[Row]:
    draws, found = Draws(seed, "patrols"), list[Record]()
    every = {"A": 52, "B": 66, "C": 110, "U": 170}
    for section in _sections():
        day = FIRST_DAY + timedelta(days=draws.whole(0, 40))
        while day <= (section[11] or LAST_DAY) and not section[1].startswith("U460"):
            start = _at(draws, day, 7, 14)
            mode = draws.weighted({"W": 6.0 if section[10] else 1.0, "D": 5.0, "B": 1.0})
            minutes = draws.whole(10, 35) + section[7] // {"W": 70, "D": 350, "B": 200}[mode]
            end = None if draws.chance(0.035) else start + timedelta(minutes=minutes)
            there = [member for member in members[:30] if _works(member, day)]
            who = there[int(len(there) * draws.real(0, 1) * draws.real(0, 1))][0]
            found.append((section[0], who, mode, start, end, draws.chance(0.36)))
            day += timedelta(days=draws.whole(every[section[1][0]] // 2, every[section[1][0]] * 3 // 2))
    for number, patrol in enumerate(sorted(found, key=lambda record: record[3:4] + record[:1]), start=1):
        yield (number, *patrol)


def _reports(seed: int) -> Iterator[Row]:
    draws, firsts, live = Draws(seed, "reports"), list[Record](), _sections()
    weights = {s[0]: {"A": 5.0, "B": 4.0, "C": 2.0, "U": 2.5}[s[1][0]] for s in live}
    days = sorted([draws.day(FIRST_DAY, LAST_DAY) for _ in range(880)] + list(EDGES) * 3)
    hours = (time(0, 0), time(23, 58), time(12, 30))
    for number, day in enumerate(days, start=1):
        when = datetime.combine(day, draws.pick(hours)) if day in EDGES else _at(draws, day, 6, 22)
        topics = {"pothole": 9.0, "lighting": 5.0, "drain": 4.0, "sign": 2.5, "verge": 2.0, "footway": 3.0}
        if day.month in (11, 12, 1, 2):
            topics["ice"] = 4.0
        topic, place = draws.weighted(topics), draws.weighted(weights)
        near = [first for first in firsts[-40:] if first[2] == topic and first[1]]
        again = near[-1] if near and draws.chance(0.17) else None
        lost = again is None and draws.chance(0.08)
        answered: Any = when + timedelta(minutes=draws.whole(5, 9000)) if draws.chance(0.86) else None
        answered = answered if answered and answered.date() <= LAST_DAY else None
        back: Any = when + timedelta(minutes=draws.whole(20, 20000)) if draws.chance(0.045) else None
        back = back if back and back.date() <= LAST_DAY else None
        mark = (
            draws.weighted({1: 3.0, 2: 2.0, 3: 2.0, 4: 4.0, 5: 3.0})
            if answered and draws.chance(0.4)
            else None
        )
        text = draws.pick(_lists()["texts"][topic]) if draws.chance(0.6) else None
        channel = draws.weighted({"W": 5.0, "A": 1.0 + 2 * (day.year - 2021), "P": 4.0, "L": 0.8})
        where = again[1] if again else None if lost else place
        row = (number, where, again[0] if again else None, topic, channel, when, answered, back, mark, text)
        if again is None:
            firsts.append((number, where, topic))
        yield row


def _defects(seed: int, patrols: list[Row], reports: list[Row], lights: list[Row]) -> Iterator[Row]:
    draws, found = Draws(seed, "defects"), list[Record]()
    for patrol in patrols:
        start: Any = patrol[4]
        cold = start.month in (1, 2, 3, 12)
        for _ in range(draws.weighted({0: 5.0 if cold else 8.0, 1: 3.0, 2: 1.2, 3: 0.6}) if patrol[5] else 0):
            shares = {"pothole": 6.0, "edge": 2.0, "drain": 2.0, "sign": 1.2, "footway": 1.5, "debris": 0.8}
            found.append((start.date(), patrol[1], patrol[0], None, draws.weighted(shares)))
    for report in reports:
        came: Any = report[5]
        day = came.date() + timedelta(days=draws.whole(0, 6))
        wanted = report[1] and report[2] is None and report[7] is None and report[3] in KINDS
        if wanted and day <= LAST_DAY and draws.chance(0.62):
            found.append((day, report[1], None, report[0], KINDS[str(report[3])]))
    for _ in range(90):
        day = draws.pick(EDGES) if draws.chance(0.35) else draws.day(FIRST_DAY, LAST_DAY)
        found.append((day, draws.whole(1, 50), None, None, draws.pick(("pothole", "debris", "sign", "lamp"))))
    number = 0
    for day, section, patrol_id, report_id, kind in sorted(found, key=lambda record: record[:2]):
        dark = [n[0] for n in lights if n[2] == section and _stands(n, day)] if kind == "lamp" else []
        if (kind == "lamp" and not dark) or day > (_sections()[section - 1][11] or LAST_DAY):
            continue
        number += 1
        severity = draws.weighted(
            {"E1": 1.2, "S1": 3.0, "S2": 5.0, "P0": 3.0} if kind != "debris" else {"E1": 1.0, "S1": 1.0}
        )
        deadline = None if severity == "P0" else day + timedelta(days=LATE_DAYS[severity])
        depth = draws.whole(4, 26) * 5 if kind in ("pothole", "edge") and draws.chance(0.8) else None
        gone: Any = day + timedelta(days=draws.whole(0, 9)) if draws.chance(0.05) else None
        gone = gone if gone and gone <= LAST_DAY else None
        light = draws.pick(dark) if dark else None
        yield (number, section, patrol_id, report_id, light, kind, severity, day, deadline, depth, gone)


def _stands(light: Row, day: date) -> bool:
    born, gone = light[5], light[7]
    return isinstance(born, date) and born <= day and (not isinstance(gone, date) or day < gone)


def _doer(draws: Draws, kind: str, area: str, day: date) -> tuple[int | None, int | None]:
    """Choose an own gang or a lot for a job that is ordered on `day`."""
    trade = {"lamp": "LI", "drain": "DR"}.get(kind, "PA")
    wanted = kind == "lamp" or draws.chance(0.6 if kind == "drain" else 0.33)
    for lot in _listed("framework_lots") if wanted else []:
        nearby = trade != "PA" or (lot[1][4] == "N") == (area in "NE")
        if lot[3] == trade and nearby and lot[4] <= day <= (lot[6] or lot[5]):
            return None, lot[0]
    gangs = [g[0] for g in _listed("road_gangs")[:-1] if g[3] == area and (g[5] is None or g[5] > day)]
    return gangs[int(len(gangs) * draws.real(0, 1) * draws.real(0.4, 1))], None


def _jobs(seed: int, defects: list[Row]) -> Iterator[Row]:
    draws, orders = Draws(seed, "jobs"), list[Record]()
    for row in defects:
        defect: Record = row
        day, severity = defect[7], defect[6]
        if defect[10] or (severity == "P0" and not draws.chance(0.45)):
            continue
        wait = {"E1": 0, "S1": draws.whole(0, 2), "S2": draws.whole(0, 7), "P0": draws.whole(10, 220)}[
            severity
        ]
        start, key, fix = day + timedelta(days=wait), 0, severity == "E1" and draws.chance(0.55)
        while start <= LAST_DAY and key < 4:
            due = defect[8] if key == 0 and defect[8] else start + timedelta(days=40)
            fate = draws.weighted({"early": 68.0, "exact": 9.0, "late": 19.0, "open": 2.5})
            late = due + timedelta(days=draws.whole(1, 24))
            done = {"early": draws.day(start, max(start, due)), "exact": max(start, due), "late": late}.get(
                fate
            )
            done = done if done and done <= LAST_DAY else None
            orders.append((start, defect[0], key, done, fix))
            held = draws.chance(0.92 if not fix else 0.3)
            if done is None or held:
                break
            start, key, fix = done + timedelta(days=draws.whole(6, 130)), key + 1, False
    known: dict[Any, int] = {}
    for number, (start, defect_id, key, done, fix) in enumerate(sorted(orders), start=1):
        known[defect_id, key] = number
        kind = str(defects[defect_id - 1][5])
        area = _sections()[int(str(defects[defect_id - 1][1])) - 1][6]
        gang, lot = _doer(draws, kind, area, start)
        hours = Decimal(draws.whole(1, 24)) / 2 if done else None
        stuff = draws.weighted(MATERIALS[kind]) if not fix else "CLD" if kind == "pothole" else None
        weight = Decimal(draws.whole(2, 160) * (1 if stuff == "LMP" else 25)) / 10 if stuff and done else None
        cost = (hours or 0) * draws.whole(38, 61) + (weight or 0) * Decimal("0.85") + (35 if lot else 0)
        charged = None if done is None or draws.chance(0.07) else Decimal(cost).quantize(CENT)
        stuff = stuff if done else None
        # A permanent repair after a temporary fix is a job of its own, not a job done again.
        redoes = known[defect_id, key - 1] if key and not _was_fix(orders, defect_id, key) else None
        yield (number, defect_id, gang, lot, redoes, start, done, hours, stuff, weight, charged, fix)


def _was_fix(orders: list[Record], defect_id: int, key: int) -> bool:
    return key == 1 and any(order[1] == defect_id and order[2] == 0 and order[4] for order in orders)


def _runs(seed: int, members: list[Row]) -> Iterator[Row]:
    draws, number, day = Draws(seed, "runs"), 0, FIRST_DAY
    chances = {10: 0.02, 11: 0.13, 12: 0.22, 1: 0.27, 2: 0.22, 3: 0.13, 4: 0.05}
    while day <= LAST_DAY:
        cold = Decimal(draws.whole(-70, 25)) / 10
        for route in _listed("gritting_routes")[:-1] if draws.chance(chances.get(day.month, 0.0)) else []:
            if route[4] == 2 and (cold > 0 or draws.chance(0.3)):
                continue
            number += 1
            snow = cold < -4 and draws.chance(0.5)
            reason = "S" if snow else draws.weighted({"P": 9.0, "C": 1.0})
            start = _at(draws, day, 18, 23) if draws.chance(0.6) else _at(draws, day, 2, 6)
            back = None if draws.chance(0.03) else start + timedelta(minutes=draws.whole(70, 260))
            rate = 30 if snow else draws.weighted({10: 6.0, 15: 2.0, 20: 3.0})
            salt = None if draws.chance(0.05) else int(route[5] * rate * draws.whole(46, 58) / 10)
            there = [member[0] for member in members if member[5] and _works(member, day)]
            who = there[int(len(there) * draws.real(0, 1) * draws.real(0, 1))]
            felt = None if draws.chance(0.06) else cold + Decimal(draws.whole(-8, 8)) / 10
            yield (number, route[0], who, reason, start, back, salt, rate, felt)
        day += timedelta(days=1)


def _traffic(seed: int) -> Iterator[Row]:
    draws, found = Draws(seed, "traffic"), list[Record]()
    for section in _sections():
        base = {"A": 11000, "B": 4200, "C": 900, "U": 350}[section[1][0]] * draws.real(0.5, 1.6)
        for _ in range(draws.whole(*{"A": (6, 14), "B": (4, 9), "C": (1, 4), "U": (0, 2)}[section[1][0]])):
            day = draws.pick(EDGES) if draws.chance(0.05) else draws.day(date(2021, 2, 1), date(2024, 11, 30))
            if day > (section[11] or LAST_DAY):
                continue
            quiet = (0.75 if day.year == 2021 else 1.0) * (0.7 if day.weekday() > 4 else 1.0)
            count = int(base * quiet * draws.real(0.85, 1.15))
            how = draws.weighted({"T": 6.0, "V": 3.0, "M": 1.0})
            heavy = None if how == "T" and draws.chance(0.5) else int(count * draws.real(0.02, 0.14))
            cycles = None if how == "T" and draws.chance(0.7) else draws.whole(0, 240)
            found.append((section[0], day, how, count, heavy, cycles))
    for number, row in enumerate(sorted(found, key=lambda record: (record[1], record[0])), start=1):
        yield (number, *row)


def _closures(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "closures")
    days = sorted(
        [draws.day(FIRST_DAY, LAST_DAY) for _ in range(135)]
        + [*EDGES, date(2024, 12, 12), date(2024, 12, 19)]
    )
    for number, day in enumerate(days, start=1):
        shares = {
            "works": 8.0,
            "utility": 5.0,
            "event": 2.0,
            "collision": 2.0,
            "flood": 3.0 if day.month > 9 else 1.0,
        }
        reason, start = draws.weighted(shares), _at(draws, day, 5, 20)
        hours = draws.whole(3, 16) if reason in ("event", "collision") else draws.whole(8, 600)
        planned = start + timedelta(hours=hours)
        shift = draws.weighted({0: 4.0, -4: 2.0, 3: 2.0, 30: 2.0, 190: 0.8})
        back: Any = max(start + timedelta(hours=1), planned + timedelta(hours=shift))
        back = back if back.date() <= LAST_DAY and day < date(2024, 12, 12) else None
        live = [s for s in _sections() if s[11] is None or s[11] > day]
        shut = draws.pick(live)
        others = [s for s in live if s[0] != shut[0] and s[6] == shut[6]]
        around = None if draws.chance(0.3) else draws.pick(others)[0]
        urgent = reason in ("flood", "collision") or draws.chance(0.12)
        yield (number, shut[0], around, reason, start, planned, back, urgent)


def _budgets(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "budgets")
    sizes = {"surfacing": 900, "patching": 260, "bridges": 340, "lighting": 120, "winter": 180}
    for year in range(2020, 2025):
        for area in "NESW":
            for heading, size in sizes.items():
                if heading == "bridges" and area == "W" and year == 2021:
                    continue
                voted = Decimal(size * draws.whole(70, 130) * 10)
                changed = (
                    (voted * draws.pick((80, 90, 110, 125)) / 100).quantize(CENT)
                    if draws.chance(0.3)
                    else None
                )
                factor = draws.weighted({100: 1.0, 93: 3.0, 97: 3.0, 104: 3.0, 112: 1.5, 71: 0.7})
                spent = ((changed or voted) * factor / 100).quantize(CENT)
                yield (year, area, heading, voted.quantize(CENT), changed, None if year == 2024 else spent)
