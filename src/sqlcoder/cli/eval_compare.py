"""`sqlcoder eval compare`: two runs, question by question."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(epilog="Example: sqlcoder eval compare before.jsonl after.jsonl --html changes.html")
@click.argument("before", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("after", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page with both runs."
)
def command(before: Path, after: Path, html: Path | None) -> int:
    """Compare the runs BEFORE and AFTER: the questions that changed, and whether that is more than chance.

    The test is McNemar's: only questions that one run has right and the other wrong count.
    """
    from sqlcoder.cli.eval_report import write_page
    from sqlcoder.evaluation.log import read
    from sqlcoder.evaluation.paired import pair
    from sqlcoder.evaluation.text import pairing_text

    one, other = read(before), read(after)
    click.echo(pairing_text(pair(one, other)))
    if html is not None:
        write_page(html, other, one)
    return 0
