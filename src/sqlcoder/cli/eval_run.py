"""`sqlcoder eval run`: asks a question set, judges every answer, reports."""

from __future__ import annotations

import hashlib
import os
import shlex
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sqlcoder.cli.eval_inputs import judging_options, question_options
from sqlcoder.cli.options import model_options, option
from sqlcoder.errors import DatasetError, UsageError

if TYPE_CHECKING:
    from sqlcoder.cli.eval_inputs import QuestionSet
    from sqlcoder.dataset.example import Example
    from sqlcoder.evaluation.answerer import Answerer
    from sqlcoder.evaluation.header import Header
    from sqlcoder.evaluation.scene import Scene
    from sqlcoder.parallel.backend import Backend

_ENDPOINT_JOBS = 4


@click.command(
    epilog="Example: sqlcoder eval run --questions mine.jsonl --db 'data/{database}.db' --out mine-run.jsonl"
)
@question_options
@model_options
@option("samples")
@click.option(
    "--command",
    "program",
    metavar="PROGRAM",
    help="Measure a program instead of a model: the question as JSON on its stdin, the query on its stdout.",
)
@click.option(
    "--predictions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Judge queries made elsewhere: JSON Lines or CSV with id and sql, or one query a line.",
)
@click.option(
    "--glossary", help="File that explains terms and codes; {database} stands for the database's name."
)
@judging_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("run.jsonl"),
    show_default=True,
    help="The run's log. A run that was stopped goes on where it was.",
)
@click.option("--name", help="What reports call this run (default: the model's name).")
@click.option("--skip-faults", is_flag=True, help="Leave out questions whose golds have faults.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    program: str | None,
    predictions: Path | None,
    out: Path,
    name: str | None,
    skip_faults: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Ask a question set, judge the answers by running them beside the golds, and report.

    Without --questions the example set is asked, on the demo database. The golds run first: a question set
    with faults is refused before a model spends hours on it.
    """
    from sqlcoder.cli.eval_inputs import backend_of, question_set, scene_of, terms_of
    from sqlcoder.cli.eval_progress import RunBar
    from sqlcoder.cli.eval_report import show_report
    from sqlcoder.evaluation.run import run
    from sqlcoder.settings import home

    asked = question_set(given)
    terms, where = terms_of(given), home(given["home"])
    scene = scene_of(asked, terms, where, samples=given["samples"], out=out)
    answerer, jobs = _answerer(program, predictions, asked, given)
    sound = sound_questions(asked, scene, backend_of(given, os.cpu_count() or 1), skip_faults=skip_faults)
    _fetch(answerer)
    header = _header(name or answerer.name, answerer, replace(asked, examples=sound), scene, given)
    backend: Backend = backend_of(given, jobs)
    with RunBar(len(sound)) as bar:
        found = run(sound, answerer, scene, header, out, backend, bar)
    show_report(found, out, as_json=as_json)
    return 0


def sound_questions(
    asked: QuestionSet, scene: Scene, backend: Backend, *, skip_faults: bool
) -> tuple[Example, ...]:
    """Return the questions whose golds run. Raise `DatasetError` for faults, unless they are skipped."""
    from sqlcoder.cli.eval_validate import checked, faults_as_text

    faulty = [check for check in checked(asked.examples, scene, backend) if not check.is_sound]
    if faulty and not skip_faults:
        raise DatasetError(
            f"{len(faulty)} of {len(asked.examples)} questions have golds with faults:\n"
            + faults_as_text(faulty),
            where=str(asked.path),
            fix="Mend them, or leave these questions out with --skip-faults.",
        )
    if faulty:
        click.echo(f"Left out for faults of their golds:\n{faults_as_text(faulty)}", err=True)
    left_out = {check.id for check in faulty}
    return tuple(example for example in asked.examples if example.id not in left_out)


def _answerer(
    program: str | None, predictions: Path | None, asked: QuestionSet, given: dict[str, Any]
) -> tuple[Answerer, int]:
    """Return what is measured, and how many questions at once suit it."""
    cores = os.cpu_count() or 1
    if program is not None and predictions is not None:
        raise UsageError("Both --command and --predictions are given.", fix="Measure one thing at a time.")
    if program is not None:
        from sqlcoder.evaluation.command import CommandAnswerer

        return CommandAnswerer(tuple(shlex.split(program))), cores
    if predictions is not None:
        from sqlcoder.evaluation.predictions import GivenAnswerer, read_predictions

        return GivenAnswerer(str(predictions), read_predictions(predictions, asked.examples)), cores
    return _model(given)


def _model(given: dict[str, Any]) -> tuple[Answerer, int]:
    from sqlcoder.evaluation.model import ModelAnswerer
    from sqlcoder.settings import options

    # Databases come from the questions; the one here is never opened.
    answerer = ModelAnswerer(options({**given, "db": "questions"}))
    # A second copy of a local model would only share the same cores.
    return answerer, 1 if answerer.is_local else _ENDPOINT_JOBS


def _fetch(answerer: Answerer) -> None:
    """Fetch a model's weights where they are missing: after all that is quicker to refuse was looked at."""
    from sqlcoder.cli.progress import WeightsBar
    from sqlcoder.evaluation.model import ModelAnswerer

    if isinstance(answerer, ModelAnswerer):
        with WeightsBar(answerer.name) as bar:
            answerer.fetch(bar)


def _header(name: str, answerer: Answerer, asked: QuestionSet, scene: Scene, given: dict[str, Any]) -> Header:
    from sqlcoder.databases.url import safe_url
    from sqlcoder.evaluation.header import Header
    from sqlcoder.evaluation.manifest import file_hash, revision, versions

    terms = scene.terms
    settings = {
        "now": terms.now.isoformat(),
        "limit_seconds": terms.limits.seconds,
        "limit_rows": terms.limits.rows,
        "functions": list(terms.functions),
        "metrics": list(terms.metrics),
        "order": given["order"],
        "glossaries": {
            database: hashlib.sha256(text.encode()).hexdigest()[:16]
            for database, text in scene.glossaries.items()
        },
    }
    return Header(
        name=name,
        answerer={"name": answerer.name, **answerer.describe()},
        questions=asked.path.name,
        sha256=file_hash(asked.path),
        count=len(asked.examples),
        databases=tuple(safe_url(url) for url in asked.urls),
        settings=settings,
        versions=versions(),
        revision=revision(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )
