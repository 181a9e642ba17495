"""Every operator's mutants, word for word; every rule where it applies, and where it nearly does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sqlcoder.errors import UnsafeQuery
from sqlcoder.sql.mutate import OPERATORS, Mutant, Mutation, mutants
from sqlcoder.sql.mutations.rules import RULES
from sqlcoder.sql.statement import read
from sqlcoder.sql.tree import write
from tests.sql.corpus import Case, corpus_schema, honest
from tests.sql.harbour import HARBOUR

FIXTURES = Path(__file__).parents[1] / "fixtures" / "mutants"


def sections(file: str) -> list[tuple[str, str]]:
    """Return the titles of a fixture and the text under each."""
    text = (FIXTURES / file).read_text(encoding="utf-8")
    return re.findall(r"^== (.+)\n((?:(?!== ).*\n?)*)", text, re.MULTILINE)


OPERATOR_CASES = [
    (title.removesuffix(" (ordered)"), title.endswith(" (ordered)"), *block.split("\n-> "))
    for title, text in sections("operators.txt")
    for block in text.strip().split("\n\n")
]


@pytest.mark.parametrize("case", OPERATOR_CASES, ids=lambda case: f"{case[0]}: {case[2][:60]}")
def test_an_operator_makes_these_mutants(case: tuple[str, bool, str]) -> None:
    operator, ordered, sql, *expected = case
    made = mutants(sql, "postgres", HARBOUR, ordered=ordered).mutants
    assert [mutant.sql for mutant in made if mutant.operator == operator] == expected
    assert expected


def test_every_operator_has_two_queries_at_least() -> None:
    names = [case[0] for case in OPERATOR_CASES]
    assert list(dict.fromkeys(names)) == list(OPERATORS)
    assert min(names.count(operator) for operator in OPERATORS) >= 2


def rule_cases() -> list[tuple[str, str, str, str]]:
    found = []
    for rule, text in sections("rules.txt"):
        operator = ""
        for line in text.strip().splitlines():
            answer, _, sql = line.partition(": ")
            if sql:
                found.append((rule, operator, answer, sql))
            else:
                operator = line
    return found


RULE_CASES = rule_cases()


@pytest.mark.parametrize(("rule", "operator", "answer", "sql"), RULE_CASES)
def test_a_rule_applies_where_it_is_proved(rule: str, operator: str, answer: str, sql: str) -> None:
    found = mutants(sql, "postgres", HARBOUR, ordered=True)
    rules = [equivalent.rule for equivalent in found.equivalent if equivalent.operator == operator]
    made = [mutant for mutant in found.mutants if mutant.operator == operator]
    if answer == "yes":
        assert rule in rules
    else:
        assert rule not in rules
        assert made


def test_every_rule_has_a_case_for_and_one_against_with_each_operator_it_names() -> None:
    assert {case[0] for case in RULE_CASES} == {rule.name for rule in RULES}
    for rule in RULES:
        answers = {answer for name, _, answer, _ in RULE_CASES if name == rule.name}
        assert answers == {"yes", "no"}, rule.name
        assert {case[1] for case in RULE_CASES if case[0] == rule.name} <= rule.operators


QUERIES = sorted({case[2] for case in OPERATOR_CASES} | {case[3] for case in RULE_CASES})


@pytest.mark.parametrize("sql", QUERIES)
def test_mutants_parse_and_are_all_different(sql: str) -> None:
    found = mutants(sql, "postgres", HARBOUR, ordered=True).mutants
    texts = [mutant.sql for mutant in found]
    assert len({*texts, sql}) == len(texts) + 1
    for text in texts:
        assert write(read(text, "postgres"), "postgres") == text
        assert text != write(read(sql, "postgres"), "postgres")
        # A mutant is a query like any other: it can be changed again.
        again = mutants(text, "postgres", HARBOUR, ordered=True)
        assert again.mutants or again.equivalent


@pytest.mark.parametrize("sql", QUERIES[::7])
def test_mutants_come_in_the_same_order_every_time(sql: str) -> None:
    once, again = (mutants(sql, "postgres", HARBOUR, ordered=True) for _ in range(2))
    assert once == again
    places = [list(OPERATORS).index(mutant.operator) for mutant in once.mutants]
    assert places == sorted(places)


def changes(found: Mutation, operator: str) -> list[str]:
    return [mutant.change for mutant in found.mutants if mutant.operator == operator]


def test_a_change_is_told_in_plain_words() -> None:
    sql = "SELECT ports.name FROM ports WHERE ports.depth_m > 5 ORDER BY ports.name LIMIT 3"
    found = mutants(sql, "postgres", HARBOUR, ordered=True)
    assert changes(found, "condition dropped") == ["the condition ports.depth_m > 5 is gone"]
    assert changes(found, "bound off by one") == ["ports.depth_m > 5 became ports.depth_m >= 5"]
    assert changes(found, "ORDER BY dropped") == ["the rows are no longer sorted by ports.name"]
    assert changes(found, "LIMIT off by one") == ["LIMIT 3 became LIMIT 4", "LIMIT 3 became LIMIT 2"]
    without = sql.replace(" WHERE ports.depth_m > 5", "")
    assert found.mutants[0] == Mutant("condition dropped", without, "the condition ports.depth_m > 5 is gone")


def test_a_change_of_a_column_that_is_not_compared_is_left_out() -> None:
    sql = "SELECT ports.name, ports.closed_on, COUNT(*) OVER () FROM ports"
    every = mutants(sql, "postgres", HARBOUR, ordered=False)
    some = mutants(sql, "postgres", HARBOUR, ordered=False, compared=frozenset({0, 1}))
    assert "COUNT of rows and values" in {mutant.operator for mutant in every.mutants}
    assert {mutant.operator for mutant in some.mutants} == {"other column", "DISTINCT added"}
    none = mutants(sql, "postgres", HARBOUR, ordered=False, compared=frozenset())
    assert {mutant.operator for mutant in none.mutants} == {"DISTINCT added"}


def test_a_column_that_is_grouped_by_counts_though_it_is_not_compared() -> None:
    sql = "SELECT ports.country, COUNT(*) FROM ports GROUP BY ports.country"
    found = mutants(sql, "postgres", HARBOUR, ordered=False, compared=frozenset({1}))
    assert "SELECT ports.name AS country, COUNT(*) FROM ports GROUP BY ports.name" in [
        mutant.sql for mutant in found.mutants
    ]


def test_order_counts_only_where_it_is_asked_for() -> None:
    sql = "SELECT ports.name FROM ports ORDER BY ports.depth_m DESC"
    found = mutants(sql, "postgres", HARBOUR, ordered=False)
    assert {e.rule for e in found.equivalent if e.operator == "ASC and DESC"} == {"the order doesn't count"}
    assert "ASC and DESC" in {m.operator for m in mutants(sql, "postgres", HARBOUR, ordered=True).mutants}


def test_a_cte_and_a_subquery_are_changed_too() -> None:
    sql = (
        "WITH cte_deep AS (SELECT ports.port_id FROM ports WHERE ports.depth_m > 5) SELECT COUNT(*) FROM "
        "crossings WHERE crossings.to_port_id IN (SELECT cte_deep.port_id FROM cte_deep)"
    )
    made = [mutant.sql for mutant in mutants(sql, "postgres", HARBOUR, ordered=False).mutants]
    assert sql.replace(" WHERE ports.depth_m > 5", "") in made
    assert sql.replace("> 5", ">= 5") in made


@pytest.mark.parametrize("dialect", ["sqlite", "mysql", "duckdb"])
def test_other_dialects_have_mutants_of_their_own(dialect: str) -> None:
    written = {"sqlite": "STRFTIME('%Y', crossings.left_at)", "mysql": "YEAR(crossings.left_at)"}
    year = written.get(dialect, "EXTRACT(YEAR FROM crossings.left_at)")
    month = year.replace("%Y", "%m").replace("YEAR", "MONTH")
    found = mutants(f"SELECT {year} FROM crossings", dialect, HARBOUR, ordered=False)
    assert f"SELECT {month} FROM crossings" in [mutant.sql for mutant in found.mutants]


@pytest.mark.parametrize("case", honest(), ids=lambda case: case.id)
def test_any_query_has_mutants_that_can_be_read(case: Case) -> None:
    for dialect in case.dialects:
        for mutant in mutants(case.sql, dialect, corpus_schema(dialect), ordered=True).mutants:
            assert write(read(mutant.sql, dialect), dialect) == mutant.sql


def test_what_is_no_query_is_refused() -> None:
    with pytest.raises(UnsafeQuery, match="can't be read"):
        mutants("SELECT FROM WHERE", "postgres", HARBOUR, ordered=False)
