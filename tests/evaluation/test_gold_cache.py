from __future__ import annotations

from pathlib import Path

import pytest

from sqlcoder.evaluation.gold_cache import GoldCache, Results
from sqlcoder.results.result_set import ResultSet

RESULTS: Results = (ResultSet(("a",), ((1,), (None,))),)


class Counted:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Results:
        self.calls += 1
        return RESULTS


def test_a_gold_runs_once_for_all_who_want_its_rows(tmp_path: Path) -> None:
    run = Counted()
    for _ in range(3):
        assert GoldCache(tmp_path / "golds").get(("db", "SELECT 1"), run) == RESULTS
    assert run.calls == 1
    GoldCache(tmp_path / "golds").get(("db", "SELECT 2"), run)
    assert run.calls == 2


def test_rows_are_for_their_owner_only(tmp_path: Path) -> None:
    GoldCache(tmp_path / "golds").get("key", Counted())
    file = next((tmp_path / "golds").iterdir())
    assert (file.parent.stat().st_mode | file.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"abc", b"\0" * 8, b"\0\0\0\0\0\0\0\5hello", None])
def test_what_is_damaged_is_run_again(tmp_path: Path, damage: bytes | None) -> None:
    run = Counted()
    cache = GoldCache(tmp_path / "golds")
    cache.get("key", run)
    file = next((tmp_path / "golds").iterdir())
    file.write_bytes(file.read_bytes()[:-5] if damage is None else damage)
    assert cache.get("key", run) == RESULTS
    assert run.calls == 2
    assert cache.get("key", run) == RESULTS
    assert run.calls == 2


def test_a_folder_that_cannot_be_written_costs_time_and_no_answer(tmp_path: Path) -> None:
    (tmp_path / "golds").write_text("a file where the folder should be")
    assert GoldCache(tmp_path / "golds").get("key", Counted()) == RESULTS


def test_the_cache_of_a_run_is_kept_while_its_log_is_there_and_no_longer(tmp_path: Path) -> None:
    out = tmp_path / "run.jsonl"
    run = Counted()
    GoldCache.of_run(tmp_path, out).get("key", run)
    out.write_text("{}\n")
    GoldCache.of_run(tmp_path, out).get("key", run)
    assert run.calls == 1
    out.unlink()
    GoldCache.of_run(tmp_path, out).get("key", run)
    assert run.calls == 2
    GoldCache.of_run(tmp_path, tmp_path / "other.jsonl").get("key", run)
    assert run.calls == 3
