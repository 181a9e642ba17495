"""`sqlcoder data export`: writes the questions for a trainer or another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sqlcoder.cli.data_inputs import data_option, jobs_option, root_option

if TYPE_CHECKING:
    from sqlcoder.dataset.build_store import Store
    from sqlcoder.dataset.questions import Questions

# Samples are looked for until all are found, so that the same data give the same text.
_SECONDS = 600.0


@click.command(epilog="Example: sqlcoder data export --split train --format chat --out train.jsonl")
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@root_option
@data_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "spider", "chat"]),
    default="jsonl",
    show_default=True,
    help="Our JSON Lines, Spider's JSON, or messages with the schema, as the model is asked.",
)
@click.option("--split", type=click.Choice(["train", "eval"]), help="Only the databases of this split.")
@click.option(
    "--file",
    "files",
    type=click.Choice(["questions", "turns", "tune", "phrased", "expanded"]),
    multiple=True,
    help="Only the questions of this file, such as questions; may be given several times.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
@jobs_option
def command(
    names: tuple[str, ...],
    root: Path,
    data: Path,
    form: str,
    split: str | None,
    files: tuple[str, ...],
    out: Path,
    jobs: int | None,
) -> None:
    """Write the questions of the databases called NAMES, or of a split; of all without NAMES.

    The messages of a chat hold the schema with stored values, so that the databases are built where they
    aren't yet. Spider's format and chats leave out what can't be answered.
    """
    from sqlcoder.cli.data_inputs import built
    from sqlcoder.dataset.build import Instance, store_of
    from sqlcoder.dataset.collection import databases
    from sqlcoder.dataset.database import SEEDS
    from sqlcoder.dataset.export import FORMATS, Exported, write
    from sqlcoder.dataset.questions import EXPANDED, WRITTEN, questions_of

    folders = [each for each in databases(root, names) if split in (None, each.split)]
    wanted = tuple(f"{name}.jsonl" for name in files) or (*WRITTEN, *EXPANDED)
    asked = [questions_of(folder, data, files=wanted) for folder in folders]
    exported = [Exported(each) for each in asked]
    if form == "chat":
        store = store_of("duckdb", data, None)
        built(store, [Instance(folder, SEEDS[0]) for folder in folders], jobs)
        exported = [Exported(each, _schema_text(each, store)) for each in asked]
    write(out, FORMATS[form](exported))
    kept = sum(form == "jsonl" or example.answerable for each in asked for example in each.all)
    click.echo(f"Wrote {kept:,} questions of {len(asked)} database(s) to {out}")


def _schema_text(questions: Questions, store: Store) -> str:
    """Return a database's schema as the model reads it, with values that are stored in its first instance."""
    from dataclasses import replace

    from sqlcoder.databases.base import Limits
    from sqlcoder.databases.samples import with_samples
    from sqlcoder.databases.url import open_database
    from sqlcoder.dataset.database import SEEDS
    from sqlcoder.schema.render import DETAILS, render_at
    from sqlcoder.sql import guard
    from sqlcoder.sql.dialect import dialect

    with open_database(store.location(questions.split, questions.name, SEEDS[0])) as database:
        schema = database.schema(samples=False)
        tables = with_samples(
            schema.tables,
            lambda sql, seconds: database.run(guard.check(sql, schema), Limits(seconds=seconds)).rows,
            database.dialect,
            seconds=_SECONDS,
        )
    # The golds are PostgreSQL's, and so is what they are taught with.
    return render_at(replace(schema, tables=tables), dialect("postgres").written, DETAILS[0])
