"""A model as asking needs it: a loaded engine and the prompt form its weights understand.

Brings weights and engines together, which don't know each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlcoder.engines.base import Engine
from sqlcoder.engines.prefix_cache import PrefixCache
from sqlcoder.pipeline.prompt import PromptForm, prompt_form
from sqlcoder.settings import Options
from sqlcoder.weights.catalog import Entry, ModelSpec, Server, resolve
from sqlcoder.weights.records import Progress


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded engine and how to prompt it."""

    engine: Engine
    form: PromptForm


def open_model(options: Options, progress: Progress) -> Model:
    """Load the model that `options` name; weights that are missing are fetched first.

    Raise `UsageError` for an unknown name, `WeightsError` where the weights can't be had, `EngineError`
    where they can't be loaded.
    """
    spec = resolve(options.model)
    form = prompt_form(spec.prompt)
    return Model(_ENGINES[spec.engine](spec, options, progress), form)


def fetch_weights(options: Options, progress: Progress) -> None:
    """Have the model's weights in the store, and load nothing. Raise as `open_model` does."""
    where = resolve(options.model).where
    if not isinstance(where, Server):
        _weights(where, options, progress)


def _open_llama_cpp(spec: ModelSpec, options: Options, progress: Progress) -> Engine:
    from sqlcoder.engines.llama_cpp import open_llama_cpp
    from sqlcoder.weights.gguf import read_gguf

    path = _weights(spec.where, options, progress)
    read_gguf(path)
    stat = path.stat()
    return open_llama_cpp(
        path,
        name=spec.name,
        # Hashing a gigabyte takes seconds; a file that was swapped has another size or time of change.
        identity=f"{path.resolve()} {stat.st_size} {stat.st_mtime_ns}",
        context_tokens=options.context,
        threads=options.threads,
        prefixes=PrefixCache(options.home / "prefixes", options.cache_mib * 2**20),
    )


def _open_transformers(spec: ModelSpec, options: Options, progress: Progress) -> Engine:
    from sqlcoder.engines.transformers import open_transformers

    path = _weights(spec.where, options, progress)
    return open_transformers(path, name=spec.name, context_tokens=options.context)


def _open_openai_api(spec: ModelSpec, options: Options, progress: Progress) -> Engine:
    from sqlcoder.engines.openai_api import open_openai_api

    assert isinstance(spec.where, Server)
    return open_openai_api(
        spec.where.url, model=spec.where.model, api_key=options.api_key, context_tokens=options.context
    )


_ENGINES: dict[str, Callable[[ModelSpec, Options, Progress], Engine]] = {
    "llama_cpp": _open_llama_cpp,
    "transformers": _open_transformers,
    "openai_api": _open_openai_api,
}


def _weights(where: Entry | Path | Server, options: Options, progress: Progress) -> Path:
    """Return the weights' path, fetched into the store where they are an entry that isn't there."""
    from sqlcoder.weights.store import Store

    assert not isinstance(where, Server)
    if isinstance(where, Path):
        return where
    return Store(options.home / "weights").pull(where, progress, offline=options.offline)
