"""A way round the guard, for tests of the databases' own defences only.

Nothing in `src` can do this by accident: `SafeQuery` refuses to be constructed outside `guard.check`.
"""

from __future__ import annotations

from sqlcoder.sql.guard import SafeQuery


def unguarded(sql: str, dialect: str) -> SafeQuery:
    """Return `sql` as a `SafeQuery` that no guard has seen, to attack a database with."""
    query = object.__new__(SafeQuery)
    object.__setattr__(query, "sql", sql)
    object.__setattr__(query, "dialect", dialect)
    object.__setattr__(query, "tables", ())
    return query
