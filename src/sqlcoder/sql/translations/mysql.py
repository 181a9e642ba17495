"""PostgreSQL -> MySQL and MariaDB: other functions of time, division cut short, NULLs that sort first."""

from __future__ import annotations

from sqlglot import exp

from sqlcoder.sql.translations.kinds import MOMENTS, NUMBERS, Kind
from sqlcoder.sql.translations.reshape import Reshaping, wrapped
from sqlcoder.sql.translations.terms import iso

_FIELDS = {
    "year": "YEAR({0})",
    "quarter": "QUARTER({0})",
    "month": "MONTH({0})",
    "day": "DAYOFMONTH({0})",
    "hour": "HOUR({0})",
    "minute": "MINUTE({0})",
    "dow": "(DAYOFWEEK({0}) - 1)",
    "isodow": "(WEEKDAY({0}) + 1)",
    "doy": "DAYOFYEAR({0})",
    "week": "WEEK({0}, 3)",
    "epoch": "(CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', {0}) AS DOUBLE) / 1000000)",
}
_CUTS = {
    "year": "CAST(DATE_FORMAT({0}, '%Y-01-01') AS DATE)",
    "quarter": "MAKEDATE(YEAR({0}), 1) + INTERVAL (QUARTER({0}) - 1) QUARTER",
    "month": "CAST(DATE_FORMAT({0}, '%Y-%m-01') AS DATE)",
    "week": "CAST({0} AS DATE) - INTERVAL (WEEKDAY({0})) DAY",
    "day": "CAST({0} AS DATE)",
    "hour": "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:00:00') AS DATETIME)",
    "minute": "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:%i:00') AS DATETIME)",
}


class ToMysql(Reshaping):
    """Rewrites a query for MySQL and MariaDB."""

    dialect = "mysql"
    formats = {
        "YYYY": "%Y", "MM": "%m", "DD": "%d", "HH24": "%H", "MI": "%i", "SS": "%s", "Mon": "%b", "Dy": "%a",
        "FMMonth": "%M", "FMDay": "%W",
    }  # fmt: skip
    functions = frozenset("""
        abs ceil ceiling char_length coalesce cume_dist dense_rank exp first_value floor last_value left ln
        lower lpad ltrim max min mod nth_value ntile nullif percent_rank power rank replace reverse right
        row_number rpad rtrim sign sqrt sum upper
    """.split())  # fmt: skip

    def prepare(self, holder: exp.Expr) -> None:
        """Also place NULLs where PostgreSQL sorts them."""
        super().prepare(holder)
        for order in list(holder.find_all(exp.Order)):
            self._nulls(order)

    def before(self, node: exp.Expr) -> None:
        """Refuse also what only this target lacks."""
        super().before(node)
        if isinstance(node, exp.With) and node.args.get("recursive"):
            self.refuse("WITH RECURSIVE, whose columns are cut to the width of the first row")

    def _nulls(self, order: exp.Expr) -> None:
        """Sort by whether a key is NULL before the key itself, where PostgreSQL places NULLs otherwise."""
        keys: list[exp.Expr] = []
        query = order.parent
        for key in order.expressions:
            descends = bool(key.args.get("desc"))
            if bool(key.args.get("nulls_first")) is descends and self.kinds.nullable(key.this):
                if isinstance(query, exp.SetOperation):
                    self._set_outside(query, order)
                    return
                value = self._sorted_by(key.this, query)
                null = exp.Is(this=value.copy(), expression=exp.Null())
                keys.append(exp.Ordered(this=null, desc=descends, nulls_first=not descends))
            key.set("nulls_first", not descends)
            keys.append(key)
        order.set("expressions", keys)

    def _set_outside(self, query: exp.Expr, order: exp.Expr) -> None:
        """Sort a set operation from outside: within it, only its own columns can be sorted by."""
        if any(isinstance(key.this, exp.Literal) for key in order.expressions):
            self.refuse("ORDER BY a position in a set operation")
        parts = {part: query.args.get(part) for part in ("with_", "order", "limit", "offset")}
        for part in parts:
            query.set(part, None)
        outer = wrapped(query, "united")
        query.replace(outer)
        for part, value in parts.items():
            outer.set(part, value)
        self._nulls(order)

    def _sorted_by(self, key: exp.Expr, query: exp.Expr | None) -> exp.Expr:
        if isinstance(key, exp.Literal) and key.is_int and isinstance(query, exp.Select):
            entry = query.expressions[int(key.name) - 1]
            if isinstance(entry, exp.Star) or entry.is_star:
                self.refuse("ORDER BY a position behind a star")
            found: exp.Expr = entry.this if isinstance(entry, exp.Alias) else entry
            return found
        if isinstance(key, exp.Column) and not key.table and isinstance(query, exp.Select):
            # An alias of an aggregate may stand alone in ORDER BY, but in no expression.
            meant = next((e.this for e in query.expressions if e.alias.lower() == key.name.lower()), key)
            return meant if isinstance(meant, exp.Expr) else key
        return key

    def _join(self, node: exp.Join) -> exp.Expr | None:
        if node.side == "FULL":
            self.refuse("FULL JOIN")
        return super()._join(node)

    def _cast(self, node: exp.Cast) -> exp.Expr | None:
        value: exp.Expr = node.this
        kind, to = self.kinds.of(value), self.kinds.of(node)
        literal = isinstance(value, exp.Literal) and value.is_string
        if to in MOMENTS and (kind in MOMENTS or literal):
            found = iso(value.name) if literal else ("", "")
            if found is None:
                self.refuse(f"'{value.name}' as a date")
            if literal:
                value = exp.Literal.string(found[0] if to == "date" else " ".join(found))
            return self.parsed(f"CAST({{0}} AS {'DATE' if to == 'date' else 'DATETIME'})", value)
        if to == "decimal" and node.args["to"].expressions and kind in ("int", "decimal"):
            given = [p.name for p in node.args["to"].expressions]
            return self._rounded(value, given[1] if len(given) > 1 else "0")
        if to in ("decimal", "float") and kind in ("int", "decimal", "float", "text"):
            return self.parsed("CAST({0} AS DOUBLE)", value)
        if to == "int" and kind in ("int", "bool", "text", "decimal"):
            whole = self._rounded(value, "0") if kind == "decimal" else value
            return self.parsed("CAST({0} AS SIGNED)", whole)
        if to == "text" and kind in ("text", "int", "date", "timestamp") and not node.args["to"].expressions:
            if kind == "timestamp" and not self.kinds.is_stored(value):
                self.refuse("the text of a computed timestamp")
            return self.parsed("CAST({0} AS CHAR)", value)
        if to == kind == "bool":
            return value
        self.refuse(f"a cast to {node.args['to'].sql('postgres')} that MySQL does differently")

    def _divide(self, node: exp.Div) -> exp.Expr | None:
        self._number(node)
        if self.kinds.of(node) == "int":
            return self.parsed("{0} DIV {1}", node.this, node.expression)
        # Exact division would be cut after four more digits.
        return self.parsed("CAST({0} AS DOUBLE) / {1}", node.this, node.expression)

    def _call_avg(self, node: exp.Anonymous) -> exp.Expr | None:
        value = node.expressions[0]
        if isinstance(value, exp.Distinct):
            self._numeric(value.expressions[0], "AVG")
            return self.parsed("AVG(DISTINCT CAST({0} AS DOUBLE))", value.expressions[0])
        return self.parsed("AVG(CAST({0} AS DOUBLE))", self._numeric(value, "AVG"))

    def _add(self, node: exp.Add) -> exp.Expr | None:
        return self._moved(node, "+") if self.kinds.of(node) in MOMENTS else self._number(node)

    def _subtract(self, node: exp.Sub) -> exp.Expr | None:
        if [self.kinds.of(node.this), self.kinds.of(node.expression)] == ["date", "date"]:
            return self.parsed("DATEDIFF({0}, {1})", node.this, node.expression)
        if self.kinds.of(node) in MOMENTS:
            return self._moved(node, "-")
        around = node.parent
        while isinstance(around, exp.Paren):
            around = around.parent
        kinds = {self.kinds.of(node.this), self.kinds.of(node.expression)}
        return None if kinds <= MOMENTS and isinstance(around, exp.Extract) else self._number(node)

    def _moved(self, node: exp.Expr, sign: str) -> exp.Expr:
        value, change = node.this, node.expression
        if self.kinds.of(value) not in MOMENTS:
            value, change = change, value
        if self.kinds.of(change) == "int":
            return self.parsed(f"{{0}} {sign} INTERVAL ({{1}}) DAY", value, change)
        if not isinstance(change, exp.Interval):
            self.refuse("an interval that isn't written out")
        number, unit = self._span(change)
        return self.parsed(f"{{0}} {sign} INTERVAL ({number}) {unit.upper()}", value)

    def _interval(self, node: exp.Interval) -> exp.Expr | None:
        self._span(node)
        around = node.parent
        if not isinstance(around, (exp.Add, exp.Sub)) or self.kinds.of(around) not in MOMENTS:
            self.refuse("an interval as a value")
        return None

    def _field(self, unit: str, value: exp.Expr) -> exp.Expr | None:
        inner = value
        while isinstance(inner, exp.Paren):
            inner = inner.this
        if self.kinds.of(inner) == "interval" and isinstance(inner, exp.Sub) and unit in ("epoch", "day"):
            later, earlier = (self._moment(side, "EXTRACT") for side in (inner.this, inner.expression))
            if unit == "day":
                return self.parsed("TIMESTAMPDIFF(DAY, {0}, {1})", earlier, later)
            micro = "TIMESTAMPDIFF(MICROSECOND, {0}, {1})"
            return self.parsed(f"(CAST({micro} AS DOUBLE) / 1000000)", earlier, later)
        if unit not in _FIELDS:
            self.refuse(f"EXTRACT({unit.upper()} ...)")
        return self.parsed(_FIELDS[unit], self._moment(value, "EXTRACT"))

    def _truncated(self, unit: str, value: exp.Expr) -> exp.Expr | None:
        if unit not in _CUTS:
            self.refuse(f"DATE_TRUNC('{unit}', ...)")
        return self.parsed(_CUTS[unit], value)

    def _formatted(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return self.parsed("DATE_FORMAT({0}, {1})", value, exp.Literal.string(pattern))

    def _compared_text(self, text: exp.Expr, kinds: set[Kind | None]) -> None:
        if kinds & ({"bool"} | NUMBERS):
            self.refuse(f"'{text.name}' compared with a number or truth value")
        super()._compared_text(text, kinds)

    def _joined(self, parts: list[exp.Expr]) -> exp.Expr:
        return self.parsed(f"CONCAT({', '.join(f'{{{i}}}' for i in range(len(parts)))})", *parts)

    def _position(self, node: exp.StrPosition) -> exp.Expr | None:
        return self.parsed("LOCATE({0}, {1})", node.args["substr"], node.this)

    def _call_strpos(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("LOCATE({1}, {0})", *node.expressions)

    def _call_length(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("CHAR_LENGTH({0})", *node.expressions)

    def _spread(self, node: exp.Anonymous) -> exp.Expr:
        """Return a measure of spread of floats: of a NUMERIC it would be cut to a few digits."""
        name = {"stddev": "STDDEV_SAMP", "variance": "VAR_SAMP"}.get(
            str(node.this).lower(), str(node.this).upper()
        )
        return self.parsed(f"{name}(CAST({{0}} AS DOUBLE))", self._numeric(node.expressions[0], name))

    _call_stddev = _call_stddev_samp = _call_stddev_pop = _call_variance = _call_var_samp = _call_var_pop = (
        _spread
    )

    def _call_greatest(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._greatest(node, "GREATEST")

    def _call_least(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._greatest(node, "LEAST")

    def _call_lag(self, node: exp.Anonymous) -> exp.Expr | None:
        if len(node.expressions) > 2:
            self.refuse(f"{str(node.this).upper()} with a default")
        return None

    call_lead = _call_lag

    def _call_bool_and(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("MIN({0})", *node.expressions)

    def _call_bool_or(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("MAX({0})", *node.expressions)

    _call_every = _call_bool_and

    def _filter(self, node: exp.Filter) -> exp.Expr | None:
        """Write what is left out as NULL, which aggregates pass over."""
        call, condition = node.this, node.expression.this
        if not isinstance(call, exp.Anonymous) or len(call.expressions) != 1:
            self.refuse("FILTER of this aggregate")
        value = call.expressions[0]
        holder = value if isinstance(value, exp.Distinct) else call
        inner = holder.expressions[0]
        chosen = exp.Literal.number(1) if isinstance(inner, exp.Star) else inner
        holder.set("expressions", [self.parsed("CASE WHEN {0} THEN {1} END", condition, chosen)])
        return call

    def _null_safe(self, node: exp.Expr) -> exp.Expr | None:
        same = self.parsed("({0} <=> {1})", node.this, node.expression)
        return same if isinstance(node, exp.NullSafeEQ) else exp.Not(this=same)

    def _within_group(self, node: exp.WithinGroup) -> exp.Expr | None:
        self.refuse(str(node.this.this).upper())
