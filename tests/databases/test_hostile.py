"""Hostile statements against real databases: with the guard they don't run; without it they change nothing.

The role may write to every table, so that what holds is our own layer: the read-only transaction, the wrapped
query, the limits. What only the guard stops is listed in docs/databases.md.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.errors import QueryFailed, UnsafeQuery
from sqlcoder.sql.guard import check
from tests import servers
from tests.databases import corpus_stores
from tests.databases.corpus_stores import CorpusStore
from tests.sql.corpus import Case, hostile
from tests.unguarded import unguarded

LIMITS = Limits(seconds=0.5, rows=100, bytes=1024 * 1024, memory_bytes=512 * 1024 * 1024)
# The limit itself, and starting the embedded database's process anew.
MOST_SECONDS = 3.0
GROUPS = sorted({case.kind for case in hostile()})


@pytest.fixture(scope="module", params=corpus_stores.KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CorpusStore:
    fixture = {"postgres": "postgres_server", "mariadb": "mariadb_server"}.get(request.param)
    server: servers.Server | None = request.getfixturevalue(fixture) if fixture else None
    return corpus_stores.create(request.param, server, tmp_path_factory.mktemp(request.param))


def cases(store: CorpusStore, group: str) -> list[Case]:
    return [case for case in hostile() if case.kind == group and store.dialect in case.dialects]


def files(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()}


@pytest.mark.parametrize("group", GROUPS)
def test_without_the_guard_nothing_changes(
    store: CorpusStore, group: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A relative path in a statement would be meant from here.
    monkeypatch.chdir(tmp_path)
    before, files_before = store.picture(), files(store.folder)
    slow: list[str] = []
    with store.open() as database:
        for case in cases(store, group):
            if attack(database, case) > MOST_SECONDS:
                slow.append(case.id)
    assert slow == []
    assert store.picture() == before
    assert files(store.folder) == files_before
    assert files(tmp_path) == set()


def attack(database: Database, case: Case) -> float:
    """Run a statement that no guard has seen, see that the database answers after it, and return the time."""
    started = time.monotonic()
    with suppress(QueryFailed):
        database.run(unguarded(case.sql, database.dialect), LIMITS)
    seconds = time.monotonic() - started
    count = database.run(unguarded("SELECT count(*) FROM orders", database.dialect), Limits(seconds=10))
    assert count.rows == ((7,),), f"after {case.id}"
    return seconds


@pytest.mark.parametrize("group", GROUPS)
def test_the_guard_refuses_each(store: CorpusStore, group: str) -> None:
    with store.open() as database:
        schema = database.schema(samples=False).restricted(deny=["secrets"])
    passed = []
    for case in cases(store, group):
        try:
            check(case.sql, schema)
            passed.append(case.id)
        except UnsafeQuery as error:
            assert "sentinel" not in str(error)
    assert passed == []
