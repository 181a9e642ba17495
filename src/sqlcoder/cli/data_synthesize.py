"""`sqlcoder data synthesize`: question/SQL pairs for a database of one's own, to tune a model on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sqlcoder.cli.options import database_options, model_options

if TYPE_CHECKING:
    from sqlcoder.dataset.example import Example
    from sqlcoder.evaluation.dataset_synthesize import Synthesizer
    from sqlcoder.parallel.journal import Journal
    from sqlcoder.pipeline.connection import Connection

_SECONDS = 5.0
_ROWS = 10_000
# Of what is composed, so many may fail for one that is wanted.
_TRIES = 20


@click.command(epilog="Example: sqlcoder data synthesize --db shop.duckdb --count 200 --out shop.jsonl")
@database_options
@model_options
@click.option("--count", type=click.IntRange(1, 5000), default=100, show_default=True, help="Pairs wanted.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write, as JSON Lines. Its log, OUT.log, lets the same command go on.",
)
@click.option("--glossary", type=click.Path(path_type=Path), help="File that explains the database's terms.")
@click.option(
    "--reword/--no-reword",
    default=True,
    help="Have the model say each question in its own words, and answer it: pairs it can't are left out.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Sets all that is drawn.")
def command(count: int, out: Path, glossary: Path | None, reword: bool, seed: int, **given: Any) -> int:
    """Compose questions over the tables and values of a database, each with the query that answers it.

    A pair is kept if its query runs and returns rows, and if the model, asked the reworded question without
    seeing the query, comes to the same rows. All of it stays on this machine.
    """
    from sqlcoder.cli.ask import read_glossary
    from sqlcoder.databases.base import Limits
    from sqlcoder.evaluation.dataset_synthesize import Synthesizer
    from sqlcoder.parallel.journal import Journal
    from sqlcoder.pipeline.connection import open_connection
    from sqlcoder.settings import options

    terms = None if glossary is None else read_glossary(glossary)
    chosen = options({**given, "timeout": _SECONDS, "rows": _ROWS})
    limits = Limits(seconds=_SECONDS, rows=_ROWS)
    with open_connection(chosen) as connection:
        header = {
            "synthesize": 1,
            "database": connection.database.url,
            "model": chosen.model if reword else None,
            "seed": seed,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        synthesizer = Synthesizer(connection, limits, terms, reword)
        with Journal.open(out.with_name(f"{out.name}.log"), header) as journal:
            pairs = _composed(connection, limits, out.stem, seed)
            lines = _decided(synthesizer, islice(pairs, count * _TRIES), count, journal)
    return _finish(lines, count, out)


def _composed(connection: Connection, limits: Any, name: str, seed: int) -> Iterator[Example]:
    from sqlcoder.dataset.draws import Draws
    from sqlcoder.dataset.synthesis.compose import composed
    from sqlcoder.dataset.synthesis.profile import profile

    found = profile(connection.database, connection.schema(), limits)
    return composed(found, name, Draws(seed, "synthesize"))


def _decided(
    synthesizer: Synthesizer, pairs: Iterable[Example], count: int, journal: Journal
) -> list[dict[str, Any]]:
    """Return the lines up to `count` pairs that are kept; those of the log are not tried again."""
    from sqlcoder.cli.eval_progress import CountBar

    lines: list[dict[str, Any]] = []
    kept = 0
    with CountBar("Making pairs", count) as bar:
        for pair in pairs:
            if pair.id not in journal.done:
                journal.add(synthesizer.decide(pair))
            line = dict(journal.done[pair.id])
            lines.append(line)
            if "kept" in line:
                kept += 1
                bar.advance()
            if kept == count:
                break
    return lines


def _finish(lines: list[dict[str, Any]], count: int, out: Path) -> int:
    """Write the pairs and say what was kept and why others weren't; exit code 1 where there are none."""
    from sqlcoder.dataset import jsonl
    from sqlcoder.evaluation.dataset_synthesize import CHECKS, kept_pairs
    from sqlcoder.evaluation.text import table

    pairs = kept_pairs(lines)
    jsonl.write(out, pairs)
    failed = Counter(line["failed"] for line in lines if "failed" in line)
    rows = [(f"{name}: {asks}", str(failed[name])) for name, asks in CHECKS.items() if failed[name]]
    click.echo(f"Wrote {len(pairs)} pairs to {out}; {len(lines)} were composed.")
    if rows:
        click.echo(table(("what others failed", "pairs"), rows))
    if len(pairs) < count:
        click.echo("There is no more to compose over this database with so few tables, values and links.")
    return 0 if pairs else 1
