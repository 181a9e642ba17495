"""An engine that says what it was told to say, for tests and for showing the plumbing without weights.

Loads no model and judges no prompt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from sqlcoder.engines.base import Prompt, Reply, Sampling, Usage
from sqlcoder.errors import EngineError


class Scripted:
    """Gives `replies` in order, or what a function of the prompt returns.

    `prompts` and `samplings` hold what was asked, `warmed` what was warmed. Tokens are words. The fixed part
    of a prompt counts as cached once it was warmed or read.

    >>> from sqlcoder.engines.base import Message
    >>> engine = Scripted(["SELECT 1"])
    >>> engine.generate(Prompt("Be brief.", (Message("user", "One?"),)), Sampling()).text
    'SELECT 1'
    """

    def __init__(
        self,
        replies: Sequence[str] | Callable[[Prompt], str],
        *,
        name: str = "scripted",
        context_tokens: int = 8192,
    ) -> None:
        self.name = name
        self.context_tokens = context_tokens
        self.prompts: list[Prompt] = []
        self.samplings: list[Sampling] = []
        self.warmed: list[Prompt] = []
        self._replies = replies
        self._held: str | None = None

    def count_tokens(self, text: str) -> int:
        """Return the number of words of `text`."""
        return len(text.split())

    def warm(self, prompt: Prompt, on_progress: Callable[[int, int], None] | None = None) -> Usage:
        """Record `prompt` and hold its fixed part as read."""
        self.warmed.append(prompt)
        if prompt.system == self._held:
            return Usage()
        self._held = prompt.system
        words = self.count_tokens(prompt.system)
        if on_progress is not None:
            on_progress(words, words)
        return Usage(read_tokens=words)

    def generate(
        self, prompt: Prompt, sampling: Sampling, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """Return the next reply, cut at `max_tokens` words, word by word to `on_text`.

        `stop` is not looked for: a reply is what the script says. Raise `EngineError` where none is left.
        """
        text = self._next(prompt)
        self.prompts.append(prompt)
        self.samplings.append(sampling)
        cut, finished = _cut(text, sampling.max_tokens)
        if on_text is not None:
            for piece in _pieces(cut):
                on_text(piece)
        return Reply(cut, self._count(prompt, cut), finished)

    def close(self) -> None:
        """Do nothing: there is nothing to free."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _next(self, prompt: Prompt) -> str:
        if callable(self._replies):
            return self._replies(prompt)
        given = len(self.prompts)
        if given >= len(self._replies):
            raise EngineError(
                f"The scripted engine has given all of its {len(self._replies)} replies.",
                fix="Give it as many replies as the test asks for, or a function of the prompt.",
            )
        return self._replies[given]

    def _count(self, prompt: Prompt, reply: str) -> Usage:
        fixed = self.count_tokens(prompt.system)
        own = sum(self.count_tokens(turn.content) for turn in prompt.turns) + self.count_tokens(prompt.start)
        cached = fixed if prompt.system == self._held else 0
        self._held = prompt.system
        return Usage(fixed - cached + own, cached, self.count_tokens(reply))


def _pieces(text: str) -> list[str]:
    r"""Return the words of `text`, each with the white space before it; joined they are `text`.

    >>> _pieces(" SELECT 1\n")
    [' SELECT', ' 1', '\n']
    """
    return re.findall(r"\s*\S+|\s+$", text)


def _cut(text: str, max_tokens: int) -> tuple[str, bool]:
    if len(text.split()) <= max_tokens:
        return text, True
    return "".join(_pieces(text)[:max_tokens]), False
