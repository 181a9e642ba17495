"""A run as the command line makes one: python -m tests.parallel.driver OUT FOLDER JOBS ITEM..."""

from __future__ import annotations

import sys
from pathlib import Path

from sqlcoder.parallel.backend import Backend
from sqlcoder.parallel.journal import Journal
from sqlcoder.parallel.map import map
from sqlcoder.parallel.processes import Processes
from sqlcoder.parallel.ray import Ray
from tests.parallel.errands import Errands, lost

COUNT = 40
ITEMS = [f"slowly {number}" for number in range(COUNT)]


def run(out: Path, folder: Path, backend: Backend, items: list[str]) -> None:
    with Journal.open(out, {"name": "errands", "count": len(items)}) as journal:
        waiting = {item: item for item in items if item not in journal.done}
        for key, result in map(Errands(folder), waiting, backend, lost=lost):
            journal.add({"system": str(len(key)), "text": "how it was said"})
            journal.add({"id": key, "result": result})
        journal.finish(items)


if __name__ == "__main__":
    out, folder, jobs, *items = sys.argv[1:]
    backend = Ray(jobs=2) if jobs == "ray" else Processes(int(jobs))
    run(Path(out), Path(folder), backend, items or ITEMS)
    print("done")
