"""The question that others are made from, with what its database holds; and the question that is made of it.

Changes text in place, so that a gold keeps its style. Runs nothing: what is wrong with the result, the checks
find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.lexer import Lexeme, lexemes
from sqlcoder.schema.model import Schema

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Constant:
    """A text or a whole number of a query. `text` is its value; `before` is the SQL up to it."""

    text: str
    is_number: bool
    before: str


Change = Callable[[Constant], str | None]
"""What a constant becomes; None leaves it."""


@dataclass(frozen=True, slots=True)
class Parent:
    """A question written by hand. `stored` is the texts of each column, as `table.column`, in order.

    `span` is the first and the last day of what the database tells about, None where that isn't known.
    """

    example: Example
    schema: Schema
    stored: Mapping[str, tuple[str, ...]]
    span: tuple[date, date] | None = None

    @property
    def question(self) -> str:
        """What was asked."""
        return self.example.question

    def constants(self) -> list[list[Constant]]:
        """Return the constants of each gold, in their order."""
        return [
            [each for _, each in _constants(gold.sql, self.example.dialect)] for gold in self.example.golds
        ]


@dataclass(frozen=True, slots=True)
class Made:
    """A question made from another, and how.

    That is "period", "amount", "value" or "direction" after what changes, "wording", or "follow-up".
    """

    how: str
    example: Example


def made(
    parent: Parent, how: str, question: str, change: Change, names: Mapping[str, str] | None = None
) -> Made | None:
    """Return the question with every gold changed by `change`, None where some gold stays as it was.

    `names` gives names of the golds' columns new ones, in their roles too.
    """
    example = parent.example
    golds = tuple(_with(gold, example.dialect, change, names or {}) for gold in example.golds)
    if any(new.sql == old.sql for new, old in zip(golds, example.golds, strict=True)):
        return None
    return Made(how, replace(example, question=question, golds=golds, hardness=None))


def _with(gold: Gold, dialect: str, change: Change, names: Mapping[str, str]) -> Gold:
    def named(column: int | str) -> int | str:
        return names.get(column, column) if isinstance(column, str) else column

    return Gold(
        sql=rewritten(gold.sql, dialect, change, names),
        required=tuple(map(named, gold.required)),
        either=tuple(tuple(map(named, group)) for group in gold.either),
        optional=tuple(map(named, gold.optional)),
        variants=tuple(
            replace(each, sql=rewritten(each.sql, each.dialect, change, names)) for each in gold.variants
        ),
    )


def rewritten(sql: str, dialect: str, change: Change, names: Mapping[str, str] | None = None) -> str:
    """Return the query with its constants changed by `change`, and names by `names`.

    >>> rewritten("SELECT a FROM t WHERE b = 'x' LIMIT 3", "postgres", lambda c: "5" if c.is_number else None)
    "SELECT a FROM t WHERE b = 'x' LIMIT 5"
    """
    pieces: list[str] = []
    end = 0
    replaced = dict(_replacements(sql, dialect, change))
    for lexeme in lexemes(sql, "a gold"):
        new = replaced.get(lexeme.start, (names or {}).get(lexeme.text, lexeme.text))
        pieces += [sql[end : lexeme.start], new]
        end = lexeme.end
    return "".join([*pieces, sql[end:]])


def _replacements(sql: str, dialect: str, change: Change) -> Iterator[tuple[int, str]]:
    for start, constant in _constants(sql, dialect):
        new = change(constant)
        if new is not None:
            yield start, new if constant.is_number else "'" + new.replace("'", "''") + "'"


def _constants(sql: str, dialect: str) -> Iterator[tuple[int, Constant]]:
    pieces = lexemes(sql, "a gold")
    for place, lexeme in enumerate(pieces):
        if lexeme.kind == "string" and lexeme.text.startswith("'"):
            text = lexeme.text[1:-1].replace("''", "'")
            yield lexeme.start, Constant(text, False, sql[: lexeme.start])
        elif lexeme.kind == "word" and _NUMBER.fullmatch(lexeme.text) and not _is_part(pieces, place):
            yield lexeme.start, Constant(lexeme.text, True, sql[: lexeme.start])


def _is_part(pieces: list[Lexeme], place: int) -> bool:
    """Say whether digits are half of a number with a point."""
    around = pieces[max(0, place - 1) : place] + pieces[place + 1 : place + 2]
    return any(each.text == "." for each in around)
