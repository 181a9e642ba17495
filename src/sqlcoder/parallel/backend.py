"""The seam of `map`: what is done (`Work`), and where worker processes live (`Backend`, `Workers`).

Types only; starts nothing. A new place for workers is one file with a `Backend`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from sqlcoder.errors import UsageError

I = TypeVar("I")  # noqa: E741 - an item
R = TypeVar("R")
ItemT_contra = TypeVar("ItemT_contra", contravariant=True)
ResultT_co = TypeVar("ResultT_co", covariant=True)


class Work(Protocol[ItemT_contra, ResultT_co]):
    """What a worker does with each item. It is pickled, so it describes; `open` makes.

    Results are pickled too.
    """

    def open(self) -> AbstractContextManager[Callable[[ItemT_contra], ResultT_co]]:
        """Return what gives the function to call on items, with all it needs open: once for each worker."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A worker has opened its work and can be given an item."""

    worker: int


@dataclass(frozen=True, slots=True)
class Finished(Generic[ResultT_co]):
    """A worker has the result of its item and can be given the next."""

    worker: int
    result: ResultT_co


@dataclass(frozen=True, slots=True)
class Died:
    """A worker ended without being asked to. `why` is in plain words; `detail` is what the back end says."""

    worker: int
    why: str
    detail: str = ""


Event: TypeAlias = Opened | Finished[ResultT_co] | Died


class Workers(Protocol[ItemT_contra, ResultT_co]):
    """The workers of one `map`, by number. Each holds one item at a time."""

    @property
    def size(self) -> int:
        """How many may live at once."""
        ...

    def start(self) -> int:
        """Start a worker and return its number, never used again; `wait` tells when it has opened."""
        ...

    def give(self, worker: int, item: ItemT_contra) -> None:
        """Give a worker that is open, and has no item, its next one."""
        ...

    def end(self, worker: int) -> None:
        """Let a worker without an item close its work and go; nothing more is heard of it."""
        ...

    def wait(self) -> Iterable[Event[ResultT_co]]:
        """Wait until something happened, and return all that did.

        Raise an error of the work: a `SqlcoderError` as it was, any other with its traceback as a note.
        """
        ...


class Backend(Protocol):
    """Where workers live."""

    def workers(self, work: Work[I, R], count: int) -> AbstractContextManager[Workers[I, R]]:
        """Return the workers for `count` items; leaving the context ends them, whatever they are doing."""
        ...


def check_jobs(jobs: int) -> None:
    """Raise `UsageError` for a number of jobs that can't be."""
    if jobs < 1:
        raise UsageError(f"The number of jobs must be 1 or more, not {jobs}.", fix="Leave it out, or give 1.")
