"""`sqlcoder data check`: runs every check of the data sets, and counts what each finds."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from sqlcoder.cli.data_inputs import data_option, jobs_option, root_option

if TYPE_CHECKING:
    from sqlcoder.dataset.build_store import Store
    from sqlcoder.dataset.questions import Questions
    from sqlcoder.evaluation.dataset_check import CheckQuestions, Question, Result

_SECONDS = 5.0
_ROWS = 100_000


@click.command(epilog="Example: sqlcoder data check leasing --remarks")
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@root_option
@data_option
@click.option(
    "--server",
    metavar="URL",
    envvar="SQLCODER_SERVER",
    show_envvar=True,
    help="PostgreSQL server to compare rows on too, of a user that may create databases.",
)
@click.option(
    "--sample",
    type=click.FloatRange(0, 1),
    default=0.1,
    show_default=True,
    help="Share to check of the questions that were made from others.",
)
@click.option(
    "--mutants/--no-mutants", default=True, help="Try slightly wrong queries, which takes the longest."
)
@click.option("--fresh", is_flag=True, help="Check again what is unchanged since the last check.")
@click.option("--remarks", is_flag=True, help="List what isn't certain too.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@jobs_option
def command(names: tuple[str, ...], remarks: bool, as_json: bool, **given: Any) -> int:
    """Check the databases called NAMES, or of a split, and their questions; all without NAMES.

    Builds what is missing in DuckDB and SQLite first. What was checked and hasn't changed is not checked
    again. Leaks are looked for between the databases that are checked. Exit code 1 where something has a
    fault, or a bar is missed.
    """
    from sqlcoder.dataset.collection import databases
    from sqlcoder.dataset.questions import questions_of
    from sqlcoder.evaluation.dataset_report import report

    folders = databases(given["root"], names)
    asked = [questions_of(folder, given["data"], given["sample"]) for folder in folders]
    stores = _stores(given, asked)
    results = _checked(asked, stores, given)
    found = report(asked, results, list(stores))
    click.echo(json.dumps(found.as_json(), ensure_ascii=False) if as_json else found.text(remarks=remarks))
    return 0 if found.passed else 1


def _stores(given: dict[str, Any], asked: Sequence[Questions]) -> dict[str, Store]:
    """Build all instances that are needed, and return the places by dialect, the first to run mutants on."""
    from sqlcoder.cli.data_inputs import built
    from sqlcoder.dataset.build import Instance, store_of
    from sqlcoder.dataset.database import SEEDS

    stores = {kind: store_of(kind, given["data"], None) for kind in ("duckdb", "sqlite")}
    if given["server"] is not None:
        stores["postgres"] = store_of("postgres", given["data"], given["server"])
    for kind, store in stores.items():
        seeds = SEEDS if kind == "duckdb" else SEEDS[:1]
        built(store, [Instance(each.folder, seed) for each in asked for seed in seeds], given["jobs"])
    return stores


def _checked(
    asked: Sequence[Questions], stores: dict[str, Store], given: dict[str, Any]
) -> dict[str, Result]:
    """Return what was found of each question by its key: of the log where it is known, or else now."""
    from sqlcoder.cli.eval_progress import CountBar
    from sqlcoder.evaluation.dataset_check import VERSION, Question, Result, log_id, lost
    from sqlcoder.parallel.journal import Journal
    from sqlcoder.parallel.map import map
    from sqlcoder.parallel.processes import Processes

    keys: dict[str, str] = {}
    items: dict[str, Question] = {}
    for each in asked:
        fingerprint = each.folder.fingerprint()
        for example in each.all:
            id = log_id(each, example, fingerprint, given["mutants"])
            keys[id] = each.key(example)
            items[id] = Question(each.folder, example, given["mutants"])
    path = given["data"] / "checks" / f"{VERSION}-{'-'.join(stores)}.jsonl"
    if given["fresh"]:
        path.unlink(missing_ok=True)
    with Journal.open(path, _header(stores)) as journal, CountBar("Checking questions", len(items)) as bar:
        waiting = {id: item for id, item in items.items() if id not in journal.done}
        for _ in range(len(items) - len(waiting)):
            bar.advance()
        jobs = Processes(given["jobs"] or os.cpu_count() or 1)
        for id, fields in map(_work(asked, stores), waiting, jobs, lost=lost):
            journal.add({"id": id, **fields})
            bar.advance()
        return {key: Result.from_json(journal.done[id]) for id, key in keys.items()}


def _work(asked: Sequence[Questions], stores: dict[str, Store]) -> CheckQuestions:
    from sqlcoder.databases.base import Limits
    from sqlcoder.dataset.database import SEEDS
    from sqlcoder.evaluation.dataset_check import CheckQuestions
    from sqlcoder.evaluation.instances import PLACEHOLDER
    from sqlcoder.evaluation.scene import Scene
    from sqlcoder.evaluation.terms import Terms

    terms = Terms(limits=Limits(seconds=_SECONDS, rows=_ROWS), metrics=())
    splits = dict.fromkeys(each.split for each in asked)

    def scenes(store: Store, seeds: Sequence[int]) -> dict[str, Scene]:
        return {
            split: Scene(
                tuple(store.location(split, PLACEHOLDER, seed) for seed in seeds), terms, samples=False
            )
            for split in splits
        }

    main, *others = stores
    return CheckQuestions(
        scenes(stores[main], SEEDS), {dialect: scenes(stores[dialect], SEEDS[:1]) for dialect in others}
    )


def _header(stores: dict[str, Store]) -> dict[str, Any]:
    from sqlcoder.evaluation.dataset_check import VERSION

    return {
        "data check": VERSION,
        "kinds": list(stores),
        "limit_seconds": _SECONDS,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }
