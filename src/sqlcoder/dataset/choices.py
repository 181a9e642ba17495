"""The braces and semicolons in a gold of Defog's sql-eval -> golds with their choices of columns.

`SELECT {id, name}, COUNT(*) ... GROUP BY {}` accepts any non-empty choice of `id` and `name`, and `;` stands
between accepted answers. Each answer becomes one gold that selects all the columns and says which are a
choice; it is never spelled out as one query for each choice. Signs within strings, quoted names and comments
are left alone. Checks no names, and no SQL beyond what the braces need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlcoder.dataset.example import Gold
from sqlcoder.dataset.lexer import Lexeme, fault, lexemes
from sqlcoder.errors import DatasetError
from sqlcoder.results.specification import ColumnReference

_ENDS_LIST = (
    "FROM", "INTO", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH",
    "UNION", "INTERSECT", "EXCEPT",
)  # fmt: skip
_TOP = -1


def golds(text: str, place: str) -> tuple[Gold, ...]:
    """Return the accepted answers in `text`. Raise `DatasetError` at `place` where it can't be read.

    >>> golds("SELECT {id, name} FROM ferry; SELECT name FROM ferry", "line 2")[0].either
    (('id', 'name'),)
    """
    found = tuple(_Answer(text, part, place).gold() for part in _answers(lexemes(text, place)))
    if not found:
        raise DatasetError("There is no query.", where=place, fix="Write the SQL that answers the question.")
    return found


def _answers(found: list[Lexeme]) -> Iterator[list[Lexeme]]:
    start = 0
    for i in [*(i for i, lexeme in enumerate(found) if lexeme.text == ";"), len(found)]:
        if i > start:
            yield found[start:i]
        start = i + 1


@dataclass(frozen=True, slots=True)
class _Choice:
    """Braces: their places among the lexemes, and the columns between them. Without columns, an echo."""

    first: int
    last: int
    columns: tuple[Sequence[Lexeme], ...]


class _Answer:
    """One answer: its lexemes, and for each the place of the parenthesis around it."""

    def __init__(self, text: str, found: list[Lexeme], place: str) -> None:
        self._text = text
        self._found = found
        self._place = place
        self._level = self._levels()
        self._choices = self._all_choices()

    def gold(self) -> Gold:
        """Return the gold, its choices written out as columns."""
        for choice in self._choices:
            self._check_stands_as_columns(choice)
        return Gold(self._sql(), either=self._either())

    def _levels(self) -> list[int]:
        around, levels = [_TOP], []
        for i, lexeme in enumerate(self._found):
            if lexeme.text == ")":
                if len(around) == 1:
                    raise self._fault(
                        i, 'This ")" closes nothing.', "Remove it, or add the missing parenthesis."
                    )
                around.pop()
            levels.append(around[-1])
            if lexeme.text == "(":
                around.append(i)
        if len(around) > 1:
            raise self._fault(around[-1], 'This "(" is never closed.', 'Add the ")".')
        return levels

    def _all_choices(self) -> list[_Choice]:
        choices, first = [], None
        for i, lexeme in enumerate(self._found):
            if lexeme.text == "{":
                if first is not None:
                    raise self._fault(i, "Braces stand within braces.", "Write one list of columns in them.")
                first = i
            elif lexeme.text == "}":
                if first is None or self._level[first] != self._level[i]:
                    raise self._fault(i, 'This "}" closes nothing.', 'Write "{" before the first column.')
                choices.append(_Choice(first, i, self._columns(first, i)))
                first = None
        if first is not None:
            raise self._fault(first, 'This "{" is never closed.', 'Write "}" after the last column.')
        return choices

    def _columns(self, first: int, last: int) -> tuple[Sequence[Lexeme], ...]:
        if last == first + 1:
            return ()
        columns = tuple(self._split(first + 1, last))
        if not all(columns):
            raise self._fault(
                first, "A column is missing in the braces.", "Write a column between two commas."
            )
        return columns

    def _split(self, start: int, end: int) -> Iterator[Sequence[Lexeme]]:
        """Yield what stands between the commas of this level, from `start` to before `end`."""
        level = self._level[start]
        for i in range(start, end):
            if self._found[i].text == "," and self._level[i] == level:
                yield self._found[start:i]
                start = i + 1
        yield self._found[start:end]

    def _check_stands_as_columns(self, choice: _Choice) -> None:
        before = self._found[choice.first - 1] if choice.first else None
        after = self._found[choice.last + 1] if choice.last + 1 < len(self._found) else None
        level = self._level[choice.first]
        grouped = before is not None and before.says("BY")
        listed = before is not None and (before.text in (",", ")") or before.says("SELECT", "DISTINCT"))
        ends = after is None or after.text in (",", ")") or after.says(*_ENDS_LIST, "ASC", "DESC", "NULLS")
        in_query = level == _TOP or self._found[level + 1].says("SELECT", "WITH")
        if not (ends and (grouped or (listed and in_query))):
            raise self._fault(
                choice.first,
                "The braces don't stand for whole columns.",
                "Write them in a SELECT list, GROUP BY or ORDER BY, with commas around them.",
            )

    def _sql(self) -> str:
        """Return the query with each choice replaced by its columns, each echo by those it repeats."""
        parts, copied = [], self._found[0].start
        for choice in self._choices:
            parts.append(self._text[copied : self._found[choice.first].start])
            parts.append(self._between(choice) if choice.columns else self._echo(choice))
            copied = self._found[choice.last].end
        parts.append(self._text[copied : self._found[-1].end])
        return "".join(parts)

    def _between(self, choice: _Choice) -> str:
        return self._text[self._found[choice.first].end : self._found[choice.last].start].strip()

    def _echo(self, echo: _Choice) -> str:
        """Return the columns of the choices in the same SELECT, without the aliases they have there."""
        level = self._level[echo.first]
        # PARTITION BY {} stands in parentheses without a SELECT of their own.
        while level != _TOP and not self._found[level + 1].says("SELECT", "WITH"):
            level = self._level[level]
        same = [i for i in range(echo.first) if self._level[i] == level]
        select = max((i for i in same if self._found[i].says("SELECT")), default=0)
        repeated = [c for c in self._choices if c.columns and c.first in same and c.first > select]
        if not repeated:
            raise self._fault(
                echo.first, "{} repeats a choice, and there is none before it.", "Name the columns."
            )
        return ", ".join(self._unaliased(column) for choice in repeated for column in choice.columns)

    def _unaliased(self, column: Sequence[Lexeme]) -> str:
        kept = column[:-2] if len(column) > 2 and column[-2].says("AS") else column
        return self._text[kept[0].start : kept[-1].end]

    def _either(self) -> tuple[tuple[ColumnReference, ...], ...]:
        """Return the choices in the outermost SELECT list, by names where these are certain."""
        columns: list[Sequence[Lexeme]] = []
        groups: list[range] = []
        for item, choice in self._outermost_list():
            if choice is None:
                columns.append(item)
            else:
                groups.append(range(len(columns), len(columns) + len(choice.columns)))
                columns.extend(choice.columns)
        names = [_name(column) for column in columns]
        certain = {name.lower() for name in names if name not in (None, "*")}
        by_name = "*" not in names and len(certain) == len(names)
        # One column in braces is no choice.
        return tuple(
            tuple((names[i] or "") if by_name else self._position(i, names) for i in group)
            for group in groups
            if len(group) > 1
        )

    def _position(self, i: int, names: list[str | None]) -> int:
        if "*" in names[:i]:
            raise self._fault(
                0,
                "A choice of columns stands after a *.",
                "Write the columns of the * out, or move the choice before.",
            )
        return i + 1

    def _outermost_list(self) -> Iterator[tuple[Sequence[Lexeme], _Choice | None]]:
        """Yield the items of the outermost SELECT list: their lexemes, and the choice they are."""
        selects = [i for i, lexeme in enumerate(self._found) if lexeme.says("SELECT")]
        if not selects:
            return
        depths = {i: self._depth(i) for i in selects}
        select = min(selects, key=lambda i: (depths[i], i))
        level = self._level[select]
        here = [i for i in range(select + 1, len(self._found)) if self._level[i] == level]
        end = next((i for i in here if self._ends_list(i, level)), len(self._found))
        choices = {c.first: c for c in self._choices if self._level[c.first] == level}
        start = select + 1
        for i in [*(i for i in here if i < end and self._parts(i)), end]:
            first = next((j for j in range(start, i) if j in choices), None)
            yield self._found[start:i], None if first is None else choices[first]
            start = i + 1

    def _depth(self, i: int) -> int:
        depth, level = 0, self._level[i]
        while level != _TOP:
            depth, level = depth + 1, self._level[level]
        return depth

    def _ends_list(self, i: int, level: int) -> bool:
        closes = level != _TOP and self._found[i].text == ")" and self._level[i] != level
        # `a IS DISTINCT FROM b` is a value.
        return closes or (self._found[i].says(*_ENDS_LIST) and not self._found[i - 1].says("DISTINCT"))

    def _parts(self, i: int) -> bool:
        inside = any(choice.first < i < choice.last for choice in self._choices)
        return self._found[i].text == "," and not inside

    def _fault(self, i: int, what: str, fix: str) -> DatasetError:
        return fault(what, fix, self._text, self._found[i].start, self._place)


def _name(column: Sequence[Lexeme]) -> str | None:
    """Return the name that a column of a SELECT list has in the result, "*" for a star, None if unsure."""
    if not column:
        return None
    words = [lexeme for lexeme in column if not lexeme.says("DISTINCT", "ALL")]
    aliased = len(words) > 2 and words[-2].says("AS")
    plain = len(words) % 2 == 1 and all(_in_path(words[i], i) for i in range(len(words)))
    if not (aliased or plain):
        return "*" if column[-1].text == "*" and not aliased else None
    last = words[-1]
    return last.text[1:-1].replace('""', '"') if last.kind == "quoted" else last.text


def _in_path(lexeme: Lexeme, i: int) -> bool:
    return lexeme.text == "." if i % 2 else lexeme.kind in ("word", "quoted") and not lexeme.text[0].isdigit()
