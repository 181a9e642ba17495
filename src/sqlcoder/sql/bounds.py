"""Sizes in a query that are plainly too large: a series of a billion rows, a string of a gigabyte.

Only what constants show is judged. What depends on data, and recursion without an end, is stopped by the
database's own limits on time and memory.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from sqlglot import exp

MOST_ROWS = 10_000_000
MOST_CHARACTERS = 1_000_000

_SERIES = frozenset({"range", "generate_series"})
_LENGTH_ARGUMENT = {"repeat": 1, "lpad": 1, "rpad": 1, "space": 0}
_FORMATS = frozenset({"printf", "format"})
# A width of four digits or more, or one taken from the arguments: "%*d" or "{:{}}".
_WIDE = re.compile(r"\d{4}|\*|\{[^{}]*\{")


def excess(name: str, arguments: list[exp.Expr], dialect: str) -> str | None:
    """Return why a call of the function `name` (lower case) is too large, or None."""
    if name in _SERIES:
        count = _series_length([constant(a) for a in arguments])
        return f"makes more than {MOST_ROWS:,} rows" if count > MOST_ROWS else None
    if name in _LENGTH_ARGUMENT and len(arguments) > _LENGTH_ARGUMENT[name]:
        too_long = _text_length(name, arguments) > MOST_CHARACTERS
        return f"makes a text of more than {MOST_CHARACTERS:,} characters" if too_long else None
    # MySQL's FORMAT rounds a number.
    if name in _FORMATS and dialect != "mysql" and arguments:
        first = arguments[0]
        if not (isinstance(first, exp.Literal) and first.is_string):
            return "takes its format from an expression, which could ask for any width"
        return "asks for a width of more than 999" if _WIDE.search(first.name) else None
    return None


def _text_length(name: str, arguments: list[exp.Expr]) -> float:
    """Return how long a text the call makes at least, 0 where that can't be told from constants."""
    length = constant(arguments[_LENGTH_ARGUMENT[name]]) or 0.0
    text = arguments[0]
    while isinstance(text, exp.Paren | exp.Cast):
        text = text.this
    inner = 1.0
    if name == "repeat" and isinstance(text, exp.Literal):
        inner = len(text.name)
    elif name == "repeat" and isinstance(text, exp.Anonymous):
        called = text.name.lower()
        if len(text.expressions) > _LENGTH_ARGUMENT.get(called, math.inf):
            inner = max(_text_length(called, text.expressions), 1.0)
    return length * inner


def constant(node: exp.Expr) -> float | None:
    """Return the number that an expression of constants has, infinite where it overflows, else None."""
    if isinstance(node, exp.Literal):
        try:
            return float(node.name)
        except ValueError:
            return None
    if isinstance(node, exp.Paren | exp.Cast):
        return constant(node.this)
    if isinstance(node, exp.Neg):
        inner = constant(node.this)
        return None if inner is None else -inner
    if type(node) in _ARITHMETIC:
        return _computed(type(node), constant(node.this), constant(node.expression))
    return None


def _computed(kind: type[exp.Expr], left: float | None, right: float | None) -> float | None:
    if left is None or right is None:
        return None
    try:
        return float(_ARITHMETIC[kind](left, right))
    except (OverflowError, ZeroDivisionError):
        return math.inf


def _power(base: float, exponent: float) -> float:
    return math.pow(base, exponent) if base >= 0 else 0.0


_ARITHMETIC: dict[type[exp.Expr], Callable[[float, float], float]] = {
    exp.Add: lambda a, b: a + b,
    exp.Sub: lambda a, b: a - b,
    exp.Mul: lambda a, b: a * b,
    exp.Div: lambda a, b: a / b,
    exp.Pow: _power,
    exp.BitwiseLeftShift: lambda a, b: a * math.pow(2, b),
}


def _series_length(numbers: list[float | None]) -> float:
    """Return how many rows a series has, 0 where that can't be told from constants."""
    known = [n for n in numbers if n is not None]
    if not known or len(known) < len(numbers):
        return 0.0
    start, stop = (0.0, known[0]) if len(known) == 1 else (known[0], known[1])
    step = known[2] if len(known) > 2 else 1.0
    return abs(stop - start) / abs(step) if step else math.inf
