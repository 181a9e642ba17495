"""To how many decimals a query itself rounds each column it returns. Knows no schema and no values."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from sqlcoder.sql.outputs import Outputs, own_select
from sqlcoder.sql.statement import read

_DEEPEST = 20


def rounded(sql: str, dialect: str) -> tuple[int | None, ...] | None:
    """Return for each column the decimals that the query rounds it to, None for one that it doesn't round.

    Return None where a star hides how many columns there are. A column is followed through COALESCE, CASE,
    subqueries and CTEs as far as it is certain. Raise `UnsafeQuery` for what can't be read.

    >>> rounded("SELECT name, ROUND(AVG(pay), 2) AS pay FROM t GROUP BY name", "postgres")
    (None, 2)
    """
    return _Reader(dialect).columns(read(sql, dialect), 0)


_DEFAULT_SCALE = {"duckdb": 3, "mysql": 0}
_ANY_ROUNDING = ("coalesce", "ifnull")


class _Reader:
    """Reads the decimals of columns in one dialect."""

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect

    def columns(self, query: exp.Expr, depth: int) -> tuple[int | None, ...] | None:
        while isinstance(query, exp.Subquery):
            query = query.this
        if depth > _DEEPEST:
            return None
        if isinstance(query, exp.SetOperation):
            one, other = (self.columns(side, depth + 1) for side in (query.this, query.expression))
            if one is None or other is None or len(one) != len(other) or query.args.get("by_name"):
                return None
            return tuple(a if a == b else None for a, b in zip(one, other, strict=True))
        outputs = Outputs.of(query)
        if outputs.width is None:
            return None
        return tuple(self._decimals(entry, query, depth) for entry in outputs.expressions)

    def _decimals(self, node: exp.Expr, query: exp.Expr, depth: int) -> int | None:
        if isinstance(node, (exp.Paren, exp.Neg)):
            return self._decimals(node.this, query, depth)
        if isinstance(node, exp.Anonymous):
            return self._call(node, query, depth)
        if isinstance(node, (exp.Cast, exp.TryCast)):
            return self._cast(node, query, depth)
        if isinstance(node, exp.Case):
            default = [node.args["default"]] if node.args.get("default") is not None else []
            return self._agreed([*(if_.args["true"] for if_ in node.args["ifs"]), *default], query, depth)
        if isinstance(node, exp.Subquery):
            inner = self.columns(node, depth + 1)
            return inner[0] if inner else None
        return self._column(node, query, depth) if isinstance(node, exp.Column) else None

    def _call(self, node: exp.Anonymous, query: exp.Expr, depth: int) -> int | None:
        name, given = str(node.this).lower(), node.expressions
        if name == "round" and len(given) == 1:
            return 0
        if name == "round" and len(given) == 2:
            literal = isinstance(given[1], exp.Literal) and given[1].is_int
            return int(given[1].name) if literal else None
        if name in _ANY_ROUNDING:
            return self._agreed(given, query, depth)
        return self._decimals(given[0], query, depth) if name == "nullif" and given else None

    def _cast(self, node: exp.Expr, query: exp.Expr, depth: int) -> int | None:
        kind = node.args["to"]
        if kind.this in (exp.DType.DOUBLE, exp.DType.FLOAT):
            return self._decimals(node.this, query, depth)
        if kind.this is not exp.DType.DECIMAL:
            return None
        # SQLite takes the type as a hint, and PostgreSQL one without digits for any number of them.
        if self.dialect == "sqlite" or (self.dialect == "postgres" and not kind.expressions):
            return self._decimals(node.this, query, depth)
        given = [parameter.name for parameter in kind.expressions]
        if not given:
            return _DEFAULT_SCALE[self.dialect]
        scale = given[1] if len(given) > 1 else "0"
        return int(scale) if scale.isdigit() else None

    def _agreed(self, nodes: Iterable[exp.Expr], query: exp.Expr, depth: int) -> int | None:
        """Return what all of `nodes` are rounded to; NULLs and whole numbers fit anything."""
        found = {self._decimals(node, query, depth) for node in nodes if not _is_neutral(node)}
        return found.pop() if len(found) == 1 else None

    def _column(self, column: exp.Column, query: exp.Expr, depth: int) -> int | None:
        """Follow a column into the CTE or subquery that it comes from, where there is no doubt which."""
        source = _source(column, query)
        if source is None:
            return None
        node, alias = source
        inner = self.columns(node, depth + 1)
        names: tuple[str | None, ...] = Outputs.of(own_select(node)).names
        renamed = alias.args.get("columns") if alias is not None else None
        if renamed:
            names = tuple(name.name.lower() for name in renamed)
        places = [i for i, name in enumerate(names) if name == column.name.lower()]
        return inner[places[0]] if inner is not None and len(places) == 1 else None


def _is_neutral(node: exp.Expr) -> bool:
    return isinstance(node, exp.Null) or (isinstance(node, exp.Literal) and node.is_int)


def _source(column: exp.Column, query: exp.Expr) -> tuple[exp.Expr, exp.Expr | None] | None:
    from_ = query.args.get("from_")
    joined = [join.this for join in query.args.get("joins") or ()]
    sources = [*([from_.this] if from_ is not None else []), *joined]
    if column.table:
        sources = [s for s in sources if s.alias_or_name.lower() == column.table.lower()]
    if len(sources) != 1:
        return None
    source = sources[0]
    if isinstance(source, exp.Subquery):
        return source.this, source.args.get("alias")
    return _cte(source) if isinstance(source, exp.Table) and not source.db else None


def _cte(table: exp.Table) -> tuple[exp.Expr, exp.Expr | None] | None:
    around: exp.Expr | None = table
    while around is not None:
        with_ = around.args.get("with_")
        for cte in with_.expressions if with_ is not None else ():
            if cte.alias.lower() == table.name.lower():
                recursive = any(inner.name.lower() == table.name.lower() for inner in cte.find_all(exp.Table))
                return None if recursive else (cte.this, cte.args.get("alias"))
        around = around.parent
    return None
