import hashlib
import os
import subprocess
import sys
from collections import Counter

import pytest

from sqlcoder.demo import build, rows
from sqlcoder.demo.statements import statements

# Another hash means other rows or another schema: raise `build.VERSION`, so that old demos are built anew.
VERSION_AND_HASH = (1, "c35ea502505fb45f93ba9966bb1369f069792c3cbc3b1c36edc2eefba647007d")

PRINT_HASH = """
import hashlib
from sqlcoder.demo.statements import statements
print(hashlib.sha256("\\n".join(statements("duckdb")).encode()).hexdigest())
"""


def digest(seed: int) -> str:
    return hashlib.sha256("\n".join(statements("duckdb", seed)).encode()).hexdigest()


def test_rows_and_schema_are_those_of_the_version() -> None:
    assert (build.VERSION, digest(rows.SEED)) == VERSION_AND_HASH


def test_another_process_with_another_hash_seed_draws_the_same() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT_HASH], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == VERSION_AND_HASH[1]


def test_another_seed_draws_other_rows_of_the_same_tables() -> None:
    first, second = rows.tables(1), rows.tables(2)
    assert [(t.name, t.columns) for t in first] == [(t.name, t.columns) for t in second]
    # Names of customers and sites are given; their facts are drawn.
    assert all(one.rows != other.rows for one, other in zip(first, second, strict=True))


@pytest.mark.parametrize("seed", [1, 2, rows.SEED])
def test_every_table_has_rows_enough(seed: int) -> None:
    counts = {table.name: len(table.rows) for table in rows.tables(seed)}
    assert len(counts) == 12
    assert min(counts.values()) >= 20
    assert 15_000 <= sum(counts.values()) <= 40_000


@pytest.mark.parametrize("seed", [1, 2, rows.SEED])
def test_keys_are_unique_and_complete(seed: int) -> None:
    for table in rows.tables(seed):
        width = 2 if table.name in ("batch_harvests", "order_lines") else 1
        keys = Counter(row[:width] for row in table.rows)
        assert max(keys.values()) == 1, table.name
        assert not any(None in key for key in keys), table.name
