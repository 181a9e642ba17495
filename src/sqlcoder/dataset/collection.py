"""The databases of the data sets: one folder each, in a folder for each split.

    datasets/eval/<name>/      to evaluate on
    datasets/train/<name>/     to train on

Finds folders by name. What is in one, `database` knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from sqlcoder.dataset.database import DatabaseFolder
from sqlcoder.errors import DatasetError, UsageError

# A name becomes part of file names and of names on servers, which take 63 characters or more.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def databases(root: Path, names: Sequence[str] = ()) -> tuple[DatabaseFolder, ...]:
    """Return the databases under `root` that `names` names, by split and name; all where it is empty.

    A name is a database's, or that of a split for all its databases. Raise `DatasetError` where there are
    none, or two of one name, and `UsageError` for an unknown name.
    """
    found = [DatabaseFolder(path.parent) for path in sorted(root.glob("*/*/schema.sql"))]
    if not found:
        raise DatasetError(
            "There are no databases in the folder of the data sets.",
            where=str(root),
            fix="Name with --root the folder that holds eval/ and train/.",
        )
    _check_names(found)
    if not names:
        return tuple(found)
    known = [*dict.fromkeys(each.split for each in found), *(each.name for each in found)]
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            raise UsageError(
                f'Unknown database "{name}".{hint}', where=str(root), fix=f"Known are: {', '.join(known)}."
            )
    return tuple(each for each in found if each.name in names or each.split in names)


def _check_names(found: Sequence[DatabaseFolder]) -> None:
    counts = Counter(each.name for each in found)
    for each in found:
        if counts[each.name] > 1:
            raise DatasetError(
                f'Two databases are called "{each.name}".',
                where=str(each.path),
                fix="Rename one: a name stands for one database, whatever its split.",
            )
        if not _NAME.fullmatch(each.name):
            raise DatasetError(
                f'"{each.name}" can\'t be the name of a database.',
                where=str(each.path),
                fix="Use lower-case letters, digits and underscores, a letter first, 40 at most.",
            )
