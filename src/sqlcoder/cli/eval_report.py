"""`sqlcoder eval report`: shows a run again, in the terminal, as JSON or as a page."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sqlcoder.errors import LogError

if TYPE_CHECKING:
    from sqlcoder.evaluation.log import Run


@click.command(epilog="Example: sqlcoder eval report run.jsonl --html run.html")
@click.argument("run", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write one self-contained page: filters, both queries side by side, differences of the rows.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(run: Path, html: Path | None, as_json: bool) -> int:
    """Show the run in the file RUN: rates with their intervals, outcomes, latency, baselines."""
    from sqlcoder.evaluation.log import read

    found = read(run)
    if html is not None:
        write_page(html, found)
    show_report(found, None if html is not None else run, as_json=as_json)
    return 0


def show_report(run: Run, out: Path | None, *, as_json: bool) -> None:
    """Print the summary of a run on stdout; with `out` say on stderr how to see its questions."""
    from sqlcoder.evaluation.summary import summarise
    from sqlcoder.evaluation.text import summary_json, summary_text

    summary = summarise(run)
    if as_json:
        click.echo(json.dumps(summary_json(summary), ensure_ascii=False, indent=2))
    else:
        click.echo(summary_text(summary))
    if not run.is_complete:
        click.echo(f"The run isn't complete: {len(run.records)} of {run.header.count} questions.", err=True)
    if out is not None:
        click.echo(
            f"\nEvery question: sqlcoder eval report {out} --html {out.with_suffix('.html')}", err=True
        )


def write_page(path: Path, run: Run, other: Run | None = None) -> None:
    """Write the page of a run to `path`, whole or not at all. Raise `LogError` where that isn't possible."""
    from sqlcoder.evaluation.page import page

    write_whole(path, page(run, other))


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all. Raise `LogError` where that isn't possible."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            # As a file that any program makes, not for its owner only.
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LogError(
            f"The page can't be written: {error.strerror}.",
            where=str(path),
            fix="Check the folder, its permissions and the room on the disk.",
        ) from None
    click.echo(f"Written: {path}", err=True)
