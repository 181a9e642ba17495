"""PostgreSQL's system catalogue -> Schema. Knows no driver, only a function that runs a statement.

Reads what the role may select from, in every schema but the system's own. Leaves out the tables of
extensions, and the partitions of a partitioned table, which stands for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlcoder.schema.model import Column, ForeignKey, Schema, Table

Query = Callable[[str], Sequence[Sequence[Any]]]

_LABELS = 12

_RELATIONS = """
WITH relation AS (
    SELECT c.oid, n.nspname AS namespace, c.relname AS name, c.relkind AS kind, c.reltuples, d.description
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_description AS d
        ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
    WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
        AND NOT c.relispartition
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND has_schema_privilege(n.oid, 'USAGE')
        AND has_any_column_privilege(c.oid, 'SELECT')
        AND NOT EXISTS (
            SELECT FROM pg_depend AS e
            WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e'
        )
), field AS (
    SELECT r.oid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, d.description
    FROM relation AS r
    JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_description AS d
        ON d.objoid = r.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
    WHERE has_column_privilege(r.oid, a.attnum, 'SELECT')
), key AS (
    SELECT k.oid, k.conrelid, k.contype, k.conkey, k.confrelid, k.confkey
    FROM pg_constraint AS k
    JOIN relation AS r ON r.oid = k.conrelid
    WHERE k.contype IN ('p', 'f')
)
"""

# Sums of hashes need no order, so nothing has to be sorted.
VERSION = f"""
{_RELATIONS}
SELECT md5(concat_ws('/',
    (SELECT sum(hashtextextended(concat_ws('|', oid, namespace, name, kind, description), 0)) FROM relation),
    (SELECT sum(hashtextextended(concat_ws(
        '|', oid, attnum, attname, atttypid, atttypmod, attnotnull, description), 0)) FROM field),
    (SELECT sum(hashtextextended(concat_ws('|', conrelid, contype, conkey, confrelid, confkey), 0)) FROM key),
    (SELECT sum(hashtextextended(concat_ws('|', enumtypid, enumsortorder, enumlabel), 0)) FROM pg_enum),
    current_schemas(false)
))
"""

_SEARCH_PATH = "SELECT unnest(current_schemas(false))"

# A partitioned table holds no rows itself; -1 (before version 14: 0) means that nobody has counted yet.
_TABLES = f"""
{_RELATIONS}
SELECT oid::bigint, namespace, name, kind::text, description,
    CASE kind
        WHEN 'p' THEN (
            SELECT sum(greatest(leaf.reltuples, 0)) FROM pg_partition_tree(relation.oid) AS part
            JOIN pg_class AS leaf ON leaf.oid = part.relid
            WHERE part.isleaf HAVING bool_or(leaf.reltuples > 0)
        )
        WHEN 'v' THEN NULL
        ELSE CASE WHEN reltuples > 0 THEN reltuples END
    END::bigint
FROM relation ORDER BY namespace, name
"""

_COLUMNS = f"""
{_RELATIONS}
SELECT oid::bigint, attname, format_type(atttypid, atttypmod), NOT attnotnull, description,
    ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = atttypid ORDER BY enumsortorder)
FROM field ORDER BY oid, attnum
"""

# The columns of a foreign key come in pairs, in the key's own order.
_KEYS = f"""
{_RELATIONS}
SELECT key.conrelid::bigint, key.contype::text,
    ARRAY(
        SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS part (number, place)
        JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place
    ),
    target.namespace, target.name,
    ARRAY(
        SELECT attname::text FROM unnest(confkey) WITH ORDINALITY AS part (number, place)
        JOIN pg_attribute ON attrelid = confrelid AND attnum = number ORDER BY place
    )
FROM key LEFT JOIN relation AS target ON target.oid = key.confrelid
WHERE key.contype = 'p' OR target.oid IS NOT NULL
ORDER BY key.conrelid, key.contype, key.conkey, key.oid
"""


def read(query: Query) -> Schema:
    """Return the schema with no samples but the labels of enumerated types."""
    columns: defaultdict[int, list[Column]] = defaultdict(list)
    for oid, name, kind, nullable, comment, labels in query(_COLUMNS):
        columns[oid].append(Column(name, kind, nullable, comment, tuple(labels[:_LABELS])))
    primary: dict[int, tuple[str, ...]] = {}
    foreign: defaultdict[int, list[ForeignKey]] = defaultdict(list)
    for oid, kind, own, namespace, table, references in query(_KEYS):
        if kind == "p":
            primary[oid] = tuple(own)
        else:
            foreign[oid].append(ForeignKey(tuple(own), table, tuple(references), namespace))
    tables = tuple(
        Table(
            name=name,
            columns=tuple(columns[oid]),
            primary_key=primary.get(oid, ()),
            foreign_keys=tuple(dict.fromkeys(foreign[oid])),
            kind="view" if kind in "vm" else "table",
            namespace=namespace,
            comment=comment,
            rows=rows,
        )
        for oid, namespace, name, kind, comment, rows in query(_TABLES)
    )
    return Schema("postgres", tables, tuple(row[0] for row in query(_SEARCH_PATH)))


def with_labels(read: Iterable[Table], sampled: Iterable[Table]) -> tuple[Table, ...]:
    """Return the `sampled` tables with all labels of an enumerated type, not just those that are stored."""
    return tuple(
        replace(
            after, columns=tuple(_labelled(b, a) for b, a in zip(before.columns, after.columns, strict=True))
        )
        for before, after in zip(read, sampled, strict=True)
    )


def _labelled(read: Column, sampled: Column) -> Column:
    return replace(sampled, samples=read.samples or sampled.samples)
