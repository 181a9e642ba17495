"""Where the order of rows counts, and which rows may change places. Compares no values but sort keys.

Whether order counts, and by which columns the gold sorts, is for the caller to say: it has the query.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlcoder.errors import UsageError
from sqlcoder.results.cells import Cell, CompareOptions, canonical_column
from sqlcoder.results.result_set import ResultSet

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """How the gold sorts its rows.

    `keys` are the positions of the sort keys among the gold's columns. Rows with equal keys tie, and may
    stand in any order; without keys no two rows tie. A key that the gold's query doesn't return is added
    to the end of its select list before it is run, and `hidden` is the number of columns so added: they
    serve as keys and are never compared.

    `untruncated` is what the gold returns without its LIMIT and OFFSET, given only if it has one. If the
    cut runs through a tie, any of the tied rows are accepted in the places it leaves for them.

    `sequence=False` says that the order doesn't count: then only such a cut matters. If LIMIT and OFFSET
    then cut a tie each, it isn't checked how many rows come from which.
    """

    keys: tuple[int, ...] = ()
    untruncated: ResultSet | None = None
    hidden: int = 0
    sequence: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """The gold's rows as they are to be met.

    The first `sure` of `rows` must all be there; of the others, which tie at a cut, as many as there is
    room for. A row may only stand for one with its own label. Where order doesn't count, all labels are 0.
    """

    rows: tuple[Row, ...]
    sure: int
    labels: list[int]
    prediction_labels: list[int]

    @property
    def cut(self) -> bool:
        """Say whether a LIMIT cuts through a tie."""
        return self.sure < len(self.rows)

    @property
    def labelled(self) -> bool:
        """Say whether any two rows have different labels."""
        return len(set(self.labels)) > 1


def unordered(rows: tuple[Row, ...]) -> Lines:
    """Return the lines of a gold whose order doesn't count."""
    return Lines(rows, len(rows), [0] * len(rows), [0] * len(rows))


def ordered(gold: ResultSet, order: Order, options: CompareOptions) -> Lines:
    """Return the lines of a gold that sorts its rows. Raise `UsageError` if `order` doesn't fit it."""
    check(gold, order)
    keys = _keys(gold.rows, order, options)
    places = _labels(keys)
    labels = places if order.sequence else [0] * len(places)
    if order.untruncated is None or not order.keys:
        return Lines(gold.rows, len(gold.rows), labels, labels)
    whole = order.untruncated.rows
    whole_keys = _keys(whole, order, options)
    here, everywhere = Counter(keys), Counter(whole_keys)
    cut = {key: label for key, label in zip(keys, labels, strict=True) if everywhere[key] > here[key]}
    sure = [i for i, key in enumerate(keys) if key not in cut]
    tied = [i for i, key in enumerate(whole_keys) if key in cut]
    return Lines(
        tuple(gold.rows[i] for i in sure) + tuple(whole[i] for i in tied),
        len(sure),
        [labels[i] for i in sure] + [cut[whole_keys[i]] for i in tied],
        labels,
    )


def check(gold: ResultSet, order: Order) -> None:
    """Raise `UsageError` if `order` names columns that the gold hasn't."""
    width = len(gold.columns)
    if not 0 <= order.hidden < max(width, 1):
        raise UsageError(f"The order hides {order.hidden} of the gold's {width} columns.", fix="Hide fewer.")
    for key in order.keys:
        if not 0 <= key < width:
            raise UsageError(
                f"The order sorts by column {key}; the gold has {width} columns.",
                fix="Count the columns from 0.",
            )
    if order.untruncated is not None and len(order.untruncated.columns) != width:
        raise UsageError(
            f"The gold has {width} columns, and {len(order.untruncated.columns)} without its limit.",
            fix="Run the same query without LIMIT and OFFSET.",
        )


def _keys(rows: Sequence[Row], order: Order, options: CompareOptions) -> list[tuple[Cell, ...]]:
    # The database sorted by the stored values, so that keys tie only if they are equal, not if they are near.
    columns = [canonical_column((row[key] for row in rows), options) for key in order.keys]
    return list(zip(*columns, strict=True)) if columns else [(i,) for i in range(len(rows))]


def _labels(keys: list[tuple[Cell, ...]]) -> list[int]:
    labels: list[int] = []
    for i, key in enumerate(keys):
        tied = i > 0 and key == keys[i - 1]
        labels.append(labels[-1] if tied else i)
    return labels
