"""Writes docs/cli.md from the commands' own --help: `make docs`. A test checks that it is up to date."""

from __future__ import annotations

import sys

import click

from sqlcoder.cli.main import group


def page() -> str:
    """Return the text of docs/cli.md."""
    context = _context(group, "sqlcoder", None)
    sections = [
        "# Command line",
        "Made from `--help` by `make docs`. Results go to stdout, progress and errors to stderr.\n"
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.",
        *_sections(group, context, level=2),
    ]
    return "\n\n".join(sections) + "\n"


def _sections(command: click.Command, context: click.Context, level: int) -> list[str]:
    sections = [f"{'#' * level} {context.command_path}", f"```text\n{command.get_help(context)}\n```"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            inner = _context(child, name, context)
            sections += _sections(child, inner, level + 1)
    return sections


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    # As a call makes it: a context made by hand has no -h, unless an earlier call left it behind.
    return command.make_context(name, [], parent=parent, resilient_parsing=True, terminal_width=100)


if __name__ == "__main__":
    sys.stdout.write(page())
