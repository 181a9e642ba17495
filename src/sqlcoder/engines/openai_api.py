"""An engine behind HTTP: any server of the OpenAI style (vLLM, SGLang, llama.cpp, Ollama, a hosted one).

The API can't be given the reply's beginning, so a chat prompt's `start` is left out, and taken off the reply
where the model writes it by itself. Starts no server, keeps no prefix (servers have caches of their own), and
follows no redirect: questions and key go to the address that was given and nowhere else.
"""

from __future__ import annotations

import ipaddress
import json
import math
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from sqlcoder.engines.base import Message, Prompt, Reply, Sampling, Usage
from sqlcoder.engines.openai_errors import cut_short, malformed, refusal, unreachable
from sqlcoder.engines.streamed import Streamed
from sqlcoder.errors import SqlcoderError, UsageError

CONNECT_SECONDS = 10.0
READ_SECONDS = 120.0
# A busy server says how long to wait; beyond this it is kinder to tell the user.
WAIT_SECONDS = 60.0
RETRIES = 2
# English and code come to 3.5-4 characters a token; the lower end errs on the side of too many tokens.
CHARACTERS_PER_TOKEN = 3.5


def open_openai_api(
    url: str, *, model: str | None = None, api_key: str | None = None, context_tokens: int = 8192
) -> OpenaiApi:
    """Return the engine for the server at `url`, e.g. `http://localhost:8000/v1`.

    The model is `model`, else what follows a `#` in `url`, else the server is asked for its only one.
    A URL without a path gets `/v1`. Raise `UsageError` for a bad URL or key and where the server has several
    models, `EngineError` where it was asked and didn't answer.
    """
    address = _address(url)
    key = _key(api_key)
    engine = OpenaiApi(_client(address.base, key), address.base, model or address.model, context_tokens, key)
    if not engine.name:
        try:
            engine.name = engine.only_model()
        except SqlcoderError:
            engine.close()
            raise
    return engine


class OpenaiApi:
    """A model on a server; made by `open_openai_api`."""

    def __init__(self, client: httpx.Client, url: str, name: str, context_tokens: int, key: str) -> None:
        self.name = name
        self.context_tokens = context_tokens
        self._client = client
        self._url = url
        self._key = key

    def count_tokens(self, text: str) -> int:
        """Return an estimate, as the API has no tokenizer: characters / 3.5, rounded up."""
        return math.ceil(len(text) / CHARACTERS_PER_TOKEN)

    def warm(self, prompt: Prompt, on_progress: Callable[[int, int], None] | None = None) -> Usage:
        """Do nothing: servers keep prefixes by themselves."""
        return Usage()

    def generate(
        self, prompt: Prompt, sampling: Sampling, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """Return the model's reply; the times in its usage are those seen from here."""
        streamed = _streamed(prompt)
        reading = _Reading(time.perf_counter())
        path = "/chat/completions" if prompt.chat else "/completions"
        with closing(self._events(path, _body(self.name, prompt, sampling))) as events:
            for event in events:
                shown = streamed.add(reading.take(event))
                if shown and on_text is not None:
                    on_text(shown)
                if streamed.ended:
                    # What follows isn't wanted: closing the connection stops it on the server too.
                    break
        rest = streamed.finish()
        if rest and on_text is not None:
            on_text(rest)
        return Reply(streamed.text, reading.usage(), streamed.ended or not reading.cut)

    def only_model(self) -> str:
        """Return the name of the server's only model. Raise `UsageError` where it has several, or none."""
        with self._answer("GET", "/models", None) as response:
            names = self._model_names(response.read())
        if len(names) == 1:
            return names[0]
        if not names:
            raise UsageError("The server has no model.", where=self._url, fix="Load one on the server first.")
        raise UsageError(
            f"The server has {len(names)} models: {', '.join(names)}.",
            where=self._url,
            fix=f"Name one after a #, for example: --model '{self._url}#{names[0]}'",
        )

    def close(self) -> None:
        """Close the connections to the server."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _events(self, path: str, body: dict[str, Any]) -> Generator[dict[str, Any]]:
        """Yield the server-sent events; leaving early closes the connection, which stops the reply."""
        complete = False
        with self._answer("POST", path, body) as response:
            for line in response.iter_lines():
                data = line.removeprefix("data:").strip() if line.startswith("data:") else ""
                if data == "[DONE]":
                    return
                if data:
                    event = self._event(data)
                    complete = complete or bool(_choice(event).get("finish_reason"))
                    yield event
        if not complete:
            raise cut_short(self._url)

    def _event(self, data: str) -> dict[str, Any]:
        try:
            event = json.loads(data)
        except ValueError:
            raise malformed(self._url) from None
        if not isinstance(event, dict):
            raise malformed(self._url)
        if event.get("error"):
            raise self._refusal(httpx.codes.INTERNAL_SERVER_ERROR, data)
        return event

    def _model_names(self, body: bytes) -> list[str]:
        try:
            return sorted(str(entry["id"]) for entry in json.loads(body)["data"])
        except (ValueError, TypeError, KeyError):
            raise malformed(self._url) from None

    @contextmanager
    def _answer(self, method: str, path: str, body: dict[str, Any] | None) -> Iterator[httpx.Response]:
        """Give an answer of status 200, after the wait a busy server asks for; else raise what it means."""
        try:
            for attempt in range(RETRIES + 1):
                with self._client.stream(method, self._url + path, json=body) as response:
                    if response.status_code == httpx.codes.OK:
                        yield response
                        return
                    wait = _wait_seconds(response)
                    text = response.read().decode(errors="replace")
                busy = response.status_code == httpx.codes.TOO_MANY_REQUESTS
                if not busy or attempt == RETRIES or wait > WAIT_SECONDS:
                    raise self._refusal(response.status_code, text)
                time.sleep(wait)
        except httpx.RequestError as error:
            raise unreachable(error, self._url, READ_SECONDS) from error

    def _refusal(self, status: int, text: str) -> SqlcoderError:
        return refusal(status, text, url=self._url, model=self.name, key=self._key)


@dataclass(slots=True)
class _Reading:
    """What the events of one reply say beside its text."""

    started: float
    begun: float | None = None
    cut: bool = False
    counts: dict[str, Any] | None = None

    def take(self, event: dict[str, Any]) -> str:
        """Take in one event and return its piece of text."""
        if isinstance(event.get("usage"), dict):
            self.counts = event["usage"]
        choice = _choice(event)
        self.cut = self.cut or choice.get("finish_reason") == "length"
        delta = choice.get("delta")
        piece = delta.get("content") if isinstance(delta, dict) else choice.get("text")
        if not isinstance(piece, str):
            return ""
        if piece and self.begun is None:
            self.begun = time.perf_counter()
        return piece

    def usage(self) -> Usage:
        """Return the server's counts, 0 where it didn't send them or wasn't heard to the end."""
        ended = time.perf_counter()
        begun = self.begun or ended
        counts = self.counts or {}
        details = counts.get("prompt_tokens_details") or {}
        cached = details.get("cached_tokens") or 0
        return Usage(
            read_tokens=max(0, (counts.get("prompt_tokens") or 0) - cached),
            cached_tokens=cached,
            reply_tokens=counts.get("completion_tokens") or 0,
            read_seconds=begun - self.started,
            reply_seconds=ended - begun,
        )


@dataclass(frozen=True, slots=True)
class _Address:
    """A server's base URL, and the model that the user's URL named, or an empty text."""

    base: str
    model: str


def _address(url: str) -> _Address:
    try:
        parts = urlsplit(url.strip())
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise UsageError(
            "The server's URL can't be read.", fix="Write it like http://localhost:8000/v1 (http or https)."
        )
    if "@" in parts.netloc or parts.query:
        # Neither is repeated: they may hold a secret.
        raise UsageError(
            "The server's URL holds a user name, a password or a query, which can't be used here.",
            fix="Give only the address, and the key in SQLCODER_API_KEY.",
        )
    path = parts.path.rstrip("/") or "/v1"
    return _Address(f"{parts.scheme}://{parts.netloc}{path}", parts.fragment)


def _key(api_key: str | None) -> str:
    key = (api_key or "").strip()
    if not (key.isascii() and key.isprintable()):
        raise UsageError(
            "The server's key holds characters that no key has.", fix="Set SQLCODER_API_KEY to the key alone."
        )
    return key


def _client(url: str, key: str) -> httpx.Client:
    return httpx.Client(
        headers={"Authorization": f"Bearer {key}"} if key else {},
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        # The user's proxy and certificates hold, but no proxy is wanted to reach this very machine.
        trust_env=not _is_loopback(urlsplit(url).hostname or ""),
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _held(prompt: Prompt) -> tuple[str, ...]:
    """Return the stop texts that the server mustn't look for.

    A chat reply writes the start by itself, so a stop text within the start would end it at once.
    """
    return tuple(stop for stop in prompt.stop if stop in prompt.start) if prompt.chat else ()


def _streamed(prompt: Prompt) -> Streamed:
    return Streamed(prompt.start.strip(), _held(prompt)) if prompt.chat else Streamed()


def _body(model: str, prompt: Prompt, sampling: Sampling) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": model,
        "max_tokens": sampling.max_tokens,
        "temperature": sampling.temperature,
        "seed": sampling.seed,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    stop = [text for text in prompt.stop if text not in _held(prompt)]
    if stop:
        body["stop"] = stop
    if not prompt.chat:
        body["prompt"] = prompt.system + "".join(turn.content for turn in prompt.turns) + prompt.start
        return body
    system = (Message("system", prompt.system),) if prompt.system else ()
    body["messages"] = [{"role": m.role, "content": m.content} for m in (*system, *prompt.turns)]
    return body


def _choice(event: dict[str, Any]) -> dict[str, Any]:
    """Return the event's choice; the final chunk, which only counts, has none."""
    choices = event.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else {}
    return first if isinstance(first, dict) else {}


def _wait_seconds(response: httpx.Response) -> float:
    """Return what `Retry-After` says, as seconds or as a date; a second where it says nothing."""
    text = response.headers.get("retry-after", "").strip()
    try:
        if text.isdigit():
            return float(text)
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 1.0
