"""Which values of a question and its query are held against each other, in the ways people write them."""

from __future__ import annotations

import pytest

from sqlcoder.dataset.checks.mentions import mentions
from sqlcoder.dataset.checks.values import disagreements
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.written_schema import schema_of
from sqlcoder.sql.usage import usage
from tests.dataset import bakery

SCHEMA = schema_of(bakery.SCHEMA, "schema.sql")
KNOWN = "R = rye, W = wheat. A big sale has 50 pieces. The books are as of 31 March 2025."
SELECT = "SELECT COUNT(*) AS n FROM sales JOIN loaves ON loaves.loaf_id = sales.loaf_id WHERE "


def found(question: str, condition: str) -> list[str]:
    example = Example("1", "bakery", question, (Gold(SELECT + condition),))
    used = [usage(gold.sql, SCHEMA) for gold in example.golds]
    return list(disagreements(example, used, mentions(KNOWN), " ".join(mentions(KNOWN).words)))


AGREE = [
    ("sales of more than five pieces", "sales.pieces > 5"),
    ("sales of 1.5k pieces", "sales.pieces = 1500"),
    ("more than 1.5 million pieces", "sales.pieces > 1500000"),
    ("over 1,200 pieces", "sales.pieces > 1200"),
    ("big sales", "sales.pieces >= 50"),
    ("half a hundred per cent: 40% of 20", "sales.pieces > 0.4 * 20"),
    ("for two hours", "sales.pieces > 120"),
    ("on Saturdays", "EXTRACT(DOW FROM sales.sold_on) = 6"),
    ("in March", "EXTRACT(MONTH FROM sales.sold_on) = 3"),
    ("in 2023", "sales.sold_on >= '2023-01-01' AND sales.sold_on < '2024-01-01'"),
    ("until the end of 2023", "sales.sold_on < '2024-01-01'"),
    ("before today's closing of the books", "sales.sold_on <= '2025-03-31'"),
    ("of the Farmer's bread", "loaves.name = 'Farmer'"),
    ("rye only", "loaves.kind = 'R'"),
    ("cancellations", "loaves.name = 'cancelled'"),
    ("loaves B2 to B9", "loaves.name IN ('B2', 'B5', 'B9')"),
    ('called "Dark One"', "loaves.name = 'Dark One'"),
    ("weekday as a number, Sunday being 0 and Saturday 6", "sales.pieces > 1"),
]
DISAGREE = [
    ("sales of more than five pieces", "sales.pieces > 7", ["The query has 7; the question doesn't."]),
    (
        "sales of more than 500 pieces",
        "sales.pieces > 700",
        ["The query has 700; the question doesn't.", "The question has the number 500; no query does."],
    ),
    (
        "in 2019",
        "sales.sold_on >= '2023-01-01'",
        [
            "The query has the day 2023-01-01; the question doesn't.",
            "The question has the year 2019; no query does.",
        ],
    ),
    ("plain bread", "loaves.name = 'Farmer'", ["The query has 'Farmer'; the question doesn't."]),
    (
        'called "Dark One"',
        "loaves.kind = 'R'",
        ['The question has "Dark One"; no query does.'],
    ),
]


@pytest.mark.parametrize(("question", "condition"), AGREE)
def test_values_said_otherwise_agree(question: str, condition: str) -> None:
    assert found(question, condition) == []


@pytest.mark.parametrize(("question", "condition", "remarks"), DISAGREE)
def test_values_of_one_side_only_are_told(question: str, condition: str, remarks: list[str]) -> None:
    assert found(question, condition) == remarks
