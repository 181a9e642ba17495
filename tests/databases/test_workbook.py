"""Workbooks: sheets become tables, cells keep their types."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.databases.files import Files
from sqlcoder.databases.workbook import read_sheets
from sqlcoder.errors import ConnectionFailed, MissingDependency
from tests.databases.workbooks import Cell, write_workbook
from tests.unguarded import unguarded

ORDERS: list[list[Cell]] = [
    ["no", "when", "price", "paid", "note", None, "no", "mixed"],
    [1, dt.date(2024, 2, 29), 2.5, True, "fresh & ripe", None, 7, 3],
    [None, None, None, None, None, None, None, None],
    [2, None, 3, False, None, None, 8, "x"],
]


def test_each_sheet_is_a_table(tmp_path: Path) -> None:
    write_workbook(tmp_path / "shop.xlsx", {"Orders": ORDERS, "🍎 list": [["kind"], ["Cox"]], "Empty": []})
    with Files.open(str(tmp_path / "shop.xlsx"), Limits()) as database:
        assert [t.name for t in database.schema().tables] == ["shop_list", "shop_orders"]
        query = unguarded("SELECT kind FROM shop_list", "duckdb")
        assert database.run(query, Limits()).rows == (("Cox",),)


def test_types_and_values(tmp_path: Path) -> None:
    write_workbook(tmp_path / "shop.xlsx", {"Orders": ORDERS})
    with Files.open(str(tmp_path / "shop.xlsx"), Limits()) as database:
        [table] = database.schema().tables
        assert table.name == "shop" and table.rows == 2
        assert [(c.name, c.type) for c in table.columns] == [
            ("no", "BIGINT"),
            ("when", "DATE"),
            ("price", "DOUBLE"),
            ("paid", "BOOLEAN"),
            ("note", "VARCHAR"),
            ("no_2", "BIGINT"),
            ("mixed", "VARCHAR"),
        ]
        rows = database.run(unguarded("SELECT * FROM shop", "duckdb"), Limits()).rows
        assert rows == (
            (1, dt.date(2024, 2, 29), 2.5, True, "fresh & ripe", 7, "3"),
            (2, None, 3.0, False, None, 8, "x"),
        )


def test_a_large_sheet(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [[i, f"t{i}"] for i in range(25_000)]
    write_workbook(tmp_path / "big.xlsx", {"s": [["a", "b"], *rows]})
    with Files.open(str(tmp_path / "big.xlsx"), Limits()) as database:
        totals = database.run(unguarded("SELECT count(*), sum(a), max(b) FROM big", "duckdb"), Limits())
        assert totals.rows[0] == (25_000, 25_000 * 24_999 // 2, "t9999")


def test_a_workbook_without_cells(tmp_path: Path) -> None:
    write_workbook(tmp_path / "empty.xlsx", {"s": []})
    with pytest.raises(ConnectionFailed, match="no sheet with cells"):
        read_sheets(tmp_path / "empty.xlsx")


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    write_workbook(tmp_path / "shop.xlsx", {"Orders": ORDERS})
    with pytest.raises(MissingDependency, match="python-calamine") as caught:
        Files.open(str(tmp_path), Limits())
    assert caught.value.fix == "Install it with: pip install 'opensqlcoder[excel]'"
