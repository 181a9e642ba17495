"""Spider's exact-set match: whether two queries have the same parts, whatever their values and their order.

Method: Yu et al., "Spider", 2018, section 5. Compared are the selected columns, the tables, the conditions of
WHERE and HAVING without their values, AND and OR, the columns of GROUP BY, ORDER BY with its directions,
LIMIT without its number, set operations, and subqueries by the same rule. Not compared, as in Spider:
DISTINCT, aliases, and what joins are ON. CTEs are compared where they are used, as if they stood there. Runs
nothing: two queries that match may have different results, and the other way round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from sqlglot import exp

from sqlcoder.errors import UnsafeQuery
from sqlcoder.schema.model import Schema
from sqlcoder.sql.statement import read

Part = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of one query as canonical text; sorted where their order means nothing."""

    select: Part = ()
    tables: Part = ()
    where: Part = ()
    connectives: Part = ()
    group: Part = ()
    having: Part = ()
    order: Part = ()
    limit: bool = False
    set_operation: Part = ()
    qualify: Part = ()


def exact_set_match(gold: str, predicted: str, dialect: str, schema: Schema | None = None) -> bool:
    """Say whether the queries match. Raise `UnsafeQuery` where one can't be read.

    >>> exact_set_match("SELECT a, b FROM t WHERE c = 1", "SELECT x.b, x.a FROM t AS x WHERE c = 2", "sqlite")
    True
    """
    return not differences(gold, predicted, dialect, schema)


def differences(gold: str, predicted: str, dialect: str, schema: Schema | None = None) -> tuple[str, ...]:
    """Return the names of the parts in which the queries differ, none where they match.

    `schema` tells whose column an unqualified name is, and which columns a foreign key makes one; without it
    they are compared by their names.
    """
    reader = _Reader(schema)
    try:
        one, other = (reader.components(read(sql, dialect), _Scope({}, {})) for sql in (gold, predicted))
    except RecursionError:
        raise UnsafeQuery(
            "The query has an expression too long to be compared.", fix="Write it with fewer operators."
        ) from None
    return tuple(f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name))


@dataclass(frozen=True, slots=True)
class _Scope:
    """What names mean at one place: `sources` by alias, the last `own` of them of this query itself."""

    sources: Mapping[str, str]
    ctes: Mapping[str, str]
    own: tuple[str, ...] = ()
    selected: Mapping[str, exp.Expr] | None = None


class _Reader:
    """Reads queries into components."""

    def __init__(self, schema: Schema | None) -> None:
        self._columns = _columns(schema)
        self._strings = schema is not None and schema.dialect == "sqlite"
        self._same = _joined_columns(schema)

    def components(self, query: exp.Expr, outer: _Scope) -> Components:
        """Return the parts of `query`, which stands where names mean what `outer` says."""
        scope = self._with_ctes(query, outer)
        if isinstance(query, exp.Subquery):
            return self._within(query, self.components(query.this, scope), scope)
        if isinstance(query, exp.SetOperation):
            first = self.components(query.this, scope)
            kind = "all" if query.args.get("distinct") is False else ""
            operation = (*first.set_operation, f"{query.key} {kind}", self._nested(query.expression, scope))
            return self._within(query, replace(first, set_operation=operation), scope)
        if not isinstance(query, exp.Select):
            return Components(select=(self._text(query, scope),))
        return self._select(query, self._with_sources(query, scope))

    def _select(self, query: exp.Select, scope: _Scope) -> Components:
        named = _naming(query, scope)
        where, having = query.args.get("where"), query.args.get("having")
        group, qualify = query.args.get("group"), query.args.get("qualify")
        found = Components(
            select=self._texts([_unaliased(e) for e in query.expressions], scope),
            tables=tuple(sorted(scope.own)),
            where=self._texts(_conditions(where), scope),
            connectives=tuple(sorted({*_connectives(where), *_connectives(having)})),
            group=self._texts([_chosen(e, query) for e in group.expressions] if group else [], named),
            having=self._texts(_conditions(having), named),
            qualify=self._texts(_conditions(qualify), named),
        )
        return self._within(query, found, scope)

    def _within(self, query: exp.Expr, found: Components, scope: _Scope) -> Components:
        """Add the ORDER BY and LIMIT that `query` has; their names are those of its first SELECT."""
        order, limit = query.args.get("order"), query.args.get("limit")
        first = query
        while isinstance(first, (exp.Subquery, exp.SetOperation)):
            first = first.this
        if isinstance(first, exp.Select):
            scope = _naming(first, self._with_sources(first, self._with_ctes(first, scope)))
        texts = (
            self._text(_chosen(key.this, first), scope) + (" desc" if key.args.get("desc") else "")
            for key in (order.expressions if order is not None else ())
        )
        return replace(found, order=(*found.order, *texts), limit=found.limit or limit is not None)

    def _with_ctes(self, query: exp.Expr, outer: _Scope) -> _Scope:
        with_ = query.args.get("with_")
        ctes = dict(outer.ctes)
        for cte in with_.expressions if with_ is not None else []:
            ctes[cte.alias.lower()] = self._nested(cte.this, replace(outer, ctes=ctes))
        return replace(outer, ctes=ctes)

    def _with_sources(self, query: exp.Select, scope: _Scope) -> _Scope:
        from_ = query.args.get("from_")
        nodes = [
            *([from_.this] if from_ is not None else []),
            *(j.this for j in query.args.get("joins") or []),
        ]
        own = {
            (node.alias or node.name).lower() or str(i): self._source(node, scope)
            for i, node in enumerate(nodes)
        }
        return replace(scope, sources={**scope.sources, **own}, own=tuple(own.values()), selected=None)

    def _source(self, node: exp.Expr, scope: _Scope) -> str:
        if isinstance(node, exp.Table) and isinstance(node.this, exp.Identifier):
            name = node.name.lower()
            return scope.ctes.get(name, name) if not node.db else f"{node.db.lower()}.{name}"
        if isinstance(node, exp.Subquery):
            return self._nested(node.this, scope)
        return self._text(node, scope)

    def _nested(self, query: exp.Expr, scope: _Scope) -> str:
        """Return a text that stands for a query: short, since CTEs that use others double it each time."""
        return "q" + hashlib.sha256(repr(self.components(query, scope)).encode()).hexdigest()[:20]

    def _texts(self, nodes: list[exp.Expr], scope: _Scope) -> Part:
        return tuple(sorted(self._text(node, scope) for node in nodes))

    def _text(self, node: exp.Expr, scope: _Scope) -> str:
        """Return an expression as text: names resolved, values as `?`, no DISTINCT."""
        if isinstance(node, (exp.Select, exp.SetOperation)):
            return self._nested(node, scope)
        if isinstance(node, exp.Column) and not isinstance(node.this, exp.Star):
            return self._column(node, scope)
        if isinstance(node, (exp.Literal, exp.Boolean)):
            return "?"
        if isinstance(node, (exp.Paren, exp.Subquery)) and node.args.keys() <= {"this", "alias"}:
            return self._text(node.this, scope)
        if isinstance(node, exp.Distinct):
            return ", ".join(self._text(e, scope) for e in node.expressions)
        parts = (
            f"{name}: {self._argument(value, scope)}" for name, value in sorted(node.args.items()) if value
        )
        return f"{node.key}({', '.join(parts)})"

    def _argument(self, value: object, scope: _Scope) -> str:
        if isinstance(value, list):
            return f"[{', '.join(self._argument(item, scope) for item in value)}]"
        return self._text(value, scope) if isinstance(value, exp.Expr) else str(value).lower()

    def _column(self, column: exp.Column, scope: _Scope) -> str:
        name, table = column.name.lower(), column.table.lower()
        if not table and scope.selected and name in scope.selected:
            return self._text(scope.selected[name], replace(scope, selected=None))
        if self._is_string(column):
            return "?"
        source = scope.sources.get(table, table) if table else self._owner(name, scope)
        full = f"{source}.{name}" if source else name
        return self._same.get(full, full)

    def _is_string(self, column: exp.Column) -> bool:
        """Say whether SQLite takes a quoted name for a string, as it does where there is no such column."""
        quoted = self._strings and not column.table and bool(column.this.args.get("quoted"))
        return quoted and all(column.name.lower() not in names for names in self._columns.values())

    def _owner(self, column: str, scope: _Scope) -> str:
        if len(scope.own) == 1:
            return scope.own[0]
        return next((source for source in scope.own if column in self._columns.get(source, ())), "")


def _naming(select: exp.Select, scope: _Scope) -> _Scope:
    """Return the scope in which the aliases of selected columns are names too."""
    return replace(scope, selected={e.alias.lower(): e.this for e in select.expressions if e.alias})


def _unaliased(node: exp.Expr) -> exp.Expr:
    inner: exp.Expr = node.this if isinstance(node, exp.Alias) else node
    return inner


def _chosen(node: exp.Expr, query: exp.Expr) -> exp.Expr:
    """Return the selected column that a position in GROUP BY or ORDER BY means, other nodes as they are."""
    if isinstance(node, exp.Literal) and not node.is_string and isinstance(query, exp.Select):
        position = int(node.this) if node.is_int else 0
        if 1 <= position <= len(query.expressions):
            return _unaliased(query.expressions[position - 1])
    return node


def _conditions(clause: exp.Expr | None) -> list[exp.Expr]:
    return [] if clause is None else list(_leaves(clause.this))


def _leaves(condition: exp.Expr) -> Iterator[exp.Expr]:
    connecting = (exp.And, exp.Or, exp.Paren)
    nodes = condition.walk(prune=lambda node: not isinstance(node, connecting))
    yield from (node for node in nodes if not isinstance(node, connecting))


def _connectives(clause: exp.Expr | None) -> Iterator[str]:
    if clause is not None:
        pruned = clause.walk(prune=lambda node: isinstance(node, (exp.Select, exp.SetOperation)))
        yield from (node.key for node in pruned if isinstance(node, (exp.And, exp.Or)))


def _columns(schema: Schema | None) -> dict[str, set[str]]:
    tables = schema.tables if schema is not None else ()
    return {table.name.lower(): {column.name.lower() for column in table.columns} for table in tables}


def _joined_columns(schema: Schema | None) -> dict[str, str]:
    """Return for each column of a foreign key the one that stands for all that are joined with it."""
    groups: list[set[str]] = []
    for table in schema.tables if schema is not None else ():
        for key in table.foreign_keys:
            for column, target in zip(key.columns, key.references, strict=False):
                pair = {f"{table.name}.{column}".lower(), f"{key.table}.{target}".lower()}
                merged = pair.union(*(group for group in groups if group & pair))
                groups = [*(group for group in groups if not group & pair), merged]
    return {column: min(group) for group in groups for column in group}
