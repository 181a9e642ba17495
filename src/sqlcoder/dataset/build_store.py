"""What a place for built databases is: it knows where each instance goes, and writes one whole or not at all.

Types, and what the kinds share: the errors, and the place of a file. Opens no database.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from sqlcoder.databases.server_url import without_password
from sqlcoder.errors import DatasetError, UsageError

MARK = "sqlcoder data "
"""What every marker begins with."""

_SERVER = re.compile(
    r"^(?P<start>[A-Za-z][A-Za-z0-9+.-]*://(?:.*@)?[^/?]*)(?:/[^?]*)?(?P<options>.*)$", re.DOTALL
)


class Store(Protocol):
    """A place for instances. It is pickled, so it describes; nothing is open between two calls."""

    @property
    def dialect(self) -> str:
        """The SQL its databases speak: a name of `sql.dialect.DIALECTS`."""

    def location(self, split: str, name: str, seed: int) -> str:
        """Return the path or URL of an instance; `{database}` for the name gives a pattern."""

    def holds(self, location: str, marker: str) -> bool:
        """Say whether the instance that `write` has left at `location` has this marker.

        Raise `UsageError` where something else is there.
        """

    def write(self, location: str, statements: Iterable[str], marker: str) -> None:
        """Run the statements into a new database and put it, with its marker, in the place of the old.

        Raise `DatasetError` for a statement that fails and where it can't be written.
        """


@dataclass(frozen=True, slots=True)
class Files:
    """The part of a `Store` that is the same for all files: one file an instance, under `root`."""

    root: Path
    ending: ClassVar[str]

    def location(self, split: str, name: str, seed: int) -> str:
        """Return the path of an instance."""
        return str(self.root / split / name / f"{seed}.{self.ending}")


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Yield a path to write to, and put what is there in the place of `path` when all went well.

    Raise `DatasetError` where the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # In the same folder, so that the last step is one rename; removed if we are interrupted.
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            yield Path(folder) / path.name
            os.replace(Path(folder) / path.name, path)
    except OSError as error:
        raise cannot_write(str(path), error.strerror or str(error)) from error


def cannot_write(where: str, reason: str) -> DatasetError:
    """Return the error for a database that the disk or the server refuses to take."""
    return DatasetError(
        f"The database can't be written: {reason}.",
        where=without_password(where),
        fix="Check the path or URL, its permissions and the room on the disk, then run the command again.",
    )


def failed_statement(where: str, statement: str, reason: str) -> DatasetError:
    """Return the error for a statement that the database refuses: a fault of the schema or the rows."""
    first = statement.strip().partition("\n")[0]
    return DatasetError(
        f"A statement fails: {first[:60]}: {reason.strip().partition(chr(10))[0]}",
        where=without_password(where),
        fix="Mend schema.sql or rows.py of this database.",
    )


def something_else(where: str) -> UsageError:
    """Return the error for a place that is taken."""
    return UsageError(
        "Its place is taken by something that wasn't built here, or that another program holds.",
        where=without_password(where),
        fix="Choose another place with --out or --server, or close or remove what is there.",
    )


def on_server(url: str, database: str) -> str:
    """Return the URL of a database on the server at `url`, whatever database that names.

    >>> on_server("postgresql://ann:p/w@db.example:5432/postgres?sslmode=require", "shop_1")
    'postgresql://ann:p/w@db.example:5432/shop_1?sslmode=require'
    """
    found = _SERVER.match(url)
    if found is None:
        raise UsageError(
            "The server's URL can't be read.",
            where=without_password(url),
            fix="Write postgresql://user:password@host:5432 or mysql://user:password@host:3306.",
        )
    return f"{found['start']}/{database}{found['options']}"


def name_in(url: str) -> str:
    """Return the database that a URL of `on_server` names.

    >>> name_in("mysql://ann@db.example/shop_1?ssl=true")
    'shop_1'
    """
    found = _SERVER.match(url)
    return "" if found is None else url[len(found["start"]) + 1 : len(url) - len(found["options"])]
