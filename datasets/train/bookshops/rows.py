"""The rows of a firm of second-hand bookshops, 2021 to 2024: the same for the same seed, everywhere.

Lays out shops, staff, genres, works and editions, then buys lots of copies and sells them. Runs no SQL.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import Row, TableRows

Record = tuple[Any, ...]

FIRST_DAY, LAST_DAY = date(2021, 1, 4), date(2024, 12, 31)
CENT = Decimal("0.01")
# Days on which a boundary of a month, a quarter or a year can be got wrong.
EDGES = (
    date(2021, 12, 31),
    date(2022, 7, 1),
    date(2023, 1, 1),
    date(2023, 3, 31),
    date(2024, 2, 29),
    LAST_DAY,
)
PARENTS = {
    "shop_booksellers": "trained_by_id",
    "stock_genres": "wider_genre_id",
    "stock_works": "translated_from_id",
}


def tables(seed: int) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    staff = list(_staff(seed))
    posts = list(_postings(seed, staff))
    editions = _editions()
    lots = list(_lots(seed, posts))
    stock = _Stock(seed, list(_copies(seed, lots, editions)), posts)
    stock.trade()
    customers = list(_customers(seed))
    orders, lines = _orders(seed, stock, customers)
    changes = list(_changes(seed, stock.copies, stock.gone))
    made: dict[str, Iterable[Iterable[Any]]] = {
        "shop_branches": [(n, *shop[:-1]) for n, shop in enumerate(_shops(), start=1)],
        "shop_booksellers": staff,
        "shop_postings": posts,
        "stock_genres": [(n, g[1], g[0], g[2]) for n, g in enumerate(_genres(), start=1)],
        "stock_authors": _authors(),
        "stock_works": _works()[0],
        "stock_work_authors": _works()[1],
        "stock_editions": editions,
        "stock_lots": lots,
        "stock_copies": stock.finished(changes),
        "stock_price_changes": changes,
        "shop_sales": stock.sales,
        "shop_fair_stalls": _stalls(seed, posts),
        "web_customers": customers,
        "web_orders": orders,
        "web_order_lines": lines,
        "web_wishes": _wishes(seed, customers, editions),
        "web_listings": _listings(seed, stock),
    }
    # The schema has each table after those that it refers to.
    return tuple(
        TableRows(name, columns, tuple(tuple(row) for row in made[name]), PARENTS.get(name))
        for name, columns in _columns().items()
    )


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    schema = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
    found = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", schema, re.DOTALL)
    return {name: tuple(re.findall(r"^    ([a-z_0-9]+) [A-Z]", body, re.MULTILINE)) for name, body in found}


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "lists.toml").read_text(encoding="utf-8"))


@cache
def _shops() -> tuple[Record, ...]:
    return tuple((*shop[:5], shop[5] or None, *shop[6:]) for shop in _lists()["shops"])


@cache
def _genres() -> tuple[Record, ...]:
    return tuple((name, wider or None, *rest) for name, wider, *rest in _lists()["genres"])


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _by_end(day: date | None) -> date | None:
    return day if day and day <= LAST_DAY else None


def _euros(value: float) -> Decimal:
    return (Decimal(int(value * 2)) / 2).quantize(CENT)


def _day(draws: Draws, first: date = FIRST_DAY) -> date:
    """Draw a day, now and then one at a boundary."""
    edge = draws.pick(EDGES)
    return edge if draws.chance(0.08) and edge >= first else draws.day(first, LAST_DAY)


def _at(draws: Draws, day: date, first: int, last: int) -> datetime:
    return datetime.combine(day, time(draws.whole(first, last), draws.whole(0, 59)))


@cache
def _authors() -> tuple[Row, ...]:
    draws, nations = (
        Draws(0, "authors"),
        {"GB": 12.0, "IE": 4.0, "FR": 5.0, "DE": 5.0, "IT": 3.0, "NL": 2.0, "US": 4.0},
    )
    found: list[Row] = []
    for number in range(1, 47):
        name = f"{_lists()['first'][(number * 5) % 22]} {_lists()['last'][(number * 3 + number // 22) % 23]}"
        # The later an author stands in the list, the later born; works are given to authors of their time.
        born = 1838 + number * 3 + draws.whole(-4, 4) if draws.chance(0.9) else None
        died = born + draws.whole(48, 92) if born and born < 1950 else None
        found.append((number, name, draws.weighted(nations), born, died if died and died < 2024 else None))
    return tuple(found)


def _of_the_time(draws: Draws, year: int) -> int:
    """Draw the number of somebody who was between 25 and 60 years old in a year, more or less."""
    return min(42, max(1, (year - 1838 - draws.pick((28, 33, 38, 45, 55))) // 3))


@cache
def _works() -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the works and who did what for them; the same in every instance, since questions name them."""
    draws, weights = Draws(0, "works"), {n: g[3] for n, g in enumerate(_genres(), start=1)}
    titles = [*_lists()["heads"], *(f"{_lists()['pre'][n % 8]} {_lists()['post'][n % 9]}" for n in range(68))]
    works: list[Record] = []
    roles: list[Row] = []
    for number, title in enumerate(titles, start=1):
        source = works[draws.whole(0, number * 2 // 3)] if number > 12 and draws.chance(0.17) else None
        source = source if source and source[3] is None else None
        genre = (
            source[2]
            if source
            else {8: 13, 9: 12, 12: 15, 16: 18, 19: 2, 20: 17}.get(number) or draws.weighted(weights)
        )
        tongue = draws.weighted({"EN": 14.0, "FR": 2.0, "DE": 2.0, "IT": 1.0, "NL": 1.0})
        if source:
            tongue = "EN" if source[4] != "EN" else draws.pick(("FR", "DE", "NL"))
        year = source[5] + draws.whole(1, 20) if source else draws.whole(1875, 2015)
        works.append((number, title, genre, source[0] if source else None, tongue, min(year, 2019)))
        # The last four have written nothing.
        first = next(r[1] for r in roles if r[0] == source[0]) if source else _of_the_time(draws, year)
        roles.append((number, first, "AUT"))
        for role, chance in (
            ("TRL", 0.9 if source else 0.0),
            ("AUT", 0.0 if source else 0.12),
            ("EDT", 0.1),
            ("ILL", 0.15),
        ):
            other = _of_the_time(draws, year)
            # Some illustrate what they wrote.
            if draws.chance(chance) and (other, role) != (first, "AUT"):
                roles.append((number, first if role == "ILL" and draws.chance(0.4) else other, role))
    return tuple(works), tuple(roles)


@cache
def _editions() -> tuple[Record, ...]:
    draws, found = Draws(0, "editions"), list[Record]()
    for work in _works()[0]:
        year = int(str(work[5]))
        for part in range(draws.weighted({1: 4.0, 2: 4.0, 3: 2.0, 5: 1.0})):
            year = year if part == 0 else min(2020, year + draws.whole(2, 25))
            isbn = f"978{draws.whole(10**9, 10**10 - 1)}" if year >= 1970 else None
            binding = draws.weighted(
                {"HB": 5.0, "PB": 5.0 if year > 1935 else 0.5, "LB": 1.2 if year < 1950 else 0.2}
            )
            pages = draws.whole(48, 720) if draws.chance(0.93) else None
            first = part == 0 and draws.chance(0.8)
            found.append(
                (len(found) + 1, work[0], isbn, draws.pick(_lists()["houses"]), year, binding, pages, first)
            )
    return tuple(found)


def _staff(seed: int) -> Iterator[Record]:
    draws, hired = Draws(seed, "staff"), date(1998, 2, 1)
    for number in range(1, 33):
        hired = min(hired + _days(draws.whole(120, 480)), date(2024, 8, 1))
        name = (
            f"{_lists()['first'][number % 22]} {_lists()['last'][(number * 9) % 23]}"
            if number != 31
            else f"{_lists()['first'][3]} {_lists()['last'][4]}"
        )
        ended = (
            draws.day(max(hired + _days(60), date(2021, 9, 1)), date(2024, 12, 20))
            if 5 < number < 29 and draws.chance(0.3)
            else None
        )
        trainer = draws.whole(1, max(1, number // 2)) if number > 4 and draws.chance(0.7) else None
        hours = Decimal(draws.weighted({40: 5, 38: 2, 30: 3, 20: 4, 12: 1})).quantize(Decimal("0.1"))
        yield (number, f"B{number:03d}", name, hired, ended, hours, trainer)


def _postings(seed: int, staff: list[Record]) -> Iterator[Record]:
    draws = Draws(seed, "postings")
    for person in staff:
        number, start, end, left = person[0], person[3], None, person[4]
        # The first seven lead a shop each.
        shop = number if number < 8 else draws.weighted({n: s[7] for n, s in enumerate(_shops(), start=1)})
        start = max(start, _shops()[shop - 1][4])
        # The first seven stay; the last of all has no posting yet.
        moves = (
            0
            if number == 32
            else 1
            if number < 8 and number != 6
            else draws.weighted({1: 5.0, 2: 3.0, 3: 1.5})
        )
        for move in range(moves):
            post = (
                "MGR"
                if number < 8
                else "APP"
                if move == 0 and start.year >= 2019 and draws.chance(0.5)
                else "SEL"
            )
            span = draws.whole(200, 1300)
            end = start + _days(span)
            limit = min(left or LAST_DAY, _shops()[shop - 1][5] or LAST_DAY)
            last = end >= limit or end >= date(2024, 10, 1) or move == moves - 1
            if shop == 6 and (last or end >= date(2023, 6, 30)):
                end, last = min(date(2023, 6, 30), left or LAST_DAY), False
            yield (number, shop, start, left if last else end, post)
            if last or (left and end >= left):
                break
            start = end + _days(draws.weighted({1: 8, 15: 1}))
            shop = draws.pick(
                [n for n in (1, 2, 3, 4, 5, 7) if n != shop and _shops()[n - 1][4] <= start] or [1]
            )


def _there(posts: list[Record], shop: int, day: date) -> list[int]:
    return [p[0] for p in posts if p[1] == shop and p[2] <= day and (p[3] is None or p[3] >= day)]


def _lots(seed: int, posts: list[Record]) -> Iterator[Record]:
    draws, days = Draws(seed, "lots"), sorted(_day(Draws(seed, f"lot{n}")) for n in range(300))
    for number, day in enumerate(days, start=1):
        shop = draws.weighted(
            {n: s[7] if s[5] is None or day <= s[5] else 0.0 for n, s in enumerate(_shops(), start=1)}
        )
        buyer = draws.pick(_there(posts, shop, day) or [1])
        origin = draws.weighted({"PRV": 9.0, "HCL": 4.0, "AUC": 1.5, "EXC": 1.5})
        boxes = draws.whole(6, 60) if origin == "HCL" else draws.whole(1, 5)
        cost = {"PRV": 18, "HCL": 12, "AUC": 70, "EXC": 0}[origin] * boxes * draws.real(0.5, 1.6)
        cost = 0 if draws.chance(0.05) else cost
        name = (
            f"{draws.pick(_lists()['first'])} {draws.pick(_lists()['last'])}" if draws.chance(0.8) else None
        )
        note = draws.pick(_lists()["notes"]) if draws.chance(0.3) else None
        yield (number, shop, buyer, origin, name, day, _euros(cost), boxes, note)


def _copies(seed: int, lots: list[Record], editions: tuple[Record, ...]) -> Iterator[list[Any]]:
    draws = Draws(seed, "copies")
    works = _works()[0]
    # Four lots have not been sorted, and the last edition has never come in.
    sources: list[Record | None] = [None] * 300 + [
        lot for lot in lots[:-4] for _ in range(draws.whole(3, 6 + min(8, lot[7])))
    ]
    for number, lot in enumerate(sources, start=1):
        edition = editions[int((len(editions) - 1) * draws.real(0, 1) * draws.real(0.35, 1))]
        mark = _genres()[int(str(works[edition[1] - 1][2])) - 1][2]
        shop = (
            lot[1]
            if lot and draws.chance(0.8)
            else draws.weighted({n: s[7] for n, s in enumerate(_shops(), start=1)})
        )
        day = (
            min(LAST_DAY, lot[5] + _days(draws.whole(0, 40)))
            if lot
            else draws.day(date(2017, 1, 2), date(2020, 12, 30))
        )
        shop = 7 if shop == 6 and day > date(2023, 4, 1) else shop
        grade = draws.weighted({"FN": 2.0, "VG": 6.0, "GD": 9.0, "FR": 5.0, "PR": 1.5})
        price = draws.real(2, 24) * {"FN": 2.2, "VG": 1.5, "GD": 1.0, "FR": 0.7, "PR": 0.4}[grade]
        signed = draws.chance(0.05)
        price *= (
            (6 if edition[7] and edition[4] < 1960 else 1)
            * (2 if signed else 1)
            * (3 if edition[5] == "LB" else 1)
        )
        shelf = f"{mark}-{draws.whole(1, 9):02d}" if draws.chance(0.9) else None
        lot_id = lot[0] if lot else None
        yield [
            number,
            edition[0],
            lot_id,
            shop,
            shelf,
            grade,
            signed,
            day,
            max(Decimal("1.00"), _euros(price)),
            "AVL",
            None,
            None,
        ]


class _Stock:
    """Copies and what becomes of them, in one pass over the stock."""

    def __init__(self, seed: int, copies: list[list[Any]], posts: list[Record]) -> None:
        self.draws, self.copies, self.posts = Draws(seed, "stock"), copies, posts
        self.sales: list[Record] = []
        self.gone: dict[int, date] = {}
        self.online: list[list[Any]] = []

    def trade(self) -> None:
        """Decide the fate of every copy; those to be sold online are kept for the orders."""
        found = []
        for copy in self.copies:
            fate = self.draws.weighted(
                {"shop": 40.0, "web": 30.0, "MIS": 4.0, "PLP": 3.0, "RSV": 1.5, "AVL": 24.0}
            )
            day = max(copy[7], FIRST_DAY) + _days(int(700 * self.draws.real(0, 1) * self.draws.real(0, 1)))
            shut = _shops()[copy[3] - 1][5]
            if day > (shut or LAST_DAY) or (fate == "shop" and copy[3] == 8):
                fate = "AVL"
            if copy[3] == 7 and fate == "shop":
                fate = "web"
            if fate == "shop":
                found.append((_at(self.draws, day, 9, 18), copy))
            elif fate == "web":
                self.online.append(copy)
            else:
                copy[9] = fate
                self._lose(copy, fate, day)
        for number, (when, copy) in enumerate(sorted(found, key=lambda pair: (pair[0], pair[1][0])), start=1):
            self.sales.append(self._sale(number, when, copy))

    def _lose(self, copy: list[Any], fate: str, day: date) -> None:
        # Stocktakes are held on the last Sunday or so of January, at the same time in all shops.
        taken = date(max(2022, min(2024, day.year + 1)), 1, 28)
        if fate == "MIS" or (fate == "AVL" and copy[7] < taken and self.draws.chance(0.03)):
            copy[10] = taken if copy[7] < taken else None
            copy[9] = fate if copy[10] else "AVL"
        if fate == "PLP":
            copy[11] = day
            self.gone[copy[0]] = day

    def _sale(self, number: int, when: datetime, copy: list[Any]) -> Record:
        day, draws = when.date(), self.draws
        copy[9], self.gone[copy[0]] = "SLD", day
        who: int | None = draws.pick(_there(self.posts, copy[3], day) or [1])
        trade = draws.chance(0.07)
        share = (
            Decimal("0.8")
            if trade
            else draws.weighted({Decimal(1): 8.0, Decimal("0.9"): 1.5, Decimal("0.5"): 0.5})
        )
        tender = draws.weighted(
            {"CSH": 60.0 - 9 * (day.year - 2021), "CRD": 40.0 + 9 * (day.year - 2021), "VCH": 4.0}
        )
        who = None if draws.chance(0.04) else who
        return (number, copy[0], copy[3], who, when, (copy[8] * share).quantize(CENT), tender, trade)

    def finished(self, changes: list[Record]) -> list[list[Any]]:
        """Return the copies with the price of their last change marked in them."""
        for copy_id, _, _, new, _ in changes:
            self.copies[copy_id - 1][8] = new
        return self.copies


def _changes(seed: int, copies: list[list[Any]], gone: dict[int, date]) -> Iterator[Record]:
    draws = Draws(seed, "changes")
    for copy in copies:
        price, day = copy[8], max(copy[7], FIRST_DAY)
        for _ in range(draws.weighted({0: 12.0, 1: 5.0, 2: 2.0, 3: 0.6})):
            day += _days(draws.whole(20, 300))
            if day > LAST_DAY or day >= gone.get(copy[0], LAST_DAY + _days(1)):
                break
            motive = draws.weighted({"AGE": 6.0, "OFR": 3.0, "DEM": 3.0, "ERR": 1.0})
            factor = (
                draws.pick((0.6, 0.75, 0.8))
                if motive in ("AGE", "OFR")
                else draws.pick((1.25, 1.5, 1.1, 0.9))
            )
            new = max(
                Decimal("0.50"), _euros(float(price) * (max(factor, 1.1) if motive == "DEM" else factor))
            )
            if new != price:
                yield (copy[0], day, price, new, motive)
            price = new


def _customers(seed: int) -> Iterator[Record]:
    draws, days = (
        Draws(seed, "customers"),
        sorted(_day(Draws(seed, f"c{n}"), date(2019, 1, 1)) for n in range(280)),
    )
    for number, day in enumerate(days, start=1):
        first, last = draws.pick(_lists()["first"]), draws.pick(_lists()["last"])
        news = _by_end(day + _days(draws.whole(0, 400) * draws.whole(0, 1))) if draws.chance(0.55) else None
        until = _by_end(news + _days(draws.whole(30, 900))) if news and draws.chance(0.35) else None
        closed = _by_end(day + _days(draws.whole(200, 1500))) if draws.chance(0.08) else None
        nick = f"{draws.pick(('inky', 'paper', 'moth', 'quill', 'page', 'old'))}{last.lower()[:5]}{number}"
        yield (
            number,
            nick,
            f"{first} {last}",
            draws.weighted(_lists()["countries"]),
            day,
            news,
            until,
            closed,
        )


def _orders(seed: int, stock: _Stock, customers: list[Record]) -> tuple[list[Record], list[Record]]:
    draws, orders, lines = Draws(seed, "orders"), list[Record](), list[Record]()
    waiting = sorted(stock.online, key=lambda copy: (max(copy[7], FIRST_DAY), copy[0]))
    index = 0
    placed = datetime.combine(FIRST_DAY, time(10, 0))
    while index < len(waiting):
        count = draws.weighted({1: 12.0, 2: 4.0, 3: 2.0, 4: 0.7})
        basket, index = waiting[index : index + count], index + count
        latest = max(copy[7] for copy in basket)
        placed = max(placed, datetime.combine(latest, time(0, 0)))
        moment = _at(draws, min(LAST_DAY, placed.date() + _days(int(160 * draws.real(0, 1) ** 2))), 0, 23)
        known = [c for c in customers if c[4] <= moment.date() and (c[7] is None or c[7] > moment.date())]
        customer = known[int(len(known) * draws.real(0, 1) * draws.real(0.3, 1))]
        orders.append((customer, moment, basket))
    orders.sort(key=lambda order: (order[1], order[2][0][0]))
    heads: list[Record] = []
    for number, (customer, moment, basket) in enumerate(orders, start=1):
        head = _order(draws, number, customer, moment)
        heads.append(head)
        for place, copy in enumerate(basket, start=1):
            lines.append(_line(draws, head, place, copy, stock))
    return heads, lines


def _order(draws: Draws, number: int, customer: Record, moment: datetime) -> Record:
    day = moment.date()
    source = draws.weighted({"OWN": 10.0, "ANT": 3.0, "LIB": 4.0, "PAG": 2.0})
    land = customer[3] if draws.chance(0.93) else draws.weighted(_lists()["countries"])
    carrier = draws.weighted({"PST": 9.0, "CUR": 3.0, "PCK": 3.0, "COL": 2.0 if land == "GB" else 0.0})
    postage = (
        0 if carrier == "COL" or draws.chance(0.06) else {"GB": 3.5, "US": 17.0, "AU": 21.5}.get(land, 8.5)
    )
    postage = postage + 4 if postage and carrier == "CUR" else postage
    off = _by_end(day + _days(draws.whole(0, 4))) if draws.chance(0.05) else None
    sent = (
        None
        if off or draws.chance(0.01)
        else _by_end(day + _days(draws.weighted({0: 2, 1: 5, 2: 4, 3: 2, 6: 1, 12: 0.5})))
    )
    slow = {"PST": 5, "CUR": 1, "PCK": 3, "COL": 2}[carrier] + {"GB": 0, "US": 8, "AU": 11}.get(land, 3)
    came = _by_end(sent + _days(slow + draws.whole(-1, 4))) if sent and not draws.chance(0.05) else None
    late = sent is not None and (sent - day).days > 5
    stars = (
        draws.weighted({5: 2.0 if late else 9.0, 4: 4.0, 3: 2.0, 2: 1.0, 1: 3.0 if late else 0.7})
        if came and draws.chance(0.5)
        else None
    )
    text = draws.pick(_lists()["comments"]) if stars and draws.chance(0.45) else None
    return (number, customer[0], moment, source, carrier, land, _euros(postage), sent, came, off, stars, text)


def _line(draws: Draws, head: Record, place: int, copy: list[Any], stock: _Stock) -> Record:
    price = (copy[8] * (Decimal("1.1") if head[3] != "OWN" else 1)).quantize(CENT)
    back = _by_end(head[8] + _days(draws.whole(3, 28))) if head[8] and draws.chance(0.09) else None
    code = draws.weighted({"DMG": 3.0, "DSC": 4.0, "CHG": 4.0}) if back else None
    refund = (
        price if code in ("DMG", "DSC") else price - Decimal("1.00") if code and draws.chance(0.85) else None
    )
    stock.gone[copy[0]] = head[2].date()
    # What was called off or came back stands on the shelf again.
    copy[9] = "AVL" if back or head[9] else "RSV" if head[7] is None else "SLD"
    return (head[0], place, copy[0], price, back, code, refund)


def _stalls(seed: int, posts: list[Record]) -> Iterator[Row]:
    draws, number = Draws(seed, "stalls"), 0
    for year in range(2021, 2025):
        for name, town, month, rent in _lists()["fairs"]:
            first = date(year, month, draws.whole(3, 24))
            for shop in (1, 2, 3, 5, 6):
                if not draws.chance(0.55 if shop > 1 else 0.9) or (_shops()[shop - 1][5] or LAST_DAY) < first:
                    continue
                number += 1
                who = draws.pick(_there(posts, shop, first) or [1]) if draws.chance(0.9) else None
                absent = draws.chance(0.3 if year == 2021 else 0.05)
                took = None if absent else _euros(draws.real(0.5, 6) * rent + draws.whole(50, 300))
                last = first + _days(draws.whole(0, 3))
                yield (number, name, town, shop, who, first, last, _euros(rent * draws.real(0.9, 1.3)), took)


def _wishes(seed: int, customers: list[Record], editions: tuple[Record, ...]) -> Iterator[Row]:
    draws, seen = Draws(seed, "wishes"), set[tuple[int, int]]()
    for number in range(1, 521):
        customer = customers[int(len(customers) * draws.real(0, 1) * draws.real(0.4, 1))]
        edition = editions[int(len(editions) * draws.real(0, 1) * draws.real(0.3, 1))]
        day = _day(draws, max(FIRST_DAY, customer[4]))
        again = (customer[0], edition[0]) in seen
        seen.add((customer[0], edition[0]))
        ceiling = Decimal(draws.whole(1, 16) * 5).quantize(CENT) if draws.chance(0.7) else None
        told = _by_end(day + _days(draws.whole(0, 500))) if draws.chance(0.45) else None
        ended = _by_end(day + _days(draws.whole(5, 700))) if draws.chance(0.12) or again else None
        yield (number, customer[0], edition[0], day, ceiling, told, ended)


def _listings(seed: int, stock: _Stock) -> Iterator[Row]:
    draws, number = Draws(seed, "listings"), 0
    for copy in stock.copies:
        if copy[8] < 4 or not draws.chance(0.3):
            continue
        for market in ("ANT", "LIB", "PAG"):
            if not draws.chance({"ANT": 0.6, "LIB": 0.5, "PAG": 0.3}[market]):
                continue
            first = max(copy[7], FIRST_DAY) + _days(draws.whole(0, 60))
            end = stock.gone.get(copy[0], LAST_DAY + _days(1))
            if first > min(end, LAST_DAY):
                continue
            early = first + _days(draws.whole(10, 500)) if draws.chance(0.25) else end
            down = _by_end(min(early, end))
            asking = (
                copy[8] * draws.pick((Decimal("1.1"), Decimal("1.15"), Decimal("1.25"), Decimal(1)))
            ).quantize(CENT)
            number += 1
            fee = {"ANT": Decimal("1.50"), "LIB": Decimal("0.35"), "PAG": Decimal("0.80")}[market]
            yield (
                number,
                copy[0],
                market,
                first,
                down,
                asking,
                fee if not draws.chance(0.08) else Decimal("0.00"),
            )
