"""What a metric is, and the table of ours: one small file each in `metrics`.

A metric scores one answered question with a number from 0 to 1, beside the verdict, which it never changes. A
report shows its mean over the answerable questions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import cast

from sqlcoder.errors import UsageError
from sqlcoder.evaluation.own_code import is_own_code, own_code
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Scored:
    """A question whose prediction ran, or didn't, on one instance of its database.

    `gold_sql` and `gold` are those of the gold that the verdict is about. `prediction` is None where the
    query didn't run or there is none (then `sql` is None too). `run` runs a checked query once more and
    returns its result with the seconds it took, for metrics that measure time.
    """

    dialect: str
    gold_sql: str
    gold: ResultSet
    sql: str | None
    prediction: ResultSet | None
    verdict: Verdict | None
    run: Callable[[str], ResultSet]


Metric = Callable[[Scored], float | None]
"""Returns the score, or None where the question says nothing about it and is left out of the mean."""

METRICS: dict[str, str] = {
    "exact set": "sqlcoder.evaluation.metrics.exact_set:exact_set",
    "soft F1": "sqlcoder.evaluation.metrics.soft_f1:soft_f1",
    "efficiency": "sqlcoder.evaluation.metrics.efficiency:efficiency",
}


@lru_cache(maxsize=32)
def metric(name: str) -> Metric:
    """Return the metric called `name`: one of `METRICS`, or `FILE.py:FUNCTION`, a file of your own.

    Raise `UsageError` for an unknown one.
    """
    if is_own_code(name):
        return cast(Metric, own_code(name))
    if name not in METRICS:
        raise UsageError(
            f'Unknown metric "{name}".', fix=f"Known are: {', '.join(METRICS)}, and FILE.py:FUNCTION."
        )
    module, _, function = METRICS[name].partition(":")
    return cast(Metric, getattr(import_module(module), function))
