"""Writes a query of PostgreSQL for DuckDB, SQLite or MySQL, or says why it can't be written with certainty.

The rewriting of each target is a file of `translations`. What no rule knows is refused, so that a query
never changes its meaning in silence. Texts are expected to be compared byte by byte (the C collation, a
binary one in MySQL), days and times in SQLite to be stored as 'YYYY-MM-DD' and 'YYYY-MM-DD HH:MM:SS', and
letters of LOWER and UPPER there to be ASCII. Where PostgreSQL leaves a result open (ties, the last digits of
a float), the translation may differ. Runs nothing.
"""

from __future__ import annotations

from sqlglot.errors import SqlglotError

from sqlcoder.errors import UnsafeQuery
from sqlcoder.schema.model import Schema
from sqlcoder.sql import tree as trees
from sqlcoder.sql.dialect import dialect
from sqlcoder.sql.statement import read
from sqlcoder.sql.translations.duckdb import ToDuckdb
from sqlcoder.sql.translations.kinds import Kinds
from sqlcoder.sql.translations.mysql import ToMysql
from sqlcoder.sql.translations.rewriter import BY_HAND, Rewriter
from sqlcoder.sql.translations.sqlite import ToSqlite

SOURCE = "postgres"
_TARGETS: dict[str, type[Rewriter]] = {"duckdb": ToDuckdb, "sqlite": ToSqlite, "mysql": ToMysql}


def translate(sql: str, source: str, target: str, schema: Schema | None = None) -> str:
    """Return the query written for the dialect `target`; the same text where that is its own dialect.

    `schema` gives the columns' types, in the spelling of either database: without it everything is refused
    whose meaning depends on them, such as `a / b`. Raise `UnsafeQuery` for what can't be written, and
    `UsageError` for an unknown dialect.

    >>> translate("SELECT DATE_TRUNC('month', DATE '2024-05-06') AS month", "postgres", "sqlite")
    "SELECT DATE('2024-05-06', 'start of month') AS month"
    """
    title = dialect(target).title
    if source == target:
        return sql
    if source != SOURCE:
        raise UnsafeQuery(
            f"The query can't be written for {title}: it is written for {dialect(source).title}.",
            fix="Only queries written for PostgreSQL are translated.",
        )
    rewriter = _TARGETS.get(target)
    if rewriter is None:
        raise UnsafeQuery(f"The query can't be written for {title}: only PostgreSQL has its own form.")
    tree = read(sql, source)
    try:
        return trees.write(rewriter(title, Kinds(schema)).rewritten(tree), target)
    except SqlglotError as error:
        raise UnsafeQuery(f"The query can't be written for {title}: {error}", fix=BY_HAND) from None
    except RecursionError:
        raise UnsafeQuery("The query is nested too deeply.", fix="Write it with fewer levels.") from None
