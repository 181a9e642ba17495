"""Which of a gold's columns a prediction must have: references to them in, their roles out.

Knows nothing of the prediction: its column names never count.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from sqlcoder.errors import UsageError

ColumnReference = str | int
"""A column of a gold's result: its name, or its position counted from 1."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What is asked of the gold's columns.

    Of each group in `either` at least one must be there, and more may; those in `optional` may be there or
    not. `required` and every column named nowhere must be there. `decimals` says, by position, to how
    many decimals the gold's query rounds each column (None: it doesn't); without it that is read off the
    values.
    """

    required: tuple[ColumnReference, ...] = ()
    either: tuple[tuple[ColumnReference, ...], ...] = ()
    optional: tuple[ColumnReference, ...] = ()
    decimals: tuple[int | None, ...] | None = None


EVERY_COLUMN = ColumnSpec()


@dataclass(frozen=True, slots=True)
class Roles:
    """The positions of a gold's columns by what is asked of them; each column has one role."""

    required: tuple[int, ...]
    either: tuple[tuple[int, ...], ...] = ()
    optional: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Return the number of the gold's columns."""
        return len(self.required) + sum(map(len, self.either)) + len(self.optional)

    @property
    def fewest(self) -> int:
        """Return the number of columns that a prediction needs at least."""
        return max(1, len(self.required) + len(self.either))


def roles(spec: ColumnSpec, columns: tuple[str, ...]) -> Roles:
    """Return the role of each of the gold's `columns`.

    Raise `UsageError` if the specification names a column that isn't there, or names one twice.

    >>> roles(ColumnSpec(either=(("id", "name"),)), ("id", "name", "total"))
    Roles(required=(2,), either=((0, 1),), optional=())
    """
    if spec.decimals is not None and len(spec.decimals) != len(columns):
        raise UsageError(
            f"It gives decimals for {len(spec.decimals)} columns, the gold has {len(columns)}.",
            where="decimals",
            fix="Give one entry a column, None for one that isn't rounded.",
        )
    required = tuple(_position(name, columns) for name in spec.required)
    either = tuple(tuple(_position(name, columns) for name in group) for group in spec.either if group)
    optional = tuple(_position(name, columns) for name in spec.optional)
    named = [*required, *(position for group in either for position in group), *optional]
    for position in named:
        if named.count(position) > 1:
            raise UsageError(
                f'The column specification names "{columns[position]}" twice.',
                where="columns",
                fix="Name it once, in required, in one group of either, or in optional.",
            )
    rest = tuple(position for position in range(len(columns)) if position not in set(named))
    return Roles(required + rest, either, optional)


def _position(name: ColumnReference, columns: tuple[str, ...]) -> int:
    if isinstance(name, int):
        if 1 <= name <= len(columns):
            return name - 1
        raise UsageError(
            f"The gold has {len(columns)} columns, and no column {name}.",
            where="columns",
            fix="Positions count from 1, in the order of the SELECT list.",
        )
    found = [i for i, column in enumerate(columns) if column == name]
    # Databases differ in the case of the names they return.
    found = found or [i for i, column in enumerate(columns) if column.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f'The gold has {len(found)} columns named "{name}".',
            where="columns",
            fix=f"Name it by its position: {' or '.join(str(i + 1) for i in found)}.",
        )
    near = difflib.get_close_matches(name, columns, 1)
    fix = f'Did you mean "{near[0]}"?' if near else f"It has: {', '.join(columns)}."
    raise UsageError(f'The gold has no column "{name}".', where="columns", fix=fix)
