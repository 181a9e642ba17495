"""The rows of a group of veterinary practices, 2022 to March 2025: the same for the same seed, everywhere.

Draws the people and the animals first, then the visits and all that follows from them. Runs no SQL.
"""

from __future__ import annotations

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

TODAY, START, DAY = date(2025, 3, 31), date(2022, 1, 1), timedelta(days=1)
# Service groups that a health plan covers.
COVERED = {
    "Basic": ("vaccination",),
    "Plus": ("vaccination", "consultation"),
    "Complete": ("vaccination", "consultation", "dental", "nursing"),
}
FEES = {"Basic": "9.90", "Plus": "18.50", "Complete": "29.00"}
WEIGHTS = {"dog": 21.0, "cat": 4.5, "rabbit": 2.2, "horse": 520.0, "bird": 0.4, "tortoise": 1.6}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    owners = list(_owners(seed))
    animals = list(_animals(seed, owners))
    house = _House(seed, animals)
    house.visit()
    return tuple(
        _table(name, rows)
        for name, rows in (
            ("practice", _practices()),
            ("employee", _employees()),
            ("employment", house.jobs),
            ("owner", owners),
            ("animal", animals),
            ("price_list_item", house.prices),
            ("diagnosis", _diagnoses()),
            ("consultation", house.visits),
            ("consultation_diagnosis", house.findings),
            ("invoice", house.invoices),
            ("receipt", _receipts(seed, house.invoices)),
            ("treatment", house.treatments),
            ("vaccination", house.shots),
            ("operation", house.operations),
            ("hospital_stay", house.stays),
            ("laboratory_test", house.tests),
            ("medicine", _medicines(seed)),
            ("dispensing", house.packs),
            ("health_plan", house.plans),
        )
    )


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


def _cents(amount: float | Decimal) -> Decimal:
    return Decimal(int(float(amount) * 100 + 0.5)) / 100


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _practices() -> Iterator[Row]:
    for number, line in enumerate(_records("practices"), start=1):
        name, region, opened, closed, rooms, places, nights = line
        places_known = int(places) if places else None
        yield number, name, region, _day(opened), _day(closed), int(rooms), places_known, nights == "y"


def _employees() -> Iterator[Row]:
    for number, (name, profession, specialty, mentor, _) in enumerate(_records("employees"), start=1):
        licence = f"VL{number * 37 + 4100}" if profession == "veterinarian" else None
        yield number, name, profession, specialty or None, int(mentor) if mentor else None, licence


def _jobs(seed: int) -> Iterator[Record]:
    """Give everyone the listed periods: practice, title, first day, last day, reason, with drawn terms."""
    draws, number = Draws(seed, "employment"), 0
    pay = {"head v": 5600, "veter": 4400, "locum": 4100, "head n": 3100, "nurse": 2600, "recep": 2300}
    for employee, (*_, path) in enumerate(_records("employees"), start=1):
        for part in path.split(";"):
            place, title, first, last, reason = part.split(",")
            number += 1
            hours = draws.weighted({40: 0.5, 30: 0.25, 20: 0.15, 32.5: 0.1}) if place[-1] != "h" else 16
            base = next(amount for start, amount in pay.items() if title.startswith(start))
            salary = _cents(int(base * draws.real(0.92, 1.12) * hours / 40 / 10) * 10)
            end = _day(last)
            why = reason or None
            yield Record(
                employment_id=number, employee_id=employee, practice_id=int(place[0]), job_title=title,
                weekly_hours=Decimal(str(hours)), monthly_salary=salary, first_day=_day(first), last_day=end,
                leaving_reason=why,
            )  # fmt: skip


def _owners(seed: int) -> Iterator[Record]:
    draws, first, last = Draws(seed, "owner"), _names("first"), _names("last")
    special = {7: "shelter", 60: "shelter", 21: "breeder", 34: "breeder", 110: "breeder"}
    for number in range(1, 391):
        # The last sixty owners have the names of the first sixty.
        place = number if number <= 330 else number - 330
        name = f"{first[place * 7 % len(first)]} {last[place * 13 % len(last)]}"
        kind = special.get(number) or draws.weighted({"private": 0.93, "farm": 0.07})
        known = draws.day(date(2014, 1, 1), date(2025, 3, 20))
        gone = draws.day(date(2022, 6, 1), TODAY - DAY) if draws.chance(0.08) and number > 120 else None
        phone = f"0{draws.whole(310, 790)} {draws.whole(10000, 99999)}" if draws.chance(0.88) else None
        mail = f"{name.lower().replace(' ', '.')}{number}@mail.example" if draws.chance(0.7) else None
        yield Record(
            owner_id=number, owner_name=name, owner_kind=kind, residence=draws.pick(_names("towns")),
            telephone=phone, mail_address=mail,
            registration_day=min(known, gone - 40 * DAY) if gone else known,
            newsletter=mail is not None and draws.chance(0.45), removed_day=gone,
        )  # fmt: skip


def _animals(seed: int, owners: Sequence[Record]) -> Iterator[Record]:
    """Draw the animals of each owner; some have parents among those drawn before."""
    draws, done = Draws(seed, "animal"), list[Record]()
    mix = {"dog": 0.41, "cat": 0.36, "rabbit": 0.09, "horse": 0.05, "bird": 0.06, "tortoise": 0.03}
    sizes = {"private": {0: 0.06, 1: 0.52, 2: 0.28, 3: 0.1, 4: 0.04}, "farm": {1: 0.2, 3: 0.4, 5: 0.4}}
    for owner in owners:
        count = draws.weighted(sizes.get(owner.owner_kind, {9: 0.5, 12: 0.5}))
        main = "horse" if owner.owner_kind == "farm" else draws.weighted(mix)
        for _ in range(count):
            same = owner.owner_kind == "breeder" or draws.chance(0.55)
            animal = _animal(draws, len(done) + 1, owner, main if same else draws.weighted(mix))
            if animal.birth_day and draws.chance(0.6 if owner.owner_kind in ("breeder", "farm") else 0.08):
                animal.mother_animal_id = _parent(draws, done, animal, "F")
                if animal.mother_animal_id and draws.chance(0.6):
                    # Rows go in by steps, each ending before a child of its mothers: fathers come earlier.
                    older = done[: animal.mother_animal_id - 1]
                    animal.father_animal_id = _parent(draws, older, animal, "M")
            done.append(animal)
            yield animal


def _animal(draws: Draws, number: int, owner: Record, species: str) -> Record:
    breeds = [line[1].split(";") for line in _records("breeds") if line[0] == species][0]
    birth = draws.day(date(2008, 1, 1), date(2024, 12, 20)) if draws.chance(0.93) else None
    birth = birth if not birth or birth.year > 2011 or draws.chance(0.4) else birth.replace(year=2018, day=3)
    if owner.owner_kind in ("breeder", "farm") and birth and draws.chance(0.5):
        birth = draws.day(date(2021, 1, 1), date(2024, 12, 20))
    old = birth or date(2019, 1, 1)
    dead = (
        draws.day(max(START, old + 60 * DAY), TODAY)
        if draws.chance(0.13) and old < date(2024, 12, 1)
        else None
    )
    fixed = draws.day(old + 170 * DAY, old + 900 * DAY) if species in ("dog", "cat", "rabbit") else None
    keep = fixed and fixed < (dead or TODAY) and draws.chance(0.55)
    deleted = draws.day(date(2022, 2, 1), TODAY) if draws.chance(0.03) else None
    chip = species in ("dog", "cat", "horse") and draws.chance(0.78)
    return Record(
        animal_id=number, owner_id=owner.owner_id, animal_name=draws.pick(_names("animals")), species=species,
        breed=draws.pick(breeds) if draws.chance(0.7) else None,
        sex=draws.weighted({"F": 0.5, "M": 0.46, "U": 0.04 if species in ("bird", "tortoise") else 0.0}),
        birth_day=birth, neutered_day=fixed if keep else None,
        microchip=f"C{number:05d}{draws.whole(1000, 9999)}" if chip else None,
        mother_animal_id=None, father_animal_id=None,
        death_day=None if deleted else dead, deletion_day=deleted,
    )  # fmt: skip


def _parent(draws: Draws, done: Sequence[Record], child: Record, sex: str) -> int | None:
    latest = child.birth_day - 500 * DAY
    found = [
        a.animal_id
        for a in done
        if (a.species, a.sex, a.deletion_day) == (child.species, sex, None)
        and a.birth_day and a.birth_day < latest
        and (not a.death_day or a.death_day > child.birth_day)
    ]  # fmt: skip
    # The last few, so that some animals have many young.
    return draws.pick(found[-4:]) if found else None


def _prices(seed: int) -> Iterator[Record]:
    draws, number = Draws(seed, "price"), 0
    for code, name, group, first, price in _records("services"):
        starts = [date(2021, 1, 1), date(2023, 1, 1)] + [date(2024, 7, 1)] * (
            code not in ("V003", "L004", "H001")
        )
        starts = [max(day, date.fromisoformat(first)) for day in starts]
        starts = sorted(set(starts))
        amount = float(price)
        for place, start in enumerate(starts):
            last = starts[place + 1] - DAY if place + 1 < len(starts) else None
            if code == "X009" and not last:
                last = date(2024, 12, 31)
            number += 1
            yield Record(
                price_list_item_id=number, service_code=code, service_name=name, service_group=group,
                net_price=_cents(amount), price_from=start, price_until=last,
            )  # fmt: skip
            amount = int(amount * draws.real(1.02, 1.14) * 2) / 2


def _diagnoses() -> Iterator[Row]:
    for number, (name, system, catching, reported) in enumerate(_records("diagnoses"), start=1):
        yield number, name, system, catching == "y", reported == "y"


def _medicines(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "medicine")
    for number, (name, substance, form, antibiotic, prescribed, cost, gone) in enumerate(
        _records("medicines"), start=1
    ):
        stock = 0 if draws.chance(0.12) else draws.whole(1, 45)
        least = draws.pick((5, 10, 15, 20, None))
        expiry = draws.day(date(2025, 1, 15), date(2026, 12, 31)) if stock else None
        price = _cents(float(cost) * draws.real(1.3, 1.9))
        yield (
            number, name, substance, form, antibiotic == "y", prescribed == "y",
            Decimal(cost), price, stock, least, expiry, _day(gone),
        )  # fmt: skip


def _receipts(seed: int, invoices: Sequence[Record]) -> Iterator[Row]:
    """Pay most invoices at once, some in parts, some not at all; a few payers get money back."""
    draws, number = Draws(seed, "receipt"), 0
    methods = {"card": 0.45, "cash": 0.25, "transfer": 0.22, "direct debit": 0.08}
    for bill in invoices:
        total, parts = bill.net_total + bill.tax_total, list[tuple[int, Decimal]]()
        way = draws.weighted(
            {"full": 0.8, "late": 0.08, "parts": 0.05, "some": 0.03, "none": 0.03, "over": 0.01}
        )
        if bill.cancellation_day and way != "over":
            continue
        if way == "full":
            parts = [(draws.pick((0, 0, 0, 3, 8, 14)), total)]
        elif way == "late":
            parts = [(draws.whole(15, 70), total)]
        elif way in ("parts", "some"):
            half = _cents(total / 3)
            parts = [(draws.whole(0, 12), half), (draws.whole(16, 60), total - half)]
            parts = parts[:1] if way == "some" else parts
        elif way == "over":
            parts = [(5, total + 20), (draws.whole(12, 30), Decimal(-20))]
        method = draws.weighted(methods)
        for wait, amount in parts:
            if bill.invoice_day + wait * DAY <= TODAY:
                number += 1
                yield number, bill.invoice_id, bill.invoice_day + wait * DAY, amount, method
                method = "transfer" if draws.chance(0.5) else method


class _House:
    """What happens in the practices: visits, and all that is written down about them."""

    def __init__(self, seed: int, animals: Sequence[Record]) -> None:
        self.seed, self.jobs, self.prices = seed, list(_jobs(seed)), list(_prices(seed))
        self.animals = [animal for animal in animals if not animal.deletion_day]
        self.plans = list(self._plans())
        self.visits, self.findings, self.invoices = list[Record](), list[Row](), list[Record]()
        self.treatments, self.shots, self.operations = list[Record](), list[Row](), list[Record]()
        self.stays, self.tests, self.packs = list[Record](), list[Row](), list[Record]()

    def visit(self) -> None:
        """Draw the visits of every animal in the order of time, then what is done in each."""
        draws, planned = Draws(self.seed, "consultation"), list[tuple[datetime, Record, str]]()
        for animal in self.animals:
            first = max(START, animal.birth_day or START) + 30 * DAY
            last = animal.death_day or TODAY
            for _ in range(draws.weighted({0: 0.09, 1: 0.14, 2: 0.2, 4: 0.32, 7: 0.19, 11: 0.06})):
                reason = draws.weighted(
                    {"check-up": 0.22, "vaccination": 0.28, "illness": 0.32, "injury": 0.1, "emergency": 0.08}
                )
                if first < last:
                    planned.append((_hour(draws, draws.day(first, last), reason), animal, reason))
            if animal.death_day and animal.death_day > first and draws.chance(0.4):
                planned.append((_hour(draws, animal.death_day, "emergency"), animal, "emergency"))
        for began, animal, reason in sorted(planned, key=lambda plan: (plan[0], plan[1].animal_id)):
            self._book(draws, began, animal, reason)
        self.visits.sort(key=lambda visit: (visit.began_at, visit.animal_id, visit.consultation_id))
        places = {visit.consultation_id: place for place, visit in enumerate(self.visits, start=1)}
        for visit in self.visits:
            visit.consultation_id = places[visit.consultation_id]
            visit.earlier_consultation_id = places.get(visit.earlier_consultation_id)
        steps = {
            name: Draws(self.seed, name) for name in ("diagnosis", "bill", "test", "shot", "pack", "theatre")
        }
        by_id = {animal.animal_id: animal for animal in self.animals}
        for visit in self.visits:
            if visit.attendance == "K":
                self._attend(steps, visit, by_id[visit.animal_id])
        self._wards(steps["theatre"])
        self._counter(Draws(self.seed, "counter"))

    def _book(
        self, draws: Draws, began: datetime, animal: Record, reason: str, before: int | None = None
    ) -> None:
        usual = 1 + animal.owner_id * 5 % 6
        place = usual if draws.chance(0.85) else draws.whole(1, 5)
        place = draws.whole(1, 2) if reason == "emergency" else place
        if (place == 3 and began.date() > date(2023, 9, 30)) or (
            place == 6 and began.date() < date(2024, 5, 2)
        ):
            place = draws.pick((1, 4, 5))
        state = draws.weighted({"K": 0.9, "N": 0.06, "C": 0.04}) if reason != "emergency" else "K"
        weight = WEIGHTS[animal.species] * (0.75 + animal.animal_id % 9 / 14) * draws.real(0.95, 1.06)
        weighed, kept = draws.chance(0.75) and state == "K", state == "K"
        number = len(self.visits) + 1
        notes = draws.pick(_names("notes")) if kept and draws.chance(0.35) else None
        self.visits.append(
            Record(
                consultation_id=number,
                animal_id=animal.animal_id,
                practice_id=place,
                employee_id=self._someone(draws, place, began.date(), "v"),
                began_at=began,
                finished_at=began + timedelta(minutes=draws.whole(2, 12) * 5) if kept else None,
                visit_reason=reason,
                attendance=state,
                body_weight_kg=_cents(weight) if weighed else None,
                findings=notes,
                earlier_consultation_id=before,
            )  # fmt: skip
        )
        again = began.date() + draws.whole(4, 21) * DAY
        is_ill = reason in ("illness", "injury", "emergency", "follow-up")
        if is_ill and draws.chance(0.25) and kept and again < (animal.death_day or TODAY):
            self._book(draws, _hour(draws, again, "follow-up"), animal, "follow-up", number)

    def _someone(self, draws: Draws, place: int, day: date, job: str) -> int:
        """Draw one of those employed at a practice on a day: a veterinarian (v) or a nurse (n)."""
        wanted = ("head veterinarian", "veterinarian", "locum") if job == "v" else ("head nurse", "nurse")
        there = [
            j.employee_id
            for j in self.jobs
            if j.practice_id == place
            and j.job_title in wanted
            and j.first_day <= day <= (j.last_day or TODAY)
        ]
        return draws.pick(there)

    def _price(self, code: str, day: date) -> Record:
        return next(
            p
            for p in self.prices
            if p.service_code == code and p.price_from <= day <= (p.price_until or TODAY)
        )

    def _attend(self, steps: dict[str, Draws], visit: Record, animal: Record) -> None:
        day, reason = visit.began_at.date(), visit.visit_reason
        self._diagnose(steps["diagnosis"], visit)
        codes = {"follow-up": ["C002"], "emergency": ["C003"]}.get(reason, ["C001"])
        draws = steps["bill"]
        if reason == "vaccination":
            codes.append("V001" if animal.species in ("dog", "cat") else "V002")
            codes += ["V003"] * draws.chance(0.3)
            self._vaccinate(steps["shot"], visit, animal)
        codes += [c for c in _names("extras") if draws.chance(0.045)]
        tests = 0
        if reason in ("illness", "emergency", "follow-up", "check-up") and steps["test"].chance(0.33):
            tests = self._sample(steps["test"], visit)
            codes += ["L001"] * tests
        if reason in ("illness", "injury", "check-up", "emergency") and steps["theatre"].chance(
            0.5 if animal.death_day == day else 0.17
        ):
            self._operate(steps["theatre"], visit, animal)
            codes.append("S002" if reason == "check-up" else "S001")
        if day <= date(2024, 12, 31) and draws.chance(0.02):
            codes.append("X009")
        lines = [self._treat(draws, visit, self._price(code, day)) for code in codes]
        given = self._give(steps["pack"], visit) if reason not in ("vaccination", "check-up") else []
        if draws.chance(0.3) and day > date(2025, 3, 16):
            return
        total = sum((line.charged_amount for line in lines), Decimal(0))
        total += sum((pack.packs_given * pack.pack_price for pack in given), Decimal(0))
        if total:
            bill = self._bill(draws, visit, animal, total)
            for line in lines:
                line.invoice_id = None if line.plan_covered else bill
            for pack in given:
                pack.invoice_id = bill

    def _treat(self, draws: Draws, visit: Record, price: Record) -> Record:
        day, group = visit.began_at.date(), price.service_group
        covered = any(
            plan.animal_id == visit.animal_id
            and plan.contract_start <= day <= (plan.contract_end or TODAY)
            and group in COVERED[plan.plan_tier]
            for plan in self.plans
        )
        units = draws.weighted({1: 0.8, 2: 0.15, 3: 0.05}) if group in ("nursing", "imaging", "dental") else 1
        off = draws.weighted({None: 0.9, 10: 0.07, 20: 0.02, 50: 0.01}) if not covered else None
        amount = Decimal(0) if covered else _cents(price.net_price * units * (100 - (off or 0)) / 100)
        nurse = group in ("vaccination", "nursing", "laboratory") and draws.chance(0.5)
        who = self._someone(draws, visit.practice_id, day, "n") if nurse else visit.employee_id
        line = Record(
            treatment_id=len(self.treatments) + 1, consultation_id=visit.consultation_id,
            price_list_item_id=price.price_list_item_id, employee_id=who, invoice_id=None, unit_count=units,
            discount_percent=off, charged_amount=amount, plan_covered=covered,
        )  # fmt: skip
        self.treatments.append(line)
        return line

    def _bill(self, draws: Draws, visit: Record, animal: Record, total: Decimal) -> int:
        day = min(visit.began_at.date() + draws.pick((0, 0, 0, 0, 1, 5)) * DAY, TODAY)
        gone = min(day + draws.whole(1, 30) * DAY, TODAY) if draws.chance(0.025) else None
        letters = draws.weighted({0: 0.9, 1: 0.06, 2: 0.03, 3: 0.01}) if not gone else 0
        self.invoices.append(
            Record(
                invoice_id=24000 + len(self.invoices),
                owner_id=animal.owner_id,
                practice_id=visit.practice_id,
                invoice_day=day,
                payment_due_day=day + 14 * DAY,
                net_total=total,
                tax_total=_cents(total / 5),
                warning_letters=letters,
                cancellation_day=gone,
                insurer_name=draws.pick(_names("insurers")) if animal.owner_id % 5 == 2 else None,
            )  # fmt: skip
        )
        return 23999 + len(self.invoices)

    def _diagnose(self, draws: Draws, visit: Record) -> None:
        chance = {"illness": 0.95, "follow-up": 0.9, "injury": 0.95, "emergency": 0.9}.get(
            visit.visit_reason, 0.15
        )
        if not draws.chance(chance):
            return
        count, used, chief = draws.weighted({1: 0.6, 2: 0.28, 3: 0.12}), list[int](), False
        if visit.visit_reason == "injury":
            used.append(draws.whole(26, 28))
        while len(used) < count:
            number = 1 + int(25 * draws.real(0, 1) * draws.real(0.3, 1))
            if number not in used:
                used.append(number)
        for number in used:
            sure = draws.weighted({"C": 0.62, "S": 0.27, "R": 0.11})
            main = not chief and sure != "R"
            chief = chief or main
            self.findings.append((visit.consultation_id, number, sure, main))

    def _vaccinate(self, draws: Draws, visit: Record, animal: Record) -> None:
        options = [line for line in _records("vaccines") if line[0] == animal.species]
        day = visit.began_at.date()
        for _, name, disease, months in options:
            if not draws.chance(0.7):
                continue
            due = day + int(months) * 365 // 12 * DAY if months != "0" and not draws.chance(0.05) else None
            told = due - draws.pick((30, 30, 21, 7)) * DAY if due and draws.chance(0.75) else None
            told = told if told and told <= (animal.death_day or TODAY) else None
            channel = draws.weighted({"letter": 0.3, "text message": 0.4, "e-mail": 0.3}) if told else None
            nurse = draws.chance(0.4)
            who = self._someone(draws, visit.practice_id, day, "n") if nurse else visit.employee_id
            lot = f"{name[:2].upper()}{day.year % 100}{draws.whole(10, 29)}"
            row = (len(self.shots) + 1, animal.animal_id, who, name, disease, lot, day, due, told, channel)
            self.shots.append(row)

    def _sample(self, draws: Draws, visit: Record) -> int:
        chosen = [line for line in _records("tests") if draws.chance(0.28)]
        for name, material, low, high, spread in chosen:
            taken = visit.began_at + timedelta(minutes=draws.whole(1, 5) * 5)
            lab = draws.pick(_names("laboratories")) if draws.chance(0.4) else None
            wait = draws.whole(18, 150) * 60 if lab else draws.whole(2, 24) * 10
            done = taken + timedelta(minutes=wait)
            ready = done.date() <= TODAY and not draws.chance(0.04)
            value = (
                _cents(draws.real(float(low) * 0.8, float(high) * float(spread))) if low and ready else None
            )
            found = draws.chance(0.4) if not low and ready else None
            limits = (Decimal(low), Decimal(high)) if low else (None, None)
            row = (name, material, taken, done if ready else None, value, *limits, found, lab)
            self.tests.append((len(self.tests) + 1, visit.consultation_id, *row))
        return len(chosen)

    def _operate(self, draws: Draws, visit: Record, animal: Record) -> None:
        place = visit.practice_id if visit.practice_id in (1, 2, 4) else draws.pick((1, 2))
        day = visit.began_at.date() + (
            draws.whole(0, 9) * DAY if visit.visit_reason != "emergency" else 0 * DAY
        )
        if day > (animal.death_day or TODAY):
            return
        urgent = visit.visit_reason == "emergency"
        names = _names("urgent_procedures") if urgent else _names("planned_procedures")
        name = (
            draws.pick(names)
            if animal.sex != "M"
            else draws.pick([n for n in names if n not in ("spaying", "caesarean section")])
        )
        name = "tooth extraction" if name == "castration" and animal.sex != "M" else name
        start = datetime.combine(
            day, visit.began_at.time() if urgent else time(draws.whole(8, 14), draws.pick((0, 15, 30)))
        )
        surgeon = self._someone(draws, place, day, "v")
        helper = self._someone(draws, place, day, draws.pick(("v", "n", "n")))
        risk = draws.weighted({3: 0.4, 4: 0.4, 5: 0.2} if urgent else {1: 0.4, 2: 0.4, 3: 0.17, 4: 0.03})
        alone = helper == surgeon or (risk == 1 and draws.chance(0.3))
        trouble = draws.pick(_names("complications")) if draws.chance(0.14 if not urgent else 0.35) else None
        died = urgent and animal.death_day == day and draws.chance(0.7)
        result = (
            "D" if died else draws.weighted({"G": 0.86, "U": 0.14} if not trouble else {"G": 0.5, "U": 0.5})
        )
        self.operations.append(
            Record(
                operation_id=len(self.operations) + 1,
                animal_id=animal.animal_id,
                practice_id=place,
                surgeon_employee_id=surgeon,
                anaesthetist_employee_id=None if alone else helper,
                procedure_name=name,
                risk_class=risk,
                unplanned=urgent,
                incision_at=start,
                closure_at=start + timedelta(minutes=draws.whole(3, 36) * 5),
                complication_text=trouble,
                operation_result=result,
            )  # fmt: skip
        )

    def _wards(self, draws: Draws) -> None:
        """Keep animals overnight after about half of the operations, and some ill ones."""
        for operation in self.operations:
            if operation.operation_result != "D" and draws.chance(0.5):
                begin = operation.closure_at + timedelta(minutes=30)
                self._stay(draws, operation.animal_id, operation.practice_id, begin, operation.operation_id)
        for visit in self.visits:
            ill = visit.visit_reason in ("illness", "emergency") and visit.practice_id in (1, 2, 4)
            late = visit.began_at.date() > TODAY - 6 * DAY and visit.practice_id in (1, 2, 4)
            if visit.finished_at and ((ill and draws.chance(0.12)) or late):
                self._stay(draws, visit.animal_id, visit.practice_id, visit.finished_at, None)

    def _stay(self, draws: Draws, animal_id: int, place: int, begin: datetime, operation: int | None) -> None:
        end = begin + timedelta(hours=draws.pick((8, 18, 22, 26, 40, 49, 70, 95, 140)))
        animal = next(a for a in self.animals if a.animal_id == animal_id)
        kind = draws.weighted({"home": 0.95, "transferred": 0.05})
        if animal.death_day and animal.death_day <= end.date():
            end, kind = max(begin, datetime.combine(animal.death_day, time(20))), "died"
        recent = begin.date() > TODAY - 6 * DAY and draws.chance(0.6)
        open_ended = kind != "died" and (recent or end > datetime.combine(TODAY, time(12)))
        self.stays.append(
            Record(
                hospital_stay_id=len(self.stays) + 1,
                animal_id=animal_id,
                practice_id=place,
                operation_id=operation,
                nurse_employee_id=self._someone(draws, place, begin.date(), "n"),
                admitted_at=begin,
                discharged_at=None if open_ended else end,
                discharge_kind=None if open_ended else kind,
                isolation=operation is None and draws.chance(0.3),
                daily_rate=Decimal(draws.pick((28, 28, 35, 48))) + (Decimal(4) if begin.year > 2023 else 0),
            )  # fmt: skip
        )

    def _give(self, draws: Draws, visit: Record) -> list[Record]:
        """Hand out up to two medicines after a visit."""
        count = draws.weighted({0: 0.45, 1: 0.4, 2: 0.15})
        start = visit.began_at + timedelta(minutes=20)
        given = list[Record]()
        for number in sorted({1 + int(26 * draws.real(0, 1) * draws.real(0.4, 1)) for _ in range(count)}):
            who = (
                visit.employee_id
                if draws.chance(0.6)
                else self._someone(draws, visit.practice_id, start.date(), "n")
            )
            given.append(self._pack(draws, number, visit.animal_id, who, visit.consultation_id, start))
        return given

    def _pack(
        self, draws: Draws, number: int, animal: int, who: int, visit: int | None, moment: datetime
    ) -> Record:
        cost = float(_records("medicines")[number - 1][5])
        price = _cents(int(cost * (1.25 + 0.12 * (moment.year - 2021)) * 2) / 2)
        pack = Record(
            dispensing_id=len(self.packs) + 1, medicine_id=number, animal_id=animal, employee_id=who,
            consultation_id=visit, invoice_id=None, dispensed_at=moment, pack_price=price,
            packs_given=draws.weighted({1: 0.72, 2: 0.2, 3: 0.06, 6: 0.02}),
            dosage_note=draws.pick(_names("dosages")) if draws.chance(0.6) else None,
        )  # fmt: skip
        self.packs.append(pack)
        return pack

    def _counter(self, draws: Draws) -> None:
        free = [n for n, line in enumerate(_records("medicines"), start=1) if line[4] == "n" and not line[6]]
        for _ in range(170):
            animal, moment = draws.pick(self.animals), _hour(draws, draws.day(START, TODAY), "check-up")
            if moment.date() < (animal.death_day or TODAY):
                place = draws.pick((1, 1, 2, 4, 5))
                who = self._someone(draws, place, moment.date(), "n")
                self._pack(draws, draws.pick(free), animal.animal_id, who, None, moment)

    def _plans(self) -> Iterator[Record]:
        draws, number = Draws(self.seed, "plan"), 0
        for animal in self.animals:
            if animal.species not in ("dog", "cat", "rabbit") or not draws.chance(0.3):
                continue
            begin = max(draws.day(date(2021, 3, 1), date(2024, 12, 31)), animal.birth_day or START).replace(
                day=1
            )
            if animal.death_day and animal.death_day <= begin + 70 * DAY:
                continue
            tier, runs = draws.weighted({"Basic": 0.5, "Plus": 0.35, "Complete": 0.15}), True
            while runs:
                last, why = animal.death_day, "death" if animal.death_day else None
                later = (begin + draws.whole(150, 700) * DAY).replace(day=1) - DAY
                if draws.chance(0.4) and later < (last or TODAY):
                    last, why = later, draws.weighted({"cancelled": 0.5, "unpaid": 0.2, "upgrade": 0.3})
                why = "cancelled" if why == "upgrade" and tier == "Complete" else why
                number += 1
                yield Record(
                    health_plan_id=number, animal_id=animal.animal_id, plan_tier=tier,
                    monthly_fee=Decimal(FEES[tier]) + 2 * (animal.species == "dog") + begin.year - 2021,
                    contract_start=begin, contract_end=last, ending_reason=why,
                )  # fmt: skip
                runs = why == "upgrade"
                if runs and last:
                    begin, tier = last + DAY, "Plus" if tier == "Basic" else "Complete"


def _hour(draws: Draws, day: date, reason: str) -> datetime:
    if reason == "emergency":
        return datetime.combine(day, time(draws.whole(0, 23), draws.pick((5, 20, 35, 50))))
    day += DAY if day.weekday() == 6 and day < TODAY else 0 * DAY
    return datetime.combine(
        day,
        time(
            draws.weighted({8: 1, 9: 2, 10: 3, 11: 2, 14: 2, 15: 2, 16: 3, 17: 2}),
            draws.pick((0, 15, 30, 45)),
        ),
    )
