"""Question/SQL pairs for a database of one's own: composed, checked, reworded by the model, asked afresh.

A pair is kept if its gold runs and returns something, and the model, asked the reworded question without
seeing the gold, comes to the same rows. One pair at a time; the caller keeps the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlcoder.databases.base import Limits
from sqlcoder.dataset import jsonl
from sqlcoder.dataset.checks.likeness import normalised
from sqlcoder.dataset.checks.mentions import mentions
from sqlcoder.dataset.checks.values import disagreements
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.record import Record
from sqlcoder.dataset.synthesis.rewording import MOST_TOKENS, reworded, rewording_prompt
from sqlcoder.engines.base import Sampling
from sqlcoder.evaluation.golds import GoldFault, RunGold, run_golds
from sqlcoder.evaluation.instances import Instance
from sqlcoder.evaluation.terms import Terms
from sqlcoder.evaluation.validate import remarks_on
from sqlcoder.pipeline.connection import Connection
from sqlcoder.results import compare
from sqlcoder.results.verdict import Outcome
from sqlcoder.sql.usage import usage

CHECKS: dict[str, str] = {
    "runs": "the gold runs within the time limit",
    "rows": "it returns rows, not all NULL or 0, and not too many to read",
    "ties": "no limit cuts through a tie",
    "reworded": "the model says the question in other words",
    "values": "the reworded question still has the gold's values",
    "agrees": "the model, asked the reworded question, comes to the same rows",
}
"""What a pair must pass, in this order."""
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Synthesizer:
    """Decides about composed pairs; without `reword` they are kept as composed if their golds are sound."""

    connection: Connection
    limits: Limits
    glossary: str | None = None
    reword: bool = True

    def decide(self, example: Example) -> dict[str, Any]:
        """Return a line of the log: the pair that is kept under "kept", or the check that it failed."""
        instance = Instance(self.connection.database.url, self.connection.database, self.connection.schema())
        try:
            runs = run_golds(example, instance, Terms(limits=self.limits, metrics=()), None)
        except GoldFault as error:
            return _failed(example, "runs", error.fault.what)
        rows = runs[0].visible.rows
        if not any(cell for row in rows for cell in row) or len(rows) > MOST_ROWS:
            return _failed(example, "rows", f"{len(rows)} rows")
        if remarks := remarks_on(example, [runs]):
            return _failed(example, "ties", remarks[0])
        return self._said(example, runs[0]) if self.reword else _kept(example)

    def _said(self, example: Example, run: RunGold) -> dict[str, Any]:
        prompt = rewording_prompt(example.question)
        sampling = Sampling(max_tokens=MOST_TOKENS)
        reply = self.connection.model().engine.generate(prompt, sampling, lambda text: None)
        question = reworded(reply.text, example.question)
        if question is None:
            return _failed(example, "reworded", reply.text[:200])
        new = replace(example, question=question)
        if lost := self._lost(example, new):
            return _failed(new, "values", lost)
        answer = self.connection.ask(question, glossary=self.glossary)
        if answer.result is None:
            return _failed(new, "agrees", "" if answer.error is None else answer.error.what)
        verdict = compare.compare(run.gold.result, answer.result, run.gold.columns, run.gold.order)
        if verdict.outcome not in (Outcome.EXACT, Outcome.EXTRA_COLUMNS):
            return _failed(new, "agrees", f"{verdict.reason} {answer.sql}")
        return _kept(new)

    def _lost(self, before: Example, after: Example) -> str | None:
        """Return what the gold has and only the composed question gave, None where nothing is lost."""
        schema = replace(self.connection.schema(), dialect="postgres")
        used = [usage(gold.sql, schema) for gold in before.golds]
        known, explained = mentions(self.glossary or ""), normalised(self.glossary or "")
        earlier = set(disagreements(before, used, known, explained))
        return next(
            (each for each in disagreements(after, used, known, explained) if each not in earlier), None
        )


def kept_pairs(lines: Iterable[Mapping[str, Any]]) -> list[Example]:
    """Return the pairs of the log's lines that were kept."""
    kept = [line["kept"] for line in lines if "kept" in line]
    return [jsonl.example_of(Record(fields, f"pair {fields['id']}"), Path()) for fields in kept]


def _kept(example: Example) -> dict[str, Any]:
    return {"id": example.id, "kept": jsonl.fields(example)}


def _failed(example: Example, check: str, why: str) -> dict[str, Any]:
    return {"id": example.id, "failed": check, "question": example.question, "why": why}
