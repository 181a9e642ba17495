from __future__ import annotations

from dataclasses import replace

from sqlcoder.evaluation.leaderboard import as_html, as_markdown, leaderboard
from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import Outcome
from tests.evaluation import runs
from tests.evaluation.test_page import parsed

RIGHT, WRONG = Outcome.RIGHT, Outcome.WRONG


def named(name: str, *outcomes: Outcome, sha256: str = "ab" * 32) -> Run:
    run = runs.small(*((str(n), outcome) for n, outcome in enumerate(outcomes)))
    return replace(run, header=replace(run.header, name=name, sha256=sha256))


def test_the_best_run_comes_first() -> None:
    found = leaderboard([named("low", RIGHT, WRONG), named("high", RIGHT), named("more", RIGHT, RIGHT)])
    assert [[run.header.name for run in board.runs] for board in found] == [["more", "high", "low"]]


def test_a_run_without_a_score_comes_last() -> None:
    found = leaderboard([named("none", Outcome.GOLD_FAULT), named("zero", WRONG)])
    assert [run.header.name for run in found[0].runs] == ["zero", "none"]


def test_each_question_set_has_its_own_table() -> None:
    text = as_markdown([named("a", RIGHT), named("b", RIGHT, sha256="cd" * 32)])
    assert text.count("## evaluation.jsonl") == 2
    assert "(abababab)" in text and "(cdcdcdcd)" in text


def test_a_row_has_all_its_numbers() -> None:
    text = as_markdown([runs.run()])
    row = next(line for line in text.splitlines() if line.startswith("| 1 "))
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "1", "Small model, first prompt (2026-11-22)", "qwen2.5-coder-1.5b (model)",
        "34.8% (18.8-55.1, n=23)",
        "33.3%", "50.0%", "22.2%", "50.0%", "0.0%", "73.1%", "66.7% (n=6)", "3.8%", "2.0 s", "low",
    ]  # fmt: skip


def test_a_failing_baseline_is_named() -> None:
    run = named("easy set", RIGHT)
    judgement = replace(run.records[0].judgement, baselines={"always 1": True})
    record = replace(run.records[0], judgement=judgement)
    found = [replace(run, records=(record,))]
    assert 'easy set: The baseline "always 1" is right' in as_markdown(found)
    assert as_markdown(found).splitlines()[4].endswith(" always 1 |")
    assert 'role="note">easy set: The baseline &quot;always 1&quot; is right' in as_html(found)


def test_the_page_holds_text_as_text() -> None:
    page = as_html([named(runs.HOSTILE, RIGHT), runs.run()])
    elements = parsed(page)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in elements.tags)
    assert page.count("&lt;/script&gt;&lt;img") == 1
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": policy}) in elements.tags
