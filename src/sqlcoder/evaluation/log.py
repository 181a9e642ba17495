"""Reads the log of a run: its header, its questions, and the fixed parts of its prompts. Writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcoder.errors import LogError
from sqlcoder.evaluation.header import Header
from sqlcoder.evaluation.record import Record


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured, what came of each question, and the texts of `systems` by their hash."""

    header: Header
    records: tuple[Record, ...]
    systems: Mapping[str, str]

    @property
    def is_complete(self) -> bool:
        """Say whether every question was asked."""
        return len(self.records) >= self.header.count


def read(path: Path) -> Run:
    """Return the run whose log is at `path`, which may still be growing.

    Raise `LogError` for a file that can't be read or isn't such a log, with the line.
    """
    header: Header | None = None
    records: dict[str, Record] = {}
    systems: dict[str, str] = {}
    for number, line in enumerate(_lines(path), start=1):
        place = f"{path}, line {number}"
        fields = _object(line, place)
        if header is None:
            header = Header.from_json(fields.get("header") or {}, place)
        elif "system" in fields and "text" in fields:
            systems[fields["system"]] = fields["text"]
        else:
            record = Record.from_json(fields, place)
            records[record.id] = record
    if header is None:
        raise LogError("The log is empty.", where=str(path), fix="Run the evaluation.")
    return Run(header, tuple(records.values()), systems)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise LogError(
            f"The run can't be read: {error.strerror}.",
            where=str(path),
            fix="Name a log that sqlcoder eval run has written.",
        ) from None
    except UnicodeDecodeError:
        raise LogError(
            "The file isn't text, so no run.", where=str(path), fix="Name a log of sqlcoder eval run."
        ) from None
    # A last line without an end is one that is being written, or was when the run was killed.
    return text.split("\n")[:-1]


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise LogError(
            "The line is no JSON object.",
            where=place,
            fix="Restore the file from where it came, or run the evaluation again.",
        )
    return found
