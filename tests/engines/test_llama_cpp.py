"""The embedded engine with the real small model: prefixes kept, port closed to others, errors in words."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sqlcoder.engines.base import Message, Prompt, Sampling
from sqlcoder.engines.llama_cpp import LlamaCpp, open_llama_cpp
from sqlcoder.engines.prefix_cache import PrefixCache
from sqlcoder.errors import EngineError, SchemaError

pytestmark = pytest.mark.model

SCHEMA = "\n".join(f"CREATE TABLE t{i} (id int, price numeric);" for i in range(12))


def prompt(question: str, schema: str = SCHEMA) -> Prompt:
    return Prompt(f"You write SQL.\n{schema}", (Message("user", question),), "```sql\n", ("```",))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prefixes")


def start(weights: Path, folder: Path) -> LlamaCpp:
    return open_llama_cpp(
        weights, name="small", identity="test", context_tokens=2048, prefixes=PrefixCache(folder, 2**30)
    )


@pytest.fixture(scope="module")
def engine(small_weights: Path, folder: Path) -> Iterator[LlamaCpp]:
    with start(small_weights, folder) as engine:
        yield engine


def test_a_reply_streams_and_stops(engine: LlamaCpp) -> None:
    pieces: list[str] = []
    reply = engine.generate(prompt("How many rows has t3?"), Sampling(max_tokens=60), pieces.append)
    assert reply.finished and len(pieces) > 3
    assert "".join(pieces) == reply.text
    assert "select" in reply.text.lower() and "t3" in reply.text and "```" not in reply.text


def test_max_tokens_cuts_and_says_so(engine: LlamaCpp) -> None:
    reply = engine.generate(prompt("How many rows has t3?"), Sampling(max_tokens=2))
    assert not reply.finished
    assert reply.usage.reply_tokens == 2


def test_greedy_replies_repeat_and_seeds_decide_samples(engine: LlamaCpp) -> None:
    asked = prompt("Invent a query over t1.")
    assert engine.generate(asked, Sampling(24)).text == engine.generate(asked, Sampling(24)).text
    warm = [engine.generate(asked, Sampling(24, temperature=1.5, seed=seed)).text for seed in (1, 1, 2)]
    assert warm[0] == warm[1] != warm[2]


def test_a_schema_is_read_once_and_never_again_after_a_restart(small_weights: Path, tmp_path: Path) -> None:
    asked = prompt("How many rows has t3?")
    with start(small_weights, tmp_path) as engine:
        seen: list[tuple[int, int]] = []
        schema_tokens = engine.warm(asked, lambda done, total: seen.append((done, total))).read_tokens
        own_tokens = engine.count_tokens(asked.turns[0].content)
        assert schema_tokens > 120
        assert seen[-1] == (schema_tokens, schema_tokens)
        first = engine.generate(asked, Sampling())
        again = engine.generate(prompt("How many rows has t4?"), Sampling())
        assert engine.warm(asked).read_tokens == 0
    with start(small_weights, tmp_path) as engine:
        restored = engine.warm(asked)
        after = engine.generate(asked, Sampling())
    assert (restored.read_tokens, restored.cached_tokens) == (0, schema_tokens)
    assert restored.read_seconds < 0.3
    for reply in (first, again, after):
        assert reply.usage.read_tokens <= own_tokens + 40
        assert reply.usage.cached_tokens >= schema_tokens
    assert after.text == first.text


def test_a_damaged_prefix_is_read_anew(small_weights: Path, tmp_path: Path) -> None:
    asked = prompt("How many rows has t3?")
    with start(small_weights, tmp_path) as engine:
        schema_tokens = engine.warm(asked).read_tokens
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:100_000])
    with start(small_weights, tmp_path) as engine:
        assert engine.warm(asked).read_tokens == schema_tokens
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size > 100_000


def test_a_prefix_that_cannot_be_written_costs_nothing_but_time(small_weights: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    with start(small_weights, folder) as engine:
        assert folder.stat().st_mode & 0o077 == 0, "others could read the schema"
        shutil.rmtree(folder)
        assert engine.warm(prompt("How many rows has t3?")).read_tokens > 120
        assert engine.generate(prompt("How many rows has t3?"), Sampling()).usage.cached_tokens > 120


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(small_weights: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with start(small_weights, tmp_path / "file" / "prefixes") as engine:
        assert engine.warm(prompt("How many rows has t3?")).read_tokens > 120


def test_a_prefix_that_another_process_removed_is_read_anew(
    small_weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PrefixCache, "find", lambda cache, key: tmp_path / "gone.prefix")
    with start(small_weights, tmp_path) as engine:
        assert engine.warm(prompt("How many rows has t3?")).read_tokens > 120


def test_waiting_threads_give_their_core_away(small_weights: Path, tmp_path: Path) -> None:
    with start(small_weights, tmp_path):
        assert "OMP_WAIT_POLICY" in os.environ or "GOMP_SPINCOUNT" in os.environ


CLOSED_AT_ONCE = """
import sys
from pathlib import Path
import xllamacpp
from sqlcoder.engines.llama_cpp import _parameters, _started
parameters = _parameters(xllamacpp, Path(sys.argv[1]), "key", 256, 2, None)
for _ in range(12):
    _started(xllamacpp, parameters, "key")
"""


def test_closing_at_once_does_not_hang(small_weights: Path) -> None:
    # As Ctrl-C does while the model loads: where llama.cpp's loop has not begun, some never come back.
    command = [sys.executable, "-c", CLOSED_AT_ONCE, str(small_weights)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_leaving_while_the_prompt_is_read_stops_the_engine(engine: LlamaCpp) -> None:
    long = prompt("x", "CREATE TABLE y (z int);\n" * 150)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.warm(long, interrupt)
    reply = engine.generate(prompt("How many rows has t3?"), Sampling())
    assert reply.finished
    # A batch, at most, of the long prompt was read after the interrupt: this reply didn't wait for all of it.
    assert reply.usage.cached_tokens < 600


@pytest.mark.parametrize(
    "path", ["/completion", "/v1/chat/completions", "/slots/0?action=erase", "/tokenize", "/apply-template"]
)
def test_the_port_demands_the_key(engine: LlamaCpp, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer guess"}):
        assert status(engine, "POST", path, headers) == 401
    assert status(engine, "GET", "/props", {}) == 401


def test_the_port_answers_no_web_page(engine: LlamaCpp) -> None:
    at = urlsplit(engine.address)
    connection = http.client.HTTPConnection(str(at.hostname), int(at.port or 0))
    connection.request("POST", "/completion", "{}", {"Origin": "https://evil.example"})
    response = connection.getresponse()
    assert response.getheader("Access-Control-Allow-Origin") in (None, "null")
    assert response.getheader("Access-Control-Allow-Credentials") != "true"
    connection.close()


def test_two_engines_have_two_keys(engine: LlamaCpp, small_weights: Path, tmp_path: Path) -> None:
    with start(small_weights, tmp_path) as other:
        assert other.address != engine.address
        assert other._port._headers != engine._port._headers


def test_a_prompt_beyond_the_context_says_both_sizes(engine: LlamaCpp) -> None:
    with pytest.raises(SchemaError, match=r"has \d+ tokens, but the context holds 2048") as caught:
        engine.generate(prompt("x " * 4000), Sampling())
    assert "--context" in str(caught.value)


def test_a_file_that_is_no_model_is_an_error_with_its_path(tmp_path: Path) -> None:
    file = tmp_path / "broken.gguf"
    file.write_bytes(b"GGUF" + json.dumps({}).encode() * 100)
    with pytest.raises(EngineError, match="can't be loaded") as caught:
        start(file, tmp_path / "prefixes")
    assert caught.value.where == str(file)


def status(engine: LlamaCpp, method: str, path: str, headers: dict[str, str]) -> int:
    at = urlsplit(engine.address)
    connection = http.client.HTTPConnection(str(at.hostname), int(at.port or 0))
    connection.request(method, path, "{}" if method == "POST" else None, headers)
    code = connection.getresponse().status
    connection.close()
    return code
