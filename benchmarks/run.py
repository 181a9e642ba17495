"""Speed and memory of asking, against the bare engine in the same run: `make bench`.

Both sides use the same loaded weights, the same prompt tokens and the same reply tokens; counts come from
the engine's own counters. Prints a Markdown table. Wants a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlcoder.demo.build import build
from sqlcoder.demo.questions import questions
from sqlcoder.engines.base import Prompt
from sqlcoder.engines.llama_cpp import LlamaCpp
from sqlcoder.pipeline.answer import Answer
from sqlcoder.pipeline.connection import Connection, open_connection
from sqlcoder.pipeline.prompt import Question, chat
from sqlcoder.schema.render import DETAILS, render_at
from sqlcoder.settings import Options, home, options
from sqlcoder.sql.dialect import dialect

ROUNDS = 3
ASKED = 5


@dataclass(frozen=True)
class Timed:
    """One question: our seconds without the query, the bare engine's, tokens read beyond its own."""

    ours: float
    bare: float
    extra_tokens: int


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="default", help="model to measure")
    model = parser.parse_args().model
    with tempfile.TemporaryDirectory() as folder:
        database = build(Path(folder) / "beekeeping.duckdb")
        # Weights from the usual place, but no kept prompt yet: the first reading is part of the measurement.
        (Path(folder) / "weights").symlink_to(home() / "weights")
        rows = measure(options({"db": str(database), "model": model, "home": folder}))
    print("| what | measured | bar |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def measure(chosen: Options) -> list[tuple[str, str, str]]:
    """Return the rows of the table: what, measured, bar."""
    with open_connection(chosen) as db:
        first = read_schema(db)
        timed = ask_and_compare(db)
        memory, children = peak_memory("self"), sum(peak_memory(pid) for pid in child_processes())
    with open_connection(chosen) as db:
        again = read_schema(db)
    ratio = sum(t.ours for t in timed) / sum(t.bare for t in timed)
    per_thousand = again.seconds / again.tokens * 1000
    return [
        ("schema read the first time", f"{first.read} tokens, {first.seconds:.1f} s", ""),
        ("schema tokens read after a restart", str(again.read), "0"),
        ("restoring, per 1,000 tokens", f"{per_thousand:.3f} s", "0.3 s"),
        (
            "tokens read beyond the question's own",
            f"at most {max(t.extra_tokens for t in timed)}",
            "40",
        ),
        (f"ask against the bare engine, {len(timed)} questions", f"{ratio:.3f} times", "1.05 times"),
        ("median of a warm question", f"{statistics.median(t.ours for t in timed):.2f} s", ""),
        ("peak memory", f"{memory:.2f} GB, and {children:.2f} GB for the database", "2.5 GB"),
        ("sqlcoder --help", f"{help_seconds():.2f} s", "0.3 s"),
    ]


@dataclass(frozen=True)
class Reading:
    """How the schema came into the model's memory: tokens read, tokens there in all, seconds."""

    read: int
    tokens: int
    seconds: float


def read_schema(db: Connection) -> Reading:
    """Have the schema read or restored and return the counts."""
    model = db.model()
    started = time.perf_counter()
    usage = model.engine.warm(prompt_of(db, "?"))
    seconds = time.perf_counter() - started
    return Reading(usage.read_tokens, usage.read_tokens + usage.cached_tokens, seconds)


def ask_and_compare(db: Connection) -> list[Timed]:
    """Ask each question, then have the bare engine write the same reply, over and over in turn."""
    asked = [question.question for question in questions()[:ASKED]]
    engine = db.model().engine
    assert isinstance(engine, LlamaCpp)
    db.ask(asked[-1])
    timed = []
    for _ in range(ROUNDS):
        # In turn, so that no question follows itself: its own tokens would still be in the engine's memory.
        answers = [timed_ask(db, text) for text in asked]
        bare = [bare_seconds(db, engine, text) for text in asked]
        for text, (answer, seconds), bare_time in zip(asked, answers, bare, strict=True):
            # A question that went back to the model has a second prompt, which the bare engine isn't given.
            if len(answer.attempts) == 1:
                extra = answer.attempts[0].usage.read_tokens - engine.count_tokens(text)
                timed.append(Timed(seconds, bare_time, extra))
    return timed


def timed_ask(db: Connection, text: str) -> tuple[Answer, float]:
    """Return the answer and its seconds, without those that the query itself ran."""
    started = time.perf_counter()
    answer = db.ask(text)
    run = sum(step.seconds for step in answer.steps if step.name == "run")
    return answer, time.perf_counter() - started - run


def bare_seconds(db: Connection, engine: LlamaCpp, text: str) -> float:
    """Return the seconds that llama.cpp alone takes for the same prompt and reply, called in this process."""
    prompt = prompt_of(db, text)
    request = {
        "prompt": engine.rendered(prompt),
        "n_predict": 512,
        "temperature": 0,
        "stop": list(prompt.stop),
        "id_slot": 0,
        "cache_prompt": True,
    }
    started = time.perf_counter()
    assert engine.server is not None
    engine.server.handle_completions(request)
    return time.perf_counter() - started


def prompt_of(db: Connection, text: str) -> Prompt:
    """Return the prompt that asking `text` makes."""
    written = dialect(db.schema().dialect)
    return chat(Question(text), render_at(db.schema(), written.written, DETAILS[0]), written)


def peak_memory(process: str) -> float:
    """Return the most memory in GB that a process has held; Linux only."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 2**20


def child_processes() -> list[str]:
    """Return the ids of the processes that this one started."""
    return [
        pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()
    ]


def help_seconds() -> float:
    """Return the best of five starts of `sqlcoder --help`, in seconds."""
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "sqlcoder", "--help"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


if __name__ == "__main__":
    main()
