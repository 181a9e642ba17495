from __future__ import annotations

from pathlib import Path

import pytest

from sqlcoder.errors import DatasetError
from sqlcoder.evaluation.predictions import GivenAnswerer, read_predictions
from sqlcoder.evaluation.record import Prediction
from tests.evaluation import ferries

EXAMPLES = [ferries.example("a", "SELECT 1"), ferries.example("b", "SELECT 2")]


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "a", "sql": "SELECT 1"}\n{"id": "b", "sql": "SELECT 2,\\n3"}\n',
        'id,sql\na,SELECT 1\nb,"SELECT 2,\n3"\n',
        'SQL,ID\nSELECT 1,a\n"SELECT 2,\n3",b\n',
        '{"a": "SELECT 1", "b": "SELECT 2,\\n3"}',
    ],
)
def test_predictions_are_read_by_id(tmp_path: Path, text: str) -> None:
    file = tmp_path / "predictions"
    file.write_text(text)
    assert read_predictions(file, EXAMPLES) == {"a": Prediction("SELECT 1"), "b": Prediction("SELECT 2,\n3")}


def test_plain_lines_are_in_the_order_of_the_questions(tmp_path: Path) -> None:
    file = tmp_path / "pred.txt"
    file.write_text("SELECT 1\nSELECT 2\n")
    assert read_predictions(file, EXAMPLES) == {"a": Prediction("SELECT 1"), "b": Prediction("SELECT 2")}


def test_a_prediction_may_abstain_or_be_missing(tmp_path: Path) -> None:
    file = tmp_path / "predictions.jsonl"
    file.write_text('{"id": "a", "abstain": "no such data"}\n')
    found = read_predictions(file, EXAMPLES)
    assert found == {"a": Prediction(abstained="no such data")}
    answerer = GivenAnswerer("predictions.jsonl", found)
    assert answerer.describe() == {"kind": "predictions", "source": "predictions.jsonl"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"id": "c", "sql": "SELECT 1"}\n', 'a prediction for "c"'),
        ('{"id": "a", "sql": "SELECT 1"}\n{"id": "a", "sql": "SELECT 1"}\n', 'id "a" is taken'),
        ("SELECT 1\n", "1 lines, and the question set 2 questions"),
        ('{"id": "a", "sql": "SELECT 1"\n{"id"', "line 1"),
        ("id,sql\na,SELECT 1,2\n", "line 2"),
        ("", "empty"),
    ],
)
def test_a_faulty_file_of_predictions_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "predictions"
    file.write_text(text)
    with pytest.raises(DatasetError) as caught:
        read_predictions(file, EXAMPLES)
    assert message in str(caught.value)
    assert str(file) in str(caught.value)
