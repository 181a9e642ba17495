"""The SQL dialects we speak, and where they differ. Knows no connection."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlcoder.errors import UsageError

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LOWER_NAME = re.compile(r"[a-z_][a-z0-9_]*")

# Words that at least one of the dialects doesn't take as an unquoted table or column name.
_RESERVED = """
add all alter analyze and any array as asc asymmetric authorization between bigint binary both by cascade
case cast change char character check collate collation column concurrently condition constraint continue
convert create cross cube current_catalog current_date current_role current_schema current_time
current_timestamp current_user cursor database databases day_hour day_minute day_second dec decimal declare
default deferrable delayed delete desc describe deterministic distinct distinctrow div do double drop dual
each else elseif empty enclosed end escaped except exists exit explain false fetch float for force foreign
freeze from full fulltext function generated get grant group grouping groups having high_priority if ignore
ilike in index infile initially inner inout insensitive insert int integer intersect interval into is isnull
iterate join json_table key keys kill lag lambda lateral lead leading leave left like limit linear lines
load localtime localtimestamp lock long longblob loop match mediumint merge mod natural not notnull
nth_value ntile null numeric of offset on only open optimize option optionally or order out outer outfile
over overlaps partition percent_rank pivot pivot_longer pivot_wider placing precision primary procedure
purge qualify range rank read real recursive references regexp release rename repeat replace require
restrict return returning revoke right rlike row row_number rows schema schemas select separator
session_user set show signal similar smallint some spatial sql ssl starting straight_join summarize
symmetric system system_user table tablesample terminated then tinyint to trailing trigger true undo union
unique unlock unpivot unsigned update usage use user using values varbinary varchar variadic varying verbose
virtual when where while window with write xor zerofill
"""

RESERVED_WORDS = frozenset(_RESERVED.split())


@dataclass(frozen=True, slots=True)
class Dialect:
    """`name` is also sqlglot's name for it; `title` is how people and prompts call it.

    `quote` encloses identifiers; `folds_case` says that unquoted ones are taken as lower case.
    """

    name: str
    title: str
    quote: str = '"'
    folds_case: bool = False

    def written(self, identifier: str) -> str:
        """Return `identifier` as a query must write it: quoted only where it has to be.

        >>> DIALECTS["postgres"].written("total"), DIALECTS["postgres"].written("Total")
        ('total', '"Total"')
        """
        plain = _LOWER_NAME if self.folds_case else _NAME
        if plain.fullmatch(identifier) and identifier.lower() not in RESERVED_WORDS:
            return identifier
        return self.quoted(identifier)

    def quoted(self, identifier: str) -> str:
        """Return `identifier` enclosed in quotes, quotes inside it doubled."""
        return f"{self.quote}{identifier.replace(self.quote, self.quote * 2)}{self.quote}"


DIALECTS: dict[str, Dialect] = {
    d.name: d
    for d in (
        Dialect("duckdb", "DuckDB"),
        Dialect("sqlite", "SQLite"),
        Dialect("postgres", "PostgreSQL", folds_case=True),
        Dialect("mysql", "MySQL", quote="`"),
    )
}


def dialect(name: str) -> Dialect:
    """Return the dialect called `name`. Raise `UsageError` for an unknown one."""
    try:
        return DIALECTS[name]
    except KeyError:
        raise UsageError(
            f'Unknown SQL dialect "{name}".', fix=f"Known dialects: {', '.join(DIALECTS)}."
        ) from None
