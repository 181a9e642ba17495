"""Asks a question set and judges every answer, in several processes, through a log that resumes.

Shows nothing; where the questions, the answerer and the databases come from is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlcoder.dataset import jsonl
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.record import Record as JsonRecord
from sqlcoder.evaluation.answerer import Answered, Answerer, Answers, Asked
from sqlcoder.evaluation.header import Header
from sqlcoder.evaluation.instances import Instances
from sqlcoder.evaluation.judge import Judge
from sqlcoder.evaluation.log import Run, read
from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.record import Judgement, Prediction, Record
from sqlcoder.evaluation.scene import Scene
from sqlcoder.parallel.backend import Backend
from sqlcoder.parallel.journal import Journal
from sqlcoder.parallel.map import map


@dataclass(frozen=True, slots=True)
class AskAndJudge:
    """What a worker process does with each question. `answerer` is what is measured."""

    answerer: Answerer
    scene: Scene

    @contextmanager
    def open(self) -> Iterator[Callable[[Example], dict[str, Any]]]:
        """Open the answerer and the databases; yield what turns a question into lines of the log."""
        with self.answerer.open() as answers, self.scene.open() as instances:
            judge = Judge(instances, self.scene.terms, self.scene.gold_cache)

            def ask_and_judge(example: Example) -> dict[str, Any]:
                answered = _ask(example, answers, instances, self.scene)
                judgement = judge.judge(example, answered.prediction)
                record = record_of(example, answered.prediction, judgement)
                return {"record": record.as_json(), "system": answered.system}

            yield ask_and_judge


def run(
    examples: Sequence[Example],
    answerer: Answerer,
    scene: Scene,
    header: Header,
    out: Path,
    backend: Backend,
    on_record: Callable[[Record], None] = lambda record: None,
) -> Run:
    """Ask and judge the questions that the log at `out` doesn't have yet, and return the whole run.

    `on_record` hears of each question of the run as it is done, those done before at once. Killed at any
    moment, the same call goes on. Raise `LogError` where `out` is the log of another run, `SqlcoderError`
    for what would go wrong with every question.
    """
    by_id = {example.id: example for example in examples}
    with Journal.open(out, header.as_json()) as journal:
        for id, fields in journal.done.items():
            on_record(Record.from_json(fields, f"{out}, question {id}"))
        waiting = {id: example for id, example in by_id.items() if id not in journal.done}

        def lost(id: str, why: str) -> dict[str, Any]:
            failed = Prediction(failed=f"The question could not be answered: {why}.")
            judgement = Judgement(Outcome.FAILED, failed.failed)
            return {"record": record_of(by_id[id], failed, judgement).as_json(), "system": None}

        for _, found in map(AskAndJudge(answerer, scene), waiting, backend, lost=lost):
            if found["system"] is not None:
                journal.add({"system": found["record"]["prediction"]["system"], "text": found["system"]})
            journal.add(found["record"])
            on_record(Record.from_json(found["record"], str(out)))
        journal.finish(list(by_id))
    if scene.gold_cache is not None:
        scene.gold_cache.remove()
    return read(out)


def record_of(example: Example, prediction: Prediction, judgement: Judgement) -> Record:
    """Return the line of the log for a question, what was answered, and what came of it."""
    golds = jsonl.fields(example).get("gold", ())
    return Record(
        id=example.id,
        database=example.database,
        question=example.question,
        prediction=prediction,
        judgement=judgement,
        instructions=example.instructions,
        category=example.category,
        hardness=example.hardness,
        ordered=example.ordered,
        answerable=example.answerable,
        reason=example.reason,
        gold=tuple(golds) if isinstance(golds, list) else (),
        dialect=example.dialect,
        location=example.location,
        history=tuple(asdict(turn) for turn in example.history),
        whole=example.whole,
    )


def example_of(record: Record) -> Example:
    """Return the question that a line of a log was made from. Raise `DatasetError` where it holds none."""
    fields = {
        "id": record.id,
        "database": record.database,
        "question": record.question,
        "instructions": record.instructions,
        "category": record.category,
        "hardness": record.hardness,
        "ordered": record.ordered,
        "answerable": record.answerable,
        "reason": record.reason,
        "gold": list(record.gold),
        "dialect": record.dialect,
        "location": record.location,
        "history": list(record.history),
        "whole": record.whole,
    }
    return jsonl.example_of(JsonRecord(fields, f"question {record.id}"), Path())


def _ask(example: Example, answers: Answers, instances: Instances, scene: Scene) -> Answered:
    asked_on = instances.of(example)[0]
    glossary = scene.glossaries.get(example.database)
    return answers(Asked.of(example, glossary, asked_on.schema, asked_on.database))
