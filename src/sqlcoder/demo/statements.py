"""The demo database as SQL text for each dialect: tables with keys and comments, then the rows.

Opens no database: whoever calls runs the statements, one at a time and in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files

import sqlglot
from sqlglot import exp

from sqlcoder.demo.rows import SEED, Cell, Row, TableRows, tables
from sqlcoder.sql.dialect import dialect as known_dialect

ROWS_A_STATEMENT = 500


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
    for table in tables(seed):
        yield from _inserts(table)


def schema_statements(dialect: str) -> Iterator[str]:
    """Yield the CREATE TABLE statements, and those for the comments where the dialect has them."""
    text = files("sqlcoder.demo").joinpath("schema.sql").read_text(encoding="utf-8")
    if dialect == "mysql":
        yield from _with_inline_comments(text)
        return
    for statement in text.split(";\n"):
        is_comment = statement.lstrip().startswith("COMMENT ON")
        # SQLite keeps no comments.
        if statement.strip() and not (is_comment and dialect == "sqlite"):
            yield statement.strip()


def _with_inline_comments(text: str) -> Iterator[str]:
    """Translate the schema to MySQL, whose comments are parts of CREATE TABLE."""
    found = [tree for tree in sqlglot.parse(text, read="postgres") if tree is not None]
    created = {tree.this.this.name: tree for tree in found if isinstance(tree, exp.Create)}
    for tree in found:
        if isinstance(tree, exp.Comment) and isinstance(tree.this, exp.Table):
            comment = exp.SchemaCommentProperty(this=tree.expression.copy())
            created[tree.this.name].set("properties", exp.Properties(expressions=[comment]))
        elif isinstance(tree, exp.Comment):
            _column(created[tree.this.table], tree.this.name).append(
                "constraints",
                exp.ColumnConstraint(kind=exp.CommentColumnConstraint(this=tree.expression.copy())),
            )
    for tree in created.values():
        yield tree.sql(dialect="mysql", comments=False)


def _column(table: exp.Expression, name: str) -> exp.ColumnDef:
    return next(column for column in table.find_all(exp.ColumnDef) if column.name == name)


def _inserts(table: TableRows) -> Iterator[str]:
    head = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES\n"
    for rows in _chunks(table):
        yield head + ",\n".join(f"({', '.join(_literal(cell) for cell in row)})" for row in rows)


def _chunks(table: TableRows) -> Iterator[list[Row]]:
    """Cut the rows into statements, so that a row and the one it refers to are never in the same."""
    # DuckDB checks a foreign key within its own table only against earlier statements.
    parent = None if table.parent is None else table.columns.index(table.parent)
    chunk: list[Row] = []
    keys: set[Cell] = set()
    for row in table.rows:
        if len(chunk) == ROWS_A_STATEMENT or (parent is not None and row[parent] in keys):
            yield chunk
            chunk, keys = [], set()
        chunk.append(row)
        keys.add(row[0])
    if chunk:
        yield chunk


def _literal(cell: Cell) -> str:
    """Write a value as SQL that all dialects read alike; no text of the demo holds a backslash."""
    match cell:
        case None:
            return "NULL"
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | Decimal():
            return str(cell)
        case datetime():
            return f"'{cell:%Y-%m-%d %H:%M:%S}'"
        case date():
            return f"'{cell:%Y-%m-%d}'"
        case str():
            return "'" + cell.replace("'", "''") + "'"
