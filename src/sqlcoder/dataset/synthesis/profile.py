"""What a database holds, as far as questions are composed from it: kinds of columns, ends, common values.

Reads with guarded queries, one for each table and one for each column of few values. A table that takes too
long, or has no rows, is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlcoder.databases.base import Database, Limits
from sqlcoder.errors import QueryFailed, QueryTimeout
from sqlcoder.schema.model import Column, ForeignKey, Schema, Table
from sqlcoder.sql import guard
from sqlcoder.sql.dialect import dialect
from sqlcoder.sql.translations.kinds import MOMENTS, NUMBERS, Kind, column_kind

_MOST_CATEGORIES = 30
_MOST_VALUES = 12
_LONGEST = 40
# Namesakes are few.
_TELLING = 0.8
_FREE = re.compile(r"\b(?:free text|notes?|remarks?|summary)\b", re.IGNORECASE)
_NAMES = ("name", "title", "label", "description", "subject", "code", "nm", "descr")


@dataclass(frozen=True, slots=True)
class Field:
    """A column with what is stored in it: how many rows have no value, how many values differ, the ends.

    `values` are the commonest texts of a column that sorts rows into few groups; elsewhere there are none.
    """

    column: Column
    kind: Kind | None
    is_key: bool
    empty: int
    distinct: int
    low: Any = None
    high: Any = None
    values: tuple[str, ...] = ()

    @property
    def is_measure(self) -> bool:
        """Whether it is an amount that can be compared and summed."""
        return self.kind in NUMBERS and not self.is_key and self.distinct > _MOST_CATEGORIES // 2

    @property
    def is_moment(self) -> bool:
        """Whether it is a date or a time of more than one year."""
        return self.kind in MOMENTS and self.low is not None and not self.is_key


@dataclass(frozen=True, slots=True)
class Entity:
    """A table that has rows; `label` is the column that people call a row by, where there is one.

    `called` is how people call several rows, "" as long as nobody has looked for it.
    """

    table: Table
    rows: int
    fields: tuple[Field, ...]
    label: Field | None
    called: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """What identifies a row."""
        return self.table.primary_key

    def measures(self) -> list[Field]:
        """Return the amounts."""
        return [field for field in self.fields if field.is_measure]

    def moments(self) -> list[Field]:
        """Return the dates and times."""
        return [field for field in self.fields if field.is_moment]

    def categories(self) -> list[Field]:
        """Return the columns that sort rows into a few groups."""
        return [
            field
            for field in self.fields
            if field.values and not field.is_key and not _FREE.search(_told(field.column))
        ]


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key: rows of `child` belong to one of `parent`."""

    child: Entity
    parent: Entity
    key: ForeignKey


@dataclass(frozen=True, slots=True)
class Profile:
    """All entities of a database, and the links between them."""

    schema: Schema
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]


def profile(database: Database, schema: Schema, limits: Limits) -> Profile:
    """Return what the tables of `schema` hold; those without a primary key or rows are left out."""
    found = (_entity(table, database, schema, limits) for table in schema.tables if table.primary_key)
    entities = {entity.table.name: entity for entity in found if entity is not None}
    return Profile(schema, tuple(entities.values()), tuple(_links(entities)))


def _links(entities: dict[str, Entity]) -> Iterator[Link]:
    """Yield the links that can be said by the tables' names: only one leads from child to parent."""
    for entity in entities.values():
        targets = Counter(key.table for key in entity.table.foreign_keys)
        for key in entity.table.foreign_keys:
            plain = targets[key.table] == 1 and key.table != entity.table.name and len(key.columns) == 1
            if plain and key.table in entities:
                yield Link(entity, entities[key.table], key)


def _entity(table: Table, database: Database, schema: Schema, limits: Limits) -> Entity | None:
    quote = dialect(schema.dialect).written
    place = quote(table.name) if table.namespace is None else f"{quote(table.namespace)}.{quote(table.name)}"
    parts = ["COUNT(*)"]
    for column in table.columns:
        name = quote(column.name)
        ends = column_kind(column.type) in NUMBERS | MOMENTS
        parts += [f"COUNT({name})", f"COUNT(DISTINCT {name})"]
        parts += [f"MIN({name})", f"MAX({name})"] if ends else ["NULL", "NULL"]
    rows = _rows(f"SELECT {', '.join(parts)} FROM {place}", database, schema, limits)
    if not rows or not rows[0][0]:
        return None
    count, *rest = rows[0]
    keys = {*table.primary_key, *(name for key in table.foreign_keys for name in key.columns)}
    fields = []
    for number, column in enumerate(table.columns):
        filled, distinct, low, high = rest[4 * number : 4 * number + 4]
        field = Field(
            column, column_kind(column.type), column.name in keys, count - filled, distinct, low, high
        )
        if field.kind == "text" and 1 < distinct <= _MOST_CATEGORIES and distinct < count:
            values = _values(quote(column.name), place, database, schema, limits)
            field = Field(field.column, field.kind, field.is_key, field.empty, distinct, values=values)
        fields.append(field)
    return Entity(table, count, tuple(fields), _label(fields, count))


def _values(name: str, place: str, database: Database, schema: Schema, limits: Limits) -> tuple[str, ...]:
    sql = (
        f"SELECT {name} AS v, COUNT(*) AS n FROM {place} WHERE {name} IS NOT NULL "
        f"GROUP BY {name} ORDER BY n DESC, v LIMIT {_MOST_VALUES}"
    )
    texts = (row[0] for row in _rows(sql, database, schema, limits))
    return tuple(text for text in texts if isinstance(text, str) and text.strip() and len(text) <= _LONGEST)


def _rows(sql: str, database: Database, schema: Schema, limits: Limits) -> Sequence[Sequence[Any]]:
    try:
        return database.run(guard.check(sql, schema), limits).rows
    except (QueryFailed, QueryTimeout):
        return ()


def _label(fields: Sequence[Field], rows: int) -> Field | None:
    """Return the text that nearly each row has another of, one that is called a name first."""
    texts = [field for field in fields if field.kind == "text" and not field.is_key]
    telling = [field for field in texts if field.distinct > rows * _TELLING]
    for word in _NAMES:
        for field in telling:
            if word in field.column.name.lower().split("_"):
                return field
    return next((field for field in telling if not _FREE.search(_told(field.column))), None)


def _told(column: Column) -> str:
    return f"{column.name.replace('_', ' ')} {column.comment or ''}"
