"""Spider's exact-set match as a metric: the same parts of a query, whatever its values."""

from __future__ import annotations

from sqlcoder.errors import UnsafeQuery
from sqlcoder.evaluation.metric import Scored
from sqlcoder.sql.exact_set import exact_set_match


def exact_set(scored: Scored) -> float:
    """Return 1 where the queries have the same parts, else 0, also where there is no query."""
    if scored.sql is None:
        return 0.0
    try:
        return float(exact_set_match(scored.gold_sql, scored.sql, scored.dialect))
    except UnsafeQuery:
        return 0.0
