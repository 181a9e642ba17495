"""What an engine is: text in, text out.

Knows nothing of SQL or databases. A prompt has a fixed part, the same for every question on one database,
which an engine may compute once and keep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Protocol, Self


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as engine-neutral parts.

    `system` is the fixed part (instructions and schema). `turns` are this question's messages, ending with
    a user's. `start` is what the reply is made to begin with (not part of the reply's text), `stop` the
    texts that end it. With `chat` the model's own chat template puts the parts together; without it they
    are simply joined: `system`, each turn's content, `start`.
    """

    system: str
    turns: tuple[Message, ...]
    start: str = ""
    stop: tuple[str, ...] = ()
    chat: bool = True


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to decode. Temperature 0 is greedy; `max_tokens` bounds the reply."""

    max_tokens: int = 512
    temperature: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What one call cost by the engine's own counters; 0 where it doesn't say.

    `read_tokens` were computed for this call, `cached_tokens` were already there.
    """

    read_tokens: int = 0
    cached_tokens: int = 0
    reply_tokens: int = 0
    read_seconds: float = 0.0
    reply_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The model's text, without the prompt's `start`; `finished` is False where `max_tokens` cut it."""

    text: str
    usage: Usage = field(default_factory=Usage)
    finished: bool = True


class Engine(Protocol):
    """One loaded language model. Use it as a context manager; it frees its memory on exit."""

    @property
    def name(self) -> str:
        """A short name for messages and logs."""

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and reply may have together."""

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of `text` (an estimate where the engine has no tokenizer)."""

    def warm(self, prompt: Prompt, on_progress: Callable[[int, int], None] | None = None) -> Usage:
        """Have the fixed part of `prompt` ready, so that the next call reads only the question.

        `on_progress` hears of tokens read and tokens in all, as they are read. An engine that can't keep
        a prefix does nothing.
        """

    def generate(
        self, prompt: Prompt, sampling: Sampling, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """Return the model's reply; pieces go to `on_text` as they come.

        Raise `EngineError` where the model can't answer, `SchemaError` where the prompt exceeds the context.
        """

    def close(self) -> None:
        """Free the model's memory; calling it again does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
