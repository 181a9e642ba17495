"""The settings table as command-line options: same name, help, default and variable everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from sqlcoder.settings import SETTINGS

_Command = TypeVar("_Command", bound=Callable[..., Any])


def option(name: str) -> Callable[[_Command], _Command]:
    """Return the click decorator for the setting called `name`."""
    entry = SETTINGS[name]
    flag = f"--{name.replace('_', '-')}"
    return click.option(
        f"{flag}/--no-{name}" if entry.kind is bool and entry.default else flag,
        name,
        type=None if entry.kind is bool else entry.kind,
        is_flag=entry.kind is bool,
        default=entry.default,
        envvar=entry.variable,
        show_envvar=True,
        show_default=entry.default is not None,
        help=entry.help,
    )


def database_options(command: _Command) -> _Command:
    """Add what opening a database takes, and which of its tables count."""
    tables = click.option("--tables", multiple=True, metavar="PATTERN", help="Only these tables; repeatable.")
    deny = click.option(
        "--deny-tables", multiple=True, metavar="PATTERN", help="None of these tables; repeatable."
    )
    return decorated(command, option("db"), tables, deny, option("samples"), option("home"))


def model_options(command: _Command) -> _Command:
    """Add what loading a model takes."""
    names = ("model", "threads", "context", "cache_mib", "correction", "offline", "api_key")
    return decorated(command, *(option(name) for name in names))


def limit_options(command: _Command) -> _Command:
    """Add what a query may cost and call."""
    function = click.option(
        "--function",
        "functions",
        multiple=True,
        help="A function of your own that queries may call; repeatable.",
    )
    return decorated(command, option("timeout"), option("rows"), function)


def decorated(command: _Command, *decorators: Callable[[_Command], _Command]) -> _Command:
    """Return `command` with these options, which help lists in this order."""
    # Help lists options in the order of the decorators, read from the top: the last is applied first.
    for decorate in reversed(decorators):
        command = decorate(command)
    return command
