"""`sqlcoder eval mutate`: whether a question set tells its golds from slightly wrong queries."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sqlcoder.cli.eval_inputs import judging_options, question_options

if TYPE_CHECKING:
    from sqlcoder.evaluation.mutation import Mutated, Tally, Tried

_SHOWN = 40


@click.command(
    epilog="Example: sqlcoder eval mutate --questions mine.jsonl --db data/1.duckdb --db data/2.duckdb"
)
@question_options
@judging_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mutants.jsonl"),
    show_default=True,
    help="The log: every mutant and its fate. A check that was stopped goes on where it was.",
)
@click.option(
    "--least",
    type=click.FloatRange(0, 100),
    default=95.0,
    show_default=True,
    help="Per cent of the mutants that must be caught; exit code 1 below.",
)
def command(out: Path, least: float, **given: Any) -> int:
    """Change each gold in small ways, and check that the wrong versions give other rows.

    A mutant that gives the gold's rows on every instance of the database is a wrong answer that would be
    counted right: the data is too weak there. What can't differ, by a rule, is left out and counted.
    """
    from sqlcoder.cli.eval_inputs import backend_of, question_set, scene_of, terms_of
    from sqlcoder.cli.eval_progress import CountBar
    from sqlcoder.databases.url import safe_url
    from sqlcoder.evaluation.manifest import file_hash, versions
    from sqlcoder.evaluation.mutation import Mutated, MutateGolds, Tally, lost
    from sqlcoder.parallel.journal import Journal
    from sqlcoder.parallel.map import map
    from sqlcoder.settings import home

    asked = question_set({**given, "glossary": None})
    terms = terms_of(given)
    scene = scene_of(asked, terms, home(given["home"]))
    by_id = {example.id: example for example in asked.examples}
    header = {
        "mutation": 1,
        "questions": asked.path.name,
        "sha256": file_hash(asked.path),
        "databases": [safe_url(url) for url in asked.urls],
        "now": terms.now.isoformat(),
        "limit_seconds": terms.limits.seconds,
        "versions": versions(),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with Journal.open(out, header) as journal, CountBar("Running mutants", len(by_id)) as bar:
        for _ in journal.done:
            bar.advance()
        waiting = {id: example for id, example in by_id.items() if id not in journal.done}
        backend = backend_of(given, os.cpu_count() or 1)
        for _, fields in map(MutateGolds(scene), waiting, backend, lost=lost):
            journal.add(fields)
            bar.advance()
        journal.finish(list(by_id))
        found = [Mutated.from_json(journal.done[id]) for id in by_id]
    click.echo(mutation_text(found))
    tally = Tally.of(each for mutated in found for each in mutated.tried)
    faulty = any(mutated.fault for mutated in found)
    return 1 if faulty or 100 * (tally.caught.value or 0) < least else 0


def mutation_text(found: list[Mutated]) -> str:
    """Return the tables of a mutation check, and the mutants that were missed, as text."""
    from sqlcoder.evaluation.mutation import Fate, Tally, by_operator

    tried = [each for mutated in found for each in mutated.tried]
    whole = Tally.of(tried)
    lines = [
        f"Caught: {whole.caught} of the mutants that run; left out as equivalent: {whole.equivalent}",
        "",
    ]
    lines += _table([*by_operator(found).items(), ("all", whole)])
    faults = [f"  {mutated.id}: {mutated.fault}" for mutated in found if mutated.fault]
    lines += ["", "Golds with faults:", *faults] if faults else []
    missed = [
        f"  {mutated.id}: {_change(each)}"
        for mutated in found
        for each in mutated.tried
        if each.fate is Fate.MISSED
    ]
    if missed:
        lines += ["", "Missed: the rows are the gold's on every instance", *missed[:_SHOWN]]
    if len(missed) > _SHOWN:
        lines.append(f"  and {len(missed) - _SHOWN} more, in the log")
    return "\n".join(lines)


def _table(rows: list[tuple[str, Tally]]) -> list[str]:
    from sqlcoder.evaluation.mutation import Fate
    from sqlcoder.evaluation.text import table

    header = ("operator", *(str(fate) for fate in Fate))
    return [table(header, [(name, *(str(tally.counts[fate]) for fate in Fate)) for name, tally in rows])]


def _change(tried: Tried) -> str:
    return f"gold {tried.gold}, {tried.operator}: {tried.change}"
