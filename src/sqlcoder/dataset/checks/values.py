"""Whether a question and its golds speak of the same values: numbers, years, days, names.

What the query filters on should be in the question, its instructions, the glossary or a comment; and what the
question gives should be in a query. People say values in more ways than rules know, so all of it are remarks:
about one question in a hundred of those written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation

from sqlcoder.dataset.checks.likeness import normalised
from sqlcoder.dataset.checks.mentions import Mentions, mentions
from sqlcoder.dataset.example import Example
from sqlcoder.sql.usage import Usage, Value

_WEEK = 7
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CODE = re.compile(r"([A-Za-z]+)-?(\d+)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: .*)?")
_UNITS = frozenset("second minute hour day week month quarter year dow isodow doy epoch".split())
# Numbers that belong to how a query is written: existence, per cent, nothing.
_FORM = frozenset(map(Decimal, ("0", "1", "100", "-1")))
# Percentages as shares, units of time and of measure in one another.
_FACTORS = tuple(map(Decimal, ("1", "0.01", "100", "1000", "0.001", "60", "3600", "24", "7", "12", "30")))


def disagreements(example: Example, used: list[Usage], known: Mentions, explained: str) -> Iterator[str]:
    """Yield what doesn't agree between a question and its golds, whose use of the schema is `used`.

    `known` is what glossary and comments mention, `explained` their words in a row.
    """
    if not used:
        return
    said = mentions(f"{example.complete} {example.instructions or ''}")
    for text in dict.fromkeys(text for each in used for text in _unsaid(each, said, known, explained)):
        yield f"The query has {text}; the question doesn't."
    for text in _unused(mentions(example.complete), example, used, explained):
        yield f"The question has {text}; no query does."


def _unsaid(used: Usage, said: Mentions, known: Mentions, explained: str) -> Iterator[str]:
    """Yield the values of a query that neither the question nor the glossary and comments give."""
    for value in used.values:
        if value.place == "elsewhere" or value.text.lower() in _UNITS:
            continue
        if value.is_number:
            number = _decimal(value.text)
            if number is not None and not _says_number(number, said) and not _says_number(number, known):
                yield value.text
        elif day := _DAY.fullmatch(value.text):
            years = said.years | known.years
            year = int(day[1])
            # An end that is left out lies a year later, one that is counted in may lie a year earlier.
            if not years & {year, year - 1, year + 1}:
                yield f"the day {value.text}"
        elif not (said.holds(value.text) or _in_range(value.text, said) or _is_explained(value, explained)):
            yield f"'{value.text}'"


def _says_number(number: Decimal, text: Mentions) -> bool:
    if number in _FORM or number == number.to_integral() and int(number) in text.years:
        return True
    return _agree(number, text.spelt)


def _agree(number: Decimal, others: Collection[Decimal]) -> bool:
    """Say whether a number is among others, perhaps in another unit."""
    return any(number * factor in others or number / factor in others for factor in _FACTORS)


def _in_range(text: str, said: Mentions) -> bool:
    """Say whether a code lies between two that are given: "R12 to R15"."""
    code = _CODE.fullmatch(text)
    if code is None:
        return False
    given = [found for word in said.words if (found := _CODE.fullmatch(word))]
    numbers = [int(found[2]) for found in given if found[1] == code[1].lower()]
    return len(numbers) > 1 and min(numbers) <= int(code[2]) <= max(numbers)


def _is_explained(value: Value, explained: str) -> bool:
    text = normalised(value.text)
    return not text or f" {text} " in f" {explained} "


def _unused(asked: Mentions, example: Example, used: list[Usage], explained: str) -> Iterator[str]:
    """Yield the values of a question that no gold has."""
    sql = " ".join(gold.sql for gold in example.golds)
    in_sql = {Decimal(found) for found in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)", sql)}
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", sql)}
    for year in sorted(asked.years):
        if not years & {year, year + 1, year - 1} and str(year) not in explained:
            yield f"the year {year}"
    texts = [value.text.lower() for each in used for value in each.values if not value.is_number]
    digits = {int(part) for text in texts for part in re.findall(r"\d+", text)}
    for number in sorted(asked.numbers - _FORM):
        near = (number, number + 1, number - 1)
        # Where days of the week are named, numbers may say how to count them.
        if number <= _WEEK and asked.words & _WEEKDAYS:
            continue
        if not any(_agree(n, in_sql) or n in digits for n in near):
            yield f"the number {number.normalize():f}"
    for quoted in asked.quoted:
        text = normalised(quoted)
        if text not in explained and not any(text in normalised(each) for each in [*texts, sql]):
            yield f'"{quoted}"'


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text).normalize()
    except InvalidOperation:
        return None
