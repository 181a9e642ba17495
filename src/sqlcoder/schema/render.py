"""Schema -> the text that the model reads, within a budget of tokens.

One `CREATE TABLE` a table, with keys, comments and sample values. Counts tokens with the function given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlcoder.errors import SchemaError
from sqlcoder.schema.model import Column, ForeignKey, Schema, Table


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is said of each column beside its name and type."""

    name: str
    comments: bool
    samples: bool


# Richest first: the first that fits the budget is taken.
DETAILS = (
    Detail("all", comments=True, samples=True),
    Detail("without sample values", comments=True, samples=False),
    Detail("names, types and keys only", comments=False, samples=False),
)


@dataclass(frozen=True, slots=True)
class SchemaText:
    """A rendered schema: its text, its size in tokens, and the detail it was rendered in."""

    text: str
    tokens: int
    detail: Detail


def render(
    schema: Schema,
    write_name: Callable[[str], str],
    count_tokens: Callable[[str], int],
    budget: int,
) -> SchemaText:
    """Return the schema in the richest detail that has at most `budget` tokens.

    `write_name` quotes an identifier where the dialect asks for it. Raise `SchemaError` where even the
    names alone are too much.
    """
    tokens = 0
    for detail in DETAILS:
        text = render_at(schema, write_name, detail)
        tokens = count_tokens(text)
        if tokens <= budget:
            return SchemaText(text, tokens, detail)
    raise SchemaError(
        f"The schema is too large for the model: its {len(schema.tables)} tables take {tokens:,} tokens, "
        f"and there is room for {budget:,}.",
        fix="Ask about fewer tables (--tables 'sales_*'), or give the model more room (--context).",
    )


def render_at(schema: Schema, write_name: Callable[[str], str], detail: Detail) -> str:
    """Return the schema's text in the given detail, however long."""
    return "\n".join(_table(table, schema, write_name, detail) for table in schema.tables)


def _table(table: Table, schema: Schema, write_name: Callable[[str], str], detail: Detail) -> str:
    name = write_name(table.name)
    if table.namespace is not None and schema.needs_prefix(table):
        name = f"{write_name(table.namespace)}.{name}"
    lines = [_column(column, table, schema, write_name, detail) for column in table.columns]
    if len(table.primary_key) > 1:
        lines.append((f"PRIMARY KEY ({_names(table.primary_key, write_name)})", ""))
    lines += [
        (f"FOREIGN KEY ({_names(key.columns, write_name)}) {_references(key, schema, write_name)}", "")
        for key in table.foreign_keys
        if len(key.columns) > 1
    ]
    head = f"CREATE {table.kind.upper()} {name} ("
    if detail.comments and table.comment:
        head += f" -- {_one_line(table.comment)}"
    commas = [","] * (len(lines) - 1) + [""]
    body = [f"  {text}{comma}{note}" for (text, note), comma in zip(lines, commas, strict=True)]
    return "\n".join([head, *body, ");"])


def _column(
    column: Column, table: Table, schema: Schema, write_name: Callable[[str], str], detail: Detail
) -> tuple[str, str]:
    text = f"{write_name(column.name)} {column.type}".rstrip()
    if table.primary_key == (column.name,):
        text += " PRIMARY KEY"
    key = next((k for k in table.foreign_keys if k.columns == (column.name,)), None)
    if key is not None:
        text += f" {_references(key, schema, write_name)}"
    notes = []
    if detail.comments and column.comment:
        notes.append(_one_line(column.comment))
    if detail.samples and column.samples and key is None and _shows_samples(column):
        notes.append("e.g. " + ", ".join(f"'{_one_line(s)}'" for s in column.samples))
    return text, f" -- {'; '.join(notes)}" if notes else ""


def _references(key: ForeignKey, schema: Schema, write_name: Callable[[str], str]) -> str:
    target = schema.table(key.table, key.namespace)
    name = write_name(key.table)
    if key.namespace is not None and target is not None and schema.needs_prefix(target):
        name = f"{write_name(key.namespace)}.{name}"
    return f"REFERENCES {name}({_names(key.references, write_name)})"


def _names(names: tuple[str, ...], write_name: Callable[[str], str]) -> str:
    return ", ".join(write_name(name) for name in names)


def _shows_samples(column: Column) -> bool:
    # What a text looks like can't be guessed; what a number or a date looks like can.
    kind = column.type.lower()
    return not kind or any(
        word in kind for word in ("char", "text", "enum", "string", "json", "user-defined")
    )


def _one_line(text: str) -> str:
    # A line break in a comment or a value would end the SQL comment it stands in.
    return " ".join(text.split())
