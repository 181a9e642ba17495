"""`sqlcoder eval`: measure models on question sets. Finds the subcommand; each is a module of its own."""

from __future__ import annotations

from importlib import import_module

import click

# name: one line for the list. The module sqlcoder.cli.eval_<name> has a click command, `command`.
SUBCOMMANDS = {
    "run": "Ask a question set, judge the answers, and report.",
    "score": "Judge the answers of a run again, without a model.",
    "compare": "Compare two runs, question by question.",
    "report": "Show a run again, in the terminal or as a page.",
    "validate": "Run the golds of a question set and list their faults.",
    "leaderboard": "Set several runs side by side.",
    "mutate": "Check that a question set tells its golds from slightly wrong queries.",
}


class _Subcommands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        found: click.Command = import_module(f"sqlcoder.cli.eval_{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@click.group(cls=_Subcommands, epilog="Example: sqlcoder eval run --out first.jsonl")
def command() -> None:
    """Measure models, services and programs on your own questions.

    A run is a file, one line a question, that resumes where it stopped and can be judged again. How to read a
    report: docs/evaluation.md.
    """
