"""Reads DuckDB's catalogue: rows of its catalogue functions -> tables, keys and comments.

Opens nothing: the function that asks is an argument.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlcoder.schema.model import Column, ForeignKey, Table

Ask = Callable[[str], list[Any]]
_Name = tuple[str, str]


def read_tables(ask: Ask) -> tuple[Table, ...]:
    """Return all tables and views of the current database, by namespace and name.

    `ask(sql)` returns the rows of a statement. The namespace is None where there is only "main".
    """
    columns: dict[_Name, list[Column]] = defaultdict(list)
    for schema, table, name, kind, nullable, comment in ask(_COLUMNS):
        columns[schema, table].append(Column(name, kind, nullable, comment))
    primary, foreign = _keys(ask)
    found = ask(_TABLES)
    spaces = {row[0] for row in found} != {"main"}
    return tuple(
        Table(
            name=name,
            columns=tuple(columns[schema, name]),
            primary_key=primary.get((schema, name), ()),
            foreign_keys=tuple(
                ForeignKey(own, target, theirs, schema if spaces else None)
                for own, target, theirs in foreign.get((schema, name), ())
            ),
            kind=kind,
            namespace=schema if spaces else None,
            comment=comment,
            rows=rows,
        )
        for schema, name, kind, comment, rows in found
        if columns[schema, name]
    )


def _keys(ask: Ask) -> tuple[dict[_Name, tuple[str, ...]], dict[_Name, list[Any]]]:
    primary: dict[_Name, tuple[str, ...]] = {}
    foreign: dict[_Name, list[Any]] = defaultdict(list)
    for schema, table, kind, names, target, references in ask(_CONSTRAINTS):
        if kind == "PRIMARY KEY":
            primary[schema, table] = tuple(names)
        else:
            # DuckDB has no foreign keys to another namespace.
            foreign[schema, table].append((tuple(names), target, tuple(references)))
    return primary, foreign


_HERE = "database_name = current_database() AND NOT internal"

_TABLES = f"""
SELECT schema_name, table_name, 'table', comment, estimated_size FROM duckdb_tables() WHERE {_HERE}
UNION ALL
SELECT schema_name, view_name, 'view', comment, NULL FROM duckdb_views() WHERE {_HERE}
ORDER BY 1, 2
"""

_COLUMNS = f"""
SELECT schema_name, table_name, column_name, data_type, is_nullable, comment
FROM duckdb_columns() WHERE {_HERE} ORDER BY schema_name, table_name, column_index
"""

_CONSTRAINTS = """
SELECT schema_name, table_name, constraint_type, constraint_column_names,
       referenced_table, referenced_column_names
FROM duckdb_constraints()
WHERE database_name = current_database() AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
ORDER BY schema_name, table_name, constraint_index
"""
