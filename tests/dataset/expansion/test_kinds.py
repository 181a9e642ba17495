"""What each kind of expansion makes of a question, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.expansion.amounts import amounts
from sqlcoder.dataset.expansion.directions import directions
from sqlcoder.dataset.expansion.parent import Made, Parent
from sqlcoder.dataset.expansion.periods import months, years
from sqlcoder.dataset.expansion.values import values
from sqlcoder.dataset.written_schema import schema_of
from tests.dataset import bakery

SCHEMA = schema_of(bakery.SCHEMA, "schema.sql")
STORED = {
    "shops.town": ("Lindenau", "Marrow", "Öde"),
    "shops.name": ("Shop 1", "Shop 2", "Shop 3"),
    "loaves.name": ("Dark", "Farmer", "Farmer Special", "Plain"),
    "loaves.kind": ("R", "W"),
    "sales.state": ("flat", "open"),
}
SOLD = "SELECT SUM(sales.pieces) FROM sales WHERE "
Kind = Callable[[Parent], Iterator[Made]]

MADE: list[tuple[Kind, str, str, str, str]] = [
    (
        years,
        "Pieces sold in 2023?",
        SOLD + "sales.sold_on >= '2023-01-01' AND sales.sold_on < '2024-01-01'",
        "Pieces sold in 2022?",
        SOLD + "sales.sold_on >= '2022-01-01' AND sales.sold_on < '2023-01-01'",
    ),
    (
        years,
        "Which shops closed in 2021?",
        "SELECT shops.name FROM shops WHERE EXTRACT(YEAR FROM shops.closed_on) = 2021",
        "Which shops closed in 2023?",
        "SELECT shops.name FROM shops WHERE EXTRACT(YEAR FROM shops.closed_on) = 2023",
    ),
    (
        months,
        "What went over the counter in November 2023?",
        SOLD + "sales.sold_on >= '2023-11-01' AND sales.sold_on < '2023-12-01'",
        "What went over the counter in December 2023?",
        SOLD + "sales.sold_on >= '2023-12-01' AND sales.sold_on < '2024-01-01'",
    ),
    (
        amounts,
        "Breads dearer than 4 euros",
        "SELECT loaves.name FROM loaves WHERE loaves.price > 4",
        "Breads dearer than 5 euros",
        "SELECT loaves.name FROM loaves WHERE loaves.price > 4".replace("4", "5"),
    ),
    (
        amounts,
        "the three dearest breads",
        "SELECT loaves.name FROM loaves ORDER BY loaves.price DESC LIMIT 3",
        "the five dearest breads",
        "SELECT loaves.name FROM loaves ORDER BY loaves.price DESC LIMIT 5",
    ),
    (
        amounts,
        "Shops that sold 1,500 pieces or more",
        "SELECT sales.shop_id FROM sales GROUP BY sales.shop_id HAVING SUM(sales.pieces) >= 1500",
        "Shops that sold 2,000 pieces or more",
        "SELECT sales.shop_id FROM sales GROUP BY sales.shop_id HAVING SUM(sales.pieces) >= 2000",
    ),
    (
        values,
        "shops in lindenau",
        "SELECT shops.name FROM shops WHERE shops.town = 'Lindenau'",
        "shops in marrow",
        "SELECT shops.name FROM shops WHERE shops.town = 'Marrow'",
    ),
    (
        values,
        "Since when is Shop 2 closed?",
        "SELECT shops.closed_on FROM shops WHERE shops.name = 'Shop 2'",
        "Since when is Shop 3 closed?",
        "SELECT shops.closed_on FROM shops WHERE shops.name = 'Shop 3'",
    ),
    (
        directions,
        "What is the highest price?",
        "SELECT MAX(loaves.price) AS highest_price FROM loaves",
        "What is the lowest price?",
        "SELECT MIN(loaves.price) AS lowest_price FROM loaves",
    ),
    (
        directions,
        "The two cheapest breads",
        "SELECT loaves.name FROM loaves ORDER BY loaves.price LIMIT 2",
        "The two most expensive breads",
        "SELECT loaves.name FROM loaves ORDER BY loaves.price DESC NULLS LAST LIMIT 2",
    ),
    (
        directions,
        "What is the average price of a piece?",
        "SELECT AVG(loaves.price) AS average_price FROM loaves",
        "What is the highest price of a piece?",
        "SELECT MAX(loaves.price) AS highest_price FROM loaves",
    ),
]

LEFT: list[tuple[Kind, str, str, str]] = [
    (years, "The leap year 2024", "SELECT 1 FROM sales WHERE sales.sold_on >= '2024-01-01'", "named"),
    (years, "Sales of 2023", "SELECT 1 FROM sales WHERE sales.sold_on >= '2021-07-01'", "another year"),
    (years, "In winter 2023/24", "SELECT 1 FROM sales WHERE sales.sold_on >= '2023-12-01'", "two years"),
    (months, "Sales at the end of May", "SELECT 1 FROM sales WHERE sales.sold_on >= '2023-05-01'", "an end"),
    (months, "Sales of 3 May", "SELECT 1 FROM sales WHERE sales.sold_on = '2023-05-03'", "a day"),
    (amounts, "Sales of 60 minutes", "SELECT sales.pieces / 60 FROM sales", "a unit"),
    (amounts, "Two of 2 shops", "SELECT 1 FROM shops WHERE shops.shop_id = 2", "told twice"),
    (values, "Farmer or Plain?", "SELECT 1 FROM loaves WHERE loaves.name IN ('Farmer', 'Plain')", "a list"),
    (values, "The one in Lindenau (Shop 2)", "SELECT 1 FROM shops WHERE shops.name = 'Shop 2'", "told twice"),
    (values, "Price of a rye", "SELECT loaves.price FROM loaves WHERE loaves.kind = 'R'", "a code"),
    (values, "Sold flat?", "SELECT 1 FROM sales WHERE sales.state = 'flat'", "a state"),
    (values, "Breads of any kind", "SELECT 1 FROM loaves WHERE loaves.kind = 'R'", "not named"),
    (directions, "Where is the highest takings?", "SELECT SUM(sales.pieces) FROM sales", "a sum"),
    (directions, "Highest and lowest", "SELECT MAX(loaves.price), MIN(loaves.price) FROM loaves", "two"),
]  # fmt: skip


def parent(question: str, *sql: str, instructions: str | None = None) -> Parent:
    """Return a question of the bakery."""
    example = Example("q", "bakery", question, tuple(map(Gold, sql)), instructions)
    return Parent(example, SCHEMA, STORED)


@pytest.mark.parametrize(("kind", "question", "sql", "new", "new_sql"), MADE)
def test_question_and_gold_change_together(
    kind: Kind, question: str, sql: str, new: str, new_sql: str
) -> None:
    made = [(each.example.question, each.example.golds[0].sql) for each in kind(parent(question, sql))]
    assert (new, new_sql) in made
    assert (question, sql) not in made


@pytest.mark.parametrize(("kind", "question", "sql", "why"), LEFT)
def test_what_can_not_be_changed_with_certainty_is_left(
    kind: Kind, question: str, sql: str, why: str
) -> None:
    assert list(kind(parent(question, sql))) == []


@pytest.mark.parametrize(
    ("kind", "sql", "question", "wanted"),
    [
        (years, SOLD + "sales.sold_on >= '2023-01-01' AND sales.sold_on < '2024-01-01'", "in 2023", {"2022"}),
        (years, "SELECT 1 FROM shops WHERE EXTRACT(YEAR FROM shops.closed_on) = 2022", "in 2022", {"2023"}),
        (years, SOLD + "sales.sold_on < '2019-01-01'", "before 2019", {"2020", "2021", "2022"}),
        (
            months,
            SOLD + "sales.sold_on >= '2023-11-01' AND sales.sold_on < '2023-12-01'",
            "November",
            {"June"},
        ),
    ],
)
def test_a_period_stays_within_what_the_database_tells(
    kind: Kind, sql: str, question: str, wanted: set[str]
) -> None:
    told = replace(parent(question, sql), span=(date(2022, 1, 9), date(2023, 12, 20)))
    made = {each.example.question.split()[-1] for each in kind(told)}
    assert wanted <= made
    assert not made & {"2024", "2025", "2026", "2018", "2017"}


def test_every_gold_changes_or_none() -> None:
    both = parent(
        "shops in Lindenau",
        "SELECT shops.name FROM shops WHERE shops.town = 'Lindenau'",
        "SELECT shops.name FROM shops WHERE shops.shop_id IN (1, 4)",
    )
    assert list(values(both)) == []


def test_a_value_that_instructions_name_stays() -> None:
    sql = "SELECT shops.name FROM shops WHERE shops.town = 'Lindenau'"
    assert list(values(parent("shops in Lindenau", sql, instructions="Lindenau has two parts."))) == []


def test_roles_follow_the_names_of_columns() -> None:
    gold = Gold("SELECT MAX(loaves.price) AS highest_price FROM loaves", required=("highest_price",))
    example = Example("q", "bakery", "What is the highest price?", (gold,))
    (made,) = directions(Parent(example, SCHEMA, STORED))
    assert made.example.golds[0].required == ("lowest_price",)
