"""Our own format of a question set: JSON Lines, one question a line. Reads it and writes it.

The fields are described in docs/question-formats.md. Other formats have files of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example, Gold, Variant
from sqlcoder.dataset.format import Format
from sqlcoder.dataset.record import SURROGATE, Ids, Record, json_kind
from sqlcoder.errors import DatasetError
from sqlcoder.pipeline.prompt import Turn
from sqlcoder.results.specification import ColumnReference
from sqlcoder.sql.dialect import DIALECTS
from sqlcoder.sql.hardness import LEVELS

FIELDS = (
    "id", "database", "question", "instructions", "category", "gold", "ordered", "hardness", "answerable",
    "reason", "dialect", "location", "history", "whole",
)  # fmt: skip


def recognise(document: Document) -> bool:
    """Say whether the file begins with a JSON object."""
    return document.text.lstrip().startswith("{")


def read(document: Document) -> tuple[Example, ...]:
    """Return the questions of the file, in its order."""
    ids, examples = Ids(), []
    for record in document.json_lines():
        example = example_of(record, document.path.parent)
        ids.take(example.id, record)
        examples.append(example)
    return tuple(examples)


FORMAT = Format("our JSON Lines", recognise, read, says_order=True)


def write(path: Path, examples: Iterable[Example]) -> None:
    """Write a question set to `path`. Raise `DatasetError` for an id that comes twice, or a full disk."""
    lines, seen = [], set[str]()
    for example in examples:
        if example.id in seen:
            raise DatasetError(
                f'Two questions have the id "{example.id}".', where=str(path), fix="Rename one."
            )
        seen.add(example.id)
        lines.append(line(example) + "\n")
    try:
        path.write_text("".join(lines), encoding="utf-8", newline="\n")
    except OSError as error:
        raise DatasetError(
            f"The question set can't be written: {error.strerror}.",
            where=str(path),
            fix="Check the path, its permissions and the room on the disk.",
        ) from None


def line(example: Example) -> str:
    """Return the question as one line of JSON, without what is left at its default.

    >>> line(Example("1", "ferries", "How many?", (Gold("SELECT 3"),)))
    '{"id": "1", "database": "ferries", "question": "How many?", "gold": [{"sql": "SELECT 3"}]}'
    """
    return json.dumps(fields(example), ensure_ascii=False)


def fields(example: Example) -> dict[str, object]:
    """Return the question as the JSON values of its line, without what is left at its default."""
    found: dict[str, object] = {
        "id": example.id,
        "database": example.database,
        "history": [asdict(turn) for turn in example.history] or None,
        "question": example.question,
        "whole": example.whole,
        "instructions": example.instructions,
        "category": example.category,
        "gold": [_gold_fields(gold) for gold in example.golds] or None,
        "ordered": example.ordered or None,
        "hardness": example.hardness,
        "answerable": None if example.answerable else False,
        "reason": example.reason,
        "dialect": None if example.dialect == "postgres" else example.dialect,
        "location": example.location,
    }
    return {name: value for name, value in found.items() if value is not None}


def _gold_fields(gold: Gold) -> dict[str, object]:
    columns = {"required": gold.required, "either": gold.either, "optional": gold.optional}
    named = {name: value for name, value in columns.items() if value}
    fields: dict[str, object] = {"sql": gold.sql}
    if named:
        fields["columns"] = named
    if gold.variants:
        fields["variants"] = {v.dialect: v.sql for v in gold.variants}
    return fields


def example_of(record: Record, folder: Path) -> Example:
    """Return the question in one record; a path in it starts at `folder`. Raise `DatasetError` for faults."""
    record.refuse_unknown(FIELDS)
    answerable = record.flag("answerable", default=True)
    golds = tuple(_gold(item, f"{record.place}, gold {n}") for n, item in enumerate(record.items("gold"), 1))
    reason = record.optional_text("reason")
    if answerable and not golds:
        raise record.fault(
            "The question has no gold.",
            'Add "gold": [{"sql": "..."}], or "answerable": false where none exists.',
        )
    if golds and not answerable:
        raise record.fault("A question that can't be answered has a gold.", 'Remove "gold" or "answerable".')
    if answerable and reason is not None:
        raise record.fault(
            "A question that can be answered has a reason why not.",
            'Remove "reason", or add "answerable": false.',
        )
    history = record.items("history")
    if (record.optional_text("whole") is None) != (not history):
        raise record.fault(
            'Of "history" and "whole" one is missing.',
            "A follow-up needs both: the turns before it, and the question in words that need none.",
        )
    return Example(
        id=record.text("id"),
        database=record.text("database"),
        question=record.text("question"),
        golds=golds,
        instructions=record.optional_text("instructions"),
        category=record.optional_text("category"),
        ordered=record.flag("ordered", default=False),
        hardness=record.one_of("hardness", LEVELS),
        answerable=answerable,
        reason=reason,
        dialect=record.one_of("dialect", tuple(DIALECTS)) or "postgres",
        location=_located(record.optional_text("location"), folder),
        history=tuple(_turn(item, f"{record.place}, turn {n}") for n, item in enumerate(history, 1)),
        whole=record.optional_text("whole"),
    )


def _turn(item: object, place: str) -> Turn:
    record = Record.of(item, place, "A turn")
    record.refuse_unknown(("question", "sql"))
    return Turn(record.text("question"), record.text("sql"))


def _gold(item: object, place: str) -> Gold:
    if isinstance(item, str):
        raise DatasetError("A gold is text, not a JSON object.", where=place, fix='Write {"sql": "..."}.')
    record = Record.of(item, place, "A gold")
    record.refuse_unknown(("sql", "columns", "variants"))
    columns, variants = record.inner("columns"), record.inner("variants")
    columns.refuse_unknown(("required", "either", "optional"))
    variants.refuse_unknown(tuple(DIALECTS))
    gold = Gold(
        sql=record.text("sql"),
        required=_references(columns.items("required"), columns),
        either=tuple(_group(group, columns) for group in columns.items("either")),
        optional=_references(columns.items("optional"), columns),
        variants=tuple(Variant(dialect, variants.text(dialect)) for dialect in variants.fields),
    )
    _check_once((*gold.required, *(c for group in gold.either for c in group), *gold.optional), columns)
    return gold


def _group(group: object, columns: Record) -> tuple[ColumnReference, ...]:
    if not isinstance(group, list) or not group:
        raise columns.fault(
            f'A group of "either" is {"empty" if group == [] else json_kind(group)}, not a list of columns.',
            'Write a list of lists: "either": [["id", "name"]].',
        )
    return _references(tuple(group), columns)


def _references(items: tuple[object, ...], columns: Record) -> tuple[ColumnReference, ...]:
    found: list[ColumnReference] = []
    for item in items:
        named = isinstance(item, str) and item.strip() and not SURROGATE.search(item)
        counted = isinstance(item, int) and not isinstance(item, bool) and item >= 1
        if not isinstance(item, str | int) or not (named or counted):
            raise columns.fault(
                f"{json.dumps(item)} names no column.",
                "Give a column's name, or its position counted from 1.",
            )
        found.append(item)
    return tuple(found)


def _check_once(references: tuple[ColumnReference, ...], columns: Record) -> None:
    double = next((c for c in references if references.count(c) > 1), None)
    if double is not None:
        raise columns.fault(
            f"The column {json.dumps(double, ensure_ascii=False)} has more than one role.", "Name it once."
        )


def _located(location: str | None, folder: Path) -> str | None:
    """Return a path as an absolute one, a URL as it is: in the file, paths start at its own folder."""
    return location if location is None or "://" in location else str((folder / location).absolute())
