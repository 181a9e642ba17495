"""The same question about another year or month, of those that the database tells about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sqlcoder.dataset.checks.mentions import MONTHS
from sqlcoder.dataset.expansion.parent import Constant, Made, Parent, made

_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/,]\d|\d)")
_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(.*)", re.DOTALL)
_NAMES = [name.capitalize() for name in MONTHS] + [name for name in MONTHS if name not in ("march", "may")]
_MONTH = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")
# What belongs to one year, or to more or less than a month.
_TIED_TO_YEAR = re.compile(
    r"\b(leap|last year|this year|so far|to date|today|now|latest year|\d{4}/\d|'\d\d)\b|\d{4}[-–/]\d\d\b",
    re.IGNORECASE,
)
_TIED_TO_MONTH = re.compile(
    r"\b(quarters?|half|halves|spring|summer|autumn|winter|christmas|easter|seasons?|last|end|"
    r"(?:\d+|one|two|three|four|five|six) months|year-?end|\d{1,2}(?:st|nd|rd|th)|days? of)\b",
    re.IGNORECASE,
)
_EXTRACTS_YEAR = re.compile(
    r"\bYEAR FROM [^()]*(?:\([^()]*\))?[^()]*\) *(?:=|<>|<|>|<=|>=|IN \([\d, ]*) *$", re.IGNORECASE
)
# What a database tells about ends some days before or after a month does.
_GRACE = timedelta(days=31)
_YEARS = (-3, 3, -2, 2, -1, 1)
_MONTHS = (-5, 5, -4, 4, -3, 3, -2, 2, -1, 1)


def years(parent: Parent) -> Iterator[Made]:
    """Yield the question about other years: all of them moved by as many, in the question and the golds."""
    asked = {int(year) for year in _YEAR.findall(parent.question)}
    if not asked or _TIED_TO_YEAR.search(parent.question) or _YEAR.search(parent.example.instructions or ""):
        return
    found = [
        [_year(each) for each in constants if _year(each) is not None] for constants in parent.constants()
    ]
    if any(not each or {int(y or 0) for y in each} - _near(asked) for each in found):
        return
    for distance in _YEARS:
        question = _YEAR.sub(partial(_later, by=distance), parent.question)
        new = made(parent, "period", question, partial(_moved_year, by=distance))
        if new is not None and _is_told(new, parent):
            yield new


def _later(year: re.Match[str], by: int) -> str:
    return str(int(year[0]) + by)


def _near(asked: set[int]) -> set[int]:
    """Return the years that a query may name for these: a half-open range ends in the next."""
    return asked | {year + 1 for year in asked}


def _year(constant: Constant) -> int | None:
    """Return the year of a date, or a year that is compared with that of a date."""
    if constant.is_number:
        return int(constant.text) if _EXTRACTS_YEAR.search(constant.before) else None
    day = _DAY.fullmatch(constant.text)
    return int(day[1]) if day else None


def _moved_year(constant: Constant, by: int) -> str | None:
    year = _year(constant)
    if year is None:
        return None
    return str(year + by) if constant.is_number else f"{year + by}{constant.text[4:]}"


def months(parent: Parent) -> Iterator[Made]:
    """Yield the question about other months of the same year."""
    names = _MONTH.findall(parent.question)
    asked = {MONTHS.index(name.lower()) + 1 for name in names}
    rules = parent.example.instructions or ""
    if not asked or _TIED_TO_MONTH.search(parent.question) or _MONTH.search(rules):
        return
    ends = {month % 12 + 1 for month in asked}
    for constants in parent.constants():
        days = [day for each in constants if not each.is_number and (day := _DAY.fullmatch(each.text))]
        starts = {int(day[2]) for day in days}
        if not days or any(day[3] != "01" for day in days) or starts - asked - ends or not asked <= starts:
            return
    for distance in _MONTHS:
        if all(1 <= month + distance <= len(MONTHS) for month in asked):
            question = _MONTH.sub(partial(_named, by=distance), parent.question)
            new = made(parent, "period", question, partial(_moved_month, by=distance))
            if new is not None and _is_told(new, parent):
                yield new


def _is_told(new: Made, parent: Parent) -> bool:
    """Say whether the database tells about the days, or its parent went as far.

    Nothing in a year to come is a right answer, and no question.
    """
    if parent.span is None:
        return True
    first, last = parent.span
    before = _days(parent)
    earliest, latest = min(first - _GRACE, *before), max(last + _GRACE, *before)
    return all(earliest <= each <= latest for each in _days(replace(parent, example=new.example)))


def _days(parent: Parent) -> list[date]:
    """Return the days that the golds name; a year is named by its first and its last."""
    found: list[date] = []
    for constant in (each for constants in parent.constants() for each in constants):
        year = _year(constant)
        if year is not None and constant.is_number:
            found += [date(year, 1, 1), date(year, 12, 31)]
        elif year is not None:
            found.append(date.fromisoformat(constant.text[:10]))
    return found


def _named(match: re.Match[str], by: int) -> str:
    name = match[0]
    new = MONTHS[MONTHS.index(name.lower()) + by]
    # "May" and "March" are words too, unless they are written as names.
    return new.capitalize() if name[0].isupper() or new in ("may", "march") else new


def _moved_month(constant: Constant, by: int) -> str | None:
    day = None if constant.is_number else _DAY.fullmatch(constant.text)
    if day is None:
        return None
    month = int(day[1]) * 12 + int(day[2]) - 1 + by
    return f"{month // 12}-{month % 12 + 1:02}-01{day[4]}"
