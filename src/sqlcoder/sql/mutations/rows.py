"""Operators on a query's rows: DISTINCT, their order and number, their groups, and set operations."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from sqlcoder.sql.mutations.edit import Edit, replaced
from sqlcoder.sql.mutations.query import Query, is_aggregate, own

_SETS = (exp.Rollup, exp.Cube, exp.GroupingSets)


def distinct_gone(query: Query) -> Iterator[Edit]:
    """Drop a SELECT's DISTINCT."""
    for select in query.selects():
        if select.args.get("distinct") is not None:
            yield Edit(select.args["distinct"], None, f"the DISTINCT of {query.written(select)} is gone")


def distinct_added(query: Query) -> Iterator[Edit]:
    """Select DISTINCT rows.

    A SELECT that aggregates is left out, as its rows are its groups, and half a set operation, as `unions`
    makes the same mistake.
    """
    for select in query.selects():
        half = isinstance(select.parent, exp.SetOperation)
        if select.args.get("distinct") is None and not half and not aggregates(select):
            changed = select.copy()
            changed.set("distinct", exp.Distinct())
            yield Edit(select, changed, f"{query.written(select)} became DISTINCT")


def aggregates(select: exp.Select) -> bool:
    """Say whether a SELECT has groups, or is one."""
    projected = (node for projection in select.expressions for node in own(projection))
    return select.args.get("group") is not None or any(is_aggregate(node) for node in projected)


def groups_plainly(select: exp.Select) -> bool:
    """Say whether GROUP BY, if there is one, has no ROLLUP, CUBE or GROUPING SETS, which put in NULLs."""
    group = select.args.get("group")
    sets = ("rollup", "cube", "grouping_sets", "totals", "all")
    if group is None:
        return True
    return not any(group.args.get(kind) for kind in sets) and group.find(*_SETS) is None


def directions(query: Query) -> Iterator[Edit]:
    """Sort by one key the other way."""
    for key in query.tree.find_all(exp.Ordered):
        down, first = bool(key.args.get("desc")), key.args.get("nulls_first")
        turned = key.copy()
        turned.set("desc", not down)
        if first == nulls_first(down, query.dialect):
            turned.set("nulls_first", nulls_first(not down, query.dialect))
        yield Edit(key, turned, f"{query.written(key)} became {query.written(turned)}")


def nulls(query: Query) -> Iterator[Edit]:
    """Leave NULLs where the database puts them by itself."""
    for key in query.tree.find_all(exp.Ordered):
        usual = nulls_first(bool(key.args.get("desc")), query.dialect)
        if key.args.get("nulls_first") != usual:
            plain = key.copy()
            plain.set("nulls_first", usual)
            yield Edit(key, plain, f"{query.written(key)} became {query.written(plain)}")


def nulls_first(descending: bool, dialect: str) -> bool:
    """Say where the database puts NULLs if the query doesn't: sqlglot fills it in so."""
    return {"postgres": descending, "duckdb": False}.get(dialect, not descending)


def order_dropped(query: Query) -> Iterator[Edit]:
    """Drop the last key of an ORDER BY."""
    for order in query.tree.find_all(exp.Order):
        if isinstance(order.parent, exp.Window | exp.WithinGroup | exp.Func):
            continue
        *others, last = order.expressions
        rest = exp.Order(expressions=[key.copy() for key in others]) if others else None
        yield Edit(order, rest, f"the rows are no longer sorted by {query.written(last)}")


def limits(query: Query) -> Iterator[Edit]:
    """Return one row more than LIMIT says, or one less but not none."""
    for limit in query.tree.find_all(exp.Limit):
        number = limit.expression
        if not isinstance(number, exp.Literal) or not number.name.isdigit():
            continue
        for other in (int(number.name) + 1, int(number.name) - 1):
            if other > 0:
                yield Edit(number, exp.Literal.number(other), f"LIMIT {number.name} became LIMIT {other}")


def groups(query: Query) -> Iterator[Edit]:
    """Group by one expression less; where it is selected, the least of its values is."""
    for select in query.selects():
        group = select.args.get("group")
        if group is None or not groups_plainly(select):
            continue
        for place, expression in enumerate(group.expressions):
            if isinstance(expression, exp.Literal | exp.Tuple) or query.family(expression) == "boolean":
                continue  # a position, a set; and no database but DuckDB has a least truth value
            rest = [other.copy() for i, other in enumerate(group.expressions) if i != place]
            least = exp.Anonymous(this="MIN", expressions=[expression.copy()])
            changed = replaced(select, expression, least)
            changed.set("group", exp.Group(expressions=rest) if rest else None)
            yield Edit(select, changed, f"rows are no longer grouped by {query.written(expression)}")


def unions(query: Query) -> Iterator[Edit]:
    """Make UNION UNION ALL, and the other way round."""
    for union in query.tree.find_all(exp.Union):
        other = union.copy()
        other.set("distinct", not union.args.get("distinct"))
        words = ("UNION", "UNION ALL") if union.args.get("distinct") else ("UNION ALL", "UNION")
        yield Edit(union, other, f"{words[0]} became {words[1]}")


def differences(query: Query) -> Iterator[Edit]:
    """Make EXCEPT INTERSECT, and the other way round."""
    for node in query.tree.find_all(exp.Except, exp.Intersect):
        kind = exp.Intersect if isinstance(node, exp.Except) else exp.Except
        other = kind(**{name: _copied(part) for name, part in node.args.items()})
        words = ("EXCEPT", "INTERSECT") if kind is exp.Intersect else ("INTERSECT", "EXCEPT")
        yield Edit(node, other, f"{words[0]} became {words[1]}")


def _copied(part: object) -> object:
    return part.copy() if isinstance(part, exp.Expr) else part
