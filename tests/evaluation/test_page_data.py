from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.page_data import LONGEST_CELL, dialect_of, page_data
from tests.evaluation import runs

DATA = page_data(runs.run())


def question(id: str, data: dict[str, Any] = DATA) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data["questions"] if each["id"] == id)
    return found


def test_cells_keep_what_a_browser_would_lose() -> None:
    found = question("hostile")
    assert found["expected"]["rows"] == [[runs.HOSTILE, [str(runs.LARGE)], "true"]]
    assert found["returned"]["rows"][0][1] == [str(runs.LARGE - 1)]
    # What can't be seen is written out.
    assert found["returned"]["rows"][0][0] == "one\\u2028two\\u2029three\\x00four"
    assert question("long")["expected"]["rows"][0][0] == "x" * LONGEST_CELL + "... (5,000 characters)"


def test_null_and_empty_text_differ() -> None:
    assert [row[2] for row in question("busy")["expected"]["rows"]] == [
        "2022-03-01",
        None,
        None,
        "2022-05-14",
    ]
    assert question("busy")["returned"]["rows"][2][2] == ""


def test_a_shown_result_says_how_long_it_is() -> None:
    found = question("many-rows")
    assert (len(found["expected"]["rows"]), found["expected"]["count"]) == (50, 1234)
    assert found["diff"]["whole"] is False


def test_rows_are_marked_under_the_verdicts_columns() -> None:
    assert question("keepers")["diff"]["pairs"] == ((0, 1), (1, 0))
    assert question("busy")["diff"]["gold"] == [1, 1, 0, 0]
    assert question("busy")["diff"]["prediction"] == [1, 1, 0]


def test_sql_is_formatted_and_as_it_was_written() -> None:
    sql = question("keepers")["sql"]
    assert "".join(sql["written"][1::2]).startswith("select members.region")
    assert "".join(sql["pretty"][1::2]).startswith("SELECT\n  members.region")
    assert "pretty" not in question("drop")["sql"]


def test_the_fixed_part_of_the_prompt_is_there_once() -> None:
    assert DATA["systems"] == {"5y5": runs.SYSTEM}
    assert json.dumps(DATA).count("CREATE TABLE members") == 1


CHANGES = {
    "keepers": "gained",
    "right-1": "gained",
    "busy": "lost",
    "silent": "other",
    "slow": "same",
    "fault": "same",
}


@pytest.mark.parametrize("id", CHANGES)
def test_changes_since_an_earlier_run(id: str) -> None:
    found = question(id, page_data(runs.run(), runs.earlier()))
    assert found["before"]["change"] == CHANGES[id]


def test_an_earlier_query_is_shown_where_it_was_another() -> None:
    data = page_data(runs.run(), runs.earlier())
    assert question("busy", data)["before"]["sql"]["written"] == ["k", "SELECT", "", " ", "s", "'as it was'"]
    assert question("slow", data)["before"]["same"] is True
    assert data["other"]["tally"] == [6, 1, 2, 14]


def test_a_fault_of_the_gold_is_neither_gained_nor_lost() -> None:
    first, second = runs.small(("a", Outcome.GOLD_FAULT)), runs.small(("a", Outcome.RIGHT))
    assert question("a", page_data(second, first))["before"]["change"] == "other"


DIALECTS = {
    "postgresql://reader@host/{database}": "postgres",
    "mariadb://reader@host/{database}": "mysql",
    "sqlite:///{database}.sqlite": "sqlite",
    "data/{database}.sqlite": "sqlite",
    "duckdb:///{database}.duckdb": "duckdb",
    "data/{database}.csv": "duckdb",
}


@pytest.mark.parametrize("url", DIALECTS)
def test_the_dialect_is_that_of_the_database(url: str) -> None:
    assert dialect_of(replace(runs.HEADER, databases=(url,))) == DIALECTS[url]


def test_a_run_that_names_no_database_has_a_dialect() -> None:
    assert dialect_of(replace(runs.HEADER, databases=())) == "duckdb"
