from __future__ import annotations

from dataclasses import replace

import pytest

from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import EMPTY_EVERYWHERE, Outcome
from sqlcoder.evaluation.record import Record
from sqlcoder.evaluation.statistics import Rate
from sqlcoder.evaluation.summary import BASELINE_LIMIT, Group, counts, summarise
from tests.evaluation import runs

SUMMARY = summarise(runs.run())


def of(*records: Record) -> Run:
    return Run(replace(runs.HEADER, count=len(records)), records, {})


def test_the_headline_leaves_out_gold_faults_and_empty_golds() -> None:
    # 27 answerable, less 1 gold fault, 2 uninformative and 1 wrong on a gold that is empty.
    assert SUMMARY.right == Rate(8, 23)
    assert SUMMARY.accepted == Rate(10, 23)


def test_valid_sql_counts_what_ran() -> None:
    # 8 right, 2 with extra columns, 7 wrong, 2 uninformative; of 27 less the gold fault.
    assert SUMMARY.valid == Rate(19, 26)


EVERY_OUTCOME = {
    Outcome.RIGHT: (8, 0),
    Outcome.EXTRA_COLUMNS: (2, 0),
    Outcome.WRONG: (7, 0),
    Outcome.UNINFORMATIVE: (2, 0),
    Outcome.INVALID: (2, 0),
    Outcome.TIMED_OUT: (1, 0),
    Outcome.REFUSED: (1, 0),
    Outcome.NO_QUERY: (1, 1),
    Outcome.ABSTAINED: (1, 4),
    Outcome.ANSWERED: (0, 1),
    Outcome.FAILED: (1, 0),
    Outcome.GOLD_FAULT: (1, 0),
}


def test_every_outcome_is_a_row_of_its_own() -> None:
    assert {row.outcome: (row.answerable, row.unanswerable) for row in SUMMARY.outcomes} == EVERY_OUTCOME
    assert [row.outcome for row in SUMMARY.outcomes] == list(Outcome)
    assert sum(row.count for row in SUMMARY.outcomes) == SUMMARY.asked == 33


def test_an_outcome_that_never_came_is_a_row_too() -> None:
    rows = summarise(runs.small(("a", Outcome.RIGHT))).outcomes
    assert [row.count for row in rows] == [1, *[0] * 11]


def shares(groups: tuple[Group, ...]) -> dict[str, tuple[Rate, Rate]]:
    return {group.name: (group.right, group.valid) for group in groups}


def test_groups_are_of_answerable_questions() -> None:
    assert shares(SUMMARY.databases) == {
        "bakery": (Rate(4, 7), Rate(7, 7)),
        "beekeeping": (Rate(4, 16), Rate(12, 19)),
    }
    assert shares(SUMMARY.categories)["group_by"] == (Rate(1, 3), Rate(2, 3))
    assert "unanswerable" not in shares(SUMMARY.categories)


def test_groups_stand_in_order_and_the_nameless_one_last() -> None:
    assert [group.name for group in SUMMARY.hardness] == ["easy", "medium", "hard", "extra", "not given"]
    assert [group.name for group in SUMMARY.categories] == [
        "group_by",
        "join",
        "where",
        "window",
        "not given",
    ]


def test_a_set_without_categories_has_no_table_of_them() -> None:
    assert summarise(of(runs.record("a", Outcome.RIGHT, category=None))).categories == ()


def test_abstention_is_measured_on_all_questions() -> None:
    # It abstained 5 times, 4 of them rightly; 6 questions couldn't be answered, 26 could.
    assert SUMMARY.abstention.precision == Rate(4, 5)
    assert SUMMARY.abstention.recall == Rate(4, 6)
    assert SUMMARY.abstention.false_refusals == Rate(1, 26)


def test_an_abstention_on_an_answerable_question_is_a_false_refusal() -> None:
    found = summarise(of(runs.record("a", Outcome.ABSTAINED, sql=None))).abstention
    assert found.false_refusals == Rate(1, 1)
    assert found.precision == Rate(0, 1)


def test_a_query_or_silence_on_an_unanswerable_question_is_no_abstention() -> None:
    answered = runs.record("a", Outcome.ANSWERED, answerable=False, returned=runs.table("n"))
    silent = runs.record("b", Outcome.NO_QUERY, answerable=False, sql=None)
    found = summarise(of(answered, silent))
    assert found.abstention.recall == Rate(0, 2)
    assert found.abstention.precision == Rate(0, 0)
    assert found.right == Rate(0, 0)


def test_a_gold_fault_is_listed_and_never_counted() -> None:
    fault = runs.record("a", Outcome.GOLD_FAULT, why="Gold 1: no table.")
    found = summarise(of(fault, runs.record("b", Outcome.RIGHT)))
    assert found.right == found.valid == Rate(1, 1)
    assert [(each.id, each.why) for each in found.gold_faults] == [("a", "Gold 1: no table.")]
    assert found.warnings == ("1 question has a gold that doesn't run, and can't be counted.",)


def test_a_question_of_an_empty_gold_counts_neither_way() -> None:
    # It could only be lost: a prediction that is empty too proves nothing.
    flags = (EMPTY_EVERYWHERE,)
    outcomes = (Outcome.UNINFORMATIVE, Outcome.WRONG, Outcome.INVALID)
    records = [runs.record(str(outcome), outcome, flags=flags) for outcome in outcomes]
    found = summarise(of(*records))
    assert found.right == Rate(0, 0)
    assert [each.id for each in found.uninformative] == [str(outcome) for outcome in outcomes]
    assert not any(counts(record) for record in records)


def test_latency_leaves_out_what_was_not_timed() -> None:
    found = summarise(of(*(runs.record(str(n), Outcome.RIGHT, seconds=float(n)) for n in range(5)))).latency
    assert found is not None
    assert (found.median, found.p90, found.n) == (2.5, pytest.approx(3.7), 4)


def test_predictions_made_elsewhere_have_neither_latency_nor_tokens() -> None:
    record = runs.record("a", Outcome.RIGHT, seconds=0)
    bare = replace(record, prediction=replace(record.prediction, tries=()))
    found = summarise(of(bare))
    assert (found.latency, found.tokens) == (None, ())


def test_tokens_are_added_over_tries() -> None:
    record = runs.record("a", Outcome.RIGHT)
    twice = replace(record, prediction=replace(record.prediction, tries=record.prediction.tries * 2))
    tokens = {each.kind: (each.median, each.total, each.n) for each in summarise(of(record, twice)).tokens}
    assert tokens == {"read": (1350, 2700, 2), "cached": (1200, 2400, 2), "reply": (60, 120, 2)}


def test_metrics_are_means_over_the_questions_that_have_them() -> None:
    # 8 right score 1, the 15 others that count score 0.5.
    mean = SUMMARY.metrics["soft F1"]
    assert (mean.value, mean.n) == (pytest.approx(15.5 / 23), 23)
    broken = runs.record("a", Outcome.RIGHT)
    broken = replace(broken, judgement=replace(broken.judgement, metrics={"own": float("nan")}))
    assert summarise(of(broken)).metrics == {}


def baseline(right: int, n: int) -> Run:
    records = []
    for i in range(n):
        record = runs.record(str(i), Outcome.RIGHT)
        found = {"always 1": i < right, "always no rows": False}
        records.append(replace(record, judgement=replace(record.judgement, baselines=found)))
    return of(*records)


def test_a_baseline_that_scores_leads_the_warnings() -> None:
    run = baseline(1, 50)
    assert Rate(1, 50).value == BASELINE_LIMIT
    found = summarise(replace(run, header=replace(run.header, count=60)))
    assert found.baselines == {"always 1": Rate(1, 50), "always no rows": Rate(0, 50)}
    assert found.warnings == (
        'The baseline "always 1" is right on 1 of 50 questions (2.0%): on this question set a high score '
        "proves little.",
        "The run isn't complete: 50 of 60 questions were asked. The others may be easier or harder.",
    )


def test_a_baseline_below_the_limit_is_no_warning() -> None:
    assert summarise(baseline(1, 51)).warnings == ()


def test_flags_are_listed() -> None:
    assert ("right-1", "the gold's limit cuts through a tie") in [(f.id, f.why) for f in SUMMARY.flagged]
    assert len(SUMMARY.flagged) == 5


def test_a_run_of_nothing_has_a_summary() -> None:
    found = summarise(of())
    assert (found.asked, found.right, found.metrics, found.baselines) == (0, Rate(0, 0), {}, {})
