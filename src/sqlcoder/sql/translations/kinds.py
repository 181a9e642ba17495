"""The kind of value that each expression of a PostgreSQL query gives, as far as it is certain.

A query means the same elsewhere only if its kinds are known: `a / b` divides whole numbers in one database
and fractions in another. Columns are looked up in a schema, whatever dialect its types are spelled in.
"""

from __future__ import annotations

import re
from typing import Literal

from sqlglot import exp

from sqlcoder.schema.model import Schema
from sqlcoder.sql.outputs import Outputs, own_select

Kind = Literal["int", "decimal", "float", "text", "date", "timestamp", "time", "interval", "bool", "null"]
"""`decimal` is NUMERIC; a constant string is `text`, and NULL fits anything."""

NUMBERS: frozenset[str | None] = frozenset({"int", "decimal", "float"})
MOMENTS: frozenset[str | None] = frozenset({"date", "timestamp"})

_SPELLINGS: tuple[tuple[str, Kind], ...] = (
    (r"bool(ean)?|tinyint\(1\)", "bool"),
    (r"interval", "interval"),
    (r"(big|small|tiny|medium|huge|u)*int(eger)?|int\d|(big|small)?serial|year", "int"),
    (r"decimal|numeric|number|money", "decimal"),
    (r"double|float|real", "float"),
    (r"timestamp(?!.*(with time|tz))|datetime", "timestamp"),
    (r"date", "date"),
    (r"time(?!.*(stamp|with time|tz))", "time"),
    (r"(var|n|bp)*char|character|text|string|clob|(tiny|medium|long)text|enum", "text"),
)


def column_kind(spelling: str) -> Kind | None:
    """Return the kind of a column from its type's spelling in any of the dialects.

    >>> column_kind("NUMERIC(6,2)"), column_kind("timestamp without time zone"), column_kind("jsonb")
    ('decimal', 'timestamp', None)
    """
    found = (kind for pattern, kind in _SPELLINGS if re.match(rf"({pattern})(\W|$)", spelling.lower()))
    kind = next(found, None)
    return None if spelling.rstrip().endswith("]") else kind


_TYPES: dict[str, Kind] = {
    **dict.fromkeys(("SMALLINT", "INT", "BIGINT"), "int"),
    **dict.fromkeys(("VARCHAR", "TEXT", "CHAR", "BPCHAR"), "text"),
    "DECIMAL": "decimal", "DOUBLE": "float", "FLOAT": "float", "BOOLEAN": "bool", "DATE": "date",
    "TIMESTAMP": "timestamp", "TIMESTAMPTZ": "timestamp", "TIME": "time", "INTERVAL": "interval",
}  # fmt: skip
_CALLS: dict[str, Kind] = {
    **dict.fromkeys("count row_number rank dense_rank ntile length char_length strpos".split(), "int"),
    **dict.fromkeys("lower upper substr substring trim btrim ltrim rtrim replace left right concat".split(),
                    "text"),
    **dict.fromkeys("to_char string_agg split_part lpad rpad reverse initcap".split(), "text"),
    **dict.fromkeys("percent_rank cume_dist date_part percentile_cont corr".split(), "float"),
    **dict.fromkeys("bool_and bool_or every".split(), "bool"),
    "date_trunc": "timestamp", "age": "interval",
}  # fmt: skip
_LIKE_ARGUMENT = frozenset(
    "min max abs lag lead first_value last_value nth_value percentile_disc mod".split()
)
_LIKE_ALL = frozenset("coalesce greatest least nullif".split())
_FRACTIONS = frozenset(
    "avg round ceil ceiling floor sign power sqrt exp ln log stddev stddev_samp stddev_pop variance var_samp "
    "var_pop trunc".split()
)
_TRUTHS = (
    exp.Predicate, exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.Exists,
    exp.Boolean,
)  # fmt: skip


class Kinds:
    """The kinds of one query's expressions. Ask before the tree is changed."""

    def __init__(self, schema: Schema | None) -> None:
        self._schema = schema
        # The node is kept beside its kind, so that no other one takes its identity.
        self._known: dict[int, tuple[exp.Expr, Kind | None]] = {}

    def of(self, node: exp.Expr) -> Kind | None:
        """Return the kind of an expression, None where it isn't certain."""
        if id(node) not in self._known:
            self._known[id(node)] = (node, None)
            self._known[id(node)] = (node, self._of(node))
        return self._known[id(node)][1]

    def moved(self, old: exp.Expr, new: exp.Expr) -> None:
        """Give `new`, which stands for `old`, its kind."""
        self._known[id(new)] = (new, self.of(old))

    @staticmethod
    def is_stored(column: exp.Expr) -> bool:
        """Say whether this is certainly a column of a stored table, and of no CTE or subquery."""
        select = column.find_ancestor(exp.Select)
        if not isinstance(column, exp.Column) or not isinstance(select, exp.Select):
            return False
        sources = [s for s in _sources(select) if column.table.lower() in ("", s.alias_or_name.lower())]
        return len(sources) == 1 and isinstance(sources[0], exp.Table) and find_cte(sources[0]) is None

    def nullable(self, column: exp.Expr) -> bool:
        """Say whether a value may be NULL: only what counts and what ranks certainly isn't."""
        inner = column.this if isinstance(column, (exp.Paren, exp.Window, exp.Filter)) else column
        names = {"count", "rank", "row_number", "dense_rank"}
        return not (isinstance(inner, exp.Anonymous) and str(inner.this).lower() in names)

    def _of(self, node: exp.Expr) -> Kind | None:
        if isinstance(node, exp.Column):
            return self._column(node)
        if isinstance(node, exp.Literal):
            return "text" if node.is_string else "int" if node.is_int else "decimal"
        if isinstance(node, (exp.Cast, exp.TryCast)):
            return _TYPES.get(getattr(node.args["to"].this, "name", ""))
        if isinstance(node, (exp.Paren, exp.Alias, exp.Neg, exp.Window, exp.Filter, exp.WithinGroup)):
            return self._within(node)
        if isinstance(node, exp.Subquery):
            select = own_select(node)
            return self.of(select.expressions[0]) if isinstance(select, exp.Select) else None
        if isinstance(node, exp.Anonymous):
            return self._call(str(node.this).lower(), node.expressions)
        if isinstance(node, exp.Case):
            default = [node.args["default"]] if node.args.get("default") is not None else []
            return self._joint([*(if_.args["true"] for if_ in node.args["ifs"]), *default])
        if isinstance(node, (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod)):
            return self._arithmetic(node)
        return self._fixed(node)

    def _within(self, node: exp.Expr) -> Kind | None:
        if isinstance(node, exp.WithinGroup) and str(node.this.this).lower() == "percentile_disc":
            return self.of(node.expression.expressions[0].this)
        return self.of(node.this)

    def _fixed(self, node: exp.Expr) -> Kind | None:
        if isinstance(node, _TRUTHS):
            return "bool"
        fixed: tuple[tuple[type[exp.Expr], Kind], ...] = (
            (exp.Null, "null"), (exp.Interval, "interval"), (exp.Extract, "decimal"), (exp.DPipe, "text"),
            (exp.Substring, "text"), (exp.Trim, "text"), (exp.StrPosition, "int"), (exp.CurrentDate, "date"),
            (exp.Localtimestamp, "timestamp"), (exp.CurrentTimestamp, "timestamp"),
        )  # fmt: skip
        return next((kind for type_, kind in fixed if isinstance(node, type_)), None)

    def _call(self, name: str, given: list[exp.Expr]) -> Kind | None:
        if name in _CALLS:
            return _CALLS[name]
        first = self.of(given[0]) if given else None
        if name in _LIKE_ARGUMENT:
            return first
        if name in _LIKE_ALL:
            return self._joint(given[:1] if name == "nullif" else given)
        if name == "sum":
            return first if first in NUMBERS or first == "interval" else None
        if name in _FRACTIONS and first in NUMBERS:
            rounds = name in (
                "round",
                "ceil",
                "ceiling",
                "floor",
                "sqrt",
                "power",
                "exp",
                "ln",
                "trunc",
                "sign",
            )
            return (
                "float" if first == "float" or (rounds and first == "int" and len(given) == 1) else "decimal"
            )
        return None

    def _joint(self, nodes: list[exp.Expr]) -> Kind | None:
        kinds = [self.of(node) for node in nodes]
        found = {kind for kind in kinds if kind != "null"}
        if len(found) == 1:
            return found.pop()
        if found and found <= NUMBERS:
            return "float" if "float" in found else "decimal"
        # A constant string takes the kind of what it is mixed with.
        others = {k for n, k in zip(nodes, kinds, strict=True) if k != "null" and not _is_string(n)}
        return others.pop() if len(others) == 1 else None

    def _arithmetic(self, node: exp.Expr) -> Kind | None:
        left, right = self.of(node.this), self.of(node.expression)
        if left in NUMBERS and right in NUMBERS:
            kinds = {left, right}
            return "float" if "float" in kinds else "decimal" if "decimal" in kinds else "int"
        if isinstance(node, exp.Sub) and left in MOMENTS and right in MOMENTS:
            return "int" if (left, right) == ("date", "date") else "interval"
        if isinstance(node, (exp.Add, exp.Sub)):
            pair = {left, right} if isinstance(node, exp.Add) else {left, right} if left in MOMENTS else set()
            if pair == {"date", "int"}:
                return "date"
            if "interval" in pair and pair & MOMENTS:
                return "timestamp"
        return (
            "interval" if {left, right} & {"interval"} and {left, right} <= {"interval", *NUMBERS} else None
        )

    def _column(self, column: exp.Column) -> Kind | None:
        name, table = column.name.lower(), column.table.lower()
        by_alias = not table and isinstance(column.parent, exp.Ordered)
        around: exp.Expr | None = column
        while around is not None:
            around = around.parent
            if isinstance(around, exp.SetOperation) and by_alias:
                return self._output(around, name)
            if not isinstance(around, exp.Select):
                continue
            if by_alias and any(e.alias.lower() == name for e in around.expressions):
                return self._output(around, name)
            for source in _sources(around):
                if table and source.alias_or_name.lower() != table:
                    continue
                known, kind = self._in_source(source, name)
                if known or table:
                    return kind
            if not table and any(map(self._is_opaque, _sources(around))):
                return None
            if not table and any(e.alias.lower() == name for e in around.expressions):
                return self._output(around, name)
        return None

    def _in_source(self, source: exp.Expr, name: str) -> tuple[bool, Kind | None]:
        """Say whether a source of rows has the column, and give its kind."""
        query = source.this if isinstance(source, exp.Subquery) else None
        alias = source.args.get("alias")
        if isinstance(source, exp.Table) and not source.db:
            cte = find_cte(source)
            query, alias = (cte.this, cte.args.get("alias")) if cte is not None else (None, alias)
        if query is not None:
            renamed = [c.name.lower() for c in (alias.args.get("columns") or ())] if alias is not None else []
            return self._has_output(query, name, renamed), self._output(query, name, renamed)
        if isinstance(source, exp.Table) and self._schema is not None:
            table = self._schema.table(source.name, source.db or None)
            column = table.column(name) if table is not None else None
            return column is not None, column_kind(column.type) if column is not None else None
        return False, None

    def _is_opaque(self, source: exp.Expr) -> bool:
        """Say whether a source may have columns that nobody knows here."""
        query = source.this if isinstance(source, exp.Subquery) else None
        if isinstance(source, exp.Table):
            cte = find_cte(source) if not source.db else None
            if cte is None:
                return self._schema is None or self._schema.table(source.name, source.db or None) is None
            query = cte.this
        return query is None or Outputs.of(own_select(query)).width is None

    @staticmethod
    def _has_output(query: exp.Expr, name: str, renamed: list[str]) -> bool:
        select = own_select(query)
        return name in renamed or any(e.output_name.lower() == name for e in select.expressions)

    def _output(self, query: exp.Expr, name: str, renamed: list[str] | None = None) -> Kind | None:
        """Return the kind of a query's column; of a set operation, that which all branches agree on."""
        while isinstance(query, exp.Subquery):
            query = query.this
        if isinstance(query, exp.SetOperation):
            left = own_select(query)
            names = renamed or [e.output_name.lower() for e in left.expressions]
            # A recursive query has the types of its first half.
            with_ = query.parent.parent if isinstance(query.parent, exp.CTE) else None
            recursive = with_ is not None and with_.args.get("recursive")
            sides = (query.this,) if recursive else (query.this, query.expression)
            kinds = {self._output(side, name, names) for side in sides} - {"null"}
            return kinds.pop() if len(kinds) == 1 else None
        if not isinstance(query, exp.Select):
            return None
        names = renamed or [e.output_name.lower() for e in query.expressions]
        places = [i for i, own in enumerate(names) if own == name]
        return self.of(query.expressions[places[0]]) if len(places) == 1 else None


def find_cte(table: exp.Table) -> exp.CTE | None:
    """Return the CTE that an unqualified table's name means, None where it means a stored table."""
    around: exp.Expr | None = table
    inside: exp.Expr = table
    while around is not None:
        with_ = around.args.get("with_")
        for cte in with_.expressions if with_ is not None else ():
            if cte is inside and with_ is not None and not with_.args.get("recursive"):
                break
            if isinstance(cte, exp.CTE) and cte.alias.lower() == table.name.lower():
                return cte
        if isinstance(around, exp.CTE):
            inside = around
        around = around.parent
    return None


def _sources(select: exp.Select) -> list[exp.Expr]:
    from_ = select.args.get("from_")
    return [*([from_.this] if from_ is not None else []), *(j.this for j in select.args.get("joins") or ())]


def _is_string(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_string)
