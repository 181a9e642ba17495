"""`sqlcoder data expand`: makes further questions to train on from those written by hand."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sqlcoder.cli.data_inputs import data_option, jobs_option, root_option

if TYPE_CHECKING:
    from sqlcoder.dataset.example import Example
    from sqlcoder.dataset.questions import Questions
    from sqlcoder.evaluation.dataset_expand import Expanded
    from sqlcoder.evaluation.scene import Scene
    from sqlcoder.parallel.backend import Work

_SECONDS = 5.0
_ROWS = 100_000
# About one in four of what is composed returns no rows, or is cut through a tie.
_COMPOSED_FOR_ONE = 2


@click.command(epilog="Example: sqlcoder data expand --most 4")
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@root_option
@data_option
@click.option(
    "--most",
    type=click.IntRange(1, 20),
    default=4,
    show_default=True,
    help="Questions made from one, at most.",
)
@click.option(
    "--composed",
    type=click.IntRange(0, 5000),
    default=250,
    show_default=True,
    help="Questions composed over each database's schema and values, at most.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Sets all that is drawn.")
@jobs_option
def command(names: tuple[str, ...], root: Path, data: Path, jobs: int | None, **given: int) -> None:
    """Make questions from those of the training databases called NAMES; of all without NAMES.

    Each is changed in a value, a period, a number, its direction or its wording, together with its queries,
    and kept if it passes every check; further ones are composed over schema and values. Builds the databases
    where they aren't yet. Writes expanded.jsonl beside them, the same for the same seed.
    """
    from sqlcoder.cli.data_inputs import built
    from sqlcoder.dataset.build import Instance, store_of
    from sqlcoder.dataset.collection import databases
    from sqlcoder.dataset.database import SEEDS
    from sqlcoder.dataset.questions import questions_of
    from sqlcoder.errors import UsageError

    folders = databases(root, names or ("train",))
    if others := [folder.name for folder in folders if folder.split != "train"]:
        raise UsageError(
            f"Questions to evaluate on are written by hand only: {', '.join(others)}.",
            fix='Name databases of "train", or none for all of them.',
        )
    store = store_of("duckdb", data, None)
    built(store, [Instance(folder, seed) for folder in folders for seed in SEEDS], jobs)
    plan = _Plan(data, jobs or os.cpu_count() or 1, **given)
    made = [_expanded(questions_of(folder), plan) for folder in folders]
    click.echo(_text(made))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where to write, how many processes, and how many questions of each sort."""

    data: Path
    jobs: int
    most: int
    composed: int
    seed: int


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of one database's questions: how many were written, kept by kind, and removed by check."""

    name: str
    written: int
    kept: Counter[str]
    removed: Counter[str]


def _expanded(questions: Questions, plan: _Plan) -> _Made:
    """Write the questions made from one database's, and those composed over it, into its file."""
    from sqlcoder.dataset import jsonl
    from sqlcoder.dataset.database import SEEDS
    from sqlcoder.dataset.expansion.expand import stored_texts, told_span, unlike
    from sqlcoder.evaluation.dataset_expand import CheckComposed, ExpandQuestions

    scene = _scene(questions, plan.data)
    tables = questions.folder.tables(SEEDS[0])
    parents = [each for each in questions.written if each.answerable and not each.history]
    work = ExpandQuestions(questions, stored_texts(tables), told_span(tables), scene, plan.most, plan.seed)
    found = _done(work, parents, f"Expanding {questions.name}", plan)
    pairs = list(islice(_composed(questions, scene, plan.seed), plan.composed * _COMPOSED_FOR_ONE))
    found += _kept(_done(CheckComposed(questions, scene), pairs, f"Composing {questions.name}", plan), plan)
    kept = unlike(questions.written, (example for each in found for example in each.kept))
    path = plan.data / questions.split / questions.name / "expanded.jsonl"
    # Whole or not at all: what is half written would be taken for all there is.
    part = path.with_suffix(".part")
    jsonl.write(part, kept)
    part.replace(path)
    return _counted(questions, found, {each.id for each in kept})


def _done(work: Work[Example, Expanded], examples: list[Example], title: str, plan: _Plan) -> list[Expanded]:
    """Return what becomes of each question, in their order, with a bar on the way."""
    from sqlcoder.cli.eval_progress import CountBar
    from sqlcoder.evaluation.dataset_expand import lost
    from sqlcoder.parallel.map import map
    from sqlcoder.parallel.processes import Processes

    found = {}
    with CountBar(title, len(examples)) as bar:
        for key, each in map(work, {each.id: each for each in examples}, Processes(plan.jobs), lost=lost):
            found[key] = each
            bar.advance()
    return [found[each.id] for each in examples]


def _composed(questions: Questions, scene: Scene, seed: int) -> Iterator[Example]:
    from sqlcoder.dataset.draws import Draws
    from sqlcoder.dataset.example import Example
    from sqlcoder.dataset.synthesis.compose import composed
    from sqlcoder.dataset.synthesis.profile import profile

    with scene.open() as opened:
        first = opened.of(Example("", questions.name, ""))[0]
        # The rows are the instance's, keys and comments those of the folder.
        found = profile(first.database, replace(questions.schema, dialect="duckdb"), scene.terms.limits)
    return composed(found, questions.name, Draws(seed, f"{questions.name} composed"))


def _kept(found: Sequence[Expanded], plan: _Plan) -> list[Expanded]:
    """Return all up to as many as are wanted."""
    wanted, taken = plan.composed, []
    for each in found:
        if wanted > 0:
            taken.append(each)
            wanted -= len(each.kept)
    return taken


def _scene(questions: Questions, data: Path) -> Scene:
    from sqlcoder.databases.base import Limits
    from sqlcoder.dataset.build import store_of
    from sqlcoder.dataset.database import SEEDS
    from sqlcoder.evaluation.instances import PLACEHOLDER
    from sqlcoder.evaluation.scene import Scene
    from sqlcoder.evaluation.terms import Terms

    store = store_of("duckdb", data, None)
    places = tuple(store.location(questions.split, PLACEHOLDER, seed) for seed in SEEDS)
    return Scene(places, Terms(limits=Limits(seconds=_SECONDS, rows=_ROWS), metrics=()), samples=False)


def _counted(questions: Questions, found: Sequence[Expanded], kept: set[str]) -> _Made:
    by_kind: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for each in found:
        removed.update(each.removed)
        for example, kind in zip(each.kept, each.how, strict=True):
            if example.id in kept:
                by_kind[kind] += 1
            else:
                removed["duplicates"] += 1
    return _Made(questions.name, len(questions.written), by_kind, removed)


def _text(made: Sequence[_Made]) -> str:
    """Return a table of what was kept by kind, and one of what each check removed."""
    from sqlcoder.evaluation.text import table

    def rows(kind: str, counts: Sequence[Counter[str]]) -> str:
        names = list(dict.fromkeys(name for each in counts for name in each))
        lines = [
            (each.name, str(each.written), str(count.total()), *(str(count[name]) for name in names))
            for each, count in zip(made, counts, strict=True)
        ]
        sums = [sum(column) for column in zip(*(map(int, line[1:]) for line in lines), strict=True)]
        return table(("database", "by hand", kind, *names), [*lines, ("all", *map(str, sums))])

    return "\n\n".join(
        [rows("made", [each.kept for each in made]), rows("removed", [each.removed for each in made])]
    )
