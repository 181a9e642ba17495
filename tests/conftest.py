"""Fixtures shared by many tests: real servers, started once for each worker and only where a test asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import browser as browsers
from tests import servers
from tests.databases import stores

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[servers.Server]:
    with servers.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[servers.Server]:
    missing = servers.mariadb_missing()
    if missing is not None:
        if os.environ.get("CI"):
            pytest.fail(f"{missing}; CI must install the package mariadb-server")
        pytest.skip(missing)
    with servers.mariadb() as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, the system's own: nothing is downloaded."""
    missing = browsers.chromium_missing()
    if missing is not None:
        if os.environ.get("CI"):
            pytest.fail(f"{missing}; CI must install the package chromium")
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browsers.chromium())
        yield started
        started.close()


@pytest.fixture(scope="module", params=stores.KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> stores.Store:
    """The same small database in each kind; a test that takes it runs once for each."""
    fixture = {"postgres": "postgres_server", "mariadb": "mariadb_server"}.get(request.param)
    server: servers.Server | None = request.getfixturevalue(fixture) if fixture else None
    return stores.create(request.param, server, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="session")
def small_weights() -> Path:
    """The real small model's file; `make test` has fetched it, otherwise it is fetched now."""
    from sqlcoder.settings import home
    from sqlcoder.weights.catalog import entry_named
    from sqlcoder.weights.store import Store

    return Store(home() / "weights").pull(entry_named("small"))
