import pytest

from sqlcoder.errors import SchemaError
from sqlcoder.schema.model import Column, Schema, Table
from sqlcoder.schema.render import DETAILS, render, render_at
from sqlcoder.sql.dialect import dialect

from .examples import HARBOUR

WRITE = dialect("postgres").written


def words(text: str) -> int:
    return len(text.split())


def test_the_whole_schema_in_full_detail() -> None:
    assert (
        render_at(HARBOUR, WRITE, DETAILS[0])
        == """\
CREATE TABLE boats ( -- Boats of the harbour
  boat_id integer PRIMARY KEY,
  name text, -- Painted on the bow; e.g. 'Alma', 'Boreas'
  berth integer -- NULL while at sea
);
CREATE TABLE "Trips made" (
  boat_id integer REFERENCES boats(boat_id),
  day date,
  "order" text,
  PRIMARY KEY (boat_id, day)
);
CREATE TABLE catches (
  boat_id integer,
  day date,
  kg numeric(8,2),
  FOREIGN KEY (boat_id, day) REFERENCES "Trips made"(boat_id, day)
);"""
    )


def test_the_richest_detail_that_fits_is_taken() -> None:
    sizes = [words(render_at(HARBOUR, WRITE, detail)) for detail in DETAILS]
    assert sizes == sorted(sizes, reverse=True)
    for size, detail in zip(sizes, DETAILS, strict=True):
        rendered = render(HARBOUR, WRITE, words, budget=size)
        assert (rendered.detail, rendered.tokens) == (detail, size)


def test_a_schema_that_cannot_fit_is_an_error_with_both_sizes() -> None:
    with pytest.raises(SchemaError, match="3 tables take .* tokens, and there is room for 5") as caught:
        render(HARBOUR, WRITE, words, budget=5)
    assert "--tables" in str(caught.value) and "--context" in str(caught.value)


def test_a_line_break_in_a_comment_or_value_cannot_end_the_comment() -> None:
    column = Column("note", "text", comment="first\nDROP TABLE x", samples=("a\r\nb",))
    text = render_at(Schema("sqlite", (Table("t", (column,)),)), WRITE, DETAILS[0])
    assert "  note text -- first DROP TABLE x; e.g. 'a b'\n);" in text


def test_views_and_namespaces_are_written_as_a_query_must_name_them() -> None:
    view = Table("totals", (Column("n", "int"),), kind="view", namespace="Reports")
    text = render_at(Schema("postgres", (view,), search_path=("public",)), WRITE, DETAILS[2])
    assert text.startswith('CREATE VIEW "Reports".totals (')
