from __future__ import annotations

import pytest

from sqlcoder.errors import UnsafeQuery
from sqlcoder.schema.model import Column, ForeignKey, Schema, Table
from sqlcoder.sql.exact_set import differences, exact_set_match
from sqlcoder.sql.hardness import LEVELS, hardness
from tests.sql.corpus import Case, honest

SCHEMA = Schema(
    "sqlite",
    (
        Table("ferry", (Column("ferry_id", "INT"), Column("name", "TEXT"), Column("built", "INT"))),
        Table(
            "crossing",
            (Column("crossing_id", "INT"), Column("ferry_id", "INT"), Column("cars", "INT")),
            foreign_keys=(ForeignKey(("ferry_id",), "ferry", ("ferry_id",)),),
        ),
    ),
)
JOINED = "FROM ferry JOIN crossing ON ferry.ferry_id = crossing.ferry_id"

SAME = [
    ("SELECT name, built FROM ferry", "select BUILT, Name from FERRY"),
    ("SELECT name FROM ferry WHERE built > 1990", "SELECT name FROM ferry WHERE built > 2005"),
    ("SELECT name FROM ferry WHERE name = 'a'", "SELECT name FROM ferry WHERE name = 'b' -- so"),
    (
        "SELECT name FROM ferry WHERE built > 1 AND name = 'a'",
        "SELECT name FROM ferry WHERE name = 'a' AND built > 1",
    ),
    (f"SELECT ferry.name {JOINED}", "SELECT f.name FROM crossing c JOIN ferry f ON c.ferry_id = f.ferry_id"),
    (f"SELECT name, cars {JOINED}", f"SELECT crossing.cars, ferry.name {JOINED}"),
    (f"SELECT ferry.ferry_id {JOINED}", f"SELECT crossing.ferry_id {JOINED}"),
    ("SELECT COUNT(DISTINCT name) FROM ferry", "SELECT COUNT(name) FROM ferry"),
    ("SELECT DISTINCT name FROM ferry", "SELECT name FROM ferry"),
    ("SELECT name FROM ferry WHERE name = 'Alkedo'", 'SELECT name FROM ferry WHERE "name" = "Alkedo"'),
    ('SELECT COUNT(*) AS n FROM ferry ORDER BY "n"', "SELECT COUNT(*) FROM ferry ORDER BY COUNT(*)"),
    ("SELECT name AS n FROM ferry", "SELECT name FROM ferry"),
    (
        "SELECT name, COUNT(*) FROM ferry GROUP BY name ORDER BY COUNT(*) DESC LIMIT 1",
        "SELECT COUNT(*) AS n, name FROM ferry GROUP BY 2 ORDER BY n DESC LIMIT 5",
    ),
    ("SELECT name FROM ferry ORDER BY 1", "SELECT name FROM ferry ORDER BY name"),
    (
        "SELECT name FROM ferry WHERE built IN (SELECT cars FROM crossing WHERE cars > 3 AND cars = 1)",
        "SELECT name FROM ferry WHERE built IN (SELECT c.cars FROM crossing c WHERE cars = 2 AND cars > 9)",
    ),
    (
        "SELECT name FROM ferry f WHERE EXISTS (SELECT 1 FROM crossing c WHERE c.ferry_id = f.ferry_id)",
        "SELECT name FROM ferry WHERE EXISTS (SELECT 2 FROM crossing x WHERE x.ferry_id = ferry.ferry_id)",
    ),
    (
        "SELECT name FROM ferry UNION SELECT cars FROM crossing",
        "SELECT name FROM ferry UNION SELECT c.cars FROM crossing c",
    ),
    (
        "WITH c AS (SELECT cars FROM crossing) SELECT MAX(cars) FROM c",
        "SELECT MAX(d.cars) FROM (SELECT cars FROM crossing) AS d",
    ),
    (
        "SELECT name FROM ferry WHERE built = 1 OR built = 2",
        "SELECT name FROM ferry WHERE (built = 3 OR built = 4)",
    ),
    (
        "SELECT name FROM ferry GROUP BY name HAVING COUNT(*) > 1",
        "SELECT name FROM ferry GROUP BY name HAVING COUNT(*) > 2",
    ),
    ("(SELECT name FROM ferry) ORDER BY name", "SELECT name FROM ferry ORDER BY name"),
    ("SELECT * FROM ferry", "SELECT * FROM ferry"),
    ("SELECT 1", "SELECT 2"),
]

DIFFERENT = [
    ("SELECT name FROM ferry", "SELECT built FROM ferry", ("select",)),
    ("SELECT name FROM ferry", "SELECT name, built FROM ferry", ("select",)),
    ("SELECT MIN(built) FROM ferry", "SELECT MAX(built) FROM ferry", ("select",)),
    ("SELECT name FROM ferry", f"SELECT name {JOINED}", ("tables",)),
    ("SELECT name FROM ferry WHERE built > 1", "SELECT name FROM ferry WHERE built >= 1", ("where",)),
    ("SELECT name FROM ferry WHERE built > 1", "SELECT name FROM ferry", ("where",)),
    (
        "SELECT name FROM ferry WHERE built = 1 OR name = 'a'",
        "SELECT name FROM ferry WHERE built = 1 AND name = 'a'",
        ("connectives",),
    ),
    (
        "SELECT name FROM ferry WHERE name LIKE 'a'",
        "SELECT name FROM ferry WHERE name NOT LIKE 'a'",
        ("where",),
    ),
    ("SELECT MAX(built) FROM ferry GROUP BY name", "SELECT MAX(built) FROM ferry GROUP BY built", ("group",)),
    (
        "SELECT name FROM ferry GROUP BY name HAVING COUNT(*) > 1",
        "SELECT name FROM ferry GROUP BY name HAVING SUM(built) > 1",
        ("having",),
    ),
    ("SELECT name FROM ferry ORDER BY name", "SELECT name FROM ferry ORDER BY name DESC", ("order",)),
    (
        "SELECT name FROM ferry ORDER BY name, built",
        "SELECT name FROM ferry ORDER BY built, name",
        ("order",),
    ),
    ("SELECT name FROM ferry ORDER BY name LIMIT 1", "SELECT name FROM ferry ORDER BY name", ("limit",)),
    (
        "SELECT name FROM ferry UNION SELECT name FROM ferry",
        "SELECT name FROM ferry EXCEPT SELECT name FROM ferry",
        ("set_operation",),
    ),
    (
        "SELECT name FROM ferry WHERE ferry_id IN (SELECT ferry_id FROM crossing)",
        "SELECT name FROM ferry WHERE ferry_id IN (SELECT crossing_id FROM crossing)",
        ("where",),
    ),
    (
        "WITH c AS (SELECT cars FROM crossing) SELECT * FROM c",
        "WITH c AS (SELECT crossing_id FROM crossing) SELECT * FROM c",
        ("tables",),
    ),
]


@pytest.mark.parametrize(("gold", "predicted"), SAME)
def test_the_same_parts_match(gold: str, predicted: str) -> None:
    assert differences(gold, predicted, "sqlite", SCHEMA) == ()
    assert exact_set_match(predicted, gold, "sqlite", SCHEMA)


@pytest.mark.parametrize(("gold", "predicted", "parts"), DIFFERENT)
def test_other_parts_dont_match(gold: str, predicted: str, parts: tuple[str, ...]) -> None:
    assert differences(gold, predicted, "sqlite", SCHEMA) == parts
    assert not exact_set_match(predicted, gold, "sqlite", SCHEMA)


def test_qualify_is_compared() -> None:
    gold = "SELECT name FROM ferry QUALIFY RANK() OVER (ORDER BY built) = 1"
    assert differences(gold, gold.replace("built", "name"), "duckdb") == ("qualify",)


def test_keys_and_owners_need_the_schema() -> None:
    gold, predicted = f"SELECT ferry.ferry_id {JOINED}", f"SELECT crossing.ferry_id {JOINED}"
    assert differences(gold, predicted, "sqlite") == ("select",)
    assert differences(f"SELECT cars {JOINED}", f"SELECT crossing.cars {JOINED}", "sqlite") == ("select",)


def test_what_cant_be_read_is_refused() -> None:
    with pytest.raises(UnsafeQuery, match="can't be read as SQLite"):
        exact_set_match("SELECT 1", "SELECT FROM", "sqlite")


def test_ctes_that_double_each_other_take_no_time() -> None:
    steps = ", ".join(f"c{n} AS (SELECT a.x FROM c{n - 1} a, c{n - 1} b)" for n in range(1, 60))
    sql = f"WITH c0 AS (SELECT name AS x FROM ferry), {steps} SELECT x FROM c59"
    assert exact_set_match(sql, sql, "postgres")


def test_a_thousand_conditions_are_compared() -> None:
    sql = "SELECT name FROM ferry WHERE " + " OR ".join(f"built = {n}" for n in range(2000))
    assert exact_set_match(sql, sql, "sqlite")


def test_an_endless_expression_is_refused() -> None:
    with pytest.raises(UnsafeQuery, match=r"an expression too long to be compared\.") as caught:
        exact_set_match("SELECT 1", "SELECT 1" + " + 1" * 20_000, "sqlite")
    assert caught.value.fix == "Write it with fewer operators."


@pytest.mark.parametrize("case", honest(), ids=lambda case: case.id)
def test_every_honest_query_matches_itself(case: Case) -> None:
    for dialect in case.dialects:
        assert exact_set_match(case.sql, case.sql, dialect)
        assert hardness(case.sql, dialect) in LEVELS
