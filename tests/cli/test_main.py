from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from sqlcoder import __version__
from sqlcoder.cli.main import COMMANDS
from tests.cli.command import run


def test_version_and_help(tmp_path: Path) -> None:
    assert run("--version", home=tmp_path).out.strip() == f"sqlcoder, version {__version__}"
    help = run("--help", home=tmp_path).out
    assert all(f"  {name} " in help for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, tmp_path: Path) -> None:
    done = run(name, "--help", home=tmp_path)
    assert done.code == 0
    assert f"sqlcoder {name}" in done.out.split("Example")[-1]


def test_help_is_instant() -> None:
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "sqlcoder", "--help"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 0.3


def test_a_fault_of_ours_is_told_without_a_traceback(tmp_path: Path) -> None:
    code = (
        "import sqlcoder.cli.main as m, sqlcoder.settings\n"
        "def broken(given): raise ZeroDivisionError('oops')\n"
        "sqlcoder.settings.options = broken\n"
        "import sys; sys.argv = ['sqlcoder', 'schema', '--db', 'x.db']\n"
        "m.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "ZeroDivisionError: oops" in done.stderr and "sqlcoder doctor" in done.stderr
    assert "Traceback" not in done.stderr
