"""Operators on joins: another kind, another key, gone, or without what tells a table from itself."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from sqlcoder.schema.model import Table
from sqlcoder.sql.mutations.conditions import conditions_dropped, is_self_join
from sqlcoder.sql.mutations.edit import Edit, conjuncts
from sqlcoder.sql.mutations.query import Query


def _conditional(query: Query) -> Iterator[exp.Join]:
    """Yield the joins that are ON or USING something."""
    for join in query.tree.find_all(exp.Join):
        if join.args.get("on") is not None or join.args.get("using"):
            yield join


def kinds(query: Query) -> Iterator[Edit]:
    """Make an inner join a LEFT JOIN, and an outer join an inner one."""
    for join in _conditional(query):
        other = join.copy()
        side = "" if join.side else "LEFT"
        other.set("side", side or None)
        other.set("kind", None)
        joined = query.written(join.this)
        yield Edit(join, other, f"the {join.side or 'INNER'} JOIN of {joined} became {side or 'INNER'}")


def other_keys(query: Query) -> Iterator[Edit]:
    """Join on another key of the same table and kind of value."""
    for join in _conditional(query):
        for condition in conjuncts(join.args["on"]) if join.args.get("on") is not None else ():
            if isinstance(condition, exp.EQ):
                for side in (condition.this, condition.expression):
                    yield from _other_keys(query, side)


def _other_keys(query: Query, column: exp.Expr) -> Iterator[Edit]:
    origin = query.origin(column)
    if origin is None or not origin.is_key:
        return
    for key in _keys(origin.table):
        found = origin.table.column(key)
        if key == origin.column.name or found is None or found.type != origin.column.type:
            continue
        other = column.copy()
        other.set("this", query.identifier(key))
        yield Edit(column, other, f"{query.written(column)} is joined as {query.written(other)}")


def _keys(table: Table) -> tuple[str, ...]:
    """Return the columns of foreign keys, then that of the primary key, of one column each."""
    keys = [key.columns[0] for key in table.foreign_keys if len(key.columns) == 1]
    keys += table.primary_key if len(table.primary_key) == 1 else ()
    return tuple(dict.fromkeys(keys))


def dropped(query: Query) -> Iterator[Edit]:
    """Drop the join of a table that nothing else in its SELECT names."""
    for join in _conditional(query):
        select, name = join.parent, join.alias_or_name
        if not isinstance(select, exp.Select) or _is_named(select, join, name):
            continue
        changed = select.copy()
        # A copy keeps the places of its parts.
        changed.set("joins", [j for i, j in enumerate(changed.args["joins"]) if i != join.index] or None)
        yield Edit(select, changed, f"the join of {query.written(join.this)} is gone")


def _is_named(select: exp.Select, join: exp.Join, name: str) -> bool:
    inside = {id(node) for node in join.walk()}
    columns = [column for column in select.find_all(exp.Column) if id(column) not in inside]
    # A column without its table's name may be the joined table's, and so may a star.
    loose = select.is_star or any(not c.table for c in columns)
    return loose or any(c.table.lower() == name.lower() for c in columns)


def self_join(query: Query) -> Iterator[Edit]:
    """Drop a condition on which a table is joined with itself."""
    for join in _conditional(query):
        if not is_self_join(query, join) or join.args.get("on") is None:
            continue
        found = list(conditions_dropped(query, join))
        yield from found
        if not found:
            crossed = join.copy()
            crossed.set("on", exp.true())
            yield Edit(join, crossed, f"the condition {query.written(join.args['on'])} is gone")
