"""`sqlcoder models` as a user calls it: the whole program against a hub on loopback, and each command."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from sqlcoder.cli.main import group
from sqlcoder.cli.progress import WeightsBar
from sqlcoder.errors import UsageError, WeightsError
from sqlcoder.weights.catalog import entry_named
from tests.weights.examples import CONTENT, gguf, hub

MODEL = gguf()
SHA256 = hashlib.sha256(MODEL).hexdigest()
NAME = "hf:someone/tiny/tiny.gguf"


def models(home: Path, *arguments: str, answer: str | None = None) -> Result:
    command = ["models", *arguments, "--home", str(home)]
    return CliRunner().invoke(group, command, input=answer, standalone_mode=False)


def program(endpoint: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    source = str(Path(__file__).parents[2] / "src")
    env = os.environ | {"PYTHONPATH": source, "HF_ENDPOINT": endpoint, "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "sqlcoder", "models", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def here(home: Path, name: str, content: bytes = MODEL) -> Path:
    path = home / "weights" / entry_named(name).file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_model_of_the_hub_is_fetched_listed_verified_and_removed(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path))
    with hub({"tiny.gguf": MODEL}) as fake:
        done = program(fake.url, "pull", NAME, *home)
    path = tmp_path / "weights" / "someone--tiny--tiny.gguf"
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert f"{NAME}: from the hub" in done.stderr
    assert path.read_bytes() == MODEL
    again = program("http://127.0.0.1:1", "pull", NAME, *home, "--offline")
    assert (again.returncode, again.stderr) == (0, "")
    rows = {row["name"]: row for row in json.loads(program("", "list", "--json", *home).stdout)}
    assert (rows[NAME]["state"], rows[NAME]["sha256_here"]) == ("ready", SHA256)
    verified = program("", "verify", *home)
    assert (verified.returncode, verified.stdout) == (0, f"ok  {NAME}  {SHA256}\n")
    removed = program("", "remove", NAME, "--yes", *home)
    assert removed.returncode == 0
    assert "are free again" in removed.stderr
    assert not path.exists()


def test_a_failed_fetch_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = program("http://127.0.0.1:1", "pull", NAME, "--home", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "Error: " in done.stderr
    assert "The hub can't be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_name_is_wrong_usage(tmp_path: Path) -> None:
    done = program("", "pull", "smal", "--home", str(tmp_path))
    assert done.returncode == 2
    assert 'Did you mean "small"?' in done.stderr


def test_the_list_shows_what_is_here(tmp_path: Path) -> None:
    here(tmp_path, "default")
    (tmp_path / "weights" / f"{entry_named('small').file}.partial").write_bytes(b"x")
    lines = models(tmp_path, "list").stdout.splitlines()
    assert any("qwen2.5-coder-1.5b" in line and "not checked yet" in line for line in lines)
    assert any("small" in line and "partial, 0%" in line for line in lines)
    assert any("llama-3-sqlcoder-8b" in line and line.split()[-1] == "-" for line in lines)


def test_the_list_as_json_tells_what_was_verified(tmp_path: Path) -> None:
    rows = json.loads(models(tmp_path, "list", "--json").stdout)
    assert [row["name"] for row in rows if row["verified"]] == ["qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"]
    assert {row["state"] for row in rows} == {"missing"}


def test_verify_of_wrong_weights_fails_with_both_hashes(tmp_path: Path) -> None:
    here(tmp_path, "small", CONTENT)
    result = models(tmp_path, "verify")
    assert result.return_value == 1
    assert result.stdout == "failed  qwen2.5-coder-0.5b\n"
    assert hashlib.sha256(CONTENT).hexdigest() in result.stderr
    assert str(entry_named("small").sha256) in result.stderr
    (row,) = json.loads(models(tmp_path, "verify", "small", "--json").stdout)
    assert (row["state"], row["sha256"]) == ("failed", None)
    assert "not the right bytes" in row["error"]


def test_verify_of_a_file_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(MODEL)
    result = models(tmp_path, "verify", str(path))
    assert (result.return_value, result.stdout) == (0, f"ok  mine.gguf  {SHA256}\n")
    path.write_bytes(MODEL[:-1])
    result = models(tmp_path, "verify", str(path))
    assert isinstance(result.exception, WeightsError)
    assert "ends too early" in str(result.exception)


def test_verify_where_nothing_is_says_what_to_do(tmp_path: Path) -> None:
    result = models(tmp_path, "verify")
    assert result.return_value == 0
    assert "sqlcoder models pull default" in result.stderr
    assert models(tmp_path, "verify", "small").return_value == 1


def test_a_server_cannot_be_pulled(tmp_path: Path) -> None:
    result = models(tmp_path, "pull", "http://localhost/v1")
    assert isinstance(result.exception, UsageError)


@pytest.mark.parametrize(("answer", "kept"), [("n\n", True), ("y\n", False)])
def test_remove_asks(tmp_path: Path, answer: str, kept: bool) -> None:
    path = here(tmp_path, "small")
    result = models(tmp_path, "remove", "small", answer=answer)
    assert path.exists() == kept
    assert str(path) in result.stderr
    assert ("Nothing was removed." in result.stderr) == kept


def test_remove_of_what_is_not_here_says_so(tmp_path: Path) -> None:
    assert "nothing was removed" in models(tmp_path, "remove", "small").stderr


@pytest.mark.parametrize("name", ["", "list", "pull", "verify", "remove"])
def test_every_help_has_an_example(name: str) -> None:
    result = CliRunner().invoke(group, ["models", *name.split(), "--help"])
    assert "Example: sqlcoder models" in result.stdout


def test_the_bar_shows_speed_and_keeps_what_matters() -> None:
    out = io.StringIO()
    with WeightsBar("tiny", Console(file=out, force_terminal=True, width=120)) as bar:
        bar(0, 1000, "The hub can't be reached.")
        for done in (200, 500, 900):
            bar(done, 1000, "part 1 of 2")
            # The bar is drawn ten times a second.
            time.sleep(0.15)
        bar(10, 1000, "checking")
    shown = out.getvalue()
    for text in (
        "tiny: The hub can't be reached.",
        "tiny: part 1 of 2",
        "0.5/1.0 kB",
        "/s",
        "tiny: checking",
    ):
        assert text in shown


def test_without_a_terminal_each_step_is_one_line() -> None:
    out = io.StringIO()
    with WeightsBar("tiny", Console(file=out, force_terminal=False)) as bar:
        for done in range(3):
            bar(done, 3, "part 1 of 1")
        bar(3, 3, "checking")
    assert out.getvalue() == "tiny: part 1 of 1\ntiny: checking\n"
