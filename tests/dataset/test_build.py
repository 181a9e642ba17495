"""Instances of a database: the same rows everywhere, whole or not at all, made again only when changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.databases.url import open_database
from sqlcoder.dataset.build import Instance, build, lost, store_of
from sqlcoder.dataset.build_store import Store, name_in, on_server
from sqlcoder.dataset.database import DatabaseFolder
from sqlcoder.errors import ConnectionFailed, DatasetError, UsageError
from sqlcoder.sql import guard
from tests import servers
from tests.dataset import bakery

KINDS = ("duckdb", "sqlite", "postgres", "mysql")
TAKINGS = (
    "SELECT shops.town, COUNT(*) AS n, SUM(sales.pieces * loaves.price) AS takings FROM sales "
    "JOIN shops ON shops.shop_id = sales.shop_id JOIN loaves ON loaves.loaf_id = sales.loaf_id "
    "GROUP BY shops.town ORDER BY shops.town"
)


def rows(location: str, sql: str = TAKINGS) -> list[tuple[Any, ...]]:
    """Return a query's rows, with numbers that are the same in every kind of database."""
    with open_database(location) as database:
        found = database.run(guard.check(sql, database.schema(samples=False)), Limits()).rows
    return [
        tuple(round(Decimal(str(c)), 2) if isinstance(c, float | Decimal) else c for c in r) for r in found
    ]


@pytest.fixture
def folder(tmp_path: Path) -> DatabaseFolder:
    return bakery.folder(tmp_path / "datasets")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A place for instances of each kind, empty at first."""
    kind: str = request.param
    if kind in ("duckdb", "sqlite"):
        yield store_of(kind, tmp_path / "data", None)
        return
    fixture = {"postgres": "postgres_server", "mysql": "mariadb_server"}[kind]
    server: servers.Server = request.getfixturevalue(fixture)
    role = {"postgres": "postgres", "mysql": "root"}[kind]
    yield store_of(
        kind, tmp_path, f"{server.scheme}://{role}:{servers.ADMIN_PASSWORD}@127.0.0.1:{server.port}"
    )
    for name in names_on(server):
        on_admin(server, f"DROP DATABASE {name}")


def names_on(server: servers.Server) -> list[str]:
    if server.scheme == "postgresql":
        query = "SELECT datname FROM pg_database WHERE datname LIKE 'bakery%'"
    else:
        query = "SHOW DATABASES LIKE 'bakery%'"
    return sorted(str(row[0]) for row in on_admin(server, query))


def on_admin(server: servers.Server, statement: str, database: str | None = None) -> list[tuple[Any, ...]]:
    if server.scheme == "postgresql":
        with servers.postgres_admin(server, database or "postgres") as admin:
            cursor = admin.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []
    with servers.mariadb_admin(server, database) as maria, maria.cursor() as found:
        found.execute(statement)
        return list(found.fetchall())


def location(store: Store, seed: int = 1) -> str:
    return store.location("eval", "bakery", seed)


def test_every_kind_holds_the_same_rows(folder: DatabaseFolder, store: Store, tmp_path: Path) -> None:
    reference = store_of("duckdb", tmp_path / "reference", None)
    for seed in (1, 2):
        assert build(Instance(folder, seed), store).made
        build(Instance(folder, seed), reference)
        assert rows(location(store, seed)) == rows(location(reference, seed))
    assert rows(location(store, 1)) != rows(location(store, 2))


def test_what_is_unchanged_is_left_alone_and_what_changed_is_made_anew(
    folder: DatabaseFolder, store: Store
) -> None:
    first = build(Instance(folder, 1), store)
    assert first.made
    assert servers.ADMIN_PASSWORD not in first.location
    (folder.path / "questions.jsonl").write_text("")
    (folder.path / "README.md").write_text("Other words.")
    assert not build(Instance(folder, 1), store).made
    for file, old, new in (("rows.py", "range(1, 81)", "range(1, 82)"), ("schema.sql", "'Day'", "'The day'")):
        text = (folder.path / file).read_text()
        (folder.path / file).write_text(text.replace(old, new))
        assert build(Instance(folder, 1), store).made
    assert rows(location(store), "SELECT COUNT(*) FROM sales") == [(81,)]
    assert not build(Instance(folder, 1), store).made


def failing(statements: Iterator[str], error: BaseException) -> Iterator[str]:
    """Yield all statements but the last one; then raise."""
    *some, _last = statements
    yield from some
    raise error


@pytest.mark.parametrize("before", [True, False])
def test_an_interrupted_build_leaves_what_was_there(
    folder: DatabaseFolder, store: Store, before: bool, request: pytest.FixtureRequest
) -> None:
    instance = Instance(folder, 1)
    if before:
        build(instance, store)
        there = rows(location(store))
    with pytest.raises(KeyboardInterrupt):
        store.write(
            location(store),
            failing(folder.statements(store.dialect, 2), KeyboardInterrupt()),
            "sqlcoder data x",
        )
    if store.dialect in ("duckdb", "sqlite"):
        kept = Path(location(store)).parent
        assert (os.listdir(kept) if kept.exists() else []) == [f"1.{store.dialect}"] * before
    else:
        server: servers.Server = request.getfixturevalue(
            {"postgres": "postgres_server", "mysql": "mariadb_server"}[store.dialect]
        )
        assert names_on(server) == ["bakery_1"] * before
    assert not before or rows(location(store)) == there
    assert build(instance, store).made is not before
    assert rows(location(store))


def test_a_statement_that_fails_is_a_fault_of_the_data_set(tmp_path: Path, store: Store) -> None:
    schema = bakery.SCHEMA.replace("pieces INTEGER", "pieces DATE REFERENCES nothing_here (x)")
    folder = bakery.folder(tmp_path / "broken", schema=schema)
    if store.dialect == "sqlite":
        folder = bakery.folder(tmp_path / "other", rows=bakery.ROWS.replace("range(1, 81)", "(1, 1)"))
    with pytest.raises(DatasetError) as error:
        build(Instance(folder, 1), store)
    assert error.value.what.startswith("A statement fails: ")
    assert error.value.fix == "Mend schema.sql or rows.py of this database."
    assert servers.ADMIN_PASSWORD not in str(error.value)


def take_duckdb(place: str) -> None:
    Path(place).parent.mkdir(parents=True)
    with duckdb.connect(place) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")


def take_sqlite(place: str) -> None:
    Path(place).parent.mkdir(parents=True)
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")


def take_with_text(place: str) -> None:
    Path(place).parent.mkdir(parents=True)
    Path(place).write_text("my notes")


@pytest.mark.parametrize(
    ("kind", "take"),
    [
        ("duckdb", take_duckdb),
        ("duckdb", take_with_text),
        ("sqlite", take_sqlite),
        ("sqlite", take_with_text),
        ("sqlite", lambda place: Path(place).mkdir(parents=True)),
    ],
)
def test_a_file_of_somebody_else_is_never_replaced(
    folder: DatabaseFolder, tmp_path: Path, kind: str, take: Callable[[str], None]
) -> None:
    store = store_of(kind, tmp_path / "data", None)
    take(location(store))
    with pytest.raises(UsageError) as error:
        build(Instance(folder, 1), store)
    assert "taken by something that wasn't built here" in error.value.what
    assert error.value.where == location(store)


@pytest.mark.parametrize("kind", ["postgres", "mysql"])
def test_a_database_of_somebody_else_is_never_replaced(
    folder: DatabaseFolder, kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server: servers.Server = request.getfixturevalue(
        {"postgres": "postgres_server", "mysql": "mariadb_server"}[kind]
    )
    role = {"postgres": "postgres", "mysql": "root"}[kind]
    url = f"{server.scheme}://{role}:{servers.ADMIN_PASSWORD}@127.0.0.1:{server.port}"
    store = store_of(kind, tmp_path, url)
    on_admin(server, "CREATE DATABASE bakery_1")
    try:
        on_admin(server, "CREATE TABLE mine (x INTEGER)", "bakery_1")
        with pytest.raises(UsageError, match="taken by something") as error:
            build(Instance(folder, 1), store)
        assert servers.ADMIN_PASSWORD not in str(error.value)
    finally:
        on_admin(server, "DROP DATABASE bakery_1")


@pytest.mark.parametrize("kind", ["postgres", "mysql"])
def test_a_user_who_may_not_create_databases_is_told(
    folder: DatabaseFolder, kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server: servers.Server = request.getfixturevalue(
        {"postgres": "postgres_server", "mysql": "mariadb_server"}[kind]
    )
    with pytest.raises(DatasetError, match="The database can't be written") as error:
        build(Instance(folder, 1), store_of(kind, tmp_path, server.url("")))
    assert servers.READER_PASSWORD not in str(error.value)


@pytest.mark.parametrize("kind", ["postgres", "mysql"])
def test_a_server_out_of_reach_is_told_without_the_password(
    folder: DatabaseFolder, kind: str, tmp_path: Path
) -> None:
    url = f"{kind}://ann:s3cret@127.0.0.1:{servers.free_port()}"
    with pytest.raises(ConnectionFailed) as error:
        build(Instance(folder, 1), store_of(kind, tmp_path, url))
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_folder_that_cannot_be_written_is_said(folder: DatabaseFolder, tmp_path: Path, kind: str) -> None:
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(DatasetError) as error:
        build(Instance(folder, 1), store_of(kind, tmp_path / "data", None))
    assert error.value.what.startswith("The database can't be written: ")


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    store = store_of("sqlite", tmp_path / "data", None)
    huge = (
        "CREATE TABLE t (x TEXT)",
        "PRAGMA max_page_count = 20",
        "INSERT INTO t VALUES (zeroblob(1000000))",
    )
    with pytest.raises(DatasetError, match="The database can't be written: database or disk is full"):
        store.write(location(store), huge, "sqlcoder data 1")
    assert os.listdir(Path(location(store)).parent) == []


@pytest.mark.parametrize(
    ("kind", "server", "what"),
    [
        ("oracle", None, 'Unknown kind of database "oracle".'),
        ("duckdb", "postgresql://h", 'Instances of the kind "duckdb" are files, and need no server.'),
        ("mysql", None, 'Instances of the kind "mysql" need a server.'),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused(kind: str, server: str | None, what: str) -> None:
    with pytest.raises(UsageError) as error:
        store_of(kind, Path("data"), server)
    assert error.value.what == what
    assert error.value.fix


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("postgresql://h", "postgresql://h/x_1"),
        ("postgresql://u:a/b@h:1/", "postgresql://u:a/b@h:1/x_1"),
        ("mysql://u:p%40@h/old?ssl=true", "mysql://u:p%40@h/x_1?ssl=true"),
    ],
)
def test_a_database_is_named_in_the_servers_url(url: str, there: str) -> None:
    assert on_server(url, "x_1") == there
    assert name_in(there) == "x_1"


def test_a_url_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="The server's URL can't be read"):
        on_server("localhost", "x")


def test_a_lost_worker_is_an_error() -> None:
    with pytest.raises(DatasetError, match="The database can't be built: it was killed"):
        lost("bakery 1", "it was killed")


def test_the_marker_is_of_seed_and_sources(folder: DatabaseFolder) -> None:
    before = Instance(folder, 1).marker
    assert before != Instance(folder, 2).marker
    (folder.path / "lists.toml").write_text("x = 1\n")
    assert Instance(folder, 1).marker != before
