"""What a prediction comes to: every outcome, and everything hostile that a query can try."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sqlcoder.dataset.example import Example, Gold
from sqlcoder.evaluation.baselines import BASELINES, EMPTY, FIRST_TABLE, ONE
from sqlcoder.evaluation.judge import Judge
from sqlcoder.evaluation.outcome import EMPTY_EVERYWHERE, Outcome
from sqlcoder.evaluation.record import Judgement, Prediction, Try
from tests.evaluation import ferries

SET = {example.id: example for example in ferries.question_set()}


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("ferries")
    return ferries.database(folder / "a.duckdb"), ferries.database(folder / "b.duckdb", ferries.OTHER_ROWS)


@pytest.fixture(scope="module")
def judge(urls: tuple[str, str]) -> Iterator[Judge]:
    scene = ferries.scene(urls[0], seconds=2)
    with scene.open() as instances:
        yield Judge(instances, scene.terms)


@pytest.fixture(scope="module")
def judge_on_two(urls: tuple[str, str]) -> Iterator[Judge]:
    scene = ferries.scene(*urls)
    with scene.open() as instances:
        yield Judge(instances, scene.terms)


def judged(judge: Judge, id: str, sql: str | None, **more: str) -> Judgement:
    return judge.judge(SET[id], Prediction(sql, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("id", "sql", "outcome"),
    [
        ("names", "SELECT f.name FROM ferries f WHERE f.seats = 40", Outcome.RIGHT),
        ("names", "SELECT name FROM ferries WHERE seats <> 40", Outcome.WRONG),
        ("names", "SELECT name, seats FROM ferries WHERE seats = 40", Outcome.EXTRA_COLUMNS),
        ("names", "SELECT * FROM ferries WHERE seats = 40", Outcome.WRONG),
        ("names", "SELECT name, (SELECT 1) FROM ferries WHERE seats = 40", Outcome.EXTRA_COLUMNS),
        ("names", "SELECT nam FROM ferries", Outcome.INVALID),
        ("names", "SELECT name FROM boats", Outcome.INVALID),
        ("names", "SELECT name FROM", Outcome.INVALID),
        ("names", "SELECT CAST(name AS INTEGER) FROM ferries", Outcome.INVALID),
        ("count", "SELECT 6", Outcome.RIGHT),
        ("count", "SELECT 6 FROM crossings", Outcome.WRONG),
        ("count", "SELECT '6'", Outcome.WRONG),
        ("count", "SELECT NULL", Outcome.WRONG),
        ("sorted", "SELECT name FROM ferries ORDER BY seats DESC, name", Outcome.RIGHT),
        ("sorted", "SELECT name FROM ferries ORDER BY seats DESC, name DESC", Outcome.RIGHT),
        ("sorted", "SELECT name FROM ferries ORDER BY seats", Outcome.WRONG),
        ("first-two", "SELECT name FROM ferries WHERE name IN ('Alba', 'Cilla')", Outcome.RIGHT),
        ("first-two", "SELECT name FROM ferries WHERE name IN ('Bruno', 'Cilla')", Outcome.WRONG),
        ("this-week", "SELECT COUNT(*) FROM crossings WHERE sailed_on > DATE '2024-12-24'", Outcome.RIGHT),
        ("big", "SELECT name FROM ferries WHERE seats > 50", Outcome.RIGHT),
        ("big", "SELECT seats, ferry_id FROM ferries WHERE seats > 50", Outcome.RIGHT),
        ("big", "SELECT seats FROM ferries WHERE seats > 50", Outcome.WRONG),
        ("nothing", "SELECT name FROM ferries WHERE 1 = 0", Outcome.UNINFORMATIVE),
        ("nothing", "SELECT name FROM ferries", Outcome.WRONG),
        ("weather", "SELECT name FROM ferries WHERE 1 = 0", Outcome.ANSWERED),
    ],
)
def test_a_query_comes_to_its_outcome(judge: Judge, id: str, sql: str, outcome: Outcome) -> None:
    found = judged(judge, id, sql)
    assert found.outcome is outcome, found.why
    assert (found.why is None) == (outcome in (Outcome.RIGHT,)) or id == "weather"


@pytest.mark.parametrize(
    ("sql", "outcome"),
    [
        ("DROP TABLE ferries", Outcome.REFUSED),
        ("WITH d AS (DELETE FROM ferries RETURNING *) SELECT * FROM d", Outcome.REFUSED),
        ("SELECT * FROM read_csv('/etc/passwd')", Outcome.REFUSED),
        ("SELECT 1; DROP TABLE ferries", Outcome.REFUSED),
        ("SELECT COUNT(*) FROM range(9000000) a, range(9000000) b", Outcome.TIMED_OUT),
        ("SELECT a.range FROM range(10000000) a", Outcome.WRONG),
        ("SELECT list(a.range + b.range) FROM range(900000) a, range(9000) b", None),
        ("SELECT repeat('x', 2000000000)", None),
    ],
)
def test_a_hostile_query_is_one_wrong_answer_and_the_next_is_right(
    judge: Judge, sql: str, outcome: Outcome | None
) -> None:
    found = judged(judge, "names", sql)
    assert found.outcome in ((outcome,) if outcome else (Outcome.INVALID, Outcome.TIMED_OUT, Outcome.REFUSED))
    assert judged(judge, "names", ferries.NAMES).outcome is Outcome.RIGHT


def test_an_answer_without_a_query_says_why(judge: Judge) -> None:
    failed = judge.judge(SET["names"], Prediction(failed="The command ended with signal 9: killed"))
    assert (failed.outcome, failed.why) == (Outcome.FAILED, "The command ended with signal 9: killed")
    silent = judge.judge(SET["names"], Prediction(tries=(Try("Sorry.", error="The reply holds no SQL."),)))
    assert (silent.outcome, silent.why) == (Outcome.NO_QUERY, "The reply holds no SQL.")
    refusal = judge.judge(SET["names"], Prediction(abstained="no such data"))
    assert (refusal.outcome, refusal.why) == (Outcome.ABSTAINED, "no such data")
    assert judge.judge(SET["weather"], Prediction(abstained="off topic")).outcome is Outcome.ABSTAINED
    assert judge.judge(SET["weather"], Prediction()).outcome is Outcome.NO_QUERY


def test_a_query_must_be_right_on_every_instance(judge_on_two: Judge) -> None:
    by_chance = judged(judge_on_two, "count", "SELECT 6")
    assert by_chance.outcome is Outcome.WRONG
    assert by_chance.instance is not None
    assert by_chance.instance.endswith("b.duckdb")
    assert by_chance.expected is not None
    assert by_chance.expected.rows == ((3,),)
    assert judged(judge_on_two, "count", ferries.COUNT).outcome is Outcome.RIGHT


def test_a_gold_that_is_empty_on_one_instance_only_is_proved_on_the_other(judge_on_two: Judge) -> None:
    # No ferry of the second instance has 40 seats.
    found = judged(judge_on_two, "names", ferries.NAMES)
    assert (found.outcome, found.flags) == (Outcome.RIGHT, ("the gold is empty",))
    assert found.instance is not None
    assert found.instance.endswith("a.duckdb")


@pytest.mark.parametrize("sql", [ferries.NOTHING, "SELECT 1", "SELECT nam FROM ferries", None])
def test_a_gold_that_is_empty_everywhere_is_flagged_whatever_is_predicted(
    judge: Judge, judge_on_two: Judge, sql: str | None
) -> None:
    for each in (judge, judge_on_two):
        assert EMPTY_EVERYWHERE in judged(each, "nothing", sql).flags
        assert EMPTY_EVERYWHERE not in judged(each, "names", sql).flags


def test_a_gold_that_fails_is_a_fault_of_the_set_whatever_is_predicted(judge: Judge) -> None:
    for sql in ("SELECT name FROM boats", "DROP TABLE ferries", "SELECT nam FROM ferries"):
        broken = ferries.example("broken", sql)
        found = judge.judge(broken, Prediction(ferries.NAMES))
        assert found.outcome is Outcome.GOLD_FAULT
        assert found.why is not None
        assert found.why.startswith("Gold 1 on ")


def test_a_column_that_no_gold_returns_is_a_fault_of_the_set(judge: Judge) -> None:
    gold = Gold(ferries.NAMES, required=("nmae",))
    found = judge.judge(Example("x", "ferries", "?", (gold,)), Prediction(ferries.NAMES))
    assert found.outcome is Outcome.GOLD_FAULT
    assert found.why is not None
    assert 'Did you mean "name"?' in found.why


def test_what_a_gold_rounds_it_accepts_unrounded(judge: Judge) -> None:
    rounded = ferries.example("r", "SELECT ROUND(AVG(crossings.passengers), 0) AS mean FROM crossings")
    exact = ferries.example("e", "SELECT AVG(crossings.passengers) AS mean FROM crossings")
    assert judge.judge(rounded, Prediction("SELECT AVG(passengers) FROM crossings")).outcome is Outcome.RIGHT
    assert judge.judge(exact, Prediction("SELECT ROUND(AVG(passengers), 0) FROM crossings")).outcome is (
        Outcome.WRONG
    )


def test_baselines_are_judged_by_the_same_rule(judge: Judge) -> None:
    everything = ferries.example("all", "SELECT * FROM crossings")
    one = ferries.example("one", "SELECT COUNT(*) AS n FROM ferries WHERE ferries.seats > 50")
    right = {example.id: judge.judge(example, Prediction()).baselines for example in (everything, one)}
    assert set(right["all"]) == set(BASELINES)
    assert [name for name in BASELINES if right["all"][name]] == [FIRST_TABLE]
    assert [name for name in BASELINES if right["one"][name]] == [ONE]
    assert not judged(judge, "nothing", ferries.NOTHING).baselines[EMPTY]


def test_the_rows_of_both_are_kept_to_be_shown(judge: Judge) -> None:
    found = judged(judge, "first-two", "SELECT ferry_id FROM ferries ORDER BY seats DESC LIMIT 3")
    assert found.expected is not None
    assert found.returned is not None
    # The sort key that was added to the gold isn't shown.
    assert found.expected.columns == ("name",)
    assert found.returned.count == 3


def test_a_variant_written_by_hand_wins_and_others_are_translated(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "f.sqlite") as connection:
        connection.executescript(ferries.SCHEMA + ferries.ROWS)
    connection.close()
    scene = ferries.scene(str(tmp_path / "f.sqlite"))
    year = "SELECT COUNT(*) AS n FROM crossings WHERE EXTRACT(MONTH FROM crossings.sailed_on) = 5"
    with scene.open() as instances:
        judge = Judge(instances, scene.terms)
        by_hand = ferries.with_variant("SELECT nonsense()", ferries.NAMES)
        assert judge.judge(by_hand, Prediction(ferries.NAMES)).outcome is Outcome.RIGHT
        translated = judge.judge(ferries.example("t", year), Prediction("SELECT 3"))
        assert translated.outcome is Outcome.RIGHT, translated.why
        refused = ferries.example(
            "p", "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ferries.seats) AS m FROM ferries"
        )
        assert judge.judge(refused, Prediction("SELECT 40")).outcome is Outcome.GOLD_FAULT
