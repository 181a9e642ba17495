"""How an answer is printed on stdout: as SQL and a table, as CSV, or as JSON.

A terminal gets colours and a table that fits its width; a pipe gets plain text, whole and unwrapped.
"""

from __future__ import annotations

import csv
import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from sqlcoder.pipeline.answer import Answer
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.values import as_csv, as_json, as_short_text, as_text, is_number

# More rows than a screen holds are for a file: --csv and --json print them all.
SHOWN_ROWS = 50
# A pipe has no width; this is more than any table takes.
WIDEST = 10_000_000


def show_answer(answer: Answer) -> None:
    """Print the query and its rows on stdout, and the time of each step on stderr."""
    console = Console()
    if answer.sql:
        # Unwrapped: a line that the terminal itself breaks can still be copied whole.
        code = highlighted(answer.sql)
        console.print(code.highlight(code.code), end="", soft_wrap=True)
    if answer.result is not None:
        console.print()
        _show_rows(console, answer.result)
    Console(stderr=True).print(Text(_times(answer), style="dim"), soft_wrap=True)


def print_csv(result: ResultSet) -> None:
    """Print the rows as CSV (RFC 4180) on stdout, exactly; say on stderr where the result was cut short."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(result.columns)
    for row in result.rows:
        writer.writerow([as_csv(value) for value in row])
    if result.truncated is not None:
        click.echo(f"({_cut_short(result)})", err=True)


def print_json(answer: Answer) -> None:
    """Print the whole answer as one JSON object on stdout."""
    # Where the terminal's encoding lacks a character, JSON has an escape for it.
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(answer_as_json(answer), ensure_ascii=plain, indent=2))


def answer_as_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as the JSON values that `--json` prints."""
    result = answer.result
    return {
        "question": answer.question.text,
        "sql": answer.sql,
        "columns": None if result is None else list(result.columns),
        "rows": None if result is None else [[as_json(value) for value in row] for row in result.rows],
        "truncated": None if result is None else result.truncated,
        "error": None if answer.error is None else answer.error.what,
        "attempts": [
            {
                "reply": attempt.reply,
                "sql": attempt.sql,
                "error": None if attempt.error is None else attempt.error.what,
                "tokens": {
                    "read": attempt.usage.read_tokens,
                    "cached": attempt.usage.cached_tokens,
                    "written": attempt.usage.reply_tokens,
                },
            }
            for attempt in answer.attempts
        ],
        "seconds": {step.name: round(step.seconds, 4) for step in answer.steps},
    }


def highlighted(sql: str) -> Syntax:
    """Return `sql` coloured for the terminal, control characters shown as escapes."""
    text = "\n".join(as_text(line) for line in sql.replace("\t", "  ").splitlines())
    return Syntax(text, "sql", theme="ansi_dark", background_color="default", word_wrap=True)


def _show_rows(console: Console, result: ResultSet) -> None:
    table = Table(show_edge=False, header_style="bold", pad_edge=False)
    for index, name in enumerate(result.columns):
        numeric = any(is_number(row[index]) for row in result.rows)
        table.add_column(Text(as_text(name)), justify="right" if numeric else "left", overflow="fold")
    for row in result.rows[:SHOWN_ROWS]:
        table.add_row(*(Text(as_short_text(value), style="dim" if value is None else "") for value in row))
    if not console.is_terminal:
        console.width = max(1, console.measure(table, options=console.options.update(width=WIDEST)).maximum)
    console.print(table)
    console.print(Text(_count(result), style="dim"), soft_wrap=True)


def _count(result: ResultSet) -> str:
    count = _cut_short(result)
    if len(result) > SHOWN_ROWS:
        count += f", {SHOWN_ROWS} shown; --csv and --json print all"
    return f"({count})"


def _cut_short(result: ResultSet) -> str:
    count = f"{len(result):,} row{'' if len(result) == 1 else 's'}"
    if result.truncated == "rows":
        return f"the first {count}; there are more (--rows raises the limit)"
    if result.truncated == "bytes":
        return f"the first {count}; the result is larger than may be kept in memory"
    return count


def _times(answer: Answer) -> str:
    parts = [f"{step.name} {step.seconds:.2f} s" for step in answer.steps if step.seconds >= 0.005]
    return f"{', '.join(parts)}; {sum(step.seconds for step in answer.steps):.2f} s in all"
