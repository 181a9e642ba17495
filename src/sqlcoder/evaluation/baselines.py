"""Answers that take no thought: always no rows, always 1, always the whole of the first table.

A method of scoring under which one of them is often right measures nothing, so every report shows them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlcoder.errors import QueryFailed, UnsafeQuery
from sqlcoder.evaluation.golds import RunGold
from sqlcoder.evaluation.instances import Instance
from sqlcoder.evaluation.terms import Terms
from sqlcoder.results.cells import CompareOptions
from sqlcoder.results.compare import best
from sqlcoder.results.result_set import ResultSet
from sqlcoder.sql import guard
from sqlcoder.sql.dialect import dialect

EMPTY = "always no rows"
ONE = "always 1"
FIRST_TABLE = "SELECT * FROM the first table"
BASELINES = (EMPTY, ONE, FIRST_TABLE)

_NO_ROWS = ResultSet(("nothing",), ())
_ONE = ResultSet(("one",), ((1,),))


class Baselines:
    """Scores the baselines; the first table of each instance is read once."""

    def __init__(self, terms: Terms) -> None:
        self._limits = terms.limits
        self._first: dict[str, ResultSet | None] = {}

    def right(self, instances: Sequence[Instance], golds: Sequence[tuple[RunGold, ...]]) -> dict[str, bool]:
        """Return for each baseline whether it is right on all instances; `golds` are those of each."""
        found = dict.fromkeys(BASELINES, True)
        for instance, runs in zip(instances, golds, strict=True):
            answers = {EMPTY: _NO_ROWS, ONE: _ONE, FIRST_TABLE: self._first_table(instance)}
            for name, answer in answers.items():
                found[name] = found[name] and answer is not None and _is_right(runs, answer)
        return found

    def _first_table(self, instance: Instance) -> ResultSet | None:
        if instance.name not in self._first:
            schema = instance.schema
            table, quoted = schema.tables[0], dialect(schema.dialect).quoted
            name = quoted(table.name)
            if table.namespace is not None:
                name = f"{quoted(table.namespace)}.{name}"
            try:
                query = guard.check(f"SELECT * FROM {name}", schema)
                result = instance.database.run(query, self._limits)
            except (UnsafeQuery, QueryFailed):
                # A view that fails: no answer, so not a right one.
                self._first[instance.name] = None
            else:
                self._first[instance.name] = None if result.truncated else result
        return self._first[instance.name]


def _is_right(runs: tuple[RunGold, ...], answer: ResultSet) -> bool:
    return best([run.gold for run in runs], answer, CompareOptions(most_extra=0)).right
