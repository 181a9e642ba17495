"""PostgreSQL -> DuckDB, which is near to it: casts, whole-number division and rounding differ."""

from __future__ import annotations

from sqlglot import exp

from sqlcoder.sql.translations.kinds import MOMENTS, NUMBERS
from sqlcoder.sql.translations.rewriter import Rewriter
from sqlcoder.sql.translations.terms import iso

_FIELDS = {"year", "quarter", "month", "day", "hour", "minute", "dow", "isodow", "doy", "week"}


class ToDuckdb(Rewriter):
    """Rewrites a query for DuckDB."""

    dialect = "duckdb"
    formats = {
        "YYYY": "%Y", "MM": "%m", "DD": "%d", "HH24": "%H", "MI": "%M", "SS": "%S", "Mon": "%b", "Dy": "%a",
        "FMMonth": "%B", "FMDay": "%A",
    }  # fmt: skip
    functions = frozenset("""
        abs avg bool_and bool_or ceil ceiling char_length coalesce corr cume_dist dense_rank exp first_value
        floor greatest lag last_value lead least left length ln lower lpad ltrim max min mod nth_value ntile
        nullif percent_rank power rank replace reverse right row_number rpad rtrim sign split_part sqrt
        stddev stddev_pop stddev_samp strpos sum upper var_pop var_samp variance
    """.split())  # fmt: skip

    def _cast(self, node: exp.Cast) -> exp.Expr | None:
        kind, to = self.kinds.of(node.this), self.kinds.of(node)
        if to == "decimal" and not node.args["to"].expressions:
            return self.parsed("CAST({0} AS DOUBLE)", node.this)
        if to == "decimal":
            self._numeric(node.this, "a cast to NUMERIC", "int", "decimal")
            given = [p.name for p in node.args["to"].expressions]
            scale = given[1] if len(given) > 1 else "0"
            return self.parsed(
                f"CAST({{0}} AS DECIMAL({given[0]}, {scale}))", self._rounded(node.this, scale)
            )
        if to == "int" and kind in ("decimal", None):
            self._numeric(node.this, "a cast to a whole number", "decimal")
            return self.parsed("CAST({0} AS BIGINT)", self._rounded(node.this, "0"))
        if to == "int" and kind not in ("int", "bool", "text"):
            self.refuse("a cast of a floating-point number to a whole one")
        if to == "text":
            if node.args["to"].expressions:
                self.refuse("a cast to a text of limited length")
            if kind not in ("text", "int", "date", "timestamp", "bool"):
                self.refuse("the text of a value that databases may write differently")
            if kind == "timestamp" and not self.kinds.is_stored(node.this):
                return self.parsed("CAST(CAST({0} AS TIMESTAMP) AS VARCHAR)", node.this)
        if to is None or node.args["to"].this in (exp.DType.FLOAT, exp.DType.TIMESTAMPTZ):
            return self._zoned(node)
        if to in ("interval", "time"):
            self.refuse(f"a cast to {to.upper()}")
        return None

    def _zoned(self, node: exp.Cast) -> exp.Expr | None:
        found = iso(node.this.name) if isinstance(node.this, exp.Literal) else None
        if found is None or node.args["to"].this is not exp.DType.TIMESTAMPTZ:
            self.refuse(f"a cast to {node.args['to'].sql('postgres')}")
        return self.parsed(f"CAST('{found[0]} {found[1]}' AS TIMESTAMP)")

    def _divide(self, node: exp.Div) -> exp.Expr | None:
        self._number(node)
        if self.kinds.of(node) == "int":
            return self.parsed("{0} // {1}", node.this, node.expression)
        return None

    def _add(self, node: exp.Add) -> exp.Expr | None:
        return None if self.kinds.of(node) in MOMENTS else self._number(node)

    def _subtract(self, node: exp.Sub) -> exp.Expr | None:
        kinds = [self.kinds.of(node.this), self.kinds.of(node.expression)]
        if kinds == ["date", "date"] or self.kinds.of(node) in MOMENTS:
            return None
        if self.kinds.of(node) == "interval" and set(kinds) <= MOMENTS:
            return self.parsed("CAST({0} AS TIMESTAMP) - CAST({1} AS TIMESTAMP)", node.this, node.expression)
        return self._number(node)

    def _number(self, node: exp.Expr) -> exp.Expr | None:
        if isinstance(node, exp.Mul) and self.kinds.of(node) == "interval":
            return None
        return super()._number(node)

    def _interval(self, node: exp.Interval) -> exp.Expr | None:
        number, unit = self._span(node)
        return self.parsed(f"INTERVAL ({number}) {unit.upper()}") if number < 0 else None

    def _field(self, unit: str, value: exp.Expr) -> exp.Expr | None:
        kind = self.kinds.of(value)
        if kind == "interval" and unit in ("epoch", "day") and isinstance(value, (exp.Sub, exp.Paren)):
            return self.parsed(f"EXTRACT({unit.upper()} FROM {{0}})", value)
        if unit == "epoch":
            return self.parsed("EXTRACT(EPOCH FROM CAST({0} AS TIMESTAMP))", self._moment(value, "EXTRACT"))
        if unit not in _FIELDS:
            self.refuse(f"EXTRACT({unit.upper()} ...)")
        return self.parsed(f"EXTRACT({unit.upper()} FROM {{0}})", self._moment(value, "EXTRACT"))

    def _truncated(self, unit: str, value: exp.Expr) -> exp.Expr | None:
        # Of a date DuckDB makes a date, whose differences are days and not intervals.
        if self.kinds.of(value) == "date":
            return self.parsed(f"DATE_TRUNC('{unit}', CAST({{0}} AS TIMESTAMP))", value)
        return self.parsed(f"DATE_TRUNC('{unit}', {{0}})", value)

    def _formatted(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return self.parsed("STRFTIME({0}, {1})", value, exp.Literal.string(pattern))

    def _like(self, node: exp.Like) -> exp.Expr | None:
        self._literal_pattern(node)
        return None

    def _ilike(self, node: exp.ILike) -> exp.Expr | None:
        self._literal_pattern(node)
        return None

    def _call_concat(self, node: exp.Anonymous) -> exp.Expr | None:
        for part in node.expressions:
            self._text(part)
        return None

    def _position(self, node: exp.StrPosition) -> exp.Expr | None:
        return self.parsed("STRPOS({0}, {1})", node.this, node.args["substr"])

    def _call_string_agg(self, node: exp.Anonymous) -> exp.Expr | None:
        if not isinstance(node.expressions[-1], exp.Order) or node.find(exp.Distinct):
            self.refuse("STRING_AGG without an order of its own")
        self._text(node.expressions[0])
        return None

    def _call_every(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("BOOL_AND({0})", node.expressions[0])

    def _within_group(self, node: exp.WithinGroup) -> exp.Expr | None:
        name = str(node.this.this).lower()
        ordered = node.expression.expressions[0]
        if name == "percentile_cont" and self.kinds.of(ordered.this) in NUMBERS:
            # DuckDB would round the result to the digits of a NUMERIC column.
            ordered.set("this", self.parsed("CAST({0} AS DOUBLE)", ordered.this))
            return None
        return None if name == "percentile_disc" else self.refuse(name.upper())

    def _call_percentile_cont(self, node: exp.Anonymous) -> exp.Expr | None:
        return None

    def _call_percentile_disc(self, node: exp.Anonymous) -> exp.Expr | None:
        return None

    def _grouping(self, node: exp.Expr) -> exp.Expr | None:
        return None

    def _any(self, node: exp.Any) -> exp.Expr | None:
        return None if isinstance(node.this, exp.Query) else self.refuse("ANY of an array")
