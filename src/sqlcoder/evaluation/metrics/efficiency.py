"""How fast a right query is, measured against the gold: BIRD's efficiency score, made repeatable.

Method: Li et al., "BIRD", 2023, section 4: the square root of gold time over predicted time, 0 where the
query isn't right. A time taken once is mostly noise: here the two run in turns, the smallest of several times
counts, and a quotient is at most 2, so that one lucky run can't make up for wrong answers.
"""

from __future__ import annotations

import math

from sqlcoder.errors import QueryFailed
from sqlcoder.evaluation.metric import Scored

TURNS = 5
MOST = 2.0
# Below this a time is mostly that of the call itself.
_SHORTEST_SECONDS = 0.001


def efficiency(scored: Scored) -> float:
    """Return the score of the query, 1 where it is as fast as the gold."""
    if scored.sql is None or scored.verdict is None or not scored.verdict.right:
        return 0.0
    gold, prediction = math.inf, math.inf
    try:
        for _ in range(TURNS):
            gold = min(gold, scored.run(scored.gold_sql).seconds)
            prediction = min(prediction, scored.run(scored.sql).seconds)
    except QueryFailed:
        # It ran before, so it is near its limits.
        return 0.0
    quotient = max(gold, _SHORTEST_SECONDS) / max(prediction, _SHORTEST_SECONDS)
    return math.sqrt(min(quotient, MOST))
