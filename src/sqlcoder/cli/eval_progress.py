"""Progress of an evaluation on stderr: a bar with time left, and how many answers were right so far."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sqlcoder.evaluation.record import Record


class CountBar:
    """A bar that counts to `total`; a context manager. Without a terminal it shows nothing."""

    def __init__(self, title: str, total: int) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(title, total=total)

    def advance(self, title: str | None = None) -> None:
        """Count one more, and show another title where one is given."""
        self._bar.update(self._task, advance=1, description=title)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


class RunBar(CountBar):
    """The bar of a run: it hears of each question as it is done."""

    def __init__(self, total: int) -> None:
        super().__init__("Asking", total)
        self._total = total
        self._done = 0
        self._correct = 0

    def __call__(self, record: Record) -> None:
        """Count one question."""
        self._done += 1
        self._correct += record.correct
        self.advance(f"Asking, {self._correct} of {self._done} correct")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if error is not None and self._done < self._total:
            click.echo(
                f"Stopped after {self._done} of {self._total} questions; the same command goes on.", err=True
            )
