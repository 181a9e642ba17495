"""Sample values: which are picked, what is asked of the database, and what happens when it is slow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sqlcoder.databases.failures import timed_out
from sqlcoder.databases.samples import with_samples
from sqlcoder.schema.model import Column, ForeignKey, Table


def sampled(values: Sequence[object], type_: str = "TEXT") -> tuple[str, ...]:
    table = Table("t", (Column("a", type_),))
    [result] = with_samples([table], lambda sql, seconds: [(v,) for v in values], "sqlite")
    return result.columns[0].samples


@pytest.mark.parametrize(
    ("values", "samples"),
    [
        (["b", "a", "b", "c"], ("b", "a", "c")),
        (["d", "c", "b", "a"], ("a", "b", "c")),
        ([None, "", "  ", "x"], ("x",)),
        (["x" * 40, "y" * 41], ("x" * 40,)),
        (["two\nlines", "bell\a", "bad �", "good"], ("good",)),
        ([2.5, 2.5, 7], ("2.5", "7")),
        ([b"bytes"], ("bytes",)),
        ([], ()),
    ],
)
def test_picks(values: Sequence[object], samples: tuple[str, ...]) -> None:
    assert sampled(values) == samples
    assert sampled(values[::-1]) == samples


@pytest.mark.parametrize("type_", ["BLOB", "bytea", "VARBINARY(9)", "JSON", "INTEGER[]", "STRUCT(a INT)"])
def test_leaves_out_what_reads_badly(type_: str) -> None:
    assert sampled(["x"], type_) == ()


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("duckdb", 'SELECT substr(CAST("a ""b" AS VARCHAR), 1, 41) FROM "s"."t" LIMIT 1000'),
        ("sqlite", 'SELECT substr(CAST("a ""b" AS TEXT), 1, 41) FROM "s"."t" LIMIT 1000'),
        ("postgres", 'SELECT substr(CAST("a ""b" AS TEXT), 1, 41) FROM "s"."t" LIMIT 1000'),
        ("mysql", 'SELECT substr(CAST(`a "b` AS CHAR), 1, 41) FROM `s`.`t` LIMIT 1000'),
    ],
)
def test_asks_once_a_table_and_skips_numbers_that_are_keys(dialect: str, sql: str) -> None:
    asked: list[str] = []
    columns = (Column("id", "INT"), Column('a "b', "TEXT"), Column("to", "BIGINT"))
    table = Table("t", columns, ("id",), (ForeignKey(("to",), "u", ("id",)),), namespace="s")

    def query(sql: str, seconds: float) -> Sequence[Sequence[object]]:
        asked.append(sql)
        return []

    with_samples([table], query, dialect)
    assert asked == [sql]


def test_a_table_that_fails_or_is_late_goes_without() -> None:
    def query(sql: str, seconds: float) -> Sequence[Sequence[object]]:
        if '"slow"' in sql:
            raise timed_out(seconds)
        return [("x",)]

    tables = [Table("slow", (Column("a", "TEXT"),)), Table("v", (Column("a", "TEXT"),), kind="view")]
    slow, view = with_samples(tables, query, "sqlite")
    assert slow.columns[0].samples == () and view.columns[0].samples == ("x",)
    assert with_samples(tables, query, "sqlite", seconds=0)[1].columns[0].samples == ()
