"""`sqlcoder doctor`: what is installed, what works, and the fix for what doesn't.

Changes nothing and uses no network. Each check is one function that returns its findings.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Literal

import click

from sqlcoder.cli.options import option
from sqlcoder.errors import SqlcoderError
from sqlcoder.settings import home as home_folder

# What the default model needs: its file and a download's scratch, and memory while it runs.
DISK_BYTES = 2_000_000_000
MEMORY_BYTES = 2_500_000_000

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, and the fix for what isn't ok. Only `fail` stops SQLCoder from working."""

    check: str
    level: Level
    detail: str
    fix: str | None = None


@click.command(epilog="Example: sqlcoder doctor")
@option("home")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def command(home: str | None, as_json: bool) -> int:
    """Check what is installed and working, and say how to fix the rest.

    Exits with 1 where something that is always needed fails. Uses no network.
    """
    folder = home_folder(home)
    found = []
    for check in CHECKS:
        for finding in check(folder):
            found.append(finding)
            if not as_json:
                _print(finding)
    ok = all(finding.level != "fail" for finding in found)
    if as_json:
        click.echo(json.dumps({"ok": ok, "findings": [asdict(finding) for finding in found]}, indent=2))
    return 0 if ok else 1


def check_python(home: Path) -> Iterator[Finding]:
    """Check Python's version and that of every package SQLCoder always needs."""
    system = f"{platform.system()} {platform.machine()}"
    yield Finding("Python", "ok", f"{platform.python_version()} on {system}, {sys.executable}")
    for name in NEEDED:
        try:
            yield Finding(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, "fail", "not installed", "Install it with: pip install opensqlcoder")


def check_drivers(home: Path) -> Iterator[Finding]:
    """Check that each database driver and optional package can be loaded."""
    import sqlite3

    yield Finding("SQLite", "ok", f"library {sqlite3.sqlite_version}")
    for title, module, extra in DRIVERS:
        try:
            import_module(module)
        except (ImportError, OSError) as error:
            # OSError: the package is there, but a library that it loads is not.
            level: Level = "fail" if extra is None else "warn"
            package = "opensqlcoder" if extra is None else f"'opensqlcoder[{extra}]'"
            yield Finding(title, level, f"not available: {error}", f"Install it with: pip install {package}")
        else:
            yield Finding(title, "ok", f"{module} {_version(module)}")
    for name in ("torch", "transformers"):
        # Loading these takes seconds, so only their presence is checked.
        try:
            yield Finding(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            fix = "Only for models of the hub: pip install 'opensqlcoder[transformers]'"
            yield Finding(name, "warn", "not installed", fix)


def check_home(home: Path) -> Iterator[Finding]:
    """Check that the home folder can be written to, has room, and that there is memory for the model."""
    there = next(folder for folder in (home, *home.absolute().parents) if os.path.exists(folder))
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        fix = "Choose another folder with --home or SQLCODER_HOME."
        yield Finding("home", "fail", f"{home} can't be written to: {error.strerror}", fix)
    else:
        yield Finding("home", "ok", str(home))
    free = shutil.disk_usage(there).free
    tight = free < DISK_BYTES
    fix = (
        f"The default model needs {DISK_BYTES / 1e9:.0f} GB; free some space, "
        "or choose another folder with --home."
    )
    yield Finding("disk", "warn" if tight else "ok", f"{free / 1e9:,.1f} GB free", fix if tight else None)
    memory = memory_available()
    if memory is None:
        yield Finding("memory", "ok", "this system doesn't say")
        return
    tight = memory < MEMORY_BYTES
    fix = f"The default model needs {MEMORY_BYTES / 1e9:.1f} GB; close other programs, or use --model small."
    yield Finding(
        "memory", "warn" if tight else "ok", f"{memory / 1e9:,.1f} GB available", fix if tight else None
    )


def check_weights(home: Path) -> Iterator[Finding]:
    """Check which weights are here, by size and time of change alone."""
    from sqlcoder.weights.catalog import catalog
    from sqlcoder.weights.store import Store

    store = Store(home / "weights")
    found = 0
    for entry in catalog():
        status = store.status(entry)
        if status.state == "ready":
            found += 1
            yield Finding(f"weights {entry.name}", "ok", f"checked, {status.bytes / 1e6:,.0f} MB")
        elif status.state == "unchecked":
            found += 1
            fix = f"Check them with: sqlcoder models verify {entry.name}"
            yield Finding(f"weights {entry.name}", "warn", "not checked, or changed since", fix)
        elif status.state == "partial":
            fix = f"Go on with: sqlcoder models pull {entry.name}"
            yield Finding(f"weights {entry.name}", "warn", "fetched in part", fix)
    if not found:
        fix = "Fetch the default model with: sqlcoder models pull default"
        yield Finding("weights", "warn", f"none in {store.folder}", fix)


def check_engine(home: Path) -> Iterator[Finding]:
    """Check that the embedded engine loads, and writes with the smallest weights that are here."""
    try:
        import_module("xllamacpp")
    except (ImportError, OSError) as error:
        yield Finding(
            "engine",
            "fail",
            f"xllamacpp can't be loaded: {error}",
            "Install it anew with: pip install --force-reinstall xllamacpp",
        )
        return
    yield Finding("engine", "ok", f"xllamacpp {_version('xllamacpp')}")
    found = _smallest_weights(home)
    if found is None:
        return
    name, path = found
    try:
        seconds = _write_a_token(name, path)
    except SqlcoderError as error:
        fix = (
            error.fix
            or f"Fetch the weights anew: sqlcoder models remove {name}, then sqlcoder models pull {name}"
        )
        yield Finding("model", "fail", f"{name}: {error.what}", fix)
    else:
        yield Finding("model", "ok", f"{name} loads and writes, {seconds:.1f} s")


def memory_available() -> int | None:
    """Return the bytes of memory that are free, or else the machine's; None where that is unknown."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        # Not Linux; the machine's memory is the next best.
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "of unknown version"


def _smallest_weights(home: Path) -> tuple[str, Path] | None:
    from sqlcoder.weights.catalog import entry_named
    from sqlcoder.weights.store import Store

    store = Store(home / "weights")
    for name in ("small", "default"):
        entry = entry_named(name)
        if store.status(entry).state == "ready":
            return entry.name, store.path(entry)
    return None


def _write_a_token(name: str, path: Path) -> float:
    """Return the seconds that loading the model and writing one token took."""
    import time

    from sqlcoder.engines.base import Message, Prompt, Sampling
    from sqlcoder.engines.llama_cpp import open_llama_cpp

    started = time.monotonic()
    prompt = Prompt(system="", turns=(Message("user", "SELECT"),))
    with open_llama_cpp(path, name=name, identity="doctor", context_tokens=512) as engine:
        engine.generate(prompt, Sampling(max_tokens=1))
    return time.monotonic() - started


def _print(finding: Finding) -> None:
    mark = {"ok": ("ok  ", "green"), "warn": ("warn", "yellow"), "fail": ("FAIL", "red")}[finding.level]
    click.echo(f"{click.style(mark[0], fg=mark[1])}  {finding.check}: {finding.detail}")
    if finding.fix and finding.level != "ok":
        click.echo(f"      {finding.fix}")


# Distribution names, as pip knows them.
NEEDED = ("click", "filelock", "httpx", "huggingface-hub", "platformdirs", "rich", "sqlglot")
# Title, module, and the extra that installs it; None: SQLCoder always needs it.
DRIVERS: tuple[tuple[str, str, str | None], ...] = (
    ("DuckDB", "duckdb", None),
    ("PostgreSQL", "psycopg", "postgres"),
    ("MySQL and MariaDB", "pymysql", "mysql"),
    ("Excel", "python_calamine", "excel"),
    ("data frames", "pandas", "pandas"),
)
CHECKS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    check_python,
    check_drivers,
    check_home,
    check_weights,
    check_engine,
)
