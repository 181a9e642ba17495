"""The text of a schema tells what the built database tells: the same tables, columns, keys and comments."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sqlcoder.databases.duckdb import Duckdb
from sqlcoder.dataset.statements import schema_statements
from sqlcoder.dataset.written_schema import schema_of
from sqlcoder.errors import DatasetError
from sqlcoder.schema.model import Schema
from tests.dataset import bakery

DEMO = Path(__file__).parents[2] / "src" / "sqlcoder" / "demo" / "schema.sql"


def parts(schema: Schema) -> dict[str, object]:
    return {
        table.name: (
            [(c.name, c.nullable, c.comment) for c in table.columns],
            table.primary_key,
            sorted((k.columns, k.table, k.references) for k in table.foreign_keys),
            table.comment,
        )
        for table in schema.tables
    }


@pytest.mark.parametrize("text", [bakery.SCHEMA, DEMO.read_text()], ids=["bakery", "demo"])
def test_it_is_what_the_database_says(text: str) -> None:
    connection = duckdb.connect(":memory:")
    for statement in schema_statements(text, "duckdb"):
        connection.execute(statement)
    with Duckdb(connection, "memory") as database:
        assert parts(schema_of(text, "schema.sql")) == parts(database.schema(samples=False))


def test_a_schema_that_cannot_be_read_is_said() -> None:
    with pytest.raises(DatasetError) as error:
        schema_of("CREATE TABLE (", "here/schema.sql")
    assert error.value.what.startswith("The schema can't be read: ")
    assert error.value.where == "here/schema.sql"
