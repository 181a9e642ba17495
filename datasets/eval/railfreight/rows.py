"""The rows of a rail freight operator, September 2021 to February 2025: the same for the same seed.

The fixed lists are in lists.toml. Runs the timetable day by day, and no SQL.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import TableRows

Record = tuple[Any, ...]
FIRST, LAST = date(2021, 9, 1), date(2025, 2, 28)
STARTS = [date(2021, 7, 1), date(2021, 10, 1), date(2022, 1, 1), date(2022, 4, 1)]
CHANGES = [date(year, month, 1) for year in (2022, 2023, 2024) for month in (1, 7)] + [date(2025, 1, 1)]
PARENTS = {"customers": "parent_id", "invoices": "credited_invoice_id"}
PAY_DAYS = {8: 0.12, 21: 0.2, 29: 0.2, 30: 0.14, 31: 0.06, 38: 0.13, 55: 0.1, 84: 0.05}


@cache
def lists() -> dict[str, Any]:
    """Return the fixed lists."""
    return tomllib.loads((Path(__file__).parent / "lists.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Load:
    """A consignment on its way: its row, the trains still to take, its wagons with their tonnes."""

    row: list[Any]
    legs: list[int]
    wagons: list[tuple[int, Decimal]]
    ready_at: datetime
    at_hub: list[tuple[int, Decimal]] = field(default_factory=list)


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    schema = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
    names = re.findall(r"^CREATE TABLE (\w+)", schema, re.MULTILINE)
    railway = Railway({name: Draws(seed, name) for name in names})
    railway.run()
    rows = railway.rows()
    columns = {name: tuple(re.findall(rf"ON COLUMN {name}\.(\w+)", schema)) for name in names}
    return tuple(TableRows(name, columns[name], rows[name], PARENTS.get(name)) for name in names)


class Railway:
    """The fleet and the customers, and what the runs of the trains leave behind."""

    def __init__(self, draws: dict[str, Draws]) -> None:
        self.draws = draws
        self.codes = {row[0]: number for number, row in enumerate(lists()["terminals"], start=1)}
        self.trains, self.positions, self.delays = list[Record](), list[Record](), list[Record]()
        self.loads: list[Load] = []
        self.waiting: dict[int, list[Load]] = {lane[0]: [] for lane in lists()["lanes"]}
        self.busy: dict[int, datetime] = {}

    def run(self) -> None:
        """Draw what is there from the start, then run the timetable from the first to the last day."""
        self.customers = list(self._customers())
        self.contracts = list(self._contracts())
        self.rates = list(self._rates())
        self.wagons = list(self._wagons())
        self.engines = list(self._locomotives())
        for offset in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=offset)
            for lane in lists()["lanes"]:
                closed = lists()["closed"].get(str(lane[0]), [LAST, LAST])
                # More runs at the ends of months, where a bound that is off by one shows.
                rate = lane[5] / 64 * (0.35 if day.weekday() == 6 else 1) * (1 + (day.day in (1, 30, 31)))
                if self.draws["trains"].chance(rate) and not closed[0] <= day <= closed[1]:
                    self._train(lane, day)

    def rows(self) -> dict[str, tuple[Record, ...]]:
        """Return the rows of all tables after a run."""
        drivers = list(self._drivers())
        terminals, types = (enumerate(lists()[name], start=1) for name in ("terminals", "wagon_types"))
        # Billing writes the invoice into the consignment.
        invoices = list(self._invoices())
        found: dict[str, Iterable[Record]] = {
            "terminals": ((n, *row, *[None] * (7 - len(row))) for n, row in terminals),
            "tracks": self._tracks(), "customers": self.customers, "contracts": self.contracts,
            "rates": self.rates, "wagons": self.wagons, "locomotives": self.engines, "trains": self.trains,
            "wagon_types": ((n, *row[:3], *map(Decimal, row[3:6])) for n, row in types),
            "consignments": (tuple(load.row) for load in self.loads), "train_wagons": self.positions,
            "invoices": invoices, "delays": self.delays, "inspections": self._inspections(),
            "drivers": drivers, "duties": self._duties(drivers),
        }  # fmt: skip
        return {name: tuple(rows) for name, rows in found.items()}

    def _contracts(self) -> Iterator[Record]:
        draws, number = self.draws["contracts"], 0
        for customer, *_, deleted in self.customers:
            starts, gone = draws.pick(STARTS), deleted.date() if deleted else date.max
            for _ in range(0 if customer % 7 == 6 else draws.weighted({1: 0.3, 2: 0.4, 3: 0.3})):
                if starts >= min(gone, LAST):
                    break
                number += 1
                ends = starts.replace(year=starts.year + draws.pick((1, 1, 2))) - timedelta(days=1)
                last = None if draws.chance(0.25) else ends
                early = (deleted and (last or LAST) > gone) or (last is not None and draws.chance(0.08))
                last = min(last or LAST, gone) if early else last
                status = "T" if early else "E" if last and last <= LAST else "A"
                least = draws.whole(2, 24) * 500 if draws.chance(0.65) else None
                signed = starts - timedelta(days=draws.whole(0, 60))
                yield number, f"FC-{starts:%y}-{number:03d}", customer, signed, starts, last, least, status
                starts = LAST if last is None else ends + timedelta(days=1)

    def _rates(self) -> Iterator[Record]:
        """Draw the prices of two lanes in three for each contract; some change in January or July."""
        draws, number = self.draws["rates"], 0
        for contract, _, customer, _, starts, ends, _, _ in self.contracts:
            pairs = list(dict.fromkeys(j[:2] for j in self._journeys(self.customers[customer - 1][3])))
            skip = draws.whole(0, 2)
            changes = [day for day in CHANGES if starts < day <= (ends or LAST)]
            for lane in [pair for n, pair in enumerate(pairs) if n % 3 != skip or len(pairs) < 3]:
                price = draws.whole(450, 2100)
                days = [starts, *(day for day in changes if draws.chance(0.3))]
                for since, following in zip(days, [*days[1:], None], strict=True):
                    number += 1
                    until = following - timedelta(days=1) if following else ends
                    yield number, contract, *lane, Decimal(price // 5 * 5) / 100, since, until
                    price = price * draws.whole(97, 112) // 100

    def _wagons(self) -> Iterator[Record]:
        draws, number = self.draws["wagons"], 0
        for kind, (code, family, *_, count) in enumerate(lists()["wagon_types"], start=1):
            sectors = [sector for sector, *kinds in lists()["goods"].values() if code in kinds]
            owners = [row[0] for row in self.customers if row[3] in sectors]
            for _ in range(count):
                number += 1
                ownership = draws.weighted({"O": 0.55, "L": 0.25, "P": 0.5 if family == "tank" else 0.2})
                owner = draws.pick(owners) if ownership == "P" else None
                home = draws.whole(1, 13) if draws.chance(0.7) else None
                built = draws.day(date(1986, 1, 1), date(2021, 12, 1))
                retired = draws.day(date(2022, 3, 1), LAST) if draws.chance(0.13) else None
                painted = f"{draws.pick((31, 33, 37))} 80 {4000 + kind * 97} {number:03d}-{number * 7 % 10}"
                yield number, painted, kind, ownership, owner, home, built, retired

    def _train(self, lane: list[Any], day: date) -> None:
        draws, number, km = self.draws["trains"], len(self.trains) + 1, lane[3]
        leaves = datetime.combine(day, time(lane[4], lane[0] % 4 * 15))
        arrives = leaves + timedelta(minutes=km * 60 // 55 // 5 * 5)
        status = draws.weighted({"R": 0.945, "C": 0.04, "B": 0.015})
        run = (number, str(lane[0]), self.codes[lane[1]], self.codes[lane[2]])
        if status == "C":
            self.trains.append((*run, None, km, leaves, None, arrives, None, "C"))
            return
        before, on_way = self._delays(number, run[2:], leaves, km)
        early = draws.whole(0, 4) if before else draws.pick((-2, -5, 0, 0, 0, 3))
        gained = draws.whole(0, 12) if before + on_way > 12 else draws.whole(-14, 9)
        arrived = arrives + timedelta(minutes=before + on_way - gained) if status == "R" else None
        electric = km > 150 and draws.chance(0.93)
        # One run in thirty is hauled by a hired locomotive.
        fit = [e for e in self.engines if (e[3] == "E") == electric and (e[6] or LAST) >= day]
        engine = None if draws.chance(0.03) else fit[draws.whole(0, draws.whole(0, len(fit) - 1))][0]
        departed = leaves + timedelta(minutes=before - early)
        self.trains.append((*run, engine, km, leaves, departed, arrives, arrived, status))
        self._load(lane, number, departed, arrived or arrives + timedelta(days=4))

    def _delays(self, train: int, ends: Record, leaves: datetime, km: int) -> tuple[int, int]:
        """Draw the reports of delay; return the minutes lost before departure and on the way."""
        draws, before, on_way = self.draws["delays"], 0, 0
        for _ in range(draws.weighted({0: 0.45, 1: 0.3, 2: 0.16, 3: 0.07, 5: 0.02})):
            cause = draws.weighted(lists()["causes"])
            if cause == "BO" and lists()["terminals"][ends[0] - 1][2] == lists()["terminals"][ends[1] - 1][2]:
                cause = "IN"
            minutes = draws.pick(lists()["minutes"]) + draws.pick((0, 0, 1, 2, 7, 20))
            early = cause in ("CU", "CR") or draws.chance(0.25)
            place = ends[0] if early else self.codes["KSL"] if draws.chance(0.15) else None
            remark = draws.pick(lists()["remarks"][cause]) if draws.chance(0.55) else None
            reported = leaves + timedelta(minutes=draws.whole(0, 30) if early else 45 + draws.whole(0, km))
            self.delays.append((len(self.delays) + 1, train, place, cause, minutes, reported, remark))
            before, on_way = (before + minutes, on_way) if early else (before, on_way + minutes)
        return before, on_way

    def _load(self, lane: list[Any], train: int, departed: datetime, arrived: datetime) -> None:
        """Fill a train: first with what waits, then with new consignments, then with empty wagons."""
        draws, carried = self.draws["train_wagons"], list[Record]()
        room = draws.whole(7, 17)
        loads = [load for load in self.waiting[lane[0]] if load.ready_at <= departed]
        self.waiting[lane[0]] = [load for load in self.waiting[lane[0]] if load.ready_at > departed]
        while draws.chance(0.85) and len(loads) < 4:
            loads += self._consignment(lane, departed)
        for load in loads:
            now = max(0, room - len(carried))
            taken, load.wagons = load.wagons[:now], load.wagons[now:]
            carried += [(wagon, load.row[0], tonnes) for wagon, tonnes in taken]
            if load.wagons:
                self.waiting[lane[0]].append(load)
            if taken:
                self._move(load, lane[0], taken, arrived)
        for _ in range(draws.weighted({0: 0.5, 1: 0.2, 2: 0.15, 4: 0.15})):
            free = self._free(lane[6][0], departed)
            if free:
                carried.insert(draws.whole(0, len(carried)), (draws.pick(free), None, None))
                self.busy.update({row[0]: arrived for row in carried if row[1] is None})
        for position, row in enumerate(carried, start=1):
            self.positions.append((len(self.positions) + 1, train, position, *row))

    def _move(self, load: Load, lane: int, taken: list[tuple[int, Decimal]], arrived: datetime) -> None:
        """Note what a train did to a consignment: it waits at the hub, or is delivered."""
        load.row[9] = "T"
        if load.legs[-1] == lane:
            self.busy.update((wagon, arrived) for wagon, _ in taken)
            if not load.wagons and (arrived + timedelta(hours=9)).date() <= LAST:
                load.row[9:11] = ["D", arrived + timedelta(hours=9)]
            return
        load.at_hub += taken
        if not load.wagons:
            load.wagons, load.at_hub, load.ready_at = load.at_hub, [], arrived + timedelta(hours=2)
            self.waiting[load.legs[-1]].append(load)

    def _free(self, goods: str, at: datetime) -> list[int]:
        codes_of = lists()["goods"][goods]
        kinds = [n for n, row in enumerate(lists()["wagon_types"], start=1) if row[0] in codes_of]
        soon = at.date() + timedelta(days=30)
        serving = [row[0] for row in self.wagons if row[2] in kinds and (row[7] is None or row[7] > soon)]
        return [wagon for wagon in serving if self.busy.get(wagon, datetime.min) < at]

    def _consignment(self, lane: list[Any], departed: datetime) -> list[Load]:
        """Book a consignment for a train, or none where wagons lack; some are cancelled."""
        draws = self.draws["consignments"]
        goods = draws.pick(lane[6])
        day = departed - timedelta(days=draws.whole(1, 12))
        if draws.chance(0.2):
            day = day.replace(day=1) - timedelta(days=draws.whole(0, 1))
        booked = day.replace(hour=draws.whole(7, 18), minute=draws.whole(0, 59))
        journeys = self._journeys(lists()["goods"][goods][0])
        journeys = [row for row in journeys if row[2][0] == lane[0] and row[3] == goods]
        origin, destination, legs, _ = draws.pick([journeys[0], *journeys])
        ends, customer = (origin, destination), draws.weighted(self._buyers(goods, booked.date(), origin))
        free, wanted = self._free(goods, departed), draws.whole(1, draws.whole(2, 12))
        cancelled = draws.chance(0.07)
        number = 0 if cancelled else min(wanted, len(free))
        wagons = [free.pop(draws.whole(0, len(free) - 1)) for _ in range(number)]
        if not wagons and not cancelled:
            return []
        self.busy.update((wagon, datetime.max) for wagon in wagons)
        loaded = [(wagon, self._tonnes(draws, self.wagons[wagon - 1][2], goods)) for wagon in wagons]
        weight: Decimal = sum((tonnes for _, tonnes in loaded), Decimal(0)) or Decimal(50 * wanted)
        tonnes = Decimal(max(1, int(weight * draws.whole(94, 106)) // 500) * 5)
        danger = goods in ("fuel", "solvents") or (goods == "containers" and draws.chance(0.12))
        held = [r[1] for r in self._agreed(customer, ends, booked.date())]
        row = [len(self.loads) + 1, customer, held[0] if held else None, *ends, goods, danger, booked, tonnes]
        self.loads.append(Load([*row, "X" if cancelled else "W", None, None], legs, loaded, departed))
        return [] if cancelled else self.loads[-1:]

    def _buyers(self, goods: str, day: date, origin: int) -> dict[int, float]:
        """Return who may send goods that day with their weights; the last customer only from Neulanden."""
        sector = [row for row in self.customers if row[3] == lists()["goods"][goods][0]]
        sector = [row for row in sector if row[6] is None or row[6].date() > day]
        local = [row[0] for row in sector if row[0] < len(self.customers) or origin == self.codes["NEU"]]
        return {number: 12.0 / (2 + number * 5 % 11) for number in local}

    def _agreed(self, customer: int, lane: tuple[int, int], day: date) -> list[Record]:
        mine = [rate for rate in self.rates if rate[2:4] == lane and rate[5] <= day <= (rate[6] or LAST)]
        return [rate for rate in mine if self.contracts[rate[1] - 1][2] == customer]

    def _invoices(self) -> Iterator[Record]:
        """Bill each customer each month for what was delivered; some bills are corrected."""
        draws, number, months = self.draws["invoices"], 0, dict[Record, list[list[Any]]]()
        for row in (load.row for load in self.loads if load.row[9] == "D" and draws.chance(0.98)):
            months.setdefault((row[10].year, row[10].month, row[1]), []).append(row)
        for (year, month, customer), rows in sorted(months.items()):
            issued = date(year + month // 12, month % 12 + 1, 1) + timedelta(days=draws.whole(-1, 7))
            if issued > LAST:
                continue
            number += 1
            net = sum((row[8] * self._price(row) for row in rows), Decimal(0))
            for row in rows:
                row[11] = number
            name = f"R{issued:%y}-{number:04d}"
            yield number, name, customer, "I", None, *self._paid(draws, issued, customer, net)
            if draws.chance(0.07) and issued < date(2024, 12, 1):
                number += 1
                back = -net if draws.chance(0.2) else -Decimal(int(net * draws.whole(3, 30))) / 100
                later = issued + timedelta(days=draws.whole(12, 50))
                paid = later + timedelta(days=draws.pick((9, 9, 45))) if draws.chance(0.8) else None
                due, name = later + timedelta(days=30), f"G{later:%y}-{number:04d}"
                yield number, name, customer, "C", number - 1, later, due, paid, back, 0

    def _price(self, row: list[Any]) -> Decimal:
        agreed = [rate[4] for rate in self._agreed(row[1], (row[3], row[4]), row[7].date())]
        return Decimal(agreed[0] if agreed else 9 + (row[3] * 7 + row[4] * 3) % 13)

    def _inspections(self) -> Iterator[Record]:
        """Draw the inspections of each wagon; one in 37 was forgotten."""
        draws, number = self.draws["inspections"], 0
        for wagon, _, kind, _, _, home, _, retired in (row for row in self.wagons if row[0] % 37):
            day = date(2021, 9, 10) + timedelta(days=draws.whole(0, 300))
            while day < (retired or LAST):
                number += 1
                why, passed = draws.weighted({"R": 0.76, "D": 0.14, "G": 0.1}), draws.chance(0.82)
                defects = lists()["defects"] | {"leaking valve": 25 if 5 <= kind <= 6 else 0}
                defect = draws.weighted(defects) if draws.chance(0.16 if passed else 0.95) else None
                days = draws.pick((0, 0, 1, 3, 7, 12, 30)) if draws.chance(0.55 if passed else 0.93) else None
                on = day + timedelta(days=days) if defect and days is not None else None
                cost = Decimal(draws.whole(120, 3900)) if on and draws.chance(0.88) else None
                place = home if home and draws.chance(0.5) else draws.pick((2, 5, 8, 11))
                at = datetime.combine(day, time(draws.whole(6, 19), draws.whole(0, 11) * 5))
                yield number, wagon, place, at, why, passed, defect, on, cost
                day += timedelta(days=draws.whole(120, 420))

    def _duties(self, drivers: Sequence[Record]) -> Iterator[Record]:
        """Put drivers on the trains: two in turn on long routes, at times a pilot or a trainee beside."""
        draws, number, traction = self.draws["duties"], 0, {row[0]: row[3] for row in self.engines}
        for train, _, _, _, engine, km, leaves, _, arrives, arrived, status in self.trains:
            if status == "C" and draws.chance(0.7):
                continue
            kind = "E" if traction.get(engine, "E") == "E" else "D"
            fit = [d for d in drivers if d[4] <= leaves.date() <= (d[5] or LAST) and d[3] in (kind, "B")]
            roles = "L" + "L" * (km >= 520) + "P" * draws.chance(0.1) + "T" * draws.chance(0.09)
            begins = leaves - timedelta(minutes=45)
            ends = leaves if status == "C" else (arrived or arrives) + timedelta(minutes=20)
            relief = begins + timedelta(minutes=(ends - begins).seconds // 120)
            for place, role in enumerate(roles):
                number += 1
                driver = fit.pop(draws.whole(0, draws.whole(0, len(fit) - 1)))[0]
                on = relief if roles[:2] == "LL" and place == 1 else begins
                off = relief if roles[:2] == "LL" and place == 0 else ends
                rest = draws.pick((0, 30, 45)) if (off - on) > timedelta(hours=5) else 0
                yield number, driver, train, role, on, None if draws.chance(0.025) else off, rest

    def _customers(self) -> Iterator[Record]:
        draws, number = self.draws["customers"], 0
        for line in lists()["customers"].splitlines():
            sector, *groups = line.split("/")
            for group in groups:
                head = None
                for name in group.split(":"):
                    number += 1
                    limit = Decimal(draws.whole(2, 30) * 10_000) if draws.chance(0.75) else None
                    yield number, name[:-3], head, sector, name[-2:], limit, lists()["deleted"].get(name)
                    head = head or number

    def _journeys(self, sector: str) -> list[tuple[int, int, list[int], str]]:
        """Return origin, destination, numbers of the trains and the goods of all journeys of a sector."""
        lanes, goods = lists()["lanes"], [name for name, row in lists()["goods"].items() if row[0] == sector]
        trains = {tuple(lane[1:3]): lane[0] for lane in lanes}
        found = [(*lane[1:3], [lane[0]], name) for lane in lanes for name in goods if name in lane[6]]
        if sector == "forwarding":
            hub = "KSL"
            found += [(o, d, [trains[o, hub], trains[hub, d]], "containers") for o, d in lists()["through"]]
        return [(self.codes[o], self.codes[d], legs, name) for o, d, legs, name in found]

    def _locomotives(self) -> Iterator[Record]:
        draws = self.draws["locomotives"]
        units = [(code, n, *row) for code, *row, count in lists()["locomotives"] for n in range(1, count + 1)]
        for number, (code, unit, *row) in enumerate(units, start=1):
            withdrawn = draws.day(date(2022, 6, 1), date(2024, 9, 30)) if unit % 5 == 3 else None
            entered = draws.day(date(2004, 1, 1), date(2021, 8, 31))
            yield number, f"{code} {unit:03d}", code, *row, entered, withdrawn

    def _tracks(self) -> Iterator[Record]:
        draws, number = self.draws["tracks"], 0
        for terminal, row in enumerate(lists()["terminals"], start=1):
            # Salzbuch has no loading track yet, and one terminal in three can repair.
            loading = draws.whole(1, 4) * (row[0] != "SLZ")
            counts = {"L": loading, "S": draws.whole(1, 4), "R": terminal % 3 // 2}
            kinds = [(kind, f"{kind}{n}") for kind, count in counts.items() for n in range(1, count + 1)]
            for purpose, label in kinds:
                number += 1
                length = min(draws.whole(8, 30) * 25, row[4])
                yield number, terminal, label, purpose, length, draws.chance(0.25 if purpose == "L" else 0.7)

    def _tonnes(self, draws: Draws, kind: int, goods: str) -> Decimal:
        share = draws.real(0.3, 0.85) if goods == "containers" else draws.real(0.75, 0.995)
        # One wagon in seventy is overloaded.
        share = draws.real(1.003, 1.05) if draws.chance(0.014) else share
        return Decimal(int(10 * float(lists()["wagon_types"][kind - 1][4]) * share)) / 10

    def _paid(self, draws: Draws, issued: date, customer: int, net: Decimal) -> Record:
        """Return the days of issue, of the end of the term and of payment, the amount, the reminders."""
        paid = issued + timedelta(days=draws.weighted(PAY_DAYS) + draws.whole(0, 1) * (customer % 3))
        is_open = paid > LAST or draws.chance(0.12 if customer % 9 == 4 else 0.012)
        days = ((LAST if is_open else paid) - issued).days - 30
        level = 0 if days < 5 else 1 if days < 20 else 2 if days < 45 else 3
        return issued, issued + timedelta(days=30), None if is_open else paid, net, level

    def _drivers(self) -> Iterator[Record]:
        draws, namesakes = self.draws["drivers"], lists()["namesakes"]
        for number, (name, home, licence, hired) in enumerate(namesakes, start=1):
            yield number, name, self.codes[home], licence, hired, None
        for number in range(len(namesakes) + 1, 45):
            name = f"{draws.pick(lists()['first_names'])} {draws.pick(lists()['last_names'])}"
            hired = draws.day(date(2006, 1, 1), date(2024, 11, 1) if number % 6 == 0 else date(2021, 8, 1))
            left = draws.day(max(hired, FIRST) + timedelta(days=20), LAST) if draws.chance(0.15) else None
            licence = draws.weighted({"E": 0.45, "D": 0.1, "B": 0.45})
            yield number, name, self.codes[draws.weighted(lists()["driver_homes"])], licence, hired, left
