"""What is PostgreSQL's own: schemas, partitions, rights, large values, lost connections, logging in."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest

from sqlcoder.databases import postgres_catalog
from sqlcoder.databases.base import Limits
from sqlcoder.databases.postgres import Postgres
from sqlcoder.errors import (
    ConnectionFailed,
    MissingDependency,
    QueryFailed,
    QueryTimeout,
    SchemaError,
    UnsafeQuery,
)
from sqlcoder.results.result_set import ResultSet
from sqlcoder.sql.guard import check
from tests import servers
from tests.databases.interrupts import interrupted_after
from tests.memory import Peak
from tests.servers import READER_PASSWORD, READER_PASSWORD_IN_URL, Server
from tests.unguarded import unguarded

_DATABASE = """
CREATE SCHEMA sales;
CREATE SCHEMA hidden;
CREATE TYPE mood AS ENUM ('sad', 'so-so', 'happy');
CREATE TABLE person (id int PRIMARY KEY, feeling mood, papers jsonb, born date, secret text);
INSERT INTO person SELECT i, 'happy', '{"k": 1}', 'infinity', 'x' FROM generate_series(1, 500) AS i;
CREATE TABLE sales.bill (
    day date, number int, person_id int REFERENCES person (id), PRIMARY KEY (number, day)
) PARTITION BY RANGE (day);
CREATE TABLE sales.bill_2024 PARTITION OF sales.bill FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO sales.bill SELECT '2024-03-01', i, i FROM generate_series(1, 300) AS i;
CREATE TABLE sales.person (id int);
CREATE MATERIALIZED VIEW old_bill AS SELECT count(*) AS bills FROM sales.bill;
CREATE TABLE hidden.thing (id int);
CREATE TABLE unreadable (id int);
CREATE TABLE large (id int, body text);
INSERT INTO large SELECT 1, repeat('x', 300000000);
ANALYZE;
GRANT USAGE ON SCHEMA sales TO reader;
GRANT SELECT ON sales.bill, sales.bill_2024, sales.person, old_bill, large TO reader;
GRANT SELECT (id, feeling, papers, born) ON person TO reader;
ALTER ROLE reader IN DATABASE own SET search_path = public, sales;
"""


@pytest.fixture(scope="module")
def url(postgres_server: Server) -> str:
    servers.postgres_admin(postgres_server).execute("CREATE DATABASE own")
    servers.postgres_admin(postgres_server, "own").execute(_DATABASE.encode())
    return postgres_server.url("own")


@pytest.fixture
def database(url: str) -> Iterator[Postgres]:
    with Postgres.open(url) as opened:
        yield opened


@pytest.fixture
def admin(postgres_server: Server, url: str) -> Iterator[psycopg.Connection]:
    with servers.postgres_admin(postgres_server, "own") as connection:
        yield connection


def run(database: Postgres, sql: str, limits: Limits | None = None) -> ResultSet:
    return database.run(unguarded(sql, "postgres"), limits or Limits())


def test_schemas_partitions_and_rights(database: Postgres) -> None:
    schema = database.schema(samples=False)
    assert [(t.namespace, t.name, t.kind) for t in schema.tables] == [
        ("public", "large", "table"),
        ("public", "old_bill", "view"),
        ("public", "person", "table"),
        ("sales", "bill", "table"),
        ("sales", "person", "table"),
    ]
    assert schema.search_path == ("public", "sales")
    assert [t.qualified_name for t in schema.tables if schema.needs_prefix(t)] == ["sales.person"]


def test_keys_types_and_counts(database: Postgres) -> None:
    schema = database.schema()
    bill, person = schema.table("bill"), schema.table("person")
    assert bill is not None and person is not None
    assert bill.primary_key == ("number", "day")
    assert [(k.columns, k.namespace, k.table) for k in bill.foreign_keys] == [
        (("person_id",), "public", "person")
    ]
    assert (bill.rows, person.rows) == (300, 500)
    assert [c.name for c in person.columns] == ["id", "feeling", "papers", "born"]
    feeling = person.column("feeling")
    assert feeling is not None
    # All labels, not only the one that is stored.
    assert (feeling.type, feeling.samples) == ("mood", ("sad", "so-so", "happy"))


def test_values_that_python_has_no_type_for(database: Postgres) -> None:
    result = run(database, "SELECT papers, born, DATE '0044-03-15 BC' FROM person LIMIT 1")
    assert result.rows == (('{"k": 1}', "infinity", "0044-03-15 BC"),)


def test_reading_is_all_a_superuser_can_do(postgres_server: Server, admin: psycopg.Connection) -> None:
    url = f"postgresql://postgres:{servers.ADMIN_PASSWORD}@127.0.0.1:{postgres_server.port}/own"
    target = postgres_server.folder / "data" / "written"
    admin.execute("CREATE SEQUENCE IF NOT EXISTS counter")
    attacks = (
        "INSERT INTO person (id) VALUES (0)",
        "WITH gone AS (DELETE FROM person RETURNING *) SELECT * FROM gone",
        "SELECT 1; DELETE FROM person",
        "SELECT 1) AS q; COMMIT; DELETE FROM person; --",
        "SELECT nextval('counter')",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT * FROM person FOR UPDATE",
        f"COPY person TO '{target}'",
        f"COPY (SELECT 1) TO PROGRAM 'cat > {target}'",
        "SELECT 1 INTO TABLE copied",
        "SELECT lo_from_bytea(0, 'x')",
        "DO $$ BEGIN DELETE FROM person; END $$",
        "SELECT query_to_xml('DELETE FROM person', true, true, '')",
        "SET default_transaction_read_only = off",
        "COMMIT",
    )
    with Postgres.open(url) as database:
        for attack in attacks:
            with pytest.raises(QueryFailed):
                run(database, attack)
        assert run(database, "SELECT current_setting('transaction_read_only')").rows == (("on",),)
    row = admin.execute("SELECT count(*), (SELECT NOT is_called FROM counter) FROM person").fetchone()
    assert row == (500, True)
    assert not target.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "SELECT lo_export(1, '/tmp/written')",
        "SELECT pg_reload_conf()",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
        "SELECT secret FROM person",
        "SELECT * FROM hidden.thing",
    ],
)
def test_what_a_plain_role_may_not(database: Postgres, admin: psycopg.Connection, sql: str) -> None:
    with pytest.raises(QueryFailed, match="permission denied"):
        run(database, sql)


def test_only_the_guard_stops_a_superuser_from_reading_files(postgres_server: Server, url: str) -> None:
    superuser = f"postgresql://postgres:{servers.ADMIN_PASSWORD}@127.0.0.1:{postgres_server.port}/own"
    with Postgres.open(superuser) as database:
        assert run(database, "SELECT length(pg_read_file('PG_VERSION')) > 0").rows == ((True,),)
        sql = "SELECT pg_read_file('PG_VERSION')"
        with pytest.raises(UnsafeQuery):
            check(sql, database.schema(samples=False))


def test_nothing_of_a_query_outlives_it(database: Postgres) -> None:
    run(database, "SELECT pg_advisory_lock(7)")
    run(
        database,
        "SELECT set_config('search_path', 'hidden', false), set_config('statement_timeout', '0', false)",
    )
    with Postgres.open(database._location) as other:
        assert run(other, "SELECT pg_try_advisory_lock(7)").rows == ((True,),)
    settings = run(database, "SELECT current_setting('search_path'), current_setting('statement_timeout')")
    assert settings.rows == (("public, sales", "30s"),)


def test_a_query_may_not_lift_its_own_limit(database: Postgres) -> None:
    started = time.monotonic()
    with pytest.raises(QueryFailed):
        run(database, "SELECT set_config('statement_timeout', '0', true), pg_sleep(9)", Limits(seconds=0.5))
    assert time.monotonic() - started < 1.5


def test_one_function_may_not_outlast_the_limit(database: Postgres) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match="stopped after 0.3 seconds"):
        # The server looks whether it is to stop only once the text of 1 GB is made.
        run(database, "SELECT format('%1$*2$s', 'a', 1000000000)", Limits(seconds=0.3))
    assert time.monotonic() - started < 1.3
    assert run(database, "SELECT 1").rows == ((1,),)


@pytest.mark.parametrize(
    "sql",
    ["SELECT id, body FROM large", "SELECT body::bytea FROM large", "SELECT to_json(body) AS body FROM large",
     "SELECT ARRAY[body] AS body FROM large"],
)  # fmt: skip
def test_a_huge_value_stays_in_the_server(database: Postgres, sql: str) -> None:
    peak = Peak()
    with pytest.raises(QueryFailed, match="larger than the limit of 1,000,000 bytes") as caught:
        run(database, sql, Limits(bytes=1_000_000))
    assert caught.value.where == 'column "body"'
    assert peak.grown_mib < 50


def test_a_wide_row_cuts_the_result_short(database: Postgres) -> None:
    sql = "SELECT i, repeat('x', i * 10), repeat('y', i * 10) FROM generate_series(1, 9) AS i"
    result = run(database, sql, Limits(bytes=100))
    assert (len(result), result.truncated) == (2, "bytes")


def test_ten_million_rows_are_not_fetched(database: Postgres) -> None:
    sql = "SELECT a.id FROM person a, person b, person c"
    peak = Peak()
    result = run(database, sql, Limits(rows=10))
    assert (len(result), result.truncated) == (10, "rows")
    assert result.seconds < 2
    assert peak.grown_mib < 50


def test_a_lost_connection_is_made_again(database: Postgres, admin: psycopg.Connection) -> None:
    assert run(database, "SELECT current_setting('application_name')").rows == (("sqlcoder",),)
    admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'")
    assert len(run(database, "SELECT id FROM person", Limits(rows=2))) == 2


def test_ctrl_c_stops_the_query_in_the_server(database: Postgres, admin: psycopg.Connection) -> None:
    with interrupted_after(0.3):
        run(database, "SELECT pg_sleep(30)")
    active = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state <> 'idle'"
    assert admin.execute(active).fetchone() == (0,)
    assert run(database, "SELECT 1").rows == ((1,),)


def test_an_error_has_place_and_hint(database: Postgres) -> None:
    with pytest.raises(QueryFailed) as caught:
        run(database, "SELECT id,\n  p.borm FROM person AS p")
    assert str(caught.value) == (
        'column p.borm does not exist (line 2, column 3)\nPerhaps you meant to reference the column "p.born".'
    )


def test_a_schema_that_cannot_be_read(database: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_catalog, "VERSION", "SELECT 1 / 0")
    with pytest.raises(SchemaError) as caught:
        database.version()
    assert caught.value.what == "The schema can't be read: division by zero"
    assert caught.value.where == database.url


READER = f"postgresql://reader:{READER_PASSWORD_IN_URL}@"
HERE = "127.0.0.1:{port}"
REFUSALS = {
    "wrong password": (
        "postgresql://reader:wr0ng%2Fword@" + HERE,
        "password authentication",
        "user and password",
    ),
    "no password": ("postgresql://reader@" + HERE, "no password supplied", "Write the password"),
    "no such database": (READER + HERE + "/nowhere", "does not exist", "names of user and database"),
    "nobody listens": (READER + "127.0.0.1:{free}/own", "onnection refused", "Nothing listens"),
    "unknown host": (READER + "nowhere.invalid/own", "nowhere.invalid", "Check how the host"),
    "TLS demanded": (READER + HERE + "/own?sslmode=require", "SSL", "TLS"),
    "bad option": (READER + HERE + "/own?colour=red", "colour", "Check the URL"),
    "unescaped": ("postgresql://reader:wr0ng/word@" + HERE, "", "Check"),
    "password as option": (
        f"postgresql://{HERE}/own?user=reader&password=wr0ng%2Fword",
        "password authentication",
        "user and password",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_refused(postgres_server: Server, url: str, case: str) -> None:
    template, what, fix = REFUSALS[case]
    location = template.format(port=postgres_server.port, free=servers.free_port())
    with pytest.raises(ConnectionFailed) as caught:
        Postgres.open(location)
    assert what in caught.value.what
    assert fix in str(caught.value.fix)
    for secret in (READER_PASSWORD, READER_PASSWORD_IN_URL, "wr0ng/word", "wr0ng%2Fword"):
        assert secret not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_server_that_does_not_answer() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        started = time.monotonic()
        # The driver takes less than 2 seconds for 2.
        url = f"postgresql://reader:pw@127.0.0.1:{silent.getsockname()[1]}/own?connect_timeout=2"
        with pytest.raises(ConnectionFailed) as caught:
            Postgres.open(url)
    assert time.monotonic() - started < 5
    assert "did not answer" in str(caught.value.fix)


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDependency) as caught:
        Postgres.open("postgresql://reader@127.0.0.1/own")
    assert str(caught.value) == (
        'PostgreSQL needs the package "psycopg", which is not installed.\n'
        "Install it with: pip install 'opensqlcoder[postgres]'"
    )
