"""What a database looks like: tables, columns, keys and comments, as frozen data.

Knows no connection and no model. JSON both ways, so that a schema can be cached and hashed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from fnmatch import fnmatchcase
from typing import Any, Literal

TableKind = Literal["table", "view"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type` is the database's own spelling; `samples` are a few stored values as text."""

    name: str
    type: str
    nullable: bool = True
    comment: str | None = None
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`columns` of the owning table point at `references` of `table` (in namespace `namespace`)."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view. `namespace` is the SQL schema it lives in; None where there is only one.

    `rows` is an approximate count, None where unknown.
    """

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    kind: TableKind = "table"
    namespace: str | None = None
    comment: str | None = None
    rows: int | None = None

    @property
    def qualified_name(self) -> str:
        """The name with its namespace, unquoted: `sales.orders`, or `orders` where there is none."""
        return self.name if self.namespace is None else f"{self.namespace}.{self.name}"

    def column(self, name: str) -> Column | None:
        """Return the column called `name`, by exact case first, then ignoring case."""
        exact = next((c for c in self.columns if c.name == name), None)
        return exact or next((c for c in self.columns if c.name.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Schema:
    """All tables of one database that a question may be about.

    `dialect` is a name of `sql.dialect.DIALECTS`. `search_path` lists the namespaces whose tables can be
    named without a prefix, first match first (empty where the database has no namespaces).
    """

    dialect: str
    tables: tuple[Table, ...]
    search_path: tuple[str, ...] = ()

    def table(self, name: str, namespace: str | None = None) -> Table | None:
        """Return the table that `name` means in a query, or None; case is ignored."""
        same = [t for t in self.tables if t.name.lower() == name.lower()]
        if namespace is not None:
            return next((t for t in same if (t.namespace or "").lower() == namespace.lower()), None)
        for path in self.search_path:
            for table in same:
                if (table.namespace or "").lower() == path.lower():
                    return table
        return next((t for t in same if t.namespace is None), None)

    def needs_prefix(self, table: Table) -> bool:
        """Say whether `table` must be written with its namespace to be found."""
        return self.table(table.name) != table

    def restricted(self, allow: Iterable[str] = (), deny: Iterable[str] = ()) -> Schema:
        """Return the schema with only the tables that `allow` names and `deny` doesn't.

        Both take shell patterns over the plain or the qualified name, ignoring case; an empty `allow` allows
        all. Foreign keys to tables left out are dropped, so that nothing of them is shown.
        """
        allow, deny = tuple(allow), tuple(deny)
        kept = tuple(
            t for t in self.tables if (not allow or _matches(t, allow)) and not (deny and _matches(t, deny))
        )
        names = {(t.namespace, t.name) for t in kept}
        return replace(
            self,
            tables=tuple(
                replace(
                    t,
                    foreign_keys=tuple(k for k in t.foreign_keys if (k.namespace, k.table) in names),
                )
                for t in kept
            ),
        )

    def to_json(self) -> str:
        """Return the schema as JSON text with sorted keys: equal schemas give equal text."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Schema:
        """Read what `to_json` wrote. Raise `KeyError` or `ValueError` for anything else."""
        data = json.loads(text)
        return Schema(
            dialect=data["dialect"],
            tables=tuple(_table(t) for t in data["tables"]),
            search_path=tuple(data["search_path"]),
        )

    @property
    def fingerprint(self) -> str:
        """A SHA-256 over the whole schema, as 64 hexadecimal digits."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _matches(table: Table, patterns: tuple[str, ...]) -> bool:
    names = (table.name.lower(), table.qualified_name.lower())
    return any(fnmatchcase(name, pattern.lower()) for name in names for pattern in patterns)


def _table(data: dict[str, Any]) -> Table:
    return Table(
        name=data["name"],
        columns=tuple(Column(**{**c, "samples": tuple(c["samples"])}) for c in data["columns"]),
        primary_key=tuple(data["primary_key"]),
        foreign_keys=tuple(
            ForeignKey(
                columns=tuple(k["columns"]),
                table=k["table"],
                references=tuple(k["references"]),
                namespace=k["namespace"],
            )
            for k in data["foreign_keys"]
        ),
        kind=data["kind"],
        namespace=data["namespace"],
        comment=data["comment"],
        rows=data["rows"],
    )
