"""A question and its gold as a recipe composes them, and the SQL pieces that recipes share. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlcoder.dataset.example import Gold
from sqlcoder.dataset.synthesis.profile import Entity, Field, Link
from sqlcoder.sql.dialect import DIALECTS

_WRITTEN = DIALECTS["postgres"].written


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, its category and its gold; `ordered` where it asks for an order."""

    category: str
    question: str
    gold: Gold
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL, and as it is said after the rows' name: "whose town is Marrow"."""

    sql: str
    said: str


def place(entity: Entity) -> str:
    """Return the table as a query names it."""
    return _WRITTEN(entity.table.name)


def column(entity: Entity, name: str) -> str:
    """Return a column with its table's name."""
    return f"{place(entity)}.{_WRITTEN(name)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns that identify a row: as SQL, and by their names in the result, the key's first."""

    sql: str
    key: tuple[str, ...]
    label: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return self.key + self.label

    def gold(self, sql: str, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> Gold:
        """Return a query that shows such rows: the key or the label will do, a key of several columns all."""
        if len(self.key) > 1:
            return Gold(sql, required=self.key + required, optional=self.label + optional)
        return Gold(sql, required=required, either=(self.names,), optional=optional)


def shown(entity: Entity) -> Shown:
    """Return the columns that identify a row."""
    label = (entity.label.column.name,) if entity.label else ()
    names = (*entity.keys, *label)
    return Shown(", ".join(column(entity, name) for name in names), entity.keys, label)


def joined(link: Link, kind: str = "JOIN") -> str:
    """Return the child's table joined to its parent's: FROM's text."""
    return f"{place(link.child)} {kind} {place(link.parent)} ON {on(link)}"


def on(link: Link) -> str:
    """Return the condition that a child belongs to its parent."""
    return f"{column(link.child, link.key.columns[0])} = {column(link.parent, link.key.references[0])}"


def alias(*words: str) -> str:
    """Return a name for a computed column: the last three words, joined."""
    parts = "_".join(words).lower().replace("-", "_").split("_")
    return "_".join(part for part in parts if part.isalnum())[-40:].strip("_") or "result"


def within_year(entity: Entity, field: Field, year: int) -> str:
    """Return the half-open range of a year."""
    name = column(entity, field.column.name)
    return f"{name} >= '{year}-01-01' AND {name} < '{year + 1}-01-01'"


def text(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
