"""SQL text -> its words, signs and literals with their places, comments left out.

Knows just enough SQL to tell what stands in a string, a quoted name or a comment from what doesn't: the
braces of `choices` are no SQL, so that a parser of SQL would take them for something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sqlcoder.errors import DatasetError

Kind = Literal["word", "quoted", "string", "sign"]


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of SQL: `text` as written, from character `start` up to, not including, `end`."""

    kind: Kind
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        """Say whether this is one of `words`, given in capitals."""
        return self.kind == "word" and self.text.upper() in words


_SPACE = re.compile(r"\s+|--[^\n]*")
_LEXEME = re.compile(
    r"""
      (?P<string> [eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | \$(?P<tag>[^\W\d]\w*|)\$.*?\$(?P=tag)\$ )
    | (?P<quoted> "(?:[^"]|"")*" | `(?:[^`]|``)*` )
    | (?P<word> \w+ )
    | (?P<sign> [^\s\w'"`] )
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_EDGE = re.compile(r"/\*|\*/")
_OPENING = {"'": "a string", '"': "a quoted name", "`": "a quoted name"}


def lexemes(sql: str, place: str) -> list[Lexeme]:
    """Return the pieces of `sql`. Raise `DatasetError` at `place` where a string, name or comment has no end.

    >>> [lexeme.text for lexeme in lexemes("SELECT {a} FROM t -- {b}", "line 1")]
    ['SELECT', '{', 'a', '}', 'FROM', 't']
    """
    found: list[Lexeme] = []
    position = 0
    while position < len(sql):
        if space := _SPACE.match(sql, position):
            position = space.end()
        elif sql.startswith("/*", position):
            position = _after_comment(sql, position, place)
        elif piece := _LEXEME.match(sql, position):
            found.append(Lexeme(_kind(piece), piece[0], piece.start(), piece.end()))
            position = piece.end()
        else:
            raise fault(
                f"It begins {_OPENING[sql[position]]} that has no end.", "Close it.", sql, position, place
            )
    return found


def fault(what: str, fix: str, sql: str, position: int, place: str) -> DatasetError:
    """Return the error for a fault at character `position` of `sql`, which stands at `place`."""
    line = sql.count("\n", 0, position) + 1
    column = position - sql.rfind("\n", 0, position)
    return DatasetError(what, where=f"{place}, in the SQL at line {line}, column {column}", fix=fix)


def _kind(piece: re.Match[str]) -> Kind:
    kinds: tuple[Kind, ...] = ("string", "quoted", "word", "sign")
    return next(kind for kind in kinds if piece[kind] is not None)


def _after_comment(sql: str, start: int, place: str) -> int:
    """Return where the comment ends that begins at `start`: PostgreSQL lets comments nest."""
    depth = 0
    for edge in _COMMENT_EDGE.finditer(sql, start):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    raise fault("It begins a comment that has no end.", "Close it with */.", sql, start, place)
