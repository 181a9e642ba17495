"""The rows of the building office of Port Almery, from January 2021 to March 2025.

Draws land and people first, then follows each application through its reviews to the last visit. Runs no SQL.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace as Record

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Cell, TableRows

FIRST, TODAY = date(2021, 1, 4), date(2025, 3, 31)
PARCELS, OWNERS, CONTRACTORS = 360, 300, 68
CENT, DAY = Decimal("0.01"), timedelta(days=1)
TABLES = """bp_dept dept_cd dept_nm sla_days
bp_staff stf_no stf_nm dept_cd role_cd sup_no hire_dt left_dt
bp_owner own_no own_nm own_typ mail_city
bp_parcel pcl_id pcl_cd addr_tx dist_cd zone_cd area_m2 hist_fg splt_from retd_dt
bp_parcel_owner pcl_id own_no from_dt to_dt shr_pct
bp_contractor ctr_no firm_nm city_nm reg_dt bar_dt
bp_licence lic_no ctr_no trd_cd iss_dt exp_dt stat_cd
bp_permit_type ptyp_cd ptyp_nm base_fee val_rate targ_days trd_cd
bp_application appl_no appl_ref pcl_id own_no ctr_no ptyp_cd clrk_no recv_dt chan_cd est_val \
fee_amt stat_cd iss_dt exp_dt prev_appl_no descr_tx
bp_review rev_no appl_no dept_cd rnd_no stf_no asgn_dt due_dt done_dt rslt_cd cmt_tx
bp_condition cond_no rev_no cat_cd cond_tx met_dt waiv_dt
bp_inspection insp_no appl_no insp_typ stf_no sched_ts done_ts out_cd prev_insp_no note_tx
bp_violation viol_no pcl_id appl_no insp_no viol_typ sev_no src_cd open_dt clsd_dt
bp_fine fine_no viol_no lev_dt due_dt fine_amt waiv_dt
bp_payment pay_no appl_no fine_no pay_ts pay_amt meth_cd void_fg
bp_status_hist appl_no seq_no stat_cd chg_ts stf_no"""
COLUMNS = {line.split()[0]: tuple(line.split()[1:]) for line in TABLES.splitlines()}
PARENTS = ("sup_no", "splt_from", "prev_appl_no", "prev_insp_no")
GIVEN = "Abel Agnes Bertil Clara Conrad Dora Edgar Elin Felix Greta Hanno Ilse Jonas Karin Leo Mara".split()
FAMILY = """Aldane Birkwood Carrow Dellmar Engstrand Farrowby Grindal Hallam Ivensen Jarrold Kestrel Lomond
Marsh Norling Oakhurst Pellow Quayle Ravens Sallow Thorne Underhill Vance Wickham Yarrow""".split()
FIRMS = "Anchor Bramble Cobalt Dune Ember Falcon Granite Heron Ironwood Juniper Kiln Lintel Mortar".split()
TRADES = {"Builders": "GB", "Electric": "EL", "Roofing": "RF", "Plumbing": "PL", "Demolition": "DM"}
TOWNS = "Port Almery,Port Almery,Saltby,Port Almery,Greyford,Lower Venn,Port Almery,Saltby".split(",")
MAIL = {"Port Almery": 0.7, "Saltby": 0.12, "Greyford": 0.08, "Lower Venn": 0.04, None: 0.06}
BODIES = ("Port Almery Schools", "Harbour Authority", "Regional Hospital Trust", "City Parks Office")
# Weight, chance of being historic, streets, zones with their weights.
DISTRICTS = {
    "NR": (0.31, 0.01, ("Ridge Avenue", "Larch Way", "Summit Road"), {"R1": 0.85, "R2": 0.15}),
    "MP": (0.24, 0.06, ("Mill Road", "Weir Street", "Orchard Close"), {"R1": 0.6, "R2": 0.3, "C1": 0.1}),
    "ES": (0.2, 0.02, ("Foundry Street", "Depot Road", "Canal Walk"), {"IN": 0.45, "C1": 0.25, "R2": 0.3}),
    "HB": (0.15, 0.2, ("Quay Street", "Net Lane", "Lighthouse Road"), {"MX": 0.5, "IN": 0.3, "R2": 0.2}),
    "OT": (0.1, 0.55, ("Market Square", "Tanner Row", "Bell Lane"), {"MX": 0.5, "C1": 0.3, "R2": 0.2}),
}
DEPTS = {"INT": "Intake", "ZON": "Zoning", "STR": "Structural Safety", "FIR": "Fire Prevention"}
DEPTS |= {"ENV": "Environment", "HIS": "Historic Buildings", "INS": "Inspections"}
SLA = {"ZON": 14, "STR": 21, "FIR": 18, "ENV": 25, "HIS": 30}
# Department, role, superior, hired, left; the numbers count from 1.
STAFF = """INT M - 2009 -|INT C 1 2012 -|INT C 1 2016 2023|INT C 1 2019 -|INT C 1 2022 -|ZON M 1 2011 -
ZON R 6 2015 -|ZON R 6 2018 2022|ZON R 6 2021 -|STR M 1 2013 -|STR R 10 2014 -|STR R 10 2020 -
FIR M 1 2010 -|FIR R 13 2017 -|FIR R 13 2019 2024|ENV M 6 2014 -|ENV R 16 2018 -|HIS R 6 2012 -
INS M 1 2008 -|INS I 19 2015 -|INS I 19 2011 -|INS I 19 2016 2023|INS I 19 2018 -|STR I 19 2019 -
FIR I 19 2020 -|INS I 20 2022 -"""
# Code, name, basic fee, rate, promised days, trade, weight, usual value, reviews, visits, texts.
TYPES = """NEW|New building|850|4.5|120|GB|12|420000|ZON STR FIR ENV|FND FRM ELE PLM FIN|House/Flats/Warehouse
ADD|Addition|320|4|75|GB|17|85000|ZON STR|FND FRM ELE FIN|Rear extension/Attic storey/Double garage
ALT|Interior alteration|180|3|45|GB|20|40000|STR FIR|FRM ELE FIN|Shop made a cafe/Bearing wall removed
DEM|Demolition|260|2|60|DM|7|30000|STR ENV|FIN|Old shed and garage taken down/Factory hall
SIGN|Sign|90|0|30|-|10|4000|ZON|FIN|Lit sign above the shop window/Roof sign
POOL|Swimming pool|210|3.5|45|PL|7|32000|ZON ENV|PLM FIN|Pool in the garden/Natural pool with reed bed
SOL|Solar panels|75|0|30|EL|14|17000|FIR|ELE FIN|Panels on the roof, 9 kW/Panels on garage and house
FENC|Fence or wall|60|0|21|-|7|5000|ZON||Garden wall of brick/Wooden fence along the canal
ROOF|Re-roofing|140|2.5|40|RF|6|28000|STR|FIN|Slate for tiles/New roof with dormers"""
MONTHS = (0.7, 0.8, 1.3, 1.5, 1.4, 1.2, 0.9, 0.8, 1.2, 1.0, 0.8, 0.5)
SETS = {
    "ZON": ("LS Plant two trees along the street", "LS Keep the old oak", "NT No work before 7 on weekdays"),
    "STR": ("ST Proof of the beams before framing",), "HIS": ("FC Wooden window frames to the street",),
    "FIR": ("FS Smoke alarms on each floor", "FS Fire doors to the stairs", "FS Hydrant within 80 metres"),
    "ENV": ("DR Rainwater to seep away on site", "DR Oil trap in the yard drain", "LS Keep the old oak"),
}  # fmt: skip
COMMENTS = ("Distance to the boundary missing", "Escape route too long", "Not to scale", "Well done")
NOTES = ("Gate locked", "Cracks in the footing", "Cable not in conduit", "Clean work", "No plans on site")
EDGES = (date(2023, 1, 1), date(2024, 12, 2))
FINES = {"NP": 900, "DP": 500, "OC": 650, "HZ": 1400, "WH": 200}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    office = _Office(seed)
    office.work()
    violations = _violations(seed, office)
    fines = _fines(seed, violations)
    found = (
        [_row("bp_dept", code, name, SLA.get(code)) for code, name in DEPTS.items()], office.staff,
        _owners(seed), office.parcels, office.shares, _contractors(), office.licences,
        list(office.types.values()), office.cases, office.reviews, _conditions(seed, office.reviews),
        office.visits, violations, fines, _payments(seed, office.cases, fines),
        sorted(office.steps, key=lambda step: (step.appl_no, step.seq_no)),
    )  # fmt: skip
    return tuple(_table(name, rows) for name, rows in zip(COLUMNS, found, strict=True))


def _row(table: str, *cells: Cell) -> Record:
    return Record(**dict(zip(COLUMNS[table], cells, strict=True)))


def _table(name: str, rows: Sequence[Record]) -> TableRows:
    columns = COLUMNS[name]
    cells = tuple(tuple(getattr(row, column) for column in columns) for row in rows)
    return TableRows(name, columns, cells, next((c for c in columns if c in PARENTS), None))


def _workday(day: date, days: int) -> date:
    """Return the day `days` later, or the Monday after it if that is a weekend."""
    later = day + days * DAY
    return later + (7 - later.weekday() if later.weekday() > 4 else 0) * DAY


def _seen(day: date | None) -> date | None:
    """Return `day` unless it is still to come."""
    return day if day and day <= TODAY else None


def _staff() -> list[Record]:
    found = []
    for n, line in enumerate(STAFF.replace("\n", "|").split("|"), start=1):
        dept, role, superior, hired, left = line.split()
        name = f"{GIVEN[n * 7 % len(GIVEN)]} {FAMILY[n * 5 % len(FAMILY)]}"
        hire = date(int(hired), 1 + n * 5 % 12, 1 + n % 9)
        gone = None if left == "-" else date(int(left), 1 + n * 7 % 12, 28)
        above = None if superior == "-" else int(superior)
        found.append(_row("bp_staff", n, name, dept, role, above, hire, gone))
    return found


def _types() -> dict[str, Record]:
    found = {}
    for line in TYPES.split("\n"):
        code, name, fee, rate, days, trade, weight, value, depts, visits, texts = line.split("|")
        row = (code, name, Decimal(fee), Decimal(rate), int(days), None if trade == "-" else trade)
        found[code] = _row("bp_permit_type", *row)
        vars(found[code]).update(weight=int(weight), value=int(value), texts=texts.split("/"))
        vars(found[code]).update(depts=depts.split(), visits=visits.split())
    return found


def _owners(seed: int) -> list[Record]:
    draws = Draws(seed, "owners")
    found = [_row("bp_owner", n, body, "A", "Port Almery") for n, body in enumerate(BODIES, start=1)]
    while len(found) < OWNERS:
        name, kind = f"{draws.pick(GIVEN)} {draws.pick(FAMILY)}", "P"
        if draws.chance(0.22):
            name, kind = f"{draws.pick(FAMILY)} {draws.pick(('Estates', 'Holdings', 'Trading'))}", "C"
        found.append(_row("bp_owner", len(found) + 1, name, kind, draws.weighted(MAIL)))
    return found


def _parcels(seed: int) -> list[Record]:
    draws = Draws(seed, "parcels")
    found: list[Record] = []
    for n in range(1, PARCELS + 1):
        place = draws.weighted({code: row[0] for code, row in DISTRICTS.items()})
        _, historic, streets, zones = DISTRICTS[place]
        zone, flag = draws.weighted(zones), "Y" if draws.chance(historic) else "N"
        area = int(draws.real(180, 900) * draws.real(0.7, 2.2) * (3 if zone == "IN" else 1)) // 10 * 10
        address = f"{streets[n % 3]} {n // 3 + 1}"
        found.append(_row("bp_parcel", n, f"{place}-{n:04d}", address, place, zone, area, flag, None, None))
    for old in found[9:310:17]:
        old.retd_dt = draws.day(FIRST, date(2024, 6, 1))
        for letter, part in (("A", 60), ("B", 40)):
            new = _row("bp_parcel", *vars(old).values())
            new.pcl_id, new.splt_from, new.retd_dt = len(found) + 1, old.pcl_id, None
            new.pcl_cd, new.addr_tx = f"{old.dist_cd}-{new.pcl_id:04d}", old.addr_tx + letter
            new.area_m2 = old.area_m2 * part // 100
            found.append(new)
    return found


def _ownership(seed: int, parcels: Sequence[Record]) -> list[Record]:
    """Draw one or two owners of each parcel, and for some a former one; a few have none on record."""
    draws = Draws(seed, "ownership")
    found: list[Record] = []
    for parcel in parcels:
        if parcel.pcl_id % 53 == 0:
            continue
        start = draws.day(date(1988, 1, 1), date(2020, 6, 1))
        if parcel.splt_from:
            start = parcels[parcel.splt_from - 1].retd_dt + DAY
        ids = {draws.whole(1, 12) if draws.chance(0.2) else draws.whole(1, OWNERS - 25) for _ in range(3)}
        people = sorted(ids)
        sold = draws.day(date(2020, 7, 1), date(2024, 9, 30))
        if draws.chance(0.3) and len(people) == 3 and not parcel.splt_from and not parcel.retd_dt:
            found.append(_row("bp_parcel_owner", parcel.pcl_id, people.pop(), start, sold, 100))
            start = sold + DAY
        parts = draws.weighted({(100,): 0.7, (50, 50): 0.2, (75, 25): 0.1}) if len(people) > 1 else (100,)
        for person, part in zip(people, parts, strict=False):
            found.append(_row("bp_parcel_owner", parcel.pcl_id, person, start, parcel.retd_dt, part))
    return found


def _contractors() -> list[Record]:
    """Make the firms, the same for every seed, so that questions may name them."""
    found = []
    for n in range(1, CONTRACTORS + 1):
        name = f"{FIRMS[n * 3 % len(FIRMS)]} {list(TRADES)[n % len(TRADES)]}"
        barred = date(2021 + n % 4, 3 + n % 7, n % 28 + 1) if n % 13 == 5 else None
        registered = date(2004 + n * 7 % 17, 1 + n % 12, 1 + n % 28)
        found.append(_row("bp_contractor", n, name, TOWNS[n % len(TOWNS)], registered, barred))
    return found


def _licences(seed: int) -> list[Record]:
    draws = Draws(seed, "licences")
    found: list[Record] = []
    for firm in range(1, CONTRACTORS + 1):
        main = list(TRADES.values())[firm % len(TRADES)]
        for trade in [main, *(t for t in ("GB", "RF", "EL") if t != main and draws.chance(0.2))]:
            start = draws.day(date(2019, 1, 1), date(2021, 12, 1))
            while start < TODAY and firm % 11 != 7 and draws.chance(0.93):
                years = 3 if draws.chance(0.6) else 2
                end = date(start.year + years, start.month, min(start.day, 28))
                state = draws.weighted({"A": 0.88, "S": 0.07, "R": 0.05})
                number = f"{trade}-{len(found) + 1:04d}"
                found.append(_row("bp_licence", number, firm, trade, start, end, state))
                start = end + (1 if draws.chance(0.7) else draws.whole(5, 150)) * DAY
    return found


class _Office:
    """The office at work: takes applications in day by day and follows each to its end."""

    def __init__(self, seed: int) -> None:
        self.seed, self.staff, self.types, self.parcels = seed, _staff(), _types(), _parcels(seed)
        self.shares, self.licences = _ownership(seed, self.parcels), _licences(seed)
        self.cases: list[Record] = []
        self.reviews: list[Record] = []
        self.visits: list[Record] = []
        self.steps: list[Record] = []

    def work(self) -> None:
        """Draw every day; then number the visits in the order of their appointments."""
        draws = Draws(self.seed, "applications")
        again: dict[date, list[Record]] = defaultdict(list)
        day = FIRST
        while day <= TODAY:
            rate = (
                MONTHS[day.month - 1] * (0.9 + 0.1 * (day.year - 2021)) * (0.25 if day.weekday() > 4 else 1)
            )
            # Some at the turn of each year, so that a question about a year can be wrong at its edges.
            edge = (day.month, day.day) in ((1, 1), (12, 31))
            count = max(int(draws.real(0, 2.2) * rate + 0.5), 2 if edge else 0)
            for old in [*again.pop(day, []), *([None] * count)]:
                case = self._receive(draws, day, old)
                end = self._follow(Draws(self.seed, f"reviews {case.appl_no}"), case)
                if case.stat_cd in "DW" and draws.chance(0.5):
                    again[_workday(end, draws.whole(15, 80))].append(case)
            day += DAY
        self.visits.sort(key=lambda visit: (visit.sched_ts, visit.insp_no))
        numbers = {visit.insp_no: n for n, visit in enumerate(self.visits, start=1)} | {None: None}
        for visit in self.visits:
            visit.insp_no, visit.prev_insp_no = numbers[visit.insp_no], numbers[visit.prev_insp_no]

    def _receive(self, draws: Draws, day: date, old: Record | None) -> Record:
        """Take in an application: a new one, or one that follows the denied or withdrawn `old`."""
        n = len(self.cases) + 1
        ref = f"{day:%y}-{sum(case.recv_dt.year == day.year for case in self.cases) + 1:05d}"
        kind = self.types[draws.weighted({code: row.weight for code, row in self.types.items()})]
        parcel = draws.pick([p for p in self.parcels if p.retd_dt is None or p.retd_dt > day]).pcl_id
        own = next((s.own_no for s in self.shares if s.pcl_id == parcel and (s.to_dt or TODAY) >= day), 99)
        own = draws.whole(1, OWNERS - 15) if draws.chance(0.15) else own
        value = Decimal(int(kind.value * draws.real(0.4, 1.2) * draws.real(0.4, 2)) // 50 * 50)
        text = draws.pick(kind.texts)
        if old:
            kind, parcel, own, text = self.types[old.ptyp_cd], old.pcl_id, old.own_no, old.descr_tx
            value = old.est_val
        fee = (kind.base_fee + kind.val_rate * value / 1000).quantize(CENT)
        fee = fee if own > len(BODIES) else Decimal(0)
        clerks = [s for s in self._staff_on(day) if s.role_cd == "C"]
        clerk = draws.pick(clerks).stf_no
        channel = draws.weighted({"W": 0.45 + 0.1 * (day.year - 2021), "C": 0.35, "M": 0.08})
        channel = "W" if day.weekday() > 4 else channel
        firm, before = self._firm(draws, kind.trd_cd), old.appl_no if old else None
        rest = (clerk, day, channel, value, fee, "R", None, None, before, text)
        case = _row("bp_application", n, ref, parcel, own, firm, kind.ptyp_cd, *rest)
        self.cases.append(case)
        self._step(draws, case, "R", day, clerk)
        return case

    def _staff_on(self, day: date) -> list[Record]:
        return [s for s in self.staff if s.hire_dt <= day <= (s.left_dt or date.max)]

    def _firm(self, draws: Draws, trade: str | None) -> int | None:
        """Choose a contractor of the trade, the first ones most often, and now and then just anyone."""
        if draws.chance(0.7 if trade is None else 0.12):
            return None
        fit = list(dict.fromkeys(row.ctr_no for row in self.licences if row.trd_cd == trade))
        anyone = not fit or draws.chance(0.06)
        weights = {firm: 1 / (2 + place) for place, firm in enumerate(fit)}
        return draws.whole(1, CONTRACTORS - 4) if anyone else draws.weighted(weights)

    def _step(self, draws: Draws, case: Record, code: str, day: date, by: int | None) -> None:
        at = datetime.combine(day, time(draws.whole(8, 16), draws.whole(0, 59)))
        last = self.steps[-1] if self.steps and self.steps[-1].appl_no == case.appl_no else None
        at = max(at, last.chg_ts + timedelta(minutes=20)) if last else at
        case.stat_cd = code
        self.steps.append(_row("bp_status_hist", case.appl_no, last.seq_no + 1 if last else 1, code, at, by))

    def _follow(self, draws: Draws, case: Record) -> date:
        """Draw the rounds of reviews up to a decision; return its day, or the last day if there is none."""
        day = _workday(case.recv_dt, draws.whole(1, 7))
        historic = self.parcels[case.pcl_id - 1].hist_fg == "Y" and case.ptyp_cd != "FENC"
        depts = [*self.types[case.ptyp_cd].depts, *(["HIS"] if historic else [])]
        for round_no in (1, 2, 3):
            if day > TODAY:
                break
            self._step(draws, case, "U", day, case.clrk_no)
            done = [self._review(draws, case, dept, round_no, day) for dept in depts]
            if any(review.done_dt is None for review in done):
                break
            decided = min(_workday(max(review.done_dt for review in done), draws.whole(1, 6)), TODAY)
            depts = [review.dept_cd for review in done if review.rslt_cd == "RJ"]
            by = None if draws.chance(0.25) else 6
            if not depts:
                self._step(draws, case, "A", decided, by)
                self._issue(draws, case, decided)
                break
            fate = draws.weighted({"H": 0.62, "D": 0.25, "W": 0.13})
            if fate != "H" or round_no == 3:
                self._step(draws, case, "W" if fate == "W" else "D", decided, by)
                return decided
            self._step(draws, case, "H", decided, case.clrk_no)
            day = _workday(decided, draws.whole(8, 60))
        return TODAY

    def _review(self, draws: Draws, case: Record, dept: str, round_no: int, day: date) -> Record:
        usual = SLA[dept] * {"ENV": 1.15, "HIS": 1.05, "ZON": 0.75}.get(dept, 0.85)
        end = _workday(day, max(1, int(draws.normal(usual * (0.8 if round_no > 1 else 1), usual * 0.35))))
        # A good number come in on the very last day.
        done = _seen(day + SLA[dept] * DAY if draws.chance(0.08) else end)
        bad = 0.3 if dept == "HIS" else 0.16
        result = draws.weighted({"AP": 0.84 - bad, "CO": 0.16, "RJ": bad / round_no}) if done else None
        fit = [s for s in self._staff_on(day) if s.dept_cd == dept and s.role_cd in "RM"]
        who = draws.weighted({s.stf_no: 0.2 if s.role_cd == "M" else 1.0 for s in fit})
        comment = draws.pick(COMMENTS) if result == "RJ" or (done and draws.chance(0.2)) else None
        reviewer = None if draws.chance(0.02 if done else 0.4) else who
        row = (len(self.reviews) + 1, case.appl_no, dept, round_no, reviewer, day, day + SLA[dept] * DAY)
        self.reviews.append(_row("bp_review", *row, done, result, comment))
        return self.reviews[-1]

    def _issue(self, draws: Draws, case: Record, approved: date) -> None:
        """Issue the permit unless nobody fetches it, and draw the visits, each repeated until passed."""
        day = _workday(approved, draws.whole(1, 25))
        if draws.chance(0.06) or day > TODAY:
            return
        case.iss_dt, case.exp_dt = day, day + (180 if case.ptyp_cd in ("DEM", "SIGN") else 365) * DAY
        self._step(draws, case, "I", day, None if draws.chance(0.5) else case.clrk_no)
        for kind in self.types[case.ptyp_cd].visits:
            day, last, passed = day + draws.whole(10, 75) * DAY, None, False
            while not passed:
                # Few visits fall on a Saturday, none on a Sunday.
                day = day if day.weekday() == 5 and draws.chance(0.4) else _workday(day, 0)
                if day > TODAY + 14 * DAY or draws.chance(0.03):
                    return
                visit = self._visit(draws, case, kind, day, last)
                if visit.out_cd is None:
                    return
                passed = visit.out_cd == "P"
                last = visit.insp_no if visit.out_cd in "FN" else last
                day = (visit.done_ts or visit.sched_ts).date() + (0 if passed else draws.whole(4, 28)) * DAY
            if kind == "FIN":
                self._step(draws, case, "F", day, None)

    def _visit(self, draws: Draws, case: Record, kind: str, day: date, last: int | None) -> Record:
        fit = [s.stf_no for s in self._staff_on(day) if s.role_cd == "I"]
        if kind in ("FND", "FRM") and draws.chance(0.25):
            fit = [s.stf_no for s in self._staff_on(day) if s.dept_cd == "STR"]
        due = datetime.combine(day, time(draws.whole(8, 16), draws.pick((0, 30))))
        moved = timedelta(days=draws.whole(1, 3) if draws.chance(0.07) else 0, minutes=draws.whole(0, 55))
        fail = 0.3 if kind == "FRM" else 0.17
        outcome = draws.weighted({"P": 0.9 - fail, "F": fail, "N": 0.06, "C": 0.04})
        done = None if outcome == "C" or (due + moved).date() > TODAY else due + moved
        known = outcome if done or (outcome == "C" and day <= TODAY) else None
        note = draws.pick(NOTES) if done and draws.chance(0.25) else None
        row = (len(self.visits) + 1, case.appl_no, kind, draws.pick(fit), due, done, known, last, note)
        self.visits.append(_row("bp_inspection", *row))
        return self.visits[-1]


def _conditions(seed: int, reviews: Sequence[Record]) -> list[Record]:
    draws = Draws(seed, "conditions")
    found: list[Record] = []
    for review in (r for r in reviews if r.rslt_cd == "CO"):
        for _ in range(draws.whole(1, 3)):
            code, text = draws.pick(SETS[review.dept_cd]).split(" ", 1)
            met = _seen(review.done_dt + draws.whole(20, 300) * DAY if draws.chance(0.7) else None)
            waived = _workday(review.done_dt, draws.whole(5, 90)) if not met and draws.chance(0.25) else None
            row = (len(found) + 1, review.rev_no, code, text, met, _seen(waived))
            found.append(_row("bp_condition", *row))
    return found


def _violations(seed: int, office: _Office) -> list[Record]:
    draws = Draws(seed, "violations")
    drafts: list[tuple[date, int, int | None, int | None, str, str]] = []
    for visit in office.visits:
        if visit.out_cd == "F" and draws.chance(0.32):
            kind = draws.weighted({"DP": 0.5, "HZ": 0.3, "OC": 0.2 if visit.insp_typ == "FIN" else 0.0})
            parcel = office.cases[visit.appl_no - 1].pcl_id
            drafts.append((visit.done_ts.date(), parcel, visit.appl_no, visit.insp_no, kind, "I"))
    for _ in range(210):
        source, day = draws.weighted({"C": 0.75, "O": 0.25}), draws.day(FIRST, TODAY)
        known = [case for case in office.cases if case.recv_dt <= day]
        if known and draws.chance(0.35):
            case = draws.pick(known)
            kind = draws.weighted({"WH": 0.4, "DP": 0.3, "HZ": 0.2, "OC": 0.1})
            drafts.append((day, case.pcl_id, case.appl_no, None, kind, source))
            continue
        # A few parcels are known for it.
        parcel = draws.whole(3, 14) * 11 if draws.chance(0.3) else draws.whole(1, PARCELS)
        drafts.append((day, parcel, None, None, draws.weighted({"NP": 0.7, "HZ": 0.3}), source))
    found = []
    drafts.sort(key=lambda draft: draft[:2])
    for n, (day, parcel, appl, visit_no, kind, source) in enumerate(drafts, start=1):
        severity = draws.weighted({3: 0.6, 2: 0.4} if kind == "HZ" else {1: 0.55, 2: 0.38, 3: 0.07})
        closed = _seen(day + draws.whole(1, 60) * draws.whole(1, 9) * DAY if draws.chance(0.85) else None)
        found.append(_row("bp_violation", n, parcel, appl, visit_no, kind, severity, source, day, closed))
    return found


def _fines(seed: int, violations: Sequence[Record]) -> list[Record]:
    draws = Draws(seed, "fines")
    found: list[Record] = []
    for case in violations:
        amount, day = Decimal(FINES[case.viol_typ] * case.sev_no), case.open_dt
        for _ in range(draws.weighted({0: 0.3, 1: 0.4, 2: 0.2, 3: 0.1})):
            day += draws.whole(3, 40) * DAY
            # Levied or due on the first day of a year, so that a period can be wrong at its edges.
            day = next((edge for edge in EDGES if abs(day - edge) <= 4 * DAY), day)
            if day > (case.clsd_dt or TODAY):
                break
            waived = _seen(day + draws.whole(10, 50) * DAY if draws.chance(0.1) else None)
            found.append(_row("bp_fine", len(found) + 1, case.viol_no, day, day + 30 * DAY, amount, waived))
            amount *= 2
    return found


def _payments(seed: int, cases: Sequence[Record], fines: Sequence[Record]) -> list[Record]:
    """Draw the payments: a fee in one or two parts, a fine in full, in part or not at all."""
    draws = Draws(seed, "payments")
    due: list[tuple[date, int | None, int | None, Decimal]] = []
    for case in (c for c in cases if c.fee_amt and draws.chance(0.97)):
        first = case.fee_amt if draws.chance(0.45) else (case.fee_amt / 2).quantize(CENT)
        due.append((case.recv_dt, case.appl_no, None, first))
        if case.iss_dt and first < case.fee_amt and draws.chance(0.96):
            due.append((case.iss_dt, case.appl_no, None, case.fee_amt - first))
    for fine in (f for f in fines if f.waiv_dt is None and draws.chance(0.72)):
        parts = draws.weighted({1: 0.75, 2: 0.25})
        for part in range(draws.whole(1, parts)):
            day = fine.lev_dt + (draws.whole(1, 55) + 30 * part) * DAY
            due.append((day, None, fine.fine_no, fine.fine_amt / parts))
    drafts: list[tuple[datetime, int | None, int | None, Decimal, str, bool]] = []
    for day, appl, fine_no, amount in due:
        at = datetime.combine(day, time(draws.whole(8, 17), draws.whole(0, 59)))
        method = draws.weighted({"C": 0.45, "B": 0.35, "K": 0.12, "H": 0.08})
        if method == "K" and draws.chance(0.25):
            drafts.append((at, appl, fine_no, amount, method, True))
            at += draws.whole(3, 9) * DAY
        drafts.append((at, appl, fine_no, amount, method, False))
    kept = sorted((d for d in drafts if _seen(d[0].date())), key=lambda d: (d[0], d[1] or 0, d[2] or 0))
    return [
        _row("bp_payment", n, appl, fine, at, amount.quantize(CENT), method, void)
        for n, (at, appl, fine, amount, method, void) in enumerate(kept, start=1)
    ]
