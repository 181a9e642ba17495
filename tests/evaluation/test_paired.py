from __future__ import annotations

from dataclasses import replace

import pytest

from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import EMPTY_EVERYWHERE, Outcome
from sqlcoder.evaluation.paired import Tally, pair
from tests.evaluation import runs

RIGHT, WRONG, FAULT = Outcome.RIGHT, Outcome.WRONG, Outcome.GOLD_FAULT
PAIRED = pair(runs.earlier(), runs.run())


def test_the_tally_is_of_the_questions_that_count_in_both() -> None:
    # Of the 23 of the headline: 8 right now, of these 2 gained; 1 lost.
    assert PAIRED.tally == Tally(both=6, first=1, second=2, neither=14)
    assert PAIRED.tally.p == 1.0
    assert PAIRED.tally.difference.value == pytest.approx(1 / 23)


def test_the_tally_by_category_adds_up() -> None:
    tallies = {group.name: group.tally for group in PAIRED.categories}
    assert tallies["group_by"] == Tally(both=0, first=1, second=1, neither=1)
    assert sum(tally.n for tally in tallies.values()) == PAIRED.tally.n == 23


def test_changes_have_both_outcomes() -> None:
    found = {each.id: (each.before, each.after, each.gained, each.lost) for each in PAIRED.changes}
    assert found == {
        "keepers": (WRONG, RIGHT, True, False),
        "right-1": (Outcome.INVALID, RIGHT, True, False),
        "busy": (RIGHT, WRONG, False, True),
        "silent": (WRONG, Outcome.NO_QUERY, False, False),
    }


def test_p_says_which_differences_chance_explains() -> None:
    ids = [str(n) for n in range(20)]
    first = runs.small(*((id, WRONG) for id in ids))
    second = runs.small(*((id, RIGHT if int(id) < 6 else WRONG) for id in ids))
    tally = pair(first, second).tally
    assert tally == Tally(0, 0, 6, 14)
    assert tally.p == pytest.approx(2 / 64)
    assert tally.difference.interval.low > 0


def test_a_gold_fault_in_either_run_is_left_out() -> None:
    first = runs.small(("a", RIGHT), ("b", FAULT), ("c", RIGHT))
    second = runs.small(("a", FAULT), ("b", RIGHT), ("c", RIGHT))
    found = pair(first, second)
    assert found.tally == Tally(1, 0, 0, 0)
    assert found.changes == ()
    assert [(each.id, each.why) for each in found.left_out] == [
        ("a", "its gold doesn't run"), ("b", "its gold doesn't run"),
    ]  # fmt: skip


def test_an_empty_gold_is_left_out_of_the_tally() -> None:
    flags = (EMPTY_EVERYWHERE,)
    first = Run(runs.HEADER, (runs.record("a", Outcome.UNINFORMATIVE, flags=flags),), {})
    second = Run(runs.HEADER, (runs.record("a", WRONG, flags=flags),), {})
    found = pair(first, second)
    assert found.tally.n == 0
    assert [each.why for each in found.left_out] == ["its gold is empty, so it proves nothing"]
    assert not found.changes[0].counted


def test_only_the_same_question_is_compared() -> None:
    first = runs.small(("a", RIGHT), ("b", RIGHT), ("c", RIGHT))
    others = (
        runs.record("a", WRONG, question="Another question?"),
        runs.record("b", WRONG, database="bakery"),
        runs.record("d", RIGHT),
    )
    found = pair(first, Run(first.header, others, {}))
    assert found.tally.n == 0
    assert [(each.id, each.why) for each in found.left_out] == [
        ("a", "the question's text differs"),
        ("b", "only in the first run"),
        ("c", "only in the first run"),
        ("b", "only in the second run"),
        ("d", "only in the second run"),
    ]
    assert found.warnings == ("The runs share no question that counts, so nothing is compared.",)


def test_unanswerable_questions_are_changes_and_no_part_of_the_tally() -> None:
    def one(outcome: Outcome) -> Run:
        return Run(runs.HEADER, (runs.record("a", outcome, answerable=False),), {})

    found = pair(one(Outcome.ANSWERED), one(Outcome.ABSTAINED))
    assert (found.tally.n, found.left_out) == (0, ())
    assert [(each.gained, each.counted) for each in found.changes] == [(True, False)]


def test_another_question_set_or_database_is_a_warning() -> None:
    first = runs.small(("a", RIGHT))
    header = replace(first.header, sha256="cd" * 32, questions="other.jsonl", databases=("sqlite:///b.db",))
    found = pair(first, replace(first, header=header))
    assert found.tally.n == 1
    assert found.warnings == (
        "The runs are of different question sets (evaluation.jsonl abababab, other.jsonl cdcdcdcd): only "
        "questions of the same id and text are compared, and their golds may differ.",
        "The runs are of different databases: duckdb:///{database}.duckdb and sqlite:///b.db.",
    )
