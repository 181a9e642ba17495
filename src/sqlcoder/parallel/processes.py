"""The back end of this machine: spawned processes, each with a pipe of its own.

One that dies is told by its sentinel, and the others don't notice. What runs in them is in `worker.py`; who
gets which item is decided in `map.py`.
"""

from __future__ import annotations

import atexit
import multiprocessing
import pickle
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count as numbers
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic

from sqlcoder.errors import WorkerError
from sqlcoder.parallel import worker as child
from sqlcoder.parallel.backend import Died, Event, Finished, I, Opened, R, Work, check_jobs
from sqlcoder.parallel.failure import Failure


@dataclass(frozen=True)
class Processes:
    """At most `jobs` processes on this machine; raise `UsageError` for fewer than 1."""

    jobs: int

    def __post_init__(self) -> None:
        check_jobs(self.jobs)

    @contextmanager
    def workers(self, work: Work[I, R], count: int) -> Iterator[_Workers[I, R]]:
        """Return the workers for `count` items; leaving the context ends them."""
        workers: _Workers[I, R] = _Workers(work, min(self.jobs, count))
        # An iterator that is never closed must not keep the interpreter from ending.
        atexit.register(workers.close)
        try:
            yield workers
        finally:
            atexit.unregister(workers.close)
            workers.close()


@dataclass(frozen=True)
class _Worker:
    process: SpawnProcess
    connection: Connection[Any, Any]


class _Workers(Generic[I, R]):
    """The `Workers` of one `map`."""

    def __init__(self, work: Work[I, R], size: int) -> None:
        self.size = size
        self._work = pickle.dumps(work)
        self._numbers = numbers()
        self._living: dict[int, _Worker] = {}
        self._ended: list[SpawnProcess] = []

    def start(self) -> int:
        """Start a process."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=child.main, args=(self._work, theirs), name="sqlcoder worker")
        number = next(self._numbers)
        try:
            with _ctrl_c_held_back():
                process.start()
                self._living[number] = _Worker(process, ours)
        except OSError as error:
            ours.close()
            raise WorkerError(f"A worker can't be started: {error}.", fix="Use fewer jobs.") from error
        finally:
            theirs.close()
        return number

    def give(self, worker: int, item: I) -> None:
        """Send an item."""
        # One that died in the meantime is reported by `wait`.
        with suppress(BrokenPipeError, ConnectionResetError):
            self._living[worker].connection.send(item)

    def end(self, worker: int) -> None:
        """Close the pipe, which the process takes for the end."""
        ended = self._living.pop(worker)
        ended.connection.close()
        self._ended.append(ended.process)

    def wait(self) -> Iterator[Event[R]]:
        """Wait for messages and deaths."""
        ready = wait([part for w in self._living.values() for part in (w.connection, w.process.sentinel)])
        for number, worker in tuple(self._living.items()):
            heard = worker.connection in ready or worker.process.sentinel in ready
            if heard and number in self._living:
                yield self._event(number, worker)

    def close(self) -> None:
        """End all processes: those that were asked to go may close their work, others are told to."""
        for worker in self._living.values():
            worker.process.terminate()
            worker.connection.close()
        processes = [*self._ended, *(worker.process for worker in self._living.values())]
        self._living.clear()
        self._ended.clear()
        deadline = time.monotonic() + child.CLOSE_SECONDS
        for process in processes:
            _reap(process, deadline - time.monotonic())

    def _event(self, number: int, worker: _Worker) -> Event[R]:
        message = _receive(worker.connection)
        if isinstance(message, child.Ready):
            return Opened(number)
        if isinstance(message, child.Reply):
            return Finished(number, message.result)
        if isinstance(message, Failure):
            raise message.raised()
        del self._living[number]
        worker.connection.close()
        return Died(number, _ending(_reap(worker.process, child.CLOSE_SECONDS)))


def _receive(connection: Connection[Any, Any]) -> object:
    """Return the next message, None at the end. A message may still lie there from a process that is gone."""
    try:
        return connection.recv() if connection.poll() else None
    except (EOFError, ConnectionResetError):
        return None


def _reap(process: SpawnProcess, seconds: float) -> int | None:
    """Wait `seconds` for a process that is about to end, kill it if it doesn't, and return its exit code."""
    process.join(max(0.0, seconds))
    if process.exitcode is None:
        process.kill()
        process.join()
    code = process.exitcode
    process.close()
    return code


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"the worker process ended with signal {-code}"
    return f"the worker process ended with status {code}"


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts; it starts so too, and can't be hit before it ignores it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows has no such masks.
        yield
        return
    # It would lift the mask if it were to start with the first process.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
