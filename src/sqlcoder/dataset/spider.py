"""Spider: a JSON array of questions with db_id, question and query, and a folder of SQLite files.

Other fields, such as its own parse of the query, are left aside. The questions themselves are no part of this
package.
"""

from __future__ import annotations

from pathlib import Path

from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.format import Format
from sqlcoder.dataset.record import Record
from sqlcoder.dataset.sqlite_folder import database_file, folder_of


def recognise(document: Document) -> bool:
    """Say whether the first entry of an array has a db_id and a query."""
    return {"db_id", "question", "query"} <= document.first_fields()


def read(document: Document) -> tuple[Example, ...]:
    """Return the questions of the file, in its order; their ids count from 1."""
    folder = folder_of(document)
    records = enumerate(document.json_array(), start=1)
    return tuple(_example(record, f"{document.stem}-{n}", folder) for n, record in records)


def _example(record: Record, id: str, folder: Path | None) -> Example:
    database = record.text("db_id")
    return Example(
        id=id,
        database=database,
        question=record.text("question"),
        golds=(Gold(record.text("query")),),
        dialect="sqlite",
        location=database_file(database, folder, record),
    )


FORMAT = Format("Spider (JSON with db_id, question, query)", recognise, read)
