"""The process in which an embedded database's driver runs: requests in, calls of the database, replies out.

Started by `isolated.py` only. Its memory is capped by the operating system, since no embedded database counts
all it allocates. Keeps no state besides the open database.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import sys
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import IO, Any

from sqlcoder import errors
from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.failures import Spent, out_of_memory
from sqlcoder.errors import SqlcoderError

# What the interpreter, the driver's code and one result need besides the database's own working memory.
_OWN_BYTES = 256 * 1024 * 1024
_LAST_RESORT_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Opening:
    """The first request: the class "module:Class" and what its `open` takes."""

    target: str
    location: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Call:
    """A request: a method of the open database, its arguments, and the `seconds` it may take."""

    method: str
    arguments: dict[str, Any]
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """The reply in place of a value: an error of `errors.py`, by name.

    `spent` says that the process should be replaced: it had no memory left, of which not all comes back, or
    its database can't go on.
    """

    kind: str
    what: str
    where: str | None
    fix: str | None
    spent: bool = False

    def error(self) -> SqlcoderError:
        """Return the error as it was raised in the worker."""
        kind: type[SqlcoderError] = getattr(errors, self.kind)
        # Some of them build their own text from other arguments; the text is there already.
        error = kind.__new__(kind)
        SqlcoderError.__init__(error, self.what, where=self.where, fix=self.fix)
        return error


def main() -> None:
    """Answer requests from standard input until it ends."""
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not land between the replies.
    os.dup2(2, 1)
    opening: Opening = receive(requests)
    _cap_memory(opening.limits.memory_bytes)
    try:
        database = _open(opening)
    except SqlcoderError as error:
        send(replies, _failure(error))
        return
    send(replies, (database.url, database.dialect))
    with database:
        _serve(database, requests, replies)


def send(stream: IO[bytes], message: object) -> None:
    """Write one message: its length in 8 bytes, then its pickle."""
    data = pickle.dumps(message, protocol=5)
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; raise `EOFError` where the other side is gone."""
    head = stream.read(8)
    size = int.from_bytes(head, "big")
    data = stream.read(size) if len(head) == 8 else b""
    if not data or len(data) < size:
        raise EOFError
    return _Unpickler(BytesIO(data)).load()


def _open(opening: Opening) -> Database:
    module, _, name = opening.target.partition(":")
    database: Database = getattr(import_module(module), name).open(opening.location, opening.limits)
    return database


def _serve(database: Database, requests: IO[bytes], replies: IO[bytes]) -> None:
    while True:
        try:
            call: Call = receive(requests)
        except EOFError:
            return
        _set_alarm(call.seconds + _LAST_RESORT_SECONDS)
        try:
            reply = getattr(database, call.method)(**call.arguments)
        except SqlcoderError as error:
            reply = _failure(error)
        except MemoryError:
            reply = _failure(out_of_memory())
        try:
            send(replies, reply)
        except MemoryError:
            send(replies, _failure(out_of_memory()))
        except BrokenPipeError:
            return
        _set_alarm(0)


def _failure(error: SqlcoderError) -> Failure:
    kind = next(c.__name__ for c in type(error).__mro__ if c.__module__ == errors.__name__)
    return Failure(kind, error.what, error.where, error.fix, spent=isinstance(error, Spent))


def _cap_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ModuleNotFoundError:  # Windows has no such limits.
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = memory_bytes + _OWN_BYTES
    resource.setrlimit(
        resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set_alarm(seconds: float) -> None:
    # Should the parent be killed during a query that can't be interrupted, the kernel ends this process.
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(seconds))


class _Unpickler(pickle.Unpickler):
    """Makes only the classes that messages hold, so that a reply can't run code here."""

    _KNOWN = {
        "builtins": {"set", "frozenset", "bytearray", "complex"},
        "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
        "decimal": {"Decimal"},
        "uuid": {"UUID", "SafeUUID"},
        "zoneinfo": {"ZoneInfo._unpickle"},
        "sqlcoder.databases.base": {"Limits"},
        "sqlcoder.databases.worker": {"Opening", "Call", "Failure"},
        "sqlcoder.results.result_set": {"ResultSet"},
        "sqlcoder.schema.model": {"Schema", "Table", "Column", "ForeignKey"},
        "sqlcoder.sql.guard": {"SafeQuery"},
    }

    def find_class(self, module: str, name: str) -> Any:
        if name not in self._KNOWN.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name} is not part of any message")
        return super().find_class(module, name)
