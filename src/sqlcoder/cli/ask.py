"""`sqlcoder ask`: one question, its query and its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sqlcoder.cli.options import database_options, limit_options, model_options
from sqlcoder.errors import UsageError

GLOSSARY_BYTES = 100_000


@click.command(
    epilog='Example: sqlcoder ask "Who bought most last year?" --db postgresql://me@localhost/shop'
)
@click.argument("question")
@database_options
@model_options
@limit_options
@click.option("--instructions", help="Rules for this question, such as which date counts as the order's.")
@click.option(
    "--glossary", type=click.Path(path_type=Path), help="File that explains the database's terms and codes."
)
@click.option(
    "--json", "form", flag_value="json", help="Print one JSON object: query, rows, attempts, times."
)
@click.option("--csv", "form", flag_value="csv", help="Print the rows as CSV only.")
@click.option("--sql-only", "form", flag_value="sql", help="Print the query only; don't run it.")
def command(
    question: str, instructions: str | None, glossary: Path | None, form: str | None, **given: Any
) -> int:
    """Ask a database a QUESTION; print the SQL that answers it, and the rows.

    A model on this machine writes the query; it is checked, and run read-only within limits.
    """
    from sqlcoder.cli.display import Display
    from sqlcoder.cli.main import show_error
    from sqlcoder.cli.output import print_csv, print_json, show_answer
    from sqlcoder.pipeline.connection import open_connection
    from sqlcoder.settings import options

    terms = None if glossary is None else read_glossary(glossary)
    with open_connection(options(given)) as db, Display(stream=form is None) as display:
        answer = db.ask(
            question, instructions=instructions, glossary=terms, on_event=display, run=form != "sql"
        )
    if form == "json":
        print_json(answer)
    elif form == "csv" and answer.result is not None:
        print_csv(answer.result)
    elif form == "sql" and answer.error is None:
        click.echo(answer.sql)
    elif form is None:
        show_answer(answer)
    if answer.error is not None:
        show_error(answer.error)
        return answer.error.exit_code
    return 0


def read_glossary(path: Path) -> str:
    """Return the text of a glossary file. Raise `UsageError` where it can't be read or is no text."""
    try:
        with path.open("rb") as file:
            data = file.read(GLOSSARY_BYTES + 1)
        if len(data) > GLOSSARY_BYTES:
            raise UsageError(
                f"The glossary has more than {GLOSSARY_BYTES:,} bytes.",
                where=str(path),
                fix="Keep the terms that questions need.",
            )
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"The glossary can't be read: {error.strerror}.",
            where=str(path),
            fix="Check the path and its permissions.",
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "The glossary is not UTF-8 text.", where=str(path), fix="Save it as UTF-8 text or Markdown."
        ) from error
