"""Decides whether a query may run. SQL text + Schema -> SafeQuery, or UnsafeQuery with the reason.

An allow-list over the parse tree. Runs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlcoder.schema.model import Schema


@dataclass(frozen=True, slots=True)
class SafeQuery:
    """A query that passed the guard. Only `check` makes one.

    `sql` is written anew from the parse tree, so what runs is what was checked; `tables` are the qualified names of the
    schema's tables it reads.
    """

    sql: str
    dialect: str
    tables: tuple[str, ...]


def check(sql: str, schema: Schema, functions: tuple[str, ...] = ()) -> SafeQuery:
    """Return the query in `sql` if it is one SELECT over tables of `schema` and allowed functions.

    `functions` are further functions to allow, such as the user's own. Raise `UnsafeQuery` otherwise.
    """
    raise NotImplementedError
