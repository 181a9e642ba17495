"""Operators on what is computed: ratios, defaults for NULL, parts of dates, and which column is taken."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from sqlcoder.sql.mutations.edit import Edit, became, bracketed
from sqlcoder.sql.mutations.facts import is_one_row
from sqlcoder.sql.mutations.query import NUMBERS, Origin, Query, called, own

_PARTS = {
    "year": "month", "quarter": "month", "month": "year", "week": "month", "day": "month", "dow": "day",
    "isodow": "day", "doy": "day", "hour": "minute", "minute": "hour", "second": "minute",
}  # fmt: skip
_CODES = {"%Y": "%m", "%m": "%Y", "%d": "%m", "%w": "%d", "%H": "%M", "%M": "%H"}
_TRUNCATIONS = ("date_trunc", "datetrunc", "date_part", "datepart")
_FORMATS = ("strftime", "to_char", "date_format")


def upside_down(query: Query) -> Iterator[Edit]:
    """Divide the other way round."""
    for node in _ratios(query):
        new = exp.Div(this=bracketed(node.expression), expression=bracketed(node.this), **_flags(node))
        yield became(query, node, new)


def whole(query: Query) -> Iterator[Edit]:
    """Cut a ratio to a whole number, as integer division does in most databases.

    Written with FLOOR: DuckDB and MySQL divide integers into fractions, so that a factor of 1.0 gone would
    change nothing there.
    """
    for node in _ratios(query):
        yield became(query, node, exp.Anonymous(this="FLOOR", expressions=[node.copy()]))


def _ratios(query: Query) -> Iterator[exp.Expr]:
    """Yield the divisions by something that is no constant."""
    for node in query.tree.find_all(exp.Div):
        if node.expression.find(exp.Column, exp.Star) is not None:
            yield node


def _flags(node: exp.Expr) -> dict[str, object]:
    return {name: node.args.get(name) for name in ("typed", "safe")}


def defaults(query: Query) -> Iterator[Edit]:
    """Drop the default of a COALESCE, or the guard of a NULLIF where there are several rows.

    A ratio that is all of the answer needs its guard only where the answer is NULL.
    """
    for node in query.tree.find_all(exp.Anonymous):
        guards = called(node, "nullif") and not _is_all(query, node)
        if (guards or called(node, "coalesce", "ifnull")) and len(node.expressions) == 2:
            yield became(query, node, node.expressions[0].copy())


def _is_all(query: Query, node: exp.Expr) -> bool:
    """Say whether an expression has one value in all of the query."""
    select = node.find_ancestor(exp.Select)
    return select is not None and is_one_row(query, select)


def date_parts(query: Query) -> Iterator[Edit]:
    """Take another part of a date, such as the year for the month."""
    for node in query.tree.find_all(exp.Extract, exp.Anonymous):
        new = node.copy()
        if isinstance(node, exp.Extract):
            other = _PARTS.get(node.name.lower())
            new.set("this", exp.Var(this=other.upper()) if other else None)
        elif called(node, *_TRUNCATIONS):
            # Where the part comes first; the column comes second.
            other = _PARTS.get(node.expressions[0].name.lower())
            new.expressions[0].replace(exp.Literal.string(other or ""))
        elif called(node, *_FORMATS):
            literal = next((e for e in new.expressions if isinstance(e, exp.Literal) and e.is_string), None)
            other = _CODES.get(literal.name) if literal is not None else None
            if literal is not None:
                literal.replace(exp.Literal.string(other or ""))
        else:
            other = _PARTS.get(str(node.this).lower()) if len(node.expressions) == 1 else None
            new.set("this", (other or "").upper())
        if other is not None:
            yield became(query, node, new)


def other_columns(query: Query) -> Iterator[Edit]:
    """Select or aggregate the next column of the same table and kind; keys stand in for keys only."""
    for select in query.selects():
        selected = {query.written(column) for projection in select.expressions for column in own(projection)}
        for projection in select.expressions:
            for column in own(projection):
                other = _next(query, column, selected) if _is_value(column, select) else None
                if other is not None:
                    yield became(query, column, other)


def _is_value(column: exp.Expr, select: exp.Select) -> bool:
    """Say whether a column is what is selected, and no part of a condition or window."""
    if not isinstance(column, exp.Column):
        return False
    around = column.find_ancestor(exp.Window, exp.Predicate, exp.Connector, exp.Select)
    inside_window = isinstance(around, exp.Window) and column.find_ancestor(exp.Anonymous) is None
    predicate = isinstance(around, exp.Predicate | exp.Connector)
    return not (inside_window or predicate or isinstance(select.parent, exp.Exists))


def _next(query: Query, column: exp.Expr, selected: set[str]) -> exp.Expr | None:
    origin = query.origin(column)
    if origin is None:
        return None
    names = [c.name for c in origin.table.columns]
    place = names.index(origin.column.name)
    for name in names[place + 1 :] + names[:place]:
        other = column.copy()
        other.set("this", query.identifier(name))
        if _alike(origin, name) and query.written(other) not in selected:
            return other
    return None


def _alike(origin: Origin, name: str) -> bool:
    column = origin.table.column(name)
    if column is None:
        return False
    other = Origin(origin.select, origin.source, origin.table, column)
    kinds = {"number" if o.family in NUMBERS else o.family for o in (origin, other)}
    return len(kinds) == 1 and other.is_key == origin.is_key
