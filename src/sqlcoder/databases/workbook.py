"""Reads a workbook (Excel or OpenDocument): each sheet -> named, typed columns of values.

Knows no database; python-calamine is imported when a workbook is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlcoder.databases.file_kinds import unique
from sqlcoder.errors import ConnectionFailed, MissingDependency

# In this order: a datetime is a date too, and a bool an int.
_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "BOOLEAN"),
    (int, "BIGINT"),
    (float, "DOUBLE"),
    (datetime, "TIMESTAMP"),
    (date, "DATE"),
    (time, "TIME"),
    (timedelta, "INTERVAL"),
    (str, "VARCHAR"),
)
_LARGEST_INT = 2**53


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its name, its DuckDB type, and a value of that type or None for each row."""

    name: str
    type: str
    values: list[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; the first row that isn't empty gave the names of `columns`."""

    name: str
    columns: tuple[SheetColumn, ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Read all sheets that hold something. Raise `ConnectionFailed` for a broken file or one without any."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError:
        raise MissingDependency("Reading a workbook", "python-calamine", extra="excel") from None
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            grids = [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names]
    except (CalamineError, OSError) as error:
        raise ConnectionFailed(
            f"The workbook can't be read: {error}.",
            where=str(path),
            fix="Open it in its own program and save it anew; one with a password must be saved without.",
        ) from None
    sheets = tuple(_sheet(name, grid) for name, grid in grids if any(_filled(row) for row in grid))
    if not sheets:
        raise ConnectionFailed(
            "The workbook has no sheet with cells in it.",
            where=str(path),
            fix="Check that it is the right file.",
        )
    return sheets


def _filled(row: Sequence[Any]) -> bool:
    return any(value not in ("", None) for value in row)


def _sheet(name: str, grid: Sequence[Sequence[Any]]) -> Sheet:
    header, *rows = [row for row in grid if _filled(row)]
    names: list[str] = []
    columns = []
    for position, title in enumerate(header):
        values = [None if row[position] == "" else row[position] for row in rows]
        if title in ("", None) and not any(v is not None for v in values):
            continue  # An empty column at the edge of the sheet.
        names.append(unique(str(title).strip() or f"column{position + 1}", names))
        columns.append(_column(names[-1], values))
    return Sheet(name, tuple(columns))


def _column(name: str, values: list[Any]) -> SheetColumn:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {float} and all(v is None or (v.is_integer() and abs(v) <= _LARGEST_INT) for v in values):
        # A workbook has no whole numbers: 3 is kept as 3.0.
        return SheetColumn(name, "BIGINT", [None if v is None else int(v) for v in values])
    if kinds == {int, float}:
        return SheetColumn(name, "DOUBLE", [None if v is None else float(v) for v in values])
    if len(kinds) == 1:
        kind = kinds.pop()
        found = next((text for known, text in _TYPES if issubclass(kind, known)), "VARCHAR")
        if found != "VARCHAR":
            return SheetColumn(name, found, values)
    return SheetColumn(name, "VARCHAR", [None if v is None else _text(v) for v in values])


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
