"""A profile of a database -> questions composed over it, each with its gold in the style of the data sets.

Golds are PostgreSQL, whatever the database. Which of them are worth keeping, running them tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.synthesis.joined import JOINED
from sqlcoder.dataset.synthesis.pair import Pair
from sqlcoder.dataset.synthesis.profile import Profile
from sqlcoder.dataset.synthesis.sayable import sayable
from sqlcoder.dataset.synthesis.single import SINGLE

RECIPES: dict[str, Callable[[Profile, Draws], Pair | None]] = {**SINGLE, **JOINED}
"""Every way to compose a pair, by name; None where what was drawn doesn't fit."""
# So many draws in a row that give nothing new mean that there is no more.
_IN_VAIN = 200


def composed(profile: Profile, database: str, draws: Draws) -> Iterator[Example]:
    """Yield questions on the database, no two with the same gold, recipes by turns, until none is new."""
    profile = sayable(profile)
    if not profile.entities:
        return
    seen: set[str] = set()
    names = list(RECIPES)
    turn = in_vain = 0
    while in_vain < _IN_VAIN:
        name = names[turn % len(names)]
        turn += 1
        pair = RECIPES[name](profile, draws)
        if pair is None or pair.gold.sql in seen:
            in_vain += 1
            continue
        seen.add(pair.gold.sql)
        in_vain = 0
        yield _example(pair, f"made-{len(seen)}-{name.replace(' ', '-')}", database)


def _example(pair: Pair, id: str, database: str) -> Example:
    question = pair.question[0].upper() + pair.question[1:]
    return Example(id, database, question, (pair.gold,), category=pair.category, ordered=pair.ordered)
