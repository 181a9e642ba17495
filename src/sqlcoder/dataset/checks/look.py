"""What can be told of one question without a database or other questions: a line of the log of checks.

Golds that can be read and pass the guard, roles of columns, values; and what the checks of all questions
together need: the forms of its golds, the tables and columns they use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from sqlcoder.dataset.checks.finding import Finding
from sqlcoder.dataset.checks.likeness import normalised
from sqlcoder.dataset.checks.mentions import Mentions, mentions
from sqlcoder.dataset.checks.values import disagreements
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.questions import Questions
from sqlcoder.errors import InvalidQuery, LogError, UnsafeQuery
from sqlcoder.schema.model import Schema
from sqlcoder.sql import guard
from sqlcoder.sql.outputs import Outputs, own_select
from sqlcoder.sql.skeleton import skeleton
from sqlcoder.sql.statement import read
from sqlcoder.sql.usage import usage

PARSES, GUARD, COLUMNS, VALUES = "parses", "guard", "columns", "values"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen of a question; nothing of golds that can't be read."""

    findings: tuple[Finding, ...] = ()
    forms: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return all as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Return what `as_json` gave. Raise `LogError` for anything else."""
        try:
            findings = tuple(Finding(**each) for each in fields["findings"])
            return cls(findings, tuple(fields["forms"]), tuple(fields["tables"]), tuple(fields["columns"]))
        except (KeyError, TypeError) as error:
            raise LogError(
                f"The log is none of a check of data sets: {error}.", fix="Remove the file, or give --fresh."
            ) from None


@dataclass(frozen=True, slots=True)
class Background:
    """What has to be known of a database to look at its questions."""

    name: str
    split: str
    schema: Schema
    known: Mentions
    explained: str

    @classmethod
    def of(cls, questions: Questions) -> Self:
        """Return what a database's schema, comments and glossary tell."""
        comments = [table.comment or "" for table in questions.schema.tables]
        comments += [column.comment or "" for table in questions.schema.tables for column in table.columns]
        text = "\n".join([questions.glossary, *comments])
        return cls(questions.name, questions.split, questions.schema, mentions(text), normalised(text))

    def look(self, example: Example) -> Looked:
        """Return what is to be seen of a question."""
        findings = tuple(self._findings(example))
        if any(finding.check in (PARSES, GUARD) for finding in findings):
            return Looked(findings)
        used = [usage(gold.sql, self.schema) for gold in example.golds]
        remarks = disagreements(example, used, self.known, self.explained)
        return Looked(
            findings + tuple(Finding(VALUES, self.name, example.id, what, fault=False) for what in remarks),
            tuple(dict.fromkeys(skeleton(gold.sql, example.dialect) for gold in example.golds)),
            tuple(sorted({name for each in used for name in each.tables})),
            tuple(sorted({name for each in used for name in each.columns})),
        )

    def _findings(self, example: Example) -> Iterator[Finding]:
        for number, turn in enumerate(example.history, start=1):
            try:
                guard.check(turn.sql, self.schema)
            except UnsafeQuery as error:
                yield Finding(GUARD, self.name, example.id, f"turn {number}: {error}")
        for number, gold in enumerate(example.golds, start=1):
            try:
                bare = self._has_no_roles(gold, example)
            except InvalidQuery as error:
                yield Finding(PARSES, self.name, example.id, f"gold {number}: {error}")
                continue
            except UnsafeQuery as error:
                yield Finding(GUARD, self.name, example.id, f"gold {number}: {error}")
                continue
            if bare:
                # All columns are then required: good enough to train on, too strict to judge by.
                what = f"gold {number}: no role is given to its columns: required, either or optional."
                yield Finding(COLUMNS, self.name, example.id, what, fault=self.split == "eval")

    def _has_no_roles(self, gold: Gold, example: Example) -> bool:
        """Say whether none of several columns has a role; raise as reading and guarding the gold does."""
        tree = read(gold.sql, example.dialect)
        for variant in gold.variants:
            read(variant.sql, variant.dialect)
        guard.check(gold.sql, self.schema)
        named = gold.required or gold.either or gold.optional
        return not named and Outputs.of(own_select(tree)).width != 1
