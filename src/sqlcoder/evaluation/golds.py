"""Runs the golds of a question on an instance of its database. A gold that fails is a fault of the data set.

Knows what of a gold's query `results.compare` has to be told: its order, its limit and what it rounds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlcoder.dataset.example import Example, Gold
from sqlcoder.errors import QueryFailed, UnsafeQuery, UsageError
from sqlcoder.evaluation.gold_cache import GoldCache
from sqlcoder.evaluation.instances import Instance
from sqlcoder.evaluation.terms import Terms
from sqlcoder.results import compare
from sqlcoder.results.order import Order
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import roles
from sqlcoder.sql import guard
from sqlcoder.sql.clock import pinned
from sqlcoder.sql.sorting import Sorting, rounded, sorting
from sqlcoder.sql.translate import translate


@dataclass(frozen=True, slots=True)
class RunGold:
    """A gold that was run: its query as written for the database, and what `compare` needs of it."""

    sql: str
    gold: compare.Gold

    @property
    def visible(self) -> ResultSet:
        """The result without the sort keys that were added to it."""
        result, hidden = self.gold.result, 0 if self.gold.order is None else self.gold.order.hidden
        if not hidden:
            return result
        rows = tuple(row[:-hidden] for row in result.rows)
        return replace(result, columns=result.columns[:-hidden], rows=rows)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a gold can't be used: which one, counted from 1, on which instance, and what to mend."""

    question: str
    gold: int
    instance: str
    what: str


class GoldFault(Exception):
    """Raised between functions of this package only: the question's gold has a fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.what)


def written(gold: Gold, example: Example, instance: Instance, terms: Terms) -> str:
    """Return the gold's query in the dialect of `instance`: by hand, as it is, or translated.

    Its clock stands still. Raise `UnsafeQuery` where it can't be translated with certainty.
    """
    target = instance.schema.dialect
    by_hand = gold.written_for(target)
    if by_hand is not None:
        return pinned(by_hand, target, terms.now)
    # Pinned before: literals can be translated where a reading of the clock can't.
    fixed = pinned(gold.sql, example.dialect, terms.now)
    return translate(fixed, example.dialect, target, instance.schema)


def run_golds(
    example: Example, instance: Instance, terms: Terms, cache: GoldCache | None
) -> tuple[RunGold, ...]:
    """Return the question's golds with their results on `instance`. Raise `GoldFault` at the first fault."""
    return tuple(
        _run(gold, number, example, instance, terms, cache)
        for number, gold in enumerate(example.golds, start=1)
    )


def _run(
    gold: Gold, number: int, example: Example, instance: Instance, terms: Terms, cache: GoldCache | None
) -> RunGold:
    try:
        sql = written(gold, example, instance, terms)
        found = sorting(sql, instance.schema.dialect)
        result, whole = _results(sql, found, instance, terms, cache)
        order = None if found is None else _order(found, result, whole, example)
        visible = len(result.columns) - (0 if order is None else order.hidden)
        decimals = rounded(sql, instance.schema.dialect)
        if decimals is not None and len(decimals) != visible:
            decimals = None
        spec = replace(gold.columns, decimals=decimals)
        roles(spec, result.columns[:visible])
        if result.truncated is not None:
            raise QueryFailed(f"The gold returns more than the {terms.limits.rows:,} rows that are kept.")
    except (UnsafeQuery, QueryFailed, UsageError) as error:
        raise GoldFault(Fault(example.id, number, instance.name, str(error))) from None
    return RunGold(sql, compare.Gold(result, spec, order))


def _results(
    sql: str, found: Sorting | None, instance: Instance, terms: Terms, cache: GoldCache | None
) -> tuple[ResultSet, ResultSet | None]:
    """Return the gold's rows and, where a LIMIT cuts them, those without it; perhaps kept."""

    def run(text: str) -> ResultSet:
        query = guard.check(text, instance.schema, terms.functions)
        return instance.database.run(query, terms.limits)

    def both() -> tuple[ResultSet, ...]:
        if found is None:
            return (run(sql),)
        first = run(found.sql)
        return (first,) if found.untruncated is None else (first, run(found.untruncated))

    results = both() if cache is None else cache.get((instance.name, sql, terms.now, terms.limits), both)
    return results[0], results[1] if len(results) > 1 else None


def _order(found: Sorting, result: ResultSet, whole: ResultSet | None, example: Example) -> Order:
    if whole is not None and whole.truncated is not None:
        # Too long to look for ties at its cut: the limit is taken at its word.
        whole = None
    keys = found.positions(len(result.columns))
    return Order(keys, whole, found.hidden, sequence=example.ordered)
