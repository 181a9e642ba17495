"""Runs the golds of a question set and lists their faults, before anything is measured with them.

A fault makes a question unusable; a remark is something its author should look at. Asks no model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlcoder.dataset.example import Example
from sqlcoder.evaluation.baselines import Baselines
from sqlcoder.evaluation.golds import Fault, GoldFault, RunGold, run_golds
from sqlcoder.evaluation.instances import Instance
from sqlcoder.evaluation.judge import compare_options
from sqlcoder.evaluation.scene import Scene
from sqlcoder.results.compare import compare
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.verdict import Flag


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with one question's golds: `faults` and `remarks`, none where all is well."""

    id: str
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether the question can be used."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class ValidateGolds:
    """What a worker process does with each question.

    `reference` is the URL of a database of the golds' own dialect, which they must agree with, translated
    or not; with `{database}` for the database's name.
    """

    scene: Scene
    reference: str | None = None

    @contextmanager
    def open(self) -> Iterator[Callable[[Example], Checked]]:
        """Open the databases; yield what turns a question into what is wrong with it."""
        reference = replace(self.scene, urls=(self.reference,) if self.reference else ())
        with self.scene.open() as instances, reference.open() as references:
            baselines = Baselines(self.scene.terms)

            def check(example: Example) -> Checked:
                if not example.answerable:
                    return Checked(example.id)
                found = instances.of(example)
                try:
                    golds = [self._run(example, instance) for instance in found]
                    if self.reference is not None:
                        there = references.of(example)[0]
                        agree(example, found[0], golds[0], there, self._run(example, there))
                except GoldFault as error:
                    fault = error.fault
                    return Checked(example.id, (f"gold {fault.gold} on {fault.instance}: {fault.what}",))
                constant = baselines.right(found, golds)
                remarks = [f'The answer "{name}" is right.' for name, right in constant.items() if right]
                return Checked(example.id, remarks=tuple([*remarks_on(example, golds), *remarks]))

            yield check

    def _run(self, example: Example, instance: Instance) -> tuple[RunGold, ...]:
        return run_golds(example, instance, self.scene.terms, self.scene.gold_cache)


def lost(id: str, why: str) -> Checked:
    """Return what is known of a question whose golds ended the process they were run in."""
    return Checked(id, (f"its golds can't be run: {why}.",))


def as_json(checked: Checked) -> dict[str, Any]:
    """Return the check of one question as JSON values."""
    return {"id": checked.id, "faults": list(checked.faults), "remarks": list(checked.remarks)}


def agree(
    example: Example,
    here: Instance,
    golds: tuple[RunGold, ...],
    there: Instance,
    references: tuple[RunGold, ...],
) -> None:
    """Raise `GoldFault` for a gold that gives other rows on the reference than here."""
    options = compare_options(here.schema.dialect)
    for number, (ours, theirs) in enumerate(zip(golds, references, strict=True), start=1):
        expected, found = theirs.visible, ours.visible
        if here.schema.dialect == "sqlite":
            expected, found = _dates_as_text(expected), _dates_as_text(found)
        verdict = compare(expected, found, options=options)
        if not verdict.right and (expected.rows or found.rows):
            what = f"Its rows are not those on {there.name}. {verdict.reason}"
            raise GoldFault(Fault(example.id, number, here.name, what))


def remarks_on(example: Example, golds: list[tuple[RunGold, ...]]) -> list[str]:
    """Return what the author of a question should look at, its golds having been run on each instance."""
    remarks = []
    for number in range(len(example.golds)):
        on_each = [runs[number] for runs in golds]
        if not any(run.gold.result.rows for run in on_each):
            remarks.append(f"Gold {number + 1} returns no rows: nothing is proved by it.")
        if any(Flag.CUT_TIE in _itself(run) for run in on_each):
            remarks.append(f"Gold {number + 1} has a limit that cuts through a tie.")
    for one, other in pairwise(range(len(example.golds))):
        if all(_same(runs[one], runs[other]) for runs in golds):
            remarks.append(f"Golds {one + 1} and {other + 1} return the same: one of them will do.")
    return remarks


def _itself(run: RunGold) -> tuple[Flag, ...]:
    return compare(run.gold.result, run.visible, run.gold.columns, run.gold.order).flags


def _same(one: RunGold, other: RunGold) -> bool:
    return compare(one.visible, other.visible).right


def _dates_as_text(result: ResultSet) -> ResultSet:
    """Return the result as SQLite has it, which stores dates as text, midnights without their time."""
    return replace(result, rows=tuple(tuple(_date_as_text(cell) for cell in row) for row in result.rows))


def _date_as_text(cell: Any) -> Any:
    if isinstance(cell, date):
        cell = cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return cell.removesuffix(" 00:00:00") if isinstance(cell, str) else cell
