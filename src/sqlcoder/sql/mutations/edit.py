"""One change of a query: a node of its tree, and what comes in its place.

Knows no operator. A change within an expression that the query groups by is made wherever that stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from sqlcoder.sql.mutations.query import Query, own


@dataclass(frozen=True, slots=True)
class Edit:
    """`new` takes the place of `node` (None: nothing does); `change` says so in plain words."""

    node: exp.Expr
    new: exp.Expr | None
    change: str


def became(query: Query, node: exp.Expr, new: exp.Expr) -> Edit:
    """Return the change of `node` to `new`, told by both."""
    return Edit(node, new, f"{query.written(node)} became {query.written(new)}")


def applied(tree: exp.Expr, edit: Edit) -> exp.Expr:
    """Return a copy of the tree with the change made."""
    changed = tree.copy()
    place = next(i for i, node in enumerate(tree.walk()) if node is edit.node)
    target = next(node for i, node in enumerate(changed.walk()) if i == place)
    if edit.new is None:
        target.pop()
        return changed
    new = named(target, edit.new.copy())
    if target is changed:
        return new
    target.replace(new)
    return changed


def named(old: exp.Expr, new: exp.Expr) -> exp.Expr:
    """Return `new` under the name of a selected column, so that what refers to the column still finds it."""
    selected = isinstance(old, exp.Column) and old.arg_key == "expressions"
    if selected and isinstance(old.parent, exp.Select) and new.alias_or_name != old.name:
        return exp.alias_(new, old.this.copy())
    return new


def grouped(edit: Edit) -> exp.Expr | None:
    """Return the expression of GROUP BY that the change lies in, None where it lies in none."""
    select = edit.node.find_ancestor(exp.Select)
    group = select.args.get("group") if select is not None else None
    node: exp.Expr | None = edit.node
    while group is not None and node is not None and node is not select:
        clause = node.parent
        if node in group.expressions and not _in_conditions(node):
            return node
        node = clause
    return None


def widened(edit: Edit) -> Edit:
    """Return the change made wherever its SELECT has the same grouped expression, so that it still runs."""
    expression = grouped(edit)
    select = edit.node.find_ancestor(exp.Select)
    if expression is None or select is None or edit.new is None:
        return edit
    other = edit.new if expression is edit.node else applied(expression, edit)
    return Edit(select, replaced(select, expression, other), edit.change)


def replaced(select: exp.Select, old: exp.Expr, new: exp.Expr) -> exp.Select:
    """Return a copy with `new` for every `old` but those in conditions on rows."""
    changed = select.copy()
    for node in list(own(changed)):
        if node == old and not _in_conditions(node):
            node.replace(named(node, new.copy()))
    return changed


def without(leaf: exp.Expr) -> tuple[exp.Expr, exp.Expr | None] | None:
    """Return the node to replace, and what by, to drop a condition; None where it can't be dropped."""
    node = leaf
    while isinstance(node.parent, exp.Paren):
        node = node.parent
    parent = node.parent
    if isinstance(parent, exp.Connector):
        return parent, parent.expression if node.arg_key == "this" else parent.this
    if isinstance(parent, exp.Where) and isinstance(parent.parent, exp.Filter):
        return parent.parent, parent.parent.this
    if isinstance(parent, exp.Where | exp.Having | exp.Qualify):
        return parent, None
    return None


def leaves(condition: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the conditions between AND, OR and parentheses."""
    if isinstance(condition, exp.And | exp.Or | exp.Paren):
        for part in condition.iter_expressions():
            yield from leaves(part)
    else:
        yield condition


def conjuncts(condition: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the conditions that all hold where `condition` does."""
    if isinstance(condition, exp.And | exp.Paren):
        for part in condition.iter_expressions():
            yield from conjuncts(part)
    else:
        yield condition


def bracketed(node: exp.Expr) -> exp.Expr:
    """Return a copy that can stand within any operator."""
    return exp.Paren(this=node.copy()) if isinstance(node, exp.Binary | exp.Not) else node.copy()


def _in_conditions(node: exp.Expr) -> bool:
    clause = node.find_ancestor(exp.Where, exp.Join, exp.From, exp.Select)
    return isinstance(clause, exp.Where | exp.Join | exp.From)
