"""Who gets which item, on a back end whose workers live and die by a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from sqlcoder.errors import WorkerError
from sqlcoder.parallel.backend import Died, Event, Finished, Opened
from sqlcoder.parallel.map import map
from tests.parallel.errands import lost


@dataclass
class Scripted:
    """Workers of which those in `stillborn` don't open; an item's number says how many it kills."""

    size: int = 2
    stillborn: set[int] = field(default_factory=set)
    log: list[str] = field(default_factory=list)
    events: list[Event[str]] = field(default_factory=list)
    started: int = 0
    kills: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def workers(self, work: object, count: int) -> Iterator[Scripted]:
        yield self
        self.log.append("closed")

    def start(self) -> int:
        self.started += 1
        died = self.started in self.stillborn
        self.events.append(Died(self.started, "it fell", "off a wall") if died else Opened(self.started))
        return self.started

    def give(self, worker: int, item: str) -> None:
        self.log.append(f"{worker} got {item}")
        name, _, deaths = item.partition(" ")
        self.kills.setdefault(name, int(deaths or 0))
        if self.kills[name]:
            self.kills[name] -= 1
            self.events.append(Died(worker, "it fell"))
        else:
            self.events.append(Finished(worker, f"{name} by {worker}"))

    def end(self, worker: int) -> None:
        self.log.append(f"{worker} ended")

    def wait(self) -> Iterator[Event[str]]:
        yield self.events.pop(0)


def results(backend: Scripted, *items: str) -> dict[str, str]:
    return dict(map(object(), {item: item for item in items}, backend, lost=lost))


def test_workers_go_on_with_the_next_item_and_end_when_none_is_left() -> None:
    backend = Scripted(size=2)
    assert results(backend, "a", "b", "c") == {"a": "a by 1", "b": "b by 2", "c": "c by 1"}
    assert backend.log == ["1 got a", "2 got b", "1 got c", "2 ended", "1 ended", "closed"]


def test_a_worker_has_its_next_item_before_the_caller_has_the_result() -> None:
    backend = Scripted(size=1)
    for key, _ in map(object(), {"a": "a", "b": "b"}, backend, lost=lost):
        assert backend.log[-1] == ("1 got b" if key == "a" else "1 ended")


def test_nothing_is_started_for_no_items() -> None:
    backend = Scripted()
    assert results(backend) == {}
    assert backend.log == []


CASES = [
    # what the items do; the results
    (("a 1", "b"), {"a 1": "a by 2", "b": "b by 2"}),
    (("a 2", "b"), {"a 2": "lost a 2: it fell", "b": "b by 3"}),
    (("a 2", "b 2"), {"a 2": "lost a 2: it fell", "b 2": "lost b 2: it fell"}),
]


@pytest.mark.parametrize(("items", "expected"), CASES)
def test_a_death_costs_an_item_only_when_it_comes_twice(items: tuple[str, ...], expected: object) -> None:
    assert results(Scripted(size=1), *items) == expected


def test_a_death_before_the_opening_costs_no_item() -> None:
    assert results(Scripted(size=1, stillborn={1, 2}), "a 1") == {"a 1": "a by 4"}


def test_workers_that_never_open_end_it() -> None:
    with pytest.raises(WorkerError) as raised:
        results(Scripted(size=1, stillborn={1, 2, 3}), "a")
    assert str(raised.value) == (
        "3 workers in a row died before they could begin: it fell.\nMemory may be short: use fewer jobs. "
        'A script of your own must start its work under: if __name__ == "__main__":'
    )
    assert raised.value.__notes__ == ["off a wall"]


def test_an_opening_in_between_starts_the_count_anew() -> None:
    assert results(Scripted(size=1, stillborn={1, 2, 4, 5}), "a 1", "b") == {"a 1": "a by 6", "b": "b by 6"}
