"""The engine for any causal model of the transformers library: a local folder, or a repository of the hub.

For models without a GGUF build, and for a GPU. Keeps the computed fixed part of one prompt in memory. Runs no
code that a repository brings along, and trains nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlcoder.engines.base import Message, Prompt, Reply, Sampling, Usage
from sqlcoder.engines.streamed import Streamed
from sqlcoder.errors import EngineError, MissingDependency, SchemaError, WeightsError

# The prompt is read in batches: a batch is the grain of the progress bar and of Ctrl-C.
BATCH_TOKENS = 256
# Where a prompt's turns begin, found by rendering the chat template around this text.
_MARK = "\u2063question\u2063"
# What a decoded text ends with while a character's bytes are not all there.
_INCOMPLETE = "\ufffd"


def open_transformers(
    source: str | Path, *, name: str | None = None, context_tokens: int = 8192, offline: bool = False
) -> Transformers:
    """Load the model in the folder `source`, or of the hub repository `source` ("owner/name").

    It goes to the first of CUDA, MPS and CPU that is there, in the number format of its file. The context is
    `context_tokens`, or less where the model was made for less. A folder, or `offline`, needs no network.
    Raise `MissingDependency` without torch, `WeightsError` where the files aren't there, `EngineError` where
    they can't be loaded.
    """
    libraries = _libraries()
    # Its bars and remarks would stand in the middle of ours.
    libraries.transformers.utils.logging.disable_progress_bar()
    libraries.transformers.utils.logging.set_verbosity_error()
    folder = isinstance(source, Path) or Path(source).is_dir()
    local = offline or folder
    if folder and not Path(source, "config.json").is_file():
        raise _incomplete(source, "it has no config.json")
    try:
        tokenizer = libraries.transformers.AutoTokenizer.from_pretrained(str(source), local_files_only=local)
        model = libraries.transformers.AutoModelForCausalLM.from_pretrained(
            str(source), dtype="auto", local_files_only=local
        )
        model = model.to(_device(libraries.torch)).eval()
    except OSError as error:
        raise _incomplete(source, _brief(error)) if folder else _missing(source, local, error) from error
    except (ValueError, KeyError, RuntimeError, ImportError, libraries.safetensors.SafetensorError) as error:
        raise EngineError(
            "The model can't be loaded.",
            where=str(source),
            fix=f"Choose a causal language model that fits in memory. The library says: {_brief(error)}",
        ) from error
    longest = getattr(model.config, "max_position_embeddings", None) or context_tokens
    return Transformers(model, tokenizer, name or Path(source).name, min(context_tokens, longest))


@dataclass(frozen=True, slots=True)
class _Prefix:
    """The tokens of a prompt's fixed part and their computed keys and values."""

    tokens: list[int]
    cache: Any


class Transformers:
    """A loaded model; made by `open_transformers`. One reply at a time."""

    def __init__(self, model: Any, tokenizer: Any, name: str, context_tokens: int) -> None:
        self.name = name
        self.context_tokens = context_tokens
        self._model = model
        self._tokenizer = tokenizer
        self._prefix: _Prefix | None = None

    def count_tokens(self, text: str) -> int:
        """Return the exact number of tokens of `text`."""
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def warm(self, prompt: Prompt, on_progress: Callable[[int, int], None] | None = None) -> Usage:
        """Have the fixed part of `prompt` computed, in memory.

        Does nothing for a model whose cache can't be cut (one that keeps a sliding window or a state).
        """
        tokens = self._tokens(self._fixed(prompt), prompt.chat)
        if not tokens or len(tokens) >= self.context_tokens:
            return Usage()
        if self._prefix is not None and self._prefix.tokens == tokens:
            return Usage()
        started = time.perf_counter()
        self._prefix = None
        cache = self._read(tokens, on_progress)
        if not _can_be_cut(cache):
            return Usage()
        self._prefix = _Prefix(tokens, cache)
        return Usage(read_tokens=len(tokens), read_seconds=time.perf_counter() - started)

    def generate(
        self, prompt: Prompt, sampling: Sampling, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """Return the reply to `prompt`, reading only what follows the part that `warm` computed."""
        tokens = self._tokens(self._render(prompt), prompt.chat)
        if len(tokens) >= self.context_tokens:
            raise SchemaError(
                f"The prompt has {len(tokens)} tokens, but the context holds {self.context_tokens}.",
                fix="Ask about fewer tables (--tables), or give the model more room (--context).",
            )
        held = self._common(tokens)
        ends = self._ends(prompt.stop)
        written = _Written(self._tokenizer, Streamed("", prompt.stop), len(tokens), on_text)
        self._run(tokens, held, ends, sampling, written)
        written.finish()
        finished = written.streamed.ended or bool(written.tokens) and written.tokens[-1] in ends
        return Reply(written.streamed.text, written.usage(held), finished)

    def close(self) -> None:
        """Free the model's memory."""
        self._model = self._prefix = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(
        self, tokens: list[int], held: int, ends: list[int], sampling: Sampling, written: _Written
    ) -> None:
        torch = _libraries().torch
        limit = min(sampling.max_tokens, self.context_tokens - len(tokens))
        config = _generation_config(limit, sampling.temperature, ends)
        ids = torch.tensor([tokens], device=self._model.device)
        try:
            with torch.no_grad(), _seeded(torch, sampling.seed):
                self._model.generate(
                    ids,
                    attention_mask=torch.ones_like(ids),
                    generation_config=config,
                    past_key_values=self._cache(held),
                    stopping_criteria=[written],
                )
        except torch.OutOfMemoryError as error:
            raise EngineError(
                "The device has too little memory for this prompt.",
                fix="Ask about fewer tables (--tables), or use a smaller model: sqlcoder models list",
            ) from error

    def _read(self, tokens: list[int], on_progress: Callable[[int, int], None] | None) -> Any:
        """Compute keys and values of `tokens`, batch by batch."""
        torch = _libraries().torch
        cache: Any = None
        with torch.no_grad():
            for begin in range(0, len(tokens), BATCH_TOKENS):
                batch = torch.tensor([tokens[begin : begin + BATCH_TOKENS]], device=self._model.device)
                cache = self._model(batch, past_key_values=cache, use_cache=True).past_key_values
                if not _can_be_cut(cache):
                    break
                if on_progress is not None:
                    on_progress(begin + batch.shape[1], len(tokens))
        return cache

    def _common(self, tokens: list[int]) -> int:
        """Return how many of `tokens` are computed already; at least one is left to read."""
        if self._prefix is None:
            return 0
        # The last token of the fixed part may have joined with what follows it.
        held = 0
        for old, new in zip(self._prefix.tokens, tokens[:-1], strict=False):
            if old != new:
                break
            held += 1
        return held

    def _cache(self, held: int) -> Any:
        """Return a copy of the first `held` tokens' keys and values, for generating to add to."""
        if self._prefix is None or held == 0:
            return None
        cache = _libraries().transformers.DynamicCache()
        for index, layer in enumerate(self._prefix.cache.layers):
            cache.update(layer.keys[..., :held, :], layer.values[..., :held, :], index)
        return cache

    def _ends(self, stop: tuple[str, ...]) -> list[int]:
        """Return the tokens that end a reply: the model's own, and the special ones among `stop`."""
        own = self._model.generation_config.eos_token_id
        ends = own if isinstance(own, list) else [own, self._tokenizer.eos_token_id]
        added = self._tokenizer.get_added_vocab()
        ends = [*ends, *(added.get(text) for text in stop)]
        return sorted({end for end in ends if end is not None})

    def _tokens(self, text: str, chat: bool) -> list[int]:
        # A chat template writes special tokens itself; a flat prompt gets those that the tokenizer adds.
        tokens: list[int] = self._tokenizer.encode(text, add_special_tokens=not chat)
        return tokens

    def _render(self, prompt: Prompt) -> str:
        if not prompt.chat:
            return prompt.system + "".join(turn.content for turn in prompt.turns) + prompt.start
        return self._apply_template(prompt.system, prompt.turns) + prompt.start

    def _fixed(self, prompt: Prompt) -> str:
        if not prompt.chat:
            return prompt.system
        return self._apply_template(prompt.system, (Message("user", _MARK),)).partition(_MARK)[0]

    def _apply_template(self, system: str, turns: tuple[Message, ...]) -> str:
        if self._tokenizer.chat_template is None:
            raise EngineError(
                f"The model {self.name} has no chat template.",
                fix="Choose an instruction-tuned model: sqlcoder models list",
            )
        opening = (Message("system", system),) if system else ()
        messages = [{"role": m.role, "content": m.content} for m in (*opening, *turns)]
        try:
            text: str = self._tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=True
            )
        except import_module("jinja2").TemplateError as error:
            raise EngineError(
                f"The chat template of {self.name} can't hold this conversation.",
                fix=f"Choose another model: sqlcoder models list. The template says: {_brief(error)}",
            ) from error
        return text


class _Written:
    """The reply while it is written; called after each token, it says whether to stop."""

    def __init__(
        self, tokenizer: Any, streamed: Streamed, prompt_tokens: int, on_text: Callable[[str], None] | None
    ) -> None:
        self.streamed = streamed
        self.tokens: list[int] = []
        self._tokenizer = tokenizer
        self._prompt_tokens = prompt_tokens
        self._on_text = on_text
        self._decoded = ""
        self._started = time.perf_counter()
        self._begun: float | None = None

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Take in the tokens so far; return for each row (there is one) whether it is done."""
        if self._begun is None:
            self._begun = time.perf_counter()
        self.tokens = input_ids[0, self._prompt_tokens :].tolist()
        text = self._decode()
        if not text.endswith(_INCOMPLETE):
            self._show(self.streamed.add(text[len(self._decoded) :]))
            self._decoded = text
        return input_ids.new_full((1,), self.streamed.ended, dtype=import_module("torch").bool)

    def finish(self) -> None:
        """Show what was held back in case more came."""
        self._show(self.streamed.add(self._decode()[len(self._decoded) :]))
        self._show(self.streamed.finish())

    def usage(self, held: int) -> Usage:
        """Return the counts of this reply, of whose prompt `held` tokens were computed before."""
        ended = time.perf_counter()
        begun = self._begun or ended
        return Usage(
            read_tokens=self._prompt_tokens - held,
            cached_tokens=held,
            reply_tokens=len(self.tokens),
            read_seconds=begun - self._started,
            reply_seconds=ended - begun,
        )

    def _decode(self) -> str:
        text: str = self._tokenizer.decode(
            self.tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return text

    def _show(self, text: str) -> None:
        if text and self._on_text is not None:
            self._on_text(text)


@dataclass(frozen=True, slots=True)
class _Libraries:
    torch: Any
    transformers: Any
    safetensors: Any


def _libraries() -> _Libraries:
    """Return the libraries, imported when needed: they take seconds, and most users lack them."""
    try:
        return _Libraries(*(import_module(name) for name in ("torch", "transformers", "safetensors")))
    except ImportError as error:
        raise MissingDependency(
            "A transformers model", error.name or "transformers", extra="transformers"
        ) from error


def _device(torch: Any) -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


@contextmanager
def _seeded(torch: Any, seed: int) -> Iterator[None]:
    """Decide the samples by `seed`, and leave the process's own random state as it was."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        yield


def _generation_config(max_tokens: int, temperature: float, ends: list[int]) -> Any:
    # Stated in full: a model's own defaults (a penalty, top-k) would make it differ from the other engines.
    return _libraries().transformers.GenerationConfig(
        max_new_tokens=max_tokens,
        do_sample=temperature > 0,
        temperature=temperature or 1.0,
        top_k=0,
        top_p=1.0,
        repetition_penalty=1.0,
        eos_token_id=ends or None,
        pad_token_id=ends[0] if ends else 0,
    )


def _can_be_cut(cache: Any) -> bool:
    """Say whether every layer keeps all of its keys, so that any beginning of them is a cache too."""
    layer_type = import_module("transformers.cache_utils").DynamicLayer
    return all(type(layer) is layer_type for layer in getattr(cache, "layers", [None]))


def _incomplete(source: str | Path, said: str) -> WeightsError:
    return WeightsError(
        "The folder holds no complete model.",
        where=str(source),
        fix=f"It needs config.json, a tokenizer and safetensors files. The reason: {said}",
    )


def _missing(source: str | Path, local: bool, error: OSError) -> WeightsError:
    if local:
        return WeightsError(
            f'The model "{source}" is not on this machine, and the network is not to be used.',
            fix="Fetch it once without --offline, or give the path of its folder.",
        )
    return WeightsError(
        f'The model "{source}" can\'t be fetched.',
        fix=f"Check the name (owner/name) and the network. The library says: {_brief(error)}",
    )


def _brief(error: Exception) -> str:
    """Return the first line of the library's message, which may go on for a page."""
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
