"""Whether the folder of a database holds what it must, and its questions name what they must."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlcoder.dataset.checks.finding import Finding
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.questions import Questions

CHECK = "structure"
CATEGORIES = (
    "where", "group_by", "order_by", "ratio", "table_join", "date_functions", "instruct", "window",
    "set_operations", "subquery", "unanswerable",
)  # fmt: skip
REASONS = ("off topic", "missing data", "near miss")
FILES = ("schema.sql", "glossary.md", "rows.py", "README.md", "questions.jsonl")


def find(questions: Questions) -> Iterator[Finding]:
    """Yield the faults of the folder, of its schema, and of what each question says of itself."""
    for name in FILES:
        if not (questions.folder.path / name).is_file():
            yield _fault(questions, None, f"There is no {name}.")
    for table in questions.schema.tables:
        bare = [table.name] if not table.comment else []
        bare += [f"{table.name}.{column.name}" for column in table.columns if not column.comment]
        for name in bare:
            yield _fault(questions, None, f"{name} has no comment.")
        if not table.primary_key:
            yield _fault(questions, None, f"{table.name} has no primary key.")
    for id, count in Counter(example.id for example in questions.all).items():
        if count > 1:
            yield _fault(questions, id, f"{count} questions of the database have this id.")
    for example in questions.all:
        for what in _faults(example, questions.name):
            yield _fault(questions, example.id, what)


def _faults(example: Example, database: str) -> Iterator[str]:
    if example.database != database:
        yield f'It is about the database "{example.database}".'
    if example.category not in CATEGORIES:
        yield f'Its category is "{example.category}"; known are {", ".join(CATEGORIES)}.'
    if (example.category == "unanswerable") == example.answerable:
        yield "Its category and its field answerable don't agree."
    if not example.answerable and (example.reason or "").partition(":")[0].lower() not in REASONS:
        yield f'Its reason is "{example.reason}"; it begins with {", ".join(REASONS)}.'
    if example.category == "instruct" and not example.instructions:
        yield "Its category is instruct, and it has no instructions."


def _fault(questions: Questions, id: str | None, what: str) -> Finding:
    return Finding(CHECK, questions.name, id, what)
