"""The same question with another number: another threshold, another count of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from sqlcoder.dataset.expansion.parent import Constant, Made, Parent, made

_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_SPELT = {word: number for number, word in enumerate(_WORDS, start=2)}
_NUMBER = re.compile(
    rf"(?<![\w.,/:-])(\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w/:-]|[.,]\d)|\b({'|'.join(_WORDS)})\b", re.IGNORECASE
)
_YEAR = range(1900, 2100)
# Numbers that more often belong to a unit than to the question.
_FORM = frozenset((0, 1, 100))
_SMALL = 12
_CALCULATES = re.compile(r"[*/%+-] *$|INTERVAL *$|, *$|\( *$", re.IGNORECASE)
_TIED = re.compile(
    r" *(?:o'clock|[ap]\.?m\b|per cent of|%)|(?:-| )(?:digit|character|letter)s?\b", re.IGNORECASE
)
_COMPARES = re.compile(r"(?:=|<>|<|>|\bBETWEEN|\bAND|\bLIMIT) *$", re.IGNORECASE)


def amounts(parent: Parent) -> Iterator[Made]:
    """Yield the question with one of its numbers changed, where each gold compares with it once."""
    rules = parent.example.instructions or ""
    found = list(_NUMBER.finditer(parent.question))
    values = [_value(match) for match in found]
    for match, value in zip(found, values, strict=True):
        if (
            value in _FORM
            or value in _YEAR
            or values.count(value) > 1
            or _TIED.match(match.string, match.end())
        ):
            continue
        if any(_value(each) == value for each in _NUMBER.finditer(rules)):
            continue
        if any(not _is_compared_once(constants, value) for constants in parent.constants()):
            continue
        for other in _others(value):
            if other not in values:
                question = (
                    parent.question[: match.start()] + _written(match, other) + parent.question[match.end() :]
                )
                new = made(parent, "amount", question, partial(_changed, old=value, new=other))
                if new is not None:
                    yield new


def _value(match: re.Match[str]) -> int:
    return int(match[1].replace(",", "")) if match[1] else _SPELT[match[2].lower()]


def _is_compared_once(constants: list[Constant], value: int) -> bool:
    here = [each for each in constants if each.is_number and int(each.text) == value]
    return len(here) == 1 and _COMPARES.search(here[0].before) is not None


def _changed(constant: Constant, old: int, new: int) -> str | None:
    return str(new) if constant.is_number and int(constant.text) == old else None


def _others(value: int) -> Iterator[int]:
    """Yield numbers of the same size and roundness, near ones first."""
    step = 1
    while value > _SMALL and value % (step * 10) == 0:
        step *= 10
    if value > _SMALL and value % (step * 5) == 0:
        step *= 5
    for steps in (1, -1, 2, -2, 3, -3):
        other = value + steps * step
        if other > 1 and other not in _FORM:
            yield other


def _written(match: re.Match[str], value: int) -> str:
    """Return the number as the one that it takes the place of was written."""
    if match[2] and value <= _SMALL:
        word = _WORDS[value - 2]
        return word.capitalize() if match[2][0].isupper() else word
    return f"{value:,}" if "," in match[0] else str(value)
