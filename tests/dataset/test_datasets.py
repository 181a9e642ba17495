"""The data sets themselves, cheaply: complete folders, questions with ids of their own, schemas that build.

What takes longer, `sqlcoder data check` does.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sqlcoder.dataset.checks import structure
from sqlcoder.dataset.collection import databases
from sqlcoder.dataset.database import DatabaseFolder
from sqlcoder.dataset.questions import questions_of
from sqlcoder.dataset.statements import schema_statements

ROOT = Path(__file__).parents[2] / "datasets"
FOLDERS = databases(ROOT)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_is_complete_and_its_questions_say_what_they_must(folder: DatabaseFolder) -> None:
    questions = questions_of(folder)
    assert list(structure.find(questions)) == []
    assert len({example.id for example in questions.all}) == len(questions.all) > 0


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_schema_builds(folder: DatabaseFolder) -> None:
    with duckdb.connect(":memory:") as connection:
        for statement in schema_statements(folder.schema(), "duckdb"):
            connection.execute(statement)
        names = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    assert {name for (name,) in names} == {t.name for t in questions_of(folder).schema.tables}


def test_both_splits_are_there() -> None:
    assert {folder.split for folder in FOLDERS} == {"eval", "train"}
