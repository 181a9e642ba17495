"""Small parts of PostgreSQL's language that all translations read: intervals, moments and titles."""

from __future__ import annotations

import re

from sqlglot import exp

UNITS = frozenset({"year", "quarter", "month", "week", "day", "hour", "minute", "second"})
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?(?:\+00)?")


def interval_parts(node: exp.Expr) -> tuple[int, str] | None:
    """Return the number and unit of an interval such as INTERVAL '3 months', None for other intervals."""
    unit = node.args.get("unit") if isinstance(node, exp.Interval) else None
    name = unit.name.lower().removesuffix("s") if unit is not None else ""
    if name not in UNITS or not re.fullmatch(r"-?\d+", node.this.name):
        return None
    return int(node.this.name), name


def iso(text: str) -> tuple[str, str] | None:
    """Return the day and the time of day of a moment in ISO form, None for other texts."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    time = found[2] or "00:00:00"
    return found[1], time if len(time) == 8 else f"{time}:00"


_NAMES = {
    "Lateral": "LATERAL", "Unnest": "UNNEST", "Array": "an array", "RegexpLike": "a regular expression",
    "RegexpILike": "a regular expression", "SimilarTo": "SIMILAR TO", "AtTimeZone": "AT TIME ZONE",
    "JSONExtract": "JSON", "JSONExtractScalar": "JSON", "CurrentTimestamp": "CURRENT_TIMESTAMP",
    "Localtimestamp": "LOCALTIMESTAMP", "TableSample": "TABLESAMPLE", "GroupingSets": "GROUPING SETS",
    "Rollup": "ROLLUP", "Cube": "CUBE", "Escape": "LIKE ... ESCAPE", "Mul": "a product",
}  # fmt: skip


def title(node: exp.Expr) -> str:
    """Return what people call a construct."""
    kind = type(node).__name__
    return _NAMES.get(kind) or f"the construct {kind}"
