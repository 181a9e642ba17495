"""Which functions a query may call and which types it may cast to: reads `functions.toml` beside it.

Knows names only. Whether a call is within bounds is judged by the guard.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Functions:
    """Names in lower case: `scalar` may stand in an expression, `table` in FROM, `session` nowhere.

    `types` are sqlglot's names of types.
    """

    scalar: frozenset[str]
    table: frozenset[str]
    session: frozenset[str]
    types: frozenset[str]


@lru_cache(maxsize=8)
def allowed(dialect: str) -> Functions:
    """Return the functions allowed in `dialect`, a name of `sql.dialect.DIALECTS`.

    >>> "date_trunc" in allowed("postgres").scalar, "pg_read_file" in allowed("postgres").scalar
    (True, False)
    """
    lists = tomllib.loads(files(__package__).joinpath("functions.toml").read_text(encoding="utf-8"))
    return Functions(
        scalar=frozenset(lists["common"]["scalar"].split()) | frozenset(lists[dialect]["scalar"].split()),
        table=frozenset(lists[dialect]["table"].split()),
        session=frozenset(lists["common"]["session"].split()),
        types=frozenset(lists["common"]["types"].split()),
    )
