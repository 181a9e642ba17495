"""What the store remembers of weights it has checked, so that later starts need not hash them again.

A record is a small JSON file beside the weights. Doesn't decide what is right: the store compares.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

Progress = Callable[[int, int | None, str], None]
"""Called with bytes done, bytes in all (None: unknown), and what is being done."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was when it was hashed; `mtime_ns` is its time of change."""

    name: str
    bytes: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """Checked weights: `name` as one asks for them, where they came from, and when (ISO 8601, UTC)."""

    name: str
    source: str
    date: str
    files: tuple[FileRecord, ...]

    @property
    def sha256(self) -> str:
        """The hash of the weights; of a folder, the hash over its files' names and hashes."""
        if len(self.files) == 1:
            return self.files[0].sha256
        lines = "".join(f"{file.sha256}  {file.name}\n" for file in sorted(self.files, key=lambda f: f.name))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def bytes(self) -> int:
        """The size of all files together."""
        return sum(file.bytes for file in self.files)


def record_path(weights: Path) -> Path:
    """Return where the record of the file or folder `weights` lies."""
    return weights.with_name(f"{weights.name}.json")


def read_record(weights: Path) -> Record | None:
    """Return the record of `weights`; None where there is none, or it is damaged."""
    try:
        row = json.loads(record_path(weights).read_text(encoding="utf-8"))
        return Record(
            row["name"], row["source"], row["date"], tuple(FileRecord(**file) for file in row["files"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        # Without a record the weights are simply hashed again.
        return None


def write_record(weights: Path, record: Record) -> None:
    """Keep `record` beside `weights`; readers see the old one or the new one, never half of it."""
    path = record_path(weights)
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        scratch.write_text(json.dumps(asdict(record), indent=2) + "\n", encoding="utf-8")
        scratch.replace(path)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)


def file_record(path: Path, name: str, progress: Progress) -> FileRecord:
    """Hash the file at `path`, which the record calls `name`."""
    with path.open("rb") as file:
        state = os.fstat(file.fileno())
        digest, done = hashlib.sha256(), 0
        while chunk := file.read(4 * 1024 * 1024):
            digest.update(chunk)
            done += len(chunk)
            progress(done, state.st_size, "checking")
    return FileRecord(name, state.st_size, state.st_mtime_ns, digest.hexdigest())


def is_unchanged(path: Path, record: FileRecord) -> bool:
    """Say whether the file at `path` still has the size and time of change that it had when it was hashed."""
    try:
        state = path.stat()
    except OSError:
        return False
    return state.st_size == record.bytes and state.st_mtime_ns == record.mtime_ns
