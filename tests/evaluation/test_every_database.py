"""The example set on each kind of database: golds written for PostgreSQL, judged alike everywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.sources import load
from sqlcoder.demo.build import build
from sqlcoder.demo.statements import load as load_demo
from sqlcoder.evaluation.golds import written
from sqlcoder.evaluation.judge import Judge
from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.record import Prediction
from sqlcoder.evaluation.validate import ValidateGolds
from tests import servers
from tests.evaluation import ferries

EXAMPLES = load(Path(str(files("sqlcoder.demo").joinpath("evaluation.jsonl"))))


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build(tmp_path_factory.mktemp("demo") / "beekeeping.duckdb"))


@pytest.fixture(scope="module", params=["postgres", "mariadb", "sqlite", "duckdb"])
def url(request: pytest.FixtureRequest, duck: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "duckdb":
        yield duck
    elif request.param == "sqlite":
        path = tmp_path_factory.mktemp("demo") / "beekeeping.sqlite"
        with closing(sqlite3.connect(path)) as connection:
            load_demo(connection.execute, "sqlite")
            connection.commit()
        yield str(path)
    elif request.param == "postgres":
        server: servers.Server = request.getfixturevalue("postgres_server")
        servers.postgres_admin(server).execute("CREATE DATABASE beekeeping")
        with servers.postgres_admin(server, "beekeeping") as admin:
            admin.execute(f"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {servers.READER}")
            load_demo(lambda sql: admin.execute(sql.encode()), "postgres")
        yield server.url("beekeeping")
        servers.postgres_admin(server).execute("DROP DATABASE beekeeping WITH (FORCE)")
    else:
        server = request.getfixturevalue("mariadb_server")
        with closing(servers.mariadb_admin(server)) as connection:
            cursor = connection.cursor()
            cursor.execute("CREATE DATABASE beekeeping")
            cursor.execute("USE beekeeping")
            cursor.execute(f"GRANT SELECT, SHOW VIEW ON beekeeping.* TO {servers.READER}")
            load_demo(cursor.execute, "mysql")
            yield server.url("beekeeping")
            cursor.execute("DROP DATABASE beekeeping")


def test_every_gold_runs_and_its_own_answer_is_right(url: str) -> None:
    scene = ferries.scene(url)
    wrong = []
    with scene.open() as instances:
        judge = Judge(instances, scene.terms)
        for example in EXAMPLES:
            instance = instances.of(example)[0]
            for gold in example.golds:
                found = judge.judge(example, Prediction(written(gold, example, instance, scene.terms)))
                if found.outcome is not Outcome.RIGHT:
                    wrong.append((example.id, found.outcome, found.why))
    assert wrong == []


def test_translated_golds_give_the_rows_of_the_reference(url: str, duck: str) -> None:
    with ValidateGolds(ferries.scene(url), duck).open() as validate:
        found = [validate(example) for example in EXAMPLES]
    assert [check for check in found if not check.is_sound] == []


def test_names_may_be_qualified_with_their_schema(postgres_server: servers.Server) -> None:
    servers.postgres_admin(postgres_server).execute("CREATE DATABASE harbour")
    with servers.postgres_admin(postgres_server, "harbour") as admin:
        admin.execute("CREATE SCHEMA north")
        admin.execute(f"GRANT USAGE ON SCHEMA north TO {servers.READER}")
        admin.execute("CREATE TABLE north.boats (boat_id INTEGER PRIMARY KEY, name TEXT)")
        admin.execute("INSERT INTO north.boats VALUES (1, 'Alba'), (2, 'Bo')")
        admin.execute(f"GRANT SELECT ON north.boats TO {servers.READER}")
    scene = ferries.scene(postgres_server.url("{database}"))
    example = Example("b", "harbour", "Which boats?", (Gold("SELECT boats.name FROM north.boats"),))
    with scene.open() as instances:
        judge = Judge(instances, scene.terms)
        assert judge.judge(example, Prediction("SELECT name FROM north.boats")).outcome is Outcome.RIGHT
        assert judge.judge(example, Prediction("SELECT name FROM south.boats")).outcome is Outcome.INVALID


def test_a_connection_that_is_closed_costs_no_question(postgres_server: servers.Server) -> None:
    servers.postgres_admin(postgres_server).execute("CREATE DATABASE quay")
    with servers.postgres_admin(postgres_server, "quay") as admin:
        admin.execute("CREATE TABLE boats (boat_id INTEGER PRIMARY KEY, name TEXT)")
        admin.execute("INSERT INTO boats VALUES (1, 'Alba'), (2, 'Bo')")
        admin.execute(f"GRANT SELECT ON boats TO {servers.READER}")
    scene = ferries.scene(postgres_server.url("quay"))
    example = Example("b", "quay", "Which boats?", (Gold("SELECT boats.name FROM boats"),))
    with scene.open() as instances:
        judge = Judge(instances, scene.terms)
        suicide = judge.judge(example, Prediction("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert suicide.outcome is Outcome.REFUSED
        for _ in range(2):
            assert judge.judge(example, Prediction("SELECT name FROM boats")).outcome is Outcome.RIGHT
            servers.postgres_admin(postgres_server).execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'quay'"
            )
