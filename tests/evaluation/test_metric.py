from __future__ import annotations

from pathlib import Path

import pytest

from sqlcoder.errors import UsageError
from sqlcoder.evaluation.metric import METRICS, metric


def test_every_metric_of_the_table_is_there() -> None:
    assert all(callable(metric(name)) for name in METRICS)


def test_an_unknown_metric_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match='Unknown metric "f1"'):
        metric("f1")


def test_a_metric_of_ones_own_is_a_function_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "short.py"
    file.write_text("def short(scored):\n    return float(len(scored.sql) < 80)\n")
    assert metric(f"{file}:short").__name__ == "short"


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("def a(s): ...", "b", 'has no "b"'),
        ("def a(:", "a", "can't be run: SyntaxError"),
        ("import nonsense_package", "a", "ModuleNotFoundError"),
        (None, "a", "no such file"),
    ],
)
def test_what_is_wrong_with_a_file_of_ones_own_is_said(
    tmp_path: Path, text: str | None, name: str, message: str
) -> None:
    file = tmp_path / "mine.py"
    if text is not None:
        file.write_text(text)
    with pytest.raises(UsageError) as caught:
        metric(f"{file}:{name}")
    assert message in str(caught.value)
    assert str(file) in str(caught.value)
