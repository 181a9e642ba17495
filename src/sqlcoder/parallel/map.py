"""Runs work over items on a back end's workers, and yields the results as they come.

A worker that dies costs only its item, and that only when it dies twice. Knows no back end, keeps no results,
and writes no log: `journal.py` does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic

from sqlcoder.errors import WorkerError
from sqlcoder.parallel.backend import Backend, Died, Event, Finished, I, Opened, R, Work, Workers

# So many workers in a row that die while they open their work won't be followed by one that doesn't.
_OPENINGS = 3


def map(  # noqa: A001 - the field's word for it; used as parallel.map
    work: Work[I, R], items: Mapping[str, I], backend: Backend, *, lost: Callable[[str, str], R]
) -> Iterator[tuple[str, R]]:
    """Yield the key and result of every item, in the order in which they are finished.

    An item whose worker dies is tried once more on a fresh one; should that die too, `lost(key, why)` gives
    its result. An error of the work itself ends it all: a `SqlcoderError` is raised here as it was there, any
    other with its traceback there as a note. Raise `WorkerError` where workers can't be started. No worker is
    left when the iterator is at its end or closed. A script that calls this needs the usual
    `if __name__ == "__main__":`, since workers import it.
    """
    if items:
        with backend.workers(work, len(items)) as workers:
            yield from _Round(workers, items, lost).results()


class _Round(Generic[I, R]):
    """One `map`: which worker has which item, and which items are still to be given away."""

    def __init__(self, workers: Workers[I, R], items: Mapping[str, I], lost: Callable[[str, str], R]) -> None:
        self._workers = workers
        self._items = items
        self._lost = lost
        self._waiting = deque(items)
        self._keys: dict[int, str] = {}
        self._opening: set[int] = set()
        self._idle: list[int] = []
        self._died_once: set[str] = set()
        self._failed_openings = 0

    def results(self) -> Iterator[tuple[str, R]]:
        while self._waiting or self._keys:
            self._give()
            yield from self._results_of(self._workers.wait())

    def _give(self) -> None:
        while self._waiting and self._idle:
            worker = self._idle.pop()
            self._keys[worker] = self._waiting.popleft()
            self._workers.give(worker, self._items[self._keys[worker]])
        while self._waiting and len(self._keys) < self._workers.size:
            self._start(self._waiting.popleft())
        # A worker without work holds memory, and on a cluster the place that another may be waiting for.
        for worker in self._idle:
            self._workers.end(worker)
        self._idle.clear()

    def _start(self, key: str) -> None:
        worker = self._workers.start()
        self._keys[worker] = key
        self._opening.add(worker)

    def _results_of(self, events: Iterable[Event[R]]) -> Iterator[tuple[str, R]]:
        for event in events:
            if isinstance(event, Opened):
                self._opening.remove(event.worker)
                self._failed_openings = 0
                self._workers.give(event.worker, self._items[self._keys[event.worker]])
            elif isinstance(event, Finished):
                key = self._keys.pop(event.worker)
                self._idle.append(event.worker)
                # First, since the caller takes its time with the result.
                self._give()
                yield key, event.result
            elif event.worker in self._idle:
                self._idle.remove(event.worker)
            else:
                yield from self._bury(event)

    def _bury(self, death: Died) -> Iterator[tuple[str, R]]:
        key = self._keys.pop(death.worker)
        if death.worker in self._opening:
            self._opening.remove(death.worker)
            self._failed_openings += 1
            if self._failed_openings == _OPENINGS:
                raise _cannot_open(death)
            self._start(key)
        elif key not in self._died_once:
            self._died_once.add(key)
            self._start(key)
        else:
            yield key, self._lost(key, death.why)


def _cannot_open(death: Died) -> WorkerError:
    error = WorkerError(
        f"{_OPENINGS} workers in a row died before they could begin: {death.why}.",
        fix="Memory may be short: use fewer jobs. "
        'A script of your own must start its work under: if __name__ == "__main__":',
    )
    if death.detail:
        error.add_note(death.detail)
    return error
