"""SQL on several lines, for people to read. What runs is always the text as it was written."""

from __future__ import annotations

from sqlglot import ErrorLevel

from sqlcoder.errors import UnsafeQuery
from sqlcoder.sql.statement import keeps_strings, read

LONGEST = 20_000


def pretty(sql: str, dialect: str) -> str | None:
    """Return `sql` on several lines; None where it can't be read, or is longer than anybody would read.

    >>> print(pretty("select a, count(*) from t where b = 'x' group by a", "duckdb"))
    SELECT
      a,
      COUNT(*)
    FROM t
    WHERE
      b = 'x'
    GROUP BY
      a
    """
    if len(sql) > LONGEST:
        return None
    try:
        tree = read(sql, dialect)
    except UnsafeQuery:
        return None
    written = tree.sql(dialect=dialect, pretty=True, unsupported_level=ErrorLevel.IGNORE)
    return written if keeps_strings(sql, written, dialect) else None
