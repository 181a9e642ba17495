"""Schemas that several tests read."""

from sqlcoder.schema.model import Column, ForeignKey, Schema, Table

BOATS = Table(
    name="boats",
    columns=(
        Column("boat_id", "integer", nullable=False),
        Column("name", "text", comment="Painted on the bow", samples=("Alma", "Boreas")),
        Column("berth", "integer", comment="NULL while at sea", samples=("3",)),
    ),
    primary_key=("boat_id",),
    comment="Boats of the harbour",
    rows=40,
)
TRIPS = Table(
    name="Trips made",
    columns=(
        Column("boat_id", "integer", nullable=False),
        Column("day", "date", nullable=False),
        Column("order", "text"),
    ),
    primary_key=("boat_id", "day"),
    foreign_keys=(ForeignKey(("boat_id",), "boats", ("boat_id",)),),
)
CATCHES = Table(
    name="catches",
    columns=(Column("boat_id", "integer"), Column("day", "date"), Column("kg", "numeric(8,2)")),
    foreign_keys=(ForeignKey(("boat_id", "day"), "Trips made", ("boat_id", "day")),),
)
HARBOUR = Schema("postgres", (BOATS, TRIPS, CATCHES))
