"""The text of a schema.sql -> a `Schema`, without a database: tables, columns, keys and comments.

Reads what the data sets' schemas are written in: CREATE TABLE and COMMENT ON of PostgreSQL. Knows no rows,
so no samples and no counts.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from sqlcoder.errors import DatasetError
from sqlcoder.schema.model import Column, ForeignKey, Schema, Table


def schema_of(text: str, where: str) -> Schema:
    """Return the schema in the text of the file at `where`. Raise `DatasetError` where it can't be read.

    >>> found = schema_of("CREATE TABLE t (a INTEGER NOT NULL, PRIMARY KEY (a));", "schema.sql")
    >>> found.tables[0].primary_key, found.tables[0].columns[0].nullable
    (('a',), False)
    """
    try:
        trees = [tree for tree in sqlglot.parse(text, read="postgres") if tree is not None]
    except SqlglotError as error:
        raise DatasetError(
            f"The schema can't be read: {str(error).partition(chr(10))[0]}",
            where=where,
            fix="Write CREATE TABLE and COMMENT ON statements of PostgreSQL, each ending with a semicolon.",
        ) from None
    comments = {_target(tree): tree.expression.name for tree in trees if isinstance(tree, exp.Comment)}
    created = [
        tree.this for tree in trees if isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema)
    ]
    return Schema("postgres", tuple(_table(tree, comments) for tree in created))


def _target(tree: exp.Comment) -> str:
    """Return what a comment is about: a table's name, or table.column."""
    target = tree.this
    return target.name if isinstance(target, exp.Table) else f"{target.table}.{target.name}"


def _table(tree: exp.Schema, comments: Mapping[str, str]) -> Table:
    name = tree.this.name
    definitions = [part for part in tree.expressions if isinstance(part, exp.ColumnDef)]
    keys = [part for part in tree.expressions if isinstance(part, exp.PrimaryKey)]
    return Table(
        name=name,
        columns=tuple(_column(each, name, comments) for each in definitions),
        primary_key=tuple(column.name for key in keys for column in key.expressions),
        foreign_keys=tuple(_foreign_key(part) for part in tree.find_all(exp.ForeignKey)),
        comment=comments.get(name),
    )


def _column(definition: exp.ColumnDef, table: str, comments: Mapping[str, str]) -> Column:
    required = definition.find(exp.NotNullColumnConstraint) is not None
    kind = definition.args["kind"].sql(dialect="postgres")
    return Column(definition.name, kind, not required, comments.get(f"{table}.{definition.name}"))


def _foreign_key(part: exp.ForeignKey) -> ForeignKey:
    target = part.args["reference"].this
    return ForeignKey(
        columns=tuple(column.name for column in part.expressions),
        table=target.this.name,
        references=tuple(column.name for column in target.expressions),
    )
