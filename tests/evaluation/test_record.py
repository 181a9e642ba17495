from __future__ import annotations

import json

import pytest

from sqlcoder.errors import LogError
from sqlcoder.evaluation.header import Header
from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.record import SHOWN_ROWS, Judgement, Prediction, Record, Table, Try
from sqlcoder.results.result_set import ResultSet
from tests.evaluation.runs import run


def test_every_record_comes_back_from_json_as_it_was() -> None:
    for record in run().records:
        text = json.dumps(record.as_json())
        assert Record.from_json(json.loads(text), "here") == record


def test_empty_cells_and_falsehoods_of_the_database_are_kept() -> None:
    rows = ((None, False, 0, ""), ([], {}, {"a": None}, True))
    table = Table.of(ResultSet(("a", "b", "c", "d"), rows))
    judgement = Judgement(Outcome.RIGHT, expected=table, metrics={"soft F1": 0.0})
    record = Record("1", "d", "?", Prediction("", tries=(Try(""),)), judgement)
    found = Record.from_json(json.loads(json.dumps(record.as_json())), "here")
    assert found.judgement.expected is not None
    assert found.judgement.expected.rows[0] == (None, False, 0, "")
    assert found.judgement.expected.rows[1] == ([], {}, {"a": None}, True)
    assert found.judgement.metrics == {"soft F1": 0.0}


def test_a_long_result_is_kept_in_part_with_its_count() -> None:
    table = Table.of(ResultSet(("n",), tuple((i,) for i in range(2_000))))
    assert (len(table.rows), table.count) == (SHOWN_ROWS, 2_000)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"id": "1"},
        {"id": "1", "database": "d", "question": "?", "judgement": {"outcome": "fine"}},
        {"id": "1", "database": "d", "question": "?", "judgement": {"outcome": "right"}, "colour": "red"},
        {"id": "1", "database": "d", "question": "?", "judgement": []},
    ],
)
def test_a_line_that_is_no_record_is_refused_with_its_place(fields: dict[str, object]) -> None:
    with pytest.raises(LogError, match=r"run\.jsonl, line 7"):
        Record.from_json(fields, "run.jsonl, line 7")


def test_a_header_of_another_format_is_refused() -> None:
    fields = run().header.as_json()
    assert Header.from_json(json.loads(json.dumps(fields)), "here") == run().header
    with pytest.raises(LogError, match="format 99"):
        Header.from_json({**fields, "format": 99}, "here")
    with pytest.raises(LogError, match="no run of an evaluation"):
        Header.from_json({"a": 1}, "here")
