"""One record of a file, whose fields are taken with checks; each message names the file and the place.

Knows no format: the format's file says which fields there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from sqlcoder.errors import DatasetError

Choice = TypeVar("Choice", bound=str)
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character, which JSON can hold and UTF-8 can't."""


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one record by name. `place` says where it stands, for messages."""

    fields: Mapping[str, object]
    place: str

    @staticmethod
    def of(data: object, place: str, what: str = "An entry") -> Record:
        """Return `data` as a record. Raise `DatasetError` where it is no JSON object."""
        if isinstance(data, dict):
            return Record(data, place)
        raise DatasetError(
            f"{what} is {json_kind(data)}, not a JSON object.",
            where=place,
            fix='Write it as {"name": value}.',
        )

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise `DatasetError` for a field that isn't among `known`."""
        names = tuple(known)
        for field in self.fields:
            if field not in names:
                raise self.fault(f'Unknown field "{field}".', _nearest(field, names))

    def text(self, field: str) -> str:
        """Return a text that has to be there."""
        value = self.optional_text(field)
        if value is not None:
            return value
        if field in self.fields:
            raise self.fault(f'The field "{field}" is empty.', "Every entry needs it.")
        close = get_close_matches(field, self.fields, n=1)
        hint = f' Is it the one called "{close[0]}"?' if close else ""
        raise self.fault(f'The field "{field}" is missing.', f"Every entry needs it.{hint}")

    def optional_text(self, field: str) -> str | None:
        """Return a text, or None where it is missing, null or blank."""
        value = self.fields.get(field)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.fault(
                f'The field "{field}" is {json_kind(value)}, not text.',
                f'Write it in quotes: "{field}": "..."',
            )
        if SURROGATE.search(value):
            raise self.fault(
                f'The field "{field}" holds half of a character (a lone surrogate).',
                "Write the whole character, or both halves of its escape.",
            )
        return value.strip() or None

    def flag(self, field: str, default: bool) -> bool:
        """Return true or false."""
        value = self.fields.get(field, default)
        if not isinstance(value, bool):
            raise self.fault(
                f'The field "{field}" is {json_kind(value)}, not true or false.',
                "Write true or false, no quotes.",
            )
        return value

    def one_of(self, field: str, choices: tuple[Choice, ...]) -> Choice | None:
        """Return one of `choices`, or None where the field is missing or empty."""
        value = self.optional_text(field)
        found = next((choice for choice in choices if choice == value), None)
        if value is not None and found is None:
            raise self.fault(f'The field "{field}" is "{value}".', _nearest(value, choices))
        return found

    def items(self, field: str) -> tuple[object, ...]:
        """Return the items of a list, none where the field is missing."""
        value = self.fields.get(field, [])
        if not isinstance(value, list):
            raise self.fault(
                f'The field "{field}" is {json_kind(value)}, not a list.', "Write it in [ and ]."
            )
        return tuple(value)

    def inner(self, field: str) -> Record:
        """Return the object in a field as a record, an empty one where it is missing."""
        return Record.of(self.fields.get(field, {}), self.place, f'The field "{field}"')

    def fault(self, what: str, fix: str) -> DatasetError:
        """Return the error for a fault of this record."""
        return DatasetError(what, where=self.place, fix=fix)


class Ids:
    """The ids met so far in a file, each with its place."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def take(self, id: str, record: Record) -> None:
        """Note the id of `record`. Raise `DatasetError` where another has it."""
        if id in self._places:
            raise record.fault(
                f'The id "{id}" is taken by {self._places[id]}.', "Give each question an id of its own."
            )
        self._places[id] = record.place


def json_kind(value: object) -> str:
    """Return what a value from JSON is, in words.

    >>> json_kind(3.5), json_kind([])
    ('a number', 'a list')
    """
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
    return "null" if value is None else kinds.get(type(value), "an object")


def _nearest(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name.lower(), known, n=1)
    return f'Did you mean "{close[0]}"?' if close else f"Known are: {', '.join(known)}."
