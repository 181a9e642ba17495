"""The same question in other words: how it begins, how polite it is, how carefully it is typed.

English only. What the question says is left as it is; only its frame changes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.expansion.parent import Made, Parent

_LISTS = "list|show me|show|give me|give|display|name|tell me"
_COUNTS = "how many|how much"
_ASKS = "which|what|who|where|when|in which|on which|for which|by how much"
_SPEAKS = (
    "can|could|would|will|is|are|do|does|did|has|have|i|i'm|i'd|we|you|please|hi|hello|hey|dear|somebody|someone|"
    "if|for|in|on|from|to|any|anyone|every|everyone|at|per|by|of|with|among|when|how|who|why|compare|count|find|check|look|sort|rank|get|put|"
    "add|work|calculate|compute|break|split|take|let|just|only|and|also|there|it|my|one|not|as|excluding|counting"
)
# How a question begins, and the frames that what it says can stand in.
_OPENINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        rf"(?P<verb>{_LISTS})\b (?P<rest>.+?)[.!]?$",
        (
            "Please {verb} {rest}.",
            "Could you {verb} {rest}?",
            "{verb} {rest}, please",
            "I need you to {verb} {rest}",
            "{verb} {rest}",
            "Would you {verb} {rest}?",
            "For a report: {verb} {rest}.",
        ),
    ),
    (
        rf"(?P<verb>{_COUNTS}) (?P<rest>.+?)\?$",
        (
            "{verb} {rest}",
            "{verb} {rest} please?",
            "Quick one: {verb} {rest}?",
            "Just the figure: {verb} {rest}?",
            "My question is: {verb} {rest}?",
        ),
    ),
    (
        rf"(?P<verb>{_ASKS}) (?P<rest>.+?)\?$",
        (
            "{verb} {rest}",
            "Question for you: {verb} {rest}?",
            "Please check: {verb} {rest}?",
            "Hello, {verb} {rest}?",
            "For the meeting tomorrow: {verb} {rest}?",
            "Do you know this: {verb} {rest}?",
            "{verb} {rest} please",
        ),
    ),
    (rf"(?P<verb>(?:{_SPEAKS})(?:'s)?) (?P<rest>.+?)[.?!]?$", ("{verb} {rest}", "Hello, {verb} {rest}")),
    (
        r"(?P<verb>)(?P<rest>[^:?]+?)[.!]?$",
        (
            "{rest}",
            "{rest}, please",
            "I need {rest}",
            "Can I get {rest}?",
            "Show {rest}",
            "Please give me {rest}.",
            "I'd like {rest}",
            "Looking for {rest}",
        ),
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE | re.DOTALL), frames) for pattern, frames in _OPENINGS)
_SENTENCES = re.compile(r"[.?!] +\S")
_LOWER_SHARE = 0.3
_TYPO_SHARE = 0.08
_LEAST_TYPO = 5


def wording(parent: Parent, draws: Draws) -> Made | None:
    """Return the question in another frame that is drawn; None for one of several sentences."""
    text = parent.question.strip()
    found = ((pattern.match(text), frames) for pattern, frames in _COMPILED)
    match, frames = next(((match, frames) for match, frames in found if match), (None, ()))
    if match is None or _SENTENCES.search(text):
        return None
    asked = _framed(match, draws.pick(frames))
    asked = _lowered(asked) if draws.chance(_LOWER_SHARE) else asked[0].upper() + asked[1:]
    if draws.chance(_TYPO_SHARE):
        asked = _mistyped(asked, draws)
    return None if asked == text else Made("wording", replace(parent.example, question=asked))


def _framed(match: re.Match[str], frame: str) -> str:
    verb, rest = match["verb"], match["rest"].strip()
    begins = frame.startswith("{")
    return frame.format(
        verb=verb if begins else _lowered(verb), rest=rest if begins or verb else _lowered(rest)
    )


def _lowered(text: str) -> str:
    """Return the text without its first capital, where that was only a sentence's."""
    first = text.split()[0] if text.strip() else ""
    return text[0].lower() + text[1:] if first[1:].islower() and first.isalpha() else text


def _mistyped(text: str, draws: Draws) -> str:
    """Return the text with two letters of a long plain word exchanged."""
    words = [m for m in re.finditer(r"\b[a-z]+\b", text) if len(m[0]) > _LEAST_TYPO]
    if not words:
        return text
    word = draws.pick(words)
    place = word.start() + draws.whole(1, len(word[0]) - 3)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
