"""`sqlcoder data show`: one question with its queries and their rows on the first instance."""

from __future__ import annotations

import json
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sqlcoder.cli.data_inputs import data_option, root_option

if TYPE_CHECKING:
    from sqlcoder.dataset.example import Example, Gold
    from sqlcoder.dataset.questions import Questions

_SECONDS = 30.0


@click.command(epilog="Example: sqlcoder data show leasing/waived-instalments")
@click.argument("id")
@root_option
@data_option
@click.option(
    "--rows", type=click.IntRange(0), default=10, show_default=True, help="Rows to show of each query."
)
def command(id: str, root: Path, data: Path, rows: int) -> None:
    """Show the question called ID, or DATABASE/ID, with its queries, their features and first rows."""
    from sqlcoder.cli.data_inputs import built
    from sqlcoder.databases.base import Limits
    from sqlcoder.databases.url import open_database
    from sqlcoder.dataset.build import Instance, store_of
    from sqlcoder.dataset.database import SEEDS
    from sqlcoder.evaluation.golds import written
    from sqlcoder.evaluation.instances import Instance as Opened
    from sqlcoder.evaluation.terms import Terms
    from sqlcoder.sql import guard

    questions, example = _question(id, root, data)
    click.echo("\n".join(_lines(questions, example)))
    if not example.golds:
        return
    store = store_of("duckdb", data, None)
    built(store, [Instance(questions.folder, SEEDS[0])], 1)
    with open_database(store.location(questions.split, questions.name, SEEDS[0])) as database:
        opened = Opened(database.url, database, database.schema(samples=False))
        for number, gold in enumerate(example.golds, start=1):
            query = guard.check(written(gold, example, opened, Terms()), opened.schema)
            result = database.run(query, Limits(seconds=_SECONDS, rows=100_000))
            click.echo("\n".join(_gold_lines(number, gold, example)))
            click.echo(_table(result.columns, result.rows[:rows]))
            click.echo(f"({len(result):,} row{'' if len(result) == 1 else 's'})")


def _question(id: str, root: Path, data: Path) -> tuple[Questions, Example]:
    """Return the question of that id with its database. Raise `UsageError` where it is none, or several."""
    from sqlcoder.dataset.collection import databases
    from sqlcoder.dataset.questions import questions_of
    from sqlcoder.errors import UsageError

    database, separator, rest = id.partition("/")
    folders = databases(root, (database,) if separator else ())
    asked = [(each, example) for each in (questions_of(f, data) for f in folders) for example in each.all]
    found = [(each, example) for each, example in asked if example.id == (rest if separator else id)]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(each.key(example) for each, example in found)
        raise UsageError(f'Several questions are called "{id}".', fix=f"Name one of them: {keys}.")
    close = get_close_matches(rest or id, [example.id for _, example in asked], n=1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    raise UsageError(
        f'There is no question "{id}".{hint}', where=str(root), fix="Its id is in questions.jsonl."
    )


def _lines(questions: Questions, example: Example) -> list[str]:
    facts = {
        "category": example.category,
        "hardness": example.hardness,
        "ordered": "yes" if example.ordered else None,
        "as a whole": example.whole,
        "instructions": example.instructions,
        "can't be answered": None if example.answerable else example.reason or "yes",
    }
    asked = [*(f"{turn.question}\n    {turn.sql}" for turn in example.history), example.question]
    lines = [f"{questions.split}/{questions.key(example)}", "", *asked, ""]
    return lines + [f"{name}: {value}" for name, value in facts.items() if value is not None]


def _gold_lines(number: int, gold: Gold, example: Example) -> list[str]:
    from sqlcoder.sql.hardness import features
    from sqlcoder.sql.pretty import pretty

    counts: dict[str, Any] = asdict(features(gold.sql, example.dialect))
    shown = ", ".join(f"{name} {int(value)}" for name, value in counts.items() if value)
    roles = {"required": gold.required, "either": gold.either, "optional": gold.optional}
    columns = {name: value for name, value in roles.items() if value}
    lines = ["", f"Gold {number}", pretty(gold.sql, example.dialect) or gold.sql, f"-- {shown or 'plain'}"]
    return lines + ([f"-- columns: {json.dumps(columns, ensure_ascii=False)}"] if columns else [])


def _table(columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> str:
    from sqlcoder.evaluation.text import table
    from sqlcoder.results.values import as_short_text

    return table(columns, [[as_short_text(cell) for cell in row] for row in rows])
