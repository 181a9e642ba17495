"""The rows of the demo database: the same for the same seed, everywhere and always.

Draws every table in the order in which they depend on each other. Runs no SQL.
"""

from __future__ import annotations

from sqlcoder.dataset.rows import TableRows, table_rows
from sqlcoder.demo import batches, harvests, hives, places, queens, trade, visits

SEED = 7


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
        table_rows("members", places.Member, members),
        table_rows("apiaries", places.Apiary, apiaries),
        table_rows("hives", hives.Hive, all_hives),
        table_rows("hive_moves", hives.HiveMove, moves),
        table_rows("queens", queens.Queen, all_queens, parent="mother_id"),
        table_rows("inspections", visits.Inspection, inspections),
        table_rows("harvests", harvests.Harvest, crop),
        table_rows("batches", batches.Batch, bottling.batches),
        table_rows("batch_harvests", batches.BatchHarvest, bottling.parts),
        table_rows("customers", trade.Customer, customers),
        table_rows("orders", trade.Order, sales.orders),
        table_rows("order_lines", trade.OrderLine, sales.lines),
    )
