"""The databases that a question is asked and scored on: opened once, one or more instances of each.

Instances of a database differ in their rows, not in their schema. Runs nothing by itself.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.introspection import load_schema
from sqlcoder.databases.url import open_database, safe_url
from sqlcoder.dataset.example import Example
from sqlcoder.errors import UsageError
from sqlcoder.schema.model import Schema

PLACEHOLDER = "{database}"
# Open at once: each embedded database is a process of its own.
MOST_OPEN = 12


@dataclass(frozen=True, slots=True)
class Instance:
    """An open database and its schema; `name` is its URL without any password."""

    name: str
    database: Database
    schema: Schema


class Instances:
    """Opens the databases of questions. Use it as a context manager: it closes all it opened.

    `urls` are the instances of every database, with `{database}` for the name that a question gives; without
    any, each question's own location counts. `limits.memory_bytes` is that of an embedded database.
    `samples` and `schema_cache` are for `load_schema`.
    """

    def __init__(
        self,
        urls: tuple[str, ...],
        limits: Limits,
        *,
        samples: bool = True,
        schema_cache: Path | None = None,
    ) -> None:
        self._urls = urls
        self._limits = limits
        self._samples = samples
        self._schema_cache = schema_cache
        self._open: OrderedDict[str, Instance] = OrderedDict()

    def of(self, example: Example) -> tuple[Instance, ...]:
        """Return the instances of the question's database, the first being the one that is asked.

        Raise `UsageError` where the question names none, and as `open_database` and `load_schema` do.
        """
        found = tuple(self._instance(url) for url in urls_of(example, self._urls))
        dialects = {instance.schema.dialect for instance in found}
        if len(dialects) > 1:
            raise UsageError(
                f"The instances of one database are of several kinds: {', '.join(sorted(dialects))}.",
                where=", ".join(instance.name for instance in found),
                fix="Load the same schema into databases of one kind.",
            )
        return found

    def close(self) -> None:
        """Close all databases; calling it again does nothing."""
        while self._open:
            self._open.popitem()[1].database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _instance(self, url: str) -> Instance:
        if url in self._open:
            self._open.move_to_end(url)
            return self._open[url]
        while len(self._open) >= MOST_OPEN:
            self._open.popitem(last=False)[1].database.close()
        database = open_database(url, limits=self._limits)
        try:
            schema = load_schema(database, samples=self._samples, cache_dir=self._schema_cache)
        except BaseException:
            database.close()
            raise
        self._open[url] = Instance(safe_url(database.url), database, schema)
        return self._open[url]


def urls_of(example: Example, urls: tuple[str, ...]) -> tuple[str, ...]:
    """Return where the instances of the question's database are.

    >>> urls_of(Example("1", "ferries", "How many?"), ("data/{database}.db",))
    ('data/ferries.db',)
    """
    if urls:
        return tuple(url.replace(PLACEHOLDER, example.database) for url in urls)
    if example.location is None:
        raise UsageError(
            f'No database is named for the question "{example.id}".',
            fix="Name it with --db, for example --db 'databases/{database}.duckdb'.",
        )
    return (example.location,)
