"""A command group that imports a subcommand's module when it is called, so that `--help` is instant."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click


def lazy_group(prefix: str, commands: Mapping[str, str]) -> type[click.Group]:
    """Return the class of a group with these commands, in their order.

    `commands` gives each name a line of help. The module `prefix` + name has a click command, `command`.
    """

    class Lazy(click.Group):
        def list_commands(self, ctx: click.Context) -> list[str]:
            return list(commands)

        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            if cmd_name not in commands:
                return None
            found: click.Command = import_module(prefix + cmd_name).command
            return found

        def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
            with formatter.section("Commands"):
                formatter.write_dl(list(commands.items()))

    return Lazy
