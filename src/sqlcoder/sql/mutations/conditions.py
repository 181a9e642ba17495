"""Operators on conditions: dropped, joined otherwise, with another bound, direction, constant or sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlglot import exp

from sqlcoder.sql.mutations.edit import Edit, became, leaves, without
from sqlcoder.sql.mutations.query import Query, called

_CLAUSES = (exp.Where, exp.Having, exp.Qualify, exp.If, exp.Join)
_BOUNDS: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.LT: exp.LTE,
    exp.LTE: exp.LT,
    exp.GT: exp.GTE,
    exp.GTE: exp.GT,
}
_TURNED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.LT: exp.GT,
    exp.LTE: exp.GTE,
    exp.GT: exp.LT,
    exp.GTE: exp.LTE,
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
}
_COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Between, exp.In)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def dropped(query: Query) -> Iterator[Edit]:
    """Drop one condition of WHERE, HAVING or CASE, or one of several of ON."""
    for clause in query.tree.find_all(*_CLAUSES):
        if isinstance(clause, exp.Join) and is_self_join(query, clause):
            continue  # `joins.self_join` drops these
        yield from conditions_dropped(query, clause)


def conditions_dropped(query: Query, clause: exp.Expr) -> Iterator[Edit]:
    """Drop each of a clause's conditions that it can do without."""
    condition = clause.args.get("on" if isinstance(clause, exp.Join) else "this")
    for leaf in leaves(condition) if condition is not None else ():
        gone = without(leaf)
        if gone is not None:
            yield Edit(*gone, f"the condition {query.written(leaf)} is gone")


def is_self_join(query: Query, join: exp.Join) -> bool:
    """Say whether the joined table stands in its FROM clause before."""
    select = join.parent
    if not isinstance(select, exp.Select) or not isinstance(join.this, exp.Table):
        return False
    sources = query.sources(select)
    place = next(i for i, source in enumerate(sources) if source.join is join)
    tables = [source.table for source in sources[:place]]
    return sources[place].table is not None and sources[place].table in tables


def connectives(query: Query) -> Iterator[Edit]:
    """Make an AND an OR, and the other way round."""
    for node in query.tree.find_all(exp.And, exp.Or):
        other = exp.Or if isinstance(node, exp.And) else exp.And
        sides = [_as_side(node.this, other), _as_side(node.expression, other)]
        new: exp.Expr = other(this=sides[0], expression=sides[1])
        if not isinstance(node.parent, (exp.Paren, *_CLAUSES)):
            new = exp.Paren(this=new)
        words = ("AND", "OR") if other is exp.Or else ("OR", "AND")
        yield Edit(node, new, f"the {words[0]} in {query.written(node)} became {words[1]}")


def _as_side(node: exp.Expr, of: type[exp.Expr]) -> exp.Expr:
    loose = of is exp.And and isinstance(node, exp.Or)
    return exp.Paren(this=node.copy()) if loose else node.copy()


def bounds(query: Query) -> Iterator[Edit]:
    """Take a bound in or out: < for <=, >= for >, the end of BETWEEN.

    A midnight that bounds timestamps moves in by a day: hardly a row is right at it, and the likely mistake
    is a BETWEEN that ends as the last day begins. Comparisons with computed numbers are left out.
    """
    for node in query.tree.find_all(*_BOUNDS, exp.Between):
        if isinstance(node, exp.Between):
            at_least = exp.GTE(this=node.this.copy(), expression=node.args["low"].copy())
            below = exp.LT(this=node.this.copy(), expression=node.args["high"].copy())
            yield became(query, node, exp.Paren(this=exp.And(this=at_least, expression=below)))
        elif _is_midnight(query, node):
            day = next(node.expression.find_all(exp.Literal))
            inwards = 1 if isinstance(node, exp.GT | exp.GTE) else -1
            for other in _shifted(day.name, timedelta(days=inwards)):
                yield became(query, day, other)
        elif _is_met(node):
            new = _BOUNDS[type(node)](this=node.this.copy(), expression=node.expression.copy())
            yield became(query, node, new)


def _is_met(node: exp.Expr) -> bool:
    """Say whether a row may well be right at the bound: a stored or counted value at a plain one."""
    plain = (exp.Literal, exp.Cast, exp.Column, exp.Extract, exp.Neg)
    return all(isinstance(side, plain) or called(side, "count") for side in (node.this, node.expression))


def _is_midnight(query: Query, node: exp.Expr) -> bool:
    literals = list(node.expression.find_all(exp.Literal))
    day = len(literals) == 1 and _DAY.fullmatch(literals[0].name) is not None
    return day and query.family(node.this) == "timestamp"


def turned(query: Query) -> Iterator[Edit]:
    """Turn a comparison round: > for <, <> for =, a truth value for its opposite. Joins stay."""
    for node in query.tree.find_all(*_TURNED):
        between_tables = isinstance(node.this, exp.Column) and isinstance(node.expression, exp.Column)
        if not (isinstance(node, exp.EQ) and between_tables):
            new = _TURNED[type(node)](this=node.this.copy(), expression=node.expression.copy())
            yield became(query, node, new)
    for condition in (leaf for clause in query.tree.find_all(*_CLAUSES) for leaf in _conditions(clause)):
        if isinstance(condition, exp.Not) and isinstance(condition.this, exp.Column):
            yield became(query, condition, condition.this.copy())
        elif isinstance(condition, exp.Column):
            yield became(query, condition, exp.Not(this=condition.copy()))


def _conditions(clause: exp.Expr) -> Iterator[exp.Expr]:
    condition = clause.args.get("on" if isinstance(clause, exp.Join) else "this")
    return leaves(condition) if condition is not None else iter(())


def constants(query: Query) -> Iterator[Edit]:
    """Change a constant of a condition: a number, a date, a truth value, or a text for another sample.

    A number or date that bounds a range moves further than by one, which is what `bounds` does: a number by
    a tenth, a date by the month, or the year if it begins one.
    """
    for node in query.tree.find_all(exp.Literal, exp.Boolean):
        comparison = _comparison(node)
        if isinstance(node.parent, exp.Interval) and node.name.isdigit():
            new = exp.Interval(
                this=exp.Literal.string(str(int(node.name) + 1)), unit=node.parent.args["unit"]
            )
            yield became(query, node.parent, new)
        elif comparison is not None:
            for other in _others(query, node, comparison):
                yield became(query, node, other)


def _comparison(node: exp.Expr) -> exp.Expr | None:
    """Return the comparison that a constant is part of, None for the arguments of functions and CASE."""
    parent = node.parent
    while isinstance(parent, exp.Neg | exp.Paren | exp.Cast | exp.Add | exp.Sub | exp.Mul | exp.Div):
        parent = parent.parent
    return parent if isinstance(parent, _COMPARISONS) else None


def _others(query: Query, node: exp.Expr, comparison: exp.Expr) -> Iterator[exp.Expr]:
    is_range = isinstance(comparison, (*_BOUNDS, exp.Between))
    if isinstance(node, exp.Boolean):
        yield exp.Boolean(this=not node.this)
    elif not node.is_string:
        yield from _more(node.name, is_range)
    elif _DAY.match(node.name):
        far = timedelta(days=366 if node.name[5:10] == "01-01" else 31)
        yield from _shifted(node.name, far if is_range else timedelta(days=1))
    else:
        column = next((query.origin(c) for c in comparison.find_all(exp.Column)), None)
        used = {literal.name for literal in comparison.find_all(exp.Literal)}
        samples = [] if column is None else [s for s in column.column.samples if s not in used]
        yield from (exp.Literal.string(sample) for sample in samples[:1])


def _shifted(text: str, by: timedelta) -> Iterator[exp.Expr]:
    """Yield the date moved on; the first of a month moves to the first of one."""
    try:
        day = datetime.strptime(text[:10], "%Y-%m-%d")
    except ValueError:
        return
    moved = day + by
    if day.day == 1 and by.days > 1:
        moved = moved.replace(day=1)
    yield exp.Literal.string(f"{moved:%Y-%m-%d}{text[10:]}")


def _more(text: str, is_range: bool) -> Iterator[exp.Expr]:
    whole, point, fraction = text.partition(".")
    if whole.isdigit():
        more = max(int(whole) // 10, 1) if is_range else 1
        yield exp.Literal.number(f"{int(whole) + more}{point}{fraction}")


def exists(query: Query) -> Iterator[Edit]:
    """Make EXISTS NOT EXISTS, and the other way round."""
    yield from _negated(query, exp.Exists)


def membership(query: Query) -> Iterator[Edit]:
    """Make IN NOT IN, and the other way round."""
    yield from _negated(query, exp.In)


def _negated(query: Query, kind: type[exp.Expr]) -> Iterator[Edit]:
    for node in query.tree.find_all(kind):
        if isinstance(node.parent, exp.Pivot):
            continue
        if isinstance(node.parent, exp.Not):
            yield became(query, node.parent, node.copy())
        else:
            yield became(query, node, exp.Not(this=node.copy()))


def null_tests(query: Query) -> Iterator[Edit]:
    """Make IS NULL IS NOT NULL, and the other way round."""
    for node in query.tree.find_all(exp.Is):
        if not isinstance(node.expression, exp.Null):
            continue
        if isinstance(node.parent, exp.Not):
            yield became(query, node.parent, node.copy())
        elif node.args.get("negate") or query.dialect == "postgres":
            new = node.copy()
            new.set("negate", not node.args.get("negate"))
            yield became(query, node, new)
        else:  # sqlglot reads IS NOT NULL so in the other dialects
            yield became(query, node, exp.Not(this=node.copy()))


def patterns(query: Query) -> Iterator[Edit]:
    """Make a LIKE that looks for a part look for the whole."""
    for node in query.tree.find_all(exp.Like, exp.ILike):
        pattern = node.expression
        exact = pattern.name.strip("%_ ")
        kind = exp.NEQ if node.args.get("negate") else exp.EQ
        escaped = isinstance(node.parent, exp.Escape)
        if isinstance(pattern, exp.Literal) and exact not in ("", pattern.name) and not escaped:
            yield became(query, node, kind(this=node.this.copy(), expression=exp.Literal.string(exact)))
