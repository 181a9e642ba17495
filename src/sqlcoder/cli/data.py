"""`sqlcoder data`: the data sets. Finds the subcommand; each is a module of its own."""

from __future__ import annotations

import click

from sqlcoder.cli.group import lazy_group

# name: one line for the list. The module sqlcoder.cli.data_<name> has a click command, `command`.
SUBCOMMANDS = {
    "build": "Make the rows of the databases and load them.",
    "expand": "Make further questions to train on from those written by hand.",
    "check": "Run every check of the data sets, and count what each finds.",
    "synthesize": "Make question/SQL pairs for a database of your own.",
    "stats": "Count the questions by database, category and hardness.",
    "show": "Show a question with its queries and their rows.",
    "export": "Write the questions for a trainer or another program.",
}


@click.group(cls=lazy_group("sqlcoder.cli.data_", SUBCOMMANDS), epilog="Example: sqlcoder data build leasing")
def command() -> None:
    """Build, check, show and export the data sets: databases with questions to train and evaluate on.

    How they are made, and how to add a database: docs/datasets.md.
    """
