"""The process of its own: it is replaced when it dies, ends with its parent, and hands over errors whole."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.databases.isolated import Isolated
from sqlcoder.errors import ConnectionFailed, QueryFailed, QueryTimeout, SchemaError
from tests.databases.interrupts import interrupted_after
from tests.unguarded import unguarded

ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT sum(n) FROM t"
SQLITE = "sqlcoder.databases.sqlite:Sqlite"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "shop.db"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (5);")
    return file


@pytest.fixture
def database(path: Path) -> Iterator[Isolated]:
    with Isolated.open(SQLITE, str(path), Limits()) as opened:
        yield opened


def run(database: Isolated, sql: str, seconds: float = 10) -> tuple[tuple[object, ...], ...]:
    return database.run(unguarded(sql, "sqlite"), Limits(seconds=seconds)).rows


def child(database: Isolated) -> int:
    process = database._process
    assert process is not None
    return process.pid


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        # One that has ended but that nobody asked after, as in a container without an init.
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self/stat").exists()


def test_a_process_that_was_killed_is_replaced(database: Isolated) -> None:
    first = child(database)
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)
    assert run(database, "SELECT a FROM t") == ((5,),)
    assert child(database) != first


def test_a_process_killed_during_a_query(database: Isolated) -> None:
    timer = threading.Timer(0.3, os.kill, (child(database), signal.SIGKILL))
    timer.start()
    with pytest.raises(QueryFailed, match="more memory"):
        run(database, ENDLESS)
    assert run(database, "SELECT a FROM t") == ((5,),)


def test_a_process_killed_while_it_reads_the_schema(
    database: Isolated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlcoder.databases.isolated._OPEN_SECONDS", 0.2)
    # Stopped, it can't answer before its time is over.
    os.kill(child(database), signal.SIGSTOP)
    with pytest.raises(SchemaError, match="took too long"):
        database.schema()


def test_errors_arrive_whole(database: Isolated) -> None:
    with pytest.raises(QueryTimeout, match="0.2 seconds") as caught:
        run(database, ENDLESS, 0.2)
    assert caught.value.fix and "--timeout" in caught.value.fix
    with pytest.raises(QueryFailed, match="no such table: gone"):
        run(database, "SELECT * FROM gone")


def test_ctrl_c_ends_the_query_and_its_process(database: Isolated) -> None:
    pid = child(database)
    start = time.monotonic()
    with interrupted_after(0.3):
        run(database, ENDLESS)
    assert time.monotonic() - start < 2 and not alive(pid)
    assert run(database, "SELECT a FROM t") == ((5,),)


def test_close_ends_the_process(path: Path) -> None:
    database = Isolated.open(SQLITE, str(path), Limits())
    pid = child(database)
    database.close()
    database.close()
    assert not alive(pid)
    with pytest.raises(ConnectionFailed, match="closed"):
        database.version()


def test_ends_with_its_parent(path: Path) -> None:
    code = (
        "import sys, time; from sqlcoder.databases.base import Limits\n"
        "from sqlcoder.databases.isolated import Isolated\n"
        f"database = Isolated.open({SQLITE!r}, sys.argv[1], Limits())\n"
        "print(database._process.pid, flush=True); time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 3
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(pid)


def test_ends_although_its_parent_was_killed_during_a_query(path: Path) -> None:
    code = (
        "import sys; from sqlcoder.databases.base import Limits\n"
        "from sqlcoder.databases.isolated import Isolated; from tests.unguarded import unguarded\n"
        f"database = Isolated.open({SQLITE!r}, sys.argv[1], Limits())\n"
        "print(database._process.pid, flush=True)\n"
        "database.run(unguarded(sys.argv[2], 'sqlite'), Limits(seconds=1))\n"
    )
    many, few = (f"replace(hex(zeroblob({n})), '00', 'a')" for n in (20_000_000, 1_000_000))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-c", code, str(path), f"SELECT instr({many}, {few} || 'b')"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(0.5)
        parent.kill()
    assert alive(pid)
    end = time.monotonic() + 8
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert not alive(pid)


def test_a_class_that_fails_to_load_is_told(path: Path) -> None:
    with pytest.raises(ConnectionFailed, match="ended: .*No module named 'nowhere'") as caught:
        Isolated.open("nowhere:Nothing", str(path), Limits())
    assert caught.value.where == str(path)


def test_a_module_in_the_current_folder_is_not_taken(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sqlite3.py").write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)
    with Isolated.open(SQLITE, str(path), Limits()) as database:
        assert run(database, "SELECT a FROM t") == ((5,),)


def test_threads_wait_their_turn(database: Isolated) -> None:
    results: list[object] = []
    threads = [
        threading.Thread(target=lambda i=i: results.append(run(database, f"SELECT {i}"))) for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, results)) == [f"(({i},),)" for i in range(8)]


def test_a_large_result(database: Isolated) -> None:
    [(text,)] = run(database, "SELECT hex(zeroblob(15000000))")
    assert text == "0" * 30_000_000


def test_a_file_that_was_replaced_is_opened_anew(database: Isolated, path: Path) -> None:
    first = database.version()
    other = path.with_name("new.db")
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (6);")
    other.replace(path)
    assert database.version() != first
    assert run(database, "SELECT a FROM t") == ((6,),)
    path.unlink()
    assert run(database, "SELECT a FROM t") == ((6,),)


def test_a_file_that_became_none_is_told_alike_each_time(database: Isolated, path: Path) -> None:
    other = path.with_name("new.db")
    other.write_bytes(b"no database" * 1000)
    other.replace(path)
    for _ in range(3):
        with pytest.raises(ConnectionFailed, match="not an SQLite database"):
            run(database, "SELECT a FROM t")


def test_a_database_that_cannot_go_on_is_opened_anew(tmp_path: Path) -> None:
    file = tmp_path / "shop.duckdb"
    duckdb.connect(str(file)).close()
    limits = Limits(memory_bytes=400_000_000)
    with Isolated.open("sqlcoder.databases.duckdb:Duckdb", str(file), limits) as database:
        # An internal error of DuckDB, after which it refuses every query.
        with pytest.raises(QueryFailed, match="more memory"):
            run(database, "SELECT reservoir_quantile(range, 0.5, 1000000000) FROM range(10)")
        assert run(database, "SELECT 42") == ((42,),)


def test_a_process_without_memory_left_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "shop.duckdb"
    duckdb.connect(str(file)).close()
    bomb = "SELECT range, repeat('x', 1000000) FROM range(3000)"
    with Isolated.open(
        "sqlcoder.databases.duckdb:Duckdb", str(file), Limits(memory_bytes=500_000_000)
    ) as database:
        with pytest.raises(QueryFailed, match="more memory"):
            run(database, bomb, 20)
        # Needs most of the memory again, of which the first query left little.
        assert run(database, "SELECT length(list_sum(list(range))::VARCHAR) FROM range(20000000)", 20) == (
            (15,),
        )
