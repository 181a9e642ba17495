"""A small schema, with keys and samples, for tests of mutants."""

from __future__ import annotations

from sqlcoder.schema.model import Column, ForeignKey, Schema, Table

HARBOUR = Schema(
    dialect="postgres",
    tables=(
        Table(
            "ports",
            (
                Column("port_id", "integer", nullable=False),
                Column("name", "character varying(40)", nullable=False, samples=("Bergen", "Hull")),
                Column("country", "character varying(20)", nullable=False, samples=("Norway", "Sweden")),
                Column("depth_m", "numeric(4,1)"),
                Column("closed_on", "date"),
            ),
            primary_key=("port_id",),
        ),
        Table(
            "ferries",
            (
                Column("ferry_id", "integer", nullable=False),
                Column("name", "character varying(40)", nullable=False),
                Column("built_on", "date", nullable=False),
                Column("cars", "integer", nullable=False),
                Column("seats", "integer"),
                Column("in_service", "boolean", nullable=False),
            ),
            primary_key=("ferry_id",),
        ),
        Table(
            "crossings",
            (
                Column("crossing_id", "integer", nullable=False),
                Column("from_port_id", "integer", nullable=False),
                Column("to_port_id", "integer", nullable=False),
                Column("ferry_id", "integer"),
                Column("left_at", "timestamp without time zone", nullable=False),
                Column("passengers", "integer", nullable=False),
                Column("revenue", "numeric(8,2)"),
            ),
            primary_key=("crossing_id",),
            foreign_keys=(
                ForeignKey(("from_port_id",), "ports", ("port_id",)),
                ForeignKey(("to_port_id",), "ports", ("port_id",)),
                ForeignKey(("ferry_id",), "ferries", ("ferry_id",)),
            ),
        ),
        Table(
            "stops",
            (
                Column("crossing_id", "integer", nullable=False),
                Column("stop_no", "integer", nullable=False),
                Column("port_id", "integer", nullable=False),
            ),
            primary_key=("crossing_id", "stop_no"),
            foreign_keys=(
                ForeignKey(("crossing_id",), "crossings", ("crossing_id",)),
                ForeignKey(("port_id",), "ports", ("port_id",)),
            ),
        ),
    ),
)
