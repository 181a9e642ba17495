"""Collects the rows of a running query within `Limits`: a driver's fetch -> rows, and what cut them short.

Shared by all databases. Sends no SQL, and keeps no time: stopping a slow query is each database's own work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlcoder.databases.base import Limits
from sqlcoder.databases.failures import cell_too_large

Fetch = Callable[[int], Sequence[Sequence[Any]]]
Truncated = Literal["rows", "bytes"]

_FIXED_BYTES = 8


@dataclass(frozen=True, slots=True)
class Collected:
    """The rows within the limits; `truncated` names the limit that cut them short, None if all are here."""

    rows: tuple[tuple[Any, ...], ...]
    truncated: Truncated | None


def collect(fetch: Fetch, columns: Sequence[str], limits: Limits, *, chunk: int = 64) -> Collected:
    """Fetch rows until they end or a limit is reached.

    `fetch(n)` returns up to `n` further rows, none at the end; `columns` name them in messages. `chunk`
    rows are asked for at a time: 1 where the driver makes a row's values only when it is fetched, so that a
    row too large is noticed before the next one is built. Raise `QueryFailed` for a single cell above
    `limits.bytes`.
    """
    rows: list[tuple[Any, ...]] = []
    size = 0
    # One row more than allowed: only its presence tells a result cut short from one that just fits.
    while wanted := limits.rows + 1 - len(rows):
        fetched = fetch(min(chunk, wanted))
        if not fetched:
            return Collected(tuple(rows), None)
        for row in fetched:
            if len(rows) == limits.rows:
                return Collected(tuple(rows), "rows")
            size += row_bytes(row, columns, limits)
            if size > limits.bytes:
                return Collected(tuple(rows), "bytes")
            rows.append(tuple(row))
    return Collected(tuple(rows), None)


def row_bytes(row: Sequence[Any], columns: Sequence[str], limits: Limits) -> int:
    """Return the approximate size of a row's values; raise `QueryFailed` for a cell above `limits.bytes`."""
    size = 0
    for column, value in zip(columns, row, strict=True):
        cell = value_bytes(value)
        if cell > limits.bytes:
            raise cell_too_large(column, limits)
        size += cell
    return size


def value_bytes(value: object) -> int:
    """Return the approximate size of a value: the length of a text or blob, 8 for what has a fixed size.

    >>> value_bytes("Ärger"), value_bytes([1, None, b"abc"])
    (6, 19)
    """
    if isinstance(value, str):
        return len(value) if value.isascii() else len(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return len(value)
    if isinstance(value, dict):
        return sum(value_bytes(k) + value_bytes(v) for k, v in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return sum(value_bytes(v) for v in value)
    return _FIXED_BYTES
