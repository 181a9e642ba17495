"""The same question about the other end: the lowest for the highest, the highest for the average."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlcoder.dataset.expansion.parent import Constant, Made, Parent, made

_PAIRS = (
    ("highest", "lowest"), ("largest", "smallest"), ("biggest", "smallest"), ("longest", "shortest"),
    ("heaviest", "lightest"), ("oldest", "youngest"), ("earliest", "latest"), ("fastest", "slowest"),
    ("maximum", "minimum"), ("most expensive", "cheapest"), ("dearest", "cheapest"), ("max", "min"),
)  # fmt: skip
_OPPOSITES = {low: high for high, low in reversed(_PAIRS)} | dict(_PAIRS)
_SUPERLATIVE = re.compile(
    rf"\b(?:{'|'.join(sorted(_OPPOSITES, key=len, reverse=True))})\b(?!-)", re.IGNORECASE
)
_AVERAGE = re.compile(r"\bthe average(?= [a-z])", re.IGNORECASE)
_FUNCTIONS = re.compile(r"\b(?:MAX|MIN|AVG)(?=\()", re.IGNORECASE)
_ORDER = re.compile(r"\bORDER BY ([\w.]+)( DESC)?( NULLS LAST)?( LIMIT \d+)$", re.IGNORECASE)
# What isn't there at all would be the least of a count or sum; of a window's or CASE's ends there are two.
_UNSURE = re.compile(r"\b(?:COUNT|SUM|OVER|CASE|EXISTS|UNION|EXCEPT|INTERSECT)\b", re.IGNORECASE)
_ALIAS = re.compile(r"\bAS (\w+)")
_WORDS = {
    "MAX": ("max", "highest", "largest", "longest", "latest", "last", "biggest", "most", "heaviest"),
    "MIN": ("min", "lowest", "smallest", "shortest", "earliest", "first", "smallest", "least", "lightest"),
}  # fmt: skip
_AVERAGES = ("average", "avg", "mean")


def directions(parent: Parent) -> Iterator[Made]:
    """Yield the question about the other end, or about the highest in place of the average."""
    if any(_UNSURE.search(gold.sql) or gold.variants for gold in parent.example.golds):
        return
    ends, means = list(_SUPERLATIVE.finditer(parent.question)), list(_AVERAGE.finditer(parent.question))
    if _SUPERLATIVE.search(parent.example.instructions or "") or len(ends) + len(means) != 1:
        return
    found = _mirrored(parent, ends[0]) if ends else _raised(parent, means[0])
    if found is not None:
        yield found


def _mirrored(parent: Parent, match: re.Match[str]) -> Made | None:
    question = _with(match, _OPPOSITES[match[0].lower()])
    for function, other in (("MAX", "MIN"), ("MIN", "MAX")):
        if _all_have_just(parent, function):
            return made(parent, "direction", question, _nothing, _names(parent, function, other))
    golds = [gold.sql for gold in parent.example.golds]
    if any(_FUNCTIONS.search(sql) or not _ORDER.search(sql) or sql.count(" LIMIT ") > 1 for sql in golds):
        return None
    turned = tuple(replace(gold, sql=_ORDER.sub(_turned, gold.sql)) for gold in parent.example.golds)
    return Made("direction", replace(parent.example, question=question, golds=turned, hardness=None))


def _raised(parent: Parent, match: re.Match[str]) -> Made | None:
    if not _all_have_just(parent, "AVG"):
        return None
    return made(parent, "direction", _with(match, "the highest"), _nothing, _names(parent, "AVG", "MAX"))


def _all_have_just(parent: Parent, function: str) -> bool:
    """Say whether every gold calls this function once, and none like it."""
    called = ([each.upper() for each in _FUNCTIONS.findall(gold.sql)] for gold in parent.example.golds)
    return all(each == [function] for each in called) and not any(
        "LIMIT" in gold.sql for gold in parent.example.golds
    )


def _names(parent: Parent, function: str, other: str) -> Mapping[str, str]:
    """Return what the function and the columns that are called after it become."""
    found = {function: other}
    olds = _AVERAGES if function == "AVG" else _WORDS[function]
    for gold in parent.example.golds:
        for alias in _ALIAS.findall(gold.sql):
            parts = alias.split("_")
            places = [place for place, part in enumerate(parts) if part in olds]
            if places:
                old = parts[places[0]]
                parts[places[0]] = "highest" if function == "AVG" else _WORDS[other][olds.index(old)]
                found[alias] = "_".join(parts)
    return found


def _turned(match: re.Match[str]) -> str:
    direction = "" if match[2] else " DESC NULLS LAST"
    return f"ORDER BY {match[1]}{direction}{match[4]}"


def _with(match: re.Match[str], new: str) -> str:
    new = new[0].upper() + new[1:] if match[0][0].isupper() else new
    return match.string[: match.start()] + new + match.string[match.end() :]


def _nothing(constant: Constant) -> None:
    return None
