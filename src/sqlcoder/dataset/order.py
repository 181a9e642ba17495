"""Whether a question asks for an order, by its words.

A word test on purpose: it is plain, the same for everybody, and needs no model. It looks at the question
alone, and it can err: a set in our own format says of each question whether order counts.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|hundred)"
_EXTREME = (
    r"(?:highest|lowest|most|least|largest|smallest|biggest|longest|shortest|oldest|newest|youngest|earliest"
    r"|latest|best|worst|fastest|slowest|cheapest|greatest|fewest|first|last)"
)
_PLAIN = r"(?:high|low|large|small|long|short|old|new|a|z)"
_ASKS = re.compile(
    rf"""\b(?:
      sort(?:ed|ing)? \s+ (?:\w+\s+){{0,3}}? (?:by|in|from|on|according)  |  sorted
    | order(?:ed|ing)? \s+ (?:\w+\s+){{0,3}}? (?:by|from|according)  |  in \s+ (?:\w+\s+){{0,2}}? order
    | arrang(?:e|ed|ing) \s+ (?:\w+\s+){{0,3}}? (?:by|in|from)
    | rank(?:ed|ing)? \s+ (?:\w+\s+){{0,3}}? (?:by|in|from|on|according)  |  ranked
    | descending | ascending | alphabetical(?:ly)? | chronological(?:ly)?
    | top [\s-]+ {_NUMBER}
    | {_EXTREME} \s+ (?:\w+\s+)?? to \s+ (?:the\s+)? {_EXTREME}  |  {_PLAIN} \s+ to \s+ {_PLAIN}
    | (?:{_EXTREME}|\w+est) \s+ (?:\w+\s+)?? (?:ones?\s+)? (?:comes?\s+)? (?:first|last)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def asks_for_order(question: str) -> bool:
    """Say whether the question asks for its answer in an order.

    >>> asks_for_order("Which ferries are there, the longest first?")
    True
    >>> asks_for_order("Which ferry made the most crossings?")
    False
    """
    return _ASKS.search(question) is not None
