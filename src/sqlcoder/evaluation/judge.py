"""Judges one prediction: runs it beside the golds on every instance and compares the results.

A query has to be right on all instances. Whatever a prediction does - run for ever, return millions of rows,
try to write - is one wrong answer.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlcoder.dataset.example import Example
from sqlcoder.errors import InvalidQuery, QueryFailed, QueryTimeout, SqlcoderError, UnsafeQuery
from sqlcoder.evaluation.baselines import Baselines
from sqlcoder.evaluation.gold_cache import GoldCache
from sqlcoder.evaluation.golds import GoldFault, RunGold, run_golds
from sqlcoder.evaluation.instances import Instance, Instances
from sqlcoder.evaluation.metric import Scored, metric
from sqlcoder.evaluation.outcome import EMPTY_EVERYWHERE, Outcome
from sqlcoder.evaluation.record import Judgement, Prediction, Table
from sqlcoder.evaluation.terms import Terms
from sqlcoder.results.cells import CompareOptions
from sqlcoder.results.compare import best
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.verdict import Outcome as Same
from sqlcoder.results.verdict import Verdict
from sqlcoder.sql import guard
from sqlcoder.sql.clock import pinned
from sqlcoder.sql.sorting import selects_star

# Dialects without truth values: there true is 1.
_NO_BOOLEANS = frozenset({"sqlite", "mysql"})
_OUTCOMES = {
    Same.EXACT: Outcome.RIGHT,
    Same.EXTRA_COLUMNS: Outcome.EXTRA_COLUMNS,
    Same.UNINFORMATIVE: Outcome.UNINFORMATIVE,
    Same.DIFFERENT: Outcome.WRONG,
}


@dataclass(frozen=True, slots=True)
class _Trial:
    """What came of a prediction on one instance."""

    instance: Instance
    golds: tuple[RunGold, ...]
    outcome: Outcome
    why: str | None
    verdict: Verdict | None = None
    result: ResultSet | None = None

    @property
    def gold(self) -> RunGold:
        """The gold that the verdict is about."""
        return self.golds[0 if self.verdict is None else self.verdict.gold]


class Judge:
    """Judges predictions on the databases of `instances`, all on the same `terms`."""

    def __init__(self, instances: Instances, terms: Terms, cache: GoldCache | None = None) -> None:
        self._instances = instances
        self._terms = terms
        self._cache = cache
        self._baselines = Baselines(terms)

    def judge(self, example: Example, prediction: Prediction) -> Judgement:
        """Return what came of `prediction`.

        Raise `SqlcoderError` only where a database can't be reached at all.
        """
        started = time.perf_counter()
        if not example.answerable:
            return _unanswerable(example, prediction)
        try:
            instances = self._instances.of(example)
            golds = [run_golds(example, instance, self._terms, self._cache) for instance in instances]
        except GoldFault as error:
            fault = error.fault
            why = f"Gold {fault.gold} on {fault.instance}: {fault.what}"
            return Judgement(Outcome.GOLD_FAULT, why, instance=fault.instance)
        trials = self._trials(prediction, instances, golds)
        judgement = _judgement(trials)
        if not any(run.gold.result.rows for runs in golds for run in runs):
            # Whatever the prediction: a question that nobody can be proved right on.
            judgement = replace(judgement, flags=(*judgement.flags, EMPTY_EVERYWHERE))
        baselines = self._baselines.right(instances, golds)
        metrics = self._metrics(prediction, trials)
        seconds = {"judged": time.perf_counter() - started}
        return replace(judgement, metrics=metrics, baselines=baselines, seconds=seconds)

    def _trials(
        self, prediction: Prediction, instances: Sequence[Instance], golds: Sequence[tuple[RunGold, ...]]
    ) -> list[_Trial]:
        """Return what came of the prediction on each instance, up to the first on which it is wrong."""
        trials: list[_Trial] = []
        for instance, run in zip(instances, golds, strict=True):
            trials.append(self._trial(prediction, instance, run))
            if trials[-1].outcome not in (Outcome.RIGHT, Outcome.UNINFORMATIVE):
                break
        return trials

    def _trial(self, prediction: Prediction, instance: Instance, golds: tuple[RunGold, ...]) -> _Trial:
        if prediction.sql is None:
            return _Trial(instance, golds, *_without_query(prediction))
        try:
            result = self._run(prediction.sql, instance)
        except (UnsafeQuery, QueryFailed) as error:
            return _Trial(instance, golds, _outcome_of(error), str(error))
        if result.truncated is not None:
            why = f"The prediction returns more than the {len(result):,} rows that are looked at."
            return _Trial(instance, golds, Outcome.WRONG, why, result=result)
        star = selects_star(prediction.sql, instance.schema.dialect)
        options = compare_options(instance.schema.dialect, star=star)
        verdict = best([run.gold for run in golds], result, options)
        return _Trial(instance, golds, _OUTCOMES[verdict.outcome], verdict.reason, verdict, result)

    def _run(self, sql: str, instance: Instance) -> ResultSet:
        fixed = pinned(sql, instance.schema.dialect, self._terms.now)
        query = guard.check(fixed, instance.schema, self._terms.functions)
        return instance.database.run(query, self._terms.limits)

    def _metrics(self, prediction: Prediction, trials: list[_Trial]) -> dict[str, float]:
        trial = _telling(trials)
        gold, instance = trial.gold, trial.instance
        scored = Scored(
            dialect=instance.schema.dialect,
            gold_sql=gold.sql,
            gold=gold.visible,
            sql=prediction.sql,
            prediction=trial.result,
            verdict=trial.verdict,
            run=lambda sql: self._run(sql, instance),
        )
        found: dict[str, float] = {}
        for name in self._terms.metrics:
            score = metric(name)(scored)
            if score is not None:
                found[name] = score
        return found


def compare_options(dialect: str, *, star: bool = False) -> CompareOptions:
    """Return how results are compared on a database of `dialect`; with `star` the query selects `*`."""
    options = CompareOptions(bools_are_numbers=dialect in _NO_BOOLEANS)
    return replace(options, most_extra=0) if star else options


def _unanswerable(example: Example, prediction: Prediction) -> Judgement:
    why = f"The data can't answer the question: {example.reason}." if example.reason else None
    if prediction.sql is not None:
        return Judgement(Outcome.ANSWERED, why)
    outcome, told = _without_query(prediction)
    return Judgement(outcome, told if outcome is not Outcome.ABSTAINED else None)


def _without_query(prediction: Prediction) -> tuple[Outcome, str | None]:
    if prediction.failed is not None:
        return Outcome.FAILED, prediction.failed
    if prediction.abstained is not None:
        return Outcome.ABSTAINED, prediction.abstained
    errors = [attempt.error for attempt in prediction.tries if attempt.error]
    return Outcome.NO_QUERY, errors[-1] if errors else "There is no query."


def _outcome_of(error: SqlcoderError) -> Outcome:
    if isinstance(error, QueryTimeout):
        return Outcome.TIMED_OUT
    if isinstance(error, UnsafeQuery) and not isinstance(error, InvalidQuery):
        return Outcome.REFUSED
    return Outcome.INVALID


def _telling(trials: list[_Trial]) -> _Trial:
    """Return the trial that decides: the worst, but one that proves nothing only where all do."""
    informative = [trial for trial in trials if trial.outcome is not Outcome.UNINFORMATIVE]
    return informative[-1] if informative else trials[-1]


def _judgement(trials: list[_Trial]) -> Judgement:
    trial = _telling(trials)
    verdict = trial.verdict
    flags = {str(flag) for each in trials if each.verdict for flag in each.verdict.flags}
    return Judgement(
        outcome=trial.outcome,
        why=trial.why if trial.outcome is not Outcome.RIGHT else None,
        flags=tuple(sorted(flags)),
        gold=verdict.gold if verdict else 0,
        golds=tuple(run.sql for run in trial.golds),
        instance=trial.instance.name,
        expected=Table.of(trial.gold.visible),
        returned=None if trial.result is None else Table.of(trial.result),
        columns=verdict.columns if verdict else (),
    )


def visible(run: RunGold) -> ResultSet:
    """Return the gold's result without the sort keys that were added to it."""
    hidden = 0 if run.gold.order is None else run.gold.order.hidden
    if not hidden:
        return run.gold.result
    result = run.gold.result
    return replace(result, columns=result.columns[:-hidden], rows=tuple(row[:-hidden] for row in result.rows))
