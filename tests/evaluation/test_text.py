from __future__ import annotations

import json
from dataclasses import replace

from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.paired import pair
from sqlcoder.evaluation.summary import summarise
from sqlcoder.evaluation.text import pairing_text, summary_json, summary_text
from tests.evaluation import runs

TEXT = summary_text(summarise(runs.run()))
PAIRED = pairing_text(pair(runs.earlier(), runs.run()))


def test_every_rate_has_its_n_and_interval() -> None:
    assert "| right                         | 34.8% (95% 18.8-55.1, n=23) |" in TEXT
    assert "| false refusals                |   3.8% (95% 0.7-18.9, n=26) |" in TEXT
    assert "| soft F1                   | 67.4% (95% " in TEXT


def test_every_outcome_has_a_row() -> None:
    lines = TEXT.splitlines()
    for outcome in Outcome:
        assert any(line.startswith(f"| {outcome} ") and line.count("|") == 4 for line in lines), outcome


def test_a_failing_baseline_is_the_first_line() -> None:
    record = runs.record("a", Outcome.RIGHT)
    record = replace(record, judgement=replace(record.judgement, baselines={"always 1": True}))
    found = summary_text(summarise(Run(runs.HEADER, (record,), {})))
    assert found.startswith('Warning: The baseline "always 1" is right on 1 of 1 questions (100.0%)')


def test_a_run_without_warnings_starts_with_its_name() -> None:
    assert summary_text(summarise(runs.small(("a", Outcome.RIGHT)))).startswith(
        "# Small model, first prompt\n"
    )


def test_faults_are_listed() -> None:
    assert 'Gold faults, not counted:\n- fault: Gold 1 on main: there is no table "hivess".' in TEXT


def test_text_of_a_model_stays_on_its_line() -> None:
    record = runs.record("a\nb", Outcome.GOLD_FAULT, why="one\n# two \x1b[31m|", category="x | y\x07")
    other = runs.record("c", Outcome.RIGHT, category="x | y\x07")
    found = summary_text(summarise(Run(runs.HEADER, (record, other), {})))
    assert "- a b: one # two \\x1b[31m|" in found
    assert "| x \\| y\\x07 |" in found


def test_a_pairing_says_what_changed() -> None:
    assert "6 right in both, 2 gained, 1 lost, 14 in neither." in PAIRED
    assert "Difference: +4.3 points (95% -12.3 to +20.7); McNemar's exact p = 1.000." in PAIRED
    assert "| busy     |       right |    wrong |   lost | beekeeping |" in PAIRED
    assert "- fault: its gold doesn't run" in PAIRED


def test_many_changes_are_cut() -> None:
    ids = [str(n) for n in range(60)]
    first, second = (runs.small(*((id, outcome) for id in ids)) for outcome in (Outcome.WRONG, Outcome.RIGHT))
    found = pairing_text(pair(first, second))
    assert "... and 10 more that changed." in found
    assert "p < 0.001" in found


def test_runs_that_share_nothing_are_said_to() -> None:
    found = pairing_text(pair(runs.small(("a", Outcome.RIGHT)), runs.small(("b", Outcome.RIGHT))))
    assert found.startswith("Warning: The runs share no question that counts")
    assert "McNemar" not in found


def test_json_holds_the_same_numbers() -> None:
    found = json.loads(json.dumps(summary_json(summarise(runs.run())), allow_nan=False))
    assert (found["right"]["k"], found["right"]["n"], round(found["right"]["low"], 3)) == (8, 23, 0.188)
    assert found["outcomes"][2] == {"outcome": "wrong", "answerable": 7, "unanswerable": 0}
    assert found["header"]["name"] == "Small model, first prompt"
    assert found["baselines"]["always 1"]["n"] == 23
