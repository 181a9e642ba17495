"""The log of a run as JSON Lines: grows by a line at a time, goes on after a kill, and ends up sorted.

The first line is the header; a line with an "id" is an item's; others are kept once each. The finished file
is the same byte for byte whether the run was interrupted or not, and in whatever order its items were done.
Knows nothing of what the fields mean.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlcoder.errors import LogError

if TYPE_CHECKING:
    from filelock import BaseFileLock

# A run may go on at another time, with more processes, or elsewhere; the header stays the first one's.
_MAY_DIFFER = frozenset({"created", "jobs", "backend"})


class Journal:
    """An open log, locked against other processes; `open` makes it, `finish` completes it."""

    def __init__(self, path: Path, lock: BaseFileLock) -> None:
        self._path = path
        self._lock = lock
        self._file: io.FileIO | None = None
        self._header_line = b""
        self._others: dict[bytes, None] = {}
        self._items: dict[str, bytes] = {}
        self._done: dict[str, dict[str, Any]] = {}

    @classmethod
    def open(cls, path: Path, header: Mapping[str, Any]) -> Self:
        """Create the log at `path`, with its folder, or go on with the one that is there.

        Cut a last line that a kill left unfinished. Raise `LogError` where the file is another run's or no
        log at all, has a broken line, is being written by another process, or can't be written.
        """
        # A link stays a link when the file is replaced.
        path = Path(os.path.realpath(path))
        journal = cls(path, _locked(path))
        try:
            with _plain_errors(path):
                journal._start(header)
        except BaseException:
            journal.close()
            raise
        return journal

    @property
    def header(self) -> dict[str, Any]:
        """The file's header, which is the first run's."""
        header: dict[str, Any] = json.loads(self._header_line)["header"]
        return header

    @property
    def done(self) -> Mapping[str, dict[str, Any]]:
        """The items' lines by id."""
        return self._done

    def add(self, fields: Mapping[str, Any]) -> None:
        """Append a line; when this returns, the disk has it. One without "id" that is there already is not.

        Raise `LogError` where the disk refuses; what was there before stays whole.
        """
        line = _line(fields)
        if "id" not in fields and line in self._others:
            return
        with _plain_errors(self._path):
            self._append(line)
        self._keep(line, json.loads(line))

    def finish(self, order: Iterable[str]) -> None:
        """Write the file anew: header, other lines by their first value, items in `order`; then close it.

        Raise `ValueError` where `order` isn't just the ids that are done, `LogError` where the disk refuses.
        """
        ids = list(order)
        if len(ids) != len(self._items) or set(ids) != self._items.keys():
            raise ValueError("the order must hold each id that is done, once, and no other")
        others = sorted(self._others, key=lambda line: (str(next(iter(json.loads(line).values()), "")), line))
        with _plain_errors(self._path):
            self._replace([self._header_line, *others, *(self._items[id] for id in ids)])
        self.close()

    def close(self) -> None:
        """Let others write the file; calling it again does nothing."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._lock.is_locked:
            # While it is still held: a process that opened it in the meantime finds it gone, and tries anew.
            with contextlib.suppress(OSError):  # Windows keeps what is open; an empty file stays.
                os.unlink(self._lock.lock_file)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self, header: Mapping[str, Any]) -> None:
        if self._path.exists() and not self._path.is_file():
            raise LogError(
                "The log is not a file.",
                where=str(self._path),
                fix="Name a file with --out, such as run.jsonl.",
            )
        content = self._path.read_bytes() if self._path.exists() else b""
        if content:
            self._load(content, header)
        else:
            self._header_line = _line({"header": header})
        if b"\n" not in content:
            # Not appended, so that no kill leaves half a header.
            self._replace([self._header_line])
        self._file = io.FileIO(self._path, "r+")
        # What follows the last line break, a kill has left.
        self._file.truncate((content.rfind(b"\n") + 1) or len(self._header_line))
        self._file.seek(0, os.SEEK_END)

    def _load(self, content: bytes, header: Mapping[str, Any]) -> None:
        first, *rest = content.split(b"\n")
        self._header_line = first + b"\n"
        _must_match(_header_in(first, self._path), json.loads(_line(header)), self._path)
        for number, line in enumerate(rest[:-1], start=2):
            fields = _object(line)
            if fields is None or ("id" in fields and not isinstance(fields["id"], str)):
                raise LogError(
                    "A line of the log is broken.",
                    where=f"{self._path}, line {number}",
                    fix="Delete that line, and what it held is done again.",
                )
            self._keep(line + b"\n", fields)

    def _keep(self, line: bytes, fields: dict[str, Any]) -> None:
        if "id" in fields:
            self._items[fields["id"]] = line
            self._done[fields["id"]] = fields
        else:
            self._others[line] = None

    def _append(self, line: bytes) -> None:
        if self._file is None:
            raise ValueError("the log is closed")
        size = self._file.tell()
        try:
            _write(self._file, line)
        except OSError:
            self._file.seek(size)
            self._file.truncate()
            raise

    def _replace(self, lines: Iterable[bytes]) -> None:
        """Put a new file in the place of the log, or leave the old one as it is."""
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            with io.FileIO(new, "w") as file:
                _write(file, b"".join(lines))
            os.replace(new, self._path)
        except OSError:
            with contextlib.suppress(OSError):  # The first error is the one to tell.
                new.unlink()
            raise


def _write(file: io.FileIO, data: bytes) -> None:
    """Write all of `data` and wait until the disk has it."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())


def _line(fields: Mapping[str, Any]) -> bytes:
    """Return the line of `fields`, with its line break."""
    text = json.dumps(fields, ensure_ascii=False)
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        # Half a surrogate pair, as a model's reply may hold: UTF-8 can't write it, an escape can.
        return json.dumps(fields).encode() + b"\n"


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        fields = json.loads(line)
    except ValueError:
        return None
    return fields if isinstance(fields, dict) else None


def _header_in(line: bytes, path: Path) -> dict[str, Any]:
    first = _object(line)
    header = first.get("header") if first else None
    if not isinstance(header, dict):
        raise LogError(
            "The file is not the log of a run: its first line holds no header.",
            where=str(path),
            fix="Name another file with --out, or remove this one.",
        )
    return header


def _must_match(found: Mapping[str, Any], wanted: Mapping[str, Any], path: Path) -> None:
    differences = [text for key, text in _differences(found, wanted) if key not in _MAY_DIFFER]
    if differences:
        raise LogError(
            f"The file holds another run: {'; '.join(differences)}.",
            where=str(path),
            fix="Name another file with --out, or remove this one.",
        )


def _differences(
    found: Mapping[str, Any], wanted: Mapping[str, Any], name: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the key of each value that differs, at the top, and a text that names it, however deep."""
    for key in sorted(found.keys() | wanted.keys()):
        there, here = found.get(key), wanted.get(key)
        if isinstance(there, dict) and isinstance(here, dict):
            yield from ((key, text) for _, text in _differences(there, here, f"{name}{key}."))
        elif there != here or (key in found) != (key in wanted):
            yield key, f"{name}{key} is {_shown(key, found)} there, but {_shown(key, wanted)} here"


def _shown(key: str, fields: Mapping[str, Any]) -> str:
    text = json.dumps(fields[key], ensure_ascii=False) if key in fields else "missing"
    return text if len(text) <= 80 else f"{text[:77]}..."


def _locked(path: Path) -> BaseFileLock:
    """Lock the log; a process that is killed holds no lock."""
    import filelock

    # Any thread may close the log.
    lock = filelock.FileLock(path.with_name(f"{path.name}.lock"), thread_local=False)
    with _plain_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            raise LogError(
                "Another process is writing the log.",
                where=str(path),
                fix="Wait until it is done, or name another file with --out.",
            ) from None
    return lock


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Say plainly what the disk refuses."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise LogError(
            f"The log can't be written: {error.strerror}.",
            where=str(path),
            fix="Make room, then run the same command again: it goes on where it stopped."
            if full
            else "Name a file with --out that you may write.",
        ) from error
