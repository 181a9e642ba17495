"""How fetching and checking weights looks: a bar with speed and time left on stderr.

Where stderr is no terminal, plain lines. Results are no business of this file.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text


class WeightsBar:
    """A `weights.records.Progress`; a context manager, so that the terminal is left clean after any error."""

    def __init__(self, title: str, console: Console | None = None) -> None:
        self._title = title
        self._console = console or Console(stderr=True)
        self._bar: Progress | None = None
        self._note = ""
        self._done = 0

    def __call__(self, done: int, total: int | None, note: str) -> None:
        """Show that `done` of `total` bytes are there, and `note`, what is being done."""
        news = note.endswith(".")
        if note != self._note and (news or not self._console.is_terminal):
            # A sentence is news to keep, such as a source that can't be reached; the rest labels the bar.
            self._console.print(Text(f"{self._title}: {note}", style="dim"))
        self._note = note
        if self._console.is_terminal and not news:
            self._draw(done, total)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _draw(self, done: int, total: int | None) -> None:
        label = f"{self._title}: {self._note}"
        if self._bar is None:
            columns = (DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
            title = TextColumn("{task.description}", markup=False)
            self._bar = Progress(title, BarColumn(), *columns, console=self._console, transient=True)
            self._bar.add_task(label, total=total)
            self._bar.start()
            self._done = done + 1
        task = self._bar.tasks[0].id
        if done < self._done:
            # Another step begins, or a fetch goes on where it stopped: its speed is counted from here.
            self._bar.reset(task, total=total, completed=done)
        self._bar.update(task, total=total, completed=done, description=label)
        self._done = done
