"""Work for the tests: an item says what its worker is to do, such as "double 4" or "signal 9"."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sqlcoder.errors import ConnectionFailed, MissingDependency


class Unpicklable(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


@dataclass(frozen=True)
class Errands:
    """Workers leave their ids in `folder`, and take them away when they close. `opening` is done at first."""

    folder: Path
    opening: str = "double 0"

    @contextmanager
    def open(self) -> Iterator[Callable[[str], str]]:
        mark = self.folder / f"worker-{os.getpid()}"
        mark.touch()
        self.do(self.opening)
        try:
            yield self.do
        finally:
            mark.unlink()

    def do(self, item: str) -> str:
        kind, _, value = item.partition(" ")
        return getattr(self, kind)(value)

    def double(self, value: str) -> str:
        return str(2 * int(value))

    def slowly(self, value: str) -> str:
        time.sleep(0.02)
        return self.double(value)

    def wait(self, value: str) -> str:
        """Wait until the file `value` is there, then say so."""
        (self.folder / f"{value}-awaited").touch()
        while not (self.folder / value).exists():
            time.sleep(0.01)
        return value

    def who(self, value: str) -> str:
        return str(os.getpid())

    def signal(self, value: str) -> str:
        os.kill(os.getpid(), int(value))
        time.sleep(60)
        return "survived"

    def once(self, value: str) -> str:
        """Die where nobody has before."""
        mark = self.folder / f"died-{value}"
        if mark.exists():
            return f"then {value}"
        mark.touch()
        return self.signal(str(int(signal.SIGKILL)))

    def status(self, value: str) -> NoReturn:
        os._exit(int(value))

    def noise(self, value: str) -> str:
        print(value, flush=True)
        os.system(f"echo {value}")
        return value

    def refuse(self, value: str) -> NoReturn:
        raise ConnectionFailed("No such database.", where=value, fix="Check the name.")

    def lack(self, value: str) -> NoReturn:
        raise MissingDependency("PostgreSQL", value, extra="postgres")

    def stumble(self, value: str) -> NoReturn:
        raise ValueError(value)

    def odd(self, value: str) -> NoReturn:
        raise Unpicklable(value, value)

    def opaque(self, value: str) -> Callable[[], str]:
        return lambda: value


def lost(key: str, why: str) -> str:
    return f"lost {key}: {why}"


def marks(folder: Path) -> list[int]:
    """Return the ids of the workers that have opened but not closed."""
    return sorted(int(mark.name.partition("-")[2]) for mark in folder.glob("worker-*"))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def until(reached: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until it is so, or fail."""
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)
