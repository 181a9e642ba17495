"""A small database and a question set on it, for tests of the evaluation's core."""

from __future__ import annotations

from pathlib import Path

import duckdb

from sqlcoder.databases.base import Limits
from sqlcoder.dataset.example import Example, Gold, Variant
from sqlcoder.evaluation.scene import Scene
from sqlcoder.evaluation.terms import Terms

SCHEMA = """
CREATE TABLE ferries (ferry_id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, seats INTEGER NOT NULL);
CREATE TABLE crossings (
  crossing_id INTEGER PRIMARY KEY,
  ferry_id INTEGER NOT NULL REFERENCES ferries (ferry_id),
  sailed_on DATE NOT NULL,
  passengers INTEGER
);
"""
ROWS = """
INSERT INTO ferries VALUES (1, 'Alba', 90), (2, 'Bruno', 40), (3, 'Cilla', 40), (4, 'Dora', 12);
INSERT INTO crossings VALUES
  (1, 1, '2024-05-01', 80), (2, 1, '2024-05-02', 75), (3, 2, '2024-05-02', 40), (4, 3, '2024-06-11', 7),
  (5, 3, '2024-06-12', NULL), (6, 1, '2024-12-31', 80);
"""
OTHER_ROWS = """
INSERT INTO ferries VALUES (1, 'Elsa', 10), (2, 'Finn', 20), (3, 'Alba', 95);
INSERT INTO crossings VALUES (1, 2, '2023-01-01', 5), (2, 2, '2024-05-05', 6), (3, 3, '2024-12-30', 1);
"""


def database(path: Path, rows: str = ROWS) -> str:
    """Write the database to `path` and return it as text."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA + rows)
    return str(path)


def example(id: str, sql: str = "", **more: object) -> Example:
    golds = (Gold(sql),) if sql else ()
    return Example(id, "ferries", f"Question {id}?", golds, **more)  # type: ignore[arg-type]


NAMES = "SELECT ferries.name FROM ferries WHERE ferries.seats = 40"
COUNT = "SELECT COUNT(*) AS n FROM crossings"
SORTED = "SELECT ferries.name FROM ferries ORDER BY ferries.seats DESC"
FIRST_TWO = "SELECT ferries.name FROM ferries ORDER BY ferries.seats DESC LIMIT 2"
TODAY = "SELECT COUNT(*) AS n FROM crossings WHERE crossings.sailed_on >= CURRENT_DATE - INTERVAL '7 days'"
NOTHING = "SELECT ferries.name FROM ferries WHERE ferries.seats > 1000"


def question_set() -> tuple[Example, ...]:
    """Return nine questions: of every kind that is judged in its own way."""
    chosen = Gold(
        "SELECT ferries.ferry_id, ferries.name, ferries.seats FROM ferries WHERE ferries.seats > 50",
        either=(("ferry_id", "name"),),
        optional=("seats",),
    )
    return (
        example("names", NAMES, category="where"),
        example("count", COUNT, category="where"),
        example("sorted", SORTED, ordered=True, category="order_by"),
        example("first-two", FIRST_TWO, category="order_by"),
        example("this-week", TODAY, category="date_functions"),
        Example("big", "ferries", "Which ferries have more than 50 seats?", (chosen,), category="where"),
        example("nothing", NOTHING, category="where"),
        example("weather", answerable=False, reason="off topic", category="unanswerable"),
        example("fuel", answerable=False, reason="missing data", category="unanswerable"),
    )


def scene(*urls: str, seconds: float = 5.0, metrics: tuple[str, ...] = ()) -> Scene:
    return Scene(urls, Terms(limits=Limits(seconds=seconds, rows=100_000), metrics=metrics))


def with_variant(sql: str, sqlite: str) -> Example:
    return Example("v", "ferries", "?", (Gold(sql, variants=(Variant("sqlite", sqlite),)),))
