"""The prompt that has a model say a composed question in its own words, and what is taken from its reply."""

from __future__ import annotations

import re

from sqlcoder.engines.base import Message, Prompt

_SYSTEM = (
    "You rewrite questions about a company's data the way an employee would say them to a colleague. "
    "Keep every number, name, value and condition. Ask for the same thing, no more and no less. "
    "Answer with the rewritten question alone, in one line."
)
_EXAMPLE = (
    Message("user", "Boats whose harbour is Alster with more than 3 trips: name, and number of trips"),
    Message("assistant", "Which boats from Alster went on more than 3 trips, and how many were there?"),
)
_LONGEST = 300
MOST_TOKENS = 80


def rewording_prompt(question: str) -> Prompt:
    """Return the prompt for one question."""
    return Prompt(_SYSTEM, (*_EXAMPLE, Message("user", question)), stop=("\n",))


def reworded(reply: str, question: str) -> str | None:
    """Return the question in the reply, None where it has none, or only the one that was given.

    >>> reworded('"Who sells rye?"', "Shops with rye"), reworded("Sure! Here it is:", "Shops with rye")
    ('Who sells rye?', None)
    """
    text = reply.strip().strip('"“”').strip()
    same = re.sub(r"\W+", " ", text).lower() == re.sub(r"\W+", " ", question).lower()
    if same or not 3 <= len(text) <= _LONGEST or text.endswith(":") or "SELECT" in text:
        return None
    return text
