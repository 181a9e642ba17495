"""The rows of the leasing company: the same for the same seed, everywhere and always.

Names, countries and sectors are alike in every instance; the business with them is drawn anew. Runs no SQL.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Row, TableRows

AS_OF = date(2025, 3, 31)
FIRST = date(2021, 1, 4)
BASE_CONTRACTS = 290
# Days with an operating lease of exactly 200,000 euros.
ROUND_DEALS = (date(2023, 3, 31), date(2023, 4, 1), date(2023, 6, 30), date(2023, 7, 1))

COUNTRIES = {"DE": 0.4, "NL": 0.19, "FR": 0.17, "BE": 0.13, "AT": 0.11}
TABLE = r"CREATE TABLE (\w+) [(]([^;]*)"
PARENTS = {"lessee": "par_id", "anl": "mgr_id", "ctr": "prev_ctr_id"}
PLACES = ("East", "North", "South", "West", "Mid")
# Word in the name, weight, classes leased.
SECTORS: dict[str, tuple[str, float, dict[str, float]]] = {
    "AGR": ("Farms", 0.14, {"TRC": 0.8, "TRL": 0.1, "FLT": 0.1}),
    "CON": ("Construction", 0.22, {"EXC": 0.6, "TRK": 0.25, "FLT": 0.15}),
    "HLT": ("Clinics", 0.12, {"MED": 0.7, "ITS": 0.3}),
    "LOG": ("Haulage", 0.26, {"TRK": 0.5, "TRL": 0.35, "FLT": 0.15}),
    "MFG": ("Works", 0.18, {"PRS": 0.35, "FLT": 0.4, "ITS": 0.25}),
    "PUB": ("District", 0.08, {"TRK": 0.4, "MED": 0.2, "ITS": 0.4}),
}
STEMS = (
    "Halvorn Brackwater Tessing Orrenthal Luvenne Castrel Dornweiler Emmerik Fallois Grauwald Hestrum Ivelde "
    "Jorsand Kellmar Lindorve Marquois Nettesheen Ostmark-Lund Pellendal Quarrenberg Rosmaar Sellune "
    "Tiefenau Ulvers Varenhout Westrode Xandrel Yvorne Zandhoek Alderbeek Birkenau Corvalle Dunemark Eskelund"
).split()
# Code, name, life, residual, registered, lowest and highest price in thousands, makes.
CLASSES: tuple[tuple[str, str, int, str, bool, int, int, tuple[str, ...]], ...] = (
    ("TRK", "Trucks", 84, "25.0", True, 88, 145, ("Rovanta", "Stålberg", "Merkan")),
    ("TRL", "Trailers", 120, "20.0", True, 24, 46, ("Krosse", "Vantrail")),
    ("EXC", "Excavators", 96, "30.0", False, 80, 260, ("Dighton", "Korvag", "Bulmatic")),
    ("CRN", "Cranes", 144, "35.0", False, 0, 0, ()),
    ("TRC", "Tractors", 108, "32.5", True, 70, 190, ("Ackerland", "Ferro Verde")),
    ("FLT", "Forklifts", 84, "15.0", False, 18, 45, ("Korvag", "Liftano", "Hebo")),
    ("MED", "Medical imaging", 96, "10.0", False, 150, 620, ("Luxora", "Scanvita")),
    ("PRS", "Printing presses", 120, "12.5", False, 200, 560, ("Typorex",)),
    ("ITS", "Servers and networks", 48, "2.5", False, 15, 110, ("Nodeon", "Tessera")),
)
# Name, type, country.
DEALERS = (
    "Rovanta Centre Hesse;M;DE Rovanta Centre Lille;M;FR Korvag Benelux;M;NL Baumaschinen Ettal;I;DE "
    "Matériel Lorval;I;FR Landtechnik Osterried;I;DE Landtechnik Osterried;I;AT Polder Trucks;I;NL "
    "Medisupply Rhine;I;DE Imagerie Sauvière;I;FR Hebo Direct;M;BE Stapler Krone;I;DE Scheldt Trailers;I;BE "
    "Datenhaus Wien;I;AT Luxora Systems;M;DE Presses Meuse;I;BE Finbroker Isar;B;DE Van Lier Finance;B;NL "
    "Crédit-Pont;B;FR Alpine Brokers;B;AT Tulp Machines;I;NL Grundmann Gebraucht;I;DE"
)
# Name, manager, team, limit in thousands (0 = none), last day.
ANALYSTS: tuple[tuple[str, int | None, str, int, date | None], ...] = (
    ("Marit Oskarsen", None, "COR", 5000, None), ("Jonas Feldkamp", 1, "SME", 750, None),
    ("Elodie Varnier", 1, "COR", 1500, None), ("Pieter Houtman", 1, "PUB", 750, None),
    ("Hanna Brückl", 2, "SME", 250, None), ("Tomas Werling", 2, "SME", 250, date(2023, 6, 30)),
    ("Sanne de Rooi", 2, "SME", 100, None), ("Luc Ferrant", 2, "SME", 0, None),
    ("Greta Lindqvast", 3, "COR", 500, None), ("Adrien Molle", 3, "COR", 500, date(2024, 3, 31)),
    ("Katrin Osterhus", 3, "COR", 250, None), ("Bas Verhulst", 4, "PUB", 250, None),
    ("Ines Talhoff", 4, "PUB", 0, None), ("Hanna Brückl", 3, "COR", 0, None),
)  # fmt: skip
MEMOS = (
    "Covenant on equity ratio agreed;covenant breached in spring, waived once;Asked for interim figures;"
    "Strong order book, thin margins;Owner close to retirement, succession open;Figures audited, no remarks;"
    "Depends on one large customer;New COVENANT: no dividend before 2026"
)
INSURERS = {"Nordwall": 0.38, "Aquila Mutual": 0.27, "Helvion": 0.2, "Sandpiper": 0.11, "Polderzeker": 0.04}


@dataclass(slots=True)
class _Asset:
    ast_id: int
    ser_no: str
    cls_cd: str
    dlr_id: int
    mk_nm: str
    buy_dt: date
    buy_cost: Decimal
    ast_stat: str


@dataclass(slots=True)
class _Ctr:
    lessee_id: int
    anl_id: int
    # The contract that this one renews.
    prev: Any
    ctr_typ: str
    freq_cd: str
    sign_dt: date
    start_dt: date
    term: int
    stat: str = "A"
    stop_dt: date | None = None
    fin: int = 0
    resid: int = 0
    rate: int = 0
    ctr_id: int = 0
    # Equipment with its part of the amount, the day it was added and the day it was swapped.
    parts: list[tuple[_Asset, int, date, date | None]] = field(default_factory=list)

    @property
    def end_dt(self) -> date:
        return _months_on(self.start_dt, self.term) - timedelta(days=1)


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    book = _Book(seed)
    contracts = book.sign()
    schedule = tuple(_schedule(contracts))
    payments, spells = _payments(seed, contracts, schedule)
    reviews, grades = _reviews(seed)
    quotes, quote_of = _quotes(seed, contracts)
    returns, sales = book.trade_rows()
    rows: dict[str, Iterable[Row]] = {
        "lessee": _lessees(seed, contracts, grades),
        "dlr": _dealers(seed),
        "ast_cls": ((c[0], c[1], c[2], Decimal(c[3]), c[4]) for c in CLASSES),
        "ast": (astuple(asset) for asset in book.assets),
        "anl": (
            (n, name, boss, team, Decimal(limit * 1000) if limit else None, left)
            for n, (name, boss, team, limit, left) in enumerate(ANALYSTS, start=1)
        ),
        "qte": quotes,
        "ctr": _contract_rows(contracts, quote_of),
        "ctr_asset": (
            (c.ctr_id, a.ast_id, Decimal(n), on, off) for c in contracts for a, n, on, off in c.parts
        ),
        "pmt_sched": schedule,
        "pmt": payments,
        "arr_hist": spells,
        "guar": _guarantees(seed, contracts),
        "ins_pol": _policies(seed, book.assets),
        "rtn": returns,
        "resale": sales,
        "crd_rev": reviews,
    }
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    names = {
        name: tuple(re.findall(r"^ +([a-z_]+) ", body, re.M)) for name, body in re.findall(TABLE, schema)
    }
    return tuple(
        TableRows(name, names[name], tuple(found), PARENTS.get(name)) for name, found in rows.items()
    )


def _cents(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def _months_on(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, day.day)


@cache
def _clients() -> tuple[tuple[str, int | None, str, str], ...]:
    """Return name, parent, country and sector of every lessee, the same in all instances."""
    draws = Draws(0, "clients")
    found: list[tuple[str, int | None, str, str]] = []
    for number, stem in enumerate(STEMS):
        country = draws.weighted(COUNTRIES)
        if number < 11:
            found.append((f"{stem} Holding", None, country, draws.pick(("MFG", "LOG", "CON"))))
            head = len(found)
            for size in range(draws.whole(1, 5)):
                # The second subsidiary of some groups is a level further down.
                parent = len(found) if size == 1 and number % 3 == 0 else head
                sector = draws.weighted({code: weight for code, (_, weight, _) in SECTORS.items()})
                land = country if draws.chance(0.6) else draws.weighted(COUNTRIES)
                name = f"{stem} {SECTORS[sector][0]} {PLACES[size]}"
                found.append((name, parent, land, sector))
            continue
        for _ in range(draws.whole(2, 5)):
            sector = draws.weighted({code: weight for code, (_, weight, _) in SECTORS.items()})
            name = f"{stem} {SECTORS[sector][0]}"
            # A few names are borne twice.
            if all(other[0] != name for other in found) or draws.chance(0.25):
                found.append((name, None, draws.weighted(COUNTRIES), sector))
    return tuple(found)


def _popularity(sector: str | None = None) -> dict[int, float]:
    # Every ninth lessee never signs anything.
    return {
        n: 1 / (8 + n * 7 % 53)
        for n, client in enumerate(_clients(), start=1)
        if n % 9 and sector in (None, client[3])
    }


def _reliability(seed: int) -> dict[int, float]:
    draws = Draws(seed, "reliability")
    return {n: draws.weighted({0.97: 0.5, 0.88: 0.33, 0.7: 0.17}) for n in range(1, len(_clients()) + 1)}


class _Book:
    """Contracts with their equipment, from signing to return and sale."""

    def __init__(self, seed: int) -> None:
        self.draws = Draws(seed, "book")
        self.reliability = _reliability(seed)
        self.assets: list[_Asset] = []
        self.pool: list[tuple[date, _Asset]] = []
        self.back: list[tuple[date, _Ctr, _Asset, int, int | None, Decimal | None]] = []
        self.sales: list[tuple[date, _Asset, bool, int | None, str, int, int]] = []

    def sign(self) -> list[_Ctr]:
        """Draw the contracts, number them by their day of signing and fill the stock."""
        days = [self._signing_day() for _ in range(BASE_CONTRACTS)]
        days += [*ROUND_DEALS, *(date(2025, 3, day) for day in (20, 20, 21, 25))]
        days += [date(year, 1, 1) for year in (2022, 2023, 2024, 2025) for _ in range(3)]
        found: list[_Ctr] = []
        for day in sorted(days):
            contract: _Ctr | None = self._base(day, day in ROUND_DEALS)
            while contract is not None:
                found.append(contract)
                contract = self._close(contract)
        found.sort(key=lambda c: (c.sign_dt, c.start_dt, c.lessee_id))
        for number, contract in enumerate(found, start=1):
            contract.ctr_id = number
        for _ in range(46):
            cls = self.draws.pick([c[0] for c in CLASSES if c[5]])
            self._buy(cls, self.draws.day(date(2023, 9, 1), date(2025, 3, 24)), self._price(cls), "S")
        return found

    def _signing_day(self) -> date:
        day = self.draws.day(FIRST, date(2025, 3, 20))
        # Much is signed on the first and the last day of a month.
        first = day.replace(day=1)
        edge = {0: day, 1: first, -1: first - timedelta(days=1)}
        return max(FIRST, edge[self.draws.weighted({0: 0.78, 1: 0.09, -1: 0.13})])

    def _base(self, day: date, round_deal: bool) -> _Ctr:
        draws = self.draws
        lessee = draws.weighted(_popularity(draws.pick(("CON", "MFG", "AGR")) if round_deal else None))
        sector = _clients()[lessee - 1][3]
        start = _months_on(day.replace(day=1), 1) if day.day > 12 else day.replace(day=15)
        team = "PUB" if sector in ("PUB", "HLT") else draws.pick(("SME", "SME", "COR"))
        staff = [n for n, a in enumerate(ANALYSTS, 1) if a[2] == team and (a[4] is None or a[4] > day)]
        kind = "O" if round_deal else draws.weighted({"F": 0.55, "O": 0.33, "B": 0.12})
        contract = _Ctr(
            lessee, draws.pick(staff), None, kind, "Q" if draws.chance(0.3) else "M", day, start,
            draws.weighted({12: 0.12, 24: 0.27, 36: 0.33, 48: 0.17, 60: 0.11}),
        )  # fmt: skip
        self._set_fate(contract)
        sizes = {1: 0.4, 2: 0.25, 3: 0.15, 4: 0.1, 6: 0.05, 8: 0.03, 9: 0.02}
        pieces = draws.weighted(sizes) * (2 if contract.ctr_typ == "B" else 1)
        for _ in range(1 if round_deal else pieces):
            cls = next(iter(SECTORS[sector][2])) if round_deal else draws.weighted(SECTORS[sector][2])
            amount = 200_000 if round_deal else self._price(cls)
            used = next((p for p in self.pool if p[0] < start and p[1].cls_cd == cls), None)
            if used is not None and not round_deal:
                self.pool.remove(used)
                asset, amount = used[1], amount // 1000 * 500
                asset.ast_stat = "L"
            else:
                asset = self._buy(cls, day - timedelta(days=draws.whole(2, 50)), amount, "L")
            contract.parts.append((asset, amount, start, None))
        self._swap(contract)
        contract.fin = sum(part[1] for part in contract.parts)
        if contract.ctr_typ != "F" or draws.chance(0.6):
            contract.resid = contract.fin * draws.pick((5, 10, 15, 20, 25)) // 100
        contract.rate = draws.whole(2400, 4300) + (day.year - 2021) * 850
        return contract

    def _set_fate(self, contract: _Ctr) -> None:
        draws, end = self.draws, contract.end_dt
        if contract.start_dt > AS_OF:
            contract.stat = "P"
            return
        stop = contract.start_dt + timedelta(days=draws.whole(100, 700))
        early = stop <= min(end - timedelta(days=40), AS_OF)
        if early and draws.chance((1 - self.reliability[contract.lessee_id]) * 0.6):
            contract.stat, contract.stop_dt = "D", stop
        elif early and draws.chance(0.1):
            contract.stat, contract.stop_dt = "T", stop
        elif end <= AS_OF:
            contract.stat = "E"

    def _swap(self, contract: _Ctr) -> None:
        asset, amount, start, _ = contract.parts[0]
        day = start + timedelta(days=self.draws.whole(60, 300))
        if day < min(contract.stop_dt or AS_OF, contract.end_dt, AS_OF) and self.draws.chance(0.12):
            asset.ast_stat = "W"
            contract.parts[0] = (asset, amount, start, day)
            new = self._buy(asset.cls_cd, day - timedelta(days=self.draws.whole(1, 9)), amount, "L")
            contract.parts.append((new, 0, day, None))

    def _price(self, cls: str) -> int:
        low, high = next((c[5], c[6]) for c in CLASSES if c[0] == cls)
        return self.draws.whole(low * 2, high * 2) * 500

    def _buy(self, cls: str, day: date, price: int, stat: str) -> _Asset:
        number = len(self.assets) + 1
        cost = _cents(price * self.draws.whole(940, 1000) // 10)
        makes = next(c[7] for c in CLASSES if c[0] == cls)
        make = self.draws.weighted({m: 1 / k for k, m in enumerate(makes, start=1)})
        serial = f"{cls}{day:%y}-{(number * 7919) % 90000 + 10000}"
        dealer = self.draws.weighted(
            {n: 1 / (3 + n * 5 % 17) for n in range(1, 23) if n not in (17, 18, 19, 20)}
        )
        self.assets.append(_Asset(number, serial, cls, dealer, make, day, cost, stat))
        return self.assets[-1]

    def _close(self, contract: _Ctr) -> _Ctr | None:
        """Return the renewal of a contract that is over, or hand its equipment back and sell it."""
        draws = self.draws
        end = contract.stop_dt or contract.end_dt
        on_it = [part[0] for part in contract.parts if part[3] is None]
        if contract.stat in ("A", "P"):
            return None
        if contract.stat == "E" and contract.resid > 0 and draws.chance(0.3):
            sign = contract.end_dt - timedelta(days=draws.whole(3, 45))
            stays = draws.chance(0.7) and ANALYSTS[contract.anl_id - 1][4] is None
            anl = contract.anl_id if stays else draws.pick((2, 3, 5, 7, 9, 11))
            new = _Ctr(contract.lessee_id, anl, contract, contract.ctr_typ, contract.freq_cd, sign,
                       contract.end_dt + timedelta(days=1), draws.pick((12, 12, 24, 36)))  # fmt: skip
            self._set_fate(new)
            new.fin = contract.resid
            first = new.fin // len(on_it) // 100 * 100
            for asset in on_it:
                new.parts.append((asset, first, new.start_dt, None))
            new.parts[0] = (on_it[0], new.fin - first * (len(on_it) - 1), new.start_dt, None)
            new.rate = contract.rate + 250
            return new
        for asset in on_it:
            self._dispose(contract, asset, end)
        return None

    def _dispose(self, contract: _Ctr, asset: _Asset, end: date) -> None:
        draws = self.draws
        book = int(asset.buy_cost) * max(8, 100 - (end - asset.buy_dt).days * 100 // 2400)
        if contract.stat == "E" and draws.chance(0.2):
            sold = end + timedelta(days=draws.whole(0, 12))
            if sold <= AS_OF:
                asset.ast_stat = "D"
                self.sales.append((sold, asset, False, None, "L", book * draws.whole(85, 112) // 100, book))
            return
        if contract.stat == "D" and draws.chance(0.15):
            asset.ast_stat = "W"
            return
        day = end + timedelta(days=draws.whole(0, 20) if draws.chance(0.85) else draws.whole(25, 80))
        if day > AS_OF:
            return
        cond = draws.weighted({1: 0.12, 2: 0.31, 3: 0.32, 4: 0.18, 5: 0.07})
        counter = asset.cls_cd not in ("TRL", "ITS", "PRS") and draws.chance(0.94)
        hours = draws.whole(300, 9000) if counter else None
        repair = None if draws.chance(0.13) else Decimal(0 if cond < 3 else draws.whole(3, 90) * 50 * cond)
        self.back.append((day, contract, asset, cond, hours, repair))
        asset.ast_stat = "R"
        sold = day + timedelta(days=draws.whole(14, 170))
        if cond < 4 and draws.chance(0.25):
            self.pool.append((day, asset))
        elif sold <= AS_OF:
            asset.ast_stat = "D"
            channel = "A" if draws.chance(0.55) else "D"
            dealer = draws.pick((4, 6, 8, 12, 21, 22, 22)) if channel == "D" or draws.chance(0.2) else None
            price = book * (112 - 9 * cond + draws.whole(-22, 20)) // 100
            self.sales.append((sold, asset, True, dealer, channel, price, book))

    def trade_rows(self) -> tuple[list[Row], list[Row]]:
        """Return the rows of `rtn` and `resale`, in the order of their days."""
        self.back.sort(key=lambda r: (r[0], r[2].ast_id))
        self.sales.sort(key=lambda s: (s[0], s[1].ast_id))
        last = {r[2].ast_id: n for n, r in enumerate(self.back, start=1)}
        returns: list[Row] = [
            (n, c.ctr_id, a.ast_id, day, cond, hours, repair)
            for n, (day, c, a, cond, hours, repair) in enumerate(self.back, start=1)
        ]
        sales: list[Row] = [
            (n, a.ast_id, last[a.ast_id] if back else None, dealer, day, channel, _cents(price), _cents(book))
            for n, (day, a, back, dealer, channel, price, book) in enumerate(self.sales, start=1)
        ]
        return returns, sales


def _lessees(seed: int, contracts: Sequence[_Ctr], grades: dict[int, str]) -> Iterator[Row]:
    draws = Draws(seed, "lessee")
    first = {c.lessee_id: c.sign_dt for c in reversed(contracts)}
    held = {c.lessee_id for c in contracts if c.stat in ("A", "P", "D")}
    parents = {parent for _, parent, _, _ in _clients()}
    for number, (name, parent, country, sector) in enumerate(_clients(), start=1):
        begun = min(first.get(number, AS_OF), date(2021, 6, 30)) - timedelta(days=draws.whole(0, 2500))
        removable = number not in held and number not in parents
        gone = draws.day(date(2024, 2, 1), AS_OF) if removable and draws.chance(0.4) else None
        yield number, name, parent, country, sector, grades.get(number), begun, gone


def _dealers(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "dlr")
    for number, (name, kind, country) in enumerate(re.findall(r"(.+?);(.);(..) ?", DEALERS), start=1):
        percent = {"M": "0.50", "I": draws.pick(("0.75", "1.00", "1.25", "1.50")), "B": "2.00"}[kind]
        agreed = kind == "B" or not draws.chance(0.3)
        ended = draws.day(date(2022, 6, 1), date(2024, 11, 30)) if number in (5, 14, 16) else None
        yield number, name, kind, country, Decimal(percent) if agreed else None, ended


def _quotes(seed: int, contracts: Sequence[_Ctr]) -> tuple[list[Row], dict[int, int]]:
    """Return the quotes, and the number of the quote of each contract that isn't a renewal."""
    draws = Draws(seed, "qte")
    drawn: list[tuple[date, _Ctr | None, tuple[int, int, int, int], str]] = []
    for c in contracts:
        if c.prev is None:
            given = c.sign_dt - timedelta(days=draws.whole(0, 30))
            drawn.append((given, c, (c.lessee_id, c.term, c.fin, c.rate), "A"))
    popularity = _popularity()
    for _ in range(len(drawn) * 6 // 5):
        day = draws.day(FIRST, date(2025, 3, 27))
        rate = draws.whole(2500, 4500) + (day.year - 2021) * 900
        term = draws.pick((12, 24, 36, 36, 48, 60))
        offer = (draws.weighted(popularity), term, draws.whole(40, 1700) * 500, rate)
        day = day if draws.chance(0.96) else draws.day(date(2025, 3, 4), date(2025, 3, 28))
        drawn.append((day, None, offer, draws.weighted({"D": 0.55, "X": 0.45})))
    drawn.sort(key=lambda q: (q[0], q[2]))
    rows: list[Row] = []
    used: dict[int, int] = {}
    for number, (day, contract, (lessee, term, amount, rate), status) in enumerate(drawn, start=1):
        until = day + timedelta(days=draws.pick((30, 30, 45, 60)))
        dealers = {n: 1 / (4 + n * 3 % 22) for n in range(1, 23)}
        dealer = None if draws.chance(0.34) else draws.weighted(dealers)
        if contract is not None:
            used[contract.ctr_id] = number
        status = "O" if contract is None and until > AS_OF else status
        rows.append(
            (number, lessee, dealer, day, until, term, Decimal(amount), Decimal(rate).scaleb(-3), status)
        )
    return rows, used


def _contract_rows(contracts: Sequence[_Ctr], quotes: dict[int, int]) -> Iterator[Row]:
    for c in contracts:
        yield (
            c.ctr_id, f"L{c.sign_dt:%y}-{c.ctr_id:04d}", c.lessee_id, quotes.get(c.ctr_id), c.anl_id,
            c.prev.ctr_id if c.prev else None, c.ctr_typ, c.freq_cd, c.sign_dt, c.start_dt, c.end_dt, c.term,
            Decimal(c.fin), Decimal(c.resid), c.stat, c.stop_dt,
        )  # fmt: skip


def _schedule(contracts: Sequence[_Ctr]) -> Iterator[Row]:
    number = 0
    for c in contracts:
        step = 3 if c.freq_cd == "Q" else 1
        count = c.term // step
        part = (c.fin - c.resid) * 100 // count
        interest = (c.fin + c.resid) * c.rate * c.term // 24000
        for k in range(1, count + 1):
            number += 1
            due = _months_on(c.start_dt, k * step)
            share = interest * 2 * (count - k + 1) // (count * (count + 1))
            waived = c.stop_dt is not None and due > c.stop_dt
            yield number, c.ctr_id, k, due, _cents(part + share), _cents(share), waived


def _payments(seed: int, contracts: Sequence[_Ctr], schedule: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the payments and the arrears spells that late ones led to."""
    draws = Draws(seed, "pmt")
    reliability = _reliability(seed)
    paid: list[tuple[datetime, int, int, str, bool]] = []
    spells: list[tuple[date, int, str, date | None]] = []
    clear: dict[int, date | None] = {}
    for row in schedule:
        sched, ctr, due, waived = int(str(row[0])), contracts[int(str(row[1])) - 1], row[3], row[6]
        if not isinstance(due, date) or due > AS_OF or waived:
            continue
        amount = int(Decimal(str(row[4])) * 100)
        sunk = ctr.stat == "D" and ctr.stop_dt is not None and (ctr.stop_dt - due).days < 190
        method = "DD" if ctr.lessee_id % 3 else draws.pick(("TR", "TR", "CD"))
        parts = [] if sunk else _parts(draws, due, amount, reliability[ctr.lessee_id])
        kept = 0
        settled: date | None = None
        for day, cents, reversed_ in parts:
            if day > AS_OF:
                continue
            hour = draws.whole(5, 8) if method == "DD" else draws.whole(7, 23)
            at = datetime(day.year, day.month, day.day, hour, draws.whole(0, 59), draws.whole(0, 59))
            paid.append((at, sched, cents, method, reversed_))
            kept += 0 if reversed_ else cents
            settled = day if kept >= amount and settled is None else settled
        before = clear.get(ctr.ctr_id, FIRST)
        if before is not None and before <= due:
            clear[ctr.ctr_id] = settled or None
            spells += _spells(ctr.ctr_id, due, settled)
    paid.sort()
    spells.sort(key=lambda s: (s[0], s[1]))
    return (
        [
            (n, sched, at, _cents(c), method, rev)
            for n, (at, sched, c, method, rev) in enumerate(paid, start=1)
        ],
        [(n, ctr, stage, start, end) for n, (start, ctr, stage, end) in enumerate(spells, start=1)],
    )


def _parts(draws: Draws, due: date, amount: int, good: float) -> list[tuple[date, int, bool]]:
    """Draw the day, amount and reversal of the payments for one instalment."""
    days = timedelta(days=draws.whole(-1, 3))
    if draws.chance(good):
        twice = [(due + days + timedelta(days=1), amount, False)] if draws.chance(0.003) else []
        return [(due + days, amount, False), *twice]
    late = due + timedelta(days=draws.whole(6, 40) if draws.chance(0.7) else draws.whole(40, 330))
    kind = draws.weighted({"late": 0.42, "parts": 0.25, "reversed": 0.22, "never": 0.015, "short": 0.025})
    some = amount * draws.whole(30, 80) // 10000 * 100
    if kind == "late":
        return [(late, amount, False)]
    if kind == "parts":
        return [(due + days, some, False), (late, amount - some, False)]
    if kind == "reversed":
        return [(due + days, amount, True), (late, amount, False)]
    return [(due + days, some, False)] if kind == "short" else []


def _spells(ctr: int, due: date, settled: date | None) -> Iterator[tuple[date, int, str, date | None]]:
    limits = (("S1", 10), ("S2", 30), ("S3", 60), ("LG", 120), ("", 99999))
    for (stage, first), (_, last) in zip(limits, limits[1:], strict=False):
        start = due + timedelta(days=first)
        if start > AS_OF or (settled is not None and settled <= start):
            return
        end = due + timedelta(days=last) if last < 99999 else None
        end = settled if settled is not None and (end is None or settled < end) else end
        yield start, ctr, stage, end if end is not None and end <= AS_OF else None


def _guarantees(seed: int, contracts: Sequence[_Ctr]) -> Iterator[Row]:
    draws = Draws(seed, "guar")
    number = 0
    for c in contracts:
        for _ in range(draws.weighted({0: 0.62, 1: 0.26, 2: 0.09, 3: 0.03})):
            number += 1
            parent = _clients()[c.lessee_id - 1][1]
            kind = draws.weighted({"C": 0.45 if parent else 0.2, "P": 0.3, "B": 0.3, "M": 0.1})
            other = c.lessee_id % len(_clients()) + 1
            surety = parent if parent and draws.chance(0.8) else other
            cover = None if draws.chance(0.25) else Decimal(c.fin * draws.pick((20, 30, 50, 100)) // 100)
            end = c.end_dt if draws.chance(0.4) else _months_on(c.start_dt, 12) if draws.chance(0.4) else None
            yield number, c.ctr_id, kind, surety if kind == "C" else None, cover, end


def _policies(seed: int, assets: Sequence[_Asset]) -> Iterator[Row]:
    draws = Draws(seed, "ins_pol")
    number = 0
    for asset in assets:
        start = asset.buy_dt + timedelta(days=draws.whole(0, 40))
        start = start if draws.chance(0.85) else date(start.year + 1, 1, 1)
        payer = "L" if draws.chance(0.72) else "C"
        insurer = draws.weighted(INSURERS)
        share = draws.whole(6, 19)
        insured = draws.chance(0.78) and asset.ast_stat != "S"
        while insured and start <= AS_OF:
            number += 1
            end = date(start.year + 1, start.month, min(start.day, 28)) - timedelta(days=1)
            premium = (asset.buy_cost * share / 1000).quantize(Decimal("0.01"))
            yield number, asset.ast_id, insurer, start, end, premium, payer
            start = end + timedelta(days=1 if draws.chance(0.85) else draws.whole(9, 70))
            insurer = insurer if draws.chance(0.8) else draws.weighted(INSURERS)
            insured = draws.chance(0.85 if asset.ast_stat == "L" else 0.6)


def _reviews(seed: int) -> tuple[list[Row], dict[int, str]]:
    """Return the credit reviews in the order of their days, and the grade that each lessee has now."""
    draws = Draws(seed, "crd_rev")
    drawn: list[tuple[datetime, int]] = []
    for lessee in range(1, len(_clients()) + 1):
        for _ in range(draws.weighted({0: 0.1, 1: 0.16, 2: 0.22, 3: 0.24, 4: 0.16, 6: 0.12})):
            day = draws.day(FIRST, date(2025, 3, 24))
            if draws.chance(0.07):
                day = date(day.year, *draws.pick(((1, 1), (12, 31)))) if day.year < 2025 else date(2025, 1, 1)
            at = datetime(day.year, day.month, day.day, draws.whole(8, 18), draws.whole(0, 59))
            drawn.append((at, lessee))
    grades: dict[int, str] = {}
    rows: list[Row] = []
    for number, (at, lessee) in enumerate(sorted(drawn), start=1):
        old = grades.get(lessee)
        step = draws.weighted({-1: 0.2, 0: 0.5, 1: 0.24, 2: 0.06})
        new = "ABCDE"[min(4, max(0, "ABCDE".index(old) + step))] if old else draws.pick("AABBBCCD")
        grades[lessee] = new
        staff = [n for n, a in enumerate(ANALYSTS, 1) if n > 1 and (a[4] is None or a[4] >= at.date())]
        writer = draws.weighted({n: 1 / (2 + n % 7) for n in staff})
        refused = draws.chance({"A": 0.02, "B": 0.06, "C": 0.12, "D": 0.3, "E": 0.7}[new])
        limit = 0 if refused else draws.pick((50, 100, 150, 250, 300, 400, 500, 750, 1000, 2000)) * 1000
        boss = ANALYSTS[writer - 1][1]
        second = boss if draws.chance(0.7) else draws.pick((1, 2, 3))
        second = boss if second == writer else second
        second = second if limit > ANALYSTS[writer - 1][3] * 1000 else None
        outcome = "R" if refused else "C" if draws.chance(0.3) else "A"
        memo = draws.pick(MEMOS.split(";")) if draws.chance(0.55) else None
        rows.append((number, lessee, writer, second, at, old, new, Decimal(limit), outcome, memo))
    return rows, grades
