"""The demo database as a DuckDB file, built in a few seconds and only when it isn't there yet.

A macro in the file says which seed and version built it: no table, so no question ever meets it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sqlcoder.demo.rows import SEED
from sqlcoder.demo.statements import load
from sqlcoder.errors import UsageError

# Raise it with every change to the schema or the rows (a test holds their hash against it).
VERSION = 1
MARKER = "beekeeping_demo"


def build(path: Path, seed: int = SEED) -> Path:
    """Write the demo database to `path`, unless it is there already, and return `path`.

    A demo of another seed or version is replaced; the file appears complete or not at all. Raise
    `UsageError` where `path` holds something else or can't be written.
    """
    wanted = f"{VERSION}/{seed}"
    if path.exists():
        found = _marker(path)
        if found is None:
            raise UsageError(
                "The demo isn't written over a file that is something else, or that another program holds.",
                where=str(path),
                fix="Choose another path, or close or remove that file first.",
            )
        if found == wanted:
            return path
    try:
        _replace(path, seed, wanted)
    except OSError as error:
        raise UsageError(
            f"The demo database can't be written: {error.strerror or error}.",
            where=str(path),
            fix="Choose a path in a folder that you may write to and that has 20 MB left.",
        ) from error
    return path


def _marker(path: Path) -> str | None:
    """Return the version and seed that built the demo at `path`, or None if it is no demo."""
    import duckdb

    # Attached to a database in memory, a file can be read that this process has open with other settings.
    with duckdb.connect(":memory:") as connection:
        try:
            connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS demo (READ_ONLY)")
            row = connection.execute(f"SELECT demo.main.{MARKER}()").fetchone()
        except duckdb.Error:
            return None
    return None if row is None else str(row[0])


def _replace(path: Path, seed: int, marker: str) -> None:
    import duckdb

    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that the last step is one rename; removed with all in it if we are interrupted.
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        unfinished = Path(folder) / path.name
        with duckdb.connect(str(unfinished)) as connection:
            connection.execute("BEGIN")
            load(connection.execute, "duckdb", seed)
            connection.execute(f"CREATE MACRO {MARKER}() AS '{marker}'")
            connection.execute("COMMIT")
        # A log left by a crash belongs to the old file and would damage the new one.
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
        os.replace(unfinished, path)
