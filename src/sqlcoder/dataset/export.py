"""Questions of the data sets in the formats of other programs: our JSON Lines, Spider's JSON, and chats.

Writes text and opens no database: a chat is given the schema as the model reads it. Questions that can't be
answered are only in our own format, which can say so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlcoder.dataset import jsonl
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.questions import Questions
from sqlcoder.errors import DatasetError
from sqlcoder.pipeline.prompt import Question, chat
from sqlcoder.sql.dialect import dialect


@dataclass(frozen=True, slots=True)
class Exported:
    """A database's questions with what a chat needs besides: the schema as the model reads it."""

    questions: Questions
    schema_text: str = ""


def as_jsonl(exported: Iterable[Exported]) -> Iterator[str]:
    """Yield the questions in our own format, their ids with the database's name before them."""
    for each in exported:
        for example in each.questions.all:
            yield json.dumps({**jsonl.fields(example), "id": each.questions.key(example)}, ensure_ascii=False)


def as_spider(exported: Iterable[Exported]) -> Iterator[str]:
    """Yield the lines of a JSON array with db_id, question and query: the first gold of each question."""
    entries = [
        {"db_id": example.database, "question": _with_instructions(example), "query": example.golds[0].sql}
        for each in exported
        for example in each.questions.all
        if example.golds
    ]
    yield json.dumps(entries, ensure_ascii=False, indent=1)


def as_chat(exported: Iterable[Exported]) -> Iterator[str]:
    """Yield a line with the messages of each question as the pipeline builds them, and the answer."""
    for each in exported:
        for example in each.questions.all:
            if example.golds:
                yield json.dumps(_chat(each, example), ensure_ascii=False)


FORMATS: dict[str, Callable[[Iterable[Exported]], Iterator[str]]] = {
    "jsonl": as_jsonl,
    "spider": as_spider,
    "chat": as_chat,
}


def write(path: Path, lines: Iterable[str]) -> None:
    """Write the lines to `path`. Raise `DatasetError` where the disk refuses."""
    text = "".join(line + "\n" for line in lines)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DatasetError(
            f"The questions can't be written: {error.strerror}.",
            where=str(path),
            fix="Check the path, its permissions and the room on the disk.",
        ) from None


def _with_instructions(example: Example) -> str:
    # Spider has no place of its own for them, nor for earlier turns.
    return f"{example.complete} {example.instructions}" if example.instructions else example.complete


def _chat(each: Exported, example: Example) -> Mapping[str, object]:
    question = Question(example.question, example.instructions, each.questions.glossary, example.history)
    prompt = chat(question, each.schema_text, dialect(example.dialect))
    messages = [{"role": "system", "content": prompt.system}]
    messages += [{"role": turn.role, "content": turn.content} for turn in prompt.turns]
    answer = f"{prompt.start}{example.golds[0].sql}\n```"
    return {
        "id": each.questions.key(example),
        "messages": [*messages, {"role": "assistant", "content": answer}],
    }
