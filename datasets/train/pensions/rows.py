"""The rows of a pension fund administrator, 2021 to 2024: the same for the same seed, everywhere.

Draws members and their employment, then the money that follows, then the office's work. Runs no SQL.
"""

from __future__ import annotations

import re
import tomllib
from collections import namedtuple
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
MEMBERS = 176
PARENTS = {"schm": "schm_succ_id", "empr": "empr_grp_id", "mbr": "mbr_spse_id", "contrib": "ctb_fix_id"}
# Increases of pensions in payment, each April.
RISES = {2021: "1.007", 2022: "1.031", 2023: "1.08", 2024: "1.052"}
# Status codes of an enquiry one after the other, and how often.
PATHS = {"NWKC": 40.0, "NWC": 18.0, "NWIWKC": 17.0, "NWIWC": 9.0, "NC": 5.0, "NWKCRWC": 5.0, "NWKWKC": 6.0}


Member = namedtuple(
    "Member",
    "mbr_id mbr_no mbr_nm mbr_sex mbr_dob mbr_town mbr_mail mbr_stat mbr_jnd mbr_dod mbr_ntfd mbr_spse_id"
    " mbr_nom_id",
)
Spell = namedtuple("Spell", "spl_id spl_mbr_id spl_empr_id spl_schm_id spl_beg spl_end spl_rsn spl_pct")


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    spells, fates = _spells(seed)
    people = list(_members(seed, spells, fates))
    salaries = list(_salaries(seed, spells))
    pensions = list(_pensions(seed, people, spells))
    choices = list(_choices(seed, spells, people))
    cases = list(_enquiries(seed, people))
    made: dict[str, Iterable[Row]] = {
        "empr_schm": _rates(),
        "mbr": people,
        "emp_spl": spells,
        "mbr_sal": salaries,
        "contrib": _contributions(seed, spells, salaries),
        "fund_px": _prices(seed),
        "fnd_chc": choices,
        "fnd_sw": _switches(seed, choices),
        "xfer": _transfers(seed, people, spells),
        "pens": pensions,
        "pens_pay": _payments(seed, pensions, people),
        "enq": cases,
        "enq_hist": _history(seed, cases),
        "letr": _letters(seed, people, cases),
        "trst": _trustees(people),
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
    return {name: dict(re.findall(r"^    ([a-z_0-9]+) ([A-Z]+)", body, re.MULTILINE)) for name, body in found}


def _fields(name: str) -> list[list[str]]:
    return [line.split("|") for line in _lists()[name]]


def _cell(text: str, kind: str) -> Cell:
    kinds: dict[str, Callable[[str], Cell]] = {"INTEGER": int, "NUMERIC": Decimal, "DATE": date.fromisoformat}
    return kinds.get(kind, str)(text) if text else None


@cache
def _listed(name: str) -> list[Record]:
    """Return the rows of a table that stands in the lists, numbered; what follows its columns is left out."""
    kinds = list(_columns()[name].values())[1:]
    return [(number, *map(_cell, line, kinds)) for number, line in enumerate(_fields(name), start=1)]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next_month(month)


def _years_on(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


@cache
def _rates() -> list[Record]:
    rows: list[Record] = []
    for empr, schm, first, last, ee, er, due, _, later in _fields("part"):
        steps = [(first, ee, er), *(tuple(step.split()) for step in later.split(",") if step)]
        starts = [_day(step[0]) for step in steps]
        ends = [*(start - _days(1) for start in starts[1:]), _cell(last, "DATE")]
        for step, start, end in zip(steps, starts, ends, strict=True):
            rows.append((int(empr), int(schm), start, end, Decimal(step[1]), Decimal(step[2]), int(due)))
    return rows


def _job(draws: Draws, earliest: date, latest: date) -> tuple[int, int, date]:
    """Draw an employer, a scheme it takes part in and a first day of work when the scheme took joiners."""
    while True:
        part = _fields("part")[draws.weighted({n: float(p[7]) for n, p in enumerate(_fields("part"))})]
        schm = _listed("schm")[int(part[1]) - 1]
        first = max(earliest, _day(part[2]))
        last = min(
            [latest, *(d - _days(1) for d in (schm[5], _cell(part[3], "DATE")) if isinstance(d, date))]
        )
        if first <= last:
            start = draws.day(first, last)
            return (
                int(part[0]),
                int(part[1]),
                start.replace(day=1) if draws.chance(0.6) and start.month > 1 else start,
            )


def _spells(seed: int) -> tuple[list[Spell], list[str]]:
    draws, spells, fates = Draws(seed, "spells"), [], ["A"] * 7
    weights = {"A": 88.0, "D": 26.0, "T": 9.0, "R": 4.0, "P": 34.0, "XA": 7.0, "XP": 10.0}
    fates += [draws.weighted(weights) for _ in range(MEMBERS - 7)]
    reasons = {"RS": 6.0, "RD": 2.0, "EC": 2.0}
    for number, fate in enumerate(fates, start=1):
        latest = (
            date(2024, 10, 31)
            if fate == "A"
            else date(2012, 6, 30)
            if fate in ("P", "XP")
            else date(2019, 6, 30)
        )
        job = _job(draws, date(1984 if fate in ("P", "XP") else 1999, 1, 1), latest)
        while draws.chance(0.22) and (gap := (latest - job[2]).days) > 1500:
            end = job[2] + _days(draws.whole(250, gap // 2))
            end = min(end, _last_day(job[0]))
            spells.append(Spell(0, number, *job, end, draws.weighted(reasons), draws.pick((100, 100, 60))))
            job = _job(draws, end + _days(1), latest + _days(1))
        first = max(job[2] + _days(400), date(2011, 1, 1) if fate in ("P", "XP") else date(2017, 1, 1))
        first = max(first, FIRST_DAY) if fate == "XA" or draws.chance(0.45) else first
        end_day = None if fate == "A" else draws.day(first, date(2024, 10, 31))
        if end_day and fate in ("P", "XP"):
            end_day = _next_month(end_day) - _days(1) if draws.chance(0.8) else end_day
            end_day = min(end_day, date(2020, 12, 31)) if fate == "XP" else end_day
        gone = _last_day(job[0])
        stays = (end_day or LAST_DAY) <= gone
        why = (
            {"A": None, "P": "RT", "XP": "RT", "XA": "DT"}.get(fate, draws.weighted(reasons))
            if stays
            else "RD"
        )
        if fate == "A" and gone < LAST_DAY:
            fates[number - 1] = "D"
        if not stays and fate in ("P", "XP"):
            why = "RT"
        share = draws.weighted({100: 14.0, 80: 4.0, 60: 3.0, 50: 4.0})
        spells.append(Spell(0, number, *job, end_day if stays else gone, why, share))
        if fate == "A" and share == 50 and draws.chance(0.6):
            other = _job(draws, job[2], date(2024, 10, 31))
            if other[:2] != job[:2] and _last_day(other[0]) >= LAST_DAY:
                spells.append(Spell(0, number, *other, None, None, draws.pick((40, 50))))
    return [spell._replace(spl_id=n) for n, spell in enumerate(spells, start=1)], fates


def _last_day(employer: int) -> date:
    return _listed("empr")[employer - 1][6] or date(2099, 12, 31)


def _members(seed: int, spells: list[Spell], fates: list[str]) -> Iterator[Member]:
    draws, lists, split = Draws(seed, "members"), _lists(), 1
    names: dict[int, str] = {}
    for number, fate in enumerate(fates, start=1):
        own = [spell for spell in spells if spell.spl_mbr_id == number]
        joined, ended = min(spell.spl_beg for spell in own), own[-1].spl_end
        nra = _listed("schm")[own[-1].spl_schm_id - 1][6]
        if fate in ("P", "XP") and ended:
            # At normal age, early, late and much too early, as the kinds of retirement are told apart.
            off = draws.weighted({0: 9.0, -2: 3.0, -5: 2.0, 2: 2.5, -12: 1.2})
            born = _years_on(ended + _days(1), -nra - off) - _days(
                draws.whole(0, 25) if off == 0 else draws.whole(0, 300)
            )
        else:
            born = _years_on(joined, -draws.whole(19, 46)) - _days(draws.whole(0, 360))
            # Nobody is past the normal age and still at work, or hardly anybody.
            born = max(born, date(1957, 3, 1) + _days(draws.whole(0, 900)))
        married = number > 1 and draws.chance(0.5 if fate[0] == "X" else 0.1)
        sex = (
            ("F" if draws.chance(0.54) else "M")
            if not married
            else "M"
            if names[number - 1][0] == "F"
            else "F"
        )
        surname = names[number - 1][1:] if married and draws.chance(0.7) else draws.pick(lists["last"])
        names[number], split = sex + surname, number if married else split
        first = draws.pick(lists["first_f" if sex == "F" else "first_m"])
        name = "Vera Pettifer" if number in (31, 58) else f"{first} {surname}"
        sex = "F" if number in (31, 58) else sex
        died = ended if fate == "XA" else None
        if fate == "XP" and ended:
            died = draws.day(max(ended + _days(200), FIRST_DAY), LAST_DAY - _days(60))
        told = died + _days(draws.weighted({3: 3.0, 9: 4.0, 21: 3.0, 48: 2.0, 95: 2.0})) if died else None
        nominee = draws.whole(1, split - 1) if split > 2 and draws.chance(0.12) else None
        nominee = number - 1 if married and draws.chance(0.6) else nominee
        mail = f"{name.lower().replace(' ', '.')}@mail.example" if draws.chance(0.66) else None
        status, town = fate[0], draws.weighted({t: float(9 - n) for n, t in enumerate(lists["towns"])})
        spouse = number - 1 if married else None
        yield Member(
            number,
            f"M{number * 3 + 11:05d}",
            name,
            sex,
            born,
            town,
            mail,
            status,
            joined,
            died,
            told,
            spouse,
            nominee,
        )


def _salaries(seed: int, spells: list[Spell]) -> Iterator[Record]:
    draws = Draws(seed, "salaries")
    for spell in spells:
        pay = Decimal(draws.whole(38, 118) + (60 if spell.spl_schm_id == 5 else 0)) * 500
        start, end = spell.spl_beg, spell.spl_end or LAST_DAY
        rows = {start: (pay, "N")}
        for year in range(max(start.year, 2017), end.year + 1):
            if start < (april := date(year, 4, 1)) <= end:
                pay = (
                    pay * draws.weighted({100: 3.0, 102: 5.0, 103: 4.0, 107: 1.5, 95: 0.3}) / 100
                ).quantize(Decimal(1))
                rows[april] = (pay, "Y")
            if start < (fix := date(year, draws.pick((7, 10)), 1)) <= end and draws.chance(0.06):
                pay = pay + draws.pick((-1000, 500, 1200, 2500))
                rows[fix] = (pay, "C")
        for day, (amount, source) in rows.items():
            delay = draws.whole(40, 200) if source == "C" else draws.whole(2, 45)
            yield (spell.spl_id, day, amount.quantize(CENT), source, day + _days(delay))


def _received(seed: int) -> dict[tuple[int, date], int | None]:
    """Return by how many days each employer was late with each month's money; None where it never came."""
    draws, known = Draws(seed, "received"), dict(_lists()["late"])
    days: dict[tuple[int, date], int | None] = {}
    for employer in _listed("empr"):
        for month in _months(FIRST_DAY, LAST_DAY):
            late = draws.chance(known.get(employer[0], 0.033))
            by = draws.weighted({1: 2.0, 4: 3.0, 11: 3.0, 33: 2.0, 64: 1.0}) if late else -draws.whole(0, 9)
            broke = (
                employer[0] == 12
                and month >= date(2024, 9, 1)
                or employer[0] == 9
                and month == date(2023, 7, 1)
            )
            days[employer[0], month] = None if broke else by
    return days


def _contributions(seed: int, spells: list[Spell], salaries: list[Record]) -> Iterator[Row]:
    draws, late, number = Draws(seed, "contributions"), _received(seed), 0
    extra = {
        spell.spl_id: Decimal(draws.pick((25, 40, 50, 100, 150))) for spell in spells if draws.chance(0.15)
    }
    begun = {spell: draws.day(FIRST_DAY, LAST_DAY) for spell in extra}
    pending: dict[date, list[Record]] = {}
    pays: dict[int, list[Record]] = {}
    for salary in salaries:
        pays.setdefault(salary[0], []).append(salary)
    for month in _months(FIRST_DAY, date(2024, 11, 1)):
        last = _next_month(month) - _days(1)
        for spell in spells:
            if spell.spl_beg > last or (spell.spl_end or last) < month:
                continue
            rate = _rate(spell, last)
            paid = [s[2] for s in pays[spell.spl_id] if s[1] <= last][-1] * spell.spl_pct / 1200
            ee, er = ((paid * percent / 100).quantize(CENT) for percent in rate[4:6])
            number += 1
            due = _next_month(month).replace(day=rate[6])
            by = late[spell.spl_empr_id, month]
            recd = None if by is None or due + _days(by) > LAST_DAY else due + _days(by)
            avc = extra[spell.spl_id] if spell.spl_id in extra and month >= begun[spell.spl_id] else None
            yield (number, spell.spl_id, month, ee, er, avc, due, recd, None)
            if draws.chance(0.03):
                factor = draws.pick((Decimal("-0.2"), Decimal("0.05"), Decimal("0.1"), Decimal("-1")))
                fix = (spell.spl_id, month, (ee * factor).quantize(CENT), (er * factor).quantize(CENT), None)
                booked = _next_month(_next_month(month))
                pending.setdefault(booked if draws.chance(0.6) else _next_month(booked), []).append(
                    (*fix, number)
                )
        for fix in pending.get(month, []):
            number += 1
            due = _next_month(month).replace(day=19)
            paid_on = due + _days(draws.whole(-8, 3)) if draws.chance(0.9) else None
            yield (number, *fix[:5], due, paid_on if paid_on and paid_on <= LAST_DAY else None, fix[5])


def _rate(spell: Spell, day: date) -> Record:
    ours = [r for r in _rates() if r[:2] == (spell.spl_empr_id, spell.spl_schm_id)]
    return [r for r in ours if r[2] <= day][-1]


def _prices(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "prices")
    for fund, line in zip(_listed("fund"), _fields("fund"), strict=True):
        price, drift, swing = Decimal(line[8]), int(line[9]), int(line[10])
        for month in _months(FIRST_DAY, LAST_DAY):
            day = _next_month(month) - _days(1)
            if day < fund[7] or (fund[8] and day > fund[8]):
                continue
            price = price * (10000 + drift + draws.whole(-swing, swing)) / 10000
            shut = fund[3] == "P" and (date(2022, 10, 1) <= day <= date(2023, 1, 31) or draws.chance(0.03))
            offer = (
                None
                if shut
                else (price * Decimal("1.012" if fund[3] in "BC" else "1.03")).quantize(Decimal("0.0001"))
            )
            yield (fund[0], day, price.quantize(Decimal("0.0001")), offer)


def _choices(seed: int, spells: list[Spell], people: list[Member]) -> Iterator[Record]:
    draws = Draws(seed, "choices")
    weights = {n: float(line[11]) for n, line in enumerate(_fields("fund"), start=1)}
    pots = {s.spl_mbr_id: s.spl_beg for s in reversed(spells) if _listed("schm")[s.spl_schm_id - 1][3] != "B"}
    for member in sorted(pots):
        if people[member - 1].mbr_stat not in "AD" or draws.chance(0.06):
            continue
        start, changed = max(pots[member], date(2013, 1, 1)), draws.chance(0.45)
        change = draws.day(max(start + _days(60), FIRST_DAY), date(2025, 3, 31)) if changed else None
        change = change if change and change <= LAST_DAY else None
        for first, last in ((start, change - _days(1)), (change, None)) if change else ((start, None),):
            there = [
                n
                for n, f in enumerate(_listed("fund"), start=1)
                if f[7] <= first and not f[8] or (f[8] and last and last <= f[8])
            ]
            split = draws.weighted(
                {(100,): 4.0, (50, 50): 3.0, (70, 30): 3.0, (40, 40, 20): 2.0, (25, 25, 25, 25): 1.0}
            )
            picked: list[int] = []
            while len(picked) < len(split):
                fund = draws.weighted({n: weights[n] for n in there})
                if fund not in picked:
                    picked.append(fund)
            for fund, share in zip(picked, split, strict=True):
                yield (member, fund, first, last, share)


def _switches(seed: int, choices: list[Record]) -> Iterator[Row]:
    draws, members = Draws(seed, "switches"), sorted({choice[0] for choice in choices})
    weights = {n: float(line[11]) for n, line in enumerate(_fields("fund"), start=1)}
    busy = {member: float(1 + member % 5 * 2) for member in members[:-6]}
    times = sorted(_moment(draws, FIRST_DAY, LAST_DAY) for _ in range(190))
    for number, at in enumerate(times, start=1):
        funds = {
            n: weights[n]
            for n, f in enumerate(_listed("fund"), start=1)
            if f[7] <= at.date() and not (f[8] and at.date() > f[8])
        }
        out = draws.weighted(funds)
        into = draws.weighted({n: w for n, w in funds.items() if n not in (out, 9)})
        stat = draws.weighted({"D": 8.0, "R": 1.0, "W": 6.0 if at.date() > date(2024, 11, 20) else 0.0})
        done = (
            at.date() + _days(draws.weighted({0: 1.0, 1: 4.0, 3: 3.0, 6: 2.0, 15: 1.0}))
            if stat == "D"
            else None
        )
        stat, done = ("W", None) if done and done > LAST_DAY else (stat, done)
        amount = (
            Decimal(draws.whole(200, 30000)) * draws.pick((1, 1, 2)) + draws.whole(0, 99) * CENT
        ).quantize(CENT)
        fee = Decimal(draws.weighted({0: 5.0, 15: 3.0, 25: 2.0})).quantize(CENT)
        yield (number, draws.weighted(busy), out, into, at, done, amount if done else None, stat, fee)


def _moment(draws: Draws, first: date, last: date) -> datetime:
    day = draws.day(first, last)
    while day.weekday() > 4 and draws.chance(0.9):
        day = draws.day(first, last)
    return datetime.combine(
        day,
        time(draws.weighted({h: 3.0 if h in (9, 10, 14) else 1.5 for h in range(7, 19)}), draws.whole(0, 59)),
    )


def _transfers(seed: int, people: list[Member], spells: list[Spell]) -> Iterator[Row]:
    draws, ours = Draws(seed, "transfers"), {spell.spl_mbr_id: spell for spell in spells}
    asked: list[tuple[date, int, str]] = []
    for member in people:
        spell = ours[member.mbr_id]
        if member.mbr_stat == "T" and spell.spl_end:
            asked.append(
                (min(spell.spl_end + _days(draws.whole(20, 300)), date(2024, 9, 30)), member.mbr_id, "gone")
            )
        elif member.mbr_stat in "ADP" and draws.chance(0.36):
            kind = draws.weighted(
                {"in": 6.0, "inner": 3.0, "quote": 3.0}
                if member.mbr_stat == "A"
                else {"in": 2.0, "quote": 3.0}
            )
            asked.append(
                (
                    draws.day(max(member.mbr_jnd + _days(30), date(2020, 6, 1)), date(2024, 12, 20)),
                    member.mbr_id,
                    kind,
                )
            )
    for number, (day, member_id, kind) in enumerate(sorted(asked), start=1):
        schm = ours[member_id].spl_schm_id
        other = draws.pick([n for n in (1, 2, 3, 4, 6, 7) if n != schm])
        out = None if kind == "in" else other if kind == "inner" else schm
        into = schm if kind in ("in", "inner") else None
        quoted = kind == "gone" or day < date(2024, 11, 25) and draws.chance(0.92)
        value = (
            (Decimal(draws.whole(1500, 90000)) + draws.whole(0, 99) * CENT).quantize(CENT) if quoted else None
        )
        paid = (
            day + _days(draws.whole(25, 160))
            if value and kind != "quote" and (kind == "gone" or draws.chance(0.8))
            else None
        )
        paid = min(paid, LAST_DAY) if kind == "gone" and paid else paid if paid and paid <= LAST_DAY else None
        amount = (value * draws.pick((96, 100, 100, 103)) / 100).quantize(CENT) if value and paid else None
        name = None if kind == "inner" else draws.pick(_lists()["providers"][:5])
        yield (number, member_id, out, into, name, day, value, paid, amount)


def _risen(pension: Decimal, first: date, day: date) -> Decimal:
    """Return a yearly pension on a day, risen each April after it began."""
    for year, rise in RISES.items():
        if first < date(year, 4, 1) <= day:
            pension = (pension * Decimal(rise)).quantize(CENT)
    return pension


def _pensions(seed: int, people: list[Member], spells: list[Spell]) -> Iterator[Record]:
    draws, found = Draws(seed, "pensions"), []
    for member in people:
        retired = [
            s for s in spells if s.spl_mbr_id == member.mbr_id and (s.spl_rsn == "RT" or draws.chance(0.3))
        ]
        retired = retired if any(s.spl_rsn == "RT" for s in retired) else []
        seen: set[int] = set()
        for spell in retired:
            if spell.spl_schm_id in seen:
                continue
            seen.add(spell.spl_schm_id)
            start = max(s.spl_end for s in retired if s.spl_end) + _days(1)
            age = (start - member.mbr_dob).days / 365.25 - _listed("schm")[spell.spl_schm_id - 1][6]
            kind = "I" if age < -9 else "E" if age < 0 else "N" if age < 0.2 else "L"
            yearly = (Decimal(draws.whole(1800, 23000)) + draws.whole(0, 99) * CENT).quantize(CENT)
            lump = (yearly * draws.whole(2, 4)).quantize(CENT) if draws.chance(0.62) else None
            end, me = member.mbr_dod, member.mbr_id
            found.append((start, me, me, spell.spl_schm_id, "R", kind, end, yearly, lump))
        if member.mbr_dod and member.mbr_dod < LAST_DAY - _days(80):
            schm = [s.spl_schm_id for s in spells if s.spl_mbr_id == member.mbr_id][-1]
            nominee = (
                member.mbr_spse_id
                if member.mbr_spse_id and not people[member.mbr_spse_id - 1].mbr_dod
                else None
            )
            start, half = member.mbr_dod + _days(1), Decimal(draws.whole(900, 9000)).quantize(CENT)
            if nominee or draws.chance(0.75):
                gone = draws.day(start + _days(30), LAST_DAY) if not nominee and draws.chance(0.12) else None
                found.append((start, member.mbr_id, nominee, schm, "S", None, gone, half, None))
            for _ in range(draws.weighted({0: 5.0, 1: 3.0, 2: 2.0})):
                gone = draws.day(start + _days(30), LAST_DAY) if draws.chance(0.3) else None
                found.append(
                    (start, member.mbr_id, None, schm, "C", None, gone, (half / 2).quantize(CENT), None)
                )
    for number, (start, who, payee, schm, knd, rtyp, end, first, lump) in enumerate(
        sorted(found, key=str), start=1
    ):
        now = _risen(first, start, end or LAST_DAY)
        yield (number, f"P{number * 2 + 100:05d}", who, payee, schm, knd, rtyp, start, end, first, now, lump)


def _payments(seed: int, pensions: list[Record], people: list[Member]) -> Iterator[Row]:
    draws, number = Draws(seed, "payments"), 0
    for month in _months(date(2022, 1, 1), LAST_DAY):
        for pension in pensions:
            payee = people[pension[3] - 1] if pension[3] else None
            last = pension[8] or LAST_DAY
            if payee and payee.mbr_ntfd:
                # What is paid between a death and the day we hear of it is paid too much.
                last = max(last, payee.mbr_ntfd)
            if not pension[7].replace(day=1) <= month <= last:
                continue
            number += 1
            gross = (_risen(pension[9], pension[7], month) / 12).quantize(CENT)
            tax = (gross * (20 if gross > 1000 else 10 if gross > 500 else 0) / 100).quantize(CENT)
            stat = draws.weighted({"P": 96.0, "B": 1.3, "H": 2.0})
            day = _next_month(month) - _days(1 + draws.weighted({0: 5, 1: 2, 2: 1}))
            yield (number, pension[0], month, gross, tax, None if stat == "H" else day, stat)


def _enquiries(seed: int, people: list[Member]) -> Iterator[Record]:
    draws, clerks = Draws(seed, "enquiries"), {c: float(9 - n) for n, c in enumerate(_lists()["clerks"])}
    times = sorted(_moment(draws, date(2021, 2, 1), LAST_DAY) for _ in range(430))
    # Some members ask often, and the last twelve have never asked for anything.
    often = {member.mbr_id: 6.0 if member.mbr_id % 9 == 0 else 1.5 for member in people[:-12]}
    for number, at in enumerate(times, start=1):
        who = people[draws.weighted(often) - 1]
        kind = draws.weighted({"TV": 5.0, "RQ": 6.0, "AD": 6.0, "CQ": 5.0, "CP": 3.0, "DC": 0.0})
        kind = "DC" if who.mbr_ntfd and who.mbr_ntfd <= at.date() else kind
        prio = 1 if kind == "DC" else draws.weighted({1: 1.0, 2: 6.0, 3: 2.0})
        void = at + timedelta(minutes=draws.whole(5, 4000)) if draws.chance(0.05) else None
        waits = at.date() > date(2024, 11, 10) and draws.chance(0.5) or draws.chance(0.03)
        closed = (
            at + timedelta(minutes=draws.whole(20, 1 + int(60000 * draws.real(0.05, 1) ** 3)))
            if not waits
            else None
        )
        closed = None if void or (closed and closed.date() > LAST_DAY) else closed
        clerk = draws.weighted(clerks) if closed or draws.chance(0.6) else None
        note = draws.pick(_lists()["notes"]) if draws.chance(0.35) else None
        yield (number, who.mbr_id, kind, at, closed, prio, clerk, note, void)


def _history(seed: int, cases: list[Record]) -> Iterator[Row]:
    draws = Draws(seed, "history")
    for number, _, _, came, closed, _, clerk, _, _ in cases:
        path = draws.weighted(PATHS) if closed else draws.pick(("N", "NW", "NWI")) if clerk else "N"
        end = closed or came + _days(4)
        step = (end - came) / max(1, len(path) - 1)
        for place, stat in enumerate(path):
            minutes = int(step.total_seconds() * place / 60)
            at = closed if closed and place == len(path) - 1 else came + timedelta(minutes=minutes)
            helper = draws.pick(_lists()["clerks"]) if stat == "K" or draws.chance(0.1) else clerk
            yield (
                number,
                place + 1,
                stat,
                min(at, datetime(2024, 12, 31, 23, 0)),
                None if place == 0 else helper,
            )


def _letters(seed: int, people: list[Member], cases: list[Record]) -> Iterator[Row]:
    draws, late = Draws(seed, "letters"), dict(_lists()["late"])
    found: list[tuple[datetime, int | None, int | None, int | None, str]] = []
    for case in cases:
        if case[4] and draws.chance(0.6):
            found.append((case[4], case[1], None, case[0], "QUO" if case[2] in ("TV", "RQ") else "GEN"))
    for member in people:
        if member.mbr_jnd >= FIRST_DAY:
            found.append(
                (datetime.combine(member.mbr_jnd + _days(8), time(9, 30)), member.mbr_id, None, None, "WEL")
            )
        for year in range(2021, 2025):
            sent = datetime(year, 9, 5 + member.mbr_id % 20, 8, 15)
            if member.mbr_stat in "AD" and member.mbr_jnd < sent.date() and draws.chance(0.5):
                found.append((sent, member.mbr_id, None, None, "ABS"))
            if member.mbr_stat == "P" and draws.chance(0.3):
                found.append((sent.replace(month=2), member.mbr_id, None, None, "LCR"))
    for employer in range(1, 16):
        for _ in range(int(late.get(employer, 0.02) * draws.whole(15, 40))):
            found.append((_moment(draws, FIRST_DAY, LAST_DAY), None, employer, None, "ARR"))
    for number, letter in enumerate(sorted(found, key=str), start=1):
        mail = bool(letter[1] and people[letter[1] - 1].mbr_mail)
        channel = draws.weighted({"P": 3.0, "M": 5.0, "W": 2.0}) if mail else "P"
        back = letter[0].date() + _days(draws.whole(3, 20)) if channel == "P" and draws.chance(0.07) else None
        yield (
            number,
            *letter[1:4],
            letter[4],
            letter[0],
            channel,
            back if back and back <= LAST_DAY else None,
        )


def _trustees(people: list[Member]) -> Iterator[Row]:
    for number, (schm, name, kind, member, empr, first, last, chair) in enumerate(_fields("trst"), start=1):
        who = people[int(member) - 1] if int(member) else None
        term = (_day(first), _cell(last, "DATE"))
        yield (
            number,
            int(schm),
            who.mbr_nm if who else name,
            kind,
            who.mbr_id if who else None,
            int(empr) or None,
            *term,
            chair == "1",
        )
