"""The guard's corpora: hostile statements, honest queries, and the small database they are about.

Cases are data in `tests/fixtures/guard/{hostile,honest}/*.sql`. Each begins with a line

    --# dialects: title => part of the guard's reason

where `dialects` is "all" or a list; the part from `=>` is optional. The lines up to the next such line
are the statement. A title that begins with `escaped` means that the statement is written with Python's
escapes (`\\x00`), for characters that an editor would hide. Connects to nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from sqlcoder.schema.model import Column, ForeignKey, Schema, Table

FIXTURES = Path(__file__).parents[1] / "fixtures" / "guard"
DIALECTS = ("duckdb", "sqlite", "postgres", "mysql")
SECRET = "sentinel-5f1c"
"""Stored in the table `secrets`, which exists but isn't part of `CORPUS_SCHEMA`: it must never come back."""


@dataclass(frozen=True, slots=True)
class Case:
    """One statement of a corpus. `kind` is its file's name; `reason` is None where any refusal will do."""

    kind: str
    title: str
    dialects: tuple[str, ...]
    sql: str
    reason: str | None = None

    @property
    def id(self) -> str:
        """A short name for pytest."""
        return f"{self.kind}: {self.title}"


def hostile() -> list[Case]:
    """Return every statement that the guard must refuse in each of its dialects."""
    return _read(FIXTURES / "hostile")


def honest() -> list[Case]:
    """Return every query that must pass in each of its dialects and keep its result."""
    return _read(FIXTURES / "honest")


def corpus_schema(dialect: str) -> Schema:
    """Return `CORPUS_SCHEMA` for a dialect."""
    return replace(CORPUS_SCHEMA, dialect=dialect)


def corpus_ddl(dialect: str) -> tuple[str, ...]:
    """Return the statements that build the corpus's database, `secrets` included, one by one."""
    statements = (FIXTURES / "schema.sql").read_text(encoding="utf-8").split(";\n")
    return tuple(_for_dialect(s.strip(), dialect) for s in statements if s.strip())


def _for_dialect(statement: str, dialect: str) -> str:
    if dialect == "mysql":
        # Only names stand in double quotes in schema.sql; a MySQL TIMESTAMP would depend on the time zone.
        return statement.replace('"', "`").replace("TIMESTAMP NOT NULL", "DATETIME NOT NULL")
    return statement


_HEADER = re.compile(r"^--# (?P<dialects>[a-z, ]+): (?P<title>.+?)(?: => (?P<reason>.+))?$")


def _read(folder: Path) -> list[Case]:
    return [case for path in sorted(folder.glob("*.sql")) for case in _read_file(path)]


def _read_file(path: Path) -> list[Case]:
    cases: list[Case] = []
    blocks = re.split(r"^(?=--# )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in blocks:
        if not block.startswith("--# "):
            continue
        head, _, body = block.partition("\n")
        cases.append(_case(path.stem, head, body.strip("\n")))
    return cases


def _case(kind: str, head: str, sql: str) -> Case:
    match = _HEADER.match(head)
    assert match is not None, f"{kind}: not a header: {head}"
    named = tuple(d.strip() for d in match["dialects"].split(","))
    dialects = DIALECTS if named == ("all",) else named
    assert set(dialects) <= set(DIALECTS), f"{kind}: unknown dialect in: {head}"
    if match["title"].startswith("escaped"):
        sql = sql.encode("ascii").decode("unicode_escape")
    return Case(kind, match["title"], dialects, sql, match["reason"])


def _columns(text: str) -> tuple[Column, ...]:
    return tuple(Column(*entry.strip().split("|")) for entry in text.split(","))  # type: ignore[arg-type]


CORPUS_SCHEMA = Schema(
    dialect="duckdb",
    tables=(
        Table(
            "customers",
            _columns("id|INTEGER,name|VARCHAR,email|VARCHAR,city|VARCHAR,joined_on|DATE,note|VARCHAR"),
            primary_key=("id",),
        ),
        Table(
            "products",
            _columns("id|INTEGER,name|VARCHAR,category|VARCHAR,price|DECIMAL,stock|INTEGER"),
            primary_key=("id",),
        ),
        Table(
            "orders",
            _columns("id|INTEGER,customer_id|INTEGER,ordered_on|DATE,status|VARCHAR,total|DECIMAL"),
            primary_key=("id",),
            foreign_keys=(ForeignKey(("customer_id",), "customers", ("id",)),),
        ),
        Table(
            "order_items",
            _columns("order_id|INTEGER,product_id|INTEGER,quantity|INTEGER,unit_price|DECIMAL"),
            primary_key=("order_id", "product_id"),
            foreign_keys=(
                ForeignKey(("order_id",), "orders", ("id",)),
                ForeignKey(("product_id",), "products", ("id",)),
            ),
        ),
        Table(
            "events",
            _columns("id|INTEGER,customer_id|INTEGER,action|VARCHAR,detail|VARCHAR,happened_at|TIMESTAMP"),
            primary_key=("id",),
        ),
        Table("audit log", _columns("id|INTEGER,drop|VARCHAR,message|VARCHAR"), primary_key=("id",)),
    ),
)
"""What the guard is told of the database: every table but `secrets`."""
