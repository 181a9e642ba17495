"""The rules that prove a changed query equivalent to the original, whatever rows the schema allows.

Each rule names the operators it is about; its docstring is its proof. What no rule proves counts as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from sqlcoder.sql.mutations.edit import Edit, conjuncts, leaves
from sqlcoder.sql.mutations.facts import (
    finds_one,
    follows,
    has_key,
    is_filled_up,
    is_needed,
    name,
    never_null,
    only_membership_counts,
    rejects,
    rows_differ,
)
from sqlcoder.sql.mutations.query import Query, argument, called
from sqlcoder.sql.mutations.rows import aggregates, groups_plainly

Holds = Callable[[Query, Edit], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A change by one of `operators` is harmless where `holds`."""

    name: str
    operators: frozenset[str]
    holds: Holds


def always_found(query: Query, edit: Edit) -> bool:
    """Say whether the join finds one row each: no row is then lost by INNER, filled up by LEFT, or doubled.

    The foreign key is enforced and never NULL, and what it points at is the whole primary key.
    """
    joins = [edit.node] if isinstance(edit.node, exp.Join) else _gone_joins(edit)
    return len(joins) == 1 and isinstance(joins[0], exp.Join) and finds_one(query, joins[0])


def _gone_joins(edit: Edit) -> list[exp.Expr]:
    kept = edit.new.args.get("joins") or [] if edit.new is not None else []
    return [join for join in edit.node.args.get("joins") or [] if join not in kept]


def filled_up_rows_go(query: Query, edit: Edit) -> bool:
    """Say whether each row that only the outer join keeps is taken away again.

    Such a row has NULL for all columns of the joined table, and a condition of WHERE or of an inner join is
    never true for that.
    """
    join = edit.node
    sides = {join.args.get("side") or "", edit.new.args.get("side") or "" if edit.new is not None else ""}
    select = join.parent
    inner_and_left = sides == {"", "LEFT"} and isinstance(select, exp.Select)
    if not inner_and_left or not isinstance(select, exp.Select) or not isinstance(join, exp.Join):
        return False
    return is_needed(query, select, join.alias_or_name.lower(), but=join)


def unseen_order(query: Query, edit: Edit) -> bool:
    """Say whether nothing depends on this ORDER BY: the order doesn't count, and no LIMIT cuts by it.

    That of a subquery without LIMIT sorts rows that the query around it takes as a bag.
    """
    order = edit.node if isinstance(edit.node, exp.Order) else edit.node.parent
    sorted_ = order.parent if order is not None else None
    if not isinstance(sorted_, exp.Select | exp.SetOperation | exp.Subquery):
        return False
    outermost = sorted_.find_ancestor(exp.Select, exp.SetOperation) is None
    cut = any(sorted_.args.get(part) is not None for part in ("limit", "offset"))
    return not cut and not _distinct_on(sorted_) and not (outermost and query.ordered)


def _distinct_on(select: exp.Expr) -> bool:
    distinct = select.args.get("distinct")
    return isinstance(distinct, exp.Distinct) and distinct.args.get("on") is not None


def no_ties(query: Query, edit: Edit) -> bool:
    """Say whether the keys before this one never tie, so that it never decides: they hold a primary key.

    In a grouped query they determine all that it groups by.
    """
    key = edit.node.expressions[-1] if isinstance(edit.node, exp.Order) else edit.node
    order = key.parent
    select = order.parent if isinstance(order, exp.Order) else None
    if order is None or not isinstance(select, exp.Select) or not groups_plainly(select):
        return False
    before = [earlier.this for earlier in order.expressions[: key.index]]
    known = follows(query, select, {name(query, c) for c in before if isinstance(c, exp.Column)})
    group = select.args.get("group")
    if group is None:
        return bool(before) and not aggregates(select) and has_key(query, select, known)
    return bool(before) and all(e in before or name(query, e) in known for e in group.expressions)


def sorted_by_no_null(query: Query, edit: Edit) -> bool:
    """Say whether the sort key has no NULL to place: its column is never NULL."""
    return never_null(query, edit.node.this)


def rows_are_distinct(query: Query, edit: Edit) -> bool:
    """Say whether the SELECT has no two equal rows for DISTINCT to make one of.

    Its columns determine the primary key of every table it reads, or all that it groups by.
    """
    select = _selecting(edit)
    return select is not None and rows_differ(query, select)


def counted_once(query: Query, edit: Edit) -> bool:
    """Say whether only membership counts: IN, EXISTS and set operations other than ALL ignore repetition."""
    if isinstance(edit.node, exp.SetOperation):
        return only_membership_counts(edit.node)
    select = _selecting(edit)
    return select is not None and only_membership_counts(select)


def _selecting(edit: Edit) -> exp.Select | None:
    """Return the SELECT whose DISTINCT comes or goes, None for DISTINCT ON, which drops other rows."""
    select = edit.node if isinstance(edit.node, exp.Select) else edit.node.parent
    return select if isinstance(select, exp.Select) and not _distinct_on(select) else None


def least_of_distinct(query: Query, edit: Edit) -> bool:
    """Say whether the aggregate is MIN or MAX: the least of the values is the least of them taken once."""
    return called(edit.node, "min", "max")


def no_null_counted(query: Query, edit: Edit) -> bool:
    """Say whether COUNT(*) counts the rows that COUNT(column) does: the column is never NULL."""
    sides = [argument(side) for side in (edit.node, edit.new) if side is not None]
    columns = [side for side in sides if isinstance(side, exp.Column)]
    if len(columns) != 1 or not any(isinstance(side, exp.Star) for side in sides):
        return False
    # A column put in by the operator has no place in the tree: the aggregate's tells what it means.
    return never_null(query, _placed(columns[0], edit.node))


def _placed(column: exp.Expr, at: exp.Expr) -> exp.Expr:
    """Return a copy that belongs to the SELECT around `at`, without being part of it."""
    placed = column.copy()
    placed.parent = at.find_ancestor(exp.Select)
    return placed


def counts_as_many(query: Query, edit: Edit) -> bool:
    """Say whether COUNT takes another column of the same row, NULL only where the whole row is filled up.

    Both columns are declared NOT NULL.
    """
    columns = [edit.node] if edit.new is None else [edit.node, _placed(edit.new, edit.node)]
    origins = [query.origin(column) for column in columns]
    declared = all(origin is not None and not origin.column.nullable for origin in origins)
    return declared and called(edit.node.parent, "count")


def values_differ(query: Query, edit: Edit) -> bool:
    """Say whether the counted values are all different: within a group they determine the row."""
    inside = argument(edit.node)
    column = inside.expressions[0] if isinstance(inside, exp.Distinct) else inside
    select = edit.node.find_ancestor(exp.Select)
    plain = isinstance(column, exp.Column) and not isinstance(edit.node.parent, exp.Window)
    if select is None or column is None or not plain or not called(edit.node, "count"):
        return False
    group = select.args.get("group")
    grouped = group.expressions if group is not None else []
    start = {name(query, c) for c in [column, *grouped] if isinstance(c, exp.Column)}
    return has_key(query, select, start)


def bound_out_of_reach(query: Query, edit: Edit) -> bool:
    """Say whether the column's type has no such value: a fraction for an integer, or too many decimals."""
    bound = edit.node.args.get("high", edit.node.expression)
    origin = query.origin(edit.node.this)
    if origin is None or not isinstance(bound, exp.Literal) or bound.is_string:
        return False
    decimals = len(bound.name.partition(".")[2].rstrip("0"))
    scale = re.search(r",\s*(\d+)\)", origin.column.type)
    held = 0 if origin.family == "integer" else int(scale[1]) if scale else None
    return held is not None and decimals > held


def determined_group(query: Query, edit: Edit) -> bool:
    """Say whether rows that agree in the other grouped columns agree in this expression too.

    Then the groups stay, and the least of a group's values is its only one.
    """
    before, after = edit.node.args.get("group"), edit.new.args.get("group") if edit.new is not None else None
    if before is None or not isinstance(edit.node, exp.Select):
        return False
    rest = after.expressions if after is not None else []
    gone = next((e for e in before.expressions if e not in rest), None)
    if gone is None:
        return True  # it was grouped by twice
    known = follows(
        query, edit.node, {name(query, _placed(c, before)) for c in rest if isinstance(c, exp.Column)}
    )
    columns = list(gone.find_all(exp.Column))
    return bool(columns) and all(name(query, column) in known for column in columns)


_LEVELS = ("year", "quarter", "month", "day")
_LENGTHS = {"4": "year", "7": "month", "10": "day"}


@dataclass(frozen=True, slots=True)
class _Period:
    """The period of a date that an expression names. `tells` says that it names it wholly, with its year."""

    column: exp.Expr
    level: int
    tells: bool


def _period(node: exp.Expr) -> _Period | None:
    part, column, tells = "", node, True
    if isinstance(node, exp.Extract):
        part, column, tells = node.name.lower(), node.expression, node.name.lower() == "year"
    elif called(node, "date_trunc") and len(node.expressions) == 2:
        part, column = node.expressions[0].name.lower(), node.expressions[1]
    elif isinstance(node, exp.Substring) and isinstance(node.this, exp.Cast):
        # The text of a date or timestamp begins with its year, month and day.
        start, length = node.args.get("start"), node.args.get("length")
        first = start is not None and start.name == "1" and length is not None
        part, column = _LENGTHS.get(length.name, "") if first and length is not None else "", node.this.this
    elif isinstance(node, exp.Cast) and node.to.is_type("date"):
        part, column = "day", node.this
    return _Period(column, _LEVELS.index(part), tells) if part in _LEVELS else None


def one_period(query: Query, edit: Edit) -> bool:
    """Say whether the expression is a part of a date that is the same within each of the groups left.

    The others name that date's period as finely, with its year; or it is a year, and WHERE keeps one year.
    """
    before, after = edit.node.args.get("group"), edit.new.args.get("group") if edit.new is not None else None
    if before is None or after is None or not isinstance(edit.node, exp.Select):
        return False
    lost = next((e for e in before.expressions if e not in after.expressions), None)
    gone = _period(lost) if lost is not None else None
    rest = [_period(expression) for expression in after.expressions]
    if gone is None:
        return False
    finer = (p for p in rest if p is not None and p.tells and p.column == gone.column)
    one_year = gone.level == 0 and _keeps_one_year(edit.node, gone.column)
    return one_year or any(period.level >= gone.level for period in finer)


def _keeps_one_year(select: exp.Select, column: exp.Expr) -> bool:
    where = select.args.get("where")
    ends: dict[type[exp.Expr], str] = {}
    for condition in conjuncts(where.this) if where is not None else ():
        if type(condition) in (exp.GTE, exp.LT) and condition.this == column:
            ends[type(condition)] = condition.expression.name
    start, end = ends.get(exp.GTE, ""), ends.get(exp.LT, "")
    if not re.match(r"\d{4}-\d\d-\d\d", start) or not re.match(r"\d{4}-\d\d-\d\d", end):
        return False
    return end[:4] == start[:4] or end == f"{int(start[:4]) + 1}-01-01"


def never_zero(query: Query, edit: Edit) -> bool:
    """Say whether NULLIF(COUNT(...), 0) has no zero to meet, or meets it under a NULL.

    A group has a row, so its COUNT(*) isn't zero, nor is its count of a column that is never NULL. Without
    groups, the count of no rows divides a sum over no rows, which is NULL, and so is the ratio either way.
    """
    node = edit.node
    select = node.find_ancestor(exp.Select)
    count = node.expressions[0] if called(node, "nullif") else None
    if select is None or not called(count, "count") or count is None:
        return False
    inside = argument(count)
    counted = inside.expressions[0] if isinstance(inside, exp.Distinct) else inside
    if counted is None or not (isinstance(counted, exp.Star) or never_null(query, counted)):
        return False
    group = select.args.get("group")
    if group is not None:
        return bool(group.expressions)
    divides = isinstance(node.parent, exp.Div) and node.arg_key == "expression"
    return divides and node.parent is not None and _null_over_no_rows(node.parent.this)


def _null_over_no_rows(node: exp.Expr) -> bool:
    if isinstance(node, exp.Paren | exp.Cast | exp.Neg):
        return _null_over_no_rows(node.this)
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div):
        return _null_over_no_rows(node.this) or _null_over_no_rows(node.expression)
    return called(node, "sum", "avg", "min", "max")


def no_null_to_replace(query: Query, edit: Edit) -> bool:
    """Say whether COALESCE has nothing to do: its column is never NULL."""
    return called(edit.node, "coalesce", "ifnull") and never_null(query, edit.node.expressions[0])


def implied(query: Query, edit: Edit) -> bool:
    """Say whether a dropped IS NOT NULL holds anyway: another condition is never true for NULL.

    That, or the column is declared NOT NULL and no outer join fills it up.
    """
    leaf = _gone_leaf(edit)
    column = _not_null(leaf)
    clause = leaf.find_ancestor(exp.Where, exp.Or, exp.Case, exp.Select) if leaf is not None else None
    if column is None or not isinstance(clause, exp.Where):
        return False
    others = [c for c in conjuncts(clause.this) if c is not leaf]
    origin = query.origin(column)
    declared = origin is not None and not origin.column.nullable
    filled = origin is not None and is_filled_up(query, origin.source, origin.select)
    return declared and not filled or any(rejects(c, lambda other: other == column) for c in others)


def _not_null(test: exp.Expr | None) -> exp.Column | None:
    """Return the column that `x IS NOT NULL` or `NOT x IS NULL` tests, None for any other condition."""
    inside = test.this if isinstance(test, exp.Not) else test
    if not isinstance(inside, exp.Is) or not isinstance(inside.expression, exp.Null):
        return None
    negated = bool(inside.args.get("negate")) != isinstance(test, exp.Not)
    return inside.this if negated and isinstance(inside.this, exp.Column) else None


def _gone_leaf(edit: Edit) -> exp.Expr | None:
    """Return the condition that the change drops."""
    if isinstance(edit.node, exp.Connector):
        sides = [edit.node.this, edit.node.expression]
        gone = [side for side in sides if side is not edit.new]
        return gone[0].unnest() if len(gone) == 1 else None
    return next(leaves(edit.node.this), None) if isinstance(edit.node, exp.Where) else None


def disjoint_and_distinct(query: Query, edit: Edit) -> bool:
    """Say whether UNION has nothing to make one of.

    Each half has different rows, and they differ from the other half's in a constant column.
    """
    halves = [edit.node.this, edit.node.args["expression"]]
    if not all(isinstance(half, exp.Select) and rows_differ(query, half) for half in halves):
        return False
    pairs = zip(halves[0].expressions, halves[1].expressions, strict=False)
    constants = ((one.unalias(), other.unalias()) for one, other in pairs)
    return any(isinstance(a, exp.Literal) and isinstance(b, exp.Literal) and a != b for a, b in constants)


def _rule(name_: str, holds: Holds, *operators: str) -> Rule:
    return Rule(name_, frozenset(operators), holds)


RULES: tuple[Rule, ...] = (
    _rule("a foreign key that is never NULL finds its row", always_found, "INNER and LEFT", "join dropped"),
    _rule("a condition takes the filled-up rows away", filled_up_rows_go, "INNER and LEFT"),
    _rule("the order doesn't count", unseen_order, "ASC and DESC", "ORDER BY dropped", "NULLs placed"),
    _rule("the keys before never tie", no_ties, "ASC and DESC", "ORDER BY dropped", "NULLs placed"),
    _rule("the sort key is never NULL", sorted_by_no_null, "NULLs placed"),
    _rule("the rows are distinct", rows_are_distinct, "DISTINCT dropped", "DISTINCT added"),
    _rule(
        "only membership counts", counted_once, "DISTINCT dropped", "DISTINCT added", "UNION and UNION ALL"
    ),
    _rule("the least of distinct values", least_of_distinct, "DISTINCT in an aggregate"),
    _rule("the counted column is never NULL", no_null_counted, "COUNT of rows and values"),
    _rule("the counted values differ", values_differ, "DISTINCT in an aggregate"),
    _rule("the type can't take the bound", bound_out_of_reach, "bound off by one"),
    _rule("the grouped column follows from the others", determined_group, "GROUP BY column dropped"),
    _rule("the period follows from the others", one_period, "GROUP BY column dropped"),
    _rule("another column of the row is counted", counts_as_many, "other column"),
    _rule("the count is never zero", never_zero, "default dropped"),
    _rule("there is no NULL to replace", no_null_to_replace, "default dropped"),
    _rule("another condition implies it", implied, "condition dropped"),
    _rule("the halves of UNION share no row", disjoint_and_distinct, "UNION and UNION ALL"),
)


def rule(query: Query, operator: str, edit: Edit) -> str | None:
    """Return the name of the first rule that proves the change harmless, None where none does."""
    found = (r.name for r in RULES if operator in r.operators and r.holds(query, edit))
    return next(found, None)
