"""`sqlcoder eval score`: judges the answers of a run again, without a model."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from sqlcoder.cli.eval_inputs import judging_options


@click.command(epilog="Example: sqlcoder eval score run.jsonl --db 'data/{database}.db'")
@click.argument("run", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--db",
    multiple=True,
    metavar="URL",
    envvar="SQLCODER_DB",
    show_envvar=True,
    help="Database, as for eval run (default: those of the run, without a password).",
)
@judging_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the new run (default: RUN.scored.jsonl).",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(run: Path, db: tuple[str, ...], out: Path | None, as_json: bool, **given: Any) -> int:
    """Judge the answers of RUN again, on the databases as they are now, and write the result as another run.

    Use it after mending a metric, a limit or the data. Nothing is asked: questions, golds and answers are in
    the log.
    """
    from sqlcoder.cli.eval_inputs import absolute, backend_of, terms_of
    from sqlcoder.cli.eval_progress import RunBar
    from sqlcoder.cli.eval_report import show_report
    from sqlcoder.databases.url import safe_url
    from sqlcoder.evaluation.log import read
    from sqlcoder.evaluation.manifest import revision, versions
    from sqlcoder.evaluation.predictions import GivenAnswerer
    from sqlcoder.evaluation.run import example_of
    from sqlcoder.evaluation.run import run as judge_all
    from sqlcoder.evaluation.scene import Scene
    from sqlcoder.settings import home

    before = read(run)
    terms = terms_of(given)
    urls = db or before.header.databases
    examples = [example_of(record) for record in before.records]
    predictions = {record.id: record.prediction for record in before.records}
    answerer = GivenAnswerer(before.header.name, predictions, before.header.answerer, before.systems)
    folder = home(given["home"])
    scene = Scene(tuple(absolute(url) for url in urls), terms, schema_cache=folder / "schemas")
    settings = {
        **before.header.settings,
        "now": terms.now.isoformat(),
        "limit_seconds": terms.limits.seconds,
        "limit_rows": terms.limits.rows,
        "functions": list(terms.functions),
        "metrics": list(terms.metrics),
    }
    header = replace(
        before.header,
        settings=settings,
        count=len(examples),
        databases=tuple(safe_url(url) for url in urls),
        versions=versions(),
        revision=revision(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    target = out or run.with_name(f"{run.stem}.scored.jsonl")
    with RunBar(len(examples)) as bar:
        found = judge_all(
            examples, answerer, scene, header, target, backend_of(given, os.cpu_count() or 1), bar
        )
    show_report(found, target, as_json=as_json)
    return 0
