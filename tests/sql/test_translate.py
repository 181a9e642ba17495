"""Translations from PostgreSQL run on the real databases and give PostgreSQL's rows, or are refused."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sqlcoder.dataset.sources import load as load_questions
from sqlcoder.demo import statements
from sqlcoder.errors import UnsafeQuery, UsageError
from sqlcoder.results.cells import CompareOptions
from sqlcoder.results.compare import compare
from sqlcoder.results.order import Order
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Column, Schema, Table
from sqlcoder.sql import guard
from sqlcoder.sql.sorting import sorting
from sqlcoder.sql.translate import translate
from tests import servers

TARGETS = {"d": "duckdb", "s": "sqlite", "m": "mysql"}
CASES = [
    tuple(line.split(" | ", 1))
    for line in (Path(__file__).parents[1] / "fixtures" / "translate.sql").read_text("utf-8").splitlines()
    if not line.startswith("-- ")
]
OPTIONS = CompareOptions(bools_are_numbers=True, rounded=False)


@dataclass(frozen=True)
class Demo:
    """The demo database in one kind: its schema, and how a query is run there."""

    schema: Schema
    run: Callable[[str], ResultSet]


def demo_schema(dialect: str) -> Schema:
    with closing(duckdb.connect(":memory:")) as connection:
        for statement in statements.schema_statements("duckdb"):
            connection.execute(statement)
        found = connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "ORDER BY 1, ordinal_position"
        ).fetchall()
    names = dict.fromkeys(row[0] for row in found)
    tables = tuple(
        Table(name, tuple(Column(column, kind) for table, column, kind in found if table == name))
        for name in names
    )
    return Schema(dialect, tables)


def result(cursor: Any) -> ResultSet:
    rows = tuple(tuple(row) for row in cursor.fetchall())
    return ResultSet(tuple(entry[0] for entry in cursor.description), rows)


@pytest.fixture(scope="module")
def demos(postgres_server: servers.Server, mariadb_server: servers.Server) -> Iterator[dict[str, Demo]]:
    with ExitStack() as stack:
        duck = stack.enter_context(duckdb.connect(":memory:"))
        lite = stack.enter_context(closing(sqlite3.connect(":memory:")))
        server = stack.enter_context(servers.postgres_admin(postgres_server))
        server.execute("DROP DATABASE IF EXISTS bees")
        server.execute("CREATE DATABASE bees TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
        postgres = stack.enter_context(servers.postgres_admin(postgres_server, "bees"))
        maria = stack.enter_context(servers.mariadb_admin(mariadb_server)).cursor()
        maria.execute("DROP DATABASE IF EXISTS bees")
        maria.execute("CREATE DATABASE bees COLLATE utf8mb4_bin")
        maria.execute("USE bees")
        maria.execute("SET sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'")
        statements.load(duck.execute, "duckdb")
        statements.load(lite.execute, "sqlite")
        statements.load(lambda sql: postgres.execute(sql.encode()), "postgres")
        statements.load(maria.execute, "mysql")

        def run_mysql(sql: str) -> ResultSet:
            maria.execute(sql)
            return result(maria)

        runs: dict[str, Callable[[str], ResultSet]] = {
            "duckdb": lambda sql: result(duck.execute(sql)),
            "sqlite": lambda sql: result(lite.execute(sql)),
            "postgres": lambda sql: result(postgres.execute(sql.encode())),
            "mysql": run_mysql,
        }
        yield {dialect: Demo(demo_schema(dialect), run) for dialect, run in runs.items()}


def as_text(rows: ResultSet) -> ResultSet:
    """Return the rows with days as the text that SQLite has, midnight left away."""

    def plain(cell: object) -> object:
        if isinstance(cell, date | datetime):
            cell = f"{cell:%Y-%m-%d %H:%M:%S}"
        return cell.removesuffix(" 00:00:00") if isinstance(cell, str) else cell

    return ResultSet(rows.columns, tuple(tuple(map(plain, row)) for row in rows.rows))


def differs(demos: dict[str, Demo], sql: str, target: str, written: str) -> str | None:
    """Say how the rows of the query written for a target differ from PostgreSQL's, None where they don't."""
    sorted_by = sorting(sql, "postgres")
    gold = demos["postgres"].run(sorted_by.sql if sorted_by else sql)
    found = demos[target].run(guard.check(written, demos[target].schema).sql)
    order = Order(sorted_by.positions(len(gold.columns)), hidden=sorted_by.hidden) if sorted_by else None
    if target == "sqlite":
        gold, found = as_text(gold), as_text(found)
    verdict = compare(gold, found, order=order, options=OPTIONS)
    assert gold.rows, sql
    return None if verdict.right else verdict.reason or str(verdict)


GOLDS = {
    (example.id, i): gold
    for example in load_questions(Path(str(files("sqlcoder.demo").joinpath("evaluation.jsonl"))))
    for i, gold in enumerate(example.golds)
}


@pytest.mark.parametrize(
    ("target", "right", "refused"), [("duckdb", 49, 0), ("sqlite", 49, 0), ("mysql", 49, 0)]
)
def test_golds_are_translated_or_refused_and_never_wrong(
    demos: dict[str, Demo], target: str, right: int, refused: int
) -> None:
    schema, outcomes, wrong = demos[target].schema, Counter[str](), []
    for key, gold in GOLDS.items():
        try:
            written = translate(gold.sql, "postgres", target, schema)
        except UnsafeQuery as error:
            outcomes[error.what] += 1
            continue
        reason = differs(demos, gold.sql, target, written)
        by_hand = gold.written_for(target)
        if by_hand is not None:
            verdict = compare(demos[target].run(by_hand), demos[target].run(written), options=OPTIONS)
            reason = reason or verdict.reason
        wrong += [(key, reason, written)] if reason else []
        outcomes["right"] += not reason
    assert wrong == []
    assert (outcomes["right"], outcomes.total() - outcomes["right"]) == (right, refused), outcomes


def test_there_are_many_queries() -> None:
    assert len(CASES) >= 80
    assert all(len(marks) == 3 for marks, _ in CASES)


@pytest.mark.parametrize(("marks", "sql"), CASES)
def test_a_translation_gives_the_same_rows(demos: dict[str, Demo], marks: str, sql: str) -> None:
    guard.check(sql, demos["postgres"].schema)
    for mark, target in TARGETS.items():
        if mark in marks:
            written = translate(sql, "postgres", target, demos[target].schema)
            assert (target, differs(demos, sql, target, written), written)[1] is None, written
        else:
            with pytest.raises(UnsafeQuery, match="can't be written for"):
                translate(sql, "postgres", target, demos[target].schema)


REFUSALS = [
    ("sqlite", "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a) AS m FROM t", "uses PERCENTILE_CONT"),
    ("mysql", "SELECT t.a FROM t FULL JOIN u ON t.a = u.a", "it uses FULL JOIN"),
    ("sqlite", "SELECT t.a / t.b AS q FROM t", "whose type isn't known to be a number"),
    ("duckdb", "SELECT t.a / 2 AS q FROM t", "whose type isn't known to be a number"),
    ("sqlite", "SELECT EXTRACT(YEAR FROM t.a) AS y FROM t", "isn't known to be a date or timestamp"),
    ("sqlite", "SELECT t.a FROM t WHERE t.a >= '2024-05-06'", "isn't known to be a text or date"),
    ("mysql", "SELECT t.a || t.b AS c FROM t", "databases may write differently"),
    ("duckdb", "SELECT a FROM (SELECT 1 AS a FROM t) AS s, u WHERE b / 2 > 1", "isn't known to be a number"),
    ("duckdb", "WITH c AS (SELECT 1 AS n) SELECT c.n FROM c WHERE EXISTS (SELECT 1 FROM t WHERE n / 2 = 0)",
     "isn't known to be a number"),
    ("sqlite", "SELECT a FROM t AS s (a)", "can't be written for SQLite"),
    ("sqlite", "SELECT x.a FROM (SELECT t.b FROM t) AS x (a)", "whose columns are renamed"),
    ("mysql", "SELECT UPPER(t.a) AS a, COUNT(*) AS n FROM t GROUP BY a", "is a column and an alias"),
    ("duckdb", "SELECT t.a FROM t NATURAL JOIN u", "NATURAL JOIN"),
    ("duckdb", "SELECT t.a FROM t FETCH FIRST 2 ROWS WITH TIES", "WITH TIES"),
    ("duckdb", "SELECT t.a FROM t WHERE t.a = B'1'", "can't be written for DuckDB"),
    ("sqlite", "SELECT t.a FROM t WHERE t.a ILIKE 'é%'", "outside ASCII"),
    ("sqlite", "SELECT CAST('tomorrow' AS DATE) AS d", "'tomorrow' as a date"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "sql", "reason"), REFUSALS)
def test_what_is_not_certain_is_refused_with_its_reason(target: str, sql: str, reason: str) -> None:
    with pytest.raises(UnsafeQuery) as refused:
        translate(sql, "postgres", target)
    assert reason in refused.value.what
    assert refused.value.fix == "Give a variant of the query, written by hand for this database."


def test_the_same_dialect_keeps_the_text() -> None:
    text = "SELECT  1 -- as it is"
    assert translate(text, "postgres", "postgres") == text
    assert translate("no SQL at all", "sqlite", "sqlite") == "no SQL at all"


def test_other_sources_and_unknown_dialects_are_refused() -> None:
    with pytest.raises(UnsafeQuery, match="it is written for SQLite"):
        translate("SELECT 1", "sqlite", "duckdb")
    with pytest.raises(UsageError, match='Unknown SQL dialect "oracle"'):
        translate("SELECT 1", "postgres", "oracle")
    with pytest.raises(UnsafeQuery, match="begins with"):
        translate("DROP TABLE t", "postgres", "duckdb")
    with pytest.raises(UnsafeQuery, match="nested more than"):
        translate("SELECT " + "(" * 100 + "1" + ")" * 100, "postgres", "sqlite")
