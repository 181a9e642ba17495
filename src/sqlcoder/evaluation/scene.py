"""What judging needs besides a prediction, in a form that can be sent to worker processes. Opens it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlcoder.evaluation.gold_cache import GoldCache
from sqlcoder.evaluation.instances import Instances
from sqlcoder.evaluation.terms import Terms


@dataclass(frozen=True, slots=True)
class Scene:
    """The databases and the terms of a run.

    `urls` are one for each instance, with `{database}` for the database's name; none where the questions
    name their own. `glossaries` are texts by the database's name. `samples` shows stored values to the
    model, `schema_cache` is for `load_schema`. `gold_cache` keeps the results of golds.
    """

    urls: tuple[str, ...]
    terms: Terms = Terms()
    glossaries: Mapping[str, str] = field(default_factory=dict)
    samples: bool = True
    schema_cache: Path | None = None
    gold_cache: GoldCache | None = None

    @contextmanager
    def open(self) -> Iterator[Instances]:
        """Open nothing yet, and close all databases that were opened."""
        limits = self.terms.limits
        with Instances(self.urls, limits, samples=self.samples, schema_cache=self.schema_cache) as instances:
            yield instances
