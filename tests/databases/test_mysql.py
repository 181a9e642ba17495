"""What is MariaDB's and MySQL's own: session rules, kills, large values, logging in. Runs on MariaDB."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator

import pymysql
import pytest

from sqlcoder.databases import mysql_catalog
from sqlcoder.databases.base import Limits
from sqlcoder.databases.mysql import Mysql
from sqlcoder.errors import (
    ConnectionFailed,
    MissingDependency,
    QueryFailed,
    QueryTimeout,
    SchemaError,
    UsageError,
)
from sqlcoder.results.result_set import ResultSet
from tests import servers
from tests.databases.interrupts import interrupted_after
from tests.memory import Peak
from tests.servers import READER_PASSWORD, READER_PASSWORD_IN_URL, Server
from tests.unguarded import unguarded

Cursor = pymysql.cursors.Cursor

_DATABASE = """
CREATE DATABASE own
CREATE DATABASE other
USE own
CREATE TABLE other.hidden (id int)
CREATE TABLE pet (id int PRIMARY KEY, kind enum('cat', 'dog'), papers json, born date) COMMENT 'animals'
INSERT INTO pet VALUES (1, 'cat', '{"k": 1}', '2020-01-02'), (2, NULL, NULL, NULL)
CREATE TABLE many AS SELECT seq FROM seq_1_to_1000000
CREATE TABLE large (id int, body longtext)
INSERT INTO large SELECT 1, repeat('x', 100000000)
CREATE TABLE unreadable (id int)
CREATE VIEW cat AS SELECT id FROM pet WHERE kind = 'cat'
GRANT SELECT ON own.pet TO reader
GRANT SELECT ON own.many TO reader
GRANT SELECT ON own.large TO reader
GRANT SELECT ON own.cat TO reader
GRANT SELECT (id) ON own.unreadable TO reader
GRANT ALL ON own.* TO writer
"""


@pytest.fixture(scope="module")
def url(mariadb_server: Server) -> Iterator[str]:
    admin = servers.mariadb_admin(mariadb_server).cursor()
    # So that a value of 100 MB can be stored; it counts for connections made from now on.
    admin.execute("SET GLOBAL max_allowed_packet = 1073741824")
    admin = servers.mariadb_admin(mariadb_server).cursor()
    for statement in _DATABASE.strip().splitlines():
        admin.execute(statement)
    yield mariadb_server.url("own")
    admin.execute("SET GLOBAL max_allowed_packet = 16777216")


@pytest.fixture
def database(url: str) -> Iterator[Mysql]:
    with Mysql.open(url) as opened:
        yield opened


@pytest.fixture
def admin(mariadb_server: Server, url: str) -> Iterator[Cursor]:
    with servers.mariadb_admin(mariadb_server, "own") as connection:
        yield connection.cursor()


def run(database: Mysql, sql: str, limits: Limits | None = None) -> ResultSet:
    return database.run(unguarded(sql, "mysql"), limits or Limits())


def working(admin: Cursor) -> list[str]:
    """Return the statements of the reader that the server is busy with."""
    admin.execute(
        "SELECT info FROM information_schema.processlist WHERE user = 'reader' AND command <> 'Sleep'"
    )
    return [str(row[0]) for row in admin.fetchall()]


def test_only_the_named_database_and_what_may_be_read(database: Mysql) -> None:
    schema = database.schema()
    assert [(t.name, t.kind, t.namespace) for t in schema.tables] == [
        ("cat", "view", None),
        ("large", "table", None),
        ("many", "table", None),
        ("pet", "table", None),
        ("unreadable", "table", None),
    ]
    assert schema.search_path == ()
    unreadable, pet = schema.table("unreadable"), schema.table("pet")
    assert unreadable is not None and [c.name for c in unreadable.columns] == ["id"]
    assert pet is not None and (pet.comment, pet.rows) == ("animals", 2)
    assert [c.type for c in pet.columns] == ["int(11)", "enum('cat','dog')", "longtext", "date"]


def test_session_is_pinned(database: Mysql) -> None:
    rules = run(database, "SELECT @@sql_mode, @@tx_read_only, @@max_statement_time, @@character_set_client")
    (mode, read_only, seconds, charset) = rules.rows[0]
    assert "ONLY_FULL_GROUP_BY" in mode and "ANSI_QUOTES" not in mode
    assert (read_only, float(seconds), charset) == (1, 30.0, "utf8mb4")
    with pytest.raises(QueryFailed, match="isn't in GROUP BY"):
        run(database, "SELECT id, kind FROM pet GROUP BY kind")


def test_a_role_that_may_write_reads_only(mariadb_server: Server, url: str, admin: Cursor) -> None:
    attacks = (
        "DELETE FROM pet",
        "INSERT INTO pet (id) VALUES (9)",
        "DROP TABLE pet",
        "CREATE TABLE made (id int)",
        "CREATE TEMPORARY TABLE made (id int)",
        "SELECT 1; DELETE FROM pet",
        "SELECT * FROM pet INTO OUTFILE 'pet.txt'",
        "SET SESSION TRANSACTION READ WRITE",
        "SET SESSION sql_mode = 'ANSI_QUOTES'",
        "START TRANSACTION READ WRITE",
        "COMMIT",
        "USE other",
        "LOCK TABLES pet WRITE",
    )
    with Mysql.open(mariadb_server.url("own", servers.WRITER)) as database:
        for attack in attacks:
            with pytest.raises(QueryFailed):
                run(database, attack)
            # Whatever the statement did to the session is gone with it.
            assert run(database, 'SELECT database(), @@tx_read_only, "a"').rows == (("own", 1, "a"),)
    admin.execute("SELECT count(*) FROM pet")
    assert admin.fetchone() == (2,)
    admin.execute("SHOW TABLES LIKE 'made'")
    assert admin.fetchone() is None


def test_what_a_plain_user_may_not(database: Mysql, mariadb_server: Server) -> None:
    password_file = mariadb_server.folder / "initial.sql"
    assert run(database, f"SELECT load_file('{password_file}')").rows == ((None,),)
    for sql in (
        "SELECT * FROM pet INTO OUTFILE 'pet.txt'",
        "SELECT * FROM mysql.global_priv",
        "SELECT * FROM other.hidden",
        "SET GLOBAL max_connections = 1",
    ):
        with pytest.raises(QueryFailed, match="denied"):
            run(database, sql)


def test_locks_of_a_query_end_with_it(database: Mysql, admin: Cursor) -> None:
    assert run(database, "SELECT get_lock('mine', 0)").rows == ((1,),)
    admin.execute("SELECT is_free_lock('mine')")
    assert admin.fetchone() == (1,)


@pytest.mark.parametrize("sql", ["SELECT sleep(9)", "SELECT benchmark(1000000000, md5(1))"])
def test_functions_that_just_return_when_stopped(database: Mysql, admin: Cursor, sql: str) -> None:
    with pytest.raises(QueryTimeout):
        run(database, sql, Limits(seconds=0.5))
    assert working(admin) == []


def test_stopped_from_outside_where_the_server_has_no_limit(database: Mysql, admin: Cursor) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match="stopped after 0.5 seconds"):
        run(database, "SET STATEMENT max_statement_time = 0 FOR SELECT sleep(9)", Limits(seconds=0.5))
    assert time.monotonic() - started < 1.5
    assert working(admin) == []


def test_a_huge_value_is_not_taken_into_memory(database: Mysql, admin: Cursor) -> None:
    peak = Peak()
    with pytest.raises(QueryFailed, match="larger than the limit of 1,000,000 bytes"):
        run(database, "SELECT id, body FROM large", Limits(bytes=1_000_000))
    assert peak.grown_mib < 50
    assert run(database, "SELECT length(body) FROM large").rows == ((100_000_000,),)


@pytest.mark.parametrize("sql", ["SELECT seq FROM many", "SELECT seq FROM many LIMIT 900000"])
def test_a_million_rows_are_not_fetched(database: Mysql, admin: Cursor, sql: str) -> None:
    result = run(database, sql, Limits(rows=10))
    assert (len(result), result.truncated) == (10, "rows")
    assert result.seconds < 1
    assert working(admin) == []
    assert run(database, "SELECT count(*) FROM pet").rows == ((2,),)


def test_a_lost_connection_is_made_again(database: Mysql, admin: Cursor) -> None:
    number = run(database, "SELECT connection_id()").rows[0][0]
    admin.execute(f"KILL {number}")
    assert run(database, "SELECT count(*) FROM pet").rows == ((2,),)


def test_ctrl_c_stops_the_query_in_the_server(database: Mysql, admin: Cursor) -> None:
    with interrupted_after(0.3):
        run(database, "SELECT sleep(30)")
    # A killed thread needs a moment to end.
    deadline = time.monotonic() + 2
    while working(admin) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert working(admin) == []
    assert run(database, "SELECT count(*) FROM pet").rows == ((2,),)


def test_a_schema_that_cannot_be_read(database: Mysql, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mysql_catalog, "_TABLES", "SELECT nothing")
    with pytest.raises(SchemaError, match="The schema can't be read: Unknown column 'nothing'") as caught:
        database.schema()
    assert caught.value.where == database.url


READER = f"mysql://reader:{READER_PASSWORD_IN_URL}@"
REFUSALS = {
    "wrong password": (
        "mariadb://reader:wr0ng%2Fword@127.0.0.1:{port}/own",
        "Access denied",
        "Check user, passw",
    ),
    "no such database": (
        "mysql://root:{admin}@127.0.0.1:{port}/nowhere",
        "Unknown database",
        "name of the data",
    ),
    "no right to the database": (READER + "127.0.0.1:{port}/other", "Access denied", "rights"),
    "nobody listens": (READER + "127.0.0.1:{free}/own", "Connection refused", "Nothing listens"),
    "unknown host": (READER + "nowhere.invalid/own", "nowhere.invalid", "Check how the host"),
    "impossible host": (READER + "a" * 70 + "/own", "could not resolve", "Check how the host"),
    "TLS demanded": (READER + "127.0.0.1:{port}/own?ssl=true", "SSL", "TLS"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_refused(mariadb_server: Server, url: str, case: str) -> None:
    template, what, fix = REFUSALS[case]
    location = template.format(
        port=mariadb_server.port,
        free=servers.free_port(),
        admin=servers.ADMIN_PASSWORD,
    )
    with pytest.raises(ConnectionFailed) as caught:
        Mysql.open(location)
    assert what in caught.value.what
    assert fix in str(caught.value.fix)
    shown_to_none = ("wr0ng/word", "wr0ng%2Fword", servers.ADMIN_PASSWORD)
    for secret in (READER_PASSWORD, READER_PASSWORD_IN_URL, *shown_to_none):
        assert secret not in str(caught.value)


UNUSABLE = {
    "mysql://ann:s3cret@db.example": "The URL names no database.",
    "mysql://ann:s3cret@db.example:port/shop": "The URL can't be read.",
    "mysql://ann:s3cret@db.example/shop?colour=red": 'Unknown option "colour".',
    "mysql://ann:s3cret@db.example/shop?ssl_ca=/nowhere.pem": "The file of ssl_ca can't be used",
}


@pytest.mark.parametrize("location", UNUSABLE)
def test_urls_that_cannot_be_meant(location: str) -> None:
    with pytest.raises(UsageError) as caught:
        Mysql.open(location)
    assert UNUSABLE[location] in caught.value.what
    assert caught.value.fix
    assert "s3cret" not in str(caught.value)


def test_a_server_that_hangs_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closer = threading.Thread(target=lambda: listener.accept()[0].close())
        closer.start()
        with pytest.raises(ConnectionFailed, match="MySQL can't be connected to: Lost connection"):
            Mysql.open(f"mysql://reader:pw@127.0.0.1:{listener.getsockname()[1]}/own")
        closer.join()


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymysql", None)
    with pytest.raises(MissingDependency) as caught:
        Mysql.open("mariadb://reader@127.0.0.1/own")
    assert str(caught.value) == (
        'MariaDB needs the package "pymysql", which is not installed.\n'
        "Install it with: pip install 'opensqlcoder[mysql]'"
    )
