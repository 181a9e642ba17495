"""A database as SQL text for each dialect: tables with keys and comments, then the rows.

The schema is written in PostgreSQL: CREATE TABLE and COMMENT ON, each statement ending with a semicolon at
the end of a line, where nowhere else one stands. Opens no database: whoever calls runs the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

import sqlglot
from sqlglot import exp

from sqlcoder.dataset.rows import Cell, Row, TableRows

ROWS_A_STATEMENT = 500


def schema_statements(schema: str, dialect: str) -> Iterator[str]:
    """Yield the CREATE TABLE statements, and those for the comments where the dialect has them."""
    if dialect == "mysql":
        yield from _with_inline_comments(schema)
        return
    for statement in schema.split(";\n"):
        is_comment = statement.lstrip().startswith("COMMENT ON")
        # SQLite keeps no comments.
        if statement.strip() and not (is_comment and dialect == "sqlite"):
            yield statement.strip()


def row_statements(tables: Iterable[TableRows]) -> Iterator[str]:
    """Yield the INSERT statements, table by table, which all dialects read alike."""
    for table in tables:
        yield from _inserts(table)


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
