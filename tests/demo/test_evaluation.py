"""The example question set: its golds run, and are told from golds gone slightly wrong."""

import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date, datetime
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
from sqlcoder.demo.rows import SEED
from sqlcoder.errors import QueryFailed
from sqlcoder.results.compare import compare
from sqlcoder.results.order import Order
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import roles
from sqlcoder.results.verdict import Outcome
from sqlcoder.sql import guard
from sqlcoder.sql.hardness import hardness
from sqlcoder.sql.mutate import OPERATORS, Mutant, Mutation, mutants
from sqlcoder.sql.statement import read
from sqlcoder.sql.tree import write

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
        self.schema = self._database.schema()
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
        verdict = compare(self.run(gold.sql), predicted, gold.columns, order)
        return verdict.outcome in (Outcome.DIFFERENT, Outcome.EXTRA_COLUMNS)


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


GOAL = 0.94
"""The part of the mutants that the rows must tell from their golds."""


@dataclass(frozen=True)
class Checked:
    """A mutant of a gold, and whether any instance of the database tells it from the gold."""

    example: Example
    mutant: Mutant
    caught: bool


@pytest.fixture(scope="module")
def instances(beekeeping: Beekeeping) -> Iterator[list[Beekeeping]]:
    """The demo database, and two of other seeds."""
    with ExitStack() as stack:
        others = [stack.enter_context(duckdb.connect(":memory:")) for _ in range(2)]
        for seed, connection in enumerate(others, start=SEED + 1):
            statements.load(connection.execute, "duckdb", seed)
        yield [beekeeping, *map(Beekeeping, others)]


def compared(gold: Gold, columns: tuple[str, ...]) -> frozenset[int]:
    """Return the positions of the columns that an answer can't leave out."""
    asked = roles(gold.columns, columns)
    return frozenset(range(asked.count)) - frozenset(asked.optional)


def mutations(database: Beekeeping) -> Iterator[tuple[Example, Gold, Mutation]]:
    schema = replace(database.schema, dialect="postgres")
    for example in ANSWERABLE:
        for gold in example.golds:
            asked = compared(gold, database.run(gold.sql).columns)
            found = mutants(gold.sql, example.dialect, schema, ordered=example.ordered, compared=asked)
            yield example, gold, found


def as_duckdb(mutant: str) -> str:
    """Return the same query with the places of NULLs spelled out, which are others in DuckDB."""
    return write(read(mutant, "postgres"), "duckdb")


@pytest.fixture(scope="module")
def checked(instances: list[Beekeeping]) -> list[Checked]:
    found = []
    for example, gold, mutation in mutations(instances[0]):
        for mutant in mutation.mutants:
            sql = as_duckdb(mutant.sql)
            caught = any(database.catches(example, gold, sql) for database in instances)
            found.append(Checked(example, mutant, caught))
    return found


def test_a_mutant_passes_the_guard_and_is_another_query(beekeeping: Beekeeping) -> None:
    schema = replace(beekeeping.schema, dialect="postgres")
    for _, gold, mutation in mutations(beekeeping):
        assert mutation.mutants
        texts = [guard.check(mutant.sql, schema).sql for mutant in mutation.mutants]
        assert texts == [mutant.sql for mutant in mutation.mutants]
        assert guard.check(gold.sql, schema).sql not in texts


def test_golds_gone_slightly_wrong_give_other_results(checked: list[Checked]) -> None:
    uncaught = [(c.example.id, c.mutant.operator, c.mutant.change) for c in checked if not c.caught]
    assert len(checked) > 500
    assert len(uncaught) <= (1 - GOAL) * len(checked), "\n".join(map(" | ".join, uncaught))


def test_most_operators_find_something_to_change(checked: list[Checked]) -> None:
    made = {c.mutant.operator for c in checked}
    # The golds have no EXISTS, LIKE or frame, and no join that only filters.
    rare = {"EXISTS and NOT EXISTS", "LIKE made exact", "join dropped", "window frame dropped"}
    assert made == set(OPERATORS) - rare


def test_few_mutants_are_left_out_as_equivalent(beekeeping: Beekeeping) -> None:
    found = [mutation for _, _, mutation in mutations(beekeeping)]
    equivalent = sum(len(mutation.equivalent) for mutation in found)
    assert equivalent <= 0.15 * (equivalent + sum(len(mutation.mutants) for mutation in found))
