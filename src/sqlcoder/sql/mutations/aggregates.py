"""Operators on aggregates: another function, with or without DISTINCT, over rows or over values."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from sqlcoder.sql.mutations.edit import Edit, became
from sqlcoder.sql.mutations.query import NUMBERS, Origin, Query, argument, called


def count_and_sum(query: Query) -> Iterator[Edit]:
    """Make SUM COUNT, COUNT of a number SUM, and COUNT(*) the SUM of the first number that is no key."""
    for node in _calls(query, "sum", "count"):
        inside = argument(node)
        if called(node, "sum"):
            yield became(query, node, _call("COUNT", inside))
        elif isinstance(inside, exp.Star):
            number = next((c for c, o in _columns(query, node) if o.family in NUMBERS and not o.is_key), None)
            if number is not None:
                yield became(query, node, _call("SUM", number))
        elif inside is not None and query.family(inside) in NUMBERS:
            yield became(query, node, _call("SUM", inside))


def sum_and_avg(query: Query) -> Iterator[Edit]:
    """Make SUM AVG, and the other way round."""
    for node in _calls(query, "sum", "avg"):
        yield became(query, node, _call("AVG" if called(node, "sum") else "SUM", argument(node)))


def min_and_max(query: Query) -> Iterator[Edit]:
    """Make MIN MAX, and the other way round."""
    for node in _calls(query, "min", "max"):
        yield became(query, node, _call("MAX" if called(node, "min") else "MIN", argument(node)))


def rows_and_values(query: Query) -> Iterator[Edit]:
    """Count values for rows, those of the first column that may be NULL, and rows for values."""
    for node in _calls(query, "count"):
        inside = argument(node)
        if isinstance(inside, exp.Star):
            nullable = next((c for c, o in _columns(query, node) if _may_be_null(query, c, o)), None)
            if nullable is not None:
                yield became(query, node, _call("COUNT", nullable))
        elif isinstance(inside, exp.Column):
            yield became(query, node, _call("COUNT", exp.Star()))


def distinct(query: Query) -> Iterator[Edit]:
    """Take DISTINCT out of an aggregate, or put it into a COUNT of a column, but in no window."""
    for node in _calls(query, "count", "sum", "avg", "min", "max"):
        inside = argument(node)
        if isinstance(inside, exp.Distinct) and len(inside.expressions) == 1:
            yield became(query, node, _call(str(node.this), inside.expressions[0]))
        elif called(node, "count") and isinstance(inside, exp.Column) and not _is_window(node):
            yield became(query, node, _call("COUNT", exp.Distinct(expressions=[inside.copy()])))


def _calls(query: Query, *names: str) -> Iterator[exp.Expr]:
    for node in query.tree.find_all(exp.Anonymous):
        if called(node, *names) and argument(node) is not None:
            yield node


def _is_window(node: exp.Expr) -> bool:
    return isinstance(node.parent, exp.Window | exp.Filter)


def _call(name: str, inside: exp.Expr | None) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=[] if inside is None else [inside.copy()])


def _columns(query: Query, node: exp.Expr) -> Iterator[tuple[exp.Column, Origin]]:
    """Yield the columns that the sources of a call's SELECT have, with their origins."""
    select = node.find_ancestor(exp.Select)
    if select is None:
        return
    for source in query.sources(select):
        if source.table is not None:
            for column in source.table.columns:
                named = exp.column(query.identifier(column.name), query.identifier(source.name))
                yield named, Origin(select, source, source.table, column)


def _may_be_null(query: Query, column: exp.Column, origin: Origin) -> bool:
    """Say whether a column may be NULL, and no condition already tests that."""
    tested = (test.this for test in origin.select.find_all(exp.Is))
    return origin.column.nullable and column not in tested
