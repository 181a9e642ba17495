"""Decides whether a query may run. SQL text + Schema -> SafeQuery, or UnsafeQuery with the reason.

An allow-list over the parse tree; the rules are in `rules`, what they allow in `nodes`, `functions` and
`scope`. Runs nothing, and doesn't check columns: the database does.
"""

from __future__ import annotations

import re
from dataclasses import InitVar, dataclass

from sqlcoder.errors import UnsafeQuery
from sqlcoder.schema.model import Schema

LONGEST = 100_000
"""Characters that a query may have."""

_MINT = object()
# Control characters other than tab and line ends, and lone surrogates, which have no bytes in UTF-8.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SafeQuery:
    """A query that passed the guard. Only `check` makes one; another's attempt is a `TypeError`.

    `sql` is written anew from the parse tree, so what runs is what was checked; `tables` are the qualified
    names of the schema's tables it reads.
    """

    sql: str
    dialect: str
    tables: tuple[str, ...]
    mint: InitVar[object]

    def __post_init__(self, mint: object) -> None:
        if mint is not _MINT:
            raise TypeError("Only sqlcoder.sql.guard.check makes a SafeQuery.")


def check(sql: str, schema: Schema, functions: tuple[str, ...] = ()) -> SafeQuery:
    """Return the query in `sql` if it is one SELECT over tables of `schema` and allowed functions.

    `functions` are further functions to allow, such as the user's own; one with a prefix is named with it.
    Raise `UnsafeQuery` otherwise.
    """
    # sqlglot takes a tenth of a second to import, and this module is imported by every command.
    from sqlcoder.sql import rules

    _check_text(sql)
    passed = rules.apply(sql, schema, functions)
    return SafeQuery(passed.sql, schema.dialect, passed.tables, _MINT)


def _check_text(sql: str) -> None:
    if len(sql) > LONGEST:
        raise UnsafeQuery(
            f"The query has {len(sql):,} characters; {LONGEST:,} are the most.", fix="Ask for less at once."
        )
    found = _FORBIDDEN.search(sql)
    if found is not None:
        line = sql.count("\n", 0, found.start()) + 1
        column = found.start() - sql.rfind("\n", 0, found.start())
        raise UnsafeQuery(
            f"The query holds the control character U+{ord(found[0]):04X}.",
            where=f"line {line}, column {column}",
            fix="Remove it.",
        )
