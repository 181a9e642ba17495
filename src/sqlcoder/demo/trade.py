"""Customers of the demo and what they ordered. Sells only jars that were filled by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlcoder.dataset.draws import Draws
from sqlcoder.demo.batches import Batch
from sqlcoder.demo.places import FIRST_NAMES, LAST_NAMES
from sqlcoder.demo.seasons import TODAY

CUSTOMERS = 220
KINDS = {"private": 0.62, "shop": 0.18, "restaurant": 0.12, "bakery": 0.08}
# Share of the business customers that have agreed a discount, and the discounts in per cent.
DISCOUNTS = {5: 0.4, 10: 0.4, 15: 0.2}
JARS = {"private": (1, 4), "shop": (3, 12), "restaurant": (2, 8), "bakery": (3, 10)}
LINES = {1: 0.4, 2: 0.27, 3: 0.18, 4: 0.1, 5: 0.05}
TOWNS = {
    "Marlow Quay": 0.24, "Castle Elm": 0.17, "Brightwater": 0.14, "Old Harbour": 0.11, "Ninefields": 0.09,
    "Stonebridge End": 0.08, "Hollin Cross": 0.07, "Westering": 0.05, "Tarn Mill": 0.03, "Little Moor": 0.02,
}  # fmt: skip
ADJECTIVES = ("Copper", "Blue", "Green", "Old", "Corner", "Silver", "Little", "Harbour", "Garden", "Red")
THINGS = {
    "shop": ("Basket", "Pantry", "Larder", "Market Hall", "Cellar"),
    "restaurant": ("Kettle", "Spoon", "Lantern", "Table", "Anchor"),
    "bakery": ("Oven", "Crust", "Rolling Pin", "Pretzel", "Mill Bakery"),
}
# Orders a day by month: few before the harvest, most before the winter holidays.
ORDERS_A_DAY = {
    1: 2.6, 2: 2.5, 3: 2.7, 4: 2.8, 5: 3.1, 6: 3.6,
    7: 4.3, 8: 4.5, 9: 4.6, 10: 4.8, 11: 6.2, 12: 7.8,
}  # fmt: skip
GROWTH = {2022: 0.9, 2023: 1.0, 2024: 1.15}
FIRST_DAY = date(2022, 6, 27)
CHANNELS = {"private": {"web": 0.62, "phone": 0.1, "market": 0.28}, "business": {"web": 0.45, "phone": 0.55}}
DAYS_TO_SHIP = {0: 0.1, 1: 0.32, 2: 0.26, 3: 0.14, 4: 0.08, 6: 0.06, 11: 0.04}
PRICE_CENTS = {
    "rapeseed": 520, "wildflower": 590, "clover": 620, "lime": 720, "acacia": 790, "chestnut": 850,
    "heather": 1120,
}  # fmt: skip
GRADE_PER_CENT = {"E": 115, "A": 100, "B": 85, "K": 60}
YEAR_PER_CENT = {2022: 100, 2023: 106, 2024: 109}


@dataclass(frozen=True, slots=True)
class Customer:
    """A row of `customers`."""

    customer_id: int
    name: str
    kind: str
    town: str
    discount_pct: int | None


@dataclass(frozen=True, slots=True)
class Order:
    """A row of `orders`."""

    order_id: int
    customer_id: int
    ordered_at: datetime
    channel: str
    status: str
    shipped_on: date | None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A row of `order_lines`."""

    order_id: int
    line_no: int
    batch_id: int
    jars: int
    unit_price: Decimal
    is_returned: bool


@dataclass(frozen=True, slots=True)
class Sales:
    """All orders and their lines."""

    orders: tuple[Order, ...]
    lines: tuple[OrderLine, ...]


def customers(seed: int) -> tuple[Customer, ...]:
    """Draw the customers; names of businesses are unique, those of people need not be."""
    draws = Draws(seed, "customers")
    named = dict.fromkeys(THINGS, 0)
    found: list[Customer] = []
    for number in range(1, CUSTOMERS + 1):
        kind = draws.weighted(KINDS)
        name = f"{draws.pick(FIRST_NAMES)} {draws.pick(LAST_NAMES)}"
        if kind != "private":
            round_number, place = divmod(named[kind], len(ADJECTIVES))
            name = f"The {ADJECTIVES[place]} {THINGS[kind][round_number]}"
            named[kind] += 1
        discount = draws.weighted(DISCOUNTS) if kind != "private" and draws.chance(0.6) else None
        found.append(Customer(number, name, kind, draws.weighted(TOWNS), discount))
    return tuple(found)


def sell(seed: int, buyers: Sequence[Customer], batches: Sequence[Batch]) -> Sales:
    """Draw the orders day by day, from the jars in stock."""
    draws = Draws(seed, "orders")
    # A few customers buy most, and one in twenty has never bought anything.
    keen = {c: 40.0 / (3 + c.customer_id * 37 % CUSTOMERS) for c in buyers if c.customer_id % 20}
    stock = {batch: batch.jars_filled for batch in batches if batch.grade != "K"}
    orders: list[Order] = []
    lines: list[OrderLine] = []
    day = FIRST_DAY
    while day <= TODAY:
        rate = ORDERS_A_DAY[day.month] * GROWTH[day.year] * (0.6 if day.weekday() == 6 else 1.05)
        count = int(draws.real(0, 2 * rate) + 0.5)
        times = sorted(time(draws.whole(7, 21), draws.whole(0, 59)) for _ in range(count))
        for at in times:
            buyer = draws.weighted(keen)
            order = _order(draws, len(orders) + 1, buyer, datetime.combine(day, at))
            sold = _lines(draws, order, buyer, stock)
            if sold:
                orders.append(order)
                lines += sold
        day += timedelta(days=1)
    return Sales(tuple(orders), tuple(lines))


def _order(draws: Draws, number: int, buyer: Customer, at: datetime) -> Order:
    channel = draws.weighted(CHANNELS["private" if buyer.kind == "private" else "business"])
    shipped = at.date() + timedelta(days=0 if channel == "market" else draws.weighted(DAYS_TO_SHIP))
    if channel != "market" and draws.chance(0.035):
        return Order(number, buyer.customer_id, at, channel, "C", None)
    # Beside those of the last days, a few orders were never dealt with.
    if shipped > TODAY or (channel == "phone" and draws.chance(0.006)):
        return Order(number, buyer.customer_id, at, channel, "O", None)
    return Order(number, buyer.customer_id, at, channel, "S", shipped)


def _lines(draws: Draws, order: Order, buyer: Customer, stock: dict[Batch, int]) -> list[OrderLine]:
    """Draw the lines of an order, each of another batch, and take the jars from the stock."""
    day = order.ordered_at.date()
    on_sale = [batch for batch, jars in stock.items() if jars > 0 and batch.bottled_on < day]
    found: list[OrderLine] = []
    for number in range(1, min(draws.weighted(LINES), len(on_sale)) + 1):
        batch = on_sale.pop(draws.whole(0, len(on_sale) - 1))
        jars = min(draws.whole(*JARS[buyer.kind]), stock[batch])
        if order.status != "C":
            stock[batch] -= jars
        returned = order.status == "S" and draws.chance(0.06 if batch.grade == "B" else 0.018)
        found.append(
            OrderLine(order.order_id, number, batch.batch_id, jars, _price(batch, buyer, day.year), returned)
        )
    return found


def _price(batch: Batch, buyer: Customer, year: int) -> Decimal:
    """Return the price of a jar: by honey, grade and year, less the discount, in steps of 5 cents."""
    per_cent = GRADE_PER_CENT[batch.grade] * YEAR_PER_CENT[year] * (100 - (buyer.discount_pct or 0))
    cents = PRICE_CENTS[batch.honey_type] * per_cent // 1_000_000
    return Decimal(cents // 5 * 5) / 100
