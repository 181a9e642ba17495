"""What an OpenAI-style server's refusals and silences mean, as errors that say what to do.

Sends nothing.
"""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from sqlcoder.errors import EngineError, SchemaError, SqlcoderError

SAID_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class _Meaning:
    what: str
    fix: str


_KEY = _Meaning("The server refuses the key, or wants one.", "Set the key in SQLCODER_API_KEY.")
_MEANINGS = {
    401: _KEY,
    403: _KEY,
    404: _Meaning(
        'The server doesn\'t know the model "{model}", or this address.',
        "Its models are listed at {url}/models; the URL usually ends in /v1.",
    ),
    429: _Meaning("The server takes no more requests for now.", "Ask again later."),
}
_REDIRECT = _Meaning("The server points to another address.", "Give that address as the URL.")
_FAILED = _Meaning("The server failed (HTTP {status}).", "Look at its log, then ask again.")
_REFUSED = _Meaning("The server refused the request (HTTP {status}).", "Check model and URL.")

# There is no common code for it: some servers say it in words, others have codes of their own.
_CONTEXT_WORDS = (
    "context_length_exceeded",
    "exceed_context_size",
    "context length",
    "context size",
    "context window",
)


def refusal(status: int, text: str, *, url: str, model: str, key: str) -> SqlcoderError:
    """Return the error for an answer with `status` other than 200 and body `text`."""
    said = _said(text, key)
    if status in (400, 413, 500) and any(words in text.lower() for words in _CONTEXT_WORDS):
        return SchemaError(
            "The prompt is longer than the server's context.",
            where=url,
            fix="Ask about fewer tables (--tables), say how much the server holds (--context), or give it "
            f"more. It says: {said}",
        )
    meaning = _MEANINGS.get(status)
    if meaning is None:
        meaning = {3: _REDIRECT, 5: _FAILED}.get(status // 100, _REFUSED)
    fix = meaning.fix.format(url=url)
    return EngineError(
        meaning.what.format(model=model, status=status), where=url, fix=f"{fix} It says: {said}"
    )


def unreachable(error: httpx.RequestError, url: str, read_seconds: float) -> EngineError:
    """Return the error for a request that got no answer, or half of one."""
    if _is_unknown_host(error):
        what = f'The host "{urlsplit(url).hostname}" is not known.'
        fix = "Check the URL's spelling, and the network."
    elif isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        what = "No server answers."
        fix = f"Start the server, or check host and port. The system says: {error}"
    elif isinstance(error, httpx.TimeoutException):
        what = f"The server has said nothing for {read_seconds:g} seconds."
        fix = "It may be overloaded, or still loading the model: look at its log, then ask again."
    else:
        what = "The connection to the server broke off."
        fix = f"Ask again; if it happens again, look at the server's log. The system says: {error}"
    return EngineError(what, where=url, fix=fix)


def malformed(url: str) -> EngineError:
    """Return the error for an answer that can't be read."""
    return EngineError(
        "The server's answer isn't what an OpenAI-style server sends.",
        where=url,
        fix="Check the URL: it usually ends in /v1.",
    )


def cut_short(url: str) -> EngineError:
    """Return the error for a stream that ended without an end."""
    return EngineError(
        "The server ended its reply before it was complete.",
        where=url,
        fix="Ask again; if it happens again, look at the server's log.",
    )


def _said(text: str, key: str) -> str:
    """Return the server's own message in one short line, without the key: some servers repeat it."""
    said: object = text
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if isinstance(body, dict):
        error = body.get("error", body)
        said = error.get("message", text) if isinstance(error, dict) else error
    line = " ".join(str(said).split())
    if key:
        line = line.replace(key, "***")
    return line[:SAID_CHARACTERS] or "nothing"


def _is_unknown_host(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, socket.gaierror):
            return True
        error = error.__cause__ or error.__context__
    return False
