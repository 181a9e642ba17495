"""What the rewriting of a query has in common for all targets: the walk, the allow-list, and the plain rules.

A target's class says what differs. A node or function that neither knows is refused.
"""

from __future__ import annotations

import re
from typing import ClassVar, NoReturn

from sqlglot import exp

from sqlcoder.errors import UnsafeQuery
from sqlcoder.sql.dialect import RESERVED_WORDS
from sqlcoder.sql.statement import read
from sqlcoder.sql.translations.kinds import MOMENTS, NUMBERS, Kind, Kinds
from sqlcoder.sql.translations.terms import UNITS, interval_parts, iso, title

_PLAIN = (
    exp.Select, exp.Union, exp.Intersect, exp.Except, exp.Subquery, exp.With, exp.CTE, exp.From, exp.Table,
    exp.TableAlias, exp.Where, exp.Group, exp.Having, exp.Order, exp.Limit, exp.Offset, exp.Column,
    exp.Star, exp.Alias, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Case, exp.If, exp.And, exp.Or,
    exp.Not, exp.Is, exp.Exists, exp.Neg, exp.Distinct, exp.Tuple, exp.DataType, exp.DataTypeParam, exp.Var,
    exp.WindowSpec,
)  # fmt: skip

BY_HAND = "Give a variant of the query, written by hand for this database."


class Rewriter:
    """Rewrites the tree of one PostgreSQL query, from its leaves to its root."""

    dialect: ClassVar[str]
    functions: ClassVar[frozenset[str]]
    """Functions that mean the same in the target for the arguments that PostgreSQL takes."""
    rules: ClassVar[dict[type[exp.Expr], str]] = {
        exp.Identifier: "_identifier", exp.Anonymous: "_call", exp.Cast: "_cast", exp.Extract: "_extract",
        exp.Add: "_add", exp.Sub: "_subtract", exp.Mul: "_number", exp.Div: "_divide",
        exp.Mod: "_remainder", exp.EQ: "_compared", exp.NEQ: "_compared", exp.GT: "_compared",
        exp.GTE: "_compared", exp.LT: "_compared", exp.LTE: "_compared", exp.In: "_compared",
        exp.Between: "_compared", exp.Pow: "_power", exp.Ordered: "_ordered", exp.Join: "_join",
        exp.Fetch: "_fetch", exp.LimitOptions: "_limit_options", exp.Interval: "_interval",
        exp.Like: "_like", exp.ILike: "_ilike", exp.DPipe: "_concatenated", exp.Substring: "_substring",
        exp.Trim: "_trim", exp.StrPosition: "_position", exp.Filter: "_filter",
        exp.WithinGroup: "_within_group", exp.Window: "_window", exp.CurrentDate: "_today",
        exp.NullSafeEQ: "_null_safe", exp.NullSafeNEQ: "_null_safe", exp.Rollup: "_grouping",
        exp.Cube: "_grouping", exp.GroupingSets: "_grouping", exp.Any: "_any", exp.National: "_refused",
        exp.Lateral: "_refused",
    }  # fmt: skip
    """The method that rewrites each kind of node which isn't plain."""

    def __init__(self, name: str, kinds: Kinds) -> None:
        self.title = name
        self.kinds = kinds

    def rewritten(self, tree: exp.Expr) -> exp.Expr:
        """Return the tree for the target. Raise `UnsafeQuery` where a part of it can't be written."""
        holder = exp.Paren(this=tree)
        self.prepare(holder)
        tree = holder.this
        nodes = list(tree.walk())
        for node in nodes:
            # While the tree is whole: a kind depends on what stands around it.
            self.kinds.of(node)
        for node in nodes:
            self.before(node)
        for node in reversed(list(holder.this.walk())):
            self._node(node)
        result: exp.Expr = holder.this
        return result

    def prepare(self, holder: exp.Expr) -> None:
        """Bring the tree within `holder` into a shape that the target has, before any kind is asked for."""

    def before(self, node: exp.Expr) -> None:
        """Change or refuse what has to be seen before its parts change."""
        if isinstance(node, exp.Select):
            self._check_group(node)
            if node.args["expressions"] == []:
                self.refuse("a select without columns")
        if isinstance(node, exp.Table):
            self._table(node)
        if isinstance(node, exp.With):
            for cte in node.expressions:
                cte.set("materialized", None)
        if isinstance(node, exp.Distinct) and len(node.expressions) > 1:
            self.refuse("DISTINCT of several values")
        if isinstance(node, exp.Distinct) and any(isinstance(e, exp.Tuple) for e in node.expressions):
            self.refuse("DISTINCT of several values")
        if isinstance(node, exp.Tuple) and not isinstance(node.parent, (exp.In, exp.Distinct)):
            self.refuse("a row of values")
        if isinstance(node, exp.Values):
            self.refuse("VALUES")

    def refuse(self, what: str) -> NoReturn:
        """Raise `UnsafeQuery`: the query uses `what`."""
        raise UnsafeQuery(
            f"The query can't be written for {self.title}: it uses {what}.",
            fix=BY_HAND,
        )

    def parsed(self, template: str, *parts: exp.Expr) -> exp.Expr:
        """Return an expression of the target in which `{0}`, `{1}` ... are `parts`."""
        text = template.format(*(f"part_{i}" for i in range(len(parts))))
        tree = exp.Paren(this=read(f"SELECT {text}", self.dialect).expressions[0])
        for column in list(tree.find_all(exp.Column)):
            if re.fullmatch(r"part_\d+", column.name):
                part = parts[int(column.name[5:])]
                bracketed = isinstance(part, (exp.Binary, exp.Connector, exp.Not, exp.Between, exp.In))
                column.replace(exp.Paren(this=part.copy()) if bracketed else part.copy())
        inner: exp.Expr = tree.this
        return inner

    def _node(self, node: exp.Expr) -> None:
        name = self.rules.get(type(node))
        if name is None:
            if not isinstance(node, _PLAIN):
                self.refuse(title(node))
            return
        new = getattr(self, name)(node)
        if new is not None and new is not node:
            self.kinds.moved(node, new)
            node.replace(new)

    def _table(self, node: exp.Table) -> None:
        if not isinstance(node.this, exp.Identifier):
            self.refuse(f"{node.this.name.upper()} in FROM" if node.this.name else "a function in FROM")
        if any(node.args.get(part) for part in ("pivots", "sample", "ordinality", "only", "laterals")):
            self.refuse("a modifier of a table")
        if node.db.lower() == "public":
            node.set("db", None)

    def _check_group(self, select: exp.Select) -> None:
        """Refuse GROUP BY by a name that is a column's and an alias's: databases take it differently."""
        group = select.args.get("group")
        aliases = {e.alias.lower(): e.this for e in select.expressions if e.alias}
        for column in group.expressions if group is not None else ():
            bare = isinstance(column, exp.Column) and not column.table
            meant = aliases.get(column.name.lower()) if bare else None
            if meant is None or isinstance(meant, exp.Column):
                continue
            if any(inner.name.lower() == column.name.lower() for inner in meant.find_all(exp.Column)):
                self.refuse(f'GROUP BY "{column.name}", which is a column and an alias')

    # Rules that hold for every target, or are the usual case.

    def _refused(self, node: exp.Expr) -> NoReturn:
        self.refuse(title(node))

    def _identifier(self, node: exp.Identifier) -> None:
        if not node.args.get("quoted"):
            node.set("this", node.name.lower())
            node.set("quoted", node.name.lower() in RESERVED_WORDS and self.dialect != "postgres")

    def _compared(self, node: exp.Expr) -> exp.Expr | None:
        sides = [side for side in node.iter_expressions() if not isinstance(side, exp.Query)]
        kinds = {self.kinds.of(side) for side in sides if not _is_text(side)} - {"null"}
        for side in sides:
            if _is_text(side) and kinds != {"text"}:
                self._compared_text(side, kinds)
        return None

    def _compared_text(self, text: exp.Expr, kinds: set[Kind | None]) -> None:
        """Bring a constant that is compared with values of `kinds` into the form that means the same."""
        if kinds & MOMENTS:
            found = iso(text.name)
            if found is None:
                self.refuse(f"'{text.name}' as a date")
            text.set("this", found[0] if kinds == {"date"} or found[1] == "00:00:00" else " ".join(found))

    def _number(self, node: exp.Expr) -> exp.Expr | None:
        for side in (node.this, node.expression):
            if self.kinds.of(side) not in NUMBERS | {"null"}:
                self.refuse(f"{title(node)} of values whose type isn't known to be a number")
        return None

    def _power(self, node: exp.Expr) -> exp.Expr | None:
        self._number(node)
        return self.parsed("POWER({0}, {1})", node.this, node.expression)

    def _remainder(self, node: exp.Expr) -> exp.Expr | None:
        if {self.kinds.of(node.this), self.kinds.of(node.expression)} != {"int"}:
            self.refuse("the remainder of values that aren't known to be whole numbers")
        return None

    def _call(self, node: exp.Anonymous) -> exp.Expr | None:
        name = str(node.this).lower()
        rule = getattr(self, f"_call_{name}", None)
        if rule is not None:
            new: exp.Expr | None = rule(node)
            return new
        if name not in self.functions:
            self.refuse(name.upper())
        if any(isinstance(e, (exp.Order, exp.Ordered)) for e in node.expressions):
            self.refuse(f"{name.upper()} with ORDER BY")
        return None

    def _call_date_part(self, node: exp.Anonymous) -> exp.Expr | None:
        unit, value = node.expressions
        if not isinstance(unit, exp.Literal):
            self.refuse("DATE_PART with a unit that isn't written out")
        return self._field(unit.name.lower(), value)

    def _extract(self, node: exp.Extract) -> exp.Expr | None:
        return self._field(node.this.name.lower(), node.expression)

    def _field(self, unit: str, value: exp.Expr) -> exp.Expr | None:
        """Return a field of a moment, or of the time between two."""
        raise NotImplementedError

    def _call_date_trunc(self, node: exp.Anonymous) -> exp.Expr | None:
        unit, value = node.expressions
        if not isinstance(unit, exp.Literal) or unit.name.lower() not in UNITS:
            self.refuse("DATE_TRUNC with an unusual unit")
        return self._truncated(unit.name.lower(), self._moment(value, "DATE_TRUNC"))

    def _truncated(self, unit: str, value: exp.Expr) -> exp.Expr | None:
        """Return a moment cut to a unit."""
        raise NotImplementedError

    def _moment(self, value: exp.Expr, user: str) -> exp.Expr:
        """Return `value` if it certainly is a date or a timestamp."""
        if self.kinds.of(value) not in MOMENTS:
            self.refuse(f"{user} of a value that isn't known to be a date or timestamp")
        return value

    def _numeric(self, value: exp.Expr, user: str, *kinds: Kind) -> exp.Expr:
        """Return `value` if it certainly is a number, of one of `kinds` where they are given."""
        if self.kinds.of(value) not in (kinds or NUMBERS):
            self.refuse(f"{user} of a value whose type isn't known to allow it")
        return value

    def _call_to_char(self, node: exp.Anonymous) -> exp.Expr | None:
        value, pattern = node.expressions if len(node.expressions) == 2 else (node, node)
        if not isinstance(pattern, exp.Literal):
            self.refuse("TO_CHAR with a format that isn't written out")
        self._moment(value, "TO_CHAR")
        parts = re.findall(r"FMMonth|FMDay|YYYY|HH24|Mon|Dy|MM|DD|MI|SS|[-/ :.,]|.", pattern.name)
        written = [self.formats.get(part, part if part in "-/ :.," else None) for part in parts]
        if None in written:
            self.refuse(f"the format '{pattern.name}' of TO_CHAR")
        return self._formatted(value, "".join(part for part in written if part))

    formats: ClassVar[dict[str, str]]
    """The target's spelling of TO_CHAR's parts."""

    def _formatted(self, value: exp.Expr, pattern: str) -> exp.Expr:
        """Return a moment written as text by a pattern of the target."""
        raise NotImplementedError

    def _call_concat(self, node: exp.Anonymous) -> exp.Expr | None:
        parts = [self.parsed("COALESCE({0}, '')", self._text(part)) for part in node.expressions]
        return self._joined(parts)

    def _concatenated(self, node: exp.DPipe) -> exp.Expr | None:
        return self._joined([self._text(node.this), self._text(node.expression)])

    def _joined(self, parts: list[exp.Expr]) -> exp.Expr:
        """Return several texts as one, NULL where one of them is."""
        return self.parsed(" || ".join(f"{{{i}}}" for i in range(len(parts))), *parts)

    def _text(self, value: exp.Expr) -> exp.Expr:
        """Return `value` if all databases write it as the same text."""
        if self.kinds.of(value) not in ("text", "int", "date", "null"):
            self.refuse("the text of a value that databases may write differently")
        return value

    def _call_count(self, node: exp.Anonymous) -> exp.Expr | None:
        return None

    def _call_round(self, node: exp.Anonymous) -> exp.Expr | None:
        value, digits = node.expressions[0], "0"
        if self.kinds.of(value) == "float":
            self.refuse("ROUND of a floating-point number, whose ties PostgreSQL rounds to even")
        self._numeric(value, "ROUND")
        if len(node.expressions) == 2:
            given = node.expressions[1]
            if not isinstance(given, exp.Literal) or int(given.name) > 6:
                self.refuse("ROUND to a number of digits that isn't plain")
            digits = given.name
        return self._rounded(value, digits)

    def _rounded(self, value: exp.Expr, digits: str) -> exp.Expr:
        """Return a NUMERIC value rounded, halves away from zero."""
        exact = "DECIMAL(38, 10)" if self.dialect == "duckdb" else "DECIMAL(60, 12)"
        return self.parsed(f"ROUND(CAST({{0}} AS {exact}), {digits})", value)

    def _call_substr(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._part(*node.expressions)

    def _call_substring(self, node: exp.Anonymous) -> exp.Expr | None:
        return self._part(*node.expressions)

    def _substring(self, node: exp.Substring) -> exp.Expr | None:
        start = node.args.get("start") or exp.Literal.number(1)
        length = node.args.get("length")
        return self._part(node.this, start, *([length] if length is not None else []))

    def _part(self, value: exp.Expr, start: exp.Expr, *length: exp.Expr) -> exp.Expr:
        for place in (start, *length):
            if not (isinstance(place, exp.Literal) and place.is_int and int(place.name) > 0):
                self.refuse("SUBSTRING with a place that isn't a plain number above 0")
        self._text(value)
        return self.parsed(f"SUBSTR({{0}}, {', '.join(p.name for p in (start, *length))})", value)

    def _trim(self, node: exp.Trim) -> exp.Expr | None:
        if node.args.get("expression") is not None or node.args.get("position"):
            self.refuse("TRIM of other characters than blanks")
        return self.parsed("TRIM({0})", node.this)

    def _call_btrim(self, node: exp.Anonymous) -> exp.Expr | None:
        if len(node.expressions) != 1:
            self.refuse("TRIM of other characters than blanks")
        return self.parsed("TRIM({0})", node.expressions[0])

    def _call_log(self, node: exp.Anonymous) -> exp.Expr | None:
        if len(node.expressions) != 1:
            self.refuse("LOG with a base")
        return self.parsed("LOG10({0})", node.expressions[0])

    def _fetch(self, node: exp.Fetch) -> exp.Expr | None:
        options = node.args.get("limit_options")
        if options is not None and (options.args.get("percent") or options.args.get("with_ties")):
            self.refuse("FETCH ... WITH TIES")
        return exp.Limit(expression=(node.args.get("count") or exp.Literal.number(1)).copy())

    def _limit_options(self, node: exp.LimitOptions) -> None:
        return None

    def _filter(self, node: exp.Filter) -> exp.Expr | None:
        return None

    def _window(self, node: exp.Window) -> exp.Expr | None:
        spec = node.args.get("spec")
        if spec is not None and any(isinstance(v, exp.Expr) and not v.is_int for v in spec.args.values()):
            self.refuse("a window's frame by an interval")
        return None

    def _grouping(self, node: exp.Expr) -> exp.Expr | None:
        self.refuse(title(node))

    def _null_safe(self, node: exp.Expr) -> exp.Expr | None:
        return None

    def _any(self, node: exp.Any) -> exp.Expr | None:
        self.refuse("ANY")

    def _today(self, node: exp.CurrentDate) -> exp.Expr | None:
        return None

    def _join(self, node: exp.Join) -> exp.Expr | None:
        if node.args.get("method"):
            self.refuse("NATURAL JOIN")
        return None

    def _ordered(self, node: exp.Ordered) -> exp.Expr | None:
        return None

    def _literal_pattern(self, node: exp.Expr) -> str:
        """Return the pattern of a LIKE, written out and without a backslash."""
        pattern = node.expression
        if not isinstance(pattern, exp.Literal) or "\\" in pattern.name:
            self.refuse("LIKE with a pattern that isn't plain")
        self.kinds.of(node.this)
        return str(pattern.name)

    def _like(self, node: exp.Like) -> exp.Expr | None:
        self._literal_pattern(node)
        return None

    def _ilike(self, node: exp.ILike) -> exp.Expr | None:
        pattern = self._literal_pattern(node).lower()
        if not pattern.isascii():
            self.refuse("ILIKE with a letter outside ASCII")
        negated = "NOT " if node.args.get("negate") else ""
        return self.parsed(f"LOWER({{0}}) {negated}LIKE {{1}}", node.this, exp.Literal.string(pattern))

    def _interval(self, node: exp.Interval) -> exp.Expr | None:
        self._span(node)
        return None

    def _span(self, node: exp.Expr) -> tuple[int, str]:
        """Return the number and unit of an interval."""
        found = interval_parts(node)
        if found is None:
            self.refuse("an interval that isn't a number of one unit")
        return found


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_string)
