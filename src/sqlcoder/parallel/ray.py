"""The back end of a Ray cluster: one actor for each worker, spread over the machines.

An actor that dies, alone or with its machine, is told by the cluster. Who gets which item is decided in
`map.py`. Ray is imported when workers are started, and reports nothing to anyone: its usage statistics and
dashboard are off. On its machines sqlcoder must be installed, and files must lie under the same paths.
"""

from __future__ import annotations

import logging
import math
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import count as numbers
from typing import Any, Generic

from sqlcoder.errors import MissingDependency, WorkerError
from sqlcoder.parallel.backend import Died, Event, Finished, I, Opened, R, Work, check_jobs
from sqlcoder.parallel.failure import Failure

# Questions and results are small; left alone, Ray takes a third of the memory.
_OBJECT_STORE_BYTES = 100 * 1024 * 1024
_CLOSE_SECONDS = 5.0


@dataclass(frozen=True)
class Ray:
    """At most `jobs` workers, or one for each processor, on the cluster at `address`, or on one of our own.

    An address is that of the head node, "host:6379", or "auto" for the one this machine belongs to. Raise
    `UsageError` for fewer than 1 job.
    """

    address: str | None = None
    jobs: int | None = None

    def __post_init__(self) -> None:
        if self.jobs is not None:
            check_jobs(self.jobs)

    @contextmanager
    def workers(self, work: Work[I, R], count: int) -> Iterator[_Workers[I, R]]:
        """Return the workers for `count` items; leaving the context ends them, and what was started here.

        Raise `MissingDependency` without Ray, `WorkerError` where the cluster can't be reached.
        """
        ray = _import(own=self.address is None)
        ours = not ray.is_initialized()
        if ours:
            self._connect(ray)
        try:
            processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
            jobs = self.jobs or processors
            workers: _Workers[I, R] = _Workers(ray, work, min(jobs, count), 1 / math.ceil(jobs / processors))
            try:
                yield workers
            finally:
                workers.close()
        finally:
            if ours:
                ray.shutdown()

    def _connect(self, ray: Any) -> None:
        options: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
        if self.address is None:
            options |= {
                "address": "local",
                "num_cpus": self.jobs,
                "object_store_memory": _OBJECT_STORE_BYTES,
                "include_dashboard": False,
            }
        else:
            options["address"] = self.address
        try:
            ray.init(**options)
        # The last three: an address that isn't one, other versions there, no answer in time.
        except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
            raise WorkerError(
                f"The Ray cluster can't be reached: {str(error).strip().partition(chr(10))[0]}",
                where=self.address or "this machine",
                fix="Start it with `ray start --head`, and run this on one of its machines, "
                "with the same versions of Python and Ray.",
            ) from error


class _Failed(Exception):
    """Carries a `Failure`: Ray takes an error that it can't pickle for a death."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(failure)


@contextmanager
def _carried() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise _Failed(Failure.of(error)) from error


class _Actor:
    """A worker: the process of an actor."""

    def __init__(self) -> None:
        self._opened = ExitStack()

    def open(self, work: Work[Any, Any]) -> None:
        with _carried():
            self._call = self._opened.enter_context(work.open())

    def call(self, item: Any) -> Any:
        with _carried():
            return self._call(item)

    def close(self) -> None:
        self._opened.close()


class _Workers(Generic[I, R]):
    """The `Workers` of one `map`."""

    def __init__(self, ray: Any, work: Work[I, R], size: int, processors: float) -> None:
        self.size = size
        self._ray = ray
        self._work = work
        self._numbers = numbers()
        # A processor of its own for each, as far as they go; Ray would restart them, and `map` does.
        options = {"num_cpus": processors, "scheduling_strategy": "SPREAD", "max_restarts": 0}
        self._class = ray.remote(**options)(_Actor)
        self._actors: dict[int, Any] = {}
        self._opening: set[int] = set()
        self._pending: dict[Any, int] = {}
        self._closing: dict[Any, Any] = {}

    def start(self) -> int:
        """Ask for an actor; it comes when the cluster has room."""
        number = next(self._numbers)
        actor = self._class.remote()
        self._actors[number] = actor
        self._opening.add(number)
        self._pending[actor.open.remote(self._work)] = number
        return number

    def give(self, worker: int, item: I) -> None:
        """Call the actor."""
        self._pending[self._actors[worker].call.remote(item)] = worker

    def end(self, worker: int) -> None:
        """Close the actor's work, and the actor after it."""
        actor = self._actors.pop(worker)
        self._closing[actor.close.remote()] = actor

    def wait(self) -> Iterator[Event[R]]:
        """Wait for results and deaths, and free the places of those that have closed."""
        references = [*self._pending, *self._closing]
        ready, _ = self._ray.wait(references, num_returns=1)
        for reference in ready:
            if reference in self._pending:
                yield self._event(reference, self._pending.pop(reference))
            else:
                self._ray.kill(self._closing.pop(reference))

    def close(self) -> None:
        """End all actors: those that were asked to go may close their work."""
        if not self._ray.is_initialized():
            return  # The caller has left the cluster, and the actors with it.
        if self._closing:
            self._ray.wait([*self._closing], num_returns=len(self._closing), timeout=_CLOSE_SECONDS)
        for actor in (*self._closing.values(), *self._actors.values()):
            self._ray.kill(actor)
        self._closing.clear()
        self._actors.clear()
        self._pending.clear()

    def _event(self, reference: Any, worker: int) -> Event[R]:
        failures = self._ray.exceptions
        try:
            result = self._ray.get(reference)
        except failures.RayTaskError as error:
            cause = error.cause
            raise (cause.failure.raised() if isinstance(cause, _Failed) else cause) from None
        except failures.RayError as error:
            del self._actors[worker]
            self._opening.discard(worker)
            return Died(worker, "the worker process or its machine ended", str(error))
        if worker in self._opening:
            self._opening.remove(worker)
            return Opened(worker)
        return Finished(worker, result)


def _import(*, own: bool) -> Any:
    """Import Ray for a cluster of our `own`, or for another, with its settings, which it reads at import."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # Ray prints on standard output which worker died; this is its way to skip lines.
    os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", ".")
    # Ray hides the GPUs from workers that reserve none, but a model in one may use them.
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    if own and "ray" not in sys.modules:
        # Ray listens on every network, and whoever reaches it can run code: only our own know the token.
        os.environ.setdefault("RAY_AUTH_MODE", "token")
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    try:
        return import_module("ray")
    except ModuleNotFoundError as error:
        raise MissingDependency("A Ray cluster", "ray", extra="ray") from error
