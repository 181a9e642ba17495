"""A question and what was made of it -> a conversation: its follow-up says only what changes."""

from __future__ import annotations

from dataclasses import replace

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.expansion.parent import Made, Parent
from sqlcoder.pipeline.prompt import Turn

_PLAIN = ("what about {new}?", "Same for {new}.", "now {new} please", "{new} instead of {old}")
_FRAMES: dict[str, tuple[str, ...]] = {
    "period": ("And in {new}?", *_PLAIN),
    "value": ("And for {new}?", *_PLAIN),
    "amount": ("{new} instead of {old}", "Make that {new}.", "and with {new} rather than {old}?"),
    "direction": ("And the {new}?", "what about the {new}?", "Now the {new}.", "the {new} instead"),
}
_LONGEST = 4


def followup(parent: Parent, each: Made, draws: Draws) -> Made | None:
    """Return the follow-up that turns the parent into what was made of it, None where too much differs."""
    old, new = _difference(parent.question, each.example.question)
    if not old or not new or max(len(old.split()), len(new.split())) > _LONGEST:
        return None
    asked = draws.pick(_FRAMES[each.how]).format(old=old, new=new)
    turn = Turn(parent.question, parent.example.golds[0].sql)
    whole = replace(each.example, question=asked, history=(turn,), whole=each.example.question)
    return Made("follow-up", whole)


def _difference(one: str, other: str) -> tuple[str, str]:
    """Return the words in which two texts differ, without the marks around them.

    >>> _difference("Shops in Lindenau, by name", "Shops in Marrow, by name")
    ('Lindenau', 'Marrow')
    """
    old, new = one.split(), other.split()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return " ".join(old).strip(".,;:?!()"), " ".join(new).strip(".,;:?!()")
