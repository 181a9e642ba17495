"""The worker process of `processes.py`: opens the work, then answers items until its pipe closes.

It ends with its parent, leaves Ctrl-C to it, and prints nothing on standard output.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Any, NoReturn

from sqlcoder.parallel.backend import Work
from sqlcoder.parallel.failure import Failure

CLOSE_SECONDS = 5.0
"""How long a worker may take to close its work before it is killed."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The first message to the parent: the work is open."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of one item."""

    result: Any


def main(pickled: bytes, connection: Connection[Any, Any]) -> None:
    """Open the pickled work and serve its parent: `Ready`, then a `Reply` to each item, or a `Failure`."""
    _settle()
    try:
        work: Work[Any, Any] = pickle.loads(pickled)
        with work.open() as call:
            connection.send(Ready())
            for item in iter(lambda: _next(connection), _END):
                connection.send(Reply(call(item)))
    except Exception as error:
        # The parent raises it; should the parent be gone, nobody needs it.
        with contextlib.suppress(BrokenPipeError):
            connection.send(Failure.of(error))
        raise SystemExit(1) from error


_END = object()


def _next(connection: Connection[Any, Any]) -> Any:
    try:
        return connection.recv()
    except (EOFError, ConnectionResetError):
        return _END


def _settle() -> None:
    # Ctrl-C reaches every process of the terminal; the parent is the one to act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As an exception, so that the work is closed: it may have processes of its own.
    signal.signal(signal.SIGTERM, _leave)
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(CLOSE_SECONDS)
        os._exit(1)
