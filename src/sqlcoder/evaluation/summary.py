"""What a run comes to: every number of a report, each with the n that it is of. Prints nothing.

The headline is the share of answerable questions that are right. Two kinds of question are no part of it, and
are listed: those whose gold doesn't run, and those whose gold is empty on every instance of the database.
The latter prove nothing where the prediction is empty too, so counting them where it isn't would count
questions that could only be lost.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlcoder.evaluation.header import Header
from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import EMPTY_EVERYWHERE, Outcome
from sqlcoder.evaluation.record import Record
from sqlcoder.evaluation.statistics import Mean, Rate, mean, percent, percentile
from sqlcoder.sql.hardness import LEVELS

BASELINE_LIMIT = 0.02
"""A set on which a constant answer reaches this share doesn't tell a good answer from a bad one."""

NOT_GIVEN = "not given"
_RAN = frozenset({Outcome.RIGHT, Outcome.EXTRA_COLUMNS, Outcome.WRONG, Outcome.UNINFORMATIVE})


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How often an outcome came about, on questions that the data can and can't answer."""

    outcome: Outcome
    answerable: int
    unanswerable: int

    @property
    def count(self) -> int:
        """Both together."""
        return self.answerable + self.unanswerable


@dataclass(frozen=True, slots=True)
class Group:
    """The answerable questions that share a category, a hardness or a database."""

    name: str
    right: Rate
    accepted: Rate
    valid: Rate


@dataclass(frozen=True, slots=True)
class Abstention:
    """How well an answerer knows what the data can't answer.

    `precision` is of the questions on which it abstained, `recall` of those that can't be answered.
    `false_refusals` are abstentions, of the questions that can be answered.
    """

    precision: Rate
    recall: Rate
    false_refusals: Rate


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from question to query, over the `n` questions that were timed."""

    median: float
    p90: float
    n: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one kind: the median of a question, and all together."""

    kind: str
    median: float
    total: int
    n: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A question that a reader should know of, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers.

    `right` is the headline; `accepted` counts right rows with extra columns too; `valid` counts queries that
    ran. All three are of answerable questions. `warnings` are sentences for the top of a report; a baseline
    that scores comes first.
    """

    header: Header
    asked: int
    right: Rate
    accepted: Rate
    valid: Rate
    outcomes: tuple[OutcomeRow, ...]
    categories: tuple[Group, ...]
    hardness: tuple[Group, ...]
    databases: tuple[Group, ...]
    abstention: Abstention
    metrics: Mapping[str, Mean]
    baselines: Mapping[str, Rate]
    latency: Latency | None
    tokens: tuple[Tokens, ...]
    gold_faults: tuple[Listed, ...]
    uninformative: tuple[Listed, ...]
    flagged: tuple[Listed, ...]
    warnings: tuple[str, ...]


def summarise(run: Run) -> Summary:
    """Return the numbers of `run`."""
    records = run.records
    sound = [record for record in records if record.outcome is not Outcome.GOLD_FAULT]
    answerable = [record for record in sound if record.answerable]
    counted = [record for record in answerable if counts(record)]
    baselines = _baselines(counted)
    return Summary(
        header=run.header,
        asked=len(records),
        right=right(counted),
        accepted=_accepted(counted),
        valid=_valid(answerable),
        outcomes=_outcomes(records),
        categories=_groups(answerable, lambda record: record.category),
        hardness=_groups(answerable, lambda record: record.hardness, LEVELS),
        databases=_groups(answerable, lambda record: record.database),
        abstention=_abstention(sound),
        metrics=_metrics(counted),
        baselines=baselines,
        latency=_latency(records),
        tokens=_tokens(records),
        gold_faults=_listed(records, lambda record: record.outcome is Outcome.GOLD_FAULT),
        uninformative=_listed(answerable, lambda record: not counts(record)),
        flagged=_flagged(records),
        warnings=tuple(_warnings(run, baselines)),
    )


def counts(record: Record) -> bool:
    """Say whether a question is one of the headline's n."""
    if not record.answerable or record.outcome in (Outcome.GOLD_FAULT, Outcome.UNINFORMATIVE):
        return False
    return EMPTY_EVERYWHERE not in record.judgement.flags


def right(records: Iterable[Record]) -> Rate:
    """Return how many of the records that count are right."""
    return _share(filter(counts, records), (Outcome.RIGHT,))


def failing_baselines(baselines: Mapping[str, Rate]) -> list[str]:
    """Return the names of the baselines that score `BASELINE_LIMIT` or more, the best first."""
    scores = {name: rate.value or 0.0 for name, rate in baselines.items()}
    return sorted((name for name in scores if scores[name] >= BASELINE_LIMIT), key=lambda name: -scores[name])


def _accepted(records: Iterable[Record]) -> Rate:
    return _share(filter(counts, records), (Outcome.RIGHT, Outcome.EXTRA_COLUMNS))


def _valid(records: Iterable[Record]) -> Rate:
    return _share(records, _RAN)


def _share(records: Iterable[Record], outcomes: Iterable[Outcome]) -> Rate:
    found, wanted = list(records), frozenset(outcomes)
    return Rate(sum(record.outcome in wanted for record in found), len(found))


def _outcomes(records: Iterable[Record]) -> tuple[OutcomeRow, ...]:
    tally = Counter((record.outcome, record.answerable) for record in records)
    return tuple(OutcomeRow(each, tally[each, True], tally[each, False]) for each in Outcome)


def _groups(
    records: Iterable[Record], name: Callable[[Record], str | None], order: tuple[str, ...] = ()
) -> tuple[Group, ...]:
    """Return a group for each name, those of `order` first, the nameless last; none if all are nameless."""
    found: dict[str | None, list[Record]] = {}
    for record in records:
        found.setdefault(name(record), []).append(record)
    names = [each for each in order if each in found]
    names += sorted(each for each in found if each is not None and each not in order)
    if not names:
        return ()
    every: list[str | None] = [*names, None] if None in found else [*names]
    return tuple(
        Group(
            each or NOT_GIVEN,
            right=right(found[each]),
            accepted=_accepted(found[each]),
            valid=_valid(found[each]),
        )
        for each in every
    )


def _abstention(records: list[Record]) -> Abstention:
    answerable = [record for record in records if record.answerable]
    others = [record for record in records if not record.answerable]
    recall, false = _share(others, (Outcome.ABSTAINED,)), _share(answerable, (Outcome.ABSTAINED,))
    return Abstention(Rate(recall.k, recall.k + false.k), recall, false)


def _metrics(records: Iterable[Record]) -> dict[str, Mean]:
    values: dict[str, list[float]] = {}
    for record in records:
        for name, value in record.judgement.metrics.items():
            if math.isfinite(value):
                values.setdefault(name, []).append(value)
    return {name: mean(found) for name, found in values.items()}


def _baselines(records: Iterable[Record]) -> dict[str, Rate]:
    values: dict[str, list[bool]] = {}
    for record in records:
        for name, value in record.judgement.baselines.items():
            values.setdefault(name, []).append(value)
    return {name: Rate(sum(found), len(found)) for name, found in values.items()}


def _latency(records: Iterable[Record]) -> Latency | None:
    # Predictions that were made elsewhere come without a time.
    seconds = [record.prediction.seconds for record in records if record.prediction.seconds > 0]
    if not seconds:
        return None
    return Latency(percentile(seconds, 0.5), percentile(seconds, 0.9), len(seconds))


def _tokens(records: Iterable[Record]) -> tuple[Tokens, ...]:
    tried = [record.prediction.tries for record in records if record.prediction.tries]
    kinds = {
        "read": [sum(each.read_tokens for each in tries) for tries in tried],
        "cached": [sum(each.cached_tokens for each in tries) for tries in tried],
        "reply": [sum(each.reply_tokens for each in tries) for tries in tried],
    }
    if not any(any(counts) for counts in kinds.values()):
        return ()
    return tuple(Tokens(kind, percentile(n, 0.5), sum(n), len(n)) for kind, n in kinds.items())


def _listed(records: Iterable[Record], wanted: Callable[[Record], bool]) -> tuple[Listed, ...]:
    found = filter(wanted, records)
    return tuple(Listed(each.id, each.judgement.why or str(each.outcome)) for each in found)


def _flagged(records: Iterable[Record]) -> tuple[Listed, ...]:
    return tuple(Listed(each.id, "; ".join(each.judgement.flags)) for each in records if each.judgement.flags)


def _warnings(run: Run, baselines: Mapping[str, Rate]) -> Iterable[str]:
    for name in failing_baselines(baselines):
        rate = baselines[name]
        yield (
            f'The baseline "{name}" is right on {rate.k} of {rate.n} questions '
            f"({percent(rate.value or 0)}%): on this question set a high score proves little."
        )
    if len(run.records) < run.header.count:
        asked = f"{len(run.records)} of {run.header.count} questions"
        yield f"The run isn't complete: {asked} were asked. The others may be easier or harder."
    faults = sum(record.outcome is Outcome.GOLD_FAULT for record in run.records)
    if faults:
        gold = "question has a gold that doesn't" if faults == 1 else "questions have golds that don't"
        yield f"{faults} {gold} run, and can't be counted."
