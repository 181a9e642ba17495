"""The schema of an open database, kept on disk until it changes.

The schema's text is the cached beginning of every prompt, so it stays the same, row counts and samples
included, while the database's `version()` does. Reads no database itself: each knows how to read its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from sqlcoder.databases.base import Database
from sqlcoder.errors import SchemaError
from sqlcoder.schema.model import Schema

# Raise it when what is read, or how it is written down, changes.
_FORMAT = 1


def load_schema(database: Database, *, samples: bool = True, cache_dir: Path | None = None) -> Schema:
    """Return the schema of `database`, from `cache_dir` where it was read before and hasn't changed since.

    Raise `SchemaError` for a database without tables, or one whose schema can't be read.
    """
    file = None if cache_dir is None else _cache_file(cache_dir, database, samples)
    schema = None if file is None else _read(file)
    if schema is not None:
        return schema
    schema = database.schema(samples=samples)
    if not schema.tables:
        raise SchemaError(
            "The database has no tables.",
            where=database.url,
            fix="Check that it is the right one, and that this user may read its tables.",
        )
    if file is not None:
        # A cache that can't be written costs time, not the answer.
        with contextlib.suppress(OSError):
            _write(file, schema)
    return schema


def _cache_file(folder: Path, database: Database, samples: bool) -> Path:
    # The address comes first in the name, so that what was kept of older versions can be found and removed.
    return folder / f"{_digest(database.url, samples)}-{_digest(database.version(), _FORMAT)}.json"


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def _read(file: Path) -> Schema | None:
    try:
        return Schema.from_json(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # Not there, or not whole: it is read anew and written over.


def _write(file: Path, schema: Schema) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Under another name first: nobody ever sees half a file. Samples are the user's data: for their eyes
    # only.
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(schema.to_json())
        os.replace(name, file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    for old in file.parent.glob(f"{file.name.partition('-')[0]}-*.json"):
        if old != file:
            old.unlink(missing_ok=True)
