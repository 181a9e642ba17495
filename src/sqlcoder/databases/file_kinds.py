"""Which files are data files, by their ending, and which table name each gets. Reads no contents."""

from __future__ import annotations

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


def stem(path: Path) -> str:
    """Return the file's name without its ending.

    >>> stem(Path("data/orders 2024.csv.gz"))
    'orders 2024'
    """
    return path.name[: len(path.name) - len(ending(path))] or path.name


def unique(name: str, taken: Iterable[str]) -> str:
    """Return `name`, numbered where it is taken: tables and columns are found whatever their case.

    >>> unique("Orders", ["orders", "orders_2"])
    'Orders_3'
    """
    lowered = {t.lower() for t in taken}
    candidate, number = name, 2
    while candidate.lower() in lowered:
        candidate, number = f"{name}_{number}", number + 1
    return candidate
