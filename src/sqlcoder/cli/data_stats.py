"""`sqlcoder data stats`: how many questions there are, by database, category and hardness."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sqlcoder.cli.data_inputs import data_option, root_option

if TYPE_CHECKING:
    from sqlcoder.dataset.stats import Row


@click.command(epilog="Example: sqlcoder data stats --plot questions.svg")
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@root_option
@data_option
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), help="Write a bar chart here, as SVG."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each database.")
def command(names: tuple[str, ...], root: Path, data: Path, plot: Path | None, as_json: bool) -> None:
    """Count the questions of the databases called NAMES, or of a split; of all without NAMES."""
    from sqlcoder.dataset import stats
    from sqlcoder.dataset.chart import svg
    from sqlcoder.dataset.collection import databases
    from sqlcoder.dataset.export import write
    from sqlcoder.dataset.questions import questions_of

    rows = stats.rows([questions_of(folder, data) for folder in databases(root, names)])
    if plot is not None:
        write(plot, [svg(rows, f"{sum(row.total for row in rows):,} questions by hardness").rstrip("\n")])
    if as_json:
        for row in rows:
            click.echo(json.dumps(row.as_json(), ensure_ascii=False))
    else:
        click.echo(_text([*rows, *stats.sums(rows)]))


def _text(rows: Sequence[Row]) -> str:
    """Return one table by category and one by hardness, with what each sums up to."""
    from sqlcoder.evaluation.text import table

    def by(kind: str, counts: Sequence[Mapping[str, int]]) -> str:
        columns = list(dict.fromkeys(name for each in counts for name in each))
        lines = [
            (row.name, str(row.total), *(str(each.get(name, 0)) for name in columns))
            for row, each in zip(rows, counts, strict=True)
        ]
        return table((kind, "questions", *columns), lines)

    return "\n\n".join(
        [
            by("by category", [row.categories for row in rows]),
            by("by hardness", [row.hardness for row in rows]),
        ]
    )
