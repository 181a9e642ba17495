"""The errors that several databases raise in the same words. Decides nothing."""

from __future__ import annotations

from sqlcoder.databases.base import Limits
from sqlcoder.errors import ConnectionFailed, QueryFailed, QueryTimeout, SchemaError

_LONGEST = 2_000


class Spent(QueryFailed):
    """The query failed so that the process it ran in should be replaced."""


class OutOfMemory(Spent):
    """The query needed more memory than it may have."""


def shortened(message: str) -> str:
    """Return a database's message without its middle where it is long: some quote a whole line of a file.

    >>> len(shortened("Could not convert " + "x" * 1_000_000 + " to INTEGER"))
    2003
    """
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST // 2]}...{message[-_LONGEST // 2 :]}"


def timed_out(seconds: float) -> QueryTimeout:
    """Return the error for a query stopped at its time limit."""
    return QueryTimeout(
        f"The query was stopped after {seconds:g} seconds, its time limit.",
        fix="Ask for less, for example a shorter period, or raise --timeout.",
    )


def out_of_memory() -> OutOfMemory:
    """Return the error for a query that needs more memory than it may have."""
    return OutOfMemory(
        "The query needs more memory than it may use.",
        fix="Ask for fewer rows or columns, or for a total instead of single rows.",
    )


def cell_too_large(column: str | None, limits: Limits) -> QueryFailed:
    """Return the error for a single value above the byte limit; `column` is None where it isn't known."""
    return QueryFailed(
        f"A single value is larger than the limit of {limits.bytes:,} bytes.",
        where=None if column is None else f'column "{column}"',
        fix="Ask for its length or for a part of it, or for other columns.",
    )


def unreadable_schema(url: str, error: Exception) -> SchemaError:
    """Return the error for a schema that the database didn't give us, for the reason `error`."""
    return SchemaError(
        f"The schema can't be read: {error}",
        where=url,
        fix="Check the database with its own program, and that no other is changing it now.",
    )


def not_a_query(url: str) -> QueryFailed:
    """Return the error for a statement that isn't a single SELECT, refused by the database's own layer."""
    return QueryFailed(
        "Only a single SELECT may run here.", where=url, fix="Write the question as one SELECT."
    )


def no_such_file(path: str) -> ConnectionFailed:
    """Return the error for a database or data file that isn't there."""
    return ConnectionFailed(
        "There is no such file.", where=path, fix="Check the path; a relative one starts here."
    )
