"""The folder of weights: fetches them, checks their bytes, remembers the check, removes them.

A file is fetched to `<file>.partial`, hashed, and only then renamed into place: what bears its final name
is whole and right. Doesn't know how a source is reached, and loads no model.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlcoder.errors import WeightsError
from sqlcoder.weights.catalog import Entry, HubSource, PartsSource
from sqlcoder.weights.gguf import read_gguf
from sqlcoder.weights.records import (
    FileRecord,
    Progress,
    Record,
    file_record,
    is_unchanged,
    read_record,
    record_path,
    write_record,
)
from sqlcoder.weights.sources import (
    RemoteFile,
    Source,
    SourceFailed,
    disk_full,
    open_source,
    storage_error,
)

# What stays free on the disk whatever is fetched.
MARGIN_BYTES = 64 * 1024 * 1024
POLL_SECONDS = 0.2

State = Literal["missing", "partial", "unchecked", "ready"]


@dataclass(frozen=True, slots=True)
class Status:
    """What is there of some weights.

    `partial`: a fetch was interrupted and can go on. `unchecked`: the file is there, but was never hashed
    or has changed since. `ready`: it is what was hashed, by size and time of change. `bytes` lie on the
    disk.
    """

    state: State
    bytes: int
    record: Record | None


class Store:
    """The weights in one folder. The folder is made when something is fetched."""

    def __init__(
        self, folder: Path, sources: Callable[[Entry, HubSource | PartsSource], Source] = open_source
    ) -> None:
        self.folder = folder
        self._open_source = sources

    def path(self, entry: Entry) -> Path:
        """Return where the weights lie, or will."""
        return self.folder / entry.file

    def status(self, entry: Entry) -> Status:
        """Say what is there of `entry`, from sizes and times alone."""
        path, partial = self.path(entry), self._partial(entry)
        if path.exists():
            record = read_record(path)
            ready = record is not None and all(
                is_unchanged(_member(path, entry, file.name), file) for file in record.files
            )
            return Status("ready" if ready else "unchecked", _size(path), record)
        if partial.exists():
            return Status("partial", _size(partial), None)
        return Status("missing", 0, None)

    def records(self) -> tuple[Record, ...]:
        """Return the records of all checked weights in the folder."""
        found = (read_record(path.with_suffix("")) for path in sorted(self.folder.glob("*.json")))
        return tuple(record for record in found if record is not None)

    def pull(self, entry: Entry, progress: Progress | None = None, *, offline: bool = False) -> Path:
        """Return the path of the weights, fetched and checked first where they aren't there.

        Takes no time where they are. A second process waits for the first. Raise `WeightsError` where they
        can't be had, aren't the right bytes, or the disk is full; what was fetched stays for the next try.
        """
        report = progress or _ignore
        path = self.path(entry)
        if self.status(entry).state == "ready":
            return path
        with self._locked(entry, report):
            state = self.status(entry).state
            if state == "unchecked":
                self._check(entry, report)
            elif state != "ready" and offline:
                raise self._missing(entry, ["The network may not be used (offline)."])
            elif state != "ready":
                self._fetch(entry, report)
        return path

    def verify(self, entry: Entry, progress: Progress | None = None) -> Record:
        """Hash the weights anew and return their record.

        Raise `WeightsError` where they are missing, or aren't the bytes that they were or must be.
        """
        if not self.path(entry).exists():
            raise WeightsError(
                f'The weights "{entry.name}" are not here.',
                where=str(self.path(entry)),
                fix=f"Fetch them with: sqlcoder models pull {entry.name}",
            )
        with self._locked(entry, progress or _ignore):
            return self._check(entry, progress or _ignore)

    def remove(self, entry: Entry) -> int:
        """Delete the weights and all that belongs to them; return the bytes freed."""
        path, partial = self.path(entry), self._partial(entry)
        if not self.folder.exists():
            return 0
        with self._locked(entry, _ignore):
            freed = sum(_size(each) for each in (path, partial) if each.exists())
            for each in (path, partial, record_path(path)):
                _delete(each)
            self._delete_leftovers(entry)
        # The empty lock file stays: another process may be waiting for it at this moment.
        return freed

    def _fetch(self, entry: Entry, progress: Progress) -> None:
        reasons: list[str] = []
        for description in entry.sources:
            source = self._open_source(entry, description)
            try:
                self._fetch_from(source, entry, progress)
            except SourceFailed as failure:
                reasons.append(str(failure))
                progress(0, entry.bytes, failure.what)
            else:
                return
        raise self._missing(entry, reasons)

    def _fetch_from(self, source: Source, entry: Entry, progress: Progress) -> None:
        """Fetch all files of `entry` from one source, check them, put them in place, and record it."""
        files = source.files()
        path, partial = self.path(entry), self._partial(entry)
        self._check_room(source, files, partial)
        if entry.is_folder:
            partial.mkdir(exist_ok=True)
        records = []
        for file in files:
            half = partial / f"{file.name}.partial" if entry.is_folder else partial
            whole = partial / file.name if entry.is_folder else path
            if not whole.exists():
                source.fetch(file, half, progress)
            here = half if half.exists() else whole
            record = file_record(here, whole.name, progress)
            _must_match(record, file, here, source.label)
            here.rename(whole)
            records.append(record)
        if entry.is_folder:
            partial.rename(path)
        self._delete_leftovers(entry)
        write_record(path, Record(entry.name, source.label, _now(), tuple(records)))

    def _check(self, entry: Entry, progress: Progress) -> Record:
        """Hash what is there, compare it with what it must be, and record it."""
        path, old = self.path(entry), read_record(self.path(entry))
        names = sorted(p.name for p in path.iterdir() if p.is_file()) if entry.is_folder else [path.name]
        if entry.is_folder and old is not None:
            names = [file.name for file in old.files]
        known = {file.name: file.sha256 for file in old.files} if old else {}
        found = []
        for name in names:
            file = file_record(_member(path, entry, name), name, progress)
            wanted = entry.sha256 or known.get(name)
            if wanted is not None and file.sha256 != wanted:
                if old is not None:
                    _distrust(path, old)
                raise self._wrong_bytes(entry, file, wanted)
            found.append(file)
        if path.suffix == ".gguf" and entry.sha256 is None:
            read_gguf(path)
        record = Record(entry.name, old.source if old else "a file put here by hand", _now(), tuple(found))
        write_record(path, record)
        return record

    def _wrong_bytes(self, entry: Entry, file: FileRecord, wanted: str) -> WeightsError:
        return WeightsError(
            f'The weights "{entry.name}" are not the right bytes: '
            f"their SHA-256 is {file.sha256}, but must be {wanted}.",
            where=str(_member(self.path(entry), entry, file.name)),
            fix="Fetch them anew: "
            f"sqlcoder models remove {entry.name}, then sqlcoder models pull {entry.name}",
        )

    def _check_room(self, source: Source, files: tuple[RemoteFile, ...], partial: Path) -> None:
        sizes = sum(file.bytes or 0 for file in files)
        spare = max((source.spare_bytes(file) for file in files), default=0)
        needed = max(0, sizes - (_size(partial) if partial.exists() else 0)) + spare
        if shutil.disk_usage(self.folder).free < needed + MARGIN_BYTES:
            raise disk_full(self.folder, needed)

    def _missing(self, entry: Entry, reasons: list[str]) -> WeightsError:
        return WeightsError(
            f'The weights "{entry.name}" are not here and can\'t be fetched.',
            where=str(self.path(entry)),
            fix="\n".join(f"- {reason}" for reason in reasons)
            + f"\nOn a machine with a network run: sqlcoder models pull {entry.name}"
            + "\nThen copy the file to the path above; it is checked when it is first used. "
            + "Or name a model file you have: --model /path/to/model.gguf",
        )

    @contextmanager
    def _locked(self, entry: Entry, progress: Progress) -> Iterator[None]:
        """Hold the lock of `entry`, and say plainly what the disk refuses. A killed process holds no lock."""
        import filelock

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = filelock.FileLock(self._lock_path(entry))
            while True:
                try:
                    lock.acquire(timeout=0)
                    break
                except filelock.Timeout:
                    progress(0, entry.bytes, f"Another process is at {entry.file}; waiting for it")
                    # Short sleeps, so that Ctrl-C is heard at once on every system.
                    time.sleep(POLL_SECONDS)
            try:
                yield
            finally:
                lock.release()
        except OSError as error:
            raise storage_error(error, self.folder) from error

    def _partial(self, entry: Entry) -> Path:
        return self.folder / f"{entry.file}.partial"

    def _lock_path(self, entry: Entry) -> Path:
        return self.folder / f"{entry.file}.lock"

    def _delete_leftovers(self, entry: Entry) -> None:
        for suffix in (".parts", ".work"):
            _delete(self.folder / f"{entry.file}.partial{suffix}")


def _must_match(found: FileRecord, wanted: RemoteFile, half: Path, label: str) -> None:
    """Refuse a fetched file that isn't what it must be, and delete it, so that it is never used again."""
    if wanted.sha256 is not None and found.sha256 != wanted.sha256:
        half.unlink()
        raise SourceFailed(
            f"The fetched file is not the right bytes: its SHA-256 is {found.sha256}, "
            f"but must be {wanted.sha256}. It was deleted.",
            where=label,
        )
    if wanted.bytes is not None and found.bytes != wanted.bytes:
        half.unlink()
        raise SourceFailed(
            f"The fetched file has {found.bytes:,} bytes, but must have {wanted.bytes:,}. It was deleted.",
            where=label,
        )
    if wanted.sha256 is None and wanted.name.endswith(".gguf"):
        try:
            read_gguf(half)
        except WeightsError as error:
            half.unlink()
            raise SourceFailed(f"{error.what} It was deleted.", where=label) from error


def _distrust(path: Path, record: Record) -> None:
    """Keep the hashes that must hold, but forget the times, so that the weights don't pass as ready."""
    write_record(path, replace(record, files=tuple(replace(file, mtime_ns=0) for file in record.files)))


def _member(path: Path, entry: Entry, name: str) -> Path:
    return path / name if entry.is_folder else path


def _size(path: Path) -> int:
    """Return the bytes at `path`, 0 for what another process has just moved into place."""
    total = 0
    for file in path.rglob("*") if path.is_dir() else (path,):
        with suppress(FileNotFoundError):
            total += file.stat().st_size if file.is_file() else 0
    return total


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _ignore(done: int, total: int | None, note: str) -> None:
    """Report nothing."""
