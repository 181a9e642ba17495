"""The example question set: its golds run, and are told from golds gone slightly wrong."""

import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from sqlcoder.databases.base import Limits
from sqlcoder.databases.duckdb import Duckdb
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.sources import load
from sqlcoder.demo import statements
from sqlcoder.demo.questions import questions
from sqlcoder.errors import QueryFailed
from sqlcoder.results.compare import compare
from sqlcoder.results.order import Order
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Schema, Table
from sqlcoder.sql import guard
from sqlcoder.sql.hardness import hardness

EXAMPLES = load(Path(str(files("sqlcoder.demo").joinpath("evaluation.jsonl"))))
ANSWERABLE = [example for example in EXAMPLES if example.answerable]
GOLDS = [
    pytest.param(example, gold, id=f"{example.id}-{number}")
    for example in ANSWERABLE
    for number, gold in enumerate(example.golds, start=1)
]
LIMITS = Limits(seconds=5)


class Beekeeping:
    """The demo database, and what is asked of it here."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._database = Duckdb(connection, "duckdb:///beekeeping.duckdb")
        self.schema = self._database.schema(samples=False)
        self._results: dict[str, ResultSet] = {}

    def run(self, sql: str) -> ResultSet:
        """Return the result of a query that the guard lets pass; each query runs once."""
        if sql not in self._results:
            self._results[sql] = self._database.run(guard.check(sql, self.schema), LIMITS)
        return self._results[sql]

    def catches(self, example: Example, gold: Gold, mutant: str) -> bool:
        """Say whether `mutant` is told from the gold: by its rows, or because it doesn't run."""
        try:
            predicted = self.run(mutant)
        except QueryFailed:
            return True
        order = Order() if example.ordered else None
        return not compare(self.run(gold.sql), predicted, gold.columns, order).right


@pytest.fixture(scope="module")
def beekeeping(duck: duckdb.DuckDBPyConnection) -> Beekeeping:
    return Beekeeping(duck)


@pytest.fixture(scope="module")
def sqlite() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        statements.load(connection.execute, "sqlite")
        yield connection


def test_there_are_48_of_every_category() -> None:
    assert Counter(example.category for example in EXAMPLES) == {
        "where": 5, "group_by": 5, "order_by": 5, "ratio": 5, "table_join": 5, "date_functions": 5,
        "instruct": 5, "window": 3, "set_operations": 3, "subquery": 3, "unanswerable": 4,
    }  # fmt: skip
    assert len({example.id for example in EXAMPLES}) == 48
    assert {example.database for example in EXAMPLES} == {"beekeeping"}


def test_what_goes_with_a_category_is_there() -> None:
    for example in EXAMPLES:
        assert (example.instructions is not None) == (example.category == "instruct"), example.id
        assert (example.reason is not None) == (example.category == "unanswerable"), example.id
        assert example.ordered or example.category != "order_by", example.id


def test_hardness_is_that_of_the_first_gold_and_a_quarter_is_hard() -> None:
    levels = [hardness(example.golds[0].sql, "postgres") for example in ANSWERABLE]
    assert [example.hardness for example in ANSWERABLE] == levels
    assert sum(level in ("hard", "extra") for level in levels) >= len(levels) / 4


def parsed(sql: str) -> exp.Expr:
    return sqlglot.parse_one(sql, read="postgres")


def words(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.lower()))


def skeleton(sql: str) -> str:
    """Return the query with all names but those of functions, and all values, blotted out."""
    tree = parsed(sql)
    for identifier in tree.find_all(exp.Identifier):
        identifier.set("this", "x")
    for literal in tree.find_all(exp.Literal):
        literal.replace(exp.Literal.number(0))
    return tree.sql(dialect="postgres")


def test_no_question_comes_twice_or_in_the_demo() -> None:
    asked = [words(example.question) for example in EXAMPLES] + [words(q.question) for q in questions()]
    assert [question for question, count in Counter(asked).items() if count > 1] == []


def test_no_two_first_golds_have_the_same_skeleton() -> None:
    found: dict[str, list[str]] = {}
    for example in ANSWERABLE:
        found.setdefault(skeleton(example.golds[0].sql), []).append(example.id)
    assert [ids for ids in found.values() if len(ids) > 1] == []


@pytest.mark.parametrize(("example", "gold"), GOLDS)
def test_a_gold_passes_the_guard_and_returns_rows(
    beekeeping: Beekeeping, example: Example, gold: Gold
) -> None:
    guard.check(gold.sql, replace(beekeeping.schema, dialect="postgres"))
    start = time.monotonic()
    result = beekeeping.run(gold.sql)
    assert time.monotonic() - start < 1
    assert 1 <= len(result) <= 50
    assert result.truncated is None
    # An answer that is nothing but NULL or zero would be met by too many wrong queries.
    assert any(cell not in (None, 0) for row in result.rows for cell in row)


@pytest.mark.parametrize(("example", "gold"), GOLDS)
def test_every_column_of_a_gold_has_a_role(beekeeping: Beekeeping, example: Example, gold: Gold) -> None:
    spec = gold.columns
    named = [*spec.required, *(column for group in spec.either for column in group), *spec.optional]
    assert sorted(named) == sorted(beekeeping.run(gold.sql).columns)
    assert all(len(group) > 1 for group in spec.either)


@pytest.mark.parametrize(("example", "gold"), GOLDS)
def test_a_gold_names_the_table_of_every_column(example: Example, gold: Gold) -> None:
    tree = parsed(gold.sql)
    given = {alias.alias for alias in tree.find_all(exp.Alias)}
    bare = {column.name for column in tree.find_all(exp.Column) if not column.table}
    assert bare <= given
    aliased = [table for table in tree.find_all(exp.Table) if table.alias]
    assert [table.alias for table in aliased] == [f"{table.name}_2" for table in aliased]


def test_a_question_with_an_order_has_golds_that_sort(beekeeping: Beekeeping) -> None:
    for example in EXAMPLES:
        sorts = [parsed(gold.sql).args.get("order") is not None for gold in example.golds]
        assert sorts == [example.ordered] * len(sorts), example.id


def test_no_tie_crosses_a_limit(beekeeping: Beekeeping) -> None:
    limited = [gold.sql for example in ANSWERABLE for gold in example.golds if " LIMIT " in gold.sql]
    assert len(limited) == 2
    for sql in limited:
        shown = beekeeping.run(sql).rows
        every = beekeeping.run(sql.split(" LIMIT ")[0]).rows
        # The last column is the one that is sorted by.
        assert every[len(shown)][-1] < shown[-1][-1], sql


def as_sqlite(cell: object) -> object:
    """Return a value as SQLite has it, with a day at midnight and numbers to six digits."""
    match cell:
        case datetime() | date():
            return f"{cell:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
        case None | str():
            return cell
    return float(f"{float(str(cell)):.6g}")


@pytest.mark.parametrize(("example", "gold"), GOLDS)
def test_sqlite_gives_the_same_rows(
    beekeeping: Beekeeping, sqlite: sqlite3.Connection, example: Example, gold: Gold
) -> None:
    rows = sqlite.execute(gold.written_for("sqlite") or gold.sql).fetchall()
    found = Counter(tuple(as_sqlite(cell) for cell in row) for row in rows)
    assert found == Counter(tuple(as_sqlite(cell) for cell in row) for row in beekeeping.run(gold.sql).rows)


Change = Callable[[], object]


def drop_condition(tree: exp.Expr, schema: Schema) -> Iterator[Change]:
    for clause in tree.find_all(exp.Where, exp.Having):
        for condition in leaves(clause.this):
            neutral = exp.false() if isinstance(condition.parent, exp.Or) else exp.true()
            yield partial(condition.replace, neutral)


def leaves(condition: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the conditions between AND, OR and parentheses."""
    if isinstance(condition, exp.And | exp.Or | exp.Paren):
        for part in condition.iter_expressions():
            yield from leaves(part)
    else:
        yield condition


def turn_order(tree: exp.Expr, schema: Schema) -> Iterator[Change]:
    order = tree.args.get("order")
    for key in order.expressions if order else ():
        yield partial(key.set, "desc", not key.args.get("desc"))


def sum_for_count(tree: exp.Expr, schema: Schema) -> Iterator[Change]:
    for count in tree.find_all(exp.Count):
        if isinstance(count.this, exp.Column):
            yield partial(count.replace, exp.Sum(this=count.this.copy()))


def forget_distinct(tree: exp.Expr, schema: Schema) -> Iterator[Change]:
    for select in tree.find_all(exp.Select):
        if select.args.get("distinct"):
            yield partial(select.set, "distinct", None)
    for count in tree.find_all(exp.Count):
        if isinstance(count.this, exp.Distinct):
            yield partial(count.set, "this", count.this.expressions[0].copy())


def other_join(tree: exp.Expr, schema: Schema) -> Iterator[Change]:
    named = {table.alias_or_name: schema.table(table.name) for table in tree.find_all(exp.Table)}
    tables = {name: table for name, table in named.items() if table is not None}
    for join in tree.find_all(exp.Join):
        if join.side == "LEFT":
            yield partial(join.set, "side", None)
        elif not always_finds_one(join, tables):
            yield partial(join.set, "side", "LEFT")


def always_finds_one(join: exp.Join, tables: dict[str, Table]) -> bool:
    """Say whether a join leads from a column that is never NULL to a key: LEFT would give the same."""
    joined = join.this.alias_or_name
    names = {column.table: column.name for column in join.args["on"].find_all(exp.Column)}
    other = next(table for table in names if table != joined)
    column = tables[other].column(names[other])
    return column is not None and not column.nullable and tables[joined].primary_key == (names[joined],)


OPERATORS: dict[str, Callable[[exp.Expr, Schema], Iterator[Change]]] = {
    "a condition dropped": drop_condition,
    "DESC for ASC": turn_order,
    "SUM for COUNT": sum_for_count,
    "DISTINCT gone": forget_distinct,
    "LEFT for INNER": other_join,
}


def mutants(example: Example, gold: Gold, operator: str, schema: Schema) -> Iterator[str]:
    """Yield the versions of a gold that `operator` makes of it, each changed in one place."""
    if operator == "DESC for ASC" and not example.ordered:
        return
    for number, _ in enumerate(OPERATORS[operator](parsed(gold.sql), schema)):
        tree = parsed(gold.sql)
        list(OPERATORS[operator](tree, schema))[number]()
        yield tree.sql(dialect="postgres")


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_gold_gone_slightly_wrong_gives_another_result(beekeeping: Beekeeping, operator: str) -> None:
    made = [
        (example, gold, mutant)
        for example in ANSWERABLE
        for gold in example.golds
        for mutant in mutants(example, gold, operator, beekeeping.schema)
    ]
    assert len(made) > 1
    assert [mutant for example, gold, mutant in made if not beekeeping.catches(example, gold, mutant)] == []
