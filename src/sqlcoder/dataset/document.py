"""The text of a file that holds a question set, and the records in it: lines, a JSON array, or CSV.

Knows the syntax of files and none of the formats written in them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlcoder.dataset.record import Record
from sqlcoder.errors import DatasetError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text. `databases` is the folder of its databases, None to look beside the file."""

    path: Path
    text: str
    databases: Path | None = None

    @staticmethod
    def read(path: Path, databases: Path | None = None) -> Document:
        """Read the file at `path`. Raise `DatasetError` where it can't be read, is empty or isn't UTF-8."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise DatasetError(
                f"The question set can't be read: {error.strerror}.",
                where=str(path),
                fix="Check the path and its permissions.",
            ) from None
        text = _decoded(data, path)
        if not text.strip():
            raise DatasetError(
                "The question set is empty.", where=str(path), fix="It needs one question or more."
            )
        return Document(path, text, databases)

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    def json_lines(self) -> Iterator[Record]:
        """Yield the object on each line; blank lines are skipped."""
        # Only at line feeds: a JSON string may hold the other characters that Python counts as line ends.
        for number, line in enumerate(self.text.split("\n"), start=1):
            if line.strip():
                place = f"{self.path}, line {number}"
                yield Record.of(_json(line, place), place, "A line")

    def json_array(self) -> Iterator[Record]:
        """Yield the objects of the array that the file holds."""
        data = _json(self.text, str(self.path))
        if not isinstance(data, list) or not data:
            raise DatasetError(
                "The file doesn't hold a list of questions.",
                where=str(self.path),
                fix="Write [{...}, {...}].",
            )
        for number, item in enumerate(data, start=1):
            yield Record.of(item, f"{self.path}, entry {number}")

    def first_fields(self) -> set[str]:
        """Return the names of the fields of an array's first object; none where there is no such thing."""
        if not self.text.lstrip().startswith("["):
            return set()
        first = next(self.json_array())
        return set(first.fields)

    def csv_header(self) -> tuple[str, ...]:
        """Return the names in the first row, in lower case; none where there is no such row."""
        try:
            return tuple(name.strip().lower() for name in next(csv.reader(io.StringIO(self.text)), []))
        except csv.Error:
            return ()

    def csv_rows(self) -> Iterator[Record]:
        """Yield the rows below the header, each with the line it begins on; blank rows are skipped."""
        header = self.csv_header()
        double = next((name for name in header if header.count(name) > 1), None)
        if double is not None:
            raise DatasetError(
                f'Two columns are called "{double}".', where=f"{self.path}, line 1", fix="Rename one of them."
            )
        rows = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        line = 1
        try:
            for row in rows:
                place = f"{self.path}, line {line}"
                if line > 1 and row:
                    yield Record(dict(zip(header, _whole(row, header, place), strict=True)), place)
                line = rows.line_num + 1
        except csv.Error as error:
            raise DatasetError(
                f"The row isn't CSV: {error}.",
                where=f"{self.path}, line {line}",
                fix='Enclose a cell that holds a comma, quote or line end in ", and double each " in it.',
            ) from None


def _decoded(data: bytes, path: Path) -> str:
    if data.startswith(_UTF16):
        raise DatasetError("The file is UTF-16, not UTF-8.", where=str(path), fix="Save it as UTF-8.")
    try:
        # Spreadsheets begin the file with a byte order mark, which is no part of the text.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DatasetError(
            f"The file isn't UTF-8: it holds the byte {error.object[error.start]:#04x}.",
            where=f"{path}, line {line}",
            fix="Save it as UTF-8.",
        ) from None


def _json(text: str, place: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, place))
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if ", line" in place else f"line {error.lineno}, column {error.colno}"
        raise DatasetError(
            f"It isn't JSON: {error.msg}.",
            where=f"{place}, {at}",
            fix="Check quotes, commas and brackets there.",
        ) from None
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise DatasetError(
            f"It can't be read: {error}.", where=place, fix="Write a shorter number."
        ) from None
    except RecursionError:
        raise DatasetError(
            "The JSON is nested too deeply.", where=place, fix="A question is a flat object."
        ) from None


def _once(pairs: list[tuple[str, object]], place: str) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise DatasetError(f'The field "{double}" stands there twice.', where=place, fix="Keep one of them.")
    return fields


def _whole(row: list[str], header: tuple[str, ...], place: str) -> list[str]:
    if len(row) == len(header):
        return row
    raise DatasetError(
        f"The row has {len(row)} cells, the header has {len(header)}.",
        where=place,
        fix='Enclose a cell that holds a comma in ", and double each " in it.',
    )
