"""The mutation check on a small database: a weak question is found, a strong one passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqlcoder.dataset.example import Example
from sqlcoder.errors import LogError
from sqlcoder.evaluation.mutation import Fate, Mutated, MutateGolds, Tally, Tried, by_operator, lost
from tests.evaluation import ferries


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("ferries")
    return ferries.database(folder / "a.duckdb"), ferries.database(folder / "b.duckdb", ferries.OTHER_ROWS)


def mutated(example: Example, *urls: str) -> Mutated:
    with MutateGolds(ferries.scene(*urls)).open() as mutate:
        return Mutated.from_json(mutate(example))


def fate(found: Mutated, change: str) -> Fate:
    return next(tried.fate for tried in found.tried if change in tried.change)


def test_rows_at_the_bound_catch_a_wrong_bound_and_others_miss_it(urls: tuple[str, str]) -> None:
    query = "SELECT ferries.name FROM ferries WHERE ferries.seats > "
    strong, weak = (mutated(ferries.example(seats, query + seats), urls[0]) for seats in ("40", "50"))
    assert fate(strong, "ferries.seats >= 40") is Fate.CAUGHT
    assert fate(weak, "ferries.seats >= 50") is Fate.MISSED


def test_a_second_instance_catches_what_the_first_misses(urls: tuple[str, str]) -> None:
    example = ferries.example("w", "SELECT ferries.name FROM ferries WHERE ferries.seats > 20")
    bound = "ferries.seats >= 20"
    assert fate(mutated(example, urls[0]), bound) is Fate.MISSED
    assert fate(mutated(example, *urls), bound) is Fate.CAUGHT


def test_an_unanswerable_question_has_no_mutants_and_a_faulty_gold_is_said(urls: tuple[str, str]) -> None:
    assert mutated(ferries.example("u", answerable=False), urls[0]).tried == ()
    found = mutated(ferries.example("f", "SELECT nope FROM ferries"), urls[0])
    assert found.fault is not None
    assert "nope" in found.fault
    assert Mutated.from_json(lost("x", "the worker process ended")).fault is not None


def test_shares_are_of_the_mutants_that_run_and_may_differ() -> None:
    fates = [Fate.CAUGHT] * 3 + [Fate.MISSED] + [Fate.FAILED] * 5 + [Fate.EQUIVALENT]
    tally = Tally.of(Tried(1, "operator", "change", each) for each in fates)
    assert (tally.caught.k, tally.caught.n) == (3, 4)
    assert (tally.equivalent.k, tally.equivalent.n) == (1, 5)
    found = by_operator([Mutated("1", (Tried(1, "b", "", Fate.CAUGHT), Tried(1, "a", "", Fate.MISSED)))])
    assert list(found) == ["a", "b"]


def test_a_line_of_another_log_is_refused() -> None:
    with pytest.raises(LogError, match="mutation check"):
        Mutated.from_json({"id": "1"})


def test_the_file_is_left_where_it_is(urls: tuple[str, str]) -> None:
    before = Path(urls[0]).read_bytes()
    mutated(ferries.example("s", "SELECT ferries.name FROM ferries WHERE ferries.seats > 40"), urls[0])
    assert Path(urls[0]).read_bytes() == before
