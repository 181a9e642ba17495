"""The terms that queries are run and judged on: the same for golds and predictions. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlcoder.databases.base import Limits

# A fixed moment, so that a score is the same next year; --now sets another.
NOW = datetime(2025, 1, 1, 12, 0, 0)


@dataclass(frozen=True, slots=True)
class Terms:
    """`now` is what CURRENT_DATE, now() and the like give in every query.

    `limits` hold for each query. `functions` are functions of the user's own that queries may call.
    `metrics` are those to compute beside the verdict: names of `metric.METRICS`, or files with one.
    """

    now: datetime = NOW
    limits: Limits = Limits(seconds=30.0, rows=100_000)
    functions: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ("exact set", "soft F1")
