"""`sqlcoder data`: the data sets. Finds the subcommand; each is a module of its own."""

from __future__ import annotations

from importlib import import_module

import click

# name: one line for the list. The module sqlcoder.cli.data_<name> has a click command, `command`.
SUBCOMMANDS = {
    "build": "Make the rows of the databases and load them.",
    "check": "Run every check of the data sets, and count what each finds.",
    "stats": "Count the questions by database, category and hardness.",
    "show": "Show a question with its queries and their rows.",
    "export": "Write the questions for a trainer or another program.",
}


class _Subcommands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        found: click.Command = import_module(f"sqlcoder.cli.data_{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@click.group(cls=_Subcommands, epilog="Example: sqlcoder data build leasing")
def command() -> None:
    """Build, check, show and export the data sets: databases with questions to train and evaluate on.

    How they are made, and how to add a database: docs/datasets.md.
    """
