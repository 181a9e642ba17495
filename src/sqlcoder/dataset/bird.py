"""BIRD: a JSON array of questions with db_id, question, SQL, evidence and difficulty, and SQLite files.

The evidence is taken as instructions. Its difficulty was judged by people, so it is taken as the category:
hardness is by rule, the same for every format. The questions themselves are no part of this package.
"""

from __future__ import annotations

from pathlib import Path

from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.format import Format
from sqlcoder.dataset.record import Record
from sqlcoder.dataset.sqlite_folder import database_file, folder_of


def recognise(document: Document) -> bool:
    """Say whether the first entry of an array has a db_id and an SQL, in capitals."""
    return {"db_id", "question", "SQL"} <= document.first_fields()


def read(document: Document) -> tuple[Example, ...]:
    """Return the questions of the file, in its order; their ids count from 1, whatever `question_id` says."""
    folder = folder_of(document)
    records = enumerate(document.json_array(), start=1)
    return tuple(_example(record, f"{document.stem}-{n}", folder) for n, record in records)


def _example(record: Record, id: str, folder: Path | None) -> Example:
    database = record.text("db_id")
    return Example(
        id=id,
        database=database,
        question=record.text("question"),
        golds=(Gold(record.text("SQL")),),
        instructions=record.optional_text("evidence"),
        category=record.optional_text("difficulty"),
        dialect="sqlite",
        location=database_file(database, folder, record),
    )


FORMAT = Format("BIRD (JSON with db_id, question, SQL)", recognise, read)
