"""The rows of a fibre provider, from March 2021 to December 2024.

Builds the network first, sells it to customers, then lets it break down and be paid for. Runs no SQL.
"""

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace as Record

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Cell, TableRows

TODAY, DAY, CENT = date(2024, 12, 31), timedelta(days=1), Decimal("0.01")
HERE = Path(__file__).parent
# Each table with its columns, in the order of the schema.
COLUMNS = {
    name: tuple(line.split()[0] for line in body.strip().splitlines() if line.split()[0].islower())
    for name, body in re.findall(
        r"CREATE TABLE (\w+) \((.*?)\n\);", (HERE / "schema.sql").read_text(encoding="utf-8"), re.S
    )
}
PARENTS = ("parent_id", "lead_id")
LISTS = tomllib.loads((HERE / "lists.toml").read_text(encoding="utf-8"))
CHANNELS = {"web": 40, "phone": 22, "doorstep": 16, "shop": 14, "partner": 8}
CREDITS = tuple(Decimal(amount) for amount in ("5.00", "10.00", "10.00", "15.00", "29.90"))
REASONS = {"MV": 30, "PR": 22, "CO": 17, "QU": 10, "NP": 9, "DE": 3, None: 9}
# The team that works on a category; the front desk has all others.
TEAMS = {"SPD": "network", "DWN": "network", "BIL": "billing"}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    firm = _Firm(seed)
    for step in (
        firm.build, firm.plan, firm.sell, firm.cancel, firm.refer, firm.break_down, firm.complain, firm.hire,
        firm.visit, firm.lend, firm.measure, firm.bill,
    ):  # fmt: skip
        step()
    return tuple(_table(name, firm.rows[name]) for name in COLUMNS)


def _table(name: str, rows: Sequence[Record]) -> TableRows:
    columns = COLUMNS[name]
    cells = tuple(tuple(getattr(row, column) for column in columns) for row in rows)
    return TableRows(name, columns, cells, next((c for c in columns if c in PARENTS), None))


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def _money(value: object) -> Decimal:
    return Decimal(str(value)).quantize(CENT)


def _at(draws: Draws, day: date, first: int = 7, last: int = 21) -> datetime:
    return datetime.combine(day, time(draws.whole(first, last), draws.whole(0, 59), draws.whole(0, 59)))


def _late(draws: Draws) -> float:
    """Draw a part of the time from 0 to 1, later ones more often, since the firm grows."""
    return max(draws.real(0, 1), draws.real(0, 0.7))


def _live(subs: Sequence[Record], day: date) -> list[Record]:
    """Return the subscriptions in service on a day."""
    return [s for s in subs if s.activated_on and s.activated_on <= day <= (s.ended_on or TODAY)]


class _Firm:
    """The rows so far, table by table."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rows: dict[str, list[Record]] = {name: [] for name in COLUMNS}

    def add(self, table: str, *cells: Cell) -> Record:
        """Append a row."""
        row = Record(**dict(zip(COLUMNS[table], cells, strict=True)))
        self.rows[table].append(row)
        return row

    def next(self, table: str) -> int:
        """Return the number of the next row of a table."""
        return len(self.rows[table]) + 1

    def _name(self, draws: Draws) -> str:
        return f"{draws.pick(LISTS['given'].split())} {draws.pick(LISTS['family'].split())}"

    def build(self) -> None:
        """Lay the network: areas, exchanges, cabinets, splitters, then the premises along it."""
        draws = Draws(self.seed, "network")
        areas = [line.split("|") for line in LISTS["areas"]]
        for number, (code, name, county, homes, live, *_) in enumerate(areas, 1):
            self.add("net_area", number, code, name, county, int(homes), _day(live))
        number_of = {area[0]: number for number, area in enumerate(areas, 1)}
        exchange = {}
        for code, county, day in (("HOL", "Eastshire", 20), ("STN", "Westmark", 25), ("PEN", "Norvale", 28)):
            node = self.next("net_node")
            exchange[county] = node
            self.add(
                "net_node", node, f"EX-{code}", None, number_of[code], "X", 32, 480, date(2021, 2, day), None
            )
        cabinets = []
        for number, area in enumerate(areas, 1):
            for place, splitters in enumerate(area[6].split(), 1):
                first = _day(area[4]) or date(2024, 11, 4)
                first += ((place - 1) * 60 - draws.whole(15, 45)) * DAY
                chained = area[0] in ("DUN", "ORR") and place == 2
                up = cabinets[-1][0].node_id if chained else exchange[area[2]]
                gone = date(2023, 10, 17) if (area[0], place) == ("STN", 6) else None
                code, ports = f"CAB-{area[0]}-{place:02}", 8 if place < 3 else 4
                battery = 240 if gone else draws.pick((60, 120, 120, 240))
                key = self.next("net_node")
                cabinet = self.add("net_node", key, code, up, number, "C", ports, battery, first, gone)
                cabinets.append((cabinet, area[0], int(splitters)))
        for cabinet, code, splitters in cabinets:
            for place in range(1, splitters + 1):
                gone = cabinet.retired_on or (date(2024, 3, 5) + place * DAY if draws.chance(0.04) else None)
                label = f"SPL-{code}-{cabinet.node_code[-2:]}{place:02}"
                ports = draws.pick((8, 16, 16, 32))
                first = cabinet.installed_on + draws.whole(0, 20) * DAY
                key, up = self.next("net_node"), cabinet.node_id
                self.add("net_node", key, label, up, cabinet.area_id, "S", ports, None, first, gone)
        self._premises(areas)

    def _premises(self, areas: Sequence[Sequence[str]]) -> None:
        draws = Draws(self.seed, "premises")
        weights = {number: float(area[5]) for number, area in enumerate(areas, 1)}
        for number in range(1, 661):
            place = draws.weighted(weights)
            area = areas[place - 1]
            kind = draws.weighted({"H": 56, "F": 24, "B": 17, "P": 3})
            consent = None if kind == "H" else draws.weighted({"G": 74, "P": 11, "R": 15})
            near = place if draws.chance(0.93) else {1: 4, 4: 1, 2: 3, 3: 2, 5: 6, 6: 5, 7: 2, 8: 6}[place]
            # Some premises still stand on a splitter that was taken down.
            up = [n for n in self.rows["net_node"] if n.kind == "S" and not (n.retired_on and number % 9)]
            nodes = [n for n in up if n.area_id == near]
            node = nodes[min(draws.whole(0, len(nodes) - 1), draws.whole(0, len(nodes) - 1))]
            if draws.chance(0.6 if area[0] == "ORR" else 0.07):
                node = None
            passed = None
            if node and area[4] != "-" and consent in (None, "G"):
                first = max(date.fromisoformat(area[4]), node.installed_on)
                passed = first + draws.pick((0, 0, draws.whole(0, 60), draws.whole(0, 400))) * DAY
            street = draws.pick(area[7].split(","))
            house = f"{draws.whole(1, 88)}{draws.pick(('', '', '', 'a', 'b'))}"
            passed = passed if passed and passed < TODAY else None
            key = node.node_id if node else None
            self.add("net_premise", number, place, key, street, house, kind, consent, passed)

    def plan(self) -> None:
        """Write the plans and their prices."""
        for number, line in enumerate(LISTS["plans"], 1):
            code, name, segment, down, up, term, first, last, _, prices = line.split("|")
            months = None if term == "-" else int(term)
            days = (_day(first), _day(last))
            self.add("cat_plan", number, code, name, segment, int(down), int(up), months, *days)
            steps = [step.split(":") for step in prices.split()]
            for place, (start, fees) in enumerate(steps):
                until = date.fromisoformat(steps[place + 1][0]) - DAY if place + 1 < len(steps) else None
                monthly, setup = fees.split("/")
                self.add("cat_plan_price", number, _day(start), until, _money(monthly), _money(setup))

    def sell(self) -> None:
        """Draw customers in the order in which they came, and what each of them ordered."""
        draws = Draws(self.seed, "customers")
        days = sorted(date(2021, 3, 8) + int(1394 * _late(draws)) * DAY for _ in range(370))
        self.free = {premise.premise_id: date(2021, 1, 1) for premise in self.rows["net_premise"]}
        for number, day in enumerate(days, 1):
            business = draws.chance(0.14)
            name = self._name(draws)
            host = draws.pick(("post", "mailbox", "quill"))
            mail = f"{name.lower().replace(' ', '.')}{number % 10}@{host}.example"
            if business:
                name = f"{draws.pick(LISTS['firms'].split())} {draws.pick(LISTS['trades'])}"
                mail = f"office@{name.lower().replace(' ', '-')}.example"
            made = _at(draws, day)
            gone = day + draws.whole(20, 500) * DAY if draws.chance(0.07) else None
            wiped = _at(draws, gone, 9, 16) if gone and gone <= TODAY else None
            customer = self.add(
                "crm_customer", number, f"K{10000 + number * 7}", "B" if business else "P", name,
                mail if draws.chance(0.88) else None, draws.weighted({"DD": 66, "CC": 20, "BT": 14}),
                draws.chance(0.55), made, wiped,
            )  # fmt: skip
            orders = draws.weighted({0: 8, 1: 50, 2: 28, 3: 14} if business else {0: 10, 1: 80, 2: 10})
            start = day
            for _ in range(orders):
                start = self._order(draws, customer, start)
        self.rows["crm_subscription"].sort(key=lambda row: row.ordered_at)
        for number, row in enumerate(self.rows["crm_subscription"], 1):
            row.subscription_id = number

    def _order(self, draws: Draws, customer: Record, start: date) -> date:
        """Draw one subscription from a day on, and return the day from which the next may follow."""
        day = start + draws.whole(0, 12) * DAY
        kinds = "BP" if customer.kind == "B" else "HF"
        homes = [
            p for p in self.rows["net_premise"]
            if p.kind in kinds and p.passed_on and p.passed_on <= day and self.free[p.premise_id] <= day
        ]  # fmt: skip
        weights = {}
        for line, plan in zip(LISTS["plans"], self.rows["cat_plan"], strict=True):
            if plan.segment == customer.kind and plan.launched_on <= day <= (plan.withdrawn_on or TODAY):
                weights[plan.plan_id] = float(line.split("|")[8])
        gone = customer.deleted_at and (day >= customer.deleted_at.date() or draws.chance(0.5))
        if not homes or not weights or day > TODAY - 3 * DAY or gone:
            return day + 200 * DAY
        home, plan = draws.pick(homes), self.rows["cat_plan"][draws.weighted(weights) - 1]
        wait = draws.pick((draws.whole(5, 18), draws.whole(8, 30), draws.whole(10, 30), draws.whole(20, 80)))
        live: date | None = day + wait * DAY
        status, end, term = "A", None, None
        withdrawn = draws.chance(0.07) and day < date(2024, 12, 1)
        if withdrawn or (live and live > TODAY) or (day > date(2024, 5, 1) and draws.chance(0.06)):
            live, status = None, "X" if withdrawn else "O"
        if live:
            length = draws.whole(40, 1500) if draws.chance(0.6) else 9999
            last = customer.deleted_at.date() if customer.deleted_at else TODAY
            end = live + length * DAY
            if end > last:
                end = max(last, live) if last < TODAY else None
            status = "E" if end else ("S" if draws.chance(0.05) else "A")
            if plan.term_months:
                months = live.month - 1 + plan.term_months
                term = date(live.year + months // 12, months % 12 + 1, min(live.day, 28)) - DAY
        self.free[home.premise_id] = (end or (TODAY if status != "X" else day)) + 10 * DAY
        discount = draws.pick((5, 10, 10, 15, 20)) if draws.chance(0.27) else None
        ordered = max(_at(draws, day), customer.created_at + timedelta(minutes=3))
        self.add(
            "crm_subscription", 0, customer.customer_id, home.premise_id, plan.plan_id,
            draws.weighted(CHANNELS), ordered, live, term, end, status, discount,
        )  # fmt: skip
        return end - 5 * DAY if end and draws.chance(0.7) else day + draws.whole(20, 400) * DAY

    def cancel(self) -> None:
        """Draw the notices of those who ended, want to end, or thought better of it."""
        draws = Draws(self.seed, "cancellations")
        notices = []
        for sub in self.rows["crm_subscription"]:
            if sub.status == "E" and draws.chance(0.95):
                day = max(sub.activated_on, sub.ended_on - draws.whole(10, 60) * DAY)
                notices.append((day, sub, sub.ended_on, None))
            elif sub.status == "A" and sub.activated_on < date(2024, 10, 1) and draws.chance(0.05):
                day = draws.day(date(2024, 11, 5), TODAY)
                notices.append((day, sub, draws.day(date(2025, 1, 5), date(2025, 3, 31)), None))
            if sub.activated_on and draws.chance(0.09):
                last = (sub.ended_on or date(2024, 11, 10)) - 70 * DAY
                if last > sub.activated_on:
                    day = draws.day(sub.activated_on, last)
                    notices.append((day, sub, day + 30 * DAY, day + draws.whole(1, 25) * DAY))
        notices.sort(key=lambda notice: (notice[0], notice[1].subscription_id))
        for number, (day, sub, until, back) in enumerate(notices, 1):
            reason = draws.weighted(REASONS)
            reason = "PR" if back and reason in ("NP", "DE", "MV") else reason
            fee = None
            bound = sub.term_ends_on and until < sub.term_ends_on
            if bound and reason not in ("DE", "QU") and draws.chance(0.85):
                fee = _money(min(240, 10 + 10 * ((sub.term_ends_on - until).days // 30)))
            said = LISTS["remarks"].get(reason)
            remark = draws.pick(said) if said and draws.chance(0.6) else None
            self.add("crm_cancellation", number, sub.subscription_id, day, until, reason, fee, back, remark)

    def refer(self) -> None:
        """Draw who recommended us to whom; two newcomers in a hundred were named by two people."""
        draws = Draws(self.seed, "referrals")
        first: dict[int, date] = {}
        for sub in self.rows["crm_subscription"]:
            if sub.activated_on:
                first.setdefault(sub.customer_id, sub.activated_on)
        made = []
        for customer in self.rows["crm_customer"]:
            day = customer.created_at.date() - draws.whole(0, 9) * DAY
            friends = [who for who, since in first.items() if since < day and who % 3 != 1]
            if len(friends) > 9 and draws.chance(0.22):
                # The same few people recommend us again and again.
                who = friends[int(len(friends) * draws.real(0, 1) * draws.real(0, 1))]
                made.append((day, who, customer.customer_id))
                if draws.chance(0.1) and friends[-1] != who:
                    made.append((day, friends[-1], customer.customer_id))
        for number, (day, who, newcomer) in enumerate(sorted(made), 1):
            live = first.get(newcomer)
            paid = live + draws.whole(28, 70) * DAY if live and draws.chance(0.85) else None
            paid = paid if paid and paid <= TODAY else None
            reward = _money(25 if day < date(2023, 1, 1) else draws.pick((40, 50)))
            self.add("crm_referral", number, who, newcomer, day, reward, paid)

    def break_down(self) -> None:
        """Draw the outages and the nodes that each hit."""
        draws = Draws(self.seed, "outages")
        days = sorted(draws.day(date(2021, 7, 1), date(2024, 12, 20)) for _ in range(68))
        days += [TODAY - DAY, TODAY]
        of_year: dict[int, int] = {}
        for number, day in enumerate(days, 1):
            cause = draws.weighted({cause: facts[0] for cause, facts in LISTS["causes"].items()})
            kind = draws.weighted({"X": 5, "C": 55, "S": 40})
            up = [n for n in self.rows["net_node"] if n.installed_on < day and (n.retired_on or TODAY) >= day]
            roots = [n for n in up if n.kind == kind]
            # The network of Brackwater is the worst.
            worst = draws.chance(0.3) and kind != "X"
            root = draws.pick([n for n in roots if n.area_id == 2] if worst else roots)
            below = [n for n in up if n.parent_id == root.node_id]
            hit = [root, *below] if kind != "S" or not below else [root]
            if kind == "S" and draws.chance(0.4):
                hit = [n for n in up if n.parent_id == root.parent_id and n.kind == "S"][:3]
            usual, finder, *texts = LISTS["causes"][cause][1:]
            minutes = int(usual * draws.real(0.3, 1) * draws.pick((0.5, 1.0, 1.0, 1.6, 3.5))) + 4
            start = _at(draws, day, *((0, 8) if cause == "PL" else (0, 23)))
            waits = [minutes, *(max(2, int(minutes * draws.pick((0.4, 0.8, 1.0)))) for _ in hit[1:])]
            back = [start + timedelta(minutes=wait) for wait in waits]
            over = number <= 68
            of_year[day.year] = of_year.get(day.year, 0) + 1
            found = draws.pick((finder, "M", "C", "T", finder))
            level = draws.pick((2, 2, 3) if len(hit) > 1 else (3, 3, 3, 2))
            level = 1 if len(hit) > 4 or kind == "X" else level
            text = draws.pick(texts) if draws.chance(0.75) else None
            code = f"OUT-{day:%y}-{of_year[day.year]:03}"
            cause, end = None if cause == "-" else cause, max(back) if over else None
            self.add("net_outage", number, code, cause, level, found, start, end, text)
            for place, (node, when) in enumerate(zip(hit, back, strict=True)):
                done = over or (place % 2 == 1 and when.date() <= TODAY)
                self.add("net_outage_node", number, node.node_id, when if done else None)

    def complain(self) -> None:
        """Draw the tickets, those that an outage caused first, and the steps of each."""
        draws = Draws(self.seed, "tickets")
        subs, homes = self.rows["crm_subscription"], self.rows["net_premise"]
        asked: list[tuple[datetime, Record | None, Record | None, int, str]] = []
        for outage in self.rows["net_outage"]:
            nodes = {row.node_id for row in self.rows["net_outage_node"] if row.outage_id == outage.outage_id}
            for sub in _live(subs, outage.started_at.date()):
                if homes[sub.premise_id - 1].node_id in nodes and draws.chance(0.22):
                    when = outage.started_at + timedelta(minutes=draws.whole(3, 400))
                    what = outage if draws.chance(0.85) else None
                    asked.append((when, sub, what, sub.customer_id, draws.pick(("DWN", "DWN", "DWN", "SPD"))))
        for _ in range(480):
            day = date(2021, 8, 2) + int(1248 * _late(draws)) * DAY
            category = draws.weighted({"SPD": 21, "DWN": 13, "WIF": 22, "BIL": 24, "MOV": 7, "OTH": 13})
            sub = draws.pick(_live(subs, day))
            who = sub.customer_id if draws.chance(0.96) else max(1, sub.customer_id - 5)
            about = None if category in ("BIL", "OTH") and draws.chance(0.35) else sub
            asked.append((_at(draws, day, 6, 22), about, None, who, category))
        of_year: dict[int, int] = {}
        asked = sorted((case for case in asked if case[0].date() <= TODAY), key=lambda case: case[0])
        for number, (when, about, outage, who, category) in enumerate(asked, 1):
            of_year[when.year] = of_year.get(when.year, 0) + 1
            urgency = {"DWN": (1, 1, 2), "SPD": (2, 3), "WIF": (3, 4)}.get(category, (3, 4, 4))
            priority = 1 if outage else draws.pick(urgency)
            channel = draws.weighted({"phone": 45, "mail": 20, "chat": 20, "app": 15})
            ticket = self.add(
                "sup_ticket", number, f"T-{when:%y}{of_year[when.year]:04}", who,
                about and about.subscription_id, outage and outage.outage_id, category, channel, priority,
                when, None, None, draws.pick(LISTS["subjects"][category]),
            )  # fmt: skip
            self._steps(draws, ticket)

    def _steps(self, draws: Draws, ticket: Record) -> None:
        """Draw the history of a ticket, up to the last day of the data."""
        letters = "N" + ("A" if draws.chance(0.93) else "") + ("W" if draws.chance(0.28) else "")
        if ticket.category in ("SPD", "DWN", "WIF") and not ticket.outage_id and draws.chance(0.45):
            letters += "F"
        letters += "C" + ("RAC" if draws.chance(0.12) else "") + ("RFC" if draws.chance(0.04) else "")
        if draws.chance(0.06):
            letters = letters[: draws.whole(1, 3)]
        when = ticket.opened_at
        for place, letter in enumerate(letters, 1):
            if when.date() > TODAY:
                break
            team = (
                "frontdesk"
                if letter in "NR"
                else "field"
                if letter == "F"
                else TEAMS.get(ticket.category, "frontdesk")
            )
            self.add("sup_ticket_status", ticket.ticket_id, place, letter, team, when)
            ticket.closed_at = when if letter == "C" else None
            when += timedelta(
                minutes=draws.pick((draws.whole(4, 300), draws.whole(60, 3000), draws.whole(900, 14000)))
            )
        if ticket.closed_at and draws.chance(0.46):
            ticket.rating = draws.weighted({1: 12, 2: 10, 3: 18, 4: 32, 5: 28})

    def hire(self) -> None:
        """Write the technicians, whose names alone are drawn."""
        draws = Draws(self.seed, "technicians")
        codes = {area.area_code: area.area_id for area in self.rows["net_area"]}
        for number, line in enumerate(LISTS["technicians"], 1):
            home, lead, firm, first, last = line.split(" ")
            self.add(
                "fld_technician", number, f"T-{number * 3:02}", self._name(draws),
                None if lead == "-" else int(lead), codes[home], LISTS["contractors"].get(firm),
                _day(first), _day(last),
            )  # fmt: skip

    def _visits(self, draws: Draws) -> list[tuple[date, str, str | None, Record, int | None]]:
        """Return day, kind, outcome, subscription and ticket of all visits: to install, swap, repair."""
        plan: list[tuple[date, str, str | None, Record, int | None]] = []
        for sub in self.rows["crm_subscription"]:
            end = sub.activated_on or sub.ordered_at.date() + 25 * DAY
            fails = draws.weighted({0: 78, 1: 17, 2: 5}) if sub.activated_on else draws.whole(0, 1)
            for place in range(fails):
                day = end - (place + 1) * draws.whole(2, 6) * DAY
                if day > sub.ordered_at.date() and day <= TODAY:
                    plan.append((day, "I", draws.weighted({"N": 45, "T": 33, "C": 22}), sub, None))
            if sub.activated_on or sub.status == "O":
                day = end if sub.activated_on else draws.day(date(2025, 1, 2), date(2025, 1, 24))
                plan.append((day, "I", "D" if sub.activated_on else None, sub, None))
            if sub.activated_on and draws.chance(0.12):
                day = draws.day(sub.activated_on, sub.ended_on or TODAY)
                plan.append((day, "U", draws.pick("DDDDN"), sub, None))
        for step in self.rows["sup_ticket_status"]:
            ticket = self.rows["sup_ticket"][step.ticket_id - 1]
            if step.status == "F" and ticket.subscription_id:
                sub = self.rows["crm_subscription"][ticket.subscription_id - 1]
                day = step.changed_at.date() + draws.whole(0, 5) * DAY
                result = draws.weighted({"D": 80, "N": 9, "T": 8, "C": 3}) if day <= TODAY else None
                kind = "U" if ticket.category == "WIF" and draws.chance(0.35) else "R"
                plan.append((day, kind, result, sub, ticket.ticket_id))
        return sorted(plan, key=lambda visit: (visit[0], visit[3].subscription_id, visit[1], visit[4] or 0))

    def visit(self) -> None:
        """Draw who made each visit, and how it went."""
        draws = Draws(self.seed, "visits")
        for number, (day, kind, result, sub, ticket) in enumerate(self._visits(draws), 1):
            home = self.rows["net_premise"][sub.premise_id - 1]
            # The last one has only just begun.
            staff = self.rows["fld_technician"][:16]
            crew = [t for t in staff if t.hired_on <= day and (t.left_on is None or day <= t.left_on)]
            local = [t for t in crew if t.area_id == home.area_id]
            who = draws.pick(local if local and draws.chance(0.62) else crew)
            slot = datetime.combine(day, time(draws.pick((8, 8, 10, 10, 13, 15, 17))))
            late = draws.whole(-12, 110) if draws.chance(0.86) else draws.whole(120, 190)
            there = None if result in ("C", None) else slot + timedelta(minutes=late)
            done = there + timedelta(minutes=draws.whole(15, 140)) if there and result == "D" else None
            booked = _at(draws, day - draws.whole(1, 14) * DAY, 8, 18)
            booked = max(booked, sub.ordered_at + timedelta(minutes=5))
            booked = min(booked, datetime.combine(TODAY, time(17, 30)), slot - timedelta(minutes=40))
            note = draws.pick(LISTS["notes"][result]) if result and draws.chance(0.45) else None
            key = None if result in ("C", None) and draws.chance(0.45) else who.technician_id
            self.add(
                "fld_appointment", number, sub.subscription_id, ticket, key, kind, booked, slot, there, done,
                result, note,
            )  # fmt: skip

    def lend(self) -> None:
        """Lend a router to each subscription in service, and take most of them back."""
        draws = Draws(self.seed, "routers")
        shelf: list[tuple[date, Record]] = []
        subs = [sub for sub in self.rows["crm_subscription"] if sub.activated_on]
        for sub in sorted(subs, key=lambda sub: (sub.activated_on, sub.subscription_id)):
            day, end = sub.activated_on, sub.ended_on
            swap = day + draws.whole(30, 700) * DAY if draws.chance(0.13) else None
            until = swap if swap and swap < (end or TODAY) else end
            while day:
                device = self._router(draws, shelf, day, sub)
                back = None if until is None or (until == end and draws.chance(0.08)) else until
                if back and back == end:
                    back = min(TODAY, back + draws.whole(2, 24) * DAY)
                state = draws.weighted({"G": 70, "D": 18, "L": 12}) if back else None
                self.add("fld_device_assignment", 0, device.device_id, sub.subscription_id, day, back, state)
                if back and state == "G":
                    shelf.append((back, device))
                if back and (state == "L" or (state == "D" and draws.chance(0.7))):
                    device.scrapped_on = min(TODAY, back + (0 if state == "L" else draws.whole(1, 40)) * DAY)
                day, until = (until + DAY, end) if until and until != end else (None, None)
        for _ in range(28):
            spare = self._buy(draws, draws.day(date(2024, 8, 1), TODAY), "P")
            spare.scrapped_on = TODAY if draws.chance(0.15) else None
        self.rows["fld_device_assignment"].sort(key=lambda row: (row.assigned_on, row.subscription_id))
        for number, row in enumerate(self.rows["fld_device_assignment"], 1):
            row.assignment_id = number

    def _router(self, draws: Draws, shelf: list[tuple[date, Record]], day: date, sub: Record) -> Record:
        segment = self.rows["cat_plan"][sub.plan_id - 1].segment
        used = [(since, box) for since, box in shelf if since < day]
        used = [(since, box) for since, box in used if (box.wifi_gen is None) == (segment == "B")]
        if used and draws.chance(0.5):
            shelf.remove(used[0])
            return used[0][1]
        return self._buy(draws, day - draws.whole(10, 150) * DAY, segment)

    def _buy(self, draws: Draws, day: date, segment: str) -> Record:
        models = [line.split("|") for line in LISTS["models"]]
        chosen = models[4]
        if segment == "P":
            chosen = draws.pick([m for m in models[:4] if int(m[3]) <= max(2021, day.year)])
        number = self.next("fld_device")
        serial = f"{chosen[0][0]}{chosen[0].split()[1][0]}-{10000 + number * 37}"
        wifi = None if chosen[1] == "-" else int(chosen[1])
        return self.add("fld_device", number, serial, chosen[0], wifi, day, _money(chosen[2]), None)

    def measure(self) -> None:
        """Draw the speed tests; a few connections test again and again, and some are slow."""
        draws = Draws(self.seed, "tests")
        found = []
        for _ in range(1300):
            day = date(2021, 9, 1) + int(1217 * _late(draws)) * DAY
            live = _live(self.rows["crm_subscription"], day)
            keen = live[int(len(live) * draws.real(0, 1) * draws.real(0, 1))]
            found.append((_at(draws, day, *draws.pick(((0, 23), (18, 22)))), keen))
        found.sort(key=lambda test: (test[0], test[1].subscription_id))
        for number, (when, sub) in enumerate(found, 1):
            plan, wired = self.rows["cat_plan"][sub.plan_id - 1], draws.chance(0.55)
            busy = 0.8 if when.hour > 17 else 1.0
            near = wired or draws.chance(0.1)
            part = busy * (draws.real(0.72, 1.04) if near else draws.real(0.2, 0.85))
            if draws.chance(0.3 if sub.premise_id % 5 == 0 else 0.08):
                part = draws.real(0.15, 0.55)
            down, up, ping = (
                _money(part * plan.down_mbps).quantize(Decimal("0.1")),
                _money(part * plan.up_mbps * draws.real(0.85, 1.08)).quantize(Decimal("0.1")),
                None if draws.chance(0.03) else draws.whole(3, 14) + (0 if wired else draws.whole(2, 30)),
            )
            if draws.chance(0.04):
                down, up, ping = None, None, None
            source = "R" if wired and draws.chance(0.6) else "W"
            self.add("net_speed_test", number, sub.subscription_id, when, source, wired, down, up, ping)

    def bill(self) -> None:
        """Draw the invoices since January 2023 and the money received for them."""
        draws = Draws(self.seed, "invoices")
        found: list[tuple[date, int, str, Decimal]] = []
        for sub in self.rows["crm_subscription"]:
            prices = [price for price in self.rows["cat_plan_price"] if price.plan_id == sub.plan_id]
            if sub.activated_on and sub.activated_on >= date(2023, 1, 1):
                fee = [p.setup_fee for p in prices if p.valid_from <= sub.ordered_at.date()][-1]
                found += [(sub.activated_on, sub.subscription_id, "S", fee)] if fee else []
            for month in range(24):
                day = date(2023 + month // 12, month % 12 + 1, 1)
                if sub in _live([sub], day) and not draws.chance(0.01):
                    fee = [p.monthly_fee for p in prices if p.valid_from <= day][-1]
                    fee = _money(fee * (100 - (sub.discount_pct or 0)) / 100)
                    found.append((day, sub.subscription_id, "M", fee))
        for notice in self.rows["crm_cancellation"]:
            stands = notice.exit_fee and not notice.retracted_on
            if stands and date(2023, 1, 1) <= notice.effective_on <= TODAY:
                found.append((notice.effective_on, notice.subscription_id, "X", notice.exit_fee))
        for ticket in self.rows["sup_ticket"]:
            day = ticket.opened_at.date() + draws.whole(3, 30) * DAY
            sorry = ticket.subscription_id and ticket.category in ("DWN", "BIL", "SPD") and draws.chance(0.2)
            if sorry and date(2023, 1, 1) <= day <= TODAY:
                found.append((day, ticket.subscription_id, "K", -draws.pick(CREDITS)))
        of_year: dict[int, int] = {}
        for day, number, kind, amount in sorted(found):
            of_year[day.year] = of_year.get(day.year, 0) + 1
            code = f"R{day:%y}-{of_year[day.year]:05}"
            self._charge(draws, code, self.rows["crm_subscription"][number - 1], kind, day, amount)

    def _charge(self, draws: Draws, code: str, sub: Record, kind: str, day: date, amount: Decimal) -> None:
        """Add an invoice, and decide whether, when and how it is paid."""
        due = None if kind == "K" else day + 14 * DAY
        old = day.year < 2024
        weights = {"P": 95.0, "O": 1.5 if old else 4.0, "V": 1.2, "W": 1.0 if old else 0.2}
        status = "P" if kind == "K" else draws.weighted(weights)
        broke = sub.status == "S" and day > date(2024, 8, 1)
        sulks = sub.status == "E" and kind == "X" and draws.chance(0.3)
        if status != "V" and kind != "K" and (broke or sulks):
            status = "O" if day > date(2024, 3, 1) else "W"
        customer = self.rows["crm_customer"][sub.customer_id - 1]
        debit = customer.billing_method == "DD"
        paid = day + (14 if debit else draws.pick((5, 9, 12, 14, 15, 21, 34))) * DAY
        status = "O" if status == "P" and due and paid > TODAY else status
        late = draws.whole(0, 1) if status == "P" else draws.whole(1, 3)
        late = 0 if status == "V" or (status == "P" and paid <= (due or paid)) else late
        late = 0 if due and due > TODAY - 10 * DAY else late
        number = self.next("bil_invoice")
        self.add("bil_invoice", number, code, sub.subscription_id, kind, day, due, amount, status, late)
        parts: list[tuple[Decimal, bool]] = []
        if status == "P" and kind != "K":
            part = _money(amount * 4 / 10)
            choice = draws.weighted({"whole": 93, "parts": 4, "twice": 3})
            parts = {"whole": [(amount, False)], "parts": [(part, False), (amount - part, False)],
                     "twice": [(amount, True), (amount, False)]}[choice]  # fmt: skip
        elif status in "OW" and draws.chance(0.3):
            parts = draws.pick(([(amount, True)], [(_money(amount / 2), False)]))
        for place, (money, bounced) in enumerate(parts):
            on = min(TODAY, paid + place * 9 * DAY)
            if paid <= TODAY:
                method = customer.billing_method if draws.chance(0.92) else draws.pick(("BT", "CC"))
                back = min(TODAY, on + draws.whole(2, 8) * DAY) if bounced else None
                self.add("bil_payment", self.next("bil_payment"), number, on, money, method, back)
