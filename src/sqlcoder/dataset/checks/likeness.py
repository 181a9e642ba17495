"""How alike two questions are: the share of their words that they have in common (Jaccard's coefficient).

Jaccard, "Nouvelles recherches sur la distribution florale", 1908. The candidates above a threshold are found
by prefixes of rare words (Chaudhuri, Ganti and Kaushik, 2006), so that not every pair need be looked at.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their positions, the lower first, and how alike they are: from 0 to 1."""

    one: int
    other: int
    share: float


def normalised(text: str) -> str:
    """Return the words of a text alone, in lower case.

    >>> normalised("How many (open) Shops?")
    'how many open shops'
    """
    return " ".join(_WORD.findall(text.lower()))


def words(text: str) -> frozenset[str]:
    """Return the different words of a text, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the words of both that are common to both.

    >>> overlap(words("all open shops"), words("All closed shops"))
    0.5
    """
    both = len(one | other)
    return len(one & other) / both if both else 1.0


def alike(texts: Sequence[frozenset[str]], least: float) -> Iterator[Pair]:
    """Yield each pair of word sets of which `least` or more are common."""
    counts = Counter(word for text in texts for word in text)
    index: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        rare_first = sorted(text, key=lambda word: (counts[word], word))
        # Two sets that have enough in common share one of these.
        prefix = rare_first[: len(text) - math.ceil(least * len(text)) + 1]
        seen: set[int] = set()
        for word in prefix:
            seen.update(index[word])
            index[word].append(number)
        for other in sorted(seen):
            share = overlap(text, texts[other])
            if share >= least:
                yield Pair(other, number, share)
