"""Runs the real command in a process of its own, as a user's shell does."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlcoder.settings import SETTINGS


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def environment(home: Path, **more: str) -> dict[str, str]:
    """The caller's environment without its SQLCoder settings."""
    kept = {
        key: value for key, value in os.environ.items() if key not in {s.variable for s in SETTINGS.values()}
    }
    return {**kept, "SQLCODER_HOME": str(home), "COLUMNS": "120", **more}


def start(*arguments: str, home: Path, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "sqlcoder", *arguments],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: str, home: Path, **more: str) -> Done:
    """Run `sqlcoder` to its end; whatever happens, a traceback is a failure of the test."""
    process = start(*arguments, home=home, **more)
    out, err = process.communicate(timeout=240)
    assert "Traceback" not in out + err, err
    return Done(process.returncode, out, err)
