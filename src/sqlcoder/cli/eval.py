"""`sqlcoder eval`: measure models on question sets. Finds the subcommand; each is a module of its own."""

from __future__ import annotations

import click

from sqlcoder.cli.group import lazy_group

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


@click.group(
    cls=lazy_group("sqlcoder.cli.eval_", SUBCOMMANDS), epilog="Example: sqlcoder eval run --out first.jsonl"
)
def command() -> None:
    """Measure models, services and programs on your own questions.

    A run is a file, one line a question, that resumes where it stopped and can be judged again. How to read a
    report: docs/evaluation.md.
    """
