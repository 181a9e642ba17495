"""The folders of the data sets are found by the name of a database or a split."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqlcoder.dataset.collection import databases
from sqlcoder.errors import DatasetError, UsageError


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).mkdir(parents=True)
        (root / name / "schema.sql").write_text("")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ((), ["mill", "port", "zoo"]),
        (("eval",), ["mill", "port"]),
        (("zoo", "mill"), ["mill", "zoo"]),
        (("train", "zoo"), ["zoo"]),
    ],
)
def test_databases_are_found_by_name_and_by_split(
    tmp_path: Path, names: tuple[str, ...], found: list[str]
) -> None:
    make(tmp_path, "train/zoo", "eval/port", "eval/mill")
    (tmp_path / "eval" / "notes").mkdir()
    assert [each.name for each in databases(tmp_path, names)] == found
    assert {each.split for each in databases(tmp_path, ("eval",))} == {"eval"}


def test_an_unknown_name_is_refused_with_a_close_one(tmp_path: Path) -> None:
    make(tmp_path, "eval/port")
    with pytest.raises(UsageError) as error:
        databases(tmp_path, ("prot",))
    assert error.value.what == 'Unknown database "prot". Did you mean "port"?'
    assert error.value.fix == "Known are: eval, port."


@pytest.mark.parametrize(
    ("folders", "what"),
    [
        ((), "There are no databases in the folder of the data sets."),
        (("eval/port", "train/port"), 'Two databases are called "port".'),
        (("eval/Port-1",), '"Port-1" can\'t be the name of a database.'),
    ],
)
def test_folders_that_cannot_be_used_are_said(tmp_path: Path, folders: tuple[str, ...], what: str) -> None:
    make(tmp_path, *folders)
    with pytest.raises(DatasetError) as error:
        databases(tmp_path)
    assert error.value.what == what
    assert error.value.fix
