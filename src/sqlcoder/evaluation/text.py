"""A run's numbers, or two runs held against each other, as Markdown or JSON. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from sqlcoder.evaluation.paired import Pairing, Tally
from sqlcoder.evaluation.statistics import Difference, Interval, Mean, Rate, percent
from sqlcoder.evaluation.summary import Group, Listed, Summary
from sqlcoder.results.values import Json, as_json, as_text

_CHANGES_SHOWN = 50


def summary_text(summary: Summary) -> str:
    """Return the report of a run. Warnings come first, a baseline that scores before all others."""
    parts = [
        *(f"Warning: {plain(warning)}" for warning in summary.warnings),
        f"# {plain(summary.header.name)}",
    ]
    headline = [
        ("right", summary.right),
        ("right, extra columns accepted", summary.accepted),
        ("valid SQL", summary.valid),
        ("abstention: precision", summary.abstention.precision),
        ("abstention: recall", summary.abstention.recall),
        ("false refusals", summary.abstention.false_refusals),
    ]
    parts.append(table(("of the questions", "share"), ((name, str(rate)) for name, rate in headline)))
    parts += _counts(summary)
    for title, groups in (
        ("category", summary.categories),
        ("hardness", summary.hardness),
        ("database", summary.databases),
    ):
        parts += _groups(title, groups)
    parts += _costs(summary)
    parts += _listed("Gold faults, not counted", summary.gold_faults)
    parts += _listed("Empty golds, not counted", summary.uninformative)
    return "\n\n".join(parts) + "\n"


def summary_json(summary: Summary) -> dict[str, Json]:
    """Return the same numbers as JSON values; every rate and mean comes with its interval and n."""
    return {field.name: _json(getattr(summary, field.name)) for field in fields(summary)}


def pairing_text(pairing: Pairing) -> str:
    """Return the comparison of two runs."""
    tally = pairing.tally
    first, second = tally.rates
    rows = [(plain(pairing.first.name), str(first)), (plain(pairing.second.name), str(second))]
    parts = [
        *(f"Warning: {plain(warning)}" for warning in pairing.warnings),
        f"# {plain(pairing.first.name)} -> {plain(pairing.second.name)}",
        table(("run", "right"), rows),
    ]
    if tally.n:
        parts.append(
            f"{tally.both} right in both, {tally.second} gained, {tally.first} lost, "
            f"{tally.neither} in neither.\n"
            f"Difference: {_points(tally.difference)}; McNemar's exact {_p(tally.p)}."
        )
    parts += _paired_groups(pairing)
    parts += _changes(pairing)
    parts += _listed("Not compared", pairing.left_out)
    return "\n\n".join(parts) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a Markdown table whose columns also line up as plain text; the first is flush left.

    >>> print(table(("a", "b"), [("one", "1"), ("t|wo", "12")]))
    | a     |  b |
    |-------|---:|
    | one   |  1 |
    | t\|wo | 12 |
    """
    cells = [[plain(cell).replace("|", "\\|") for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        f"| {' | '.join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])} |" for row in cells
    ]
    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def plain(text: str) -> str:
    """Return `text` on one line, safe for a terminal."""
    return as_text(" ".join(text.split()))


def _json(value: Any) -> Json:
    if isinstance(value, Rate):
        return {"k": value.k, "n": value.n, "value": value.value, **_json_ends(value.interval)}
    if isinstance(value, Mean):
        return {"n": value.n, "value": value.value, **_json_ends(value.interval)}
    if is_dataclass(value):
        return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    return as_json(value)


def _json_ends(interval: Interval) -> dict[str, Json]:
    return {"low": interval.low, "high": interval.high}


def _counts(summary: Summary) -> Iterator[str]:
    rows = [(str(row.outcome), str(row.answerable), str(row.unanswerable)) for row in summary.outcomes]
    yield table(("outcome", "answerable", "unanswerable"), rows)


def _groups(title: str, groups: Sequence[Group]) -> Iterator[str]:
    if groups:
        yield table((title, "right", "valid SQL"), ((g.name, str(g.right), _short(g.valid)) for g in groups))


def _costs(summary: Summary) -> Iterator[str]:
    scores = [(name, _mean(value)) for name, value in summary.metrics.items()]
    scores += [(f'baseline "{name}"', str(rate)) for name, rate in summary.baselines.items()]
    if scores:
        yield table(("beside", "score"), scores)
    rows = []
    if (latency := summary.latency) is not None:
        rows.append(("seconds", f"{latency.median:.2f}", f"90% within {latency.p90:.2f}", str(latency.n)))
    for tokens in summary.tokens:
        rows.append(
            (f"tokens: {tokens.kind}", f"{tokens.median:,.0f}", f"{tokens.total:,} in all", str(tokens.n))
        )
    if rows:
        yield table(("a question", "median", "", "n"), rows)


def _listed(title: str, listed: Sequence[Listed]) -> Iterator[str]:
    if listed:
        yield "\n".join([f"{title}:", *(f"- {plain(each.id)}: {plain(each.why)}" for each in listed)])


def _paired_groups(pairing: Pairing) -> Iterator[str]:
    def cells(name: str, tally: Tally) -> tuple[str, ...]:
        first, second = tally.rates
        return name, str(tally.n), _short(first), _short(second), str(tally.second), str(tally.first)

    if pairing.categories:
        header = ("category", "n", "first", "second", "gained", "lost")
        yield table(header, (cells(group.name, group.tally) for group in pairing.categories))


def _changes(pairing: Pairing) -> Iterator[str]:
    shown = sorted(pairing.changes, key=lambda change: (not change.lost, not change.gained))
    if not shown:
        return
    mark = {(True, False): "gained", (False, True): "lost"}
    rows = [
        (each.id, str(each.before), str(each.after), mark.get((each.gained, each.lost), ""), each.database)
        for each in shown[:_CHANGES_SHOWN]
    ]
    yield table(("question", "first", "second", "", "database"), rows)
    if len(shown) > _CHANGES_SHOWN:
        yield f"... and {len(shown) - _CHANGES_SHOWN} more that changed."


def _points(difference: Difference) -> str:
    low, high = difference.interval.low, difference.interval.high
    return f"{100 * difference.value:+.1f} points (95% {100 * low:+.1f} to {100 * high:+.1f})"


def _p(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _short(rate: Rate) -> str:
    return "-" if rate.value is None else f"{percent(rate.value)}%"


def _mean(mean: Mean) -> str:
    low, high = mean.interval.low, mean.interval.high
    return f"{percent(mean.value)}% (95% {percent(low)}-{percent(high)}, n={mean.n})"
