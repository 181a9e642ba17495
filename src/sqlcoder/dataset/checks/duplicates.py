"""Questions that are there twice: word for word, nearly so, or in the same words over a query of one form.

Within a database, and between databases of different splits, where it is a leak. The thresholds are measured
on 1,313 questions written by hand. Within a database no two of them (142,378 pairs) have more than 47% of
their words in common, while one word changed in nine leaves 80%: from 60% on it is a near-duplicate. Of the
223 pairs whose queries have one form, two have 50% or more in common, the others 33% or less: from 40% on
one is a copy of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlcoder.dataset.checks.finding import Finding
from sqlcoder.dataset.checks.likeness import alike, normalised, overlap, words
from sqlcoder.dataset.checks.look import Looked
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.questions import Questions

DUPLICATES, NEAR, LEAK = "duplicates", "near-duplicates", "leak"
NEAR_SHARE = 0.6
SAME_FORM_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, whose it is, and whether it was written by hand."""

    of: Questions
    example: Example
    by_hand: bool
    words: frozenset[str]
    forms: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.of.name} {self.example.id}"


def find(all_questions: Sequence[Questions], looked: Mapping[str, Looked]) -> Iterator[Finding]:
    """Yield each pair once, as a finding about the later of the two, and about the one to train on.

    `looked` is what was seen of the questions, by their keys.
    """
    asked = [
        _Asked(
            of,
            example,
            by_hand,
            words(f"{example.complete} {example.instructions or ''}"),
            _forms(of, example, looked),
        )
        for of in sorted(all_questions, key=lambda each: each.split)
        for by_hand, examples in ((True, of.written), (False, of.expanded))
        for example in examples
    ]
    reported: set[tuple[int, int]] = set()
    for one, other, share, kind in (*_same_text(asked), *_near(asked), *_same_form(asked)):
        if (one, other) in reported:
            continue
        check = _check(asked[one], asked[other], kind)
        if check is not None:
            reported.add((one, other))
            what = f"{kind} {asked[one].name}: {share:.0%} of the words are the same."
            yield Finding(check, asked[other].of.name, asked[other].example.id, what)


_Found = tuple[int, int, float, str]
_EXACT, _ALIKE, _FORM = "It is the same question as", "It is nearly", "It has the form and words of"


def _check(one: _Asked, other: _Asked, kind: str) -> str | None:
    """Return the check that a pair fails, None where it may be."""
    if one.of.split != other.of.split:
        return LEAK
    if one.of.name != other.of.name:
        return None
    if kind == _EXACT:
        return DUPLICATES
    # What is made from a question is meant to be like it.
    return NEAR if one.by_hand and other.by_hand else None


def _same_text(asked: Sequence[_Asked]) -> Iterator[_Found]:
    first: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(asked):
        key = (normalised(each.example.complete), normalised(each.example.instructions or ""))
        for other in first[key]:
            yield other, number, 1.0, _EXACT
        first[key].append(number)


def _near(asked: Sequence[_Asked]) -> Iterator[_Found]:
    for pair in alike([each.words for each in asked], NEAR_SHARE):
        yield pair.one, pair.other, pair.share, _ALIKE


def _same_form(asked: Sequence[_Asked]) -> Iterator[_Found]:
    by_form: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(asked):
        for form in each.forms:
            by_form[form].append(number)
    for numbers in by_form.values():
        for one, other in combinations(numbers, 2):
            share = overlap(asked[one].words, asked[other].words)
            if one != other and share >= SAME_FORM_SHARE:
                yield one, other, share, _FORM


def _forms(of: Questions, example: Example, looked: Mapping[str, Looked]) -> tuple[str, ...]:
    seen = looked.get(of.key(example))
    return () if seen is None else seen.forms
