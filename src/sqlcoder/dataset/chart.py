"""A bar chart of the data sets as SVG: a bar for each database, cut by hardness. Text only, no package."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sqlcoder.dataset.stats import UNANSWERABLE, Row
from sqlcoder.sql.hardness import LEVELS

# From light to dark, so that they are told apart in grey too; the last is no level.
_COLOURS = {
    "easy": "#bfe3c5",
    "medium": "#7fbfa3",
    "hard": "#3d8f8a",
    "extra": "#1f5a70",
    UNANSWERABLE: "#c9c9c9",
}
_LEFT, _WIDTH, _BAR, _GAP, _TOP = 130, 560, 18, 8, 56
_FONT = 'font-family="system-ui, sans-serif" font-size="12"'


def svg(rows: Sequence[Row], title: str) -> str:
    """Return the chart; its widest bar is the database with the most questions."""
    most = max((row.total for row in rows), default=0) or 1
    height = _TOP + len(rows) * (_BAR + _GAP) + 10
    width = _LEFT + _WIDTH + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" {_FONT}>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="10" y="20" font-size="14" font-weight="600">{escape(title)}</text>',
        *_legend(),
    ]
    for number, row in enumerate(rows):
        parts += _bar(row, _TOP + number * (_BAR + _GAP), _WIDTH / most)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend() -> list[str]:
    parts, x = [], _LEFT
    for name, colour in _COLOURS.items():
        parts.append(f'<rect x="{x}" y="32" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 17}" y="42">{name}</text>')
        x += 95
    return parts


def _bar(row: Row, y: int, scale: float) -> list[str]:
    middle = y + _BAR - 5
    parts = [f'<text x="{_LEFT - 8}" y="{middle}" text-anchor="end">{escape(row.name)}</text>']
    x = float(_LEFT)
    for level in (*LEVELS, UNANSWERABLE):
        count = row.hardness.get(level, 0)
        if count:
            label = f"<title>{escape(row.name)}, {level}: {count}</title>"
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{count * scale:.1f}" height="{_BAR}" '
                f'fill="{_COLOURS[level]}">{label}</rect>'
            )
            x += count * scale
    parts.append(f'<text x="{x + 6:.1f}" y="{middle}">{row.total}</text>')
    return parts
