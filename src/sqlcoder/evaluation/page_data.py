"""What the page of a run shows, as JSON values: short keys, and every text cut to what people read.

Makes no HTML. Numbers of a result are text here, since a browser rounds large ones.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from sqlcoder.evaluation.difference import difference
from sqlcoder.evaluation.header import Header
from sqlcoder.evaluation.highlight import LONGEST, cut, pieces
from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.paired import Pairing, pair
from sqlcoder.evaluation.record import Record, Table
from sqlcoder.evaluation.statistics import Interval, Mean, Rate
from sqlcoder.evaluation.summary import Group, Summary, failing_baselines, summarise
from sqlcoder.results.values import Json, as_text, is_number
from sqlcoder.sql.pretty import pretty

LONGEST_CELL = 300
_SAME_ROWS = frozenset({Outcome.RIGHT, Outcome.EXTRA_COLUMNS})
_SCHEMES = {"postgresql": "postgres", "postgres": "postgres", "mysql": "mysql", "mariadb": "mysql"}
_FILES = {".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite"}


def page_data(run: Run, other: Run | None = None) -> dict[str, Any]:
    """Return all that the page of `run` shows; with `other`, an earlier run, also what changed since."""
    dialect = dialect_of(run.header)
    before = {} if other is None else {(r.id, r.database, r.question): r for r in other.records}
    return {
        "run": asdict(run.header),
        "summary": _summary(summarise(run)),
        "outcomes": [str(outcome) for outcome in Outcome],
        "systems": {key: cut(text, LONGEST) for key, text in run.systems.items()},
        "other": None if other is None else _pairing(pair(other, run)),
        "questions": [
            _question(record, before.get((record.id, record.database, record.question)), dialect)
            for record in run.records
        ],
    }


def dialect_of(header: Header) -> str:
    """Return the dialect that a run's queries are in, judged by its databases; it is for display only."""
    url = header.databases[0] if header.databases else ""
    scheme, separator, _ = url.partition("://")
    if separator:
        return _SCHEMES.get(scheme.lower(), scheme.lower() if scheme.lower() == "sqlite" else "duckdb")
    return next((dialect for ending, dialect in _FILES.items() if url.endswith(ending)), "duckdb")


def _question(record: Record, before: Record | None, dialect: str) -> dict[str, Any]:
    judgement, prediction = record.judgement, record.prediction
    fields: dict[str, Any] = {
        "id": record.id,
        "database": record.database,
        "history": [turn["question"] for turn in record.history],
        "text": record.question,
        "instructions": record.instructions,
        "category": record.category,
        "hardness": record.hardness,
        "outcome": str(record.outcome),
        "correct": record.correct,
        "answerable": record.answerable,
        "reason": record.reason,
        "ordered": record.ordered,
        "why": judgement.why,
        "flags": list(judgement.flags),
        "seconds": round(prediction.seconds, 3),
        "gold": judgement.gold,
        "golds": [_sql(sql, dialect) for sql in judgement.golds],
        "sql": None if prediction.sql is None else _sql(prediction.sql, dialect),
        "tries": [
            {
                "reply": cut(attempt.reply, LONGEST),
                "error": attempt.error,
                "tokens": [attempt.read_tokens, attempt.cached_tokens, attempt.reply_tokens],
            }
            for attempt in prediction.tries
        ],
        "system": prediction.system,
        "turns": [[role, cut(content, LONGEST)] for role, content in prediction.turns],
        "instance": judgement.instance,
        "metrics": {name: value for name, value in judgement.metrics.items() if math.isfinite(value)},
        **_results(record),
    }
    if before is not None:
        fields["before"] = _before(record, before, dialect)
    return {key: value for key, value in fields.items() if value not in (None, [], {}, False, ())}


def _before(record: Record, before: Record, dialect: str) -> dict[str, Any]:
    change = "same" if record.outcome is before.outcome else "other"
    if record.correct != before.correct and Outcome.GOLD_FAULT not in (record.outcome, before.outcome):
        change = "gained" if record.correct else "lost"
    sql = before.prediction.sql
    shown = sql is not None and sql != record.prediction.sql
    return {
        "outcome": str(before.outcome),
        "change": change,
        "why": before.judgement.why,
        "sql": _sql(sql, dialect) if shown and sql is not None else None,
        "same": sql is not None and not shown,
    }


def _results(record: Record) -> dict[str, Any]:
    judgement = record.judgement
    expected, returned = judgement.expected, judgement.returned
    found: dict[str, Any] = {}
    if expected is not None:
        found["expected"] = _table(expected)
    if returned is not None:
        found["returned"] = _table(returned)
    if expected is not None and returned is not None:
        same = record.outcome in _SAME_ROWS
        diff = difference(expected, returned, judgement.columns, same=same)
        found["diff"] = {
            "pairs": diff.pairs,
            "by": diff.by,
            "gold": [int(found) for found in diff.gold],
            "prediction": [int(found) for found in diff.prediction],
            "whole": diff.whole,
        }
    return found


def _table(table: Table) -> dict[str, Any]:
    rows = [[_cell(value) for value in row] for row in table.rows]
    names = [cut(name, LONGEST_CELL) for name in table.columns]
    return {"columns": names, "rows": rows, "count": table.count, "truncated": table.truncated}


def _cell(value: Json) -> Json:
    """Return a cell for the page: null, a text, or a list of one text, which stands for a number."""
    if value is None or isinstance(value, str):
        return value if value is None else cut(as_text(value), LONGEST_CELL)
    text = json.dumps(value, ensure_ascii=False)
    return [text] if is_number(value) else cut(as_text(text), LONGEST_CELL)


@lru_cache(maxsize=1024)
def _sql(sql: str, dialect: str) -> dict[str, list[str]]:
    formatted = pretty(sql, dialect)
    written = pieces(sql.strip())
    if formatted is None or formatted == sql.strip():
        return {"written": written}
    return {"written": written, "pretty": pieces(formatted)}


def _summary(summary: Summary) -> dict[str, Any]:
    failing = failing_baselines(summary.baselines)
    return {
        "asked": summary.asked,
        "right": _rate(summary.right),
        "accepted": _rate(summary.accepted),
        "valid": _rate(summary.valid),
        "outcomes": [[str(row.outcome), row.answerable, row.unanswerable] for row in summary.outcomes],
        "groups": {
            "category": [_group(group) for group in summary.categories],
            "hardness": [_group(group) for group in summary.hardness],
            "database": [_group(group) for group in summary.databases],
        },
        "abstention": {
            "precision": _rate(summary.abstention.precision),
            "recall": _rate(summary.abstention.recall),
            "falseRefusals": _rate(summary.abstention.false_refusals),
        },
        "metrics": {name: _mean(value) for name, value in summary.metrics.items()},
        "baselines": [[name, _rate(rate), name in failing] for name, rate in summary.baselines.items()],
        "latency": None if summary.latency is None else asdict(summary.latency),
        "tokens": [asdict(tokens) for tokens in summary.tokens],
        "goldFaults": [asdict(listed) for listed in summary.gold_faults],
        "uninformative": [asdict(listed) for listed in summary.uninformative],
        "flagged": [asdict(listed) for listed in summary.flagged],
        "warnings": list(summary.warnings),
    }


def _pairing(pairing: Pairing) -> dict[str, Any]:
    tally = pairing.tally
    return {
        "name": pairing.first.name,
        "created": pairing.first.created,
        "tally": [tally.both, tally.first, tally.second, tally.neither],
        "difference": {"v": tally.difference.value, **_ends(tally.difference.interval)},
        "p": tally.p,
        "leftOut": [asdict(listed) for listed in pairing.left_out],
        "warnings": list(pairing.warnings),
    }


def _group(group: Group) -> Mapping[str, Any]:
    return {"name": group.name, "right": _rate(group.right), "valid": _rate(group.valid)}


def _rate(rate: Rate) -> dict[str, Any]:
    return {"k": rate.k, "n": rate.n, "v": rate.value, **_ends(rate.interval)}


def _mean(found: Mean) -> dict[str, Any]:
    return {"n": found.n, "v": found.value, **_ends(found.interval)}


def _ends(interval: Interval) -> dict[str, float]:
    return {"lo": interval.low, "hi": interval.high}
