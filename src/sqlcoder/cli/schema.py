"""`sqlcoder schema`: a database as the model sees it."""

from __future__ import annotations

from typing import Any

import click

from sqlcoder.cli.options import database_options


@click.command(epilog="Example: sqlcoder schema --db shop.db --tables 'order*'")
@database_options
@click.option("--json", "as_json", is_flag=True, help="Print tables, columns, keys and comments as JSON.")
def command(as_json: bool, **given: Any) -> None:
    """Print a database's tables, columns, keys, comments and sample values, as the model sees them."""
    from sqlcoder.pipeline.connection import open_connection
    from sqlcoder.schema.render import DETAILS, render_at
    from sqlcoder.settings import options
    from sqlcoder.sql.dialect import dialect

    with open_connection(options(given)) as db:
        schema = db.schema()
    if as_json:
        click.echo(schema.to_json())
    else:
        click.echo(render_at(schema, dialect(schema.dialect).written, DETAILS[0]))
