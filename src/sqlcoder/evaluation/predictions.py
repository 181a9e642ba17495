"""Measures queries that were made elsewhere, or before: a file of predictions, or the log of a run.

Reads four shapes of file: JSON Lines with `id` and `sql` (or `abstain`, the reason why there is no query),
CSV with columns `id` and `sql`, one JSON object from id to SQL, and plain text with one query a line in the
order of the questions. Asks nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.record import Ids, Record
from sqlcoder.errors import DatasetError
from sqlcoder.evaluation.answerer import Answered, Answers, Asked
from sqlcoder.evaluation.record import Prediction


@dataclass(frozen=True, slots=True)
class GivenAnswerer:
    """Predictions by the questions' ids; `source` says where they are from.

    Those of an earlier run come with what is known `about` what made them, and the run's `systems`.
    """

    source: str
    predictions: Mapping[str, Prediction]
    about: Mapping[str, Any] = field(default_factory=dict)
    systems: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Where the predictions are from."""
        return self.source

    def describe(self) -> dict[str, Any]:
        """Return what made them, as far as it is known."""
        return dict(self.about) or {"kind": "predictions", "source": self.source}

    @contextmanager
    def open(self) -> Iterator[Answers]:
        """Open nothing."""
        yield self._answer

    def _answer(self, asked: Asked) -> Answered:
        given = self.predictions.get(asked.id)
        if given is None:
            return Answered(Prediction(failed="The predictions have none for this question."))
        return Answered(given, None if given.system is None else self.systems.get(given.system))


def read_predictions(path: Path, examples: Iterable[Example]) -> dict[str, Prediction]:
    """Return the predictions in the file at `path`, by the id of their question.

    Raise `DatasetError` for a file that isn't one, an id that no question has, or a number of lines that
    isn't that of the questions.
    """
    document = Document.read(path)
    ids = [example.id for example in examples]
    if document.text.lstrip().startswith("{"):
        found = _by_object(document) or _by_record(document.json_lines())
    elif {"id", "sql"} <= set(document.csv_header()):
        found = _by_record(document.csv_rows())
    else:
        found = _in_order(document.text.strip().splitlines(), ids, path)
    unknown = next((id for id in found if id not in set(ids)), None)
    if unknown is not None:
        raise DatasetError(
            f'There is a prediction for "{unknown}", and no question of that id.',
            where=str(path),
            fix="Check that the predictions belong to this question set.",
        )
    return found


def _by_object(document: Document) -> dict[str, Prediction] | None:
    """Return what one object from id to SQL holds; None where the file is none."""
    try:
        found = json.loads(document.text)
    except ValueError:
        return None  # Several lines with an object each, or a faulty one: reading by lines tells which.
    if "id" in found:
        return None
    record = Record.of(found, str(document.path), "The file")
    return {id: Prediction(record.text(id)) for id in found}


def _by_record(records: Iterable[Record]) -> dict[str, Prediction]:
    ids, found = Ids(), {}
    for record in records:
        id = record.text("id")
        ids.take(id, record)
        sql, abstained = record.optional_text("sql"), record.optional_text("abstain")
        found[id] = Prediction(sql, None if sql else abstained)
    return found


def _in_order(lines: list[str], ids: list[str], path: Path) -> dict[str, Prediction]:
    if len(lines) != len(ids):
        raise DatasetError(
            f"The file has {len(lines)} lines, and the question set {len(ids)} questions.",
            where=str(path),
            fix='Write one query a line in the order of the questions, or JSON Lines with "id" and "sql".',
        )
    return {id: Prediction(line.strip() or None) for id, line in zip(ids, lines, strict=True)}
