"""Defog's sql-eval: a CSV file with the columns question, query, db_name and query_category.

Instructions are taken from full_instructions, or else from instructions; other columns are left aside. The
signs in a gold are read by `choices`. The questions themselves are no part of this package.
"""

from __future__ import annotations

from sqlcoder.dataset.choices import golds
from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.format import Format
from sqlcoder.dataset.record import Record


def recognise(document: Document) -> bool:
    """Say whether the first row names the columns question, query and db_name."""
    return {"question", "query", "db_name"} <= set(document.csv_header())


def read(document: Document) -> tuple[Example, ...]:
    """Return the questions of the file, in its order; their ids count from 1."""
    return tuple(_example(row, f"{document.stem}-{n}") for n, row in enumerate(document.csv_rows(), start=1))


def _example(row: Record, id: str) -> Example:
    return Example(
        id=id,
        database=row.text("db_name"),
        question=row.text("question"),
        golds=golds(row.text("query"), row.place),
        instructions=row.optional_text("full_instructions") or row.optional_text("instructions"),
        category=row.optional_text("query_category"),
    )


FORMAT = Format("Defog's sql-eval (CSV with question, query, db_name)", recognise, read)
