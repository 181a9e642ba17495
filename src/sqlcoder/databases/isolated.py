"""Runs an embedded database in a process of its own, so that its time and memory limits hold for any query.

SQLite and DuckDB stop a query between two steps only, and neither counts all the memory that a single
function takes: one `repeat()` or `LIKE` can outlast every limit set inside. A process can be stopped and
capped from outside. Knows no driver: which class runs there is an argument.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Any, Self, cast

from sqlcoder.databases.base import Limits
from sqlcoder.databases.failures import out_of_memory, timed_out
from sqlcoder.databases.worker import Call, Failure, Opening, receive, send
from sqlcoder.errors import ConnectionFailed, SchemaError, SqlcoderError
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Schema
from sqlcoder.sql.guard import SafeQuery

# The database stops a query by itself at the limit; this long after it, its process is stopped instead.
_GRACE_SECONDS = 0.5
_OPEN_SECONDS = 60.0
_CLOSE_SECONDS = 2.0


class Isolated:
    """A `Database` whose driver lives in a child process; a process that died is replaced at the next call.

    So is one whose file was replaced by another, which it would never notice.

    One query runs at a time; further threads wait their turn. `limits.memory_bytes` counts at opening.
    """

    def __init__(self, target: str, location: str, limits: Limits) -> None:
        self._opening = Opening(target, location, limits)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._identity: tuple[int, int] | None = None
        self._url = location
        self._dialect = ""

    @classmethod
    def open(cls, target: str, location: str, limits: Limits) -> Self:
        """Start the process and open `location` with the class "module:Class".

        Raise `ConnectionFailed` or `MissingDependency` as the class does.
        """
        database = cls(target, location, limits)
        with database._lock:
            database._start()
        return database

    @property
    def url(self) -> str:
        """Where it is: safe to print and to log."""
        return self._url

    @property
    def dialect(self) -> str:
        """The SQL it speaks: a name of `sql.dialect.DIALECTS`."""
        return self._dialect

    def version(self) -> str:
        """Return a short text that changes when the schema does."""
        return cast(str, self._call("version", {}, _OPEN_SECONDS))

    def schema(self, *, samples: bool = True) -> Schema:
        """Read the schema; raise `SchemaError` where it can't be read."""
        return cast(Schema, self._call("schema", {"samples": samples}, _OPEN_SECONDS))

    def run(self, query: SafeQuery, limits: Limits) -> ResultSet:
        """Run a query within `limits`; raise `QueryTimeout` or `QueryFailed`."""
        arguments = {"query": query, "limits": limits}
        return cast(ResultSet, self._call("run", arguments, limits.seconds + _GRACE_SECONDS))

    def close(self) -> None:
        """End the process; calling it again does nothing."""
        with self._lock:
            self._closed = True
            self._stop(patient=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _call(self, method: str, arguments: dict[str, Any], seconds: float) -> Any:
        with self._lock:
            if self._closed:
                raise ConnectionFailed("The database is closed.", where=self._url, fix="Open it again.")
            dead = self._process is None or self._process.poll() is not None
            if dead or _identity(self._opening.location) not in (self._identity, None):
                self._start()
            return self._exchange(Call(method, arguments, seconds), seconds)

    def _start(self) -> None:
        self._stop(patient=False)
        self._identity = _identity(self._opening.location)
        self._process = subprocess.Popen(
            # -P: no file of the current folder may pass for a module.
            [sys.executable, "-P", "-c", "from sqlcoder.databases.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            # Ctrl-C is for us alone; the child ends when its input does.
            start_new_session=True,
        )
        self._url, self._dialect = self._exchange(self._opening, _OPEN_SECONDS)

    def _exchange(self, request: Opening | Call, seconds: float) -> Any:
        """Send one request and return its reply; end the process where none comes in time, or at Ctrl-C."""
        process = cast("subprocess.Popen[bytes]", self._process)
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        answered = False
        timer.start()
        try:
            send(cast(IO[bytes], process.stdin), request)
            reply = receive(cast(IO[bytes], process.stdout))
            answered = True
        except (EOFError, BrokenPipeError):
            raise self._died(request, process, late.is_set()) from None
        finally:
            timer.cancel()
            if not answered:
                self._stop(patient=False)
        if isinstance(reply, Failure):
            # A process that couldn't open the database ends by itself, but not at once.
            if reply.spent or isinstance(request, Opening):
                self._stop(patient=False)
            raise reply.error()
        return reply

    def _died(self, request: Opening | Call, process: subprocess.Popen[bytes], late: bool) -> SqlcoderError:
        if isinstance(request, Call) and request.method == "run":
            return timed_out(request.seconds - _GRACE_SECONDS) if late else out_of_memory()
        detail = cast(IO[bytes], process.stderr).read().decode(errors="replace").strip().splitlines()
        reason = "took too long" if late else f"ended: {detail[-1] if detail else 'it gave no reason'}"
        kind = ConnectionFailed if isinstance(request, Opening) else SchemaError
        return kind(
            f"The process that reads the database {reason}.",
            where=self._url,
            fix="Check that the file is whole and can be read by its own program.",
        )

    def _stop(self, *, patient: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(BrokenPipeError):  # What was still to be sent has no reader any more.
                cast(IO[bytes], stream).close()
        try:
            process.wait(_CLOSE_SECONDS if patient else 0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _identity(location: str) -> tuple[int, int] | None:
    try:
        status = os.stat(location)
    except OSError:
        return None  # Gone for a moment, or for good: what is open stays open.
    return status.st_dev, status.st_ino
