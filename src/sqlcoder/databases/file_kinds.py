"""Which files are data files, by their ending, and which table name each gets. Reads no contents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from sqlcoder.errors import ConnectionFailed

# The ending, and the DuckDB function that reads such a file; None for workbooks, which we read ourselves.
READERS: dict[str, str | None] = {
    ".csv": "read_csv",
    ".tsv": "read_csv",
    ".csv.gz": "read_csv",
    ".tsv.gz": "read_csv",
    ".parquet": "read_parquet",
    ".json": "read_json",
    ".jsonl": "read_json",
    ".ndjson": "read_json",
    ".json.gz": "read_json",
    ".jsonl.gz": "read_json",
    ".ndjson.gz": "read_json",
    ".xlsx": None,
    ".xls": None,
    ".ods": None,
}


def ending(path: Path) -> str:
    """Return the ending that `READERS` knows the file by, or an empty text."""
    name = path.name.lower()
    # The longest first: ".csv.gz" before ".gz".
    return next((e for e in sorted(READERS, key=len, reverse=True) if name.endswith(e)), "")


def is_data_file(path: Path) -> bool:
    """Say whether the file's ending is a known one."""
    return bool(ending(path))


def known_endings() -> str:
    """Return the endings as a text for messages."""
    return ", ".join(READERS)


def data_files(path: Path) -> tuple[Path, ...]:
    """Return the data files at `path`, in the order of their names: the file itself, or those of a folder.

    Folders within it and hidden files are left out. Raise `ConnectionFailed` where there are none.
    """
    if not path.is_dir():
        return (path,)
    files = sorted(
        p for p in path.iterdir() if is_data_file(p) and not p.name.startswith((".", "~$")) and p.is_file()
    )
    if not files:
        raise ConnectionFailed(
            "The folder holds no data files.",
            where=str(path),
            fix=f"Put files there that end in {known_endings()}, or name another folder.",
        )
    return tuple(files)


def table_name(path: Path, sheet: str | None = None) -> str:
    """Return the table name for a file, or for one sheet of it: plain where it can be.

    A model writes names without quotes, so one that needs them would hardly ever be asked about. Names in
    scripts that have no plain form stay as they are.

    >>> table_name(Path("data/Café orders 2024.csv.gz")), table_name(Path("book.xlsx"), "Q1 (new)")
    ('cafe_orders_2024', 'book_q1_new')
    >>> table_name(Path("2024-05.csv")), table_name(Path("注文.csv"))
    ('_2024_05', '注文')
    """
    stem = path.name[: len(path.name) - len(ending(path))] or path.name
    whole = stem if sheet is None else f"{stem}_{sheet}"
    folded = "".join(c for c in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(c))
    plain = re.sub(r"[^a-z0-9]+", "_", folded.lower()).strip("_")
    if not plain or any(c.isalnum() and not c.isascii() for c in folded):
        return whole
    return f"_{plain}" if plain[0].isdigit() else plain


def unique(name: str, taken: Iterable[str]) -> str:
    """Return `name`, numbered where it is taken: tables and columns are found whatever their case.

    >>> unique("orders", ["orders", "Orders_2"])
    'orders_3'
    """
    lowered = {t.lower() for t in taken}
    candidate, number = name, 2
    while candidate.lower() in lowered:
        candidate, number = f"{name}_{number}", number + 1
    return candidate
