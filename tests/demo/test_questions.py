from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from sqlcoder.demo.questions import Question, glossary, questions
from sqlcoder.demo.rows import tables


def test_there_are_five_for_the_demo_and_ten_more() -> None:
    found = questions()
    assert len(found) == 15
    assert len({q.id for q in found}) == 15
    assert len({q.question for q in found}) == 15
    assert all(q.question.endswith("?") for q in found)


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.id)
def test_gold_returns_rows_with_values(duck: duckdb.DuckDBPyConnection, question: Question) -> None:
    found = duck.execute(question.sql).fetchall()
    assert 1 <= len(found) <= 40
    assert all(cell is not None for row in found for cell in row)


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.id)
def test_gold_names_the_table_of_every_column(question: Question) -> None:
    tree = sqlglot.parse_one(question.sql, read="postgres")
    # A name that the query itself gave may stand alone where it is sorted by.
    given = {alias.alias for alias in tree.find_all(exp.Alias)}
    bare = [column.name for column in tree.find_all(exp.Column) if not column.table]
    assert [name for name in bare if name not in given] == []


def test_the_demo_asks_about_a_limit_that_no_tie_makes_unclear(duck: duckdb.DuckDBPyConnection) -> None:
    limited = [q for q in questions() if " LIMIT " in q.sql]
    assert len(limited) == 2
    for question in limited:
        shown = duck.execute(question.sql).fetchall()
        every = duck.execute(question.sql.split(" LIMIT ")[0]).fetchall()
        assert every[len(shown)][-1] < shown[-1][-1], question.id


def test_the_glossary_names_only_what_exists() -> None:
    names = {table.name for table in tables()} | {column for t in tables() for column in t.columns}
    for part in glossary().split("`")[1::2]:
        words = part.replace(".", " ").replace("*", " ").split()
        assert set(words) <= names | {"forage", "winter"}, part


def test_the_page_shows_every_question_and_the_size_of_every_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "demo.md").read_text(encoding="utf-8")
    assert [q.question for q in questions() if q.question not in page] == []
    assert [t.name for t in tables() if f"| {t.name} | {len(t.rows):,} |" not in page] == []
