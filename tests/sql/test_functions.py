from __future__ import annotations

import sqlite3

import duckdb
import pytest
from sqlglot import exp

from sqlcoder.sql.functions import allowed
from tests.sql.corpus import DIALECTS

# Read by the parser itself.
NOT_LISTED_BY_DUCKDB = {
    "coalesce", "date", "grouping", "grouping_id", "ifnull", "json", "percentile_cont",
    "percentile_disc", "array",
}  # fmt: skip
# In newer releases of SQLite than Python may bring.
NEWER_SQLITE = {
    "concat", "concat_ws", "if", "median", "octet_length", "percentile", "percentile_cont", "percentile_disc",
    "string_agg", "timediff", "unhex",
}  # fmt: skip
# On the list of all dialects, though SQLite has other names for them.
NOT_OF_SQLITE = {"char_length", "greatest", "least"}

_DANGEROUS = """
pg_sleep pg_read_file pg_ls_dir lo_import dblink query_to_xml set_config current_setting nextval
setval ts_stat pg_terminate_backend pg_notify xpath txid_current read_csv read_text read_parquet
glob query query_table getenv getvariable json_execute_serialized_sql sniff_csv load_extension
readfile writefile edit fts3_tokenizer zeroblob randomblob sleep benchmark load_file get_lock
extractvalue updatexml user version database last_insert_id columns
"""
DANGEROUS = _DANGEROUS.split()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_dangerous_function_is_listed(dialect: str) -> None:
    lists = allowed(dialect)
    # GLOB is a harmless comparison in SQLite, and lists files in DuckDB.
    assert (lists.scalar | lists.table) & set(DANGEROUS) <= ({"glob"} if dialect == "sqlite" else set())
    assert not any(name.startswith(("pg_", "lo_", "duckdb_", "sqlite_", "pragma_")) for name in lists.scalar)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_are_lower_case_and_types_exist(dialect: str) -> None:
    lists = allowed(dialect)
    assert all(name == name.lower() for name in lists.scalar | lists.table | lists.session)
    assert all(name in exp.DType.__members__ for name in lists.types)
    assert not lists.session & lists.scalar


def test_every_function_listed_for_duckdb_is_built_in() -> None:
    known = {
        row[0].lower()
        for row in duckdb.connect().execute("SELECT function_name FROM duckdb_functions()").fetchall()
    }
    lists = allowed("duckdb")
    assert (lists.scalar | lists.table) - known - NOT_LISTED_BY_DUCKDB == set()


def test_every_function_listed_for_sqlite_is_built_in() -> None:
    known = {row[0] for row in sqlite3.connect(":memory:").execute("SELECT name FROM pragma_function_list")}
    assert allowed("sqlite").scalar - known - NEWER_SQLITE - NOT_OF_SQLITE == set()
