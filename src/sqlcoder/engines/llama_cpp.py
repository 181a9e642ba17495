"""The embedded engine: llama.cpp in this process, on this machine's processors.

Keeps the fixed part of a prompt computed, in memory and on disk (slot save and restore). llama.cpp's server
also listens on a loopback port; all requests go through it, because closing the connection is the one way
to stop a reply while the prompt is still being read. The port demands a key that is random for each process
and answers no browser.

Doesn't know where weights come from, nor what the prompt says.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from sqlcoder.engines.base import Message, Prompt, Reply, Sampling, Usage
from sqlcoder.engines.prefix_cache import PrefixCache
from sqlcoder.errors import EngineError, SchemaError

if TYPE_CHECKING:
    import xllamacpp

# The prompt is read in batches: a batch is the grain of the progress bar and of Ctrl-C.
BATCH_TOKENS = 256
# At work the engine sends a sign of life every half minute; one that is silent for longer won't come back.
SILENCE_SECONDS = 180
# Where a prompt's turns begin, found by rendering the chat template around this text.
_MARK = "\u2063question\u2063"


def open_llama_cpp(
    path: Path,
    *,
    name: str,
    identity: str,
    context_tokens: int = 8192,
    threads: int = 0,
    prefixes: PrefixCache | None = None,
) -> LlamaCpp:
    """Load the GGUF file at `path` and return the engine; takes about a second with the file in memory.

    `identity` is a text that changes with the weights' bytes (their SHA-256 where known): kept prefixes
    depend on it. `threads` 0 takes one for each core. Raise `EngineError` where the file can't be loaded.
    """
    _let_threads_sleep()
    import xllamacpp

    key = secrets.token_urlsafe(32)
    threads = threads or _cores()
    prefixes = _usable(prefixes)
    parameters = _parameters(xllamacpp, path, key, context_tokens, threads, prefixes)
    try:
        # llama.cpp hangs for ever where it is freed before its loop has begun, so Ctrl-C, which only the main
        # thread hears, mustn't come between: leaving waits for this thread.
        with ThreadPoolExecutor(1) as thread:
            server = thread.submit(_started, xllamacpp, parameters, key).result()
    except (RuntimeError, ValueError) as error:
        raise EngineError(
            "The model file can't be loaded.",
            where=str(path),
            fix=f"Check it with: sqlcoder models verify. The engine says: {error}",
        ) from error
    port = _port(server, key)
    version = f"{xllamacpp.__version__} {context_tokens}"
    return LlamaCpp(server, port, name, f"{identity} {version}", context_tokens, prefixes)


class LlamaCpp:
    """A loaded GGUF model; made by `open_llama_cpp`. One reply at a time."""

    def __init__(
        self,
        server: xllamacpp.Server,
        port: _Port,
        name: str,
        identity: str,
        context_tokens: int,
        prefixes: PrefixCache | None,
    ) -> None:
        self.name = name
        self.context_tokens = context_tokens
        self.server: xllamacpp.Server | None = server
        self._port = port
        self._identity = identity
        self._prefixes = prefixes
        self._held: str | None = None

    @property
    def address(self) -> str:
        """Where the engine listens, for the test that nobody else can use it."""
        return f"http://{self._port.host}:{self._port.number}"

    def count_tokens(self, text: str) -> int:
        """Return the exact number of tokens of `text`."""
        return len(self._port.call("/tokenize", {"content": text, "add_special": False})["tokens"])

    def warm(self, prompt: Prompt, on_progress: Callable[[int, int], None] | None = None) -> Usage:
        """Have the fixed part of `prompt` in memory: still there, from disk, or read now and kept on disk."""
        fixed = self._fixed(prompt)
        if not fixed or fixed == self._held:
            return Usage()
        self._held = None
        usage = self._restore(fixed)
        if usage is None:
            usage = self._complete(fixed, Sampling(max_tokens=0), (), None, on_progress).usage
            self._save(fixed)
        self._held = fixed
        return usage

    def generate(
        self, prompt: Prompt, sampling: Sampling, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """Return the reply to `prompt`, reading only what is not in memory yet."""
        return self._complete(self.rendered(prompt), sampling, prompt.stop, on_text, None)

    def close(self) -> None:
        """Free the model's memory and close its port."""
        self.server = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _complete(
        self,
        text: str,
        sampling: Sampling,
        stop: tuple[str, ...],
        on_text: Callable[[str], None] | None,
        on_progress: Callable[[int, int], None] | None,
    ) -> Reply:
        request = {
            "prompt": text,
            "n_predict": sampling.max_tokens,
            "temperature": sampling.temperature,
            "seed": sampling.seed,
            "stop": list(stop),
            "id_slot": 0,
            "cache_prompt": True,
            "stream": True,
            "return_progress": on_progress is not None,
        }
        pieces: list[str] = []
        for event in self._port.stream("/completion", request):
            if on_progress is not None and "prompt_progress" in event:
                on_progress(event["prompt_progress"]["processed"], event["prompt_progress"]["total"])
            if event.get("content") and sampling.max_tokens:
                pieces.append(event["content"])
                if on_text is not None:
                    on_text(event["content"])
            if event.get("stop"):
                return Reply("".join(pieces), _usage(event["timings"]), event["stop_type"] != "limit")
        raise EngineError(
            "The engine ended its reply before it was complete.", fix="Ask again; see: sqlcoder doctor"
        )

    def rendered(self, prompt: Prompt) -> str:
        """Return `prompt` as the one text that the model reads."""
        if not prompt.chat:
            return prompt.system + "".join(turn.content for turn in prompt.turns) + prompt.start
        return self._apply_template(prompt.system, prompt.turns) + prompt.start

    def _fixed(self, prompt: Prompt) -> str:
        if not prompt.chat:
            return prompt.system
        marked = self._apply_template(prompt.system, (Message("user", _MARK),))
        return marked.partition(_MARK)[0]

    def _apply_template(self, system: str, turns: tuple[Message, ...]) -> str:
        messages = [Message("system", system), *turns]
        request = {"messages": [{"role": m.role, "content": m.content} for m in messages]}
        return str(self._port.call("/apply-template", request)["prompt"])

    def _restore(self, fixed: str) -> Usage | None:
        """Bring the prefix `fixed` back from disk; None where it isn't there."""
        if self._prefixes is None:
            return None
        file = self._prefixes.find(self._prefixes.key(self._identity, fixed))
        if file is None:
            return None
        started = time.perf_counter()
        try:
            answer = self._port.call("/slots/0?action=restore", {"filename": file.name})
        except EngineError:
            # Another process has just removed it to make room: it is read once more.
            return None
        return Usage(cached_tokens=answer["n_restored"], read_seconds=time.perf_counter() - started)

    def _save(self, fixed: str) -> None:
        """Keep the prefix on disk; where the disk is full nothing is kept and nothing is lost."""
        if self._prefixes is None:
            return
        scratch = self._prefixes.scratch(self._prefixes.key(self._identity, fixed))
        try:
            answer = self._port.call("/slots/0?action=save", {"filename": scratch.name})
            if scratch.stat().st_size == answer["n_written"]:
                self._prefixes.keep(scratch)
        except (EngineError, OSError):
            # The prefix is in memory all the same: the next start reads it once more.
            pass
        finally:
            with contextlib.suppress(OSError):
                scratch.unlink(missing_ok=True)


class _Port:
    """The engine's loopback port: one connection a call, always with the key."""

    def __init__(self, host: str, number: int, key: str) -> None:
        self.host = host
        self.number = number
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Return the JSON answer to `body`, or without one to a GET request."""
        with self._request(path, body) as response:
            return json.loads(response.read())

    def stream(self, path: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the server-sent events; leaving early closes the connection, which stops the reply."""
        with self._request(path, body) as response:
            for line in response:
                if line.startswith(b"data: {"):
                    event = json.loads(line[6:])
                    if "error" in event:
                        raise _error(event["error"])
                    yield event

    @contextlib.contextmanager
    def _request(self, path: str, body: dict[str, Any] | None) -> Iterator[http.client.HTTPResponse]:
        connection = http.client.HTTPConnection(self.host, self.number, timeout=SILENCE_SECONDS)
        try:
            method, content = ("GET", None) if body is None else ("POST", json.dumps(body))
            connection.request(method, path, content, self._headers)
            response = connection.getresponse()
            if response.status != 200:
                raise _error(json.loads(response.read()).get("error", {}))
            yield response
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise EngineError(
                "The embedded engine doesn't answer.", fix=f"See: sqlcoder doctor. It says: {error}"
            ) from error
        finally:
            connection.close()


def _started(xllamacpp: Any, parameters: xllamacpp.CommonParams, key: str) -> xllamacpp.Server:
    """Return a server whose loop has answered once."""
    server = xllamacpp.Server(parameters)
    _port(server, key).call("/slots")
    return server


def _port(server: xllamacpp.Server, key: str) -> _Port:
    address = urlsplit(server.listening_address)
    return _Port(str(address.hostname), int(address.port or 0), key)


def _let_threads_sleep() -> None:
    """Have the engine's threads give their core away soon when they wait for each other.

    OpenMP reads this once, when it is loaded. By default its threads spin for milliseconds: two engines on
    the same cores then write a third slower, and one beside any busy program ten times slower.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "1000")


def _usable(prefixes: PrefixCache | None) -> PrefixCache | None:
    """Return `prefixes` with its folder made; None where that can't be: each start then reads the schema."""
    if prefixes is None:
        return None
    try:
        # A prefix holds the schema and its sample values: for its owner's eyes only.
        prefixes.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return prefixes


def _parameters(
    xllamacpp: Any, path: Path, key: str, context_tokens: int, threads: int, prefixes: PrefixCache | None
) -> xllamacpp.CommonParams:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = context_tokens
    parameters.n_parallel = 1
    parameters.n_batch = BATCH_TOKENS
    parameters.n_ubatch = BATCH_TOKENS
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    # A thread that waits for work sleeps: spinning takes the core from the database and other programs.
    parameters.cpuparams.poll = 0
    parameters.cpuparams_batch.poll = 0
    parameters.fit_params = False
    parameters.warmup = False
    parameters.verbosity = -1
    # One slot holds one prefix and the disk holds the others, so llama.cpp's own cache in memory (8 GB) is
    # off.
    parameters.cache_ram_mib = 0
    parameters.cache_idle_slots = False
    parameters.n_ctx_checkpoints = 0
    if prefixes is not None:
        parameters.slot_save_path = f"{prefixes.folder}{os.sep}"
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.cors_origins = "null"
    parameters.cors_credentials = False
    parameters.ui = False
    parameters.n_threads_http = 2
    return parameters


def _cores() -> int:
    # Only Linux says which cores this process may use; a container often has fewer than the machine.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _usage(timings: dict[str, Any]) -> Usage:
    return Usage(
        read_tokens=timings["prompt_n"],
        cached_tokens=timings["cache_n"],
        reply_tokens=timings["predicted_n"],
        read_seconds=timings["prompt_ms"] / 1000,
        reply_seconds=timings["predicted_ms"] / 1000,
    )


def _error(error: dict[str, Any]) -> EngineError | SchemaError:
    if error.get("type") == "exceed_context_size_error":
        return SchemaError(
            f"The prompt has {error['n_prompt_tokens']} tokens, but the context holds {error['n_ctx']}.",
            fix="Ask about fewer tables (--tables), or give the model more room (--context).",
        )
    return EngineError("The engine refused the request.", fix=f"It says: {error.get('message', error)}")
