"""The engine against real HTTP on loopback: what it sends, what it reads, and every way a server can fail."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from sqlcoder.engines import openai_api
from sqlcoder.engines.base import Engine, Message, Prompt, Sampling, Usage
from sqlcoder.engines.openai_api import OpenaiApi, open_openai_api
from sqlcoder.errors import EngineError, SchemaError, SqlcoderError, UsageError

KEY = "sk-harbour-5151"
CHAT = Prompt("You write SQL.", (Message("user", "How many boats?"),), start="```sql\n", stop=("```",))
FLAT = Prompt("### Task\n", (Message("user", "How many?\n"),), "[SQL]\n", ("[/SQL]", "```"), chat=False)
GREEDY = Sampling(max_tokens=40, temperature=0.0, seed=7)


@dataclass(frozen=True)
class Answer:
    """One canned answer: a status, a body, headers. `cut` announces more bytes than are sent."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Server(ThreadingHTTPServer):
    """Gives its `answers` in order and keeps the requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.requests: list[Request] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def handle_one(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(length)) if length else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append(Request(self.command, self.path, headers, body))
        answer = self.server.answers.pop(0)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        data = answer.body.encode()
        self.send_header("content-length", str(len(data) + (100 if answer.cut else 0)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = handle_one

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def engine(server: Server) -> Iterator[OpenaiApi]:
    with open_openai_api(server.url, model="tiny", api_key=KEY) as engine:
        yield engine


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waits: list[float] = []

    class Clock:
        perf_counter = staticmethod(time.perf_counter)
        sleep = staticmethod(waits.append)

    monkeypatch.setattr(openai_api, "time", Clock)
    return waits


def events(*data: object) -> str:
    lines = [text if isinstance(text, str) else json.dumps(text) for text in data]
    return "".join(f"data: {line}\n\n" for line in lines)


def chat_stream(*pieces: str, reason: str = "stop", usage: object = None) -> Answer:
    first = {"choices": [{"delta": {"role": "assistant", "content": None}}]}
    middle = [{"choices": [{"delta": {"content": piece}}], "usage": None} for piece in pieces]
    end = {"choices": [{"delta": {}, "finish_reason": reason}]}
    counts = [{"choices": [], "usage": usage}] if usage is not None else []
    return Answer(body=": ping\n\n" + events(first, *middle, end, *counts, "[DONE]"))


def models(*names: str) -> Answer:
    return Answer(body=json.dumps({"object": "list", "data": [{"id": name} for name in names]}))


def test_a_chat_streams_and_counts(server: Server, engine: OpenaiApi) -> None:
    usage = {"prompt_tokens": 100, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 90}}
    server.answers = [chat_stream("SELECT ", "count(*)", " FROM boats", usage=usage)]
    pieces: list[str] = []
    reply = engine.generate(CHAT, GREEDY, pieces.append)
    assert reply.text == "".join(pieces) == "SELECT count(*) FROM boats"
    assert len(pieces) == 3
    assert reply.finished
    assert (reply.usage.read_tokens, reply.usage.cached_tokens, reply.usage.reply_tokens) == (10, 90, 5)
    assert 0 < reply.usage.read_seconds < 5 and 0 <= reply.usage.reply_seconds < 5


def test_what_a_chat_sends(server: Server, engine: OpenaiApi) -> None:
    server.answers = [chat_stream("SELECT 1")]
    engine.generate(CHAT, GREEDY)
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    # The stop text stands in the start, which the model writes by itself: the server mustn't look for it.
    assert request.body == {
        "model": "tiny",
        "messages": [
            {"role": "system", "content": "You write SQL."},
            {"role": "user", "content": "How many boats?"},
        ],
        "max_tokens": 40,
        "temperature": 0.0,
        "seed": 7,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_a_fenced_reply_is_freed_of_its_start_and_ended(server: Server, engine: OpenaiApi) -> None:
    server.answers = [chat_stream("``", "`sql\nSEL", "ECT 1\n`", "``\nThat is", " all.")]
    pieces: list[str] = []
    reply = engine.generate(CHAT, GREEDY, pieces.append)
    assert reply.text == "".join(pieces) == "SELECT 1\n"
    assert reply.finished


def test_other_stop_texts_are_sent(server: Server, engine: OpenaiApi) -> None:
    server.answers = [chat_stream("SELECT 1")]
    engine.generate(Prompt("", CHAT.turns, start="```sql\n", stop=("```", ";;")), GREEDY)
    assert server.requests[0].body["stop"] == [";;"]
    assert [m["role"] for m in server.requests[0].body["messages"]] == ["user"]


def test_a_flat_prompt_goes_to_completions_as_it_is(server: Server, engine: OpenaiApi) -> None:
    chunk = {"choices": [{"text": "SELECT 1", "finish_reason": None}]}
    usage = {"prompt_tokens": 9, "completion_tokens": 2}
    end = {"choices": [{"text": "", "finish_reason": "stop"}], "usage": usage}
    server.answers = [Answer(body=events(chunk, end, "[DONE]"))]
    reply = engine.generate(FLAT, GREEDY)
    assert (reply.text, reply.usage.read_tokens, reply.usage.reply_tokens) == ("SELECT 1", 9, 2)
    (request,) = server.requests
    assert request.path == "/v1/completions"
    assert request.body["prompt"] == "### Task\nHow many?\n[SQL]\n"
    assert request.body["stop"] == ["[/SQL]", "```"]


def test_a_reply_cut_by_max_tokens_says_so(server: Server, engine: OpenaiApi) -> None:
    server.answers = [chat_stream("SELECT", reason="length")]
    assert not engine.generate(CHAT, GREEDY).finished


def test_a_server_that_counts_nothing_counts_as_zero(server: Server, engine: OpenaiApi) -> None:
    server.answers = [chat_stream("SELECT 1", usage={"prompt_tokens": None, "prompt_tokens_details": None})]
    usage = engine.generate(CHAT, GREEDY).usage
    assert (usage.read_tokens, usage.cached_tokens, usage.reply_tokens) == (0, 0, 0)


def test_warming_does_nothing_and_tokens_are_estimated(server: Server, engine: OpenaiApi) -> None:
    as_engine: Engine = engine
    assert as_engine.warm(CHAT) == Usage()
    assert [engine.count_tokens("x" * n) for n in (0, 1, 7, 8)] == [0, 1, 2, 3]
    assert server.requests == []


def test_the_only_model_is_found(server: Server) -> None:
    server.answers = [models("owner/tiny-sql")]
    with open_openai_api(server.url, api_key=KEY) as engine:
        assert engine.name == "owner/tiny-sql"
    assert server.requests[0].path == "/v1/models"
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_several_models_are_listed(server: Server) -> None:
    server.answers = [models("small", "large")]
    with pytest.raises(UsageError, match="The server has 2 models: large, small") as caught:
        open_openai_api(server.url)
    assert caught.value.fix == f"Name one after a #, for example: --model '{server.url}#large'"
    assert "authorization" not in server.requests[0].headers


def test_a_server_without_models(server: Server) -> None:
    server.answers = [models()]
    with pytest.raises(UsageError, match="The server has no model"):
        open_openai_api(server.url)


def test_a_url_names_model_and_gets_its_version(server: Server) -> None:
    server.answers = [chat_stream("SELECT 1")]
    with open_openai_api(f"http://127.0.0.1:{server.server_port}/#owner/tiny:1b") as engine:
        assert engine.name == "owner/tiny:1b"
        engine.generate(CHAT, GREEDY)
    assert server.requests[0].path == "/v1/chat/completions"


ERRORS: list[tuple[int, str, type[SqlcoderError], str, str]] = [
    # status, body, error, what, in the fix
    (401, f'{{"error": "Incorrect key: {KEY}"}}', EngineError, "refuses the key", "SQLCODER_API_KEY"),
    (403, '{"detail": "no"}', EngineError, "refuses the key, or wants one", "SQLCODER_API_KEY"),
    (404, '{"message": "tiny not found"}', EngineError, 'know the model "tiny"', "/v1/models"),
    (500, "worker died", EngineError, "The server failed (HTTP 500)", "worker died"),
    (503, "", EngineError, "The server failed (HTTP 503)", "It says: nothing"),
    (422, '{"error": "seed is not known"}', EngineError, "refused the request (HTTP 422)", "seed is not"),
    (418, '["x"]', EngineError, "refused the request (HTTP 418)", "x"),
    (307, "", EngineError, "points to another address", "Give that address"),
    (
        400,
        '{"error": {"message": "This model\'s maximum context length is 4096 tokens."}}',
        SchemaError,
        "longer than the server's context",
        "maximum context length is 4096",
    ),
    (
        400,
        '{"error": {"type": "exceed_context_size_error", "message": "too many", "n_ctx": 512}}',
        SchemaError,
        "longer than the server's context",
        "--tables",
    ),
]


@pytest.mark.parametrize(("status", "body", "kind", "what", "fix"), ERRORS)
def test_a_refusal_says_what_to_do(
    server: Server, engine: OpenaiApi, status: int, body: str, kind: type[SqlcoderError], what: str, fix: str
) -> None:
    server.answers = [Answer(status, body, {"location": "http://127.0.0.1:1/v1"})]
    with pytest.raises(kind) as caught:
        engine.generate(CHAT, GREEDY)
    assert what in caught.value.what
    assert caught.value.where == server.url
    assert caught.value.fix is not None and fix in caught.value.fix
    assert KEY not in str(caught.value)
    assert len(server.requests) == 1


def test_a_busy_server_is_asked_again_when_it_says(
    server: Server, engine: OpenaiApi, waits: list[float]
) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    server.answers = [
        Answer(429, "busy", {"retry-after": "3"}),
        Answer(429, "busy", {"retry-after": soon}),
        chat_stream("SELECT 1"),
    ]
    assert engine.generate(CHAT, GREEDY).text == "SELECT 1"
    assert waits[0] == 3
    assert 10 < waits[1] <= 20


def test_a_server_that_stays_busy_is_asked_three_times(
    server: Server, engine: OpenaiApi, waits: list[float]
) -> None:
    server.answers = [Answer(429, "busy"), Answer(429, "busy", {"retry-after": "soon"}), Answer(429, "busy")]
    with pytest.raises(EngineError, match="takes no more requests for now") as caught:
        engine.generate(CHAT, GREEDY)
    assert "It says: busy" in str(caught.value)
    assert waits == [1, 1]
    assert len(server.requests) == 3


def test_a_long_wait_is_left_to_the_user(server: Server, engine: OpenaiApi, waits: list[float]) -> None:
    server.answers = [Answer(429, "come back tomorrow", {"retry-after": "3600"})]
    with pytest.raises(EngineError, match="come back tomorrow"):
        engine.generate(CHAT, GREEDY)
    assert waits == []


MALFORMED = [
    ("data: {not json\n\n", "isn't what an OpenAI-style server sends"),
    ("data: [1, 2]\n\n", "isn't what an OpenAI-style server sends"),
    ("<html>Welcome</html>", "ended its reply before it was complete"),
    (events({"choices": [{"delta": {"content": "SEL"}}]}), "ended its reply before it was complete"),
    (events({"choices": "none"}), "ended its reply before it was complete"),
    (events({"error": {"message": "out of memory"}}), "out of memory"),
]


@pytest.mark.parametrize(("body", "says"), MALFORMED)
def test_a_malformed_stream_is_an_error(server: Server, engine: OpenaiApi, body: str, says: str) -> None:
    server.answers = [Answer(body=body)]
    with pytest.raises(EngineError) as caught:
        engine.generate(CHAT, GREEDY)
    assert says in str(caught.value)


def test_an_overfull_context_told_in_the_stream(server: Server, engine: OpenaiApi) -> None:
    server.answers = [Answer(body=events({"error": {"message": "the request exceeds the context size"}}))]
    with pytest.raises(SchemaError, match="longer than the server's context"):
        engine.generate(CHAT, GREEDY)


@pytest.mark.parametrize("body", ["<html>", "[]", '{"data": [1]}', '{"models": []}', '{"data": null}'])
def test_a_malformed_list_of_models_is_an_error(server: Server, body: str) -> None:
    server.answers = [Answer(body=body)]
    with pytest.raises(EngineError, match="isn't what an OpenAI-style server sends") as caught:
        open_openai_api(server.url)
    assert "usually ends in /v1" in str(caught.value)


def test_a_connection_that_breaks_off(server: Server, engine: OpenaiApi) -> None:
    server.answers = [Answer(body=events({"choices": [{"delta": {"content": "SEL"}}]}), cut=True)]
    with pytest.raises(EngineError, match="The connection to the server broke off") as caught:
        engine.generate(CHAT, GREEDY)
    assert "Ask again" in str(caught.value)


def test_a_refused_connection() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        with pytest.raises(EngineError, match="No server answers") as caught:
            open_openai_api(url, api_key=KEY)
    assert caught.value.where == url
    assert "Start the server" in str(caught.value) and KEY not in str(caught.value)


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(EngineError, match=r'The host "models\.example" is not known') as caught:
        open_openai_api("http://models.example:8000/v1")
    assert "spelling" in str(caught.value)


def test_a_silent_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_api, "READ_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        with pytest.raises(EngineError, match=r"said nothing for 0\.2 seconds") as caught:
            open_openai_api(url)
    assert "look at its log" in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "localhost:8000", "ftp://localhost/v1", "http://", "http://localhost:x/v1", "http://[::1/v1"]
)
def test_a_bad_url_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError, match="The server's URL can't be read") as caught:
        open_openai_api(url)
    assert "http://localhost:8000/v1" in str(caught.value)


@pytest.mark.parametrize("url", [f"http://me:{KEY}@localhost/v1", f"http://localhost/v1?key={KEY}"])
def test_a_secret_in_the_url_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="holds a user name, a password or a query") as caught:
        open_openai_api(url)
    assert KEY not in str(caught.value) and "SQLCODER_API_KEY" in str(caught.value)


@pytest.mark.parametrize("key", [f"{KEY}\nX-Other: 1", f"{KEY}é"])
def test_a_key_that_cannot_be_a_header_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(UsageError, match="key holds characters that no key has") as caught:
        open_openai_api("http://localhost/v1", api_key=key)
    assert KEY not in str(caught.value)


def test_a_server_on_this_machine_is_reached_without_the_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    server.answers = [models("tiny")]
    with open_openai_api(server.url) as engine:
        assert engine.name == "tiny"


def test_another_server_is_reached_through_the_users_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    server.answers = [models("far")]
    with open_openai_api("http://models.example/v1") as engine:
        assert engine.name == "far"
    assert server.requests[0].path == "http://models.example/v1/models"


def test_leaving_a_reply_in_the_middle_stops_it_on_the_server() -> None:
    """A server that streams without end notices that nobody listens any more."""
    gone = threading.Event()
    endless = endless_server(gone)
    thread = threading.Thread(target=endless.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()

    def interrupt(text: str) -> None:
        raise KeyboardInterrupt

    with endless, open_openai_api(f"http://127.0.0.1:{endless.server_port}", model="tiny") as engine:
        with pytest.raises(KeyboardInterrupt):
            engine.generate(CHAT, GREEDY, interrupt)
        noticed = gone.wait(5)
        endless.shutdown()
    thread.join()
    assert noticed


def endless_server(gone: threading.Event) -> ThreadingHTTPServer:
    class Endless(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            line = events({"choices": [{"delta": {"content": "x "}}]}).encode()
            try:
                for _ in range(1000):
                    self.wfile.write(line)
                    time.sleep(0.01)
            except OSError:
                gone.set()

        log_message: Callable[..., None] = lambda *args: None  # noqa: E731

    return ThreadingHTTPServer(("127.0.0.1", 0), Endless)
