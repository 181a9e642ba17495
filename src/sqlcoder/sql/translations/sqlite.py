"""PostgreSQL -> SQLite, which keeps days as text and knows neither NUMERIC nor a case-sensitive LIKE."""

from __future__ import annotations

import re

from sqlglot import exp

from sqlcoder.sql.translations.kinds import MOMENTS, Kind
from sqlcoder.sql.translations.reshape import Reshaping
from sqlcoder.sql.translations.terms import iso

_FIELDS = {
    "year": "CAST(STRFTIME('%Y', {0}) AS INTEGER)",
    "quarter": "((CAST(STRFTIME('%m', {0}) AS INTEGER) + 2) / 3)",
    "month": "CAST(STRFTIME('%m', {0}) AS INTEGER)",
    "day": "CAST(STRFTIME('%d', {0}) AS INTEGER)",
    "hour": "CAST(STRFTIME('%H', {0}) AS INTEGER)",
    "minute": "CAST(STRFTIME('%M', {0}) AS INTEGER)",
    "dow": "CAST(STRFTIME('%w', {0}) AS INTEGER)",
    "isodow": "((CAST(STRFTIME('%w', {0}) AS INTEGER) + 6) % 7 + 1)",
    "doy": "CAST(STRFTIME('%j', {0}) AS INTEGER)",
    "epoch": "(CAST(STRFTIME('%s', {0}) AS INTEGER) + (STRFTIME('%f', {0}) - STRFTIME('%S', {0})))",
}
_CUTS = {
    "year": "DATE({0}, 'start of year')",
    "quarter": (
        "DATE({0}, 'start of month', '-' || ((CAST(STRFTIME('%m', {0}) AS INTEGER) - 1) % 3) || ' months')"
    ),
    "month": "DATE({0}, 'start of month')",
    "week": "DATE({0}, '-' || ((CAST(STRFTIME('%w', {0}) AS INTEGER) + 6) % 7) || ' days')",
    "day": "DATE({0})",
    "hour": "STRFTIME('%Y-%m-%d %H:00:00', {0})",
    "minute": "STRFTIME('%Y-%m-%d %H:%M:00', {0})",
}
_LONG = ("year", "quarter", "month")


class ToSqlite(Reshaping):
    """Rewrites a query for SQLite, where a moment cut to days is written as a day, as people do there."""

    dialect = "sqlite"
    formats = {"YYYY": "%Y", "MM": "%m", "DD": "%d", "HH24": "%H", "MI": "%M", "SS": "%S"}
    functions = frozenset("""
        abs avg ceil ceiling coalesce cume_dist dense_rank exp first_value floor lag last_value lead length ln
        lower ltrim max min mod nth_value ntile nullif percent_rank power rank replace row_number rtrim sign
        sqrt sum upper
    """.split())  # fmt: skip

    def before(self, node: exp.Expr) -> None:
        """Refuse also what only this target lacks."""
        super().before(node)
        if isinstance(node, (exp.Intersect, exp.Except)) and node.args.get("distinct") is False:
            self.refuse(f"{type(node).__name__.upper()} ALL")
        if isinstance(node, exp.Anonymous) and any(isinstance(e, exp.Order) for e in node.expressions):
            self.refuse(f"{str(node.this).upper()} with ORDER BY")

    def _cast(self, node: exp.Cast) -> exp.Expr | None:
        value: exp.Expr = node.this
        kind, to = self.kinds.of(value), self.kinds.of(node)
        if isinstance(value, exp.Literal) and value.is_string and to in MOMENTS:
            found = iso(value.name)
            if found is None:
                self.refuse(f"'{value.name}' as a date")
            return exp.Literal.string(found[0] if to == "date" else " ".join(found))
        if to in MOMENTS and kind in MOMENTS:
            return self.parsed("DATE({0})" if to == "date" else "DATETIME({0})", value)
        if to == "decimal" and node.args["to"].expressions and kind in ("int", "decimal"):
            given = [p.name for p in node.args["to"].expressions]
            return self._rounded(value, given[1] if len(given) > 1 else "0")
        if to in ("decimal", "float") and kind in ("int", "decimal", "float", "text"):
            return self.parsed("CAST({0} AS REAL)", value)
        if to == "int" and kind in ("int", "bool", "text", "decimal"):
            whole = self._rounded(value, "0") if kind == "decimal" else value
            return self.parsed("CAST({0} AS INTEGER)", whole)
        if to == "text" and kind in ("text", "int", "date", "timestamp") and not node.args["to"].expressions:
            if kind == "timestamp" and not self.kinds.is_stored(value):
                return self.parsed("DATETIME({0})", value)
            return self.parsed("CAST({0} AS TEXT)", value)
        if to == kind == "bool":
            return value
        self.refuse(f"a cast to {node.args['to'].sql('postgres')} that SQLite does differently")

    def _rounded(self, value: exp.Expr, digits: str) -> exp.Expr:
        # A half that is a little less in binary is still rounded up, as NUMERIC is.
        return self.parsed(f"ROUND({{0}} * 1.00000000000001, {digits})", value)

    def _divide(self, node: exp.Div) -> exp.Expr | None:
        self._number(node)
        if self.kinds.of(node) == "int":
            return None
        # A NUMERIC column holds 5.0 as a whole number, and dividing two of those would cut.
        return self.parsed("CAST({0} AS REAL) / {1}", node.this, node.expression)

    def _add(self, node: exp.Add) -> exp.Expr | None:
        return self._moved(node, 1) if self.kinds.of(node) in MOMENTS else self._number(node)

    def _subtract(self, node: exp.Sub) -> exp.Expr | None:
        if [self.kinds.of(node.this), self.kinds.of(node.expression)] == ["date", "date"]:
            return self.parsed("CAST(JULIANDAY({0}) - JULIANDAY({1}) AS INTEGER)", node.this, node.expression)
        if self.kinds.of(node) in MOMENTS:
            return self._moved(node, -1)
        return None if self._is_difference(node) else self._number(node)

    def _is_difference(self, node: exp.Expr) -> bool:
        """Say whether two moments are subtracted in EXTRACT, which rewrites the difference."""
        around = node.parent
        while isinstance(around, exp.Paren):
            around = around.parent
        kinds = {self.kinds.of(node.this), self.kinds.of(node.expression)}
        return kinds <= MOMENTS and isinstance(around, exp.Extract)

    def _moved(self, node: exp.Expr, sign: int) -> exp.Expr:
        """Return a moment plus or minus days or an interval."""
        value, change = node.this, node.expression
        if self.kinds.of(value) not in MOMENTS:
            value, change = change, value
        if self.kinds.of(change) == "int":
            days = self.parsed("{0}" if sign > 0 else "-({0})", change)
            return self.parsed("DATE({0}, ({1}) || ' days')", value, days)
        if not isinstance(change, exp.Interval):
            self.refuse("an interval that isn't written out")
        number, unit = self._span(change)
        if unit in _LONG and not self._is_first_of_month(value):
            self.refuse("months added to a day that a month may not have")
        count, name = {"quarter": (3, "month"), "week": (7, "day")}.get(unit, (1, unit))
        modifier = f"'{sign * number * count:+d} {name}s'"
        whole = unit not in ("hour", "minute", "second") and self._is_day(value)
        return self.parsed(f"{'DATE' if whole else 'DATETIME'}({{0}}, {modifier})", value)

    @staticmethod
    def _is_first_of_month(value: exp.Expr) -> bool:
        text = value.name if isinstance(value, exp.Literal) else value.sql("sqlite")
        first = re.fullmatch(r"DATE\(.*'start of (month|year)'(, '[-+]\d+ (months|years)')*\)", text)
        return first is not None or (iso(text) is not None and int(text[8:10]) <= 28)

    def _is_day(self, value: exp.Expr) -> bool:
        called = isinstance(value, exp.Anonymous) and str(value.this).lower() == "date"
        return self.kinds.of(value) == "date" or called

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
            ends = [self._moment(side, "EXTRACT") for side in (inner.this, inner.expression)]
            seconds = _FIELDS["epoch"].format("{0}") + " - " + _FIELDS["epoch"].format("{1}")
            return self.parsed(
                f"({seconds})" if unit == "epoch" else f"CAST(({seconds}) / 86400 AS INTEGER)", *ends
            )
        if unit not in _FIELDS:
            self.refuse(f"EXTRACT({unit.upper()} ...)")
        return self.parsed(_FIELDS[unit], self._moment(value, "EXTRACT"))

    def _truncated(self, unit: str, value: exp.Expr) -> exp.Expr | None:
        if unit not in _CUTS:
            self.refuse(f"DATE_TRUNC('{unit}', ...)")
        return self.parsed(_CUTS[unit], value)

    def _formatted(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return self.parsed("STRFTIME({0}, {1})", exp.Literal.string(pattern), value)

    def _compared(self, node: exp.Expr) -> exp.Expr | None:
        super()._compared(node)
        sides = [side for side in node.iter_expressions() if not isinstance(side, exp.Literal)]
        if any(self.kinds.of(side) == "timestamp" for side in sides):
            if any(isinstance(side, exp.Query) for side in node.iter_expressions()) and isinstance(
                node, exp.In
            ):
                self.refuse("IN with a subquery of timestamps")
            for side in sides:
                if not self.kinds.is_stored(side) or self.kinds.of(side) == "date":
                    side.replace(self.parsed("DATETIME({0})", side))
        return None

    def _compared_text(self, text: exp.Expr, kinds: set[Kind | None]) -> None:
        found = iso(text.name)
        if kinds & {"timestamp"}:
            if found is None:
                self.refuse(f"'{text.name}' as a date")
            text.set("this", " ".join(found))
        elif kinds & {"int", "decimal", "float", "bool"} or (None in kinds and found is not None):
            self.refuse(f"'{text.name}' compared with a value whose type isn't known to be a text or date")
        else:
            super()._compared_text(text, kinds)

    def _like(self, node: exp.Like) -> exp.Expr | None:
        # SQLite's LIKE ignores the case of ASCII letters, its GLOB doesn't.
        pattern = (
            re.sub(r"[\[*?]", r"[\g<0>]", self._literal_pattern(node)).replace("%", "*").replace("_", "?")
        )
        negated = "NOT " if node.args.get("negate") else ""
        return self.parsed(f"{{0}} {negated}GLOB {{1}}", node.this, exp.Literal.string(pattern))

    def _position(self, node: exp.StrPosition) -> exp.Expr | None:
        return self.parsed("INSTR({0}, {1})", node.this, node.args["substr"])

    def _call_strpos(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("INSTR({0}, {1})", *node.expressions)

    def _call_char_length(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("LENGTH({0})", *node.expressions)

    def _call_left(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._end(node, "SUBSTR({0}, 1, {1})")

    def _call_right(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._end(node, "SUBSTR({0}, -{1})")

    def _end(self, node: exp.Anonymous, template: str) -> exp.Expr:
        value, length = node.expressions
        if not (isinstance(length, exp.Literal) and length.is_int and int(length.name) > 0):
            self.refuse(f"{str(node.this).upper()} with a length that isn't a plain number above 0")
        return self.parsed(template, value, length)

    def _call_greatest(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._most(node, "MAX")

    def _call_least(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._most(node, "MIN")

    def _most(self, node: exp.Anonymous, function: str) -> exp.Expr:
        if any(
            self.kinds.of(part) == "timestamp" and not self.kinds.is_stored(part) for part in node.expressions
        ):
            self.refuse(f"{str(node.this).upper()} of computed timestamps")
        return self._greatest(node, function)

    def _call_bool_and(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("MIN({0})", *node.expressions)

    def _call_bool_or(self, node: exp.Anonymous) -> exp.Expr | None:
        return self.parsed("MAX({0})", *node.expressions)

    _call_every = _call_bool_and

    def _within_group(self, node: exp.WithinGroup) -> exp.Expr | None:
        self.refuse(str(node.this.this).upper())
