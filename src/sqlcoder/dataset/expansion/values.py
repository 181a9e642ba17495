"""The same question about another stored name: another town, another product, another number of a form.

Kinds and states stay as they are: a question that says "finished orders" rarely makes sense of others. A
reading of thirty questions made from others found more faults of that sort than of all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlcoder.dataset.expansion.parent import Constant, Made, Parent, made
from sqlcoder.sql.usage import Value, usage

_LONGEST = 40
# A capital within a sentence.
_NAME = re.compile(r"(?<=[a-z,;:(] )[A-Z][a-z]{2,}")
_DIGITS = re.compile(r"\d+")
_ARTICLE = re.compile(r"\b(an?)( +)$", re.IGNORECASE)
_WITHIN_LIST = re.compile(r"\bIN \([^()]*$", re.IGNORECASE)


def values(parent: Parent) -> Iterator[Made]:
    """Yield the question with one text that it names changed to others of the same column."""
    first, *others = parent.example.golds
    compared = [_compared(gold.sql, parent) for gold in (first, *others)]
    listed = {each.text for gold in parent.constants() for each in gold if _WITHIN_LIST.search(each.before)}
    for text, column in compared[0].items():
        if text not in listed and all(each.get(text) == column for each in compared):
            yield from _named(parent, text, column)


def _compared(sql: str, parent: Parent) -> dict[str, str]:
    """Return the texts that a query compares columns with, and the columns."""
    found: dict[str, str] = {}
    for value in usage(sql, parent.schema).values:
        if _is_named(value) and value.column is not None:
            found[value.text] = value.column
    return found


def _is_named(value: Value) -> bool:
    return not value.is_number and value.place == "condition" and "%" not in value.text


def _named(parent: Parent, text: str, column: str) -> Iterator[Made]:
    """Yield the question with other values where it has one just as it is stored."""
    stored = parent.stored.get(column, ())
    place = _only(parent.question, text)
    if text not in stored or place is None or not _is_name(text) or _is_told_twice(parent.question, place):
        return
    for other in stored:
        if _is_name(other) and _alike(text, other) and _only(parent.question, other) is None:
            said = other.lower() if place[0].islower() and not text[0].islower() else other
            if new := _made(parent, place, said, text, other):
                yield new


def _is_name(text: str) -> bool:
    """Say whether a stored text is a name or a number, and not a word for a kind or a state."""
    return len(text) > 1 and (text[0].isupper() or any(each.isdigit() for each in text))


def _is_told_twice(question: str, place: re.Match[str]) -> bool:
    """Say whether a number seems to belong to a name beside it: "walnut board (R02)"."""
    before, after = question[: place.start()], question[place.end() :]
    has_digits = any(each.isdigit() for each in place[0])
    return before.endswith("(") or has_digits and bool(_NAME.search(before) or _NAME.search(after))


def _only(question: str, text: str) -> re.Match[str] | None:
    """Return where the question says `text`, None where it doesn't, or more than once."""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(text)}(?![\w-])", question, re.IGNORECASE))
    return found[0] if len(found) == 1 else None


def _alike(text: str, other: str) -> bool:
    """Say whether two values look like the same sort of thing: of numbers, only the digits may differ."""
    if text in other or other in text:
        return False
    if any(each.isdigit() for each in text + other):
        return _DIGITS.sub("0", text) == _DIGITS.sub("0", other)
    return abs(len(text.split()) - len(other.split())) <= 1 and 1 < len(other) <= _LONGEST


def _made(parent: Parent, place: re.Match[str], said: str, old: str, new: str) -> Made | None:
    if _only(parent.example.instructions or "", place[0]) is not None:
        return None
    before = _ARTICLE.sub(lambda match: _article(match, said), parent.question[: place.start()])
    question = before + said + parent.question[place.end() :]

    def change(constant: Constant) -> str | None:
        return new if not constant.is_number and constant.text == old else None

    return made(parent, "value", question, change)


def _article(match: re.Match[str], said: str) -> str:
    article = "an" if said[:1].lower() in "aeio" else "a"
    return (article.capitalize() if match[1][0].isupper() else article) + match[2]
