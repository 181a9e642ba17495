"""Where the SQLite file of a database is in the folder that comes with a question set.

Looks at names only and opens nothing.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from sqlcoder.dataset.document import Document
from sqlcoder.dataset.record import Record
from sqlcoder.errors import DatasetError

BESIDE = ("database", "databases", "dev_databases", "train_databases", "test_database")
"""Names under which Spider, BIRD and their like keep the databases, beside the questions."""
_ENDINGS = (".sqlite", ".db", ".sqlite3")


def folder_of(document: Document) -> Path | None:
    """Return the folder of the set's databases: the one that was named, or one beside the file, or None."""
    if document.databases is not None:
        if document.databases.is_dir():
            return document.databases
        raise DatasetError(
            "The folder of the databases doesn't exist.",
            where=str(document.databases),
            fix="Name the folder that holds one folder for each database.",
        )
    beside = (document.path.parent / name for name in BESIDE)
    return next((folder for folder in beside if folder.is_dir()), None)


def database_file(name: str, folder: Path | None, record: Record) -> str | None:
    """Return the absolute path of the database called `name`, None where the set brings no databases.

    It is `folder/name/name.sqlite` or `folder/name.sqlite`; `.db` and `.sqlite3` will do.
    """
    if folder is None:
        return None
    if name in ("", ".", "..") or Path(name).name != name:
        raise record.fault(
            f'The database "{name}" is no plain name.', "Write the name of its folder, no path."
        )
    for place in (folder / name, folder):
        for ending in _ENDINGS:
            file = place / f"{name}{ending}"
            if file.is_file():
                return str(file.absolute())
    close = get_close_matches(name, sorted(path.stem for path in folder.iterdir()), n=1)
    raise record.fault(
        f'There is no SQLite file of the database "{name}" in {folder}.',
        f'Did you mean "{close[0]}"?' if close else f"It should be {folder / name / name}.sqlite.",
    )
