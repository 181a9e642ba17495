"""Shapes that SQLite and MySQL lack, brought into others: DISTINCT ON, nested set operations, OFFSET alone.

Changes a query's outline only, and no expression.
"""

from __future__ import annotations

from sqlglot import exp

from sqlcoder.sql.translations.rewriter import Rewriter

_NO_LIMIT = {"sqlite": "-1", "mysql": "18446744073709551615"}


class Reshaping(Rewriter):
    """The part of the rewriting that SQLite and MySQL have in common."""

    def prepare(self, holder: exp.Expr) -> None:
        """Reshape every query within `holder`."""
        for query in list(holder.find_all(exp.SetOperation)):
            self._operands(query)
        for select in list(holder.find_all(exp.Select)):
            distinct = select.args.get("distinct")
            if distinct is not None and distinct.args.get("on") is not None:
                self._distinct_on(select, distinct.args["on"])
        root = holder.this
        if isinstance(root, exp.Subquery):
            own = any(root.args.get(part) for part in ("order", "limit", "offset", "with_"))
            holder.set("this", wrapped(root, "whole") if own else root.this)

    def before(self, node: exp.Expr) -> None:
        """Refuse also what only this target lacks."""
        super().before(node)
        if isinstance(node, exp.Query) and node.args.get("offset") and not node.args.get("limit"):
            node.set("limit", exp.Limit(expression=exp.Literal.number(_NO_LIMIT[self.dialect])))
        if (
            isinstance(node, exp.Subquery)
            and node.args.get("alias")
            and node.args["alias"].args.get("columns")
        ):
            self.refuse("a subquery whose columns are renamed")
        if (
            isinstance(node, exp.Case)
            and node.this is not None
            and self.kinds.of(node.this) not in ("text", "int")
        ):
            self.refuse("CASE with a value that isn't known to be a text or whole number")

    def _operands(self, query: exp.Expr) -> None:
        """Take brackets around an operand for a subquery: the targets bind set operations differently."""
        if isinstance(query.this, exp.Subquery):
            query.set("this", wrapped(query.this, "first_part"))
        if isinstance(query.expression, (exp.Subquery, exp.SetOperation)):
            query.set("expression", wrapped(query.expression, "second_part"))

    def _distinct_on(self, select: exp.Select, on: exp.Expr) -> None:
        """Write DISTINCT ON as the first row of each group by ROW_NUMBER."""
        names = [entry.output_name for entry in select.expressions]
        if select.args.get("group") or "" in names or "*" in names or len(set(names)) < len(names):
            self.refuse("DISTINCT ON with GROUP BY, a star or unnamed columns")
        chosen = {entry.alias.lower(): entry.this for entry in select.expressions if entry.alias}
        order = select.args.get("order")
        keys = list(order.expressions) if order is not None else []
        outer = exp.Select()
        for part in ("with_", "limit", "offset"):
            if select.args.get(part) is not None:
                outer.set(part, select.args[part].pop())
        for key in keys:
            self._resolve(key, select, chosen)
        number = exp.Window(
            this=exp.Anonymous(this="row_number", expressions=[]),
            partition_by=[part.copy() for part in on.expressions],
            order=exp.Order(expressions=[key.copy() for key in keys]) if keys else None,
            over="OVER",
        )
        select.replace(outer)
        select.set("distinct", None)
        select.set("order", None)
        select.append("expressions", exp.alias_(number, "distinct_row"))
        for i, key in enumerate(keys):
            select.append("expressions", exp.alias_(key.this.copy(), f"distinct_key_{i}"))
        outer.set("expressions", [exp.column(name, "distinct_rows") for name in names])
        alias = exp.TableAlias(this=exp.to_identifier("distinct_rows"))
        outer.set("from_", exp.From(this=exp.Subquery(this=select, alias=alias)))
        first = exp.EQ(this=exp.column("distinct_row", "distinct_rows"), expression=exp.Literal.number(1))
        outer.set("where", exp.Where(this=first))
        for i, key in enumerate(keys):
            key.set("this", exp.column(f"distinct_key_{i}", "distinct_rows"))
        if keys:
            outer.set("order", exp.Order(expressions=keys))

    def _resolve(self, key: exp.Expr, select: exp.Select, chosen: dict[str, exp.Expr]) -> None:
        """Put the selected expression in the place of its position or alias."""
        if isinstance(key.this, exp.Literal) and key.this.is_int:
            entry = select.expressions[int(key.this.name) - 1]
            key.set("this", (entry.this if isinstance(entry, exp.Alias) else entry).copy())
        elif isinstance(key.this, exp.Column) and not key.this.table and key.this.name.lower() in chosen:
            key.set("this", chosen[key.this.name.lower()].copy())

    def _greatest(self, node: exp.Anonymous, function: str) -> exp.Expr:
        """Return GREATEST or LEAST that passes NULLs over, as PostgreSQL's do."""
        kinds = {self.kinds.of(part) for part in node.expressions} - {"null"}
        if len(kinds) != 1 and not kinds <= {"int", "decimal", "float"} or kinds & {None}:
            self.refuse(f"{str(node.this).upper()} of values whose types aren't known to be the same")
        found: exp.Expr = node.expressions[0]
        for part in node.expressions[1:]:
            found = self.parsed(f"COALESCE({function}({{0}}, {{1}}), {{0}}, {{1}})", found, part)
        return found


def wrapped(query: exp.Expr, name: str) -> exp.Select:
    """Return SELECT * FROM a query that stood in brackets; its own ORDER BY and LIMIT go outside."""
    outer = exp.Select(expressions=[exp.Star()])
    inner = query
    if isinstance(query, exp.Subquery):
        for part in ("with_", "order", "limit", "offset"):
            if query.args.get(part) is not None:
                outer.set(part, query.args[part].pop())
        inner = query.this
    alias = exp.TableAlias(this=exp.to_identifier(name))
    outer.set("from_", exp.From(this=exp.Subquery(this=inner.copy(), alias=alias)))
    return outer
