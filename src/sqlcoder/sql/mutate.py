"""A query -> small wrong versions of it, each changed in one place: the mutants of a mutation check.

A data set whose rows don't tell a gold from its mutants can't tell a right answer from a wrong one. Mutants
that a rule proves equivalent to the gold are kept apart, with the rule. Runs nothing.

Method: mutation testing (DeMillo, Lipton and Sayward, 1978), with operators after Tuya, Suarez-Cabal and de
la Riva, "Mutating database queries", 2007.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlcoder.schema.model import Schema
from sqlcoder.sql import tree as trees
from sqlcoder.sql.mutations import aggregates, conditions, joins, rows, values, windows
from sqlcoder.sql.mutations.edit import Edit, applied, grouped, widened
from sqlcoder.sql.mutations.query import Query
from sqlcoder.sql.mutations.rules import rule
from sqlcoder.sql.statement import read

OPERATORS: dict[str, Callable[[Query], Iterator[Edit]]] = {
    "condition dropped": conditions.dropped,
    "AND and OR": conditions.connectives,
    "bound off by one": conditions.bounds,
    "comparison turned": conditions.turned,
    "constant changed": conditions.constants,
    "EXISTS and NOT EXISTS": conditions.exists,
    "IN and NOT IN": conditions.membership,
    "IS NULL and IS NOT NULL": conditions.null_tests,
    "LIKE made exact": conditions.patterns,
    "INNER and LEFT": joins.kinds,
    "other key joined": joins.other_keys,
    "join dropped": joins.dropped,
    "self-join condition dropped": joins.self_join,
    "COUNT and SUM": aggregates.count_and_sum,
    "SUM and AVG": aggregates.sum_and_avg,
    "MIN and MAX": aggregates.min_and_max,
    "COUNT of rows and values": aggregates.rows_and_values,
    "DISTINCT in an aggregate": aggregates.distinct,
    "DISTINCT dropped": rows.distinct_gone,
    "DISTINCT added": rows.distinct_added,
    "ASC and DESC": rows.directions,
    "NULLs placed": rows.nulls,
    "ORDER BY dropped": rows.order_dropped,
    "LIMIT off by one": rows.limits,
    "GROUP BY column dropped": rows.groups,
    "UNION and UNION ALL": rows.unions,
    "EXCEPT and INTERSECT": rows.differences,
    "ratio upside down": values.upside_down,
    "ratio cut to whole": values.whole,
    "default dropped": values.defaults,
    "other date part": values.date_parts,
    "other column": values.other_columns,
    "PARTITION BY dropped": windows.partitions,
    "window order dropped": windows.orders,
    "window frame dropped": windows.frames,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A query changed by one operator; `change` tells how in plain words."""

    operator: str
    sql: str
    change: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A change that is no mistake, by the rule of that name."""

    operator: str
    change: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """All that the operators make of a query."""

    mutants: tuple[Mutant, ...]
    equivalent: tuple[Equivalent, ...]


def mutants(
    sql: str, dialect: str, schema: Schema, *, ordered: bool, compared: frozenset[int] | None = None
) -> Mutation:
    """Return the mutants of a query, in the order of `OPERATORS`; no two have the same text.

    `ordered` says that the order of its rows counts; `compared` are the positions, from 0, of the columns
    whose values count (None: all), as changes of the others are no mistakes. Raise `UnsafeQuery` where the
    query can't be read.
    """
    query = Query(read(sql, dialect), dialect, schema, ordered, compared)
    made: list[Mutant] = []
    equivalent: list[Equivalent] = []
    seen = {query.written(query.tree)}
    for operator, edits in OPERATORS.items():
        for edit in edits(query):
            text = trees.write(applied(query.tree, widened(edit)), dialect)
            if text in seen or not _counts(query, edit):
                continue
            seen.add(text)
            why = rule(query, operator, edit)
            if why is None:
                made.append(Mutant(operator, text, edit.change))
            else:
                equivalent.append(Equivalent(operator, edit.change, why))
    return Mutation(tuple(made), tuple(equivalent))


def _counts(query: Query, edit: Edit) -> bool:
    """Say whether a change is one of more than the values of a column that isn't compared."""
    if query.compared is None or grouped(edit) is not None:
        return True
    position = query.position(edit.node)
    return position is None or position in query.compared
