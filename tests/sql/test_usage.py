"""Tables, columns and values that a query uses, with and without the tables' names and aliases."""

from __future__ import annotations

import pytest

from sqlcoder.schema.model import Column, Schema, Table
from sqlcoder.sql.usage import Value, usage

SCHEMA = Schema(
    "postgres",
    (
        Table("ferries", (Column("ferry_id", "integer"), Column("name", "text"), Column("seats", "integer"))),
        Table("trips", (Column("trip_id", "integer"), Column("ferry_id", "integer"), Column("day", "date"))),
    ),
)
COLUMNS = [
    ("SELECT name FROM ferries", "ferries.name"),
    ("SELECT f.NAME FROM ferries AS f", "ferries.name"),
    ("SELECT ferry_id FROM ferries, trips", "ferries.ferry_id trips.ferry_id"),
    ("WITH trips AS (SELECT 1 AS day) SELECT ferries.seats FROM ferries", "ferries.seats"),
    ("SELECT ferries_2.name FROM ferries AS ferries_2", "ferries.name"),
    ("SELECT nothing.x FROM nothing", ""),
    ("SELECT COUNT(*) FROM trips", ""),
]


@pytest.mark.parametrize(("sql", "columns"), COLUMNS)
def test_columns_are_found_under_any_name(sql: str, columns: str) -> None:
    assert usage(sql, SCHEMA).columns == frozenset(columns.split())


def test_tables_are_those_of_the_schema() -> None:
    sql = "WITH cte_a AS (SELECT trips.day FROM trips) SELECT cte_a.day FROM cte_a"
    assert usage(sql, SCHEMA).tables == {"trips"}


VALUES = [
    ("ferries.seats > 5", Value("5", True, "condition", "ferries.seats")),
    ("ferries.name IN ('Alba')", Value("Alba", False, "condition", "ferries.name")),
    ("TRUE LIMIT 3", Value("3", True, "limit", None)),
    ("ferries.seats BETWEEN 1 AND ferries.ferry_id", Value("1", True, "condition", "ferries.seats")),
    ("EXISTS (SELECT 7 FROM trips)", Value("7", True, "elsewhere", None)),
]


@pytest.mark.parametrize(("condition", "value"), VALUES)
def test_values_come_with_the_column_they_are_compared_with(condition: str, value: Value) -> None:
    assert usage(f"SELECT ferries.name FROM ferries WHERE {condition}", SCHEMA).values == (value,)
