"""MySQL's and MariaDB's information_schema -> Schema. Knows no driver, only a function that runs a statement.

Reads the tables of the connection's own database that the user may select from, and no other database.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlcoder.schema.model import Column, ForeignKey, Schema, Table

Query = Callable[[str], Sequence[Sequence[Any]]]

_TABLES = """
SELECT table_name, table_type, table_comment, table_rows FROM information_schema.tables
WHERE table_schema = DATABASE() ORDER BY table_name
"""

_COLUMNS = """
SELECT table_name, column_name, column_type, is_nullable, column_comment FROM information_schema.columns
WHERE table_schema = DATABASE() AND FIND_IN_SET('select', REPLACE(privileges, ' ', ''))
ORDER BY table_name, ordinal_position
"""

# Shown to anyone who may select from the table, unlike key_column_usage.
_PRIMARY_KEYS = """
SELECT table_name, column_name FROM information_schema.statistics
WHERE table_schema = DATABASE() AND index_name = 'PRIMARY' ORDER BY table_name, seq_in_index
"""

_FOREIGN_KEYS = """
SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name
FROM information_schema.key_column_usage
WHERE table_schema = DATABASE() AND referenced_table_schema = DATABASE()
ORDER BY table_name, constraint_name, ordinal_position
"""

_COLUMN_FIELDS = "ordinal_position column_name column_type is_nullable column_comment privileges"
_KEY_FIELDS = "constraint_name column_name ordinal_position referenced_table_name referenced_column_name"
_VERSION_FIELDS: dict[str, str] = {
    "tables": "table_type",
    "columns": _COLUMN_FIELDS,
    "statistics": "index_name seq_in_index column_name",
    "key_column_usage": _KEY_FIELDS,
}
# A view has its error in place of a comment where a table that it reads is gone.
_COMMENTS = ("tables", ("table_name", "IF(table_type = 'VIEW', '', table_comment)"))


def read(query: Query) -> Schema:
    """Return the schema without samples."""
    columns: defaultdict[str, list[Column]] = defaultdict(list)
    for table, name, kind, nullable, comment in query(_COLUMNS):
        columns[table].append(Column(name, _text(kind), nullable == "YES", comment or None))
    primary: defaultdict[str, list[str]] = defaultdict(list)
    for table, name in query(_PRIMARY_KEYS):
        primary[table].append(name)
    foreign = _foreign_keys(query)
    tables = tuple(
        Table(
            name=name,
            columns=tuple(columns[name]),
            primary_key=tuple(primary[name]),
            foreign_keys=tuple(key for key in foreign[name] if columns[key.table]),
            kind="view" if kind == "VIEW" else "table",
            comment=None if kind == "VIEW" else comment or None,
            rows=None if kind == "VIEW" else rows,
        )
        for name, kind, comment, rows in query(_TABLES)
        if columns[name]
    )
    return Schema("mysql", tables)


def version(query: Query) -> str:
    """Return a hash over names, types, keys and comments; summed in the server, so that little is sent."""
    parts = [(source, ("table_name", *fields.split())) for source, fields in _VERSION_FIELDS.items()]
    rows = query(" UNION ALL ".join(_hashed(source, fields) for source, fields in [*parts, _COMMENTS]))
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:32]


def _hashed(source: str, fields: Sequence[str]) -> str:
    # Quoted, so that no two rows read alike.
    row = f"CONCAT_WS(',', {', '.join(f'QUOTE({field})' for field in fields)})"
    number = f"CAST(CONV(LEFT(MD5({row}), 16), 16, 10) AS UNSIGNED)"
    return (
        f"SELECT COUNT(*), COALESCE(BIT_XOR({number}), 0) FROM information_schema.{source} "
        "WHERE table_schema = DATABASE()"
    )


def _foreign_keys(query: Query) -> defaultdict[str, list[ForeignKey]]:
    grouped: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for table, constraint, column, target, reference in query(_FOREIGN_KEYS):
        grouped.setdefault((table, constraint, target), []).append((column, reference))
    keys: defaultdict[str, list[ForeignKey]] = defaultdict(list)
    for (table, _, target), pairs in grouped.items():
        keys[table].append(ForeignKey(tuple(p[0] for p in pairs), target, tuple(p[1] for p in pairs)))
    return keys


def _text(value: str | bytes) -> str:
    # MySQL 8 gives the longer columns of its catalogue as bytes.
    return value.decode() if isinstance(value, bytes) else value
