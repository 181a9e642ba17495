"""Picks a few stored values of each column for the prompt: one bounded query a table, the counting done here.

Shared by all databases; the SQL differs by quoting and the name of the text type. Opens nothing, and reads
the first rows only: a huge table is never scanned whole.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlcoder.errors import QueryFailed
from sqlcoder.schema.model import Column, Table
from sqlcoder.sql.dialect import dialect as find_dialect

Query = Callable[[str, float], Sequence[Sequence[object]]]

_ROWS = 1_000
_VALUES = 3
_LENGTH = 40
_TEXT_TYPE = {"duckdb": "VARCHAR", "sqlite": "TEXT", "postgres": "TEXT", "mysql": "CHAR"}
_NUMBER = re.compile(r"int|serial|numeric|decimal|number|real|float|double|money", re.IGNORECASE)
_UNSHOWN = re.compile(r"blob|binary|bytea|json|xml|struct|map|vector|geometry|\[\]", re.IGNORECASE)


def with_samples(
    tables: Sequence[Table], query: Query, dialect: str, *, seconds: float = 0.6, first: int = _ROWS
) -> tuple[Table, ...]:
    """Return `tables` with up to three distinct short values a column, the most frequent first.

    `query(sql, seconds)` returns the rows of a trusted statement, or raises `QueryFailed` when it fails or
    isn't done after `seconds`; such a table keeps no samples. Tables come before views, whose cost isn't
    known, and all share `seconds`, of which one takes a quarter at most. Only the first `first` rows are
    looked at.
    """
    end = time.monotonic() + seconds
    samples: dict[tuple[str | None, str], Table] = {}
    for table in sorted(tables, key=lambda t: t.kind == "view"):
        left = min(end - time.monotonic(), seconds / 4)
        samples[table.namespace, table.name] = (
            _sampled(table, query, dialect, left, first) if left > 0 else table
        )
    return tuple(samples[t.namespace, t.name] for t in tables)


def _sampled(table: Table, query: Query, dialect: str, seconds: float, first: int) -> Table:
    keys = {*table.primary_key, *(c for key in table.foreign_keys for c in key.columns)}
    shown = [c for c in table.columns if _worth_showing(c, keys)]
    if not shown:
        return table
    try:
        rows = query(_statement(table, shown, dialect, first), seconds)
    except QueryFailed:
        return table
    values = {c.name: _pick([row[i] for row in rows]) for i, c in enumerate(shown)}
    columns = tuple(replace(c, samples=values.get(c.name, ())) for c in table.columns)
    return replace(table, columns=columns)


def _worth_showing(column: Column, keys: set[str]) -> bool:
    # The numbers of a key say nothing about what is stored; blobs and nested values say it badly.
    if _UNSHOWN.search(column.type):
        return False
    return not (column.name in keys and _NUMBER.search(column.type))


def _statement(table: Table, columns: Sequence[Column], dialect: str, first: int) -> str:
    quoted = find_dialect(dialect).quoted
    # Cut in the database: a long text is never fetched, and one character too many shows that it was cut.
    parts = (f"substr(CAST({quoted(c.name)} AS {_TEXT_TYPE[dialect]}), 1, {_LENGTH + 1})" for c in columns)
    name = (
        quoted(table.name) if table.namespace is None else f"{quoted(table.namespace)}.{quoted(table.name)}"
    )
    return f"SELECT {', '.join(parts)} FROM {name} LIMIT {first}"


def _pick(values: Sequence[object]) -> tuple[str, ...]:
    texts = (
        v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in values if v is not None
    )
    counts = Counter(t for t in texts if t.strip() and len(t) <= _LENGTH and t.isprintable() and "�" not in t)
    # Ties in the order of the text, so that the same rows in another order give the same samples.
    return tuple(t for t, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_VALUES])
