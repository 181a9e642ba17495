"""Measures an outside program: the question as JSON on its stdin, the query on its stdout.

The program is started once for each question, without a shell. It isn't trusted with the golds, and what it
prints is a query like any other: checked, and run read-only.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from sqlcoder.errors import NoQuery, UsageError
from sqlcoder.evaluation.answerer import Answered, Answers, Asked
from sqlcoder.evaluation.record import Prediction, Try
from sqlcoder.schema.render import DETAILS, render_at
from sqlcoder.sql.dialect import dialect
from sqlcoder.sql.extract import extract

# What a program may print: a query has at most 100,000 characters, and a reply may explain it.
LONGEST_REPLY = 1_000_000


@dataclass(frozen=True, slots=True)
class CommandAnswerer:
    """The program `arguments[0]` with its arguments; it has `seconds` for each question."""

    arguments: tuple[str, ...]
    seconds: float = 300.0

    @property
    def name(self) -> str:
        """The command as it was given."""
        return " ".join(self.arguments)

    def describe(self) -> dict[str, Any]:
        """Return the command and its time limit."""
        return {"kind": "command", "arguments": list(self.arguments), "limit_seconds": self.seconds}

    @contextmanager
    def open(self) -> Iterator[Answers]:
        """Check that the program is there. Raise `UsageError` if not."""
        if not self.arguments or shutil.which(self.arguments[0]) is None:
            raise UsageError(
                "The command to measure isn't there or can't be run.",
                where=self.arguments[0] if self.arguments else "--command",
                fix="Give the path of an executable program, and after it its arguments.",
            )
        yield self._answer

    def _answer(self, asked: Asked) -> Answered:
        started = time.perf_counter()
        try:
            code, output, errors = _run(self.arguments, _question(asked), self.seconds)
        except subprocess.TimeoutExpired:
            why = f"The command gave no answer in {self.seconds:g} seconds."
            return Answered(Prediction(failed=why, seconds=time.perf_counter() - started))
        seconds = time.perf_counter() - started
        if code != 0:
            last = errors.strip().splitlines()[-1:] or ["it printed no error"]
            why = f"The command ended with {_ending(code)}: {last[0][:500]}"
            return Answered(Prediction(failed=why, seconds=seconds))
        return Answered(read_reply(output[:LONGEST_REPLY], seconds))


def read_reply(text: str, seconds: float = 0.0) -> Prediction:
    """Return the prediction in what a program printed: SQL, with or without a fence, or a JSON object.

    The object has `sql`, or else `abstain`, the reason why there is no query.

    >>> read_reply('{"abstain": "nothing here about the weather"}').abstained
    'nothing here about the weather'
    >>> read_reply("Try this: SELECT 1").sql
    'SELECT 1'
    """
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if isinstance(found, dict | list):
        fields = found if isinstance(found, dict) else {}
        sql, abstained = fields.get("sql"), fields.get("abstain")
        if isinstance(sql, str) and sql.strip():
            return Prediction(sql, tries=(Try(text, sql),), seconds=seconds)
        if abstained:
            reason = abstained if isinstance(abstained, str) else "no reason given"
            return Prediction(abstained=reason, tries=(Try(text),), seconds=seconds)
        why = 'The reply is no object with "sql" or "abstain".'
        return Prediction(tries=(Try(text, error=why),), seconds=seconds)
    try:
        sql = extract(text)
    except NoQuery as error:
        return Prediction(tries=(Try(text, error=error.what),), seconds=seconds)
    return Prediction(sql, tries=(Try(text, sql),), seconds=seconds)


def _question(asked: Asked) -> str:
    written = dialect(asked.schema.dialect)
    return json.dumps(
        {
            "id": asked.id,
            "history": [asdict(turn) for turn in asked.history],
            "question": asked.text,
            "instructions": asked.instructions,
            "glossary": asked.glossary,
            "dialect": asked.schema.dialect,
            "schema": render_at(asked.schema, written.written, DETAILS[0]),
        },
        ensure_ascii=False,
    )


def _run(arguments: tuple[str, ...], question: str, seconds: float) -> tuple[int, str, str]:
    """Return the exit code, stdout and stderr. The whole group of processes ends at the limit."""
    process = subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(question, timeout=seconds)
    except BaseException:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        raise
    return process.returncode, output, errors


def _ending(code: int) -> str:
    return f"exit code {code}" if code > 0 else f"signal {-code}"
