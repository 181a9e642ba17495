"""The demo database as SQL text for each dialect: tables with keys and comments, then the rows.

Opens no database: whoever calls runs the statements, one at a time and in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files

from sqlcoder.dataset import statements as generic
from sqlcoder.demo.rows import SEED, tables
from sqlcoder.sql.dialect import dialect as known_dialect


def load(execute: Callable[[str], object], dialect: str, seed: int = SEED) -> None:
    """Create and fill all tables of the demo by calling `execute` with one statement after the other.

    `execute` is a cursor's or connection's own method. Committing is left to the caller.

    >>> import sqlite3
    >>> connection = sqlite3.connect(":memory:")
    >>> load(connection.execute, "sqlite")
    >>> connection.execute("SELECT COUNT(*) FROM members WHERE left_on IS NULL").fetchall()
    [(65,)]
    """
    for statement in statements(dialect, seed):
        execute(statement)


def statements(dialect: str, seed: int = SEED) -> Iterator[str]:
    """Yield the statements that make the demo database in `dialect`, a name of `sql.dialect.DIALECTS`.

    Raise `UsageError` for an unknown dialect.
    """
    yield from schema_statements(known_dialect(dialect).name)
    yield from generic.row_statements(tables(seed))


def schema_statements(dialect: str) -> Iterator[str]:
    """Yield the CREATE TABLE statements, and those for the comments where the dialect has them."""
    text = files("sqlcoder.demo").joinpath("schema.sql").read_text(encoding="utf-8")
    yield from generic.schema_statements(text, dialect)
