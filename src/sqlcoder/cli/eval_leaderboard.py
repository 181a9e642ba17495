"""`sqlcoder eval leaderboard`: several runs side by side, the best first."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(epilog="Example: sqlcoder eval leaderboard runs/*.jsonl --html leaderboard.html")
@click.argument("runs", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write the table as a page."
)
def command(runs: tuple[Path, ...], html: Path | None) -> int:
    """Print a table of RUNS as Markdown, the best first; runs on other questions get a table of their own."""
    from sqlcoder.cli.eval_report import write_whole
    from sqlcoder.evaluation.leaderboard import as_html, as_markdown
    from sqlcoder.evaluation.log import read

    found = [read(path) for path in runs]
    click.echo(as_markdown(found))
    if html is not None:
        write_whole(html, as_html(found))
    return 0
