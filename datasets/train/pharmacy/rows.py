"""The rows of a pharmaceutical wholesaler: the same for the same seed, everywhere and always.

Draws every table in the order in which they depend on each other. Runs no SQL.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Row, TableRows

FOLDER = Path(__file__).parent
FIRST, LAST = date(2021, 11, 2), date(2025, 1, 31)
DAY = timedelta(days=1)
LIMITS = {"A": ("15.0", "25.0"), "C": ("2.0", "8.0"), "F": ("-25.0", "-15.0"), "V": ("15.0", "25.0")}
SIGNERS = "Abel Birch Corrigan Dale Eames Fenn Goral Hume Ivers Jessop Kant Loomis".split()
CARRIERS = {"Pillar Express": 46, "own van": 30, "Cold Swan": 15, "Moor Vans": 9}
# Month and day: ends and beginnings of quarters.
EDGES = ((1, 1), (3, 31), (4, 1), (6, 30), (7, 1), (9, 30), (10, 1), (12, 31))

Price = tuple[int, date, Decimal, str]
Batch = tuple[int, str, int, int, date, date, int, Decimal, str]
Recall = tuple[int, str, int, int, str, date, date | None, int | None]
Pharmacy = tuple[
    int, str, str, str, str, str, int | None, int | None, date, date | None, Decimal | None, int, str | None
]  # fmt: skip
# Number, storage class, first and last day in the range, price at the beginning.
Product = tuple[int, str, date, date | None, Decimal]
Goods = tuple[Sequence[Product], Sequence[Price], Sequence[Batch], Sequence[Recall]]


class Trade(NamedTuple):
    """What orders are drawn from, and the rows drawn so far; `left` are the units left in each batch."""

    taste: Mapping[Product, float]
    prices: Mapping[int, Sequence[Price]]
    batches: Mapping[int, Sequence[Batch]]
    recalled: Mapping[int, date]
    left: dict[int, int]
    orders: list[Row]
    lines: list[Row]
    deliveries: list[Row]


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    masters, products, parts = _products(seed)
    prices = tuple(_prices(seed, products))
    batches = tuple(_batches(seed, products, prices))
    recalls = tuple(_recalls(seed, batches))
    pharmacies = tuple(_pharmacies(seed))
    trade = _trade(seed, pharmacies, (products, prices, batches, recalls))
    houses = [(n, *house) for n, house in enumerate(_houses(), start=1)]
    named = [(name.strip("*"), group, name.endswith("*")) for name, group in _entries("ingredients")]
    ingredients = [(n, *ingredient) for n, ingredient in enumerate(named, start=1)]
    drawn: tuple[Iterable[Row], ...] = (
        _makers(seed), ingredients, masters, parts, prices, houses, _zones(seed), _logs(seed),
        _settled(seed, batches, recalls), recalls, _reps(seed), pharmacies, _licences(seed, pharmacies),
        trade.orders, trade.deliveries, trade.lines, _returns(seed, trade),
    )  # fmt: skip
    own = {"products": "original_id", "sales_representatives": "manager_id", "pharmacies": "chain_head_id"}
    pairs = zip(_columns().items(), drawn, strict=True)
    return tuple(TableRows(name, columns, tuple(rows), own.get(name)) for (name, columns), rows in pairs)


def _columns() -> Mapping[str, tuple[str, ...]]:
    schema = (FOLDER / "schema.sql").read_text(encoding="utf-8")
    tables = re.findall(r"^CREATE TABLE (\w+) \((.*?)^\);", schema, re.MULTILINE | re.DOTALL)
    return {name: tuple(re.findall("^    ([a-z_]+) ", body, re.MULTILINE)) for name, body in tables}


@cache
def _entries(name: str) -> tuple[tuple[str, ...], ...]:
    lists = tomllib.loads((FOLDER / "lists.toml").read_text(encoding="utf-8"))
    lines = lists[name].strip().replace("\n", ";").split(";")
    return tuple(tuple(line.strip().split("|")) for line in lines)


@cache
def _houses() -> tuple[tuple[str, str, date, date | None], ...]:
    day, houses = date.fromisoformat, _entries("warehouses")
    return tuple(
        (code, city, day(since), day(until) if until else None) for code, city, since, until in houses
    )


def _cents(value: Decimal) -> Decimal:
    return Decimal(int(value * 100 + Decimal("0.5"))) / 100


def _at(draws: Draws, day: date, first: int, last: int) -> datetime:
    return datetime.combine(day, time(draws.whole(first, last), draws.whole(0, 59)))


def _makers(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "manufacturers")
    for number, (name, country, preferred, year) in enumerate(_entries("manufacturers"), start=1):
        audit = draws.day(date(int(year), 1, 10), date(int(year), 12, 10)) if year else None
        yield number, name, country, preferred == "1", audit


def _products(seed: int) -> tuple[list[Row], list[Product], list[Row]]:
    draws = Draws(seed, "products")
    masters: list[Row] = []
    products: list[Product] = []
    parts: list[Row] = []
    for n, entry in enumerate(_entries("products"), start=1):
        name, form, pack, store, rx, maker, holder, original, mix, price = entry
        launched = draws.day(date(2009, 1, 5), date(2021, 6, 30))
        launched = draws.day(date(2022, 2, 1), date(2024, 5, 31)) if draws.chance(0.14) else launched
        gone = draws.day(max(launched + 200 * DAY, date(2022, 6, 1)), LAST) if draws.chance(0.11) else None
        masters.append((
            n, f"P{1000 + 13 * n}", name, form, int(pack), store, rx == "1", int(maker), int(holder),
            int(original) if original else None, launched, gone,
        ))  # fmt: skip
        products.append((n, store, launched, gone, Decimal(price)))
        for ingredient, strength in (part.split(":") for part in mix.split(",")):
            parts.append((n, int(ingredient), Decimal(strength)))
    return masters, products, parts


def _prices(seed: int, products: Sequence[Product]) -> Iterator[Price]:
    draws = Draws(seed, "list_prices")
    for number, _, launched, gone, price in products:
        yield number, launched, _cents(price * Decimal("0.9") if launched < FIRST else price), "L"
        for year in (2021, 2022, 2023, 2024, 2025):
            for month in (1, draws.pick((4, 7, 7, 10))):
                day = date(year, month, 1)
                reason = "I" if month == 1 else draws.pick("RRM")
                if day <= launched or (gone and day > gone) or draws.chance(0.35 if month == 1 else 0.8):
                    continue
                change = draws.pick(
                    {"I": (1, 2, 3, 4, 5, 6), "R": (-15, -12, -8, -5), "M": (-10, 4, 9)}[reason]
                )
                price = _cents(price * (100 + change) / 100)
                yield number, day, price, reason


def _history(prices: Sequence[Price]) -> Mapping[int, Sequence[Price]]:
    return {product: [p for p in prices if p[0] == product] for product in {p[0]: 0 for p in prices}}


def _list_price(prices: Mapping[int, Sequence[Price]], product: int, day: date) -> Decimal:
    return [p[2] for p in prices[product] if p[1] <= day][-1]


def _zones(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "storage_zones")
    for number, (code, house, places, year) in enumerate(_entries("zones"), start=1):
        low, high = LIMITS[code[4]]
        tested = draws.day(date(int(year), 4, 8), date(int(year), 12, 5)) if year else None
        yield number, code, int(house), code[4], Decimal(low), Decimal(high), int(places), tested


def _logs(seed: int) -> Iterator[Row]:
    draws, log = Draws(seed, "temperature_logs"), 0
    for zone, (code, house, _, _) in enumerate(_entries("zones"), start=1):
        _, _, opened, closed = _houses()[int(house) - 1]
        low, high = (float(limit) for limit in LIMITS[code[4]])
        day, odds = max(opened, date(2022, 7, 1)), draws.pick((0.006, 0.015, 0.03))
        while day <= (closed or LAST):
            when, again = _at(draws, day, 0, 23), draws.chance(odds * (3 if day.month in (7, 8) else 1))
            value = high + draws.real(0.1, 3.5) if draws.chance(0.8) else low - draws.real(0.1, 2)
            # What was out of range is measured again half an hour later.
            for part in range(2 if again else 1):
                log += 1
                inside = min(high, max(low, draws.normal((low + high) / 2, (high - low) / 5)))
                tenths = Decimal(int((value if again and part == 0 else inside) * 10)) / 10
                yield log, zone, when + part * timedelta(minutes=30), None if draws.chance(0.012) else tenths
            day += draws.whole(2, 4) * DAY


def _batches(seed: int, products: Sequence[Product], prices: Sequence[Price]) -> Iterator[Batch]:
    draws = Draws(seed, "batches")
    history, number = _history(prices), 0
    for product, storage, launched, gone, _ in products:
        day = max(launched, date(2021, 9, 1)) + draws.whole(0, 40) * DAY
        while day <= (gone or LAST):
            number += 1
            house = draws.weighted({1: 5, 2: 3, 3: 2, 4: 1.5, 5: 1.5})
            _, _, opened, closed = _houses()[house - 1]
            fits = opened <= day <= (closed or LAST)
            places = {z: line for z, line in enumerate(_entries("zones"), start=1) if int(line[1]) == house}
            zones = [z for z, line in places.items() if fits and line[0][4] == storage]
            # What the warehouse has no zone for is stored in Kettlebridge.
            zones = zones or [{"A": 1, "C": 3, "V": 4, "F": 5}[storage]]
            life = draws.whole(150, 380) if storage in "CF" else draws.whole(300, 900)
            expires = (day + life * DAY).replace(day=1) - draws.pick((0, 1, 1, 1)) * DAY
            cost = _cents(_list_price(history, product, day) * draws.whole(72, 88) / 100)
            label = f"{draws.pick('ABKLX')}{draws.whole(101, 499)}"
            yield number, label, product, draws.pick(zones), day, expires, 25 * draws.whole(6, 24), cost, "R"
            day += draws.whole(70, 250) * DAY


def _recalls(seed: int, batches: Sequence[Batch]) -> Iterator[Recall]:
    draws = Draws(seed, "recalls")
    row, counts = 0, dict.fromkeys((2022, 2023, 2024, 2025), 0)
    starts = [draws.day(date(2022, 2, 1), date(2025, 1, 10)) for _ in range(16)]
    starts += [draws.day(date(2024, 11, 20), date(2025, 1, 25)) for _ in range(4)]
    for start in sorted(starts):
        held = [b for b in batches if b[4] < start - 20 * DAY and b[5] > start]
        first, more = draws.pick(held), draws.pick((0, 0, 1, 2))
        others = [b for b in held if b[2] == first[2] and b != first][:more]
        counts[start.year] += 1
        number = f"RC-{start.year % 100}-{counts[start.year]:02d}"
        kind, reason = draws.weighted({1: 0.28, 2: 0.42, 3: 0.3}), draws.pick(_entries("recall_reasons"))[0]
        last = start + draws.whole(14, 190) * DAY
        closed = last if last <= LAST else None
        for batch, _, _, _, _, _, units, _, _ in (first, *others):
            row += 1
            uncounted = closed is None or draws.chance(0.15)
            recovered = None if uncounted else draws.whole(0, units // 2)
            yield row, number, batch, kind, reason, start, closed, recovered


def _settled(seed: int, batches: Sequence[Batch], recalls: Sequence[Recall]) -> Iterator[Batch]:
    draws = Draws(seed, "status")
    recalled = {recall[2]: recall[6] for recall in recalls}
    for batch in batches:
        expired = batch[5] < LAST and draws.chance(0.8)
        status = "D" if expired else "Q" if draws.chance(0.06) else "R"
        if batch[0] in recalled:
            status = "B" if recalled[batch[0]] is None or draws.chance(0.3) else "D"
        yield *batch[:8], status


def _reps(seed: int) -> Iterator[Row]:
    draws = Draws(seed, "sales_representatives")
    for number, (name, region, chief, start, end, share) in enumerate(_entries("representatives"), start=1):
        hired = draws.day(date(int(start), 1, 4), date(int(start), 3, 20))
        left = draws.day(date(int(end), 5, 2), date(int(end), 10, 31)) if end else None
        rate = Decimal(share) if share else None
        yield number, name, region or None, int(chief) if chief else None, hired, left, rate


def _pharmacies(seed: int) -> Iterator[Pharmacy]:
    draws = Draws(seed, "pharmacies")
    regions = {city: region for city, region in _entries("cities")}
    teams = {"North": (2, 4, 4), "South": (3, 8, 8, 13), "East": (6, 7), "West": (10, 11, 12)}
    for number, (name, city, kind, head) in enumerate(_entries("pharmacies"), start=1):
        region = regions[city]
        chief = None if kind == "O" or draws.chance(0.08) else 1 if kind == "H" else draws.pick(teams[region])
        since = draws.day(date(2003, 1, 6), date(2021, 12, 1))
        since = draws.day(date(2022, 2, 1), date(2024, 6, 1)) if draws.chance(0.15) and number > 5 else since
        closed = draws.day(date(2022, 9, 1), LAST) if draws.chance(0.12) and number > 5 else None
        closed = None if closed and closed < since + 100 * DAY else closed
        limit = Decimal(draws.whole(2, 16) * (2500 if kind == "C" else 10000)) if draws.chance(0.86) else None
        days = draws.pick((14, 30, 30, 30, 45, 60)) if limit else 0
        yield (
            number, f"C-{1000 + 7 * number}", name, kind, city, region, int(head) if head else None, chief,
            since, closed, limit, days, draws.pick(_entries("notes"))[0] if draws.chance(0.35) else None,
        )  # fmt: skip


def _licences(seed: int, pharmacies: Sequence[Pharmacy]) -> Iterator[Row]:
    draws, number = Draws(seed, "licences"), 0
    for pharmacy, _, _, _, _, _, _, _, since, *_ in pharmacies:
        for kind, odds in {"D": 1.0, "N": 0.7, "V": 0.5}.items():
            day = since - draws.whole(5, 400) * DAY
            while draws.chance(odds) and day <= date(2024, 11, 30):
                number, odds = number + 1, 0.85
                years = draws.pick((3, 5, 5))
                unlimited = draws.chance({"D": 0.4, "N": 0.0, "V": 0.12}[kind])
                edge = date(day.year + years, *draws.pick(EDGES))
                ends = None if unlimited else edge if draws.chance(0.5) else day + years * 365 * DAY
                end = min(day + draws.whole(100, 900) * DAY, LAST)
                revoked = end if draws.chance(0.06) and end < LAST else None
                yield number, pharmacy, kind, day, ends, revoked
                if ends is None:
                    break
                day = ends + draws.pick((1, 1, 1, 20, 75)) * DAY


def _trade(seed: int, pharmacies: Sequence[Pharmacy], goods: Goods) -> Trade:
    draws = Draws(seed, "orders")
    products, prices, batches, recalls = goods
    lasting = sorted(batches, key=lambda batch: batch[5])
    shelves = {product[0]: [batch for batch in lasting if batch[2] == product[0]] for product in products}
    taste = {product: draws.pick((0.4, 1.0, 1.0, 2.0, 4.0)) for product in products}
    stopped = {recall[2]: recall[5] for recall in recalls}
    left = {batch[0]: batch[6] for batch in batches}
    trade = Trade(taste, _history(prices), shelves, stopped, left, [], [], [])
    # A few customers order often, some hardly ever, and one in fifteen never.
    pull: dict[Pharmacy, float] = {}
    for pharmacy in pharmacies:
        size = draws.pick((1, 1, 2, 3, 6)) * (2.0 if pharmacy[3] == "H" else 1.0)
        pull[pharmacy] = 0.0 if pharmacy[0] % 15 == 14 else size
    for moment in sorted(_moment(draws) for _ in range(1600)):
        pharmacy = draws.weighted(pull)
        if pharmacy[8] <= moment.date() <= (pharmacy[9] or LAST):
            _order(draws, trade, moment, pharmacy)
    return trade


def _moment(draws: Draws) -> datetime:
    day = draws.day(FIRST, LAST - 2 * DAY)
    if draws.chance(0.92):
        return _at(draws, day if day.weekday() < 6 else day - draws.whole(1, 4) * DAY, 6, 20)
    # Ends of years and of quarters are where a range that is off by one shows.
    edge = date(draws.whole(2022, 2025), *draws.pick(EDGES))
    moment = time(draws.pick((0, 0, 23)), draws.pick((0, 15, 59)))
    return datetime.combine(edge if edge < LAST else date(2025, 1, 1), moment)


def _order(draws: Draws, trade: Trade, moment: datetime, pharmacy: Pharmacy) -> None:
    day, number = moment.date(), len(trade.orders) + 1
    customer, _, _, kind, _, region, _, chief, *_ = pharmacy
    on_sale = {p: weight for p, weight in trade.taste.items() if p[2] <= day <= (p[3] or LAST)}
    # Frozen goods go to hospitals only.
    on_sale = {p: weight for p, weight in on_sale.items() if p[1] != "F" or kind == "H"}
    wanted = {draws.weighted(on_sale)[0]: 0 for _ in range(draws.pick((1, 1, 2, 2, 3, 4, 5, 7)))}
    urgent, cancelled = draws.chance(0.12), draws.chance(0.06)
    homes = {"North": 1, "South": 2, "East": 3, "West": 4 if day <= date(2023, 6, 30) else 1}
    home = 5 if region == "West" and day >= date(2024, 4, 2) else homes[region]
    promised = day + (1 if urgent else draws.pick((1, 2, 2, 3))) * DAY
    channel = draws.weighted({"W": 0.38, "E": 0.27, "P": 0.2, "V": 0.15})
    taker = None if channel in "WE" else chief or draws.pick((4, 8, 10))
    taker = draws.pick((4, 6, 8, 10, 13)) if taker and draws.chance(0.2) else taker
    taker = None if channel == "P" and draws.chance(0.4) else taker
    _, _, _, start, end, _ = _entries("representatives")[(taker or 1) - 1]
    taker = taker if int(start) < day.year and not (end and day.year >= int(end)) else None
    waiting = moment > datetime(2025, 1, 27) and draws.chance(0.7)
    order = number, home, urgent, promised
    shipments = {} if cancelled or waiting else _shipments(draws, moment, order)
    sent = [
        _line(draws, trade, (number, line, kind, day, product), shipments)
        for line, product in enumerate(wanted, start=1)
    ]
    # A shipment that nothing went out with was never made.
    used = [row[7] for row in sent]
    trade.deliveries.extend(row for key, row in shipments.items() if key in used)
    trade.lines.extend(sent)
    status = "C" if cancelled else "S" if None not in used else "P" if any(used) else "N"
    trade.orders.append((number, customer, home, taker, moment, promised, channel, status, urgent))


def _shipments(draws: Draws, moment: datetime, order: tuple[int, int, bool, date]) -> dict[int, Row]:
    number, home, urgent, promised = order
    shipments: dict[int, Row] = {}
    for part in range(2 if draws.chance(0.18) else 1):
        carrier = draws.weighted(CARRIERS)
        lag = 0 if urgent else draws.pick((0, 1, 1)) + part * draws.whole(1, 6)
        left = max(moment, _at(draws, moment.date() + lag * DAY, 8, 20)) + timedelta(minutes=20)
        slow = draws.chance(0.3 if carrier == "Moor Vans" else 0.12)
        due = left.date() + draws.whole(2, 7) * DAY if slow else max(promised, left.date())
        arrives = max(_at(draws, due, 6, 18), left + timedelta(minutes=45 + 10 * draws.whole(0, 12)))
        lost = draws.chance(0.012) or arrives.date() > LAST
        house = home if draws.chance(0.88) else draws.pick((1, 1, 2, 3))
        cost = Decimal(draws.whole(600, 2400) * (2 if carrier == "Cold Swan" else 1)) / 100
        cost = Decimal(0) if carrier == "own van" else cost + (9 if urgent else 0)
        signer = None if lost or draws.chance(0.15) else draws.pick(SIGNERS)
        # Numbers leave gaps: two for each order, of which the second is seldom used.
        key, cooled = 2 * number - 1 + part, carrier == "Cold Swan" or draws.chance(0.2)
        shipments[key] = (key, number, house, carrier, cooled, left, None if lost else arrives, cost, signer)
    return shipments


def _line(draws: Draws, trade: Trade, place: tuple[int, int, str, date, int], sent: Mapping[int, Row]) -> Row:
    number, line, kind, day, product = place
    amount = draws.pick((1, 2, 3, 5, 5, 10, 10, 10, 20, 20, 25, 40)) * (3 if kind == "H" else 1)
    price = _list_price(trade.prices, product, day)
    price = _cents(price * draws.pick((95, 97, 98)) / 100) if draws.chance(0.15) else price
    discount = Decimal(draws.pick(("2.5", "5", "5", "7.5", "10", "15"))) if draws.chance(0.28) else None
    picked = None
    for batch, _, _, _, received, expires, *_ in trade.batches[product] if sent else ():
        stopped = day >= trade.recalled.get(batch, LAST) and not draws.chance(0.1)
        spoilt = expires < day + 20 * DAY and not draws.chance(0.02)
        if received <= day and trade.left[batch] >= amount and not stopped and not spoilt:
            picked = batch
            trade.left[batch] -= amount
            break
    delivery = draws.pick(tuple(sent)) if picked and not draws.chance(0.02) else None
    return number, line, product, amount, price, discount, picked, delivery


def _returns(seed: int, trade: Trade) -> Iterator[Row]:
    draws, number = Draws(seed, "returns"), 0
    arrived = {row[0]: row[6] for row in trade.deliveries}
    for order, line, _, amount, price, _, batch, delivery in trade.lines:
        came, recalled = arrived.get(delivery), batch in trade.recalled
        share = 0.2 if recalled else 0.07
        while isinstance(came, datetime) and draws.chance(share):
            share, number = 0.12, number + 1
            assert isinstance(amount, int) and isinstance(price, Decimal)
            back = draws.pick((amount, amount, max(1, amount // 2), 1))
            day = came.date() + draws.pick((0, 1, 1, 2, 3, 5, 9, 16, 34)) * DAY
            reason = draws.weighted({"D": 4, "W": 3, "T": 1.5, "E": 2, "N": 4})
            reason = "R" if recalled and draws.chance(0.75) else reason
            full, half = _cents(price * back), _cents(price * back / 2)
            credit = draws.weighted({None: 0.14, Decimal(0): 0.1, full: 0.56, half: 0.2})
            voided = _at(draws, day + draws.whole(0, 6) * DAY, 8, 17) if draws.chance(0.08) else None
            restocked = reason in "WN" and draws.chance(0.7)
            if day <= LAST:
                yield number, order, line, day, back, reason, credit, restocked, voided
