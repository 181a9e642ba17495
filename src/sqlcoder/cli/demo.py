"""`sqlcoder demo`: the demo database, three questions to it, and what to do next."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click

from sqlcoder.cli.options import model_options, option

QUESTIONS = 3


@click.command(epilog="Example: sqlcoder demo --path bees.duckdb")
@click.option(
    "--path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("demo/beekeeping.duckdb"),
    show_default=True,
    help="Where to build the demo database.",
)
@model_options
@option("home")
def command(path: Path, **given: Any) -> int:
    """Build the demo database of a beekeeping cooperative and ask it three questions.

    The first time fetches the model (1.1 GB) and lets it read the schema; then each answer takes seconds.
    """
    from rich.console import Console
    from rich.text import Text

    from sqlcoder.cli.display import Display
    from sqlcoder.cli.main import show_error
    from sqlcoder.cli.output import show_answer
    from sqlcoder.demo.build import build
    from sqlcoder.demo.questions import questions
    from sqlcoder.pipeline.connection import open_connection
    from sqlcoder.settings import options

    console = Console()
    with console.status("Building the demo database"):
        build(path)
    click.echo(f"The demo database is {path}: a beekeeping cooperative, 12 tables, 26,000 rows.")
    failed = 0
    with open_connection(options({**given, "db": str(path)})) as db:
        for question in questions()[:QUESTIONS]:
            console.print()
            console.print(Text(f"? {question.question}", style="bold cyan"))
            with Display(stream=True) as display:
                answer = db.ask(question.question, on_event=display)
            show_answer(answer)
            if answer.error is not None:
                show_error(answer.error)
                failed += 1
    # A clone's virtual environment is not on the PATH.
    name = "sqlcoder" if shutil.which("sqlcoder") else ".venv/bin/sqlcoder"
    click.echo(_NEXT_STEPS.format(sqlcoder=name, path=path))
    return 1 if failed else 0


_NEXT_STEPS = """
Now ask it something yourself, or ask your own database:

  {sqlcoder} ask "How many queens of each breed are still laying?" --db {path}
  {sqlcoder} ask "..." --db postgresql://user@host/database
  {sqlcoder} ask "..." --db sales.xlsx        (SQLite, DuckDB, CSV, Parquet, JSON files will do too)
  {sqlcoder} ask --help

More questions to try: docs/demo.md. If something doesn't work: {sqlcoder} doctor"""
