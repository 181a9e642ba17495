"""What a text mentions that a query may hold: words, numbers, years and months, as people write them.

Knows English only, and no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlcoder.dataset.checks.likeness import words

MONTHS = "january february march april may june july august september october november december".split()
_WORDS_OF: dict[str, str] = {
    "0": "sunday sundays none nothing", "2": "two twice second both double pair couple half tuesday tuesdays",
    "3": "three third thrice triple wednesday wednesdays", "4": "four fourth quarter thursday thursdays",
    "5": "five fifth friday fridays weekday weekdays", "6": "six sixth saturday saturdays weekend weekends",
    "7": "seven seventh week sunday sundays", "8": "eight eighth", "9": "nine ninth", "10": "ten tenth",
    "11": "eleven eleventh", "12": "twelve twelfth dozen year noon", "13": "thirteen",
    "14": "fourteen fortnight", "15": "fifteen", "16": "sixteen", "18": "eighteen", "20": "twenty",
    "24": "day hours", "25": "quarter", "30": "thirty month", "31": "month", "40": "forty",
    "50": "fifty half", "60": "sixty hour minute",
    "90": "ninety", "1000": "thousand", "1000000": "million", "365": "year",
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d+))?( ?million|k|m|st|nd|rd|th)?(?!\w|[:/-]\d)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d\d)(?!\d)|\b(\d{1,2}) ?([ap])\.?m\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUOTED = re.compile(r"[\"“”]([^\"“”]{2,60})[\"“”]")
_SCALES = {"k": 1000, "m": 1_000_000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class Mentions:
    """What is in a text. `numbers` are written in digits; `spelt` has those besides that words stand for."""

    words: frozenset[str]
    numbers: frozenset[Decimal]
    spelt: frozenset[Decimal]
    years: frozenset[int]
    quoted: tuple[str, ...]

    def holds(self, text: str) -> bool:
        """Say whether each word of `text` is there, or one that begins alike: "cancels" for "cancelled"."""
        return all(word in self.words or self._alike(word) for word in words(text))

    def _alike(self, word: str) -> bool:
        stem = word[: max(4, len(word) - 3)]
        return len(word) >= 4 and any(each.startswith(stem) for each in self.words)


def mentions(text: str) -> Mentions:
    """Return what `text` mentions.

    >>> found = mentions("Top five of the 1,200 trips over 3.5k in 2023")
    >>> sorted(map(int, found.spelt)), found.years
    ([5, 1200, 3500], frozenset({2023}))
    """
    found = words(text)
    years = frozenset(int(year) for year in _YEAR.findall(text))
    numbers = frozenset(n for n in map(_number, _NUMBER.finditer(text)) if n not in years)
    spelt = {Decimal(n) for n, names in _WORDS_OF.items() if found & set(names.split())}
    spelt |= {Decimal(n) for n, name in enumerate(MONTHS, start=1) if name in found or name[:3] in found}
    spelt |= {hour for match in _TIME.finditer(text) for hour in _hours(match)}
    return Mentions(found, numbers, numbers | spelt, years, tuple(_QUOTED.findall(text)))


def _number(match: re.Match[str]) -> Decimal:
    whole = match[1].replace(",", "").replace(" ", "")
    return Decimal(f"{whole}.{match[2] or 0}").normalize() * _SCALES.get((match[3] or "").lower().strip(), 1)


def _hours(match: re.Match[str]) -> Iterator[Decimal]:
    """Yield the hour of a time of day, and the next, which is where an hour that is counted in ends."""
    hour = int(match[1] or match[3]) + (12 if (match[4] or "").lower() == "p" else 0)
    yield from (Decimal(hour), Decimal(hour + 1))
