"""Builds the instances of the data sets' databases: the rows of a seed, in files or on a server.

An instance appears whole or not at all, and is made again only when what it is made from has changed. Each
kind of store is a file of its own; which is which is one literal table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from sqlcoder.databases.url import safe_url
from sqlcoder.dataset.build_store import MARK, Store
from sqlcoder.dataset.database import DatabaseFolder
from sqlcoder.errors import DatasetError, UsageError

# Raise it when the same folder gives other tables or rows than before, whatever the reason in this package.
VERSION = 1

FILES: dict[str, str] = {
    "duckdb": "sqlcoder.dataset.build_duckdb:DuckdbFiles",
    "sqlite": "sqlcoder.dataset.build_sqlite:SqliteFiles",
}
SERVERS: dict[str, str] = {
    "postgres": "sqlcoder.dataset.build_postgres:PostgresServer",
    "mysql": "sqlcoder.dataset.build_mysql:MysqlServer",
}
KINDS = (*FILES, *SERVERS)


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance that is wanted: a database's folder and the seed of its rows."""

    folder: DatabaseFolder
    seed: int

    @property
    def key(self) -> str:
        """The database's name and the seed."""
        return f"{self.folder.name} {self.seed}"

    @property
    def marker(self) -> str:
        """What is written into the instance, to know it again: a hash of all it is made from."""
        return f"{MARK}{VERSION}/{self.seed}/{self.folder.fingerprint()[:16]}"


@dataclass(frozen=True, slots=True)
class Built:
    """An instance that is there: its place without any password, and whether it was made just now."""

    location: str
    made: bool


@dataclass(frozen=True, slots=True)
class BuildInstances:
    """What a worker process does with each instance."""

    store: Store

    @contextmanager
    def open(self) -> Iterator[Callable[[Instance], Built]]:
        """Open nothing: each instance has a connection of its own."""
        yield lambda instance: build(instance, self.store)


def build(instance: Instance, store: Store) -> Built:
    """Make the instance in `store`, unless it is there already.

    Raise `UsageError` where something else is in its place, `DatasetError` where its statements fail or it
    can't be written.
    """
    folder = instance.folder
    location = store.location(folder.split, folder.name, instance.seed)
    shown, marker = safe_url(location), instance.marker
    if store.holds(location, marker):
        return Built(shown, made=False)
    store.write(location, folder.statements(store.dialect, instance.seed), marker)
    return Built(shown, made=True)


def lost(key: str, why: str) -> Built:
    """Raise `DatasetError` for an instance whose worker process died twice."""
    raise DatasetError(
        f"The database can't be built: {why}.", where=key, fix="Memory may be short: give --jobs 1."
    )


def store_of(kind: str, out: Path, server: str | None) -> Store:
    """Return where instances of `kind` are made: in the folder `out`, or on the server at a URL.

    Raise `UsageError` for an unknown kind, and for a server's URL that is missing or too many.
    """
    if kind in FILES:
        if server is not None:
            raise UsageError(
                f'Instances of the kind "{kind}" are files, and need no server.',
                fix="Leave out --server, or give --kind postgres or --kind mysql.",
            )
        return _loaded(FILES[kind], out.absolute())
    if kind not in SERVERS:
        raise UsageError(f'Unknown kind of database "{kind}".', fix=f"Known are: {', '.join(KINDS)}.")
    if server is None:
        raise UsageError(
            f'Instances of the kind "{kind}" need a server.',
            fix="Give --server URL, of a user that may create databases.",
        )
    return _loaded(SERVERS[kind], server)


def _loaded(target: str, argument: Path | str) -> Store:
    module, _, name = target.partition(":")
    store: Store = getattr(import_module(module), name)(argument)
    return store
