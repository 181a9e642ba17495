"""What a database is to us: a schema to read and safe queries to run. Nothing else.

A driver is imported only in its own file.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Schema
from sqlcoder.sql.guard import SafeQuery


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost, enforced by the database where it can and by us besides.

    `seconds` of run time, `rows` returned, `bytes` of all values returned together (a cell that
    alone is larger fails the query), `memory_bytes` of working memory in embedded databases.
    """

    seconds: float = 30.0
    rows: int = 1_000
    bytes: int = 64 * 1024 * 1024
    memory_bytes: int = 1024 * 1024 * 1024


class Database(Protocol):
    """One open, read-only database. Use it as a context manager."""

    @property
    def url(self) -> str:
        """Where it is, without the password: safe to print and to log."""

    @property
    def dialect(self) -> str:
        """The SQL it speaks: a name of `sql.dialect.DIALECTS`."""

    def version(self) -> str:
        """Return a short text that changes when the schema does; cheap enough for every question."""

    def schema(self, *, samples: bool = True) -> Schema:
        """Read tables, views, columns, keys, comments, approximate row counts and, if wanted, sample values.

        Raise `SchemaError` where it can't be read.
        """

    def run(self, query: SafeQuery, limits: Limits) -> ResultSet:
        """Run a query in a read-only transaction within `limits`.

        Raise `QueryTimeout` at the time limit, `QueryFailed` with the database's message for any other
        failure.
        """

    def close(self) -> None:
        """Close the connection; calling it again does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
