"""`sqlcoder doctor` finds what is wrong, says the fix, and fails only for what is always needed."""

from __future__ import annotations

import json
import shutil
from importlib import import_module, metadata
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from sqlcoder.cli import doctor
from sqlcoder.cli.main import group
from sqlcoder.weights.catalog import entry_named
from sqlcoder.weights.store import Status, Store
from tests.weights.examples import gguf


def run(home: Path, *arguments: str) -> Result:
    command = ["doctor", "--home", str(home), *arguments]
    return CliRunner().invoke(group, command, standalone_mode=False)


def findings(home: Path) -> dict[str, dict[str, str]]:
    result = json.loads(run(home, "--json").stdout)
    return {finding["check"]: finding for finding in result["findings"]}


def lose(monkeypatch: pytest.MonkeyPatch, *lost: str) -> None:
    """Let the modules named in `lost` be missing."""

    def load(name: str) -> ModuleType:
        if name in lost:
            raise ImportError(f"No module named '{name}'")
        return import_module(name)

    monkeypatch.setattr(doctor, "import_module", load)


def test_a_healthy_installation_passes(tmp_path: Path) -> None:
    result = run(tmp_path / "new" / "home")
    assert result.return_value == 0
    for text in (
        "ok    Python: 3.",
        "ok    DuckDB: duckdb ",
        "ok    SQLite: library 3.",
        "ok    engine: xllamacpp ",
    ):
        assert text in result.stdout
    assert "FAIL" not in result.stdout
    assert "sqlcoder models pull default" in result.stdout
    assert not (tmp_path / "new").exists(), "looking must change nothing"


def test_json_says_whether_all_is_well(tmp_path: Path) -> None:
    result = json.loads(run(tmp_path, "--json").stdout)
    assert result["ok"] is True
    assert set(result["findings"][0]) == {"check", "level", "detail", "fix"}


@pytest.mark.parametrize(
    ("module", "check", "level", "fix"),
    [
        ("psycopg", "PostgreSQL", "warn", "pip install 'opensqlcoder[postgres]'"),
        ("pymysql", "MySQL and MariaDB", "warn", "pip install 'opensqlcoder[mysql]'"),
        ("python_calamine", "Excel", "warn", "pip install 'opensqlcoder[excel]'"),
        ("duckdb", "DuckDB", "fail", "pip install opensqlcoder"),
        ("xllamacpp", "engine", "fail", "pip install --force-reinstall xllamacpp"),
    ],
)
def test_a_missing_package_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, check: str, level: str, fix: str
) -> None:
    lose(monkeypatch, module)
    found = findings(tmp_path)[check]
    assert found["level"] == level
    assert found["fix"].endswith(fix)
    assert run(tmp_path).return_value == (1 if level == "fail" else 0)


def test_a_package_that_is_always_needed_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name in ("sqlglot", "torch"):
            raise metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(metadata, "version", version)
    found = findings(tmp_path)
    assert (found["sqlglot"]["level"], found["torch"]["level"]) == ("fail", "warn")


def test_a_home_that_cannot_be_used_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = findings(tmp_path / "file")["home"]
    assert found["level"] == "fail"
    assert "SQLCODER_HOME" in found["fix"]


class Usage(NamedTuple):
    free: int


def test_little_room_and_memory_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9))
    monkeypatch.setattr(doctor, "memory_available", lambda: 10**9)
    found = findings(tmp_path)
    assert (found["disk"]["level"], found["memory"]["level"]) == ("warn", "warn")
    assert "--model small" in found["memory"]["fix"]


def test_memory_is_known_here() -> None:
    memory = doctor.memory_available()
    assert memory is None or memory > 10**8


def test_weights_that_need_care_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / entry_named("default").file).write_bytes(gguf())
    (folder / f"{entry_named('small').file}.partial").write_bytes(b"x")
    found = findings(tmp_path)
    assert (
        found["weights qwen2.5-coder-1.5b"]["fix"]
        == "Check them with: sqlcoder models verify qwen2.5-coder-1.5b"
    )
    assert found["weights qwen2.5-coder-0.5b"]["fix"] == "Go on with: sqlcoder models pull qwen2.5-coder-0.5b"


def linked_home(tmp_path: Path, weights: Path) -> Path:
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / entry_named("small").file).symlink_to(weights)
    Store(folder).verify(entry_named("small"))
    return tmp_path


@pytest.mark.model
def test_the_small_model_loads_and_writes(tmp_path: Path, small_weights: Path) -> None:
    found = findings(linked_home(tmp_path, small_weights))
    assert found["weights qwen2.5-coder-0.5b"]["level"] == "ok"
    assert found["model"]["level"] == "ok"
    assert "loads and writes" in found["model"]["detail"]


def test_a_model_that_does_not_load_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "weights" / entry_named("small").file
    path.parent.mkdir()
    path.write_bytes(gguf())
    monkeypatch.setattr(Store, "status", lambda store, entry: Status("ready", path.stat().st_size, None))
    found = findings(tmp_path)["model"]
    assert found["level"] == "fail"
    assert found["detail"] == "qwen2.5-coder-0.5b: The model file can't be loaded."
    assert found["fix"]
