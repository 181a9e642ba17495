"""Honest queries with suspicious words run on every real database, and the guard keeps their rows."""

from __future__ import annotations

import re

import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.errors import SqlcoderError
from sqlcoder.sql.guard import check
from tests import servers
from tests.databases import corpus_stores
from tests.databases.corpus_stores import CorpusStore
from tests.sql.corpus import honest
from tests.unguarded import unguarded

# PostgreSQL runs a query between parentheses, where no semicolon may end it.
_ENDING = re.compile(r";\s*(--[^\n\"'`]*\s*)?$")


@pytest.fixture(scope="module", params=corpus_stores.KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CorpusStore:
    fixture = {"postgres": "postgres_server", "mariadb": "mariadb_server"}.get(request.param)
    server: servers.Server | None = request.getfixturevalue(fixture) if fixture else None
    return corpus_stores.create(request.param, server, tmp_path_factory.mktemp(request.param))


def test_each_passes_and_keeps_its_rows(store: CorpusStore) -> None:
    wrong = []
    with store.open() as database:
        schema = database.schema(samples=False).restricted(deny=["secrets"])
        for case in (c for c in honest() if store.dialect in c.dialects):
            try:
                rewritten = database.run(check(case.sql, schema), Limits())
                original = database.run(unguarded(_ENDING.sub("", case.sql), store.dialect), Limits())
            except SqlcoderError as error:
                wrong.append(f"{case.id}: {error}")
                continue
            # Without ORDER BY the order is the database's own affair.
            if sorted(map(repr, rewritten.rows)) != sorted(map(repr, original.rows)):
                wrong.append(f"{case.id}: {rewritten.rows} instead of {original.rows}")
            assert original.truncated is None
    assert wrong == []
