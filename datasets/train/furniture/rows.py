"""The rows of a furniture factory, January 2022 to January 2025: the same for the same seed, everywhere.

Draws the items and the people first, then the work on the floor and the goods that come and go. Runs no SQL.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace as Record
from typing import Any

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Row, TableRows

TODAY, DAY, CENT = date(2025, 1, 31), timedelta(days=1), Decimal("0.01")
NEVER = datetime.max
SHIFT_HOURS = {"E": 6, "L": 14, "N": 22}
# Suppliers who were blocked, and when.
BLOCKED = {10: date(2023, 6, 12), 14: date(2024, 2, 5)}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    items, people, machines = list(_items(seed)), list(_people(seed)), list(_machines(seed))
    lines, skills = list(_bom(seed, items)), list(_skills(seed, people))
    floor = _Floor(seed, people, machines, skills)
    floor.run([item for item in items if item.typ in "FS"])
    ships = list(_shipments(seed, [item for item in items if item.typ == "F"]))
    orders, moves = _purchases(seed, items)
    moves += list(_issues(seed, floor.orders, lines, ships))
    moves += list(_corrections(seed, items, moves))
    moves.sort(key=lambda move: (move[1], move[0], move[2], move[3]))
    centres = [(*centre[:3], Decimal(centre[3]), int(centre[4])) for centre in _records("centres")]
    checks, claims = _checks(seed, floor.orders), _claims(seed, ships, floor.orders)
    numbered = [(number, *move) for number, move in enumerate(moves, start=1)]
    found: list[Iterable[Any]] = [items, lines, _suppliers(seed), centres, machines, people, skills, orders]
    found += [
        floor.orders,
        floor.steps,
        floor.bookings,
        checks,
        ships,
        claims,
        numbered,
        _stops(seed, machines),
    ]
    return tuple(_table(name, rows) for name, rows in zip(_lists()["columns"], found, strict=True))


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))


@cache
def _records(name: str) -> list[list[str]]:
    return [line.split("|") for line in _lists()["records"][name].strip().splitlines()]


@cache
def _names(name: str) -> list[str]:
    return list(_lists()["names"][name].split(";"))


def _table(name: str, rows: Iterable[Row | Record]) -> TableRows:
    """Make a table of rows, or of records that have a field for each column."""
    columns = tuple(_lists()["columns"][name].split())
    cells = (row if isinstance(row, tuple) else tuple(getattr(row, c) for c in columns) for row in rows)
    return TableRows(name, columns, tuple(cells), _lists()["parents"].get(name))


def _cents(amount: float) -> Decimal:
    return Decimal(int(amount * 100 + 0.5)) / 100


def _later(day: date, step: int, busy: date) -> date:
    """Go on by some days, but stop at `busy` and from then on at every day of the year."""
    return busy if day < busy < day + step * DAY else day + (step if day < busy else 1) * DAY


def _items(seed: int) -> Iterator[Record]:
    """Draw costs, prices and reorder levels of the listed items, and which variants came late or are gone."""
    draws = Draws(seed, "part")
    for line in _records("items"):
        item = Record(**dict(zip("part_no descr typ base_no fam finish uom".split(), line, strict=False)))
        item.base_no, item.fam, item.finish = item.base_no or None, item.fam or None, item.finish or None
        cost, least, first, last, sells = line[7:]
        item.intro_dt, item.disc_dt = date.fromisoformat(first), date.fromisoformat(last) if last else None
        item.std_cost, item.lst_prc = _cents(float(cost) * draws.real(0.94, 1.06)) if cost else None, None
        item.min_stk, item.del_fl = int(least) if least else None, sells == "-"
        item.sells = float(sells.strip("-") or 0)
        if item.typ == "F":
            price = Decimal(int(item.std_cost * 3) // 10 * 10 + 9)
            item.lst_prc = None if item.part_no in _lists()["unlisted"] else price
            item.min_stk = draws.pick((4, 5, 6, 8, None))
            wait, end = draws.whole(60, 300) * DAY, draws.day(date(2023, 3, 1), date(2024, 12, 30))
            late, gone = draws.chance(0.25) and not item.del_fl, draws.chance(0.15) and not item.del_fl
            item.intro_dt, item.disc_dt = item.intro_dt + wait * late, item.disc_dt or (end if gone else None)
        elif item.typ == "S":
            item.min_stk = draws.pick((10, 20, None))
        yield item


def _bom(seed: int, items: Sequence[Record]) -> Iterator[Row]:
    draws = Draws(seed, "bom")
    for item in (item for item in items if item.typ in "FS" and not item.del_fl):
        for pattern, component, low, high in _records("recipes"):
            if not re.match(pattern, item.part_no):
                continue
            exact = draws.real(float(low), float(high)) if "." in low else draws.whole(int(low), int(high))
            first, each = item.intro_dt, Decimal(int(exact * 1000)) / 1000
            change = draws.day(date(2022, 3, 1), date(2024, 9, 30))
            if component[0] != "S" and draws.chance(0.2) and change > first + 90 * DAY:
                # An earlier version of the line, which took more.
                more = Decimal("0.125") if "." in low else Decimal(draws.whole(1, 2))
                yield item.part_no, component.format(item.part_no[1:3]), first, change - DAY, each + more
                first = change
            yield item.part_no, component.format(item.part_no[1:3]), first, None, each
        if item.typ == "F" and draws.chance(0.25) and item.intro_dt < date(2022, 1, 1):
            last = draws.day(date(2022, 2, 1), date(2024, 3, 31))
            yield item.part_no, "B11", item.intro_dt, last, Decimal(4)


def _suppliers(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "supp")
    for number, (name, town, country, _) in enumerate(_records("suppliers"), start=1):
        grade = None if number in (5, 19) else draws.weighted({"A": 0.35, "B": 0.45, "C": 0.2})
        yield number, name, town, country, grade, draws.pick((7, 10, 14, 14, 21, 28)), BLOCKED.get(number)


def _machines(seed: int) -> Iterator[Record]:
    draws = Draws(seed, "mach")
    codes = [f"{c[0]}-{place:02d}" for c in _records("centres") for place in range(1, int(c[6]) + 1)]
    for number, code in enumerate(codes, start=1):
        bought = draws.day(date(2008, 1, 1), date(2021, 12, 1)) if code != "LSR-01" else date(2024, 10, 14)
        price = Decimal(draws.whole(60, 950) * 200 * (3 if "CNC" in code else 1))
        mach = Record(mach_id=number, mach_cd=code, wc_cd=code[:3], buy_dt=bought, buy_prc=price)
        mach.make = draws.weighted({"Holmak": 0.4, "Brenta": 0.3, "Sagitar": 0.2, "Nordvik": 0.1})
        mach.svc_days = draws.pick((90, 180, 180, 365, None))
        mach.ret_dt = {"CNC-01": date(2023, 5, 31), "SAN-03": date(2024, 3, 29)}.get(code)
        yield mach


def _people(seed: int) -> Iterator[Record]:
    draws = Draws(seed, "emp")
    for number, (name, job, home, shift, boss, left) in enumerate(_records("people"), start=1):
        person = Record(emp_no=number, name=name, job=job, wc_cd=home or None, boss_no=int(boss or 0) or None)
        person.shft = shift or draws.weighted({"E": 0.45, "L": 0.38, "N": 0.17})
        person.hire_dt = draws.day(date(1996, 1, 1), date(2016, 12, 31))
        if number > 12 and number % 3 == 0 and not left:
            # Number 48 is new, the others joined in the last years.
            early = date(2017, 1, 1) if number % 6 else date(2022, 2, 1)
            person.hire_dt = draws.day(early, date(2024, 9, 30)) if number != 48 else date(2025, 1, 2)
        exit_dt = draws.day(date(2022, 6, 1), date(2024, 11, 30))
        person.exit_dt = date.fromisoformat(left) if "-" in left else exit_dt if left else None
        low, high = {"director": (124, 140), "foreman": (58, 70), "operator": (34, 50)}.get(job, (32, 56))
        person.hr_pay = Decimal(draws.whole(low, high)) / 2
        yield person


def _skills(seed: int, people: Sequence[Record]) -> Iterator[Row]:
    draws = Draws(seed, "emp_skl")
    for person in people:
        if person.job not in ("foreman", "operator") or person.emp_no in (22, 48):
            continue
        others = [c[0] for c in _records("centres") if draws.chance(0.24) and c[0] != person.wc_cd]
        for code in [code for code in (person.wc_cd, *others) if code != "LSR" or draws.chance(0.5)]:
            level = draws.weighted({1: 0.25, 2: 0.55, 3: 0.2})
            level = 3 if person.job == "foreman" and code == person.wc_cd else level
            first = max(person.hire_dt, date(2024, 10, 20) if code == "LSR" else date(2015, 1, 1))
            got = draws.day(first, person.exit_dt or TODAY)
            limited = code in ("CUT", "CNC", "PNT") and draws.chance(0.8)
            end = got + (1461 if level > 1 else 730) * DAY if limited else None
            yield person.emp_no, code, level, got, end


class _Floor:
    """What happens in the halls: work orders, their operations, time bookings with scrap."""

    def __init__(
        self, seed: int, people: Sequence[Record], machines: Sequence[Record], skills: Sequence[Any]
    ) -> None:
        self.draws, self.machines = Draws(seed, "wo"), machines
        self.centres = {centre[0]: centre for centre in _records("centres")}
        self.hands = [person for person in people if person.job == "operator"]
        self.held = {skill[:2] for skill in skills}
        self.orders: list[Record] = []
        self.steps: list[Row] = []
        self.bookings: list[Row] = []

    def run(self, items: Sequence[Record]) -> None:
        """Draw all orders, the planned ones of the weeks to come included."""
        draws, day = self.draws, date(2022, 1, 1)
        while day < TODAY + 20 * DAY:
            now = {i.part_no: i.sells for i in items if i.intro_dt <= day and (i.disc_dt or date.max) > day}
            self._order(draws.weighted(now), day)
            last = self.orders[-1]
            again = last.end_ts.date() + draws.whole(1, 6) * DAY if last.stat == "F" else TODAY
            if again < TODAY - 20 * DAY and draws.chance(0.09):
                # Faulty pieces are mended.
                route, pieces = [draws.pick(("PNT", "ASM", "SAN"))], draws.whole(1, 4)
                self._add(route, again, last.part_no, pieces, 1, again, again + 7 * DAY, "F", last.wo_no)
            # Fewer orders in August, and always some around New Year.
            step = draws.pick((0, 1, 1, 2, 3, 4, 5)) if day.month != 8 else draws.pick((2, 4, 6))
            day = _later(day, step, date(day.year, 12, 28))

    def _order(self, part_no: str, day: date) -> None:
        draws, late = self.draws, TODAY - day
        route = ["ASM", *(["SAN"] if draws.chance(0.3) else []), "PNT", "PCK"]
        if part_no[0] == "S":
            route = ["CUT", draws.pick(("EDG", "CNC", "CNC")), "SAN"]
            route += ["UPH"] if part_no in ("S92", "S12-2") else []
        state = draws.weighted({"F": 0.93, "X": 0.045, "S": 0.008, "R": 0.012, "P": 0.005})
        state = "P" if late < 9 * DAY else draws.pick("PRRSS") if late < 27 * DAY else state
        released = None if state == "P" or (state == "X" and draws.chance(0.5)) else day
        pieces = draws.pick((5, 8, 10, 10, 12, 15, 20, 20, 24, 30, 40))
        due = draws.pick((5, 6, 7, 8, 8, 10, 12, 14))
        priority = draws.weighted({1: 0.15, 2: 0.65, 3: 0.2})
        self._add(route, day, part_no, pieces, priority, released, day + due * DAY, state, None)

    def _add(self, route: Sequence[str], day: date, *facts: Any) -> None:
        """Add an order with its operations and bookings; `facts` are columns of `wo` up to its parent."""
        draws, number = self.draws, 20001 + len(self.orders)
        order = Record(wo_no=number, start_ts=None, end_ts=None, qty_good=None)
        order.part_no, order.qty_ord, order.prio, order.rel_dt, order.due_dt, order.stat, order.rwk_of = facts
        self.orders.append(order)
        good, end, now = order.qty_ord, None, day + draws.pick((0, 1, 1, 2, 3, 7)) * DAY
        active = draws.whole(0, len(route) - 1) if order.stat == "S" else -1
        for place, code in enumerate(route):
            planned = int((15 + order.qty_ord * float(self.centres[code][5])) * draws.real(0.85, 1.15) * 10)
            here = [m for m in self.machines if m.wc_cd == code and (m.ret_dt or date.max) > now + 30 * DAY]
            machine = draws.pick(here).mach_id if here and draws.chance(0.92) else None
            state = "D" if order.stat == "F" or place < active else "A" if place == active else "W"
            state = "K" if state == "D" and code == "SAN" and len(route) > 1 and draws.chance(0.08) else state
            self.steps.append((order.wo_no, place * 10 + 10, code, machine, Decimal(planned) / 10, state))
            if state in "DA":
                pieces = good if state == "D" else max(1, good // 3)
                scrap, end = self._work(order, place * 10 + 10, code, planned, now, pieces)
                good, now = good - scrap, end.date() + draws.pick((0, 1, 1, 1, 2, 3, 6)) * DAY
        if order.stat == "F" and end is not None:
            order.end_ts, order.qty_good = end + timedelta(minutes=draws.whole(5, 50)), good

    def _work(
        self, order: Record, op_no: int, code: str, planned: int, day: date, pieces: int
    ) -> tuple[int, datetime]:
        """Add the bookings of an operation; return the scrap, and when the last one ended."""
        draws, lost, minutes = self.draws, 0, int(planned * self.draws.real(0.075, 0.135))
        parts, reasons = min(3, minutes // 400 + 1), self.centres[code][8].split()
        for place in range(parts):
            while day.weekday() == 6 or (day.weekday() == 5 and draws.chance(0.8)):
                day += DAY
            there = [p for p in self.hands if p.hire_dt <= day <= (p.exit_dt or TODAY)]
            able = [p for p in there if (p.emp_no, code) in self.held]
            person = draws.pick(able if able and not draws.chance(0.05) else there)
            shift = person.shft if draws.chance(0.9) else draws.pick("EL")
            start = datetime.combine(day, time(SHIFT_HOURS[shift], draws.whole(0, 11) * 5))
            end = start + timedelta(minutes=minutes // parts + 4)
            share = pieces // parts + (pieces % parts if place == 0 else 0)
            scrap = draws.pick((1, 1, 1, 2, 2, 3, 5)) if draws.chance(int(self.centres[code][7]) / 100) else 0
            scrap = min(scrap, share)
            reason = draws.pick(reasons) if scrap and draws.chance(0.93) else None
            booked = (len(self.bookings) + 1, order.wo_no, op_no, person.emp_no, shift, start)
            self.bookings.append((*booked, None if draws.chance(0.02) else end, share - scrap, scrap, reason))
            order.start_ts, lost, day = order.start_ts or start, lost + scrap, day + DAY
        return lost, end


def _checks(seed: int, orders: Sequence[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "qc"), 0
    for order in (order for order in orders if order.end_ts is not None and draws.chance(0.9)):
        at, failed, tries = order.end_ts + timedelta(minutes=draws.whole(10, 300)), True, 0
        while failed and tries < 3 and at.date() <= TODAY:
            sample = min(order.qty_ord, draws.pick((3, 5, 5, 8, 10)))
            result = draws.weighted({"P": 0.74, "C": 0.13, "F": 0.13})
            failed, clean = result == "F", result == "P" and draws.chance(0.93)
            bad = 0 if clean else min(sample, draws.whole(1, 4 if failed else 2))
            who = draws.whole(55, 58) if draws.chance(0.88) else draws.whole(2, 9)
            # Number 57 leaves.
            who = 56 if who == 57 and at.year > 2023 else who
            note = draws.pick(_names("check_notes")) if bad and draws.chance(0.75) else None
            number, tries = number + 1, tries + 1
            yield number, order.wo_no, who, at, sample, bad, result, note
            at += timedelta(hours=draws.whole(18, 140))


def _shipments(seed: int, variants: Sequence[Record]) -> Iterator[Record]:
    draws, number, day = Draws(seed, "ship"), 50000, date(2022, 1, 10)
    while day <= TODAY:
        count = draws.pick((0, 0, 1, 1, 1, 2, 3)) if day.weekday() < 5 else 0
        # Everything that is ready leaves on the last day of a year, and the next day goes on.
        for _ in range(4 if (day.month, day.day) in ((12, 31), (1, 1)) else count):
            channel, number = draws.weighted({"D": 0.52, "C": 0.13, "W": 0.35}), number + 1
            sold = {
                place: variant.sells
                for place, variant in enumerate(variants)
                if variant.intro_dt < day - 30 * DAY and (variant.disc_dt or TODAY) > day - 60 * DAY
                and (channel == "C" or variant.lst_prc is not None)
            }  # fmt: skip
            ship = Record(ship_no=number, ship_dt=day, chan=channel)
            yield _shipment(draws, ship, variants[draws.weighted(sold)])
        day += DAY


def _shipment(draws: Draws, ship: Record, part: Record) -> Record:
    channel, ship.part_no = ship.chan, part.part_no
    keen = {name: 30.0 / (2 + place * 7 % 20) for place, name in enumerate(_names("D"))}
    person = f"{draws.pick(_names('first'))} {draws.pick(_names('last'))}"
    other = draws.pick(_names("C")) if channel == "C" else person
    ship.cust_nm = draws.weighted(keen) if channel == "D" else other
    away = draws.weighted({"DE": 0.8, "AT": 0.1, "NL": 0.06, "DK": 0.04}) if channel == "W" else "DE"
    ship.ctry = _lists()["homes"].get(ship.cust_nm, away)
    ship.qty = draws.pick({"D": (2, 4, 4, 6, 8, 12), "C": (4, 10, 12, 20, 30), "W": (1, 1, 1, 2, 4)}[channel])
    listed = part.lst_prc or Decimal(int(part.std_cost * 2))
    cut = draws.pick({"D": (34, 36, 40), "C": (20, 25, 30), "W": (0, 0, 0, 10)}[channel])
    ship.unit_prc = (listed * (100 - cut) / 100).quantize(CENT)
    big = part.fam in ("bed", "cabinet", "table", "desk")
    carrier = draws.weighted({"Roadfox": 0.45, "Kargolin": 0.35, "Trans Havel": 0.2})
    carrier = carrier if big or channel != "W" else "Parcel Owl"
    collected = channel == "D" and ship.ctry == "DE" and draws.chance(0.15)
    arrives = ship.ship_dt + (0 if collected else draws.pick((1, 2, 2, 3, 4, 6))) * DAY
    ship.prom_dt = max(arrives + draws.pick((-6, -3, -1, 0, 0, 1, 2, 3, 4, 5)) * DAY, ship.ship_dt)
    lost = not collected and (arrives > TODAY or draws.chance(0.007))
    freight = (8 + ship.qty * (11 if big else 3.5)) * draws.real(0.8, 1.3) * (1 if ship.ctry == "DE" else 1.6)
    ship.dlv_dt, ship.carr = None if lost else arrives, None if collected else carrier
    ship.frt = None if collected else _cents(freight)
    return ship


def _claims(seed: int, ships: Sequence[Record], orders: Sequence[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "clm"), 700
    for ship in (ship for ship in ships for _ in range(2 if draws.chance(0.5) else 1)):
        if ship.dlv_dt is None or not draws.chance(0.14 if ship.carr == "Kargolin" else 0.08):
            continue
        kind = draws.weighted({"TD": 0.34, "DF": 0.38, "MS": 0.18, "WG": 0.1})
        said = ship.dlv_dt + draws.pick((0, 1, 2, 5, 9, 30, 80) if kind == "DF" else (0, 1, 1, 2, 4)) * DAY
        if said > TODAY:
            continue
        made = [o for o in orders if o.part_no == ship.part_no and (o.end_ts or NEVER).date() < ship.ship_dt]
        source = draws.pick(made[-3:]).wo_no if made and kind in ("DF", "MS") and draws.chance(0.7) else None
        settled, state = said + draws.whole(2, 50) * DAY, draws.weighted({"A": 0.62, "R": 0.24, "W": 0.14})
        state = state if settled <= TODAY and draws.chance(0.97) else "O"
        pieces = draws.whole(1, max(1, ship.qty // 3))
        credit = (ship.unit_prc * pieces * draws.pick((10, 20, 30, 50, 100)) / 100).quantize(CENT)
        given = credit if state == "A" and draws.chance(0.66) else None
        note = draws.pick(_lists()["claim_notes"][kind]) if draws.chance(0.7) else None
        number, closed = number + 1, None if state == "O" else settled
        yield number, ship.ship_no, source, said, kind, pieces, state, closed, given, note


def _purchases(seed: int, items: Sequence[Record]) -> tuple[list[Row], list[Any]]:
    """Draw the purchase orders, and the movements of what arrived."""
    draws, number, day = Draws(seed, "po"), 3000, date(2022, 1, 1)
    costs = {item.part_no: item for item in items}
    sold = [(n, code) for n, line in enumerate(_records("suppliers"), start=1) for code in line[3].split()]
    orders: list[Row] = []
    moves: list[Any] = []
    while day <= TODAY:
        number += 1
        supplier, code = draws.pick([pair for pair in sold if day < BLOCKED.get(pair[0], TODAY + DAY)])
        item, dear = costs[code], {2022: 0.94, 2023: 1.0}.get(day.year, 1.05) * draws.real(0.88, 1.14)
        quantity = max(10, int((item.min_stk or 20) * draws.real(0.6, 2.2)) // 10 * 10)
        due = day + draws.pick((7, 10, 14, 14, 21, 28)) * DAY
        buyer = draws.weighted({59: 0.2, 60: 0.5, 61: 0.3})
        state = "X"
        if draws.chance(0.94):
            state = _receive(draws, moves, number, code, quantity, due)
        else:
            # Some are cancelled because they went to the wrong firm, or cost too much.
            supplier, dear = draws.pick((supplier, 2, 5, 16)), dear * draws.pick((1.0, 1.3))
        price = max(Decimal("0.04"), _cents(float(item.std_cost) * dear))
        orders.append((number, supplier, code, buyer, day, due, quantity, price, state))
        day = _later(day, draws.pick((0, 1, 2, 3, 4, 5)), date(day.year, 12, 30))
    return orders, moves


def _receive(draws: Draws, moves: list[Any], number: int, code: str, quantity: int, due: date) -> str:
    """Add the receipts and returns of an order, and return its status."""
    day, left = due + draws.pick((-5, -3, -2, -1, 0, 0, 0, 1, 2, 4, 7, 12, 20)) * DAY, quantity
    first = quantity if draws.chance(0.78) else quantity // 2
    for amount in (first, quantity - first):
        if amount == 0 or day > TODAY or (left < quantity and draws.chance(0.14)):
            break
        who = draws.whole(62, 66) if draws.chance(0.94) else None
        at = datetime.combine(day, time(draws.whole(6, 15), draws.whole(0, 59)))
        # Now and then somebody counts other than the supplier.
        came = amount + (draws.pick((-2, -1, 1, 3)) if draws.chance(0.06) else 0)
        moves.append((code, at, "GR", Decimal(came), number, None, None, who))
        if draws.chance(0.07) and day + 3 * DAY <= TODAY:
            back = max(1, amount // draws.pick((4, 5, 10)))
            moves.append((code, at + 3 * DAY, "RT", Decimal(-back), number, None, None, who))
        left, day = left - amount, day + draws.whole(4, 25) * DAY
    return "O" if left == quantity else "P" if left else "C"


def _issues(seed: int, orders: Iterable[Record], lines: Any, ships: Iterable[Record]) -> Iterator[Any]:
    """Draw what each order takes by the bill of its first day, what it puts in, and what is shipped."""
    draws = Draws(seed, "issue")
    for order in (order for order in orders if order.start_ts is not None and order.rwk_of is None):
        who, at = draws.whole(62, 66) if draws.chance(0.9) else None, order.start_ts - timedelta(minutes=40)
        for parent, component, first, last, each in lines:
            if parent == order.part_no and first <= order.start_ts.date() <= (last or TODAY):
                need = (each * order.qty_ord).quantize(CENT)
                yield component, at, "IS", -need, None, order.wo_no, None, who
        if order.qty_good:
            yield order.part_no, order.end_ts, "FI", Decimal(order.qty_good), None, order.wo_no, None, who
    for ship in ships:
        at = datetime.combine(ship.ship_dt, time(draws.whole(7, 16), draws.whole(0, 59)))
        yield ship.part_no, at, "SH", Decimal(-ship.qty), None, None, ship.ship_no, draws.whole(62, 66)


def _corrections(seed: int, items: Sequence[Record], found: Sequence[Any]) -> Iterator[Any]:
    """Draw the first stock, which suffices for all that went out, and the yearly stock-takings."""
    draws = Draws(seed, "stk_mov")
    for item in (i for i in items if i.typ != "M" and not i.del_fl and i.part_no not in ("R17", "B11")):
        net = sum((move[3] for move in found if move[0] == item.part_no), Decimal(0))
        first = max(-net, Decimal(0)) + int((item.min_stk or 8) * draws.real(0.2, 3.2)) + 2
        yield item.part_no, datetime(2022, 1, 2, 8), "AD", first, None, None, None, None
        for year in (year for year in (2022, 2023, 2024) if draws.chance(0.3)):
            at, more = datetime(year, 12, draws.whole(27, 31), 9), draws.pick((-6, -4, -3, -2, -1, -1, 1, 2))
            yield item.part_no, at, "AD", Decimal(more), None, None, None, 62


def _stops(seed: int, machines: Sequence[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "mach_dtm"), 0
    for mach in machines:
        prone, last = draws.real(0.5, 2.0), min(TODAY, mach.ret_dt or TODAY)
        day = max(date(2022, 1, 3), mach.buy_dt + 10 * DAY) + draws.whole(1, 60) * DAY
        while day <= last:
            cause = draws.weighted({"BD": 0.42, "SV": 0.2, "TC": 0.22, "NM": 0.11, "PW": 0.05})
            start = datetime.combine(day, time(draws.whole(5, 23), draws.whole(0, 11) * 5))
            end = start + timedelta(minutes=draws.whole(*_lists()["stop_minutes"][cause]))
            standing = cause == "BD" and day > TODAY - 25 * DAY and draws.chance(0.6)
            outside = cause == "BD" and draws.chance(0.25)
            inside = cause in ("BD", "SV", "TC") and not outside and not standing
            billed = (outside or (cause in ("BD", "SV") and draws.chance(0.45))) and not standing
            cost = _cents(draws.real(30, 900) * (3 if outside else 1)) if billed else None
            note = draws.pick(_lists()["stop_notes"][cause]) if draws.chance(0.6) else None
            fixer, number = draws.whole(51, 54) if inside else None, number + 1
            yield number, mach.mach_id, start, None if standing else end, cause, fixer, cost, note
            day += (int(draws.whole(4, 110) / prone) + 1) * DAY
            day += DAY if day.weekday() == 6 else 0 * DAY
