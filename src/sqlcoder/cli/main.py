"""The command `sqlcoder`: finds the subcommand, turns errors into a message and an exit code. Nothing else.

A subcommand's module is imported when it is called, so that `--help` is instant. Exit codes: 0
done, 1 failed, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import io
import sys

import click

from sqlcoder import __version__
from sqlcoder.cli.group import lazy_group
from sqlcoder.errors import SqlcoderError

# name: one line for the list of commands. The module sqlcoder.cli.<name> has a click command, `command`.
COMMANDS = {
    "ask": "Ask a database a question in plain language.",
    "schema": "Show a database as the model sees it.",
    "eval": "Measure models and services on question sets.",
    "data": "Build, check, show and export the data sets.",
    "models": "List, fetch, check and remove model weights.",
    "demo": "Build the demo database and ask it three questions.",
    "doctor": "Check what is installed and working, and say how to fix the rest.",
}


@click.group(
    cls=lazy_group("sqlcoder.cli.", COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="sqlcoder")
def group() -> None:
    """Ask your own database in plain language; nothing leaves this machine.

    Start with: sqlcoder ask "How many customers do we have?" --db shop.db
    """


def main() -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows its escape instead.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = group.main(prog_name="sqlcoder", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except SqlcoderError as error:
        show_error(error)
        sys.exit(error.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough. Python would complain once more at exit.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the outer edge: a user never sees a traceback
        click.echo(
            f"Internal error: {type(error).__name__}: {error}\n"
            "This is a fault in SQLCoder. Please report it with the command and what `sqlcoder doctor` says.",
            err=True,
        )
        sys.exit(1)


def show_error(error: SqlcoderError) -> None:
    """Print what went wrong, where, and what to do, on stderr."""
    where = f" ({error.where})" if error.where else ""
    click.echo(click.style("Error: ", fg="red", bold=True) + f"{error.what}{where}", err=True)
    if error.fix:
        click.echo(error.fix, err=True)


if __name__ == "__main__":
    main()
