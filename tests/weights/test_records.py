"""A record survives the way to the disk, and a damaged one only costs a hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sqlcoder.weights.records import (
    FileRecord,
    Record,
    file_record,
    is_unchanged,
    read_record,
    record_path,
    write_record,
)
from tests.weights.examples import CONTENT, SHA256, no_progress


def record(*hashes: str) -> Record:
    files = tuple(FileRecord(f"{n}.bin", 10, n, value) for n, value in enumerate(hashes))
    return Record("tiny", "memory", "2026-01-01T00:00:00+00:00", files)


def test_a_record_comes_back(tmp_path: Path) -> None:
    write_record(tmp_path / "m.gguf", record("aa", "bb"))
    assert read_record(tmp_path / "m.gguf") == record("aa", "bb")
    assert [path.name for path in tmp_path.iterdir()] == ["m.gguf.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"name": 1, "source": 2, "date": 3, "files": [{}]}'])
def test_a_damaged_record_is_none(tmp_path: Path, text: str) -> None:
    record_path(tmp_path / "m.gguf").write_text(text)
    assert read_record(tmp_path / "m.gguf") is None


def test_a_file_is_hashed_and_known_again(tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(CONTENT)
    found = file_record(path, "m.gguf", no_progress)
    assert (found.bytes, found.sha256) == (len(CONTENT), SHA256)
    assert is_unchanged(path, found)
    path.write_bytes(CONTENT + b"x")
    assert not is_unchanged(path, found)
    path.unlink()
    assert not is_unchanged(path, found)


def test_the_hash_of_several_files_is_over_names_and_hashes() -> None:
    assert record("aa").sha256 == "aa"
    assert record("aa", "bb").sha256 == hashlib.sha256(b"aa  0.bin\nbb  1.bin\n").hexdigest()
    assert record("aa", "bb").bytes == 20
