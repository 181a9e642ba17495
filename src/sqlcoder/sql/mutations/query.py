"""A query's tree with what the schema says of its names: whose a column is, and what kind of values it has.

Proves nothing: `facts` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from sqlcoder.schema.model import Column, Schema, Table
from sqlcoder.sql import tree as trees
from sqlcoder.sql.dialect import dialect as dialect_named
from sqlcoder.sql.scope import find_table, names_cte

# A type's family by its spelling in any of our databases; the first that matches.
_FAMILIES = (
    ("other", r"\[\]|interval|json|struct|list|map"),
    ("timestamp", r"timestamp|datetime"),
    ("date", r"^date$"),
    ("boolean", r"bool|tinyint\(1\)"),
    ("integer", r"int|serial"),
    ("number", r"numeric|decimal|real|float|double|money|number"),
    ("text", r"char|text|string|enum"),
)
NUMBERS = frozenset({"integer", "number"})


@dataclass(frozen=True, slots=True)
class Source:
    """One member of a FROM clause: its name in lower case, and its table or the SELECT that makes it."""

    name: str
    table: Table | None
    join: exp.Join | None
    made_by: exp.Select | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a column of the query comes from: the SELECT whose source it is, and the schema's column."""

    select: exp.Select
    source: Source
    table: Table
    column: Column

    @property
    def family(self) -> str:
        """The kind of its values."""
        return family(self.column.type)

    @property
    def is_key(self) -> bool:
        """Say whether the column is part of the primary key or of a foreign key."""
        keys = {*self.table.primary_key, *(c for key in self.table.foreign_keys for c in key.columns)}
        return self.column.name in keys


@dataclass(frozen=True, slots=True)
class Query:
    """A query that is to be changed.

    `ordered` says that the order of its rows counts; `compared` are the positions of its columns whose
    values count, None for all.
    """

    tree: exp.Expr
    dialect: str
    schema: Schema
    ordered: bool
    compared: frozenset[int] | None = None

    def written(self, node: exp.Expr) -> str:
        """Return a part of the query as SQL."""
        return trees.write(node.copy(), self.dialect)

    def identifier(self, name: str) -> exp.Identifier:
        """Return a name of the schema, quoted where the query must quote it."""
        return exp.to_identifier(name, quoted=dialect_named(self.dialect).written(name) != name)

    def selects(self) -> Iterator[exp.Select]:
        """Yield every SELECT, the outer ones first."""
        yield from self.tree.find_all(exp.Select)

    def sources(self, select: exp.Select) -> tuple[Source, ...]:
        """Return the members of its FROM clause, in order."""
        start = select.args.get("from_")
        found = [] if start is None else [self._source(start.this, None)]
        found += [self._source(join.this, join) for join in select.args.get("joins") or ()]
        # A LATERAL has columns that no table of the schema tells of.
        found += [Source("", None, None) for _ in select.args.get("laterals") or ()]
        return tuple(found)

    def origin(self, column: exp.Expr) -> Origin | None:
        """Return where a column comes from, None where that is no table of the schema, or unknown."""
        if not isinstance(column, exp.Column) or not isinstance(column.this, exp.Identifier):
            return None
        select = column.parent_select
        while isinstance(select, exp.Select):
            found = [s for s in self.sources(select) if _offers(s, column)]
            if found:
                table = found[0].table
                known = None if table is None or len(found) > 1 else table.column(column.name)
                return None if known is None or table is None else Origin(select, found[0], table, known)
            select = select.parent_select
        return None

    def family(self, node: exp.Expr) -> str:
        """Return the kind of values of a column or a part of a date, "other" for anything else."""
        if isinstance(node, exp.Extract):
            return "integer"
        origin = self.origin(node)
        return "other" if origin is None else origin.family

    def outermost(self) -> tuple[exp.Select, ...]:
        """Return the SELECT whose columns the query returns; several under a set operation."""
        return tuple(_arms(self.tree))

    def position(self, node: exp.Expr) -> int | None:
        """Return the position of the result's column whose expression holds `node`, None outside of them."""
        for select in self.outermost():
            for position, projection in enumerate(select.expressions):
                if any(part is node for part in projection.walk()):
                    return position
        return None

    def _source(self, node: exp.Expr, join: exp.Join | None) -> Source:
        name = node.alias_or_name.lower()
        if isinstance(node, exp.Subquery):
            return Source(name, None, join, node.this if isinstance(node.this, exp.Select) else None)
        if not isinstance(node, exp.Table) or node.args.get("joins"):
            return Source(name, None, join)
        if names_cte(node, self.dialect):
            ctes = [cte.this for cte in self.tree.find_all(exp.CTE) if cte.alias.lower() == node.name.lower()]
            return Source(name, None, join, ctes[0] if ctes and isinstance(ctes[0], exp.Select) else None)
        return Source(name, find_table(node, self.schema), join)


def family(type_: str) -> str:
    """Return the kind of values that a type has: integer, number, text, date, timestamp, boolean or other."""
    spelled = type_.lower()
    return next((name for name, pattern in _FAMILIES if re.search(pattern, spelled)), "other")


def own(place: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the nodes from `place` down to the queries in it, which are yielded but not entered."""
    inner = (exp.Select, exp.SetOperation)
    return place.walk(bfs=False, prune=lambda node: node is not place and isinstance(node, inner))


def called(node: exp.Expr | None, *names: str) -> bool:
    """Say whether this is a call of one of the functions, given in lower case."""
    return isinstance(node, exp.Anonymous) and str(node.this).lower() in names


def argument(node: exp.Expr) -> exp.Expr | None:
    """Return the only argument of a call, None where there are more or fewer."""
    return node.expressions[0] if len(node.expressions) == 1 else None


AGGREGATES = ("count", "sum", "avg", "min", "max")


def is_aggregate(node: exp.Expr) -> bool:
    """Say whether this is a call of COUNT, SUM, AVG, MIN or MAX over the rows of a group, not of a window."""
    return (
        called(node, *AGGREGATES) and argument(node) is not None and not isinstance(node.parent, exp.Window)
    )


def _offers(source: Source, column: exp.Column) -> bool:
    if column.table:
        return source.name == column.table.lower()
    return source.table is None or source.table.column(column.name) is not None


def _arms(tree: exp.Expr) -> Iterator[exp.Select]:
    if isinstance(tree, exp.Subquery):
        yield from _arms(tree.this)
    elif isinstance(tree, exp.SetOperation):
        yield from _arms(tree.this)
        yield from _arms(tree.expression)
    elif isinstance(tree, exp.Select):
        yield tree
