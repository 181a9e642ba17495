"""What a user sees while an answer is on its way: progress on stderr, the query being written on stdout."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.status import Status
from rich.text import Text

from sqlcoder.cli.output import highlighted
from sqlcoder.cli.progress import WeightsBar
from sqlcoder.pipeline.ask import Event
from sqlcoder.results.values import as_text

_WAITING = {
    "load model": "Loading the model",
    "read schema": "Recalling the schema",
    "generate": "Thinking",
    "run": "Running the query",
}


class Display:
    """Shows events as they come; a context manager, so that the terminal is left clean after any error.

    With `stream` the query is shown on stdout while it is written, otherwise there is only progress.
    """

    def __init__(self, *, stream: bool) -> None:
        self._err = Console(stderr=True)
        self._out = Console()
        self._stream = stream and self._out.is_terminal
        self._reply = ""
        self._shown: Live | Progress | Status | WeightsBar | None = None
        self._stack = ExitStack()

    def __call__(self, event: Event) -> None:
        """Show one event."""
        if event.step == "fetch weights":
            self._show_fetching(event)
        elif event.step == "correct":
            self._show_correction(event.text)
        elif event.total:
            self._show_reading(event.done, event.total)
        elif event.step == "generate" and event.text:
            self._show_reply(event.text)
        elif event.step in _WAITING:
            self._show_waiting(_WAITING[event.step])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _show_fetching(self, event: Event) -> None:
        bar = self._shown
        if not isinstance(bar, WeightsBar):
            bar = WeightsBar("model", self._err)
            self._open(bar)
        bar(event.done, event.total or None, event.text)

    def _show_correction(self, message: str) -> None:
        self._close()
        reason = as_text(" ".join(message.split())).rstrip(".")
        self._err.print(Text(f"That query can't run: {reason}. Asking once more.", style="yellow"))

    def _show_reading(self, done: int, total: int) -> None:
        bar = self._shown
        if not isinstance(bar, Progress):
            tokens = (MofNCompleteColumn(), TextColumn("tokens"), TimeRemainingColumn())
            title = TextColumn("{task.description}")
            bar = Progress(title, BarColumn(), *tokens, console=self._err, transient=True)
            bar.add_task("Reading the schema, once for this database", total=total)
            self._open(bar)
        bar.update(bar.tasks[0].id, completed=done)

    def _show_waiting(self, text: str) -> None:
        self._reply = ""
        if isinstance(self._shown, Status):
            self._shown.update(text)
        else:
            self._open(Status(text, console=self._err))

    def _show_reply(self, text: str) -> None:
        if not self._stream:
            return
        self._reply += text
        live = self._shown
        if not isinstance(live, Live):
            # The checked query is printed at the end, so what streams by is wiped.
            live = Live(console=self._out, transient=True, refresh_per_second=12)
            self._open(live)
        live.update(highlighted(self._reply.strip()))

    def _open(self, shown: Live | Progress | Status | WeightsBar) -> None:
        self._close()
        self._shown = shown
        self._stack.enter_context(shown)

    def _close(self) -> None:
        self._shown = None
        self._stack.close()
