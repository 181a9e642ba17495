"""The columns that a query returns, as its select list tells: their names, expressions and positions.

Knows no schema, so nobody knows here how many columns a star stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from sqlcoder.sql.tree import write


@dataclass(frozen=True, slots=True)
class Outputs:
    """The entries of a select list without their aliases, and the names of the columns they give."""

    expressions: tuple[exp.Expr, ...]
    names: tuple[str | None, ...]

    @classmethod
    def of(cls, select: exp.Expr | None) -> Outputs:
        """Return the outputs of a select; of anything else, such as VALUES, one unknown column."""
        if not isinstance(select, exp.Select):
            known = isinstance(select, exp.Values) and isinstance(select.expressions[0], exp.Tuple)
            width = len(select.expressions[0].expressions) if known and select is not None else 0
            return cls((exp.Null(),) * width or (exp.Star(),), (None,) * (width or 1))
        entries = select.expressions
        names = (e.output_name.lower() or None if not is_star(e) else None for e in entries)
        return cls(tuple(e.this if isinstance(e, exp.Alias) else e for e in entries), tuple(names))

    @property
    def width(self) -> int | None:
        """The number of columns, None where a star hides it."""
        return None if any(map(is_star, self.expressions)) else len(self.expressions)

    def named(self, name: str) -> list[int]:
        """Return the places in the select list of the columns called `name`."""
        return [i for i, own in enumerate(self.names) if own == name.lower()]

    def position(self, place: int) -> int | None:
        """Return the position of the entry at `place`: negative, from the end, where a star stands before it.

        None for a star itself, and where stars stand on both sides.
        """
        stars = [i for i, entry in enumerate(self.expressions) if is_star(entry)]
        if place in stars:
            return None
        if not stars or place < stars[0]:
            return place
        return place - len(self.expressions) if place > stars[-1] else None


_MANY = frozenset({"columns", "unnest"})


def is_star(entry: exp.Expr) -> bool:
    """Say whether an entry of a select list may give more columns than one."""
    while isinstance(entry, (exp.Alias, exp.Paren)):
        entry = entry.this
    if isinstance(entry, exp.Anonymous):
        return str(entry.this).lower() in _MANY
    if isinstance(entry, exp.Dot):
        return isinstance(entry.expression, exp.Star)
    return isinstance(entry, (exp.Star, exp.Unnest)) or (
        isinstance(entry, exp.Column) and isinstance(entry.this, exp.Star)
    )


def unwrapped(tree: exp.Expr) -> Iterator[exp.Expr]:
    """Yield a query from its outer parentheses to its inside."""
    yield tree
    while isinstance(tree, exp.Subquery):
        tree = tree.this
        yield tree


def own_select(query: exp.Expr) -> exp.Expr:
    """Return the select that names the columns of a query: of a set operation, that of its first branch."""
    while isinstance(query, (exp.Subquery, exp.SetOperation)):
        query = query.this
    return query


def same(one: exp.Expr, other: exp.Expr, query: exp.Expr) -> bool:
    """Say whether two expressions of a query certainly have the same value in every row.

    A name without its table means the one column of that name, unless a join merges two of them.
    """
    merging = any(join.args.get("using") or join.args.get("method") for join in query.args.get("joins") or ())
    texts = _text(one, False), _text(other, False)
    if texts[0] == texts[1]:
        return True
    plain = not any(e.find(exp.Query) for e in (one, other))
    if merging or not plain or _text(one, True) != _text(other, True):
        return False
    columns = zip(one.find_all(exp.Column), other.find_all(exp.Column), strict=True)
    return all(a.table.lower() == b.table.lower() or not a.table or not b.table for a, b in columns)


def _text(node: exp.Expr, bare: bool) -> str:
    copy = exp.Paren(this=node.copy())
    for inner in list(copy.find_all(exp.Paren)):
        if inner is not copy:
            inner.replace(inner.this)
    for column in copy.find_all(exp.Column):
        if bare:
            column.set("table", None)
            column.set("db", None)
    for identifier in copy.find_all(exp.Identifier):
        identifier.set("quoted", True)
        identifier.set("this", identifier.name.lower())
    return write(copy.this, "postgres")
