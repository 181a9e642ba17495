"""Runs in order of their score, as Markdown and as one self-contained HTML page.

Runs on different question sets can't be ranked against each other, so each set has a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.page import asset, escaped, filled
from sqlcoder.evaluation.statistics import Rate, percent
from sqlcoder.evaluation.summary import NOT_GIVEN, Summary, failing_baselines, summarise
from sqlcoder.evaluation.text import table

_NOTE = (
    "Share of the answerable questions that are right, with a 95% interval (Wilson). "
    "Where intervals overlap, compare the two runs question by question."
)


@dataclass(frozen=True, slots=True)
class Board:
    """The runs on one question set, the best first."""

    questions: str
    sha256: str
    runs: tuple[Summary, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the set, the nameless one last."""
        found = {group.name for summary in self.runs for group in summary.categories}
        return tuple(sorted(found, key=lambda name: (name == NOT_GIVEN, name)))


def leaderboard(runs: Sequence[Run]) -> tuple[Board, ...]:
    """Return a board for each question set, in the order in which the sets come."""
    found: dict[str, list[Summary]] = {}
    for run in runs:
        found.setdefault(run.header.sha256, []).append(summarise(run))
    return tuple(
        Board(summaries[0].header.questions, sha256, tuple(sorted(summaries, key=_place)))
        for sha256, summaries in found.items()
    )


def as_markdown(runs: Sequence[Run]) -> str:
    """Return the boards as Markdown."""
    parts = []
    for board in leaderboard(runs):
        rows = [[_plain(cell) for cell in _row(place, run, board)] for place, run in enumerate(board.runs, 1)]
        parts += [f"## {board.questions} ({board.sha256[:8]})", table(_header(board), rows)]
        parts += [f"{run.header.name}: {warning}" for run in board.runs for warning in run.warnings]
    return "\n\n".join([*parts, _NOTE]) + "\n"


def as_html(runs: Sequence[Run]) -> str:
    """Return the boards as a page without any script."""
    parts = []
    for board in leaderboard(runs):
        name = escaped(board.questions)
        parts.append(
            f'<section class="card" aria-label="{name}"><h2>{name} ({escaped(board.sha256[:8])})</h2>'
        )
        parts += [
            f'<p class="warning" role="note">{escaped(f"{run.header.name}: {warning}")}</p>'
            for run in board.runs
            for warning in run.warnings
        ]
        parts += [*_html_table(board), "</section>"]
    return filled(
        asset("leaderboard.html"), style=asset("page.css"), boards="\n".join(parts), note=escaped(_NOTE)
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell says, and in smaller letters below. `rate` is drawn too."""

    text: str
    note: str = ""
    rate: Rate | None = None


def _place(summary: Summary) -> tuple[float, int, str]:
    value = summary.right.value
    return 1.0 if value is None else -value, -summary.right.n, summary.header.name


def _header(board: Board) -> list[str]:
    fixed = ["", "run", "model", "right"]
    return [
        *fixed,
        *board.categories,
        "valid SQL",
        "abstention",
        "false refusals",
        "median time",
        "baselines",
    ]


def _row(place: int, summary: Summary, board: Board) -> list[_Cell]:
    header, right = summary.header, summary.right
    shares = {group.name: group.right for group in summary.categories}
    interval = (
        f"{percent(right.interval.low)}-{percent(right.interval.high)}, n={right.n}" if right.n else "n=0"
    )
    latency = summary.latency
    return [
        _Cell(str(place)),
        _Cell(header.name, header.created[:10]),
        _Cell(str(header.answerer.get("name", "")), str(header.answerer.get("kind", ""))),
        _Cell(_share(right), interval, right),
        *(_Cell(_share(shares.get(name, Rate(0, 0)))) for name in board.categories),
        _Cell(_share(summary.valid)),
        _Cell(_share(summary.abstention.recall), f"n={summary.abstention.recall.n}"),
        _Cell(_share(summary.abstention.false_refusals)),
        _Cell("-" if latency is None else f"{latency.median:.1f} s"),
        _Cell(", ".join(failing_baselines(summary.baselines)) or ("low" if summary.baselines else "not run")),
    ]


def _share(rate: Rate) -> str:
    return "-" if rate.value is None else f"{percent(rate.value)}%"


def _plain(cell: _Cell) -> str:
    return f"{cell.text} ({cell.note})" if cell.note else cell.text


def _html_table(board: Board) -> Iterator[str]:
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table class="board"><thead><tr>'
    for name in _header(board):
        yield f'<th scope="col">{escaped(name)}</th>' if name else "<td></td>"
    yield "</tr></thead><tbody>"
    for place, run in enumerate(board.runs, 1):
        yield "<tr>"
        for cell in _row(place, run, board):
            note = f"<small>{escaped(cell.note)}</small>" if cell.note else ""
            yield f"<td>{escaped(cell.text)}{note}{_plot(cell.rate)}</td>"
        yield "</tr>"
    yield "</tbody></table></div>"


def _plot(rate: Rate | None) -> str:
    """Return the share as a dot within its interval, like those of a run's page."""
    if rate is None or rate.value is None:
        return ""
    low, high = 100 * rate.interval.low, 100 * rate.interval.high
    return (
        f'<svg class="plot" height="14" role="img" aria-label="{escaped(str(rate))}">'
        '<rect x="0" y="6" width="100%" height="2" rx="1" class="track"/>'
        f'<rect x="{low:.2f}%" y="4" width="{high - low:.2f}%" height="6" rx="3" class="band"/>'
        f'<circle cx="{100 * rate.value:.2f}%" cy="7" r="4" class="point"/></svg>'
    )
