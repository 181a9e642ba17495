"""The rows of a motor and household insurer, 2018 to 2024: the same for the same seed, everywhere and always.

Draws people and contracts first, then invoices, then claims with all that hangs on them. Runs no SQL.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Row, TableRows

TODAY = date(2024, 12, 31)
DAY = timedelta(days=1)
STORM = date(2023, 2, 17)
FIRST_INVOICE = date(2021, 1, 1)
# Agents by number: how much each sells, against the others; None is the website.
SELLERS: dict[int | None, float] = {
    None: 20, 1: 10, 2: 9, 3: 8, 4: 9, 5: 7, 6: 5, 7: 8, 8: 9, 9: 7, 10: 6, 11: 3, 12: 4, 13: 3,
}  # fmt: skip
# How the status of a claim may go on, and how often.
PATHS = {"RIAC": 48, "RAC": 22, "RID": 12, "RD": 4, "RIACIAC": 6, "RIDIAC": 3, "RIA": 3, "RI": 2}


class Policy(NamedTuple):
    """One row of the policy table."""

    policy_no: str
    product: str
    holder_no: int
    sold_by: int | None
    served_by: int | None
    signed_on: date
    starts_on: date
    ended_on: date | None
    end_reason: str | None
    frequency: str
    replaces: str | None


Event = tuple[date, Policy, str]
# Invoices and payments.
Books = tuple[list[Row], list[Row]]


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    holders = list(_holders(seed))
    policies = _policies(seed, holders)
    versions = list(_versions(seed, policies))
    covers = list(_covers(seed, policies))
    invoices, payments = _invoices(seed, policies, versions)
    claims, steps = _claims(seed, policies, covers)
    bookings = list(_bookings(seed, claims, steps))
    rows: dict[str, Iterable[Row]] = {
        "product": [(*p[:3], Decimal(p[3]), *p[4:]) for p in _records("products")],
        "cover": [c[:4] for c in _records("covers")],
        "agent": [(*a[:4], Decimal(a[4]), *a[5:]) for a in _records("agents")],
        "policyholder": holders,
        "policy": policies,
        "policy_version": versions,
        "vehicle": _vehicles(seed, policies),
        "dwelling": _dwellings(seed, policies, holders),
        "policy_cover": covers,
        "premium_invoice": invoices,
        "payment": payments,
        "adjuster": [(*a[:4], Decimal(a[4]), a[5]) for a in _records("adjusters")],
        "workshop": [(*w[:4], Decimal(w[4]) if w[4] else None, w[5]) for w in _records("workshops")],
        "claim": claims,
        "claim_status": steps,
        "claim_booking": bookings,
        "recovery": _recoveries(seed, claims, bookings),
        "fraud_flag": _flags(seed, claims, policies),
    }
    own = {
        "agent": "team_leader_no", "policyholder": "household_head_no", "policy": "replaces_policy_no",
        "adjuster": "supervisor_no",
    }  # fmt: skip
    return tuple(TableRows(n, _columns(n), tuple(r), own.get(n)) for n, r in rows.items())


def _columns(table: str) -> tuple[str, ...]:
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    body = schema.partition(f"CREATE TABLE {table} (")[2].partition(");\n")[0]
    return tuple(re.findall("^    ([a-z_0-9]+) [A-Z]", body.replace("    PRIMARY", ""), re.MULTILINE))


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))


@cache
def _records(name: str) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(None if value == "" else value for value in entry) for entry in _lists()[name])


@cache
def _names(name: str) -> tuple[str, ...]:
    return tuple(_lists()[name].split())


def _weights(name: str) -> dict[str, int]:
    weights: dict[str, int] = _lists()[name]
    return weights


def _euro(value: float, step: int = 1) -> Decimal:
    return Decimal(int(value * 100 / step + 0.5) * step) / 100


def _at(draws: Draws, day: date) -> datetime:
    return datetime.combine(day, time(draws.whole(7, 20), draws.whole(0, 59)))


def _holders(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "policyholder")
    heads: list[tuple[int, str, str]] = []
    for number in range(1001, 1281):
        first, last, town = (
            draws.pick(_names("first_names")),
            draws.pick(_names("last_names")),
            draws.weighted(_weights("towns")),
        )
        head = None
        if heads and draws.chance(0.3):
            head, family, town = draws.pick(heads[-12:])
            last = last if draws.chance(0.15) else family
        else:
            heads.append((number, last, town))
        since = draws.day(date(2018, 1, 2), date(2024, 11, 20))
        born = draws.day(date(1938, 1, 1), date(2003, 12, 31))
        mail = f"{first}.{last}{number}@mail.example".lower() if draws.chance(0.8) else None
        erased = draws.day(since + DAY * 20, TODAY) if draws.chance(0.05) else None
        yield number, f"{first} {last}", born, town, mail, since, head, draws.chance(0.55), erased


def _sold_products(day: date) -> dict[str, float]:
    return {
        p[0]: _weights("popularity")[p[0]]
        for p in _records("products")
        if p[0] in _weights("popularity") and p[4] <= day and (p[5] or TODAY) > day
    }


def _policies(seed: int, holders: Sequence[Row]) -> list[Policy]:
    draws = Draws(seed, "policy")
    rows: list[Policy] = []
    for holder in holders:
        since, number = holder[5], holder[0]
        assert isinstance(since, date) and isinstance(number, int)
        # Some people asked for an offer only and never bought.
        for n in range(draws.weighted({0: 7, 1: 42, 2: 33, 3: 13, 4: 5})):
            signed = since if n == 0 else draws.day(since, date(2024, 12, 5))
            rows.append(_policy(draws, len(rows), number, signed, None))
            if rows[-1].end_reason == "R":
                end = rows[-1].ended_on
                assert end is not None
                rows.append(_policy(draws, len(rows), number, end - DAY * 12, rows[-1]))
    return rows


def _policy(draws: Draws, n: int, holder: int, signed: date, old: Policy | None) -> Policy:
    offer = _sold_products(signed)
    if old:
        offer = {code: w for code, w in offer.items() if code[0] == old.product[0] and code != old.product}
    product = draws.weighted(offer)
    line = "M" if product[0] == "M" else "H"
    active = {a: w for a, w in SELLERS.items() if a is None or _active(a, signed)}
    seller = draws.weighted(active)
    served = (
        seller
        if seller and _active(seller, TODAY) and draws.chance(0.8)
        else draws.pick((None, 1, 2, 3, 5, 7, 8, 12))
    )
    start = (
        old.ended_on if old and old.ended_on else min(signed + DAY * draws.pick((0, 0, 1, 5, 14, 30)), TODAY)
    )
    days = draws.whole(60, 3400)
    end = start + DAY * days if start + DAY * days <= TODAY and draws.chance(0.8) else None
    reason = draws.weighted({"C": 50, "N": 16, "R": 22, "X": 12}) if end else None
    if reason == "R" and end and end > date(2024, 11, 1):
        reason = "C"
    frequency = draws.weighted({"Y": 55, "H": 20, "Q": 25})
    base = 10000 if line == "M" else 20000
    number, before = f"{line}-{base + n}", old.policy_no if old else None
    return Policy(number, product, holder, seller, served, signed, start, end, reason, frequency, before)


def _active(agent: int, day: date) -> bool:
    joined, left = _records("agents")[agent - 1][6:]
    return joined <= day and (left is None or left >= day)


def _versions(seed: int, policies: Sequence[Policy]) -> Iterator[Row]:
    draws = Draws(seed, "policy_version")
    base = {p[0]: p[3] for p in _records("products")}
    for policy in policies:
        premium = base[policy.product] * draws.real(0.75, 1.45)
        bonus = draws.whole(0, 14) if policy.product[0] == "M" else None
        start, number, reason = policy.starts_on, 1, "N"
        last = policy.ended_on or TODAY + DAY
        while True:
            midterm = draws.chance(0.15)
            stop = start + DAY * (draws.whole(40, 300) if midterm else 365)
            ends = stop >= last
            until = policy.ended_on if ends else stop
            yield policy.policy_no, number, start, until, _euro(premium), bonus, reason
            if ends:
                break
            reason = draws.weighted({"M": 6, "D": 3, "S": 2}) if midterm else "R"
            wish, index = draws.real(0.9, 1.3), draws.pick((1.0, 1.02, 1.03, 1.05))
            premium *= {"M": wish, "D": 0.9, "S": 1.25, "R": index}[reason]
            if bonus is not None and not midterm:
                bonus = max(0, bonus - 4) if draws.chance(0.12) else min(20, bonus + 1)
            start, number = stop, number + 1


def _vehicles(seed: int, policies: Sequence[Policy]) -> Iterator[Row]:
    draws = Draws(seed, "vehicle")
    number = 0
    for policy in policies:
        if policy.product[0] != "M":
            continue
        start = policy.starts_on
        last = policy.ended_on or TODAY
        # The old car is swapped for another one, and a second car may run under the same policy.
        swap = start + (last - start) * 0.5 if (last - start).days > 500 and draws.chance(0.3) else None
        spans = [(start, swap), (swap, None)] if swap else [(start, None)]
        if draws.chance(0.12):
            spans.append((min(start + DAY * 30, last), None))
        for first, until in spans:
            number += 1
            assert first is not None
            fuel = "E" if policy.product == "MEV" else draws.weighted({"P": 50, "D": 32, "H": 14, "E": 4})
            old = policy.product == "MOT"
            year = draws.whole(1958, 1989) if old else first.year - draws.whole(0, 14)
            value = None if draws.chance(0.1) else _euro(draws.real(3, 48) * 1000, 50000)
            plate = f"{draws.pick('ABCDEGHK')}{draws.pick('LMNPRSTV')}-{draws.whole(100, 999)}-{number:03d}"
            make = draws.weighted(_weights("makes"))
            km = draws.pick((3000, 6000, 9000, 12000, 12000, 15000, 20000, 30000))
            power = draws.whole(33, 210)
            yield number, policy.policy_no, plate, make, year, fuel, power, value, km, first, until


def _dwellings(seed: int, policies: Sequence[Policy], holders: Sequence[Row]) -> Iterator[Row]:
    draws = Draws(seed, "dwelling")
    towns = {h[0]: h[3] for h in holders}
    kinds = {"HSR": "S", "HFA": "F", "HBL": "H"}
    homes = [p for p in policies if p.product[0] == "H"]
    for number, policy in enumerate(homes, start=1):
        town = draws.weighted(_weights("towns")) if draws.chance(0.15) else towns[policy.holder_no]
        kind = kinds.get(policy.product) or draws.weighted({"A": 60, "H": 40})
        year = None if draws.chance(0.12) else draws.whole(1890, 2020)
        low, high = {"A": (32, 130), "H": (85, 240), "F": (150, 480), "S": (11, 28)}[kind]
        area = draws.whole(low, high)
        total = _euro(area * draws.pick((650, 700, 800, 2200)), 100000)
        zone = draws.weighted({1: 55, 2: 22, 3: 10, 4: 4, None: 9})
        yield number, policy.policy_no, town, kind, year, area, total, zone, kind != "S" and draws.chance(0.6)


def _covers(seed: int, policies: Sequence[Policy]) -> Iterator[Row]:
    draws = Draws(seed, "policy_cover")
    for policy in policies:
        line = "M" if policy.product[0] == "M" else "H"
        boost = {"MFC": 0.4, "HCP": 0.4, "MTP": -0.3, "HSR": -0.3}.get(policy.product, 0.0)
        for code, _, kind, mandatory, share, _, _ in _records("covers"):
            if kind != line or not (mandatory or draws.chance(share + boost)):
                continue
            added, removed = policy.starts_on, None
            if not mandatory and draws.chance(0.1):
                added = min(added + DAY * draws.whole(30, 700), (policy.ended_on or TODAY) - DAY)
                added = max(added, policy.starts_on)
            elif not mandatory and draws.chance(0.08):
                removed = min(added + DAY * draws.whole(100, 900), policy.ended_on or TODAY)
            top = Decimal(draws.pick((1000, 5000, 10000, 50000)))
            limit = None if mandatory or draws.chance(0.25) else top
            excess = Decimal(0 if mandatory else draws.pick((0, 150, 150, 300, 500)))
            yield policy.policy_no, code, limit, excess, added, removed


def _invoices(seed: int, policies: Sequence[Policy], versions: Sequence[Row]) -> Books:
    draws = Draws(seed, "premium_invoice")
    invoices: list[Row] = []
    payments: list[Row] = []
    by_policy: dict[object, list[Row]] = {}
    for version in versions:
        by_policy.setdefault(version[0], []).append(version)
    for policy in policies:
        months = {"Y": 12, "H": 6, "Q": 3}[policy.frequency]
        due, turn = policy.starts_on, 0
        while due < (policy.ended_on or TODAY + DAY):
            if due >= FIRST_INVOICE:
                premium = next(v[4] for v in reversed(by_policy[policy.policy_no]) if _not_after(v[2], due))
                assert isinstance(premium, Decimal)
                amount = _euro(float(premium) * months / 12)
                bad = policy.end_reason == "N" and ((policy.ended_on or TODAY) - due).days < 200
                _bill(draws, policy, (due, amount, bad), (invoices, payments))
            turn += months
            due = _months_on(policy.starts_on, turn)
    return invoices, payments


def _not_after(value: object, day: date) -> bool:
    return isinstance(value, date) and value <= day


def _months_on(day: date, months: int) -> date:
    index = day.month - 1 + months
    return date(day.year + index // 12, index % 12 + 1, min(day.day, 28))


def _bill(draws: Draws, policy: Policy, bill: tuple[date, Decimal, bool], books: Books) -> None:
    """Add an invoice and the money that came for it."""
    (due, amount, bad), (invoices, payments) = bill, books
    number = 70001 + len(invoices)
    cancelled = draws.chance(0.04)
    late = draws.weighted({0: 70, 1: 18, 2: 8, 3: 4}) if not bad else 3
    invoices.append((number, policy.policy_no, due, amount, late if not cancelled else 0, cancelled))
    if cancelled or bad or draws.chance(0.03):
        return
    method = draws.weighted({"DD": 62, "BT": 28, "CC": 10})
    parts = [amount]
    if draws.chance(0.06):
        parts = [_euro(float(amount) / 2), amount - _euro(float(amount) / 2)]
        # Some never send the second half.
        parts = parts[:1] if draws.chance(0.25) else parts
    for turn, part in enumerate(parts):
        day = due + DAY * (late * 16 + draws.whole(-6, 8) + turn * 30)
        if day > TODAY:
            continue
        back = method == "DD" and draws.chance(0.06)
        returned = day + DAY * draws.whole(2, 20) if back else None
        payments.append((len(payments) + 1, number, _at(draws, day), part, method, returned))
        if returned and returned + DAY * 12 <= TODAY and draws.chance(0.65):
            payments.append((len(payments) + 1, number, _at(draws, returned + DAY * 12), part, "BT", None))


def _events(draws: Draws, policies: Sequence[Policy], covers: Sequence[Row]) -> list[Event]:
    events: list[Event] = []
    by_policy: dict[object, list[Row]] = {}
    for cover in covers:
        by_policy.setdefault(cover[0], []).append(cover)
    weight = {c[0]: c[6] for c in _records("covers") if c[6]}
    for policy in policies:
        first = max(policy.starts_on, date(2020, 7, 1))
        last = (policy.ended_on or TODAY + DAY) - DAY
        if first > last:
            continue
        rate = (last - first).days / 365 * (1.6 if policy.end_reason == "X" else 0.42)
        for _ in range(min(9, int(rate + draws.real(0, 1)))):
            day = draws.day(first, last)
            if draws.chance(0.08):
                day = min(policy.starts_on + DAY * draws.whole(2, 29), last)
            own = [str(c[1]) for c in by_policy[policy.policy_no] if _covers_day(c, day, weight)]
            held = {code: weight[code] for code in own}
            events.append((day, policy, draws.weighted(held)))
        for code in ("NAT", "STO"):
            hit = any(c[1] == code and _covers_day(c, STORM, weight) for c in by_policy[policy.policy_no])
            if hit and first <= STORM < last and draws.chance(0.3):
                events.append((STORM + DAY * draws.whole(0, 1), policy, code))
    return sorted((e for e in events if e[0] >= date(2020, 7, 1)), key=lambda e: (e[0], e[1].policy_no, e[2]))


def _covers_day(cover: Row, day: date, weight: dict[str, int]) -> bool:
    code, added, removed = cover[1], cover[4], cover[5]
    return code in weight and _not_after(added, day) and not (removed and _not_after(removed, day))


def _claims(seed: int, policies: Sequence[Policy], covers: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    draws = Draws(seed, "claim")
    claims: list[Row] = []
    steps: list[Row] = []
    means = {c[0]: c[5] for c in _records("covers")}
    people = {line: [a[0] for a in _records("adjusters") if a[3] == line and a[0] != 28] for line in "MH"}
    for day, policy, code in _events(draws, policies, covers):
        delay = draws.weighted({0: 30, 1: 22, 2: 12, 5: 12, 9: 8, 14: 5, 15: 4, 21: 4, 40: 3})
        if day + DAY * delay > TODAY or day + DAY * delay < FIRST_INVOICE:
            continue
        at = _at(draws, day + DAY * delay)
        number = f"C{at.year % 100}-{len(claims) + 1:05d}"
        amount = _euro(means[code] * draws.real(0.2, 1.2) * draws.pick((1, 1, 1, 2.4)), 500)
        asked = None if draws.chance(0.06) else amount
        adjuster = draws.pick(people[policy.policy_no[0]])
        adjuster = None if means[code] < 800 and draws.chance(0.6) else adjuster
        shops = [w[0] for w in _records("workshops") if w[3] in _lists()["trades"].get(code, ())]
        shop = draws.pick(shops) if shops and draws.chance(0.75) else None
        fault = draws.chance(0.85) if code == "TPL" else draws.chance(0.5) if code in ("COL", "LIA") else None
        fault = None if draws.chance(0.08) else fault
        voided = at + DAY * draws.whole(1, 9) if draws.chance(0.04) else None
        own = list(_steps(draws, number, at, adjuster, bool(voided)))
        steps += own
        channel = draws.weighted({"phone": 40, "web": 24, "app": 18, "agent": 12, "letter": 6})
        story, status = draws.pick(_lists()["stories"][code]), own[-1][2]
        parties = (adjuster, shop, status, story, voided)
        claims.append((number, policy.policy_no, code, day, at, channel, asked, fault, *parties))
    return claims, steps


def _steps(draws: Draws, number: str, at: datetime, adjuster: int | None, voided: bool) -> Iterator[Row]:
    path = draws.weighted(PATHS)
    for step, status in enumerate(path if not voided else "R", start=1):
        if at > datetime(2024, 12, 31, 23):
            return
        yield number, step, status, at, None if step == 1 or draws.chance(0.1) else adjuster
        at = _at(draws, at.date() + DAY * draws.whole(1, 45 if status != "C" else 160))


def _bookings(seed: int, claims: Sequence[Row], steps: Sequence[Row]) -> Iterator[Row]:
    draws = Draws(seed, "claim_booking")
    history: dict[object, list[Row]] = {}
    for step in steps:
        history.setdefault(step[0], []).append(step)
    rows: list[tuple[date, object, int, str, Decimal, str | None]] = []
    for claim in claims:
        left = Decimal(0)
        asked = claim[6] if isinstance(claim[6], Decimal) else Decimal(1000)
        for turn, (_, _, status, at, _) in enumerate(history[claim[0]]):
            assert isinstance(at, datetime)
            day = at.date()
            change, paid = Decimal(0), Decimal(0)
            if status == "R" and claim[12] is None:
                change = _euro(float(asked) * draws.pick((0.8, 1.0, 1.0, 1.1)))
            elif status == "I" and draws.chance(0.5):
                change = _euro(float(asked) * draws.real(0.05, 0.5))
                change = -min(change, left) if draws.chance(0.4) else change
            elif status == "A" and asked > 0:
                paid = _euro(float(asked) * draws.pick((0.5, 0.9, 1.0, 1.0)) * (1 if turn < 4 else 0.3))
                change = -min(left, paid)
            elif status in ("C", "D"):
                change = -left
            left += change
            if change:
                rows.append((day, claim[0], turn * 2, "R", change, None))
            if paid:
                payee = "T" if claim[2] in ("TPL", "LIA") else "W" if claim[9] and draws.chance(0.7) else "H"
                rows.append((day, claim[0], turn * 2 + 1, "P", paid, payee))
                back = -_euro(float(paid) * 0.2)
                if draws.chance(0.03) and day + DAY * 30 <= TODAY:
                    rows.append((day + DAY * 30, claim[0], turn * 2 + 1, "P", back, payee))
    rows.sort(key=lambda row: (row[0], str(row[1]), row[2]))
    for number, (day, claim_no, _, kind, amount, to) in enumerate(rows, start=1):
        yield number, str(claim_no), day, kind, amount, to


def _recoveries(seed: int, claims: Sequence[Row], bookings: Sequence[Row]) -> Iterator[Row]:
    draws = Draws(seed, "recovery")
    paid: dict[object, list[Row]] = {}
    for booking in bookings:
        if booking[3] == "P":
            paid.setdefault(booking[1], []).append(booking)
    number = 0
    for claim in claims:
        for kind, share in (("S", 0.3), ("T", 0.4), ("R", 1.0)):
            amount = paid.get(claim[0], [(0, 0, TODAY, "P", Decimal(0))])[0][4]
            day = paid.get(claim[0], [(0, 0, TODAY)])[0][2]
            assert isinstance(amount, Decimal) and isinstance(day, date)
            others = claim[2] in ("COL", "WAT", "LEG") and claim[7] is not True
            fits = {"S": claim[2] in ("COL", "THF"), "T": others, "R": amount > 6000}[kind]
            day += DAY * draws.whole(3, 60)
            if not (fits and amount and day <= TODAY and draws.chance(share)):
                continue
            number += 1
            asked = _euro(float(amount) * draws.pick((0.2, 0.4, 0.5, 0.8)))
            back = day + DAY * draws.whole(15, 300)
            back_on = back if back <= TODAY and draws.chance(0.75) else None
            got = _euro(float(asked) * draws.pick((1.0, 1.0, 0.6, 0.3))) if back_on else None
            yield number, claim[0], kind, day, asked, back_on, got


def _flags(seed: int, claims: Sequence[Row], policies: Sequence[Policy]) -> Iterator[Row]:
    draws = Draws(seed, "fraud_flag")
    starts = {p.policy_no: p.starts_on for p in policies}
    seen: dict[object, int] = {}
    number = 0
    for claim in claims:
        occurred, at = claim[3], claim[4]
        assert isinstance(occurred, date) and isinstance(at, datetime)
        seen[claim[1]] = seen.get(claim[1], 0) + 1
        hits = {
            "LATE": (at.date() - occurred).days > 30,
            "NEWPOL": (occurred - starts[str(claim[1])]).days < 30,
            "REPEAT": seen[claim[1]] > 4,
            "PHOTO": claim[5] in ("web", "app") and draws.chance(0.06),
            "TIPOFF": draws.chance(0.02),
        }
        for rule, hit in hits.items():
            if not hit or claim[12]:
                continue
            number += 1
            day = min(at.date() + DAY * draws.whole(0, 25), TODAY)
            score = draws.whole(2, 9) * 10
            by = claim[8] if rule in ("PHOTO", "TIPOFF") else None
            done = day + DAY * draws.whole(5, 120)
            cleared = done if done <= TODAY and draws.chance(0.8) else None
            fraud = draws.chance(score / 250) if cleared else None
            yield number, claim[0], rule, day, by, score, cleared, fraud
