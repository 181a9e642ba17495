from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sqlcoder.errors import ConnectionFailed, MissingDependency, SqlcoderError, WorkerError
from sqlcoder.parallel.map import map
from sqlcoder.parallel.processes import Processes
from tests.parallel.errands import Errands, alive, lost, marks, until


def results(folder: Path, *items: str, jobs: int = 2, opening: str = "double 0") -> dict[str, str]:
    return dict(map(Errands(folder, opening), {item: item for item in items}, Processes(jobs), lost=lost))


def test_every_item_has_its_result(tmp_path: Path) -> None:
    items = [f"double {number}" for number in range(50)]
    assert results(tmp_path, *items) == {item: str(2 * number) for number, item in enumerate(items)}
    assert marks(tmp_path) == []


@pytest.mark.parametrize(("jobs", "items", "workers"), [(1, 5, 1), (2, 5, 2), (9, 2, 2)])
def test_there_are_as_many_workers_as_jobs_but_no_more_than_items(
    tmp_path: Path, jobs: int, items: int, workers: int
) -> None:
    work, seen = Errands(tmp_path), set()
    with Processes(jobs).workers(work, items) as crew:
        assert crew.size == workers
        for _ in range(crew.size):
            crew.start()
        until(lambda: len(marks(tmp_path)) == workers)
        seen.update(marks(tmp_path))
    assert not any(alive(pid) for pid in seen)


def test_results_come_as_they_are_done(tmp_path: Path) -> None:
    found = map(Errands(tmp_path), {"late": "wait go", "early": "double 1"}, Processes(2), lost=lost)
    assert next(found) == ("early", "2")
    (tmp_path / "go").touch()
    assert list(found) == [("late", "go")]


DEATHS = [
    ("signal 9", "the worker process ended with signal 9"),
    ("signal 11", "the worker process ended with signal 11"),
    ("status 3", "the worker process ended with status 3"),
    ("status 0", "the worker process ended with status 0"),
]


@pytest.mark.parametrize(("item", "why"), DEATHS)
def test_an_item_that_kills_its_worker_twice_is_lost_alone(tmp_path: Path, item: str, why: str) -> None:
    found = results(tmp_path, "double 1", item, "double 2", "double 3")
    assert found == {"double 1": "2", item: f"lost {item}: {why}", "double 2": "4", "double 3": "6"}


def test_an_item_is_tried_again_on_a_fresh_worker(tmp_path: Path) -> None:
    assert results(tmp_path, "once 1", "double 1", jobs=1) == {"once 1": "then 1", "double 1": "2"}


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    found = map(Errands(tmp_path), {"a": "double 1", "b": "wait go"}, Processes(1), lost=lost)
    assert next(found) == ("a", "2")
    (pid,) = marks(tmp_path)
    os.kill(pid, signal.SIGKILL)
    (tmp_path / "go").touch()
    assert list(found) == [("b", "go")]


@pytest.mark.parametrize(("item", "kind"), [("refuse x", ConnectionFailed), ("lack x", MissingDependency)])
@pytest.mark.parametrize("at_opening", [False, True])
def test_an_error_of_ours_ends_it_unchanged(
    tmp_path: Path, item: str, kind: type[SqlcoderError], at_opening: bool
) -> None:
    with pytest.raises(kind) as here:
        Errands(tmp_path).do(item)
    with pytest.raises(kind) as there:
        results(tmp_path, item, "double 1", opening=item if at_opening else "double 0")
    assert type(there.value) is kind
    assert vars(there.value) == vars(here.value)
    assert str(there.value) == str(here.value)
    until(lambda: not any(alive(pid) for pid in marks(tmp_path)))


OTHERS = [
    ("stumble over", ValueError, "over"),
    ("odd x", RuntimeError, "tests.parallel.errands.Unpicklable: x and x"),
    ("opaque x", AttributeError, "pickle"),
]


@pytest.mark.parametrize(("item", "kind", "text"), OTHERS)
def test_any_other_error_brings_its_traceback(tmp_path: Path, item: str, kind: type, text: str) -> None:
    with pytest.raises(kind, match=text) as raised:
        results(tmp_path, item)
    assert "in main" in raised.value.__notes__[0]


def test_workers_that_can_not_open_end_it(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match="died before they could begin: .* ended with status 7"):
        results(tmp_path, "double 1", opening="status 7")


def test_a_process_that_can_not_be_started_is_said_plainly(tmp_path: Path) -> None:
    used = len(os.listdir("/proc/self/fd"))
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + 1, before[1]))
    try:
        with pytest.raises(WorkerError) as raised, Processes(1).workers(Errands(tmp_path), 1) as workers:
            workers.start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert str(raised.value) == (
        "A worker can't be started: [Errno 24] Too many open files.\nUse fewer jobs."
    )


def test_nothing_is_left_when_the_consumer_fails(tmp_path: Path) -> None:
    with contextlib.suppress(ZeroDivisionError):
        items = {"a": "wait never-awaited", "b": "wait never"}
        for _ in map(Errands(tmp_path), items, Processes(2), lost=lost):
            raise ZeroDivisionError
    # Told to go, it closed its work.
    assert marks(tmp_path) == []


SCRIPT = """
    import sys
    from pathlib import Path
    from sqlcoder.parallel.map import map
    from sqlcoder.parallel.processes import Processes
    from tests.parallel.errands import Errands, lost

    def main():
        found = map(Errands(Path(sys.argv[1])), {"a": "double 1", "b": "wait x"}, Processes(2), lost=lost)
        print(next(found))
        sys.kept = found  # Never closed.
"""


@pytest.mark.parametrize("way", ["module", "script", "entry point"])
def test_it_works_however_python_was_started(tmp_path: Path, way: str) -> None:
    text = textwrap.dedent(SCRIPT)
    guarded = f'{text}\nif __name__ == "__main__":\n    main()\n'
    (tmp_path / "ours.py").write_text(guarded)
    (tmp_path / "command").write_text(
        'import sys\nfrom ours import main\nif __name__ == "__main__":\n    sys.exit(main())\n'
    )
    arguments = {
        "module": ["-m", "ours"],
        "script": [str(tmp_path / "ours.py")],
        "entry point": [str(tmp_path / "command")],
    }[way]
    done = python(arguments, tmp_path)
    assert (done.stdout, done.stderr, done.returncode) == ("('a', '2')\n", "", 0)
    until(lambda: not any(alive(pid) for pid in marks(tmp_path)))


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(f"{textwrap.dedent(SCRIPT)}\nmain()\n")
    done = python([str(tmp_path / "ours.py")], tmp_path)
    assert done.returncode == 1
    assert 'A script of your own must start its work under: if __name__ == "__main__":' in done.stderr
    assert done.stdout == ""


def python(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(folder), str(Path.cwd()), *filter(None, sys.path)])
    return subprocess.run(
        [sys.executable, *arguments, str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=60,
    )
