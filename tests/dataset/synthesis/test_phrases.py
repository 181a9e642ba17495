"""How tables, columns and values are said, and which of them are left out because they can't be."""

from __future__ import annotations

from typing import Any

import pytest

from sqlcoder.dataset.synthesis.phrases import adds_up, plural, said, singular, what, with_article
from sqlcoder.dataset.synthesis.profile import Entity, Field, Link, Profile
from sqlcoder.dataset.synthesis.sayable import sayable
from sqlcoder.schema.model import Column, ForeignKey, Schema, Table


def field(name: str, comment: str | None = None, kind: Any = "text", **rest: Any) -> Field:
    """Return a column with nine values."""
    return Field(Column(name, "text", comment=comment), kind, False, 0, rest.pop("distinct", 9), **rest)


def entity(name: str, comment: str | None = None, *fields: Field) -> Entity:
    columns = tuple(each.column for each in fields)
    return Entity(Table(name, columns, comment=comment, primary_key=("id",)), 20, fields, None)


def profile_of(*entities: Entity) -> Profile:
    return Profile(Schema("duckdb", tuple(each.table for each in entities)), entities, ())


@pytest.mark.parametrize(
    ("name", "comment", "many", "one"),
    [
        ("crm_customer", "A customer is who signed", "customers", "customer"),
        ("tm_bk", "Time bookings: who worked on what", "time bookings", "time booking"),
        ("emp_xy", "Employees of the factory", "employees", "employee"),
        ("pr_ed", "Single editions of magazines", "editions of magazines", "edition of magazines"),
        ("ware_hs", "Our warehouses", "warehouses", "warehouse"),
        ("referral", "Customers who recommended us", "referrals", "referral"),
        ("orders", None, "orders", "order"),
        ("OrderLine", None, "order lines", "order line"),
        ("city", None, "cities", "city"),
        ("diagnosis", None, "diagnoses", "diagnosis"),
        ("bus", None, "buses", "bus"),
    ],
)
def test_tables_are_said_by_names_whose_words_the_comments_use_or_by_comments(
    name: str, comment: str | None, many: str, one: str
) -> None:
    (found,) = sayable(profile_of(entity(name, comment))).entities
    assert (plural(found), singular(found)) == (many, one)


@pytest.mark.parametrize(
    ("name", "comment", "why"),
    [
        ("ref", "Customers who recommended us", "not all customers"),
        ("prm", "Houses, flats and sheds", "not only houses"),
        ("dwn", "Times when a machine stood", "times of what?"),
        ("mbr_sal", "What members earn", "no noun"),
        ("sf", "Sales force", "no plural"),
    ],
)
def test_tables_that_nothing_names_are_left_out(name: str, comment: str, why: str) -> None:
    assert sayable(profile_of(entity(name, comment))).entities == ()


@pytest.mark.parametrize(
    "deleted",
    [
        field("deleted_at", None, "timestamp"),
        field("del_fl", None, "bool", distinct=2),
        field("stat", "A = active, V = void", values=("A", "V")),
    ],
)
def test_tables_with_deleted_rows_are_left_out(deleted: Field) -> None:
    shop, sale = entity("shop", "A shop"), entity("sale", "A sale", deleted)
    whole = profile_of(shop, sale)
    linked = Profile(whole.schema, whole.entities, (Link(sale, shop, ForeignKey(("id",), "shop", ("id",))),))
    found = sayable(linked)
    assert [each.table.name for each in found.entities] == ["shop"]
    assert found.links == ()


def test_a_deletion_that_never_happened_does_not_count() -> None:
    sale = entity("sale", "A sale", field("is_deleted", None, "bool", distinct=1))
    assert len(sayable(profile_of(sale)).entities) == 1


@pytest.mark.parametrize(
    ("name", "comment", "called"),
    [
        ("price", "Price of a piece", "price of a piece"),
        ("kind", "R = rye, W = wheat", "kind"),
        ("fee_eur", "Euros a month", "fee"),
        ("topic", "late, dirty or other", "topic"),
        ("homeTown", None, "home town"),
        ("sold_at", "When it was sold", "time it was sold"),
        ("starts_on", None, ""),
        ("clocked_off", "Clocked off", ""),
        ("unit_prc", None, ""),
    ],
)
def test_columns_are_said_by_their_comments_or_names(name: str, comment: str | None, called: str) -> None:
    assert what(field(name, comment, values=("late", "dirty"))) == called


def test_columns_with_nothing_to_say_are_left_out() -> None:
    fields = (
        field("kind", "R = rye, W = wheat"),
        field("good", "How many were good", "int"),
        field("built", "Year of building", "int", distinct=99),
        field("price", "Price of a piece", "int"),
    )
    (found,) = sayable(profile_of(entity("loaf", "A loaf", *fields))).entities
    assert [each.column.name for each in found.fields] == ["kind", "price"]


@pytest.mark.parametrize(
    ("noun", "said_so"),
    [("exit fee", "an exit fee"), ("price", "a price"), ("units ordered", "units ordered")],
)
def test_nouns_have_their_article(noun: str, said_so: str) -> None:
    assert with_article(noun) == said_so


def test_sums_are_of_what_adds_up() -> None:
    names = ("amount", "unit_price", "reorder_level", "pieces")
    assert [adds_up(field(name, None, "int")) for name in names] == [True, False, False, True]


def test_codes_are_said_by_their_meanings() -> None:
    bread = field("kind", "R = rye, W = wheat (white and brown)")
    assert [said(bread, value) for value in ("R", "W", "Q")] == ["rye", "wheat", "Q"]
