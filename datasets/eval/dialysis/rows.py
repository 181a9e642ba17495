"""The rows of a network of outpatient dialysis centres: the same for the same seed, everywhere and always.

Draws every table in the order in which they depend on each other. Runs no SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Row, TableRows

FIRST, LAST = date(2022, 11, 1), date(2025, 2, 15)
DAY = timedelta(days=1)
# Code, name, region, opened, closed, night shift, machines, patients.
CENTRES: tuple[tuple[str, str, str, date, date | None, bool, int, int], ...] = (
    ("ALD", "Alderbrook", "Valley", date(2009, 4, 1), None, True, 7, 11),
    ("SAL", "Saltwick", "Coast", date(2012, 9, 3), None, True, 6, 9),
    ("FER", "Fernhill", "Uplands", date(2014, 2, 10), None, False, 4, 6),
    ("OLB", "Oldbridge", "Valley", date(2010, 6, 1), None, False, 5, 6),
    ("LAR", "Larkfield", "Coast", date(2018, 11, 5), None, False, 4, 5),
    ("MAR", "Marshgate", "Coast", date(2008, 1, 7), date(2023, 9, 30), False, 3, 4),
    ("HIG", "Highmoor", "Uplands", date(2024, 3, 4), None, False, 3, 4),
    ("GUL", "Gullpoint", "Coast", date(2024, 12, 2), None, False, 2, 0),
)
# Name, role, centre (0 = whole network), number of the supervisor (0 = nobody), years of start and end.
STAFF = """
Ottilie Brandreth|P|0|0|2009|; Marek Sundal|P|1|1|2013|; Ines Calloway|P|2|1|2016|; Tobias Wren|P|3|1|2015|
Pilar Oyelaran|P|4|1|2019|; Henrik Dasgupta|P|5|1|2020|; Joanna Thule|C|1|0|2010|; Samir Pell|C|2|7|2014|
Greta Holloway|C|3|7|2014|; Bram Osei|C|4|7|2012|; Lucia Fenwick|C|5|7|2018|; Dora Quist|C|6|7|2009|2023
Amadou Reyes|C|7|7|2021|; Nell Harrow|N|1|7|2011|; Viktor Lund|N|1|7|2017|; Asha Merriman|N|1|7|2020|
Colm Tasker|N|1|7|2015|2024; Yuna Prior|N|2|8|2016|; Felix Adeyemi|N|2|8|2019|; Rosa Kettle|N|2|8|2022|
Ewan Strand|N|3|9|2015|; Mina Halloran|N|3|9|2021|; Otis Varga|N|4|10|2013|; Petra Lindqvist|N|4|10|2022|2023
Selma Bright|N|4|10|2023|; Jonah Ekwall|N|5|11|2019|; Tilda Nwosu|N|5|11|2023|; Gus Ferreira|N|6|12|2010|
Hanna Moor|N|7|13|2024|; Leo Castell|N|7|13|2024|; Ida Vance|N|0|7|2024|; Rufus Blom|T|0|0|2011|
Karin Adair|T|0|32|2017|; Dev Marlowe|T|0|32|2020|2024; Freya Stone|T|0|32|2024|
"""
MODELS = {"Aquila 4": 0.35, "Aquila 5": 0.35, "Nefro S": 0.2, "Tidal One": 0.1}
PRICES = {"Aquila 4": 13900, "Aquila 5": 17250, "Nefro S": 11400, "Tidal One": 21800}
WOMEN = "Ada Bertha Celia Dina Edith Frida Gwen Hilda Irma Jutta Klara Lotte Mabel Nora Olga Paula".split()
MEN = "Albin Boris Cyril Darius Edgar Fabio Gregor Hugo Ivo Jasper Kemal Lionel Magnus Nils Piet".split()
SURNAMES = "Abara Benning Crowther Dahl Farrow Gartner Iqbal Jansson Lovell Mbeki Norrby Sorrel Umar".split()
SCHEDULES = {"MWF": (0, 2, 4), "TTS": (1, 3, 5), "MF": (0, 4), "TS": (1, 5)}
STARTS = {"M": (6, 7), "A": (12, 13), "N": (17, 18)}
REASONS = {"HO": 0.34, "NS": 0.27, "IL": 0.2, "TR": 0.07, "HL": 0.12}
ILLS = {"hypotension": 9, "cramps": 5, "nausea": 3, "bleeding": 2, "clotting": 2, "fever": 1, "chest pain": 1}
# Code -> mean, deviation, share of months in which it is drawn.
TESTS = {
    "HB": (11.0, 1.2, 0.95), "K": (5.1, 0.7, 0.95), "PO4": (1.7, 0.45, 0.9), "ALB": (37.0, 3.2, 0.35),
    "KTV": (1.38, 0.19, 0.85),
}  # fmt: skip
# Name, class, unit, cost of a unit, day it was dropped, chance in a session, least amount, step, steps.
MEDICINES: tuple[tuple[str, str, str, str, date | None, float, int, int, int], ...] = (
    ("epoetin alfa", "anaemia", "IU", "0.0085", None, 0.16, 2000, 1000, 4),
    ("darbepoetin", "anaemia", "mcg", "1.9500", None, 0.06, 20, 10, 4),
    ("iron sucrose", "iron", "mg", "0.1100", None, 0.07, 100, 100, 1),
    ("iron dextran", "iron", "mg", "0.0900", date(2023, 8, 31), 0.03, 50, 50, 1),
    ("paricalcitol", "bone", "mcg", "3.1000", None, 0.06, 1, 1, 4),
    ("enoxaparin", "anticoagulant", "mg", "0.1300", None, 0.04, 20, 20, 2),
    ("alteplase", "anticoagulant", "mg", "31.5000", None, 0.007, 2, 2, 1),
    ("cefazolin", "antibiotic", "mg", "0.0028", None, 0.012, 1000, 1000, 1),
    ("vancomycin", "antibiotic", "mg", "0.0095", None, 0.012, 500, 250, 4),
    ("gentamicin", "antibiotic", "mg", "0.0210", None, 0.0, 80, 0, 0),
    ("paracetamol", "pain", "mg", "0.0002", None, 0.03, 500, 500, 1),
)
CARRIERS = {"Brightway Cabs": 45, "Tern Mobility": 33, "Hollis Patient Rides": 16, "Coastline Taxi": 6}
VEHICLES = {"Brightway Cabs": "taxi", "Tern Mobility": "minibus", "Hollis Patient Rides": "ambulance"}
NOTES = (
    "patient felt well", "arrived late", "two needles tried before access worked", "slept throughout",
    "legs swollen, drinking advice repeated", "blood pressure low at home this morning", "no appetite",
    "Alarm on venous pressure, line moved", "family asked about home dialysis", "asked for the dietitian",
)  # fmt: skip
FINDINGS = (
    "venous pressure sensor replaced", "conductivity out of range", "leak at the dialyser holder",
    "blood pump belt worn", "screen dead, board changed", "Leak in the water inlet hose", "alarm silent",
)  # fmt: skip
MISSED = "missed_id patient_id centre_id due_on reason was_announced made_up_by_id"
COMPLICATION = "complication_id session_id kind severity onset_min sent_to_hospital"
LAB_RESULT = "result_id patient_id test_code drawn_on value voided_at"
DOSE = "session_id medication_id given_by_id amount was_refused"
TRIP = "trip_id session_id direction carrier vehicle distance_km fare late_min"
MAINTENANCE = "maintenance_id machine_id kind out_from back_on technician_id cost finding"
SESSION = (
    "session_id patient_id centre_id machine_id access_id nurse_id round_physician_id "
    "started_at prescribed_min treated_min end_code pre_weight_kg post_weight_kg pre_systolic pre_diastolic "
    "post_systolic note"
)
STAFF_MEMBER = "staff_id full_name role centre_id supervisor_id hired_on left_on"
MACHINE = "machine_id serial_no centre_id chair_label model is_isolation bought_on purchase_price retired_on"
ACCESS = "access_id patient_id kind side created_on removed_on loss_reason"
Staff = tuple[int, str, str, int | None, int | None, date, date | None]
Machine = tuple[int, str, int, str, str, bool, date, Decimal, date | None]
Access = tuple[int, int, str, str, date, date | None, str | None]
DryWeight = tuple[int, date, Decimal, int]
PATIENT = (
    "patient_id chart_no full_name birth_date sex centre_id physician_id schedule shift is_diabetic "
    "has_hepatitis_b admitted_on waitlisted_on left_on outcome"
)
Patient = tuple[
    int, str, str, date, str, int, int, str, str, bool, bool, date, date | None, date | None, str | None
]  # fmt: skip
Session = tuple[
    int, int, int, int, int, int, int | None, datetime, int, int, str, Decimal, Decimal | None, int, int,
    int | None, str | None,
]  # fmt: skip
# The staff, the machines, the accesses and the dry weights: what a session is drawn from.
Floor = tuple[tuple[Staff, ...], tuple[Machine, ...], tuple[Access, ...], tuple[DryWeight, ...]]


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    staff, machines, patients = tuple(_staff(seed)), tuple(_machines(seed)), tuple(_patients(seed))
    accesses, weights = tuple(_accesses(seed, patients)), tuple(_weights(seed, patients))
    sessions, missed = _attendance(seed, patients, (staff, machines, accesses, weights))
    centres = [(number, *centre[:6]) for number, centre in enumerate(CENTRES, start=1)]
    medicines = [(n, *line[:3], Decimal(line[3]), line[4]) for n, line in enumerate(MEDICINES, start=1)]
    return (
        _rows("centre", "centre_id code name region opened_on closed_on has_night_shift", centres),
        TableRows("staff_member", tuple(STAFF_MEMBER.split()), staff, parent="supervisor_id"),
        _rows("machine", MACHINE, machines),
        _rows("patient", PATIENT, patients),
        _rows("dry_weight", "patient_id valid_from dry_weight_kg set_by_id", weights),
        _rows("access", ACCESS, accesses),
        _rows("session", SESSION, sessions),
        _rows("missed_session", MISSED, missed),
        _rows("complication", COMPLICATION, _complications(seed, sessions)),
        _rows("lab_result", LAB_RESULT, _labs(seed, patients, sessions)),
        _rows("medication", "medication_id name class unit unit_cost dropped_on", medicines),
        _rows("dose", DOSE, _doses(seed, sessions, staff)),
        _rows("trip", TRIP, _trips(seed, sessions)),
        _rows("maintenance", MAINTENANCE, _maintenance(seed, machines)),
    )


def _rows(name: str, columns: str, rows: Iterable[Row]) -> TableRows:
    return TableRows(name, tuple(columns.split()), tuple(rows))


def _tenths(value: float) -> Decimal:
    return Decimal(int(value * 10 + 0.5)) / 10


def _staff(seed: int) -> Iterator[Staff]:
    draws = Draws(seed, "staff")
    for number, line in enumerate(STAFF.strip().replace("\n", ";").split(";"), start=1):
        name, role, centre, chief, start, end = line.strip().split("|")
        hired = draws.day(date(int(start), 1, 2), date(int(start), 2, 28))
        left = draws.day(date(int(end), 10, 2), date(int(end), 12, 20)) if end else None
        yield number, name, role, int(centre) or None, int(chief) or None, hired, left


def _machines(seed: int) -> Iterator[Machine]:
    draws = Draws(seed, "machine")
    number = 0
    for centre, (_, _, _, opened, closed, _, chairs, _) in enumerate(CENTRES, start=1):
        for chair in range(1, chairs + 1):
            model = draws.weighted(MODELS)
            bought = draws.day(max(opened - 90 * DAY, date(2015, 3, 1)), max(opened, date(2022, 6, 30)))
            # One machine of the larger centres wears out, and another takes over its chair.
            worn = draws.day(date(2023, 4, 3), date(2024, 9, 20)) if chairs > 4 and chair == 2 else None
            for since, until in ((bought, worn), (worn, None)) if worn else ((bought, closed),):
                number += 1
                serial, lone = f"{model[0]}{model[-1]}-{1000 + number * 7}".upper(), chair == 1 and chairs > 4
                price = Decimal(PRICES[model] + 50 * draws.whole(-12, 14))
                yield number, serial, centre, f"C{chair}", model, lone, since or bought, price, until


def _patients(seed: int) -> Iterator[Patient]:
    draws = Draws(seed, "patient")
    number = 0
    for centre, (_, _, _, opened, closed, night, chairs, count) in enumerate(CENTRES, start=1):
        for place in range(count):
            number += 1
            new, old = (date(2023, 1, 9), date(2024, 10, 30)), (date(2016, 5, 2), date(2022, 9, 30))
            admitted = draws.day(*(new if draws.chance(0.35) and not closed else old))
            admitted = draws.day(opened, date(2024, 9, 30)) if opened > FIRST else admitted
            leaves = draws.chance(0.3) or closed is not None
            gone = draws.day(max(admitted, FIRST) + 60 * DAY, LAST + 60 * DAY)
            gone = closed - draws.pick((0, 1, 12, 40)) * DAY if closed else gone
            left = gone if leaves and gone <= LAST else None
            outcomes = {"TR": 0.9, "DE": 0.1} if closed else {"DE": 0.45, "TX": 0.35, "TR": 0.12, "HM": 0.08}
            outcome = draws.weighted(outcomes) if left else None
            woman, share = draws.chance(0.43), draws.chance(0.3)
            name = f"{draws.pick(WOMEN if woman else MEN)} {draws.pick(SURNAMES)}"
            born = draws.day(date(1936, 1, 1), date(1994, 12, 31))
            chief = {6: 6, 7: 4}.get(centre, centre + 1) if draws.chance(0.85) else 1
            days = draws.weighted({"MWF": 0.45, "TTS": 0.36, "MF": 0.11, "TS": 0.08})
            shift = draws.weighted({"M": 0.5, "A": 0.35, "N": 0.15 if night else 0.0})
            entered = draws.day(admitted - 200 * DAY, (left or LAST) - 20 * DAY)
            listed = entered if share or outcome == "TX" else None
            yield (
                number, f"P-{300 + number * 3:04d}", name, born, "F" if woman else "M", centre, chief, days,
                shift, draws.chance(0.42), place == 3 and chairs > 4, admitted, listed, left, outcome,
            )  # fmt: skip


def _weights(seed: int, patients: Sequence[Patient]) -> Iterator[DryWeight]:
    draws = Draws(seed, "dry_weight")
    for patient, _, _, _, sex, _, doctor, _, _, _, _, admitted, _, left, _ in patients:
        day = max(admitted, date(2022, 6, 1))
        kilos = draws.normal(72 if sex == "M" else 63, 11)
        while day <= (left or LAST):
            yield patient, day, _tenths(kilos), doctor if draws.chance(0.9) else 1
            day += draws.whole(35, 330) * DAY
            kilos += draws.pick((-1.5, -1.0, -0.5, -0.5, 0.5, 0.5, 1.0))


def _accesses(seed: int, patients: Sequence[Patient]) -> Iterator[Access]:
    draws = Draws(seed, "access")
    number = 0
    for patient, _, _, _, _, _, _, _, _, _, _, admitted, _, left, _ in patients:
        made = admitted - draws.whole(3, 30) * DAY
        kind = draws.weighted({"C": 0.45, "F": 0.4, "T": 0.15})
        while True:
            lasts = {"C": 330, "T": 25, "F": 1900, "G": 800}[kind]
            until = made + draws.whole(lasts // 2, lasts * 3 // 2) * DAY
            planned = kind in "CT" and draws.chance(0.7)
            reason = "planned" if planned else draws.pick(("thrombosis", "infection", "thrombosis"))
            number += 1
            kept = until >= (left or LAST)
            gone: tuple[date | None, str | None] = (None, None) if kept else (until, reason)
            yield number, patient, kind, draws.pick("LR"), made, *gone
            if kept:
                break
            # The next one is often made while the old one still serves.
            made = until - (draws.whole(10, 60) if kind == "C" and planned else 0) * DAY
            after = {"F": 60, "G": 15, "C": 25} if kind in "CT" else {"C": 5, "G": 2, "F": 2, "T": 1}
            kind = draws.weighted(after)


def _attendance(seed: int, patients: Sequence[Patient], floor: Floor) -> tuple[list[Session], list[Row]]:
    """Draw the sessions held and those missed, each in the order of time."""
    draws = Draws(seed, "session")
    held: list[Session] = []
    missed: list[tuple[date, int, int, str, bool, datetime | None]] = []
    for patient in patients:
        number, _, _, birth, _, home, _, schedule, _, _, carrier, admitted, _, left, _ = patient
        # How a patient behaves follows from the day of birth, so that it needs no stream of its own.
        prone = (0.005, 0.015, 0.03, 0.05, 0.09)[birth.day % 5]
        ward, away, elsewhere, day = 0, 0, 1, max(admitted, FIRST)
        while day <= (left or LAST):
            if day.weekday() in SCHEDULES[schedule]:
                if not away and not carrier and draws.chance(0.006):
                    away, elsewhere = draws.whole(2, 6), draws.whole(1, 5)
                centre = elsewhere if away else home
                away = max(0, away - 1)
                feast = (day.month, day.day) in ((1, 1), (12, 25), (12, 31), (7, 1))
                if ward or draws.chance(0.25 if feast else prone):
                    reason = "HO" if ward else draws.weighted(REASONS)
                    ward = ward - 1 if ward else draws.whole(0, 4) if reason == "HO" else 0
                    free = (day + DAY).weekday() not in (*SCHEDULES[schedule], 6) and day < (left or LAST)
                    again = free and reason != "HO" and draws.chance(0.45)
                    extra = _session(draws, patient, day + DAY, centre, floor) if again else None
                    held += [extra] if extra else []
                    told = draws.chance({"NS": 0.0, "HL": 1.0, "TR": 0.3}.get(reason, 0.7))
                    missed.append((day, number, centre, reason, told, extra and extra[7]))
                else:
                    held.append(_session(draws, patient, day, centre, floor))
            day += DAY
    # A patient never has two sessions on a day, so patient and start tell one from another.
    held.sort(key=lambda session: (session[7], session[1]))
    held = [(number, *session[1:]) for number, session in enumerate(held, start=1)]
    numbers = {session[1:8:6]: session[0] for session in held}
    missed.sort(key=lambda row: row[:2])
    rows: list[Row] = []
    for number, (due, patient_id, centre, reason, told, start) in enumerate(missed, start=1):
        made_up_by = numbers[patient_id, start] if start else None
        rows.append((number, patient_id, centre, due, reason, told, made_up_by))
    return held, rows


def _session(draws: Draws, patient: Patient, day: date, centre: int, floor: Floor) -> Session:
    staff, machines, accesses, weights = floor
    number, _, _, birth, _, _, doctor, _, usual, _, carrier, *_ = patient
    shift = draws.pick("MA") if draws.chance(0.04) else usual
    nurses = _nurses(staff, centre, day)
    nurses = [n for n in nurses if n[2] == "N" or draws.chance(0.15)] or nurses
    ready = [m[0] for m in machines if m[2] == centre and _there(day, m[6], m[8])]
    ready = [m for m in ready if machines[m - 1][5] == carrier]
    access = next(a for a in accesses if a[1] == number and _there(day, a[4], a[5]))
    target = [w[2] for w in weights if w[0] == number and w[1] <= day][-1]
    born = birth.toordinal()
    minutes = (210, 240, 240, 270)[born % 4]
    end = draws.weighted({"C": 0.9, "P": 0.045 if born % 3 else 0.1, "M": 0.03, "F": 0.012})
    cut = draws.whole(2, 22) * 5 if end != "C" else draws.pick((5, 10)) if draws.chance(0.04) else 0
    gain = max(0.1, draws.normal(1.2 + born % 11 / 6 + (0.5 if day.weekday() < 2 else 0), 0.6))
    pressure = int(draws.normal(124 + born % 37, 13))
    chief = doctor if draws.chance(0.8) else draws.whole(1, 4)
    rounds = draws.chance(0.45 if day.weekday() in (1, 2) else 0.12)
    start = datetime.combine(day, time(draws.pick(STARTS[shift]), draws.whole(0, 11) * 5))
    machine = ready[(number + day.toordinal() // 9) % len(ready)]
    after = target + _tenths(draws.real(0, 1.2)) - Decimal("0.5")
    return (
        0, number, centre, machine, access[0], draws.pick(nurses)[0], chief if rounds else None,
        start, minutes, minutes - cut, end, target + _tenths(gain), None if draws.chance(0.03) else after,
        pressure, pressure - draws.whole(45, 75),
        None if draws.chance(0.04) else pressure - int(draws.normal(13, 12)),
        draws.pick(NOTES) if draws.chance(0.1) else None,
    )  # fmt: skip


def _nurses(staff: Sequence[Staff], centre: int, day: date) -> list[Staff]:
    return [s for s in staff if s[2] in "CN" and s[3] == centre and _there(day, s[5], s[6])]


def _there(day: date, since: date, until: date | None) -> bool:
    return since <= day and (until is None or day <= until)


def _complications(seed: int, sessions: Sequence[Session]) -> Iterator[Row]:
    draws = Draws(seed, "complication")
    number = 0
    for session, patient, *_, treated, end, _, _, _, _, _, _ in sessions:
        likely = 0.3 if end == "M" else 0.03 + patient % 5 / 50
        while draws.chance(likely):
            number, likely = number + 1, 0.1
            kind = draws.weighted(ILLS)
            grave = draws.weighted({1: 0.62, 2: 0.29, 3: 0.09})
            onset = None if draws.chance(0.1) else draws.whole(1, treated // 5) * 5
            hospital = grave > 1 and draws.chance(0.25 * (grave - 1))
            yield number, session, kind, grave, onset, hospital


def _labs(seed: int, patients: Sequence[Patient], sessions: Sequence[Session]) -> Iterator[Row]:
    draws = Draws(seed, "lab_result")
    number = 0
    drawn: set[tuple[int, int, int]] = set()
    for _, patient, _, _, _, _, _, start, *_ in sessions:
        day = start.date()
        if (patient, day.year, day.month) in drawn:
            continue
        drawn.add((patient, day.year, day.month))
        born = patients[patient - 1][3].toordinal()
        for code, (mean, deviation, share) in TESTS.items():
            repeat = draws.chance(share)
            while repeat:
                number, repeat = number + 1, draws.chance(0.07)
                value = mean + deviation * ((born % 13 - 6) / 7) + draws.normal(0, deviation * 0.8)
                # A sample withdrawn is mostly one that was spoilt, which reads too high.
                value += deviation * 1.2 if repeat else 0
                withdrawn = datetime.combine(day + draws.whole(1, 4) * DAY, time(draws.whole(8, 16), 10))
                exact = _tenths(value) if code in ("HB", "K", "ALB") else Decimal(int(value * 100)) / 100
                result = None if draws.chance(0.03) else exact
                yield number, patient, code, day, result, withdrawn if repeat else None


def _doses(seed: int, sessions: Sequence[Session], staff: Sequence[Staff]) -> Iterator[Row]:
    draws = Draws(seed, "dose")
    for session, _, centre, _, _, nurse, _, start, *_ in sessions:
        day = start.date()
        for number, (_, _, _, _, dropped, chance, least, step, steps) in enumerate(MEDICINES, start=1):
            if draws.chance(chance) and not (dropped and day > dropped):
                giver = draws.pick(_nurses(staff, centre, day))[0]
                giver = nurse if draws.chance(0.8) else giver
                amount = Decimal(least + step * draws.whole(0, steps))
                yield session, number, giver, amount, draws.chance(0.04)


def _trips(seed: int, sessions: Sequence[Session]) -> Iterator[Row]:
    draws = Draws(seed, "trip")
    number = 0
    for session, patient, *_ in sessions:
        if patient % 5 != 2:
            continue
        carrier = draws.weighted(CARRIERS)
        vehicle = VEHICLES.get(carrier, "taxi") if draws.chance(0.95) else "ambulance"
        kilometres = _tenths(3 + patient * 7 % 31 + draws.real(0, 1.5))
        fare = (kilometres * {"taxi": 2, "minibus": 1, "ambulance": 4}[vehicle] + 6).quantize(Decimal("0.01"))
        for direction in "IO":
            if draws.chance(0.93):
                number += 1
                late = draws.weighted({0: 0.5, draws.whole(1, 15): 0.33, 15: 0.02, draws.whole(16, 70): 0.15})
                seen = None if draws.chance(0.12) else late
                yield number, session, direction, carrier, vehicle, kilometres, fare, seen


def _maintenance(seed: int, machines: Sequence[Machine]) -> Iterator[Row]:
    draws = Draws(seed, "maintenance")
    number = 0
    for machine, _, centre, _, _, _, bought, _, retired in machines:
        day = max(bought, date(2021, 1, 1)) + draws.whole(20, 200) * DAY
        while day <= (retired or LAST):
            number += 1
            kind = draws.weighted({"P": 0.5, "R": 0.32, "S": 0.18})
            repair = kind == "R"
            days = draws.weighted({0: 3, 1: 4, 2: 2, 5: 1, 13: 1}) if repair else draws.whole(0, 1)
            back = day + days * DAY if day + days * DAY <= (retired or LAST) else None
            own = draws.pick((32, 33, 34 if day.year < 2024 else 35))
            worker = None if repair and draws.chance(0.35) else own
            cost = Decimal(draws.whole(4, 40) * (25 if repair else 5))
            due = None if repair and draws.chance(0.25) else cost
            finding = draws.pick(FINDINGS) if repair or draws.chance(0.15) else None
            yield number, machine, kind, day, back, worker, due, finding
            day += draws.whole(50, 230) * DAY
        if machine % 9 == 4 and not retired and bought.year < 2024:
            # Safety checks on the first day of a year, so that a period can be wrong at its edges.
            for day in (date(2024, 1, 1), date(2025, 1, 1)):
                number += 1
                yield number, machine, "S", day, day, 33, Decimal(60 + machine), None
        if retired and centre != 6:
            # A worn machine breaks down one last time, and isn't mended.
            number += 1
            yield number, machine, "R", retired, None, None, Decimal(120), "not worth mending"
