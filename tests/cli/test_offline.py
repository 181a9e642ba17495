"""The real small model answers with the network cut: nothing about asking needs more than this machine."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import environment

pytestmark = pytest.mark.model
CUT = [sys.executable, str(Path(__file__).with_name("no_network.py"))]
REACH = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"


def cut(*command: str, home: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*CUT, *command], env=environment(home), capture_output=True, text=True, timeout=240
    )
    if done.returncode == 77:
        pytest.skip(done.stderr.strip())
    return done


def test_the_network_is_really_cut(tmp_path: Path) -> None:
    done = cut(sys.executable, "-c", REACH, home=tmp_path)
    assert done.returncode == 1 and "unreachable" in done.stderr


def test_ask_needs_no_network(small_weights: Path, tmp_path: Path) -> None:
    path = tmp_path / "harbour.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE boats (boat_id INTEGER PRIMARY KEY, name TEXT)")
        connection.executemany("INSERT INTO boats (name) VALUES (?)", [("Alma",), ("Boreas",), ("Cirrus",)])
    connection.close()
    question = [
        "ask",
        "How many boats are there?",
        "--db",
        str(path),
        "--model",
        str(small_weights),
        "--json",
    ]
    done = cut(sys.executable, "-m", "sqlcoder", *question, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == [[3]]
