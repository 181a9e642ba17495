"""The SQL dialects we speak, and where they differ. Knows no connection."""

from __future__ import annotations

from dataclasses import dataclass

from sqlcoder.errors import UsageError


@dataclass(frozen=True, slots=True)
class Dialect:
    """`name` is also sqlglot's name for it; `title` is how people and prompts call it; `quote` encloses identifiers."""

    name: str
    title: str
    quote: str = '"'

    def quoted(self, identifier: str) -> str:
        """Return `identifier` enclosed in quotes, quotes inside it doubled."""
        return f"{self.quote}{identifier.replace(self.quote, self.quote * 2)}{self.quote}"


DIALECTS: dict[str, Dialect] = {
    d.name: d
    for d in (
        Dialect("duckdb", "DuckDB"),
        Dialect("sqlite", "SQLite"),
        Dialect("postgres", "PostgreSQL"),
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
