"""One entry of a question set: a question, and the golds that answer it.

Knows no file format and runs nothing. Files are read by `sources`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlcoder.pipeline.prompt import Turn
from sqlcoder.results.specification import ColumnReference, ColumnSpec
from sqlcoder.sql.hardness import Hardness


@dataclass(frozen=True, slots=True)
class Variant:
    """A gold written by hand for one more dialect, a name of `sql.dialect.DIALECTS`."""

    dialect: str
    sql: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One accepted answer. Its SQL selects all the columns that an answer may have.

    `required` columns must be in an answer. Of each group in `either`, any non-empty choice will do: the
    columns of a group identify the same thing. `optional` columns may be left out. A column that is named
    nowhere is required.
    """

    sql: str
    required: tuple[ColumnReference, ...] = ()
    either: tuple[tuple[ColumnReference, ...], ...] = ()
    optional: tuple[ColumnReference, ...] = ()
    variants: tuple[Variant, ...] = ()

    def written_for(self, dialect: str) -> str | None:
        """Return the SQL that was written by hand for `dialect`, None where there is none."""
        return next((v.sql for v in self.variants if v.dialect == dialect), None)

    @property
    def columns(self) -> ColumnSpec:
        """What `results.compare` asks of the columns of this gold's result."""
        return ColumnSpec(self.required, self.either, self.optional)


@dataclass(frozen=True, slots=True)
class Example:
    """One question of a question set.

    `golds` are the accepted answers, in `dialect`; none where the data can't answer the question
    (`answerable` is False, `reason` says why). `ordered` says that the question asks for an order.
    `location` is the URL or path of the database where the set brings its own. A follow-up has a `history`,
    the turns before it, and `whole`, the same question in words that need none.
    """

    id: str
    database: str
    question: str
    golds: tuple[Gold, ...] = ()
    instructions: str | None = None
    category: str | None = None
    ordered: bool = False
    hardness: Hardness | None = None
    answerable: bool = True
    reason: str | None = None
    dialect: str = "postgres"
    location: str | None = None
    history: tuple[Turn, ...] = ()
    whole: str | None = None

    @property
    def complete(self) -> str:
        """The question in words that need no earlier turn."""
        return self.whole or self.question
