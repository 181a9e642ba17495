"""What a source of weights is, and which class fetches from which kind of source.

A source only brings bytes into a partial file. It decides neither whether they are right nor where they end
up: the store does.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlcoder.errors import WeightsError
from sqlcoder.weights.catalog import Entry, HubSource, PartsSource
from sqlcoder.weights.records import Progress


class SourceFailed(WeightsError):
    """A source can't bring the weights; the next one is tried."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file that a source has; its size and hash where they are known beforehand."""

    name: str
    bytes: int | None
    sha256: str | None


class Source(Protocol):
    """Somewhere weights can be fetched from."""

    @property
    def label(self) -> str:
        """A few words for messages and the record."""

    def files(self) -> tuple[RemoteFile, ...]:
        """Return the files to fetch. Raise `SourceFailed` within seconds where it can't be reached."""

    def spare_bytes(self, file: RemoteFile) -> int:
        """Return how much room fetching `file` takes besides the file itself."""

    def fetch(self, file: RemoteFile, partial: Path, progress: Progress) -> None:
        """Bring the bytes of `file` that `partial` lacks. Raise `SourceFailed` where that is impossible.

        `partial` holds the file's first bytes, from whatever source, or doesn't exist.
        """


def open_source(entry: Entry, source: HubSource | PartsSource) -> Source:
    """Return the means to fetch `entry` from `source`; nothing is contacted yet."""
    if isinstance(source, HubSource):
        from sqlcoder.weights.hub import Hub

        return Hub(source, bytes_=entry.bytes, sha256=entry.sha256)
    from sqlcoder.weights.parts import Parts

    return Parts(source, RemoteFile(entry.file, entry.bytes, entry.sha256))


def storage_error(error: OSError, folder: Path, needed: int | None = None) -> WeightsError:
    """Return what to tell the user when the disk refuses: full, or not to be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(folder, needed)
    return WeightsError(
        f"The folder of weights can't be used: {error.strerror or error}.",
        where=str(error.filename or folder),
        fix="Choose another folder with --home or SQLCODER_HOME.",
    )


def disk_full(folder: Path, needed: int | None) -> WeightsError:
    """Return the error for a full disk; `needed` are the bytes still to come, where that is known."""
    room = "" if needed is None else f" {needed / 1e6:,.0f} MB more are needed."
    return WeightsError(
        f"There is not enough room on the disk for the weights.{room}",
        where=str(folder),
        fix="Free some space and run the command again: it goes on where it stopped. "
        "Or choose a folder on another disk with --home or SQLCODER_HOME.",
    )
