"""One line of a run's log: a question, what was answered, and what came of it. JSON both ways.

Holds all that a report shows and that scoring again needs. Times stand under `seconds` alone, so that two
logs can be compared without them. Scores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from sqlcoder.errors import LogError
from sqlcoder.evaluation.outcome import Outcome, is_correct
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.values import Json, as_json
from sqlcoder.sql.hardness import Hardness

SHOWN_ROWS = 50
"""Rows of a result that the log keeps, for people to look at."""


@dataclass(frozen=True, slots=True)
class Table:
    """The beginning of a result: at most `SHOWN_ROWS` of its `count` rows, as JSON values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Json, ...], ...]
    count: int
    truncated: str | None = None

    @classmethod
    def of(cls, result: ResultSet) -> Self:
        """Return the beginning of `result`."""
        rows = tuple(tuple(as_json(value) for value in row) for row in result.rows[:SHOWN_ROWS])
        return cls(result.columns, rows, len(result), result.truncated)


@dataclass(frozen=True, slots=True)
class Try:
    """One reply of the model: its text, the query in it, why that didn't run, and its cost in tokens."""

    reply: str
    sql: str | None = None
    error: str | None = None
    read_tokens: int = 0
    cached_tokens: int = 0
    reply_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Prediction:
    """What an answerer made of a question: a query, or none.

    `abstained` gives the reason where it declined to answer, `failed` the error where it couldn't. `system`
    is the hash of the fixed part of the prompt, whose text the log holds once; `turns` are the rest of it,
    as role and content. `seconds` is the whole time from question to query.
    """

    sql: str | None = None
    abstained: str | None = None
    failed: str | None = None
    tries: tuple[Try, ...] = ()
    system: str | None = None
    turns: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of a prediction. `why` says it in plain words where it isn't right.

    `gold` is the place of the gold it was held against, `golds` what ran for each gold, in the database's
    dialect. `expected` and `returned` are the results shown, both of the instance of the database called
    `instance`; `columns` pairs positions of columns in them, gold's first. `metrics` are further scores by
    name, `baselines` says which constant answers would have been right. `timings` are seconds by name.
    """

    outcome: Outcome
    why: str | None = None
    flags: tuple[str, ...] = ()
    gold: int = 0
    golds: tuple[str, ...] = ()
    instance: str | None = None
    expected: Table | None = None
    returned: Table | None = None
    columns: tuple[tuple[int, int], ...] = ()
    metrics: Mapping[str, float] = field(default_factory=dict)
    baselines: Mapping[str, bool] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One question of a run. `reason` says why the data can't answer it, where it can't.

    `gold` holds the question's golds as the field of that name in our format does, for `dialect`; with
    `location` they are what scoring again needs. `history` and `whole` are as in our format too.
    """

    id: str
    database: str
    question: str
    prediction: Prediction
    judgement: Judgement
    instructions: str | None = None
    category: str | None = None
    hardness: Hardness | None = None
    ordered: bool = False
    answerable: bool = True
    reason: str | None = None
    gold: tuple[Mapping[str, Any], ...] = ()
    dialect: str = "postgres"
    location: str | None = None
    history: tuple[Mapping[str, str], ...] = ()
    whole: str | None = None

    @property
    def outcome(self) -> Outcome:
        """What became of the question."""
        return self.judgement.outcome

    @property
    def correct(self) -> bool:
        """Say whether it counts as correct."""
        return is_correct(self.outcome, answerable=self.answerable)

    def judged(self, judgement: Judgement) -> Record:
        """Return the same question and prediction with another judgement."""
        return replace(self, judgement=judgement)

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON values; what is at its default is left out."""
        fields: dict[str, Any] = _compact(asdict(self))
        return fields

    @classmethod
    def from_json(cls, fields: Mapping[str, Any], place: str) -> Self:
        """Return the record that `as_json` gave. Raise `LogError`, naming `place`, for anything else."""
        try:
            known = dict(fields)
            known["gold"] = tuple(known.get("gold", ()))
            known["history"] = tuple(known.get("history", ()))
            prediction = _prediction(known.pop("prediction", {}))
            judgement = _judgement(known.pop("judgement"))
            return cls(prediction=prediction, judgement=judgement, **known)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LogError(
                f"The line is no question of a run: {type(error).__name__} {error}.",
                where=place,
                fix="Restore the file from where it came, or run the evaluation again.",
            ) from None


# Kept as they are: a text, or values in which nothing is at a default.
_KEPT = frozenset({"id", "database", "question", "reply", "outcome", "baselines", "metrics", "rows", "count"})


def _compact(value: Any) -> Any:
    """Return dictionaries without what is at its default: None, false, and empty lists and objects."""
    if isinstance(value, dict):
        kept = {key: item if key in _KEPT else _compact(item) for key, item in value.items()}
        return {
            key: item
            for key, item in kept.items()
            if key in (*_KEPT, "columns", "answerable")
            or (item not in (None, (), [], {}) and item is not False)
        }
    if isinstance(value, list | tuple):
        return [_compact(item) for item in value]
    return value


def _prediction(found: Mapping[str, Any]) -> Prediction:
    known = dict(found)
    tries = tuple(Try(**item) for item in known.pop("tries", ()))
    turns = tuple((role, content) for role, content in known.pop("turns", ()))
    return Prediction(tries=tries, turns=turns, **known)


def _judgement(found: Mapping[str, Any]) -> Judgement:
    known: dict[str, Any] = dict(found)
    known["outcome"] = Outcome(known["outcome"])
    for name in ("expected", "returned"):
        known[name] = _table(known.get(name))
    for name in ("flags", "golds"):
        known[name] = tuple(known.get(name, ()))
    known["columns"] = tuple((gold, prediction) for gold, prediction in known.get("columns", ()))
    return Judgement(**known)


def _table(found: Mapping[str, Any] | None) -> Table | None:
    if found is None:
        return None
    rows = tuple(tuple(row) for row in found["rows"])
    return Table(tuple(found["columns"]), rows, found["count"], found.get("truncated"))
