"""Operators on window functions: without their partitions, their order or their frame."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from sqlcoder.sql.mutations.edit import Edit, became
from sqlcoder.sql.mutations.query import Query, called

_BY_ORDER = ("lag", "lead", "row_number", "first_value", "last_value", "nth_value", "ntile")


def partitions(query: Query) -> Iterator[Edit]:
    """Drop PARTITION BY: the window runs over all rows."""
    for window in query.tree.find_all(exp.Window):
        if window.args.get("partition_by"):
            changed = window.copy()
            changed.set("partition_by", None)
            yield became(query, window, changed)


def orders(query: Query) -> Iterator[Edit]:
    """Drop ORDER BY, with the frame that needs it.

    What depends on the order alone has no defined result without it, and could be right by accident.
    """
    for window in query.tree.find_all(exp.Window):
        if window.args.get("order") is not None and not called(window.this.unnest(), *_BY_ORDER):
            changed = window.copy()
            changed.set("order", None)
            changed.set("spec", None)
            yield became(query, window, changed)


def frames(query: Query) -> Iterator[Edit]:
    """Drop the frame."""
    for window in query.tree.find_all(exp.Window):
        if window.args.get("spec") is not None:
            changed = window.copy()
            changed.set("spec", None)
            yield became(query, window, changed)
