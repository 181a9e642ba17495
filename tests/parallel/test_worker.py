"""The worker process and the world around it: its parent, the terminal, standard output."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sqlcoder.parallel.map import map
from sqlcoder.parallel.processes import Processes
from tests.parallel.driver import COUNT, ITEMS, run
from tests.parallel.errands import Errands, alive, lost, marks, until

SEED = 20
KILLS = 10


def start(out: Path, folder: Path, jobs: int | str, *items: str) -> subprocess.Popen[str]:
    folder.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.parallel.driver", str(out), str(folder), str(jobs), *items],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(Path.cwd()), *sys.path]))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A terminal sends Ctrl-C to a whole group.
        start_new_session=True,
    )


def test_a_run_killed_at_ten_moments_ends_with_the_same_log(tmp_path: Path) -> None:
    whole, killed, folder = tmp_path / "whole.jsonl", tmp_path / "killed.jsonl", tmp_path / "workers"
    folder.mkdir()
    run(whole, folder, Processes(1), ITEMS)
    moments = random.Random(SEED)
    lines: list[int] = []
    for turn in range(KILLS):
        process = start(killed, folder, 2)
        # Ever further on; the first ones before the log is there, the last ones near the end.
        goal = turn * COUNT // KILLS
        until(lambda goal=goal: goal == 0 or count(killed) >= goal)
        time.sleep(moments.uniform(0, 0.1))
        process.kill()
        process.communicate(timeout=20)
        lines.append(count(killed))
        until(lambda: not any(alive(pid) for pid in marks(folder)))
    assert lines == sorted(lines)
    process = start(killed, folder, 2)
    assert process.communicate(timeout=60) == ("done\n", "")
    assert killed.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["killed.jsonl", "whole.jsonl", "workers"]


def count(path: Path) -> int:
    return path.read_bytes().count(b'{"id"') if path.exists() else 0


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    process = start(tmp_path / "out.jsonl", tmp_path, 2, "wait a", "wait b")
    until(lambda: (tmp_path / "a-awaited").exists() and (tmp_path / "b-awaited").exists())
    pids = marks(tmp_path)
    assert len(pids) == 2
    process.kill()
    assert process.communicate(timeout=20) == ("", "")
    until(lambda: not any(alive(pid) for pid in pids))
    # They had the time to close their work.
    assert marks(tmp_path) == []


@pytest.mark.parametrize("moment", ["busy", "opening"])
def test_ctrl_c_is_heard_by_the_parent_alone(tmp_path: Path, moment: str) -> None:
    process = start(tmp_path / "out.jsonl", tmp_path, 2, "wait a", "wait b")
    if moment == "busy":
        until(lambda: (tmp_path / "a-awaited").exists() and (tmp_path / "b-awaited").exists())
    else:
        until(lambda: (tmp_path / "out.jsonl").exists() and len(children(process.pid)) >= 2)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode in (-signal.SIGINT, 130)
    assert stderr.count("Traceback") == stderr.count("KeyboardInterrupt") == 1
    until(lambda: not any(alive(pid) for pid in marks(tmp_path)))


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_workers_print_nothing_on_standard_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert dict(map(Errands(tmp_path), {"a": "noise hum"}, Processes(1), lost=lost)) == {"a": "hum"}
    assert capfd.readouterr() == ("", "hum\nhum\n")
