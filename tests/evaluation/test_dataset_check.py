"""The checks that run golds find what was planted for them, and sound questions pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.dataset.build import Instance, build, store_of
from sqlcoder.dataset.build_store import Store
from sqlcoder.dataset.database import SEEDS, DatabaseFolder
from sqlcoder.dataset.questions import questions_of, without_questions
from sqlcoder.errors import LogError
from sqlcoder.evaluation.dataset_check import CHECKS, CheckQuestions, Question, Result, log_id, lost
from sqlcoder.evaluation.dataset_report import Report, report
from sqlcoder.evaluation.scene import Scene
from sqlcoder.evaluation.terms import Terms
from tests import servers
from tests.dataset import bakery
from tests.dataset.bakery import question

SALES = "SELECT COUNT(*) AS n FROM sales WHERE sales.pieces > "
PLANTED: list[tuple[dict[str, Any], str, str, bool]] = [
    (question("q", "Old?", "SELECT shops.age FROM shops"), "runs", "age", True),
    (question("q", "Old?", "SELECT shops.name FROM shops WHERE shops.town = 'Rome'"), "rows", "0 of 3", True),
    (
        question("q", "Old?", "SELECT MAX(sales.pieces) AS m FROM sales WHERE sales.pieces > 99"),
        "rows",
        "nothing but NULL or 0",
        False,
    ),
    (
        question(
            "q", "Old?", gold=[{"sql": SALES + "3", "variants": {"sqlite": SALES.replace(">", ">=") + "3"}}]
        ),
        "sqlite",
        "Its rows are not those on",
        True,
    ),
    (
        question("q", "Old?", "SELECT shops.name FROM shops WHERE shops.shop_id > 0"),
        "mutants",
        "condition dropped",
        False,
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Store]:
    """Places with the bakery's instances, of three seeds each."""
    folder = tmp_path_factory.mktemp("bakery")
    database = bakery.folder(folder)
    stores = {kind: store_of(kind, folder / "data", None) for kind in ("duckdb", "sqlite")}
    for each in stores.values():
        for seed in SEEDS:
            build(Instance(database, seed), each)
    return stores.__getitem__


def work(**stores: Store) -> CheckQuestions:
    """Return the work over the first place, compared on the others."""
    terms = Terms(limits=Limits(seconds=5, rows=100_000), metrics=())

    def scenes(store: Store, seeds: tuple[int, ...]) -> dict[str, Scene]:
        urls = tuple(store.location("eval", "{database}", seed) for seed in seeds)
        return {"eval": Scene(urls, terms, samples=False)}

    main, *others = stores
    return CheckQuestions(scenes(stores[main], SEEDS), {o: scenes(stores[o], SEEDS[:1]) for o in others})


def checked(work: CheckQuestions, folder: DatabaseFolder) -> dict[str, Result]:
    asked = questions_of(folder)
    with work.open() as check:
        return {asked.key(e): Result.from_json(check(Question(folder, e))) for e in asked.all}


def test_sound_questions_pass(tmp_path: Path, store: Callable[[str], Store]) -> None:
    folder = bakery.folder(tmp_path)
    results = checked(work(duckdb=store("duckdb"), sqlite=store("sqlite")), folder)
    assert len(results) == len(bakery.SOUND)
    assert not [each for result in results.values() for each in result.findings if each.fault]
    assert sum(result.mutants.get("caught", 0) for result in results.values()) > 20
    assert results["bakery/weather"].mutants == {}


@pytest.mark.parametrize(("planted", "check", "what", "fault"), PLANTED)
def test_a_planted_fault_is_found(
    tmp_path: Path,
    store: Callable[[str], Store],
    planted: dict[str, Any],
    check: str,
    what: str,
    fault: bool,
) -> None:
    folder = bakery.folder(tmp_path, (planted,))
    found = checked(work(duckdb=store("duckdb"), sqlite=store("sqlite")), folder)["bakery/q"].findings
    assert check in CHECKS
    assert [each for each in found if each.check == check and what in each.what and each.fault is fault]
    assert not [each for each in found if each.fault and each.check != check]


def test_what_differs_on_postgres_is_found(
    tmp_path: Path, store: Callable[[str], Store], postgres_server: servers.Server
) -> None:
    sql = SALES + "3"
    there = {"duckdb": SALES + "4"}
    gold = [{"sql": sql, "variants": there}]
    folder = bakery.folder(tmp_path, (question("other", "A?", gold=gold), question("same", "B?", sql)))
    url = f"postgresql://postgres:{servers.ADMIN_PASSWORD}@127.0.0.1:{postgres_server.port}"
    server = store_of("postgres", tmp_path, url)
    build(Instance(folder, 1), server)
    try:
        results = checked(work(duckdb=store("duckdb"), postgres=server), folder)
    finally:
        with servers.postgres_admin(postgres_server) as admin:
            admin.execute("DROP DATABASE bakery_1 WITH (FORCE)")
    faults = {key: [f.check for f in result.findings if f.fault] for key, result in results.items()}
    assert faults == {"bakery/other": ["postgres"], "bakery/same": []}
    assert servers.ADMIN_PASSWORD not in str(results)


def reported(*findings: Any, tmp_path: Path, mutants: dict[str, int]) -> Report:
    asked = questions_of(bakery.folder(tmp_path))
    results = {asked.key(e): lost_result(asked.key(e), mutants) for e in asked.all}
    return report([asked], results, ["sqlite"])


def lost_result(key: str, mutants: dict[str, int]) -> Result:
    return Result.from_json({**lost(f"{key} 0123", "it was killed"), "mutants": mutants, "seconds": 0.5})


def test_a_report_counts_faults_and_holds_the_bars(tmp_path: Path) -> None:
    found = reported(tmp_path=tmp_path, mutants={"caught": 9, "missed": 1, "equivalent": 5})
    assert not found.passed
    bars = {bar.name: (bar.k, bar.n, bar.reached) for bar in found.bars}
    assert bars["mutants caught, eval"] == (45, 50, False)
    assert bars["mutants left out as equivalent, eval"] == (25, 75, False)
    text = found.text()
    assert "5 questions checked, 0.50 s of work a question: faults were found, or a bar is missed." in text
    assert "bakery/open-shops: its queries can't be run: it was killed." in text
    assert "postgres:" not in text
    values = found.as_json()
    assert values["passed"] is False
    assert {each["name"]: each["faults"] for each in values["checks"]}["runs"] == 5


def test_a_line_of_the_log_is_of_question_rows_and_glossary(tmp_path: Path) -> None:
    folder = bakery.folder(tmp_path)
    asked = questions_of(folder)
    one, other = asked.all[:2]
    ids = {
        log_id(asked, one, "x", True),
        log_id(asked, other, "x", True),
        log_id(asked, one, "y", True),
        log_id(asked, one, "x", False),
    }
    (folder.path / "glossary.md").write_text("Other words.")
    assert len(ids | {log_id(without_questions(folder), one, "x", True)}) == 5


def test_a_line_of_another_log_is_refused() -> None:
    with pytest.raises(LogError, match="none of a check of data sets"):
        Result.from_json({"looked": {"findings": [], "forms": [], "tables": [], "columns": []}})
