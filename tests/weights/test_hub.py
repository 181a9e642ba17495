"""Weights come from a hub, resume, and every way it can fail is told within seconds."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sqlcoder.weights.catalog import HubSource
from sqlcoder.weights.hub import Hub
from sqlcoder.weights.sources import RemoteFile, SourceFailed
from tests.weights import examples
from tests.weights.examples import CONTENT, SHA256, FakeHub, no_progress

RESOLVED = "/someone/tiny/resolve/abc/tiny.gguf"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with examples.hub({"tiny.gguf": CONTENT, "README.md": b"hello"}) as fake:
        yield fake


def open_hub(fake: FakeHub, file: str | None = "tiny.gguf", **known: object) -> Hub:
    size, sha256 = known.get("bytes_"), known.get("sha256")
    assert size is None or isinstance(size, int)
    assert sha256 is None or isinstance(sha256, str)
    return Hub(HubSource("someone/tiny", file), bytes_=size, sha256=sha256, endpoint=fake.url)


def fetch(fake: FakeHub, partial: Path) -> None:
    source = open_hub(fake)
    source.fetch(source.files()[0], partial, no_progress)


def test_a_file_is_fetched(fake: FakeHub, tmp_path: Path) -> None:
    source, seen = open_hub(fake), []
    (file,) = source.files()
    assert file == RemoteFile("tiny.gguf", len(CONTENT), SHA256)
    source.fetch(file, tmp_path / "partial", lambda done, total, note: seen.append((done, total, note)))
    assert (tmp_path / "partial").read_bytes() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT), "from the hub")
    assert source.spare_bytes(file) == 0


def test_the_catalogue_overrules_the_hub(fake: FakeHub) -> None:
    assert open_hub(fake, bytes_=5, sha256="00").files() == (RemoteFile("tiny.gguf", 5, "00"),)


def test_a_fetch_goes_on_where_it_stopped(fake: FakeHub, tmp_path: Path) -> None:
    (tmp_path / "partial").write_bytes(CONTENT[:1000])
    fetch(fake, tmp_path / "partial")
    assert (tmp_path / "partial").read_bytes() == CONTENT
    assert fake.asked[-1] == (RESOLVED, "bytes=1000-")


def test_a_whole_partial_file_asks_for_nothing(fake: FakeHub, tmp_path: Path) -> None:
    (tmp_path / "partial").write_bytes(CONTENT)
    fetch(fake, tmp_path / "partial")
    assert RESOLVED not in dict(fake.asked)


@pytest.mark.parametrize("ranges", [True, False])
@pytest.mark.parametrize("length", [10, len(CONTENT) + 5])
def test_a_server_without_ranges_and_a_partial_file_too_long(
    fake: FakeHub, tmp_path: Path, ranges: bool, length: int
) -> None:
    fake.ranges = ranges
    (tmp_path / "partial").write_bytes((CONTENT * 2)[:length])
    fetch(fake, tmp_path / "partial")
    assert (tmp_path / "partial").read_bytes() == CONTENT


def test_a_partial_file_beyond_the_hubs_is_dropped(fake: FakeHub, tmp_path: Path) -> None:
    partial = tmp_path / "partial"
    partial.write_bytes(CONTENT * 2)
    source = open_hub(fake)
    source.files()
    with pytest.raises(SourceFailed, match="doesn't fit the hub's file"):
        source.fetch(RemoteFile("tiny.gguf", None, None), partial, no_progress)
    assert not partial.exists()


def test_a_broken_connection_is_taken_up_again(
    fake: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlcoder.weights.hub.WORTHWHILE_BYTES", 100)
    fake.files["tiny.gguf"] = CONTENT * 500
    fake.cut_after = 3_000_000
    fetch(fake, tmp_path / "partial")
    assert (tmp_path / "partial").read_bytes() == CONTENT * 500
    assert [asked for path, asked in fake.asked if path == RESOLVED][0] is None
    assert len([path for path, _ in fake.asked if path == RESOLVED]) == 2


def test_a_connection_that_breaks_at_once_is_given_up(fake: FakeHub, tmp_path: Path) -> None:
    fake.cut_after = 10
    with pytest.raises(SourceFailed, match="The connection to the hub broke"):
        fetch(fake, tmp_path / "partial")


def test_a_repository_gives_what_a_model_needs(fake: FakeHub) -> None:
    fake.files = dict.fromkeys(
        ("config.json", "tokenizer.json", "merges.txt", "model-1.safetensors", "pytorch_model.bin", "m.gguf"),
        b"x",
    ) | dict.fromkeys(
        ("README.md", "sub/other.safetensors", "../evil.json", "..\\evil.json", ".x.json"), b"x"
    )
    names = {file.name for file in open_hub(fake, None).files()}
    assert names == {"config.json", "tokenizer.json", "merges.txt", "model-1.safetensors"}


def test_older_weights_are_taken_where_there_are_no_others(fake: FakeHub) -> None:
    fake.files = dict.fromkeys(("config.json", "pytorch_model-1.bin", "training_args.bin"), b"x")
    assert {file.name for file in open_hub(fake, None).files()} == {"config.json", "pytorch_model-1.bin"}


def test_a_small_file_has_no_hash_beforehand(fake: FakeHub) -> None:
    fake.hashes = False
    assert open_hub(fake).files() == (RemoteFile("tiny.gguf", len(CONTENT), None),)


def test_what_the_hub_lacks_is_told(fake: FakeHub) -> None:
    with pytest.raises(SourceFailed, match='has no file "other.gguf"'):
        open_hub(fake, "other.gguf").files()
    with pytest.raises(SourceFailed, match="holds no transformers model"):
        open_hub(fake, None).files()


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "asks for a login"),
        (403, "asks for a login"),
        (404, "no such repository"),
        (503, "answers with status 503"),
    ],
)
def test_a_refusal_is_told(fake: FakeHub, status: int, says: str) -> None:
    fake.status = status
    with pytest.raises(SourceFailed, match=says):
        open_hub(fake).files()


def test_a_login_page_is_no_hub(fake: FakeHub) -> None:
    fake.listing = b"<html>Please log in to this wireless network</html>"
    with pytest.raises(SourceFailed, match="not what a hub answers"):
        open_hub(fake).files()


def test_a_hub_that_cannot_be_reached_costs_seconds(fake: FakeHub) -> None:
    nobody = FakeHub({}, url="http://127.0.0.1:1")
    started = time.monotonic()
    with pytest.raises(SourceFailed, match="The hub can't be reached"):
        open_hub(nobody).files()
    assert time.monotonic() - started < 3


def test_the_users_offline_switch_holds(fake: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(SourceFailed, match="switched off by HF_HUB_OFFLINE"):
        open_hub(fake).files()
    assert fake.asked == []


def test_the_fake_hub_tells_true_hashes() -> None:
    assert FakeHub({"a": b"x"}).siblings()[0]["lfs"]["sha256"] == hashlib.sha256(b"x").hexdigest()
