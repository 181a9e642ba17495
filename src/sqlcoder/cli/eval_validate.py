"""`sqlcoder eval validate`: runs the golds of a question set and lists what is wrong with them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from sqlcoder.cli.eval_inputs import judging_options, question_options

if TYPE_CHECKING:
    from sqlcoder.dataset.example import Example
    from sqlcoder.evaluation.scene import Scene
    from sqlcoder.evaluation.validate import Checked
    from sqlcoder.parallel.backend import Backend


@click.command(epilog="Example: sqlcoder eval validate --questions mine.jsonl --db mine.duckdb")
@question_options
@judging_options
@click.option(
    "--reference",
    metavar="URL",
    help="Database of the golds' own dialect: golds that give other rows there, once translated, are faults.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each question.")
def command(reference: str | None, as_json: bool, **given: Any) -> int:
    """Run the golds of a question set; list faults, and what else its author should look at.

    Exit code 1 where a gold has a fault.
    """
    from sqlcoder.cli.eval_inputs import absolute, backend_of, question_set, scene_of, terms_of
    from sqlcoder.evaluation.validate import as_json as as_json_values
    from sqlcoder.settings import home

    asked = question_set({**given, "glossary": None})
    scene = scene_of(asked, terms_of(given), home(given["home"]))
    backend = backend_of(given, os.cpu_count() or 1)
    there = None if reference is None else absolute(reference)
    found = checked(asked.examples, scene, backend, there)
    faulty = [check for check in found if not check.is_sound]
    if as_json:
        for check in found:
            click.echo(json.dumps(as_json_values(check), ensure_ascii=False))
    else:
        remarked = [check for check in found if check.remarks]
        if remarked:
            click.echo("Remarks:\n" + "\n".join(f"  {c.id}: {r}" for c in remarked for r in c.remarks))
        if faulty:
            click.echo("Faults:\n" + faults_as_text(faulty))
        click.echo(f"{len(found)} questions, {len(faulty)} with faults, {len(remarked)} with remarks.")
    return 1 if faulty else 0


def checked(
    examples: Sequence[Example], scene: Scene, backend: Backend, reference: str | None = None
) -> list[Checked]:
    """Return what is wrong with the golds of each question, in their order, with a bar on the way."""
    from sqlcoder.cli.eval_progress import CountBar
    from sqlcoder.evaluation.validate import ValidateGolds, lost
    from sqlcoder.parallel.map import map

    by_id = {example.id: example for example in examples}
    found = {}
    with CountBar("Running the golds", len(by_id)) as bar:
        for id, check in map(ValidateGolds(scene, reference), by_id, backend, lost=lost):
            found[id] = check
            bar.advance()
    return [found[id] for id in by_id]


def faults_as_text(faulty: Sequence[Checked]) -> str:
    """Return the faults as indented lines."""
    return "\n".join(f"  {check.id}: {fault}" for check in faulty for fault in check.faults)
