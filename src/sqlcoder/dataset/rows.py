"""The rows of one table as a generator of a database draws them. Data only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Cell = int | str | bool | Decimal | date | datetime | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """All rows of one table. `parent` is the column that refers to the table itself, if one does."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    parent: str | None = None


def table_rows(name: str, kind: type[Any], records: Iterable[object], parent: str | None = None) -> TableRows:
    """Return the rows of a table whose records are dataclasses of `kind`, a field for each column."""
    columns = tuple(field.name for field in fields(kind))
    rows = tuple(tuple(getattr(record, column) for column in columns) for record in records)
    return TableRows(name, columns, rows, parent)
