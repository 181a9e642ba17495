from __future__ import annotations

import json
from pathlib import Path

import pytest

from sqlcoder.errors import LogError
from sqlcoder.evaluation.log import read
from tests.evaluation.runs import run


def written(path: Path) -> Path:
    lines = [
        {"header": run().header.as_json()},
        *({"system": k, "text": v} for k, v in run().systems.items()),
    ]
    lines += [record.as_json() for record in run().records]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_log_comes_back_as_the_run_it_was(tmp_path: Path) -> None:
    found = read(written(tmp_path / "run.jsonl"))
    assert found == run()
    assert found.is_complete


def test_a_log_that_is_still_growing_is_read_as_far_as_it_is_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "run.jsonl")
    path.write_bytes(path.read_bytes()[:-20])
    found = read(path)
    assert found.records == run().records[:-1]
    assert not found.is_complete


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The log is empty"),
        ('{"header": {}}\n', "line 1"),
        ("[1]\n", "line 1"),
        ('{"id": "x"\n', "line 1"),
        ("HEADER\nnonsense\n", "line 2"),
        ('HEADER\n{"id": "x"}\n', "line 2"),
    ],
)
def test_what_is_no_log_is_refused_with_the_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(text.replace("HEADER", json.dumps({"header": run().header.as_json()})))
    with pytest.raises(LogError) as caught:
        read(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
