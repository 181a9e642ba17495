"""Computed prompt prefixes kept on disk, so that a schema is read once and not after every start.

A folder of files written by an engine, named by a hash of all that the bytes depend on and a hash of the
bytes, bounded in size, the least recently used removed first. Knows nothing of what the files hold.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PrefixCache:
    """Files of prefixes in `folder`, at most `max_bytes` together."""

    folder: Path
    max_bytes: int

    def key(self, *parts: str) -> str:
        """Return the name of a prefix that depends on `parts`."""
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    def find(self, key: str) -> Path | None:
        """Return the kept file of `key`, marked as used just now; None where there is none.

        A file whose bytes are no longer those that were written is removed: llama.cpp aborts the whole
        process on a prefix that was cut short.
        """
        for file in self.folder.glob(f"{key}.*.prefix"):
            # Another process may remove it now, and a folder that can only be read is good to read from.
            with contextlib.suppress(OSError):
                if _digest(file) != file.name.split(".")[1]:
                    file.unlink()
                    continue
                with contextlib.suppress(PermissionError):
                    os.utime(file)
                return file
        return None

    def scratch(self, key: str) -> Path:
        """Return where to write the prefix of `key` before `keep`; each process has its own place."""
        return self.folder / f"{key}.{os.getpid()}.tmp"

    def keep(self, scratch: Path) -> Path:
        """Put a written file in place, remove the oldest beyond the limit, and return its new path."""
        key = scratch.name.split(".")[0]
        file = self.folder / f"{key}.{_digest(scratch)}.prefix"
        scratch.replace(file)
        self._evict(spare=file)
        return file

    def _evict(self, spare: Path) -> None:
        # Another process may remove the same files at the same time: what is gone is gone.
        files: list[tuple[float, int, Path]] = []
        for file in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                stat = file.stat()
                files.append((stat.st_mtime, stat.st_size, file))
        total = sum(size for _, size, _ in files)
        for _, size, file in sorted(files):
            if total <= self.max_bytes:
                return
            if file != spare:
                file.unlink(missing_ok=True)
                total -= size


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:32]
