"""Keeps the results of golds on disk during one run, so that each runs once, whoever needs its rows.

A run has a folder of its own, so no result outlives a change of the data. Rows are the user's: the folder is
for its owner only. What can't be read is run again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlcoder.databases.worker import receive, send
from sqlcoder.results.result_set import ResultSet

Results = tuple[ResultSet, ...]
# What reading a damaged file may raise.
_DAMAGED = (OSError, EOFError, pickle.UnpicklingError, ValueError, IndexError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class GoldCache:
    """Results in `folder`."""

    folder: Path

    @classmethod
    def of_run(cls, folder: Path, out: Path) -> Self:
        """Return the cache of the run whose log is `out`, in `folder`: empty unless that run goes on."""
        cache = cls(folder / hashlib.sha256(str(out.absolute()).encode()).hexdigest()[:16])
        if not out.exists():
            cache.remove()
        return cache

    def get(self, key: object, run: Callable[[], Results]) -> Results:
        """Return the results kept under `key`, or those of `run`, which are then kept."""
        path = self.folder / f"{hashlib.sha256(repr(key).encode()).hexdigest()[:32]}.gold"
        try:
            with path.open("rb") as file:
                found: Results = receive(file)
        except _DAMAGED:
            found = run()
            # A cache that can't be written costs time, not the score.
            with contextlib.suppress(OSError):
                self._write(path, found)
        return found

    def remove(self) -> None:
        """Remove all that is kept."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, path: Path, results: Results) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Under another name first: nobody ever reads half a file.
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                send(file, results)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
