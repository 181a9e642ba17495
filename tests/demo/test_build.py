import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from sqlcoder.demo import build as module
from sqlcoder.demo.build import build
from sqlcoder.errors import UsageError

Execute = Callable[[str], object]


def members(path: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("SELECT * FROM members ORDER BY member_id").fetchall()


def load_little(execute: Execute, dialect: str, seed: int) -> None:
    """Stand in for the real rows where only the file's fate matters."""
    execute("CREATE TABLE members (member_id INTEGER)")
    execute(f"INSERT INTO members VALUES ({seed})")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("demo") / "new folder" / "bees' demo.duckdb")


def test_the_file_is_alone_and_holds_twelve_tables(demo: Path) -> None:
    assert os.listdir(demo.parent) == [demo.name]
    with duckdb.connect(str(demo), read_only=True) as connection:
        names = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    assert len(names) == 12


def test_a_fresh_file_is_left_alone_and_fast(demo: Path) -> None:
    before = demo.stat()
    start = time.monotonic()
    assert build(demo) == demo
    assert time.monotonic() - start < 1
    after = demo.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_open_in_this_process_with_other_settings_is_recognised(demo: Path) -> None:
    with duckdb.connect(str(demo), read_only=True, config={"enable_external_access": "false"}):
        before = demo.stat().st_ino
        build(demo)
        assert demo.stat().st_ino == before


def test_another_seed_or_version_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", load_little)
    path = build(tmp_path / "demo.duckdb", seed=1)
    assert members(path) == [(1,)]
    # What a crash left beside the old file would be replayed into the new one.
    (tmp_path / "demo.duckdb.wal").write_bytes(b"left over")
    build(path, seed=2)
    assert members(path) == [(2,)]
    built = path.stat().st_mtime_ns
    monkeypatch.setattr(module, "VERSION", module.VERSION + 1)
    build(path, seed=2)
    assert members(path) == [(2,)]
    assert path.stat().st_mtime_ns > built
    assert os.listdir(tmp_path) == ["demo.duckdb"]


def foreign_database(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")


@pytest.mark.parametrize("make", [foreign_database, lambda path: path.write_text("my notes"), Path.mkdir])
def test_what_is_not_the_demo_is_never_replaced(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "demo.duckdb"
    make(path)
    before = path.stat()
    with pytest.raises(UsageError) as error:
        build(path)
    assert str(error.value) == (
        "The demo isn't written over a file that is something else, or that another program holds."
        f" ({path})\n"
        "Choose another path, or close or remove that file first."
    )
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert os.listdir(tmp_path) == ["demo.duckdb"]


def test_a_path_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UsageError) as error:
        build(tmp_path / "file" / "demo.duckdb")
    assert "The demo database can't be written: " in error.value.what
    assert error.value.fix == "Choose a path in a folder that you may write to and that has 20 MB left."


@pytest.mark.parametrize("seed_before", [None, 1])
def test_an_interrupted_build_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed_before: int | None
) -> None:
    path = tmp_path / "demo.duckdb"
    monkeypatch.setattr(module, "load", load_little)
    before = None if seed_before is None else members(build(path, seed=seed_before))

    def load_half(execute: Execute, dialect: str, seed: int) -> None:
        load_little(execute, dialect, seed)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "load", load_half)
    with pytest.raises(KeyboardInterrupt):
        build(path, seed=2)
    assert os.listdir(tmp_path) == ([] if before is None else ["demo.duckdb"])
    assert before is None or members(path) == before
    monkeypatch.setattr(module, "load", load_little)
    assert members(build(path, seed=2)) == [(2,)]


def test_a_killed_build_leaves_no_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "demo.duckdb"
    code = f"from pathlib import Path; from sqlcoder.demo.build import build; build(Path({str(path)!r}))"
    process = subprocess.Popen([sys.executable, "-c", code])
    try:
        # The folder appears with the first byte written; the whole build takes seconds.
        while not list(tmp_path.iterdir()) and process.poll() is None:
            time.sleep(0.005)
    finally:
        process.kill()
        process.wait()
    assert not path.exists()
    assert len(members(build(path))) == 72
