"""Plain CSV: a column question, a column sql, and any of the further ones in `COLUMNS`.

One gold a question, without choices of columns; for more there is our JSON Lines.
"""

from __future__ import annotations

from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.format import Format
from sqlcoder.dataset.record import Ids, Record
from sqlcoder.sql.dialect import DIALECTS
from sqlcoder.sql.hardness import LEVELS

COLUMNS = ("question", "sql", "id", "database", "instructions", "category", "hardness", "dialect")


def recognise(document: Document) -> bool:
    """Say whether the first row names the columns question and sql."""
    return {"question", "sql"} <= set(document.csv_header())


def read(document: Document) -> tuple[Example, ...]:
    """Return the questions of the file. Without an id they are numbered; the database is the file's name."""
    ids, examples = Ids(), []
    for n, row in enumerate(document.csv_rows(), start=1):
        example = _example(row, n, document.stem)
        ids.take(example.id, row)
        examples.append(example)
    return tuple(examples)


def _example(row: Record, n: int, stem: str) -> Example:
    row.refuse_unknown(COLUMNS)
    return Example(
        id=row.optional_text("id") or f"{stem}-{n}",
        database=row.optional_text("database") or stem,
        question=row.text("question"),
        golds=(Gold(row.text("sql")),),
        instructions=row.optional_text("instructions"),
        category=row.optional_text("category"),
        hardness=row.one_of("hardness", LEVELS),
        dialect=row.one_of("dialect", tuple(DIALECTS)) or "postgres",
    )


FORMAT = Format("plain CSV (with question, sql)", recognise, read)
