"""Reads a question set in any known format: one literal table of formats, one loader.

Each format is one small file; a set is recognised by what is in it, not by its name. Fills in what a format
doesn't say: whether order counts, and how hard a question is. Runs no query.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from sqlcoder.dataset import bird, jsonl, plain_csv, spider, sql_eval
from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.format import Format
from sqlcoder.dataset.order import asks_for_order
from sqlcoder.errors import DatasetError, UnsafeQuery, UsageError
from sqlcoder.sql.hardness import Features, features

FORMATS: dict[str, Format] = {
    "jsonl": jsonl.FORMAT,
    "sql-eval": sql_eval.FORMAT,
    "spider": spider.FORMAT,
    "bird": bird.FORMAT,
    "csv": plain_csv.FORMAT,
}

Order = Literal["question", "gold", "never"]
"""When order counts, where a format doesn't say: if gold and question ask for it, if the gold does, never."""


def load(
    path: Path,
    *,
    format: str | Format | None = None,
    order: Order = "question",
    databases: Path | None = None,
) -> tuple[Example, ...]:
    """Return the questions in the file at `path`.

    `format` is a name of `FORMATS` or a format of your own, None to look at the file. `databases` is the
    folder of the SQLite files that Spider and BIRD come with. Raise `UsageError` for an unknown name,
    `DatasetError` for what is wrong in the file, with its place and what to do.
    """
    chosen = format_named(format) if isinstance(format, str) else format
    document = Document.read(path, databases)
    chosen = chosen or recognised(document)
    examples = chosen.read(document)
    if not examples:
        raise DatasetError(
            "The question set is empty.", where=str(path), fix="It needs one question or more."
        )
    _check_ids(examples, path)
    return tuple(_completed(example, chosen.says_order, order) for example in examples)


def format_named(name: str) -> Format:
    """Return the format called `name`. Raise `UsageError` for an unknown one."""
    if name in FORMATS:
        return FORMATS[name]
    close = get_close_matches(name.lower(), FORMATS, n=1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    raise UsageError(f'Unknown question format "{name}".{hint}', fix=f"Known are: {', '.join(FORMATS)}.")


def recognised(document: Document) -> Format:
    """Return the format that the document is written in. Raise `DatasetError` where it is none."""
    found = next((format for format in FORMATS.values() if format.recognise(document)), None)
    if found is None:
        titles = "; ".join(f'"{name}", {format.title}' for name, format in FORMATS.items())
        raise DatasetError(
            "The file is in no known question format.", where=str(document.path), fix=f"Known are: {titles}."
        )
    return found


def _check_ids(examples: tuple[Example, ...], path: Path) -> None:
    seen = set[str]()
    for number, example in enumerate(examples, start=1):
        if example.id in seen:
            raise DatasetError(
                f'Two questions have the id "{example.id}".',
                where=f"{path}, question {number}",
                fix="Give each question an id of its own.",
            )
        seen.add(example.id)


def _completed(example: Example, says_order: bool, order: Order) -> Example:
    if says_order and (example.hardness is not None or not example.golds):
        return example
    found = [_features(gold.sql, example.dialect) for gold in example.golds]
    hardness = example.hardness or (found[0].hardness if found and found[0] else None)
    if says_order:
        return replace(example, hardness=hardness)
    asked = order == "gold" or (order == "question" and asks_for_order(example.question))
    return replace(example, hardness=hardness, ordered=asked and any(f.ordered for f in found if f))


def _features(sql: str, dialect: str) -> Features | None:
    try:
        return features(sql, dialect)
    except UnsafeQuery:
        # A gold that can't be read is a gold fault, which is found and listed when the golds are run.
        return None
