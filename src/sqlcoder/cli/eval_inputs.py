"""What the subcommands of `sqlcoder eval` take: a question set, its databases, and the terms of judging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from sqlcoder.cli.options import decorated, option

if TYPE_CHECKING:
    from sqlcoder.dataset.example import Example
    from sqlcoder.dataset.format import Format
    from sqlcoder.evaluation.scene import Scene
    from sqlcoder.evaluation.terms import Terms
    from sqlcoder.parallel.backend import Backend

_Command = TypeVar("_Command", bound=Callable[..., Any])

DEMO = Path("demo/beekeeping.duckdb")


@dataclass(frozen=True)
class QuestionSet:
    """The questions to ask, the file they are from, and where their databases are."""

    path: Path
    examples: tuple[Example, ...]
    urls: tuple[str, ...]
    glossary: str | None


def question_options(command: _Command) -> _Command:
    """Add what names a question set and its databases."""
    return decorated(
        command,
        click.option(
            "--questions",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Question set (default: the example set, on the demo database).",
        ),
        click.option(
            "--db",
            multiple=True,
            metavar="URL",
            envvar="SQLCODER_DB",
            show_envvar=True,
            help="Database, with {database} for the name a question gives; repeat it for further instances.",
        ),
        click.option(
            "--format", help="Format of the question set, or FILE.py:NAME of your own (default: recognised)."
        ),
        click.option(
            "--databases",
            type=click.Path(path_type=Path, file_okay=False),
            help="Folder of the SQLite files that Spider and BIRD come with.",
        ),
        click.option(
            "--order",
            type=click.Choice(["question", "gold", "never"]),
            default="question",
            show_default=True,
            help="When order counts, where the format doesn't say: if question and gold ask for it, "
            "if the gold does, never.",
        ),
        click.option(
            "--whole", is_flag=True, help="Ask follow-ups as whole questions, without the turns before."
        ),
        click.option("--first", type=click.IntRange(1), metavar="N", help="Only the first N questions."),
    )


def judging_options(command: _Command) -> _Command:
    """Add the terms on which queries are run and judged, and where the work is done."""
    return decorated(
        command,
        option("timeout"),
        click.option(
            "--now",
            type=click.DateTime(),
            help="What CURRENT_DATE and now() give in every query (default: 2025-01-01 12:00:00).",
        ),
        click.option(
            "--metric",
            "metrics",
            multiple=True,
            help='Metric beside the verdict: "exact set", "soft F1", "efficiency", or FILE.py:FUNCTION.',
        ),
        click.option(
            "--function",
            "functions",
            multiple=True,
            help="A function of your own that queries may call; repeatable.",
        ),
        worker_options,
        option("home"),
    )


def worker_options(command: _Command) -> _Command:
    """Add how many processes work, and where."""
    return decorated(
        command,
        click.option(
            "--jobs",
            type=click.IntRange(1, 256),
            help="Questions at once (default: 1 for a model on this machine, else one for each core).",
        ),
        click.option(
            "--ray",
            metavar="ADDRESS",
            help='Work on a Ray cluster instead: its address, or "auto" for the one of this machine.',
        ),
    )


def question_set(given: dict[str, Any]) -> QuestionSet:
    """Return the question set that the options name. Raise `DatasetError` or `UsageError` for faults."""
    from sqlcoder.dataset.sources import load

    path, urls = given["questions"], tuple(given["db"])
    glossary = given.get("glossary")
    if path is None:
        path, urls, glossary = _demo(urls, glossary)
    examples = load(path, format=_format(given["format"]), order=given["order"], databases=given["databases"])
    if given["whole"]:
        examples = tuple(replace(each, question=each.complete, history=(), whole=None) for each in examples)
    return QuestionSet(path, examples[: given["first"]], urls, glossary)


def terms_of(given: dict[str, Any]) -> Terms:
    """Return the terms that the options name. Raise `UsageError` for an unknown metric."""
    from sqlcoder.databases.base import Limits
    from sqlcoder.evaluation.metric import metric
    from sqlcoder.evaluation.terms import NOW, Terms

    default = Terms()
    metrics = tuple(dict.fromkeys((*default.metrics, *given["metrics"])))
    for name in metrics:
        metric(name)
    now = cast("datetime | None", given["now"]) or NOW
    limits = Limits(seconds=given["timeout"], rows=default.limits.rows)
    return Terms(now=now, limits=limits, functions=tuple(given["functions"]), metrics=metrics)


def scene_of(
    asked: QuestionSet, terms: Terms, home: Path, *, samples: bool = True, out: Path | None = None
) -> Scene:
    """Return what judging needs; with `out`, a run's log, the results of golds are kept while it runs.

    Raise `UsageError` for a missing glossary.
    """
    from sqlcoder.evaluation.gold_cache import GoldCache
    from sqlcoder.evaluation.scene import Scene

    return Scene(
        # A worker may live in another folder.
        urls=tuple(absolute(url) for url in asked.urls),
        terms=terms,
        glossaries=_glossaries(asked),
        samples=samples,
        schema_cache=home / "schemas",
        gold_cache=None if out is None else GoldCache.of_run(home / "golds", out),
    )


def absolute(url: str) -> str:
    """Return a path as an absolute one, a URL as it is."""
    return url if "://" in url else str(Path(url).expanduser().absolute())


def backend_of(given: dict[str, Any], default_jobs: int) -> Backend:
    """Return where the work is done."""
    if given["ray"] is not None:
        from sqlcoder.parallel.ray import Ray

        return Ray(given["ray"], given["jobs"])
    from sqlcoder.parallel.processes import Processes

    return Processes(given["jobs"] or default_jobs)


def _demo(urls: Sequence[str], glossary: str | None) -> tuple[Path, tuple[str, ...], str | None]:
    """Return the example set with its database, built where it isn't there yet."""
    from importlib.resources import files

    from sqlcoder.demo.build import build

    folder = Path(str(files("sqlcoder.demo")))
    database = tuple(urls) or (str(build(DEMO)),)
    return folder / "evaluation.jsonl", database, glossary or str(folder / "glossary.md")


def _format(name: str | None) -> str | Format | None:
    from sqlcoder.evaluation.own_code import is_own_code, own_code

    return cast("Format", own_code(name)) if name is not None and is_own_code(name) else name


def _glossaries(asked: QuestionSet) -> dict[str, str]:
    """Return the text of each database's glossary; all have the same where the path has no placeholder."""
    from sqlcoder.cli.ask import read_glossary

    if asked.glossary is None:
        return {}
    names = dict.fromkeys(example.database for example in asked.examples)
    return {name: read_glossary(Path(asked.glossary.replace("{database}", name))) for name in names}
