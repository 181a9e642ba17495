"""Every error a user can meet, each saying what went wrong, where, and what to do.

One root, one child per kind of trouble. The command line maps `exit_code` to the process's exit
status (1 failed, 2 usage). Nothing here formats for a terminal or logs.
"""

from __future__ import annotations

from typing import Any


class SqlcoderError(Exception):
    """The root of all errors raised on purpose.

    `what` says what went wrong, `where` names the place (a file, a line, a table), `fix` says what
    the user can do about it. None of them ever holds a password.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        self.what = what
        self.where = where
        self.fix = fix
        super().__init__(what)

    def __str__(self) -> str:
        """Return the message as one text: what (where). fix."""
        text = self.what if self.where is None else f"{self.what} ({self.where})"
        return text if self.fix is None else f"{text}\n{self.fix}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the constructor: some classes build their text from other arguments."""
        return _bare, (type(self), self.args), self.__dict__


def _bare(kind: type[SqlcoderError], args: tuple[str, ...]) -> SqlcoderError:
    return kind.__new__(kind, *args)


class UsageError(SqlcoderError):
    """An argument, setting or URL that can't be used as given."""

    exit_code = 2


class MissingDependency(SqlcoderError):
    """An optional package that this task needs isn't installed.

    >>> print(MissingDependency("PostgreSQL", "psycopg", extra="postgres"))
    PostgreSQL needs the package "psycopg", which is not installed.
    Install it with: pip install 'opensqlcoder[postgres]'
    """

    def __init__(self, purpose: str, package: str, *, extra: str) -> None:
        super().__init__(
            f'{purpose} needs the package "{package}", which is not installed.',
            fix=f"Install it with: pip install 'opensqlcoder[{extra}]'",
        )


class ConnectionFailed(SqlcoderError):
    """The database can't be reached, opened or logged in to."""


class SchemaError(SqlcoderError):
    """The schema can't be read, is empty, or is too large for the model's context."""


class DatasetError(SqlcoderError):
    """A question set, or another file of a data set, can't be read or isn't what it has to be."""


class LogError(SqlcoderError):
    """A run's log can't be read, written or gone on with."""


class WorkerError(SqlcoderError):
    """Worker processes, or the cluster that runs them, can't be started, reached or kept alive."""


class WeightsError(SqlcoderError):
    """Model weights are missing, incomplete, not the right bytes, or can't be fetched or stored."""


class EngineError(SqlcoderError):
    """The language model couldn't be loaded or couldn't produce a reply."""


class NoQuery(SqlcoderError):
    """The model's reply holds no SQL query."""


class UnsafeQuery(SqlcoderError):
    """The guard refused a query; `what` gives the reason in the user's words."""


class InvalidQuery(UnsafeQuery):
    """The query isn't valid: it can't be read as SQL, or names a table or function that isn't there."""


class QueryFailed(SqlcoderError):
    """The database rejected or aborted a query; `what` is the database's own message."""


class QueryTimeout(QueryFailed):
    """The query reached the time limit and was stopped in the database itself."""
