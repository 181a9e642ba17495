"""What a query uses of a schema: tables, columns, and the values it compares them with.

A name is taken for every column that it may mean: good for counting what questions are about, and no proof.
Runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlglot import exp

from sqlcoder.schema.model import Schema
from sqlcoder.sql.statement import read

Place = Literal["condition", "limit", "elsewhere"]
_CONDITIONS = (
    exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In, exp.Between, exp.Like, exp.ILike, exp.Is,
    exp.NullSafeEQ, exp.NullSafeNEQ,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A constant: its text, whether it is a number, and where it stands.

    `column` is the column that it is compared with, as `table.column`, None where that isn't plain.
    """

    text: str
    is_number: bool
    place: Place
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """The schema's tables, its columns as `table.column`, and the query's constants in their order."""

    tables: frozenset[str]
    columns: frozenset[str]
    values: tuple[Value, ...]


def usage(sql: str, schema: Schema) -> Usage:
    """Return what the query uses. Raise `UnsafeQuery` where it can't be read.

    >>> from sqlcoder.schema.model import Column, Table
    >>> schema = Schema("postgres", (Table("ferry", (Column("name", "text"), Column("seats", "integer"))),))
    >>> found = usage("SELECT f.name FROM ferry AS f WHERE f.seats > 5", schema)
    >>> sorted(found.columns), found.values[0].column
    (['ferry.name', 'ferry.seats'], 'ferry.seats')
    """
    tree = read(sql, schema.dialect)
    names = {node.alias_or_name.lower(): node.name.lower() for node in tree.find_all(exp.Table)}
    tables = {table.name.lower(): {c.name.lower() for c in table.columns} for table in schema.tables}
    used = {name for name in names.values() if name in tables}
    columns = {found for node in tree.find_all(exp.Column) for found in _columns(node, names, tables)}
    literals = (node for node in tree.walk(bfs=False) if isinstance(node, exp.Literal))
    values = tuple(_value(node, names, tables) for node in literals)
    return Usage(frozenset(used), frozenset(columns), values)


def _columns(node: exp.Column, names: dict[str, str], tables: dict[str, set[str]]) -> Iterator[str]:
    """Yield the columns that a name may mean: without its table, one of any table of the query."""
    name = node.name.lower()
    among = [names.get(node.table.lower(), "")] if node.table else sorted(set(names.values()))
    for table in among:
        if name in tables.get(table, ()):
            yield f"{table}.{name}"


def _value(node: exp.Literal, names: dict[str, str], tables: dict[str, set[str]]) -> Value:
    place: Place = "elsewhere"
    column: str | None = None
    if node.find_ancestor(exp.Limit, exp.Offset, exp.Fetch) is not None:
        place = "limit"
    else:
        condition = node.find_ancestor(*_CONDITIONS, exp.Select)
        if condition is not None and not isinstance(condition, exp.Select):
            place = "condition"
            compared = condition.find_all(exp.Column)
            column = next((found for each in compared for found in _columns(each, names, tables)), None)
    return Value(node.name, not node.is_string, place, column)
