"""The kinds of parse-tree nodes a safe query may hold, and the parts of them that may be filled.

A node's kind that isn't here is refused, so a construct that sqlglot learns tomorrow is refused too.
Functions, types and tables are judged by name elsewhere.
"""

from __future__ import annotations

from sqlglot import exp

ROOTS: tuple[type[exp.Expr], ...] = (
    exp.Select, exp.Union, exp.Intersect, exp.Except, exp.Subquery, exp.Values, exp.Pivot,
)  # fmt: skip
"""What a whole query may be."""

_CLAUSES = (
    exp.Select, exp.Union, exp.Intersect, exp.Except, exp.Subquery, exp.Values, exp.Tuple,
    exp.With, exp.CTE, exp.From, exp.Join, exp.Lateral, exp.Unnest, exp.Table, exp.TableAlias,
    exp.Where, exp.Group, exp.GroupingSets, exp.Cube, exp.Rollup, exp.Having, exp.Qualify,
    exp.Window, exp.WindowSpec, exp.Order, exp.Ordered, exp.Limit, exp.Offset, exp.Fetch,
    exp.LimitOptions, exp.Distinct, exp.TableSample, exp.Pivot, exp.PivotAlias, exp.UnpivotColumns,
    exp.ColumnDef, exp.JSONTable, exp.JSONSchema, exp.JSONColumnDef,
)  # fmt: skip

_VALUES = (
    exp.Column, exp.Identifier, exp.Star, exp.Alias, exp.Aliases, exp.Dot, exp.Literal, exp.Boolean,
    exp.Null, exp.HexString, exp.BitString, exp.ByteString, exp.RawString, exp.National, exp.Var,
    exp.Interval, exp.Array, exp.Struct, exp.Map, exp.ToMap, exp.Bracket, exp.Slice, exp.PropertyEQ,
    exp.Kwarg, exp.Lambda, exp.Comprehension, exp.DataType, exp.DataTypeParam, exp.IntervalSpan,
)  # fmt: skip

_OPERATORS = (
    exp.Paren, exp.And, exp.Or, exp.Xor, exp.Not, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE,
    exp.NullSafeEQ, exp.NullSafeNEQ, exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.Glob,
    exp.SimilarTo, exp.RegexpLike, exp.RegexpILike, exp.Match, exp.MatchAgainst, exp.Escape,
    exp.Exists, exp.Any, exp.All, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.Pow,
    exp.Neg, exp.Abs, exp.Sqrt, exp.Cbrt, exp.BitwiseAnd, exp.BitwiseOr, exp.BitwiseXor, exp.BitwiseNot,
    exp.BitwiseLeftShift, exp.BitwiseRightShift, exp.DPipe, exp.Concat, exp.Collate, exp.AtTimeZone,
    exp.Overlaps, exp.ArrayContainsAll, exp.ArrayContainedBy, exp.ArrayOverlaps, exp.JSONExtract,
    exp.JSONExtractScalar, exp.JSONBExtract, exp.JSONBExtractScalar, exp.JSONBContains,
    exp.JSONBContainsTopKey, exp.JSONBContainsAnyTopKeys, exp.JSONBContainsAllTopKeys, exp.JSONBPathExists,
    exp.JSONPath, exp.JSONPathRoot, exp.JSONPathKey, exp.JSONPathSubscript,
)  # fmt: skip

_CALLS = (
    exp.Anonymous, exp.Filter, exp.WithinGroup, exp.IgnoreNulls, exp.RespectNulls, exp.Case, exp.If,
    exp.Cast, exp.TryCast, exp.Extract, exp.Trim, exp.Substring, exp.StrPosition, exp.Overlay,
    exp.GroupConcat, exp.Chr, exp.Soundex, exp.CurrentDate, exp.CurrentTime, exp.CurrentTimestamp,
    exp.Localtime, exp.Localtimestamp,
)  # fmt: skip

NODES: frozenset[type[exp.Expr]] = frozenset((*_CLAUSES, *_VALUES, *_OPERATORS, *_CALLS))

_QUERY = frozenset({
    "with_", "joins", "laterals", "pivots", "where", "group", "having", "qualify", "windows", "order",
    "limit", "offset", "sample",
})  # fmt: skip
PARTS: dict[type[exp.Expr], frozenset[str]] = {
    exp.Select: _QUERY | {"expressions", "distinct", "from_"},
    exp.Union: _QUERY | {"this", "expression", "distinct", "by_name"},
    exp.Intersect: _QUERY | {"this", "expression", "distinct"},
    exp.Except: _QUERY | {"this", "expression", "distinct"},
    exp.Subquery: _QUERY | {"this", "alias"},
    exp.With: frozenset({"expressions", "recursive"}),
    exp.CTE: frozenset({"this", "alias", "materialized"}),
    exp.Table: frozenset(
        {"this", "alias", "db", "joins", "laterals", "pivots", "only", "ordinality", "sample"}
    ),
    exp.Column: frozenset({"this", "table", "db"}),
    exp.Identifier: frozenset({"this", "quoted"}),
    exp.Join: frozenset({"this", "on", "side", "kind", "using", "method", "match_condition", "pivots"}),
    exp.Lateral: frozenset({"this", "alias", "ordinality"}),
    exp.ColumnDef: frozenset({"this", "kind"}),
    exp.DataType: frozenset({"this", "expressions", "nested", "values", "kind"}),
    exp.Cast: frozenset({"this", "to"}),
    exp.TryCast: frozenset({"this", "to", "safe", "requires_string"}),
    exp.JSONColumnDef: frozenset({"this", "kind", "path", "ordinality", "nested_schema"}),
}
"""The parts that may be filled, for nodes that can also hold locks, hints, INTO, options and the like."""
