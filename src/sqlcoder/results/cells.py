"""One value of a result in the form it is compared in. Decides what kinds of value can be equal at all.

The canonical form of a value is hashable, and two forms are equal (`==`) exactly if the values are: an int,
a float and a Decimal keep their types, for Python compares them by value. How near two numbers must be is
decided in `numbers`; nothing here looks at more than one value.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from types import NoneType
from typing import Any, TypeGuard
from uuid import UUID

Cell = Hashable
"""A canonical value. Values that Python would confuse with others are tuples that begin with their kind."""

Number = int | float | Decimal
NAN: Cell = ("number", "NaN")
_NUMBERS = (int, float, Decimal)
# Equal to their own kind only, and hashable: these are their own canonical form.
_PLAIN = frozenset({int, str, NoneType, bytes, datetime.timedelta, UUID})


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What counts as equal.

    `relative` and `absolute` are the tolerances of numbers of which one at least is a float or has
    decimals; two whole numbers are equal or not. `rounded` takes a gold's column whose values show few
    decimals for rounded, see `tolerance.shown_decimals`. `bools_are_numbers` is for databases without a
    boolean type: there true is 1. `most_extra` caps the extra columns of a prediction; it may never have
    more of them than the gold has columns.
    """

    relative: float = 1e-9
    absolute: float = 1e-9
    rounded: bool = True
    bools_are_numbers: bool = False
    ignore_case: bool = False
    ignore_trailing_space: bool = False
    most_extra: int = 3


DEFAULT = CompareOptions()


def canonical_column(values: Iterable[Any], options: CompareOptions = DEFAULT) -> list[Cell]:
    """Return the canonical form of every value of a column.

    >>> canonical_column([datetime.date(2024, 5, 1), b"a", None, 2.5])
    [datetime.datetime(2024, 5, 1, 0, 0), b'a', None, 2.5]
    """
    column = list(values)
    types = set(map(type, column))
    if str in types and (options.ignore_case or options.ignore_trailing_space):
        return [canonical(value, options) for value in column]
    if types <= _PLAIN:
        return column
    if types <= {float, int, str, NoneType}:
        # A NaN is the only one of these that differs from itself.
        return [value if value == value else NAN for value in column]
    return [value if type(value) in _PLAIN else canonical(value, options) for value in column]


def canonical(value: Any, options: CompareOptions = DEFAULT) -> Cell:
    """Return the canonical form of one value.

    A date is the midnight it begins with. A time stamp with a zone is taken to UTC and then equals the same
    moment without one: run gold and prediction in a session whose zone is UTC. NaN equals NaN, so that a
    result agrees with itself. A value of a type unknown here equals those of its type with the same text.
    """
    exact = _FORMS.get(type(value))
    if exact is not None:
        return exact(value, options)
    for kind, form in _FORMS.items():
        if isinstance(value, kind):
            return form(value, options)
    return ("other", type(value).__name__, str(value))


def is_number(cell: Cell) -> TypeGuard[Number]:
    """Say whether a canonical value is a number with a place among the others, which NaN hasn't."""
    return isinstance(cell, _NUMBERS)


def kind(cell: Cell) -> str:
    """Name the kind of a canonical value, for people. Only values of one kind can be equal."""
    if isinstance(cell, tuple):
        return {"bool": "true or false", "number": "number"}.get(str(cell[0]), str(cell[0]))
    for types, name in _KINDS:
        if isinstance(cell, types):
            return name
    return type(cell).__name__


_KINDS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((NoneType,), "NULL"),
    (_NUMBERS, "number"),
    ((str,), "text"),
    ((bytes,), "bytes"),
    ((datetime.datetime,), "date"),
    ((datetime.time,), "time of day"),
    ((datetime.timedelta,), "duration"),
)


def _same(value: Any, _options: CompareOptions) -> Cell:
    plain: Cell = value
    return plain


def _bool(value: Any, options: CompareOptions) -> Cell:
    # True == 1 in Python, and would be taken for it.
    return int(value) if options.bools_are_numbers else ("bool", bool(value))


def _float(value: Any, _options: CompareOptions) -> Cell:
    return NAN if value != value else float(value)


def _decimal(value: Any, _options: CompareOptions) -> Cell:
    # A signalling NaN raises when it is compared, so it has to be asked.
    return NAN if value.is_nan() else Decimal(value)


def _text(value: Any, options: CompareOptions) -> Cell:
    text = str(value).rstrip() if options.ignore_trailing_space else str(value)
    return text.casefold() if options.ignore_case else text


def _moment(value: datetime.datetime, _options: CompareOptions) -> Cell:
    if value.tzinfo is None or value.utcoffset() is None:
        return value.replace(tzinfo=None)
    try:
        return value.astimezone(datetime.UTC).replace(tzinfo=None)
    except OverflowError:
        # Within a day of year 1 or 9999 there is no UTC to go to.
        return value.replace(tzinfo=None)


def _date(value: datetime.date, _options: CompareOptions) -> Cell:
    return datetime.datetime(value.year, value.month, value.day)


def _bytes(value: Any, _options: CompareOptions) -> Cell:
    return bytes(value)


def _list(value: Any, options: CompareOptions) -> Cell:
    return ("list", *(canonical(item, options) for item in value))


def _set(value: Any, options: CompareOptions) -> Cell:
    return ("set", *sorted((canonical(item, options) for item in value), key=repr))


def _map(value: Any, options: CompareOptions) -> Cell:
    entries = ((canonical(key, options), canonical(item, options)) for key, item in value.items())
    return ("map", *(("entry", *entry) for entry in sorted(entries, key=repr)))


# A subclass stands before its base, for the table is also searched with isinstance.
_FORMS: dict[type, Callable[[Any, CompareOptions], Cell]] = {
    NoneType: _same,
    bool: _bool,
    int: lambda value, options: int(value),
    float: _float,
    Decimal: _decimal,
    str: _text,
    datetime.datetime: _moment,
    datetime.date: _date,
    datetime.time: _same,
    datetime.timedelta: _same,
    UUID: _same,
    bytes: _bytes,
    bytearray: _bytes,
    memoryview: _bytes,
    list: _list,
    tuple: _list,
    set: _set,
    frozenset: _set,
    dict: _map,
}
