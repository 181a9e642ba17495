from collections.abc import Iterator

import duckdb
import pytest

from sqlcoder.demo.statements import load


@pytest.fixture(scope="session")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    """The demo in a DuckDB database in memory. No test writes to it."""
    with duckdb.connect(":memory:") as connection:
        load(connection.execute, "duckdb")
        yield connection
