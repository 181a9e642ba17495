"""A run on a Ray cluster of two nodes writes the log that processes of this machine write."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sqlcoder.dataset import jsonl
from tests.evaluation import ferries
from tests.evaluation.test_run import arguments, timeless


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    cluster_utils = pytest.importorskip("ray.cluster_utils")
    node = {"num_cpus": 1, "object_store_memory": 80 * 1024 * 1024, "include_dashboard": False}
    cluster = cluster_utils.Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(**node)
    yield cluster.address
    cluster.shutdown()


def test_a_run_on_two_nodes_is_the_run_on_two_processes(address: str, tmp_path: Path) -> None:
    ferries.database(tmp_path / "ferries.duckdb")
    jsonl.write(tmp_path / "questions.jsonl", ferries.question_set())
    for out, more in (("processes.jsonl", ("--jobs", "2")), ("ray.jsonl", ("--ray", address))):
        done = subprocess.run(
            arguments(tmp_path, out, *more), capture_output=True, text=True, timeout=240, check=False
        )
        assert done.returncode == 0, done.stderr
    assert timeless(tmp_path / "ray.jsonl") == timeless(tmp_path / "processes.jsonl")
    # Begun on one, it goes on on the other.
    begun = (tmp_path / "processes.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:4]
    (tmp_path / "begun.jsonl").write_text("".join(begun), encoding="utf-8")
    subprocess.run(
        arguments(tmp_path, "begun.jsonl", "--ray", address), capture_output=True, timeout=240, check=True
    )
    assert timeless(tmp_path / "begun.jsonl") == timeless(tmp_path / "processes.jsonl")
    assert json.loads(begun[1])["id"] == "names"
