"""The same work on a Ray cluster of two nodes, both on this machine, and on one of the back end's own."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sqlcoder.errors import ConnectionFailed, MissingDependency, SqlcoderError, WorkerError
from sqlcoder.parallel.map import map
from sqlcoder.parallel.processes import Processes
from sqlcoder.parallel.ray import Ray
from tests.parallel.driver import ITEMS, run
from tests.parallel.errands import Errands, alive, lost, marks, until
from tests.parallel.test_worker import count, start

NODE = {"num_cpus": 1, "object_store_memory": 80 * 1024 * 1024, "include_dashboard": False}
DEATH = "the worker process or its machine ended"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes, and this process connected to them."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS_SKIP_REGEX": "."}
    pytest.importorskip("ray")
    import ray
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args=NODE)
    cluster.add_node(**NODE)
    ray.init(address=cluster.address, logging_level=logging.ERROR, log_to_driver=False)
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def results(folder: Path, *items: str, jobs: int | None = None, opening: str = "double 0") -> dict[str, str]:
    backend = Ray(jobs=jobs)
    return dict(map(Errands(folder, opening), {item: item for item in items}, backend, lost=lost))


def test_both_back_ends_write_the_same_log(cluster: Any, tmp_path: Path) -> None:
    items = [*ITEMS, "once 1"]
    for name, backend in {"processes": Processes(2), "ray": Ray()}.items():
        (tmp_path / name).mkdir()
        run(tmp_path / f"{name}.jsonl", tmp_path / name, backend, items)
        # All have closed their work but the one that was killed.
        assert len(marks(tmp_path / name)) == 1
    assert (tmp_path / "ray.jsonl").read_bytes() == (tmp_path / "processes.jsonl").read_bytes()


def test_the_workers_are_spread_over_the_nodes(cluster: Any, tmp_path: Path) -> None:
    with Ray().workers(Errands(tmp_path), 5) as workers:
        assert workers.size == 2
        for _ in range(2):
            workers.start()
        until(lambda: len(marks(tmp_path)) == 2)
        assert {parent(pid) for pid in marks(tmp_path)} == {raylet(node) for node in cluster.list_all_nodes()}
        pids = marks(tmp_path)
    until(lambda: not any(alive(pid) for pid in pids))


def test_more_jobs_than_processors_share_them(cluster: Any, tmp_path: Path) -> None:
    with Ray(jobs=3).workers(Errands(tmp_path), 9) as workers:
        for _ in range(workers.size):
            workers.start()
        until(lambda: len(marks(tmp_path)) == 3)


def test_an_item_that_kills_its_worker_twice_is_lost_alone(cluster: Any, tmp_path: Path) -> None:
    items = ("double 1", "signal 9", "double 2", "status 3")
    assert results(tmp_path, *items) == {
        "double 1": "2",
        "signal 9": f"lost signal 9: {DEATH}",
        "double 2": "4",
        "status 3": f"lost status 3: {DEATH}",
    }


@pytest.mark.parametrize(
    ("item", "opening", "kind"),
    [("refuse x", "double 0", ConnectionFailed), ("lack x", "lack x", MissingDependency)],
)
def test_an_error_of_ours_ends_it_unchanged(
    cluster: Any, tmp_path: Path, item: str, opening: str, kind: type[SqlcoderError]
) -> None:
    with pytest.raises(kind) as here:
        Errands(tmp_path).do(item)
    with pytest.raises(kind) as there:
        results(tmp_path, item, "double 1", opening=opening)
    assert type(there.value) is kind
    assert vars(there.value) == vars(here.value)


@pytest.mark.parametrize(
    ("item", "kind", "text"),
    [
        ("stumble over", ValueError, "over"),
        ("odd x", RuntimeError, "tests.parallel.errands.Unpicklable: x and x"),
    ],
)
def test_any_other_error_brings_its_traceback(
    cluster: Any, tmp_path: Path, item: str, kind: type, text: str
) -> None:
    with pytest.raises(kind, match=text) as raised:
        results(tmp_path, item)
    assert "in call" in raised.value.__notes__[0]


def test_workers_that_can_not_open_end_it(cluster: Any, tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match=f"died before they could begin: {DEATH}") as raised:
        results(tmp_path, "double 1", opening="status 7")
    assert "actor" in raised.value.__notes__[0]


def test_nothing_is_left_when_the_consumer_fails(cluster: Any, tmp_path: Path) -> None:
    items = {"a": "wait never-awaited", "b": "wait never"}
    with contextlib.suppress(ZeroDivisionError):
        for _ in map(Errands(tmp_path), items, Ray(), lost=lost):
            raise ZeroDivisionError
    until(lambda: not any(alive(pid) for pid in marks(tmp_path)))


def test_a_run_killed_on_a_cluster_of_its_own_goes_on(cluster: Any, tmp_path: Path) -> None:
    out, folder = tmp_path / "out.jsonl", tmp_path / "workers"
    items = ["once 1", *ITEMS]
    process = start(out, folder, "ray", *items)
    until(lambda: count(out) >= 20, seconds=60)
    process.kill()
    # Nothing of what Ray has to say, not even of the worker that died.
    assert process.communicate(timeout=20) == ("", "")
    assert count(out) < len(items)
    until(lambda: not any(alive(pid) for pid in marks(folder)))
    run(out, folder, Ray(), items)
    run(tmp_path / "whole.jsonl", folder, Processes(1), items)
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_node_that_dies_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    items = {"early": "wait b-awaited", "b": "wait b", "c": "wait c", "d": "double 2"}
    found = map(Errands(tmp_path), items, Ray(), lost=lost)
    assert next(found) == ("early", "b-awaited")
    until(lambda: (tmp_path / "c-awaited").exists())
    (node,) = {*cluster.list_all_nodes()} - {cluster.head_node}
    (pid,) = [pid for pid in marks(tmp_path) if parent(pid) == raylet(node)]
    # As a machine dies: what manages it and what runs on it.
    cluster.remove_node(node, allow_graceful=False)
    os.kill(pid, signal.SIGKILL)
    (tmp_path / "b").touch()
    (tmp_path / "c").touch()
    assert dict(found) == {"b": "b", "c": "c", "d": "4"}


def test_without_ray_the_install_line_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingDependency) as raised:
        results(tmp_path, "double 1")
    assert str(raised.value) == (
        'A Ray cluster needs the package "ray", which is not installed.\n'
        "Install it with: pip install 'opensqlcoder[ray]'"
    )


def test_a_cluster_that_is_not_there_is_said_plainly() -> None:
    pytest.importorskip("ray")
    code = """if True:
        from sqlcoder.errors import WorkerError
        from sqlcoder.parallel.map import map
        from sqlcoder.parallel.ray import Ray
        try:
            list(map(None, {"a": "a"}, Ray("nowhere"), lost=None))
        except WorkerError as error:
            print(error)
    """
    # A process of its own: this one may be connected already.
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.startswith("The Ray cluster can't be reached: ")
    assert done.stdout.endswith(
        " (nowhere)\nStart it with `ray start --head`, and run this on one of its machines, "
        "with the same versions of Python and Ray.\n"
    )


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def raylet(node: Any) -> int:
    """Return the id of the process that manages a node, and is the parent of its workers."""
    pid: int = node.all_processes["raylet"][0].process.pid
    return pid
