"""A reply as it streams in: what can be shown already, without the prompt's start, up to a stop text.

For engines that look for stop texts themselves. Knows nothing of where the pieces come from.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Streamed:
    r"""The pieces of one reply. `text` is all that was shown, `ended` says that a text of `stop` was met.

    `start` is taken off the front of a reply that begins with it (white space around it included); where the
    reply begins otherwise, everything is shown and `stop` isn't looked for: it may stand in the start.

    >>> reply = Streamed("```sql", ("```",))
    >>> [reply.add(piece) for piece in ("``", "`sql\nSELECT", " 1\n`", "``\nThat", " is all.")]
    ['', 'SELECT', ' 1\n', '', '']
    """

    start: str = ""
    stop: tuple[str, ...] = ()
    text: str = ""
    ended: bool = False
    _raw: str = ""

    def add(self, piece: str) -> str:
        """Take in a piece and return what can be shown now."""
        self._raw += piece
        return "" if self.ended else self._show(last=False)

    def finish(self) -> str:
        """Return what was held back in case more came."""
        return "" if self.ended else self._show(last=True)

    def _show(self, last: bool) -> str:
        new = self._visible(last)[len(self.text) :]
        self.text += new
        return new

    def _visible(self, last: bool) -> str:
        if not self.start:
            return self._until_stop(self._raw, last)
        body = self._raw.lstrip()
        if body.startswith(self.start):
            return self._until_stop(body[len(self.start) :].lstrip(), last)
        undecided = self.start.startswith(body) and not last
        return "" if undecided else self._raw

    def _until_stop(self, body: str, last: bool) -> str:
        ends = [body.index(stop) for stop in self.stop if stop in body]
        if ends:
            self.ended = True
            return body[: min(ends)]
        return body if last else body[: len(body) - self._held_back(body)]

    def _held_back(self, body: str) -> int:
        """Return how many characters at the end of `body` may be the beginning of a stop text."""
        longest = max((len(stop) for stop in self.stop), default=0)
        lengths = range(min(longest, len(body)), 0, -1)
        return next((n for n in lengths if any(stop.startswith(body[-n:]) for stop in self.stop)), 0)
