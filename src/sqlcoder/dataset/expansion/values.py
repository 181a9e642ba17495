"""The same question about another stored value: another name, another kind, another code.

A code is said by its meaning, which the comment of its column gives: "A = adult, C = child".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sqlcoder.dataset.expansion.parent import Constant, Made, Parent, made
from sqlcoder.sql.usage import Value, usage

_LONGEST = 40
# A capital within a sentence.
_NAME = re.compile(r"(?<=[a-z,;:(] )[A-Z][a-z]{2,}")
_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(r"(?:^|[,;:] )([A-Za-z0-9]{1,4}) = ([^,;]+)")
# Up to three words, of which several are no verb and what belongs to it: "reported sick".
_PLAIN = re.compile(r"[^\s()]+|(?![^\s()]+ed )[^\s()]+(?: [^\s()]+){1,2}")
_ARTICLE = re.compile(r"\b(an?)( +)$", re.IGNORECASE)
_ESSES = ("s", "x", "ch", "sh")
_WITHIN_LIST = re.compile(r"\bIN \([^()]*$", re.IGNORECASE)
# "got cancelled" and "cancelled by" go with few other words of the kind.
_VERB_BEFORE = re.compile(r"\b(?:got|gets?|been|being|having|never) +$", re.IGNORECASE)
_VERB_AFTER = re.compile(
    r" +(?:by|to|from|at|off|again|twice|within|before|after|since|until|than)\b", re.IGNORECASE
)


def values(parent: Parent) -> Iterator[Made]:
    """Yield the question with one text that it names changed to others of the same column."""
    first, *others = parent.example.golds
    compared = [_compared(gold.sql, parent) for gold in (first, *others)]
    listed = {each.text for gold in parent.constants() for each in gold if _WITHIN_LIST.search(each.before)}
    for text, column in compared[0].items():
        if text not in listed and all(each.get(text) == column for each in compared):
            yield from _named(parent, text, column)
            yield from _coded(parent, text, column)


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
    if text not in stored or place is None or len(text) < 2 or _is_told_twice(parent.question, place):
        return
    for other in stored:
        if _alike(text, other) and _only(parent.question, other) is None:
            said = other.lower() if place[0].islower() and not text[0].islower() else other
            if new := _made(parent, place, said, text, other):
                yield new


def _is_told_twice(question: str, place: re.Match[str]) -> bool:
    """Say whether a number seems to belong to a name beside it: "walnut board (R02)"."""
    before, after = question[: place.start()], question[place.end() :]
    has_digits = any(each.isdigit() for each in place[0])
    return before.endswith("(") or has_digits and bool(_NAME.search(before) or _NAME.search(after))


def _coded(parent: Parent, code: str, column: str) -> Iterator[Made]:
    """Yield the question with the meanings of other codes where it has that of one."""
    table, _, name = column.partition(".")
    labels = _labels(_comment(parent, table, name))
    label = labels.get(code)
    place = _only(parent.question, label, plural=True) if label else None
    if label is None or place is None or _is_verb(parent.question, place):
        return
    for other, meaning in labels.items():
        if other != code and other in parent.stored.get(column, ()):
            said = _like(place[0], label, meaning)
            if new := _made(parent, place, said, code, other):
                yield new


def _is_verb(question: str, place: re.Match[str]) -> bool:
    return bool(_VERB_BEFORE.search(question[: place.start()]) or _VERB_AFTER.match(question, place.end()))


def _comment(parent: Parent, table: str, column: str) -> str:
    found = parent.schema.table(table)
    there = found.column(column) if found else None
    return (there.comment if there else None) or ""


@lru_cache(maxsize=1024)
def _labels(comment: str) -> dict[str, str]:
    """Return the codes that a comment explains, "A = adult, C = child", with their meanings."""
    found = {
        code: meaning.strip() for code, meaning in _LABEL.findall(comment) if code not in ("NULL", "True")
    }
    return {code: text for code, text in found.items() if _PLAIN.fullmatch(text)}


def _only(question: str, text: str, plural: bool = False) -> re.Match[str] | None:
    """Return where the question says `text`, None where it doesn't, or more than once."""
    ending = "(?:s|es)?" if plural else ""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(text)}{ending}(?![\w-])", question, re.IGNORECASE))
    return found[0] if len(found) == 1 else None


def _alike(text: str, other: str) -> bool:
    """Say whether two values look like the same sort of thing: of numbers, only the digits may differ."""
    if text in other or other in text:
        return False
    if any(each.isdigit() for each in text + other):
        return _DIGITS.sub("0", text) == _DIGITS.sub("0", other)
    return abs(len(text.split()) - len(other.split())) <= 1 and 1 < len(other) <= _LONGEST


def _like(said: str, label: str, meaning: str) -> str:
    """Return a meaning in the number and case that another was said in."""
    if len(said) > len(label):
        meaning = (
            f"{meaning[:-1]}ies"
            if meaning.endswith("y") and meaning[-2:-1] not in "aeiou"
            else (f"{meaning}es" if meaning.endswith(_ESSES) else f"{meaning}s")
        )
    return meaning[0].upper() + meaning[1:] if said[0].isupper() and label[0].islower() else meaning


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
