from __future__ import annotations

from sqlcoder.dataset.example import Gold, Variant
from sqlcoder.results.specification import ColumnSpec, Roles, roles


def test_a_golds_columns_are_what_the_comparison_takes() -> None:
    gold = Gold("q", required=("n",), either=(("id", 3),), optional=("note",))
    assert gold.columns == ColumnSpec(("n",), (("id", 3),), ("note",))
    assert roles(gold.columns, ("id", "n", "name", "note")) == Roles((1,), ((0, 2),), (3,))


def test_a_variant_is_found_by_its_dialect() -> None:
    gold = Gold("SELECT 1", variants=(Variant("sqlite", "SELECT 2"),))
    assert gold.written_for("sqlite") == "SELECT 2"
    assert gold.written_for("mysql") is None
