"""The store fetches, checks, remembers and removes; no failure leaves half of a file to be used."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sqlcoder.errors import WeightsError
from sqlcoder.weights.catalog import Entry, HubSource
from sqlcoder.weights.records import read_record
from sqlcoder.weights.sources import RemoteFile, SourceFailed
from sqlcoder.weights.store import Store
from tests.weights.examples import CONTENT, SHA256, MemorySource, entry, gguf

TWO_SOURCES = (HubSource("a/first", "tiny.gguf"), HubSource("a/second", "tiny.gguf"))


def store(folder: Path, *sources: MemorySource) -> Store:
    """Return a store whose entries come from `sources`, in order."""
    left = list(sources)
    return Store(folder / "weights", lambda entry, description: left.pop(0))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "weights").iterdir())


WHOLE = ["tiny.gguf", "tiny.gguf.json", "tiny.gguf.lock"]


def test_weights_are_fetched_checked_and_recorded(tmp_path: Path) -> None:
    seen: list[str] = []
    weights = store(tmp_path, MemorySource())
    assert weights.status(entry()).state == "missing"
    path = weights.pull(entry(), lambda done, total, note: seen.append(note))
    assert path == weights.path(entry()) == tmp_path / "weights" / "tiny.gguf"
    assert path.read_bytes() == CONTENT
    assert names(tmp_path) == WHOLE
    assert seen[0] == "from memory"
    assert seen[-1] == "checking"
    status = weights.status(entry())
    assert (status.state, status.bytes) == ("ready", len(CONTENT))
    assert status.record is not None
    assert (status.record.name, status.record.source, status.record.sha256) == ("tiny", "memory", SHA256)
    assert weights.records() == (status.record,)


def test_weights_that_are_here_are_neither_fetched_nor_hashed(tmp_path: Path) -> None:
    store(tmp_path, MemorySource()).pull(entry())
    seen: list[str] = []
    store(tmp_path).pull(entry(), lambda done, total, note: seen.append(note), offline=True)
    assert seen == []


def test_the_second_source_is_tried_and_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    first, second, seen = MemorySource(fails=1000), MemorySource(label="second"), []
    weights = store(tmp_path, first, second)
    weights.pull(entry(sources=TWO_SOURCES), lambda done, total, note: seen.append(note))
    assert second.started_at == [1000]
    assert "The line is cut." in seen
    record = weights.status(entry()).record
    assert record is not None
    assert record.source == "second"


def test_a_failed_fetch_is_told_and_goes_on_next_time(tmp_path: Path) -> None:
    with pytest.raises(WeightsError) as caught:
        store(tmp_path, MemorySource(fails=1000)).pull(entry())
    message = str(caught.value)
    assert "The line is cut." in message
    assert str(tmp_path / "weights" / "tiny.gguf") in message
    assert "sqlcoder models pull tiny" in message
    assert "--model /path/to/model.gguf" in message
    again = MemorySource()
    weights = store(tmp_path, again)
    assert (weights.status(entry()).state, weights.status(entry()).bytes) == ("partial", 1000)
    weights.pull(entry())
    assert again.started_at == [1000]


def test_wrong_bytes_are_told_with_both_hashes_and_never_used(tmp_path: Path) -> None:
    wrong = CONTENT[:-1] + b"x"
    with pytest.raises(WeightsError) as caught:
        store(tmp_path, MemorySource(wrong)).pull(entry())
    assert hashlib.sha256(wrong).hexdigest() in str(caught.value)
    assert SHA256 in str(caught.value)
    assert names(tmp_path) == ["tiny.gguf.lock"]


def test_right_bytes_from_the_second_source_make_good_for_wrong_ones(tmp_path: Path) -> None:
    second = MemorySource()
    path = store(tmp_path, MemorySource(b"x" * 99), second).pull(entry(sources=TWO_SOURCES))
    assert path.read_bytes() == CONTENT
    assert second.started_at == [0]


def test_a_file_without_a_known_hash_must_be_a_model(tmp_path: Path) -> None:
    unknown = entry(bytes=None, sha256=None)
    with pytest.raises(WeightsError, match="not here") as caught:
        store(tmp_path, MemorySource(b"<html>log in</html>", known=False)).pull(unknown)
    assert "This is not a GGUF file. It was deleted." in str(caught.value)
    assert names(tmp_path) == ["tiny.gguf.lock"]
    weights = store(tmp_path, MemorySource(gguf(), known=False))
    weights.pull(unknown)
    # The hash of the first fetch holds from then on.
    weights.path(unknown).write_bytes(gguf(pairs=()))
    with pytest.raises(WeightsError, match=hashlib.sha256(gguf()).hexdigest()):
        weights.pull(unknown)


def test_a_size_that_differs_is_told(tmp_path: Path) -> None:
    class Short(MemorySource):
        def files(self) -> tuple[RemoteFile, ...]:
            return (RemoteFile("tiny.bin", 7, None),)

    with pytest.raises(WeightsError) as caught:
        store(tmp_path, Short()).pull(entry(sha256=None))
    assert f"has {len(CONTENT):,} bytes, but must have 7" in str(caught.value)


def test_offline_nothing_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="not here") as caught:
        store(tmp_path).pull(entry(), offline=True)
    assert "The network may not be used" in str(caught.value)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_up_is_told_and_the_fetch_goes_on_later(tmp_path: Path, number: int) -> None:
    with pytest.raises(WeightsError, match="not enough room on the disk") as caught:
        store(tmp_path, MemorySource(fails=500, error=OSError(number, "full"))).pull(entry())
    assert "it goes on where it stopped" in str(caught.value)
    again = MemorySource()
    store(tmp_path, again).pull(entry())
    assert again.started_at == [500]


class Usage(NamedTuple):
    free: int


def test_a_full_disk_is_told_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(64 * 1024 * 1024 + len(CONTENT)))
    source = MemorySource(spare=10_000_000)
    with pytest.raises(WeightsError, match=r"10 MB more are needed"):
        store(tmp_path, source).pull(entry())
    assert source.started_at == []
    store(tmp_path, MemorySource()).pull(entry())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "weights").write_text("a file where the folder should be")
    with pytest.raises(WeightsError, match="folder of weights can't be used") as caught:
        store(tmp_path, MemorySource()).pull(entry())
    assert "--home" in str(caught.value)


def put(folder: Path, content: bytes) -> Path:
    path = folder / "weights" / "tiny.gguf"
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def test_a_file_copied_here_is_checked_once_and_used(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    weights = store(tmp_path)
    assert weights.status(entry()).state == "unchecked"
    weights.pull(entry(), offline=True)
    record = weights.status(entry()).record
    assert record is not None
    assert (weights.status(entry()).state, record.source) == ("ready", "a file put here by hand")


def test_a_wrong_file_copied_here_is_told_and_kept(tmp_path: Path) -> None:
    path = put(tmp_path, b"something else")
    with pytest.raises(WeightsError, match=SHA256) as caught:
        store(tmp_path).pull(entry())
    assert hashlib.sha256(b"something else").hexdigest() in str(caught.value)
    assert "sqlcoder models remove tiny" in str(caught.value)
    assert path.exists()


def test_a_file_that_changed_is_hashed_again(tmp_path: Path) -> None:
    weights = store(tmp_path, MemorySource())
    path = weights.pull(entry())
    os.utime(path, ns=(1, 1))
    assert weights.status(entry()).state == "unchecked"
    weights.pull(entry())
    assert weights.status(entry()).state == "ready"
    path.write_bytes(CONTENT + b"x")
    with pytest.raises(WeightsError, match="not the right bytes"):
        weights.pull(entry())


def test_verify_finds_what_size_and_time_hide(tmp_path: Path) -> None:
    weights = store(tmp_path, MemorySource())
    path = weights.pull(entry())
    assert weights.verify(entry()).sha256 == SHA256
    state = path.stat()
    path.write_bytes(CONTENT[:-1] + b"x")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert weights.status(entry()).state == "ready"
    with pytest.raises(WeightsError, match=SHA256):
        weights.verify(entry())
    assert weights.status(entry()).state == "unchecked"
    with pytest.raises(WeightsError, match=SHA256):
        weights.pull(entry())


def test_verify_of_what_is_not_here_is_told(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="not here") as caught:
        store(tmp_path).verify(entry())
    assert "sqlcoder models pull tiny" in str(caught.value)
    assert not (tmp_path / "weights").exists()


def test_remove_leaves_nothing(tmp_path: Path) -> None:
    weights = store(tmp_path, MemorySource(), MemorySource(fails=300))
    assert weights.remove(entry()) == 0
    weights.pull(entry())
    other = entry(name="other", file="other.gguf")
    with pytest.raises(WeightsError):
        weights.pull(other)
    (tmp_path / "weights" / "other.gguf.partial.parts").write_text("[1]")
    assert weights.remove(entry()) == len(CONTENT)
    assert weights.remove(other) == 300
    assert names(tmp_path) == ["other.gguf.lock", "tiny.gguf.lock"]


class FolderSource(MemorySource):
    """A transformers model of two files; `fails` stops it at the second."""

    def files(self) -> tuple[RemoteFile, ...]:
        return (RemoteFile("config.json", 2, None), RemoteFile("model.safetensors", len(CONTENT), SHA256))

    def fetch(self, file: RemoteFile, partial: Path, progress: Callable[..., None]) -> None:
        self.started_at.append(len(self.started_at))
        if file.name == "model.safetensors" and self.fails is not None:
            raise SourceFailed("The line is cut.")
        partial.write_bytes(b"{}" if file.name == "config.json" else self.content)


def folder_entry() -> Entry:
    return entry(engine="transformers", file="a--b", bytes=None, sha256=None)


def test_a_folder_is_in_place_only_when_it_is_whole(tmp_path: Path) -> None:
    again = FolderSource()
    weights = store(tmp_path, FolderSource(fails=0), again)
    with pytest.raises(WeightsError):
        weights.pull(folder_entry())
    assert not weights.path(folder_entry()).exists()
    assert weights.status(folder_entry()).state == "partial"
    path = weights.pull(folder_entry())
    assert again.started_at == [0], "the file that was whole is not fetched again"
    assert sorted(each.name for each in path.iterdir()) == ["config.json", "model.safetensors"]
    assert weights.status(folder_entry()).state == "ready"
    assert len(weights.verify(folder_entry()).sha256) == 64
    (path / "model.safetensors").write_bytes(b"x")
    assert weights.status(folder_entry()).state == "unchecked"
    with pytest.raises(WeightsError, match=SHA256):
        weights.verify(folder_entry())
    assert weights.remove(folder_entry()) == 3
    assert names(tmp_path) == ["a--b.lock"]


# Fetches slowly, 256 bytes at a time, and says on stdout from where on.
SLOW = """
import sys, time
from pathlib import Path
from sqlcoder.weights.store import Store
from tests.weights.examples import CONTENT, MemorySource, entry

class Slow(MemorySource):
    def fetch(self, file, partial, progress):
        with partial.open("ab") as out:
            print("from", out.tell(), flush=True)
            for at in range(out.tell(), len(CONTENT), 256):
                out.write(CONTENT[at : at + 256])
                out.flush()
                time.sleep(float(sys.argv[2]))

def show(done, total, note):
    if note.startswith("Another"):
        print("waits", flush=True)

print(Store(Path(sys.argv[1]), lambda *given: Slow()).pull(entry(), show), flush=True)
"""


def slow_process(folder: Path, seconds: float) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}
    command = [sys.executable, "-c", SLOW, str(folder / "weights"), str(seconds)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def wait_for_bytes(partial: Path) -> None:
    end = time.monotonic() + 30
    while not partial.exists() or partial.stat().st_size < 1024:
        assert time.monotonic() < end, "the fetch never began"
        time.sleep(0.02)


def test_a_killed_fetch_goes_on(tmp_path: Path) -> None:
    partial = tmp_path / "weights" / "tiny.gguf.partial"
    process = slow_process(tmp_path, 0.2)
    wait_for_bytes(partial)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not (tmp_path / "weights" / "tiny.gguf").exists()
    length = partial.stat().st_size
    again = MemorySource()
    assert store(tmp_path, again).pull(entry()).read_bytes() == CONTENT
    assert again.started_at == [length]


def test_a_second_process_waits_and_finds_it_done(tmp_path: Path) -> None:
    first = slow_process(tmp_path, 0.05)
    wait_for_bytes(tmp_path / "weights" / "tiny.gguf.partial")
    second = slow_process(tmp_path, 0.05)
    said_first, said_second = first.communicate()[0], second.communicate()[0]
    path = str(tmp_path / "weights" / "tiny.gguf")
    assert said_first.split("\n")[:2] == ["from 0", path]
    assert said_second.startswith("waits\n")
    assert said_second.endswith(f"{path}\n")
    assert "from" not in said_second.replace(path, "")
    assert read_record(Path(path)) is not None
