"""The questions of one database of the data sets, with what has to be known of the database to check them.

Reads files and opens no database. Which questions are kept of an expansion is a matter of their ids alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlcoder.dataset.database import DatabaseFolder
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.sources import load
from sqlcoder.dataset.written_schema import schema_of
from sqlcoder.schema.model import Schema

WRITTEN = ("questions.jsonl", "turns.jsonl", "tune.jsonl")
"""Files of questions written by hand."""
EXPANDED = ("phrased.jsonl", "expanded.jsonl")
"""Files of questions made from those: phrased by a model, and rebuilt from a seed."""


@dataclass(frozen=True, slots=True)
class Questions:
    """A database, its schema and glossary, and its questions: written by hand, and made from those."""

    folder: DatabaseFolder
    schema: Schema
    glossary: str
    written: tuple[Example, ...]
    expanded: tuple[Example, ...] = ()

    @property
    def name(self) -> str:
        """The name of the database."""
        return self.folder.name

    @property
    def split(self) -> str:
        """The split of the database."""
        return self.folder.split

    def key(self, example: Example) -> str:
        """Return what tells a question from those of all databases, for people too."""
        return f"{self.name}/{example.id}"

    @property
    def all(self) -> tuple[Example, ...]:
        """All questions, those written by hand first."""
        return self.written + self.expanded


def questions_of(
    folder: DatabaseFolder,
    data: Path | None = None,
    share: float = 1.0,
    files: tuple[str, ...] = (*WRITTEN, *EXPANDED),
) -> Questions:
    """Read a database's questions in `files`; `share` of those made from others, which may be in `data` too.

    Without a file of questions there are none. Raise `DatasetError` for faults in the files.
    """
    places = [folder.path] if data is None else [folder.path, data / folder.split / folder.name]
    return replace(
        without_questions(folder),
        written=_read([folder.path], [name for name in WRITTEN if name in files]),
        expanded=tuple(
            each
            for each in _read(places, [name for name in EXPANDED if name in files])
            if _drawn(each.id, share)
        ),
    )


def without_questions(folder: DatabaseFolder) -> Questions:
    """Return what has to be known of a database, without any question."""
    schema = schema_of(folder.schema(), str(folder.path / "schema.sql"))
    return Questions(folder, schema, folder.glossary(), ())


def _read(places: list[Path], names: Sequence[str]) -> tuple[Example, ...]:
    files = [place / name for name in names for place in places]
    # An empty file is one that is just being written.
    return tuple(each for file in files if file.exists() and file.stat().st_size for each in load(file))


def _drawn(id: str, share: float) -> bool:
    """Say whether a question belongs to the sample: always the same ones, and more of them for more."""
    return int.from_bytes(hashlib.sha256(id.encode()).digest()[:4], "big") < share * 2**32
