import pytest

from sqlcoder.schema.model import Column, ForeignKey, Schema, Table

from .examples import BOATS, HARBOUR, TRIPS


def test_json_goes_both_ways() -> None:
    assert Schema.from_json(HARBOUR.to_json()) == HARBOUR
    assert HARBOUR.fingerprint == Schema.from_json(HARBOUR.to_json()).fingerprint


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"dialect": "sqlite"}'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Schema.from_json(text)


def test_tables_and_columns_are_found_whatever_the_case() -> None:
    assert HARBOUR.table("BOATS") is BOATS
    assert HARBOUR.table("ships") is None
    assert BOATS.column("NAME") == BOATS.columns[1]
    assert BOATS.column("sail") is None


def test_the_search_path_decides_which_of_two_tables_a_name_means() -> None:
    sales, stock = Table("items", (), namespace="sales"), Table("items", (), namespace="stock")
    schema = Schema("postgres", (stock, sales), search_path=("sales", "stock"))
    assert schema.table("items") is sales
    assert schema.table("items", "stock") is stock
    assert not schema.needs_prefix(sales)
    assert schema.needs_prefix(stock)
    assert stock.qualified_name == "stock.items"


def test_a_table_outside_the_search_path_needs_its_prefix() -> None:
    hidden = Table("audit", (), namespace="private")
    schema = Schema("postgres", (hidden,), search_path=("public",))
    assert schema.table("audit") is None
    assert schema.needs_prefix(hidden)


def test_restricting_leaves_out_tables_and_the_keys_that_point_at_them() -> None:
    kept = HARBOUR.restricted(deny=["BOATS"])
    assert [t.name for t in kept.tables] == ["Trips made", "catches"]
    assert kept.tables[0].foreign_keys == ()
    assert HARBOUR.restricted(allow=["boat?", "trips*"]).tables == (BOATS, TRIPS)


def test_patterns_match_the_qualified_name_too() -> None:
    pay = Table("pay", (Column("id", "int"),), namespace="hr")
    ref = Table("staff", (), namespace="hr", foreign_keys=(ForeignKey(("p",), "pay", ("id",), "hr"),))
    schema = Schema("postgres", (pay, ref), search_path=("hr",))
    assert [t.name for t in schema.restricted(deny=["hr.pay"]).tables] == ["staff"]
    assert schema.restricted(deny=["hr.*"]).tables == ()
