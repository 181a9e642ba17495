"""A database of the data sets: a folder with its schema, glossary, questions and the generator of its rows.

    schema.sql        PostgreSQL, a comment on every table and column
    glossary.md       business terms and rules
    rows.py           tables(seed) -> tuple[TableRows, ...], each after those its foreign keys point at
    questions.jsonl   the questions, in our own format
    README.md         what it is about

Runs the generator of a folder that it is given, and opens no database.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlcoder.dataset.rows import TableRows
from sqlcoder.dataset.statements import row_statements, schema_statements
from sqlcoder.errors import DatasetError

SEEDS = (1, 2, 3)
"""The seeds of the three instances."""

_NO_SOURCES = (".md", ".jsonl")


@dataclass(frozen=True, slots=True)
class DatabaseFolder:
    """The folder at `path`; its name is the database's."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the database."""
        return self.path.name

    @property
    def split(self) -> str:
        """What it is for, as the folder around it is called: "eval" or "train"."""
        return self.path.parent.name

    @property
    def questions(self) -> Path:
        """The file of its questions."""
        return self.path / "questions.jsonl"

    def schema(self) -> str:
        """Return the text of its schema. Raise `DatasetError` where there is none."""
        return self._text("schema.sql")

    def glossary(self) -> str:
        """Return its business terms and rules. Raise `DatasetError` where there are none."""
        return self._text("glossary.md")

    def tables(self, seed: int) -> tuple[TableRows, ...]:
        """Return the rows of all tables for a seed. Raise `DatasetError` where it has no generator."""
        path = self.path / "rows.py"
        spec = importlib.util.spec_from_file_location(f"sqlcoder_rows_{self.name}", path)
        if spec is None or spec.loader is None or not path.is_file():
            raise DatasetError(
                "The database has no generator of its rows.", where=str(path), fix="Write tables(seed) there."
            )
        module = importlib.util.module_from_spec(spec)
        # A dataclass looks its own module up there.
        sys.modules[module.__name__] = module
        spec.loader.exec_module(module)
        return cast("Callable[[int], tuple[TableRows, ...]]", module.tables)(seed)

    def fingerprint(self) -> str:
        """Return a hash of all that its tables and rows are made from: what isn't text or questions."""
        found = hashlib.sha256()
        for path in sorted(self.path.iterdir()):
            if path.is_file() and path.suffix not in _NO_SOURCES:
                content = path.read_bytes()
                found.update(f"{path.name} {len(content)}\n".encode() + content)
        return found.hexdigest()

    def statements(self, dialect: str, seed: int) -> Iterator[str]:
        """Yield the statements that make the database in `dialect`: tables, comments, rows."""
        yield from schema_statements(self.schema(), dialect)
        yield from row_statements(self.tables(seed))

    def _text(self, name: str) -> str:
        try:
            return (self.path / name).read_text(encoding="utf-8")
        except OSError as error:
            raise DatasetError(
                f"A database of the data sets needs {name}: {error.strerror}.",
                where=str(self.path / name),
                fix="Write it; docs/datasets.md says what it holds.",
            ) from None
