"""The rows of the demo database: the same for the same seed, everywhere and always.

Draws every table in the order in which they depend on each other. Runs no SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlcoder.demo import batches, harvests, hives, places, queens, trade, visits

SEED = 7

Cell = int | str | bool | Decimal | date | datetime | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """All rows of one table. `parent` is the column that refers to the table itself, if one does."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    parent: str | None = None


def tables(seed: int = SEED) -> tuple[TableRows, ...]:
    """Draw all tables, each after those that its foreign keys point at."""
    members = places.members(seed)
    apiaries = places.apiaries(seed)
    first_hives = hives.hives(seed, members, apiaries)
    moves = hives.moves(seed, first_hives, apiaries)
    stands = hives.Stands(moves)
    all_hives = hives.settled(first_hives, moves)
    all_queens = queens.queens(seed, all_hives)
    reigns = queens.Reigns(all_queens)
    inspections = visits.inspections(seed, all_hives, reigns, members)
    crop = harvests.harvests(seed, all_hives, stands, reigns, apiaries)
    bottling = batches.bottle(seed, crop, apiaries)
    customers = trade.customers(seed)
    sales = trade.sell(seed, customers, bottling.batches)
    return (
        _table("members", places.Member, members),
        _table("apiaries", places.Apiary, apiaries),
        _table("hives", hives.Hive, all_hives),
        _table("hive_moves", hives.HiveMove, moves),
        _table("queens", queens.Queen, all_queens, parent="mother_id"),
        _table("inspections", visits.Inspection, inspections),
        _table("harvests", harvests.Harvest, crop),
        _table("batches", batches.Batch, bottling.batches),
        _table("batch_harvests", batches.BatchHarvest, bottling.parts),
        _table("customers", trade.Customer, customers),
        _table("orders", trade.Order, sales.orders),
        _table("order_lines", trade.OrderLine, sales.lines),
    )


def _table(name: str, kind: type[Any], records: Iterable[object], parent: str | None = None) -> TableRows:
    columns = tuple(field.name for field in fields(kind))
    rows = tuple(tuple(getattr(record, column) for column in columns) for record in records)
    return TableRows(name, columns, rows, parent)
