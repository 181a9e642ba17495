"""The house rules that a machine can check: who imports whom, what stays light, how long a thing may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "sqlcoder"
FILES = sorted(PACKAGE.rglob("*.py"))

# A folder imports only from lines above its own, and not from its neighbours on the same line.
LAYERS = (
    ("errors",),
    ("settings",),
    ("parallel",),
    ("schema",),
    ("sql",),
    ("results",),
    ("databases", "weights", "engines"),
    ("pipeline",),
    ("dataset",),
    ("evaluation",),
    ("training",),
    ("analysis",),
    ("demo",),
    ("__init__",),
    ("server", "cli", "notebook"),
    ("__main__",),
)
RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# Settings are read at the edges; the pipeline is handed them and names their type.
SETTINGS_READERS = ("__init__.py", "cli/*", "server/*", "notebook.py")
SETTINGS_TYPES = {"Options"}

# Outside package: the files that may import it. `doctor` imports what it has to report on.
HOMES: dict[str, tuple[str, ...]] = {
    "torch": ("engines/transformers.py", "training/*"),
    "transformers": ("engines/transformers.py", "training/*"),
    "safetensors": ("engines/transformers.py", "training/*"),
    "peft": ("training/*",),
    "trl": ("training/*",),
    "ray": ("parallel/ray.py",),
    "filelock": ("parallel/journal.py", "weights/*"),
    "xllamacpp": ("engines/llama_cpp.py", "cli/doctor.py"),
    "httpx": ("engines/openai_*.py", "weights/hub.py"),
    "huggingface_hub": ("weights/*",),
    "psycopg": ("databases/postgres*.py", "dataset/build_postgres.py"),
    "pymysql": ("databases/mysql*.py", "dataset/build_mysql.py"),
    "duckdb": ("databases/duckdb*.py", "databases/files.py", "dataset/build_duckdb.py", "demo/*"),
    "sqlite3": ("databases/sqlite*.py", "dataset/build_sqlite.py", "demo/*", "cli/doctor.py"),
    "python_calamine": ("databases/workbook.py",),
    "sqlglot": ("sql/*", "dataset/statements.py", "dataset/written_schema.py"),
    "rich": ("cli/*",),
    "pygments": ("evaluation/highlight.py",),
    "click": ("cli/*",),
    "fastapi": ("server/*",),
    "starlette": ("server/*",),
    "uvicorn": ("server/*",),
    "flask": ("server/*",),
}
HEAVY = (
    "torch",
    "transformers",
    "numpy",
    "pandas",
    "duckdb",
    "psycopg",
    "pymysql",
    "sqlglot",
    "rich",
    "pygments",
    "xllamacpp",
    "httpx",
    "huggingface_hub",
    "ray",
)
FILE_LINES = 400
FUNCTION_LINES = 60


@dataclass(frozen=True)
class Import:
    """One import: the module, and the names taken from it."""

    line: int
    module: str
    names: tuple[str, ...] = ()


def imports(tree: ast.AST) -> Iterator[Import]:
    """Yield every import: at the top, in a function, by name, or in a table of classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield Import(node.lineno, module, tuple(alias.name for alias in node.names))
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__"):
            if node.args and isinstance(node.args[0], ast.Constant):
                yield Import(node.lineno, str(node.args[0].value))
        elif isinstance(node, ast.Constant) and re.fullmatch(r"sqlcoder(\.\w+)+:\w+", str(node.value)):
            yield Import(node.lineno, str(node.value).partition(":")[0])


def called(node: ast.Call) -> str:
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def faults(file: str, source: str) -> list[str]:
    """Return what breaks a rule in `source`, the text of `file` (a path within the package)."""
    tree = ast.parse(source)
    found = [fault for entry in imports(tree) for fault in import_faults(file, entry)]
    if len(source.splitlines()) > FILE_LINES:
        found.append(f"{file}: {len(source.splitlines())} lines, {FILE_LINES} are the most")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{file}: {node.name} has {lines} lines, {FUNCTION_LINES} are the most")
        elif isinstance(node, ast.Call) and called(node) == "print" and not file.startswith("cli/"):
            found.append(f"{file}:{node.lineno}: print belongs in cli/")
    return found


def import_faults(file: str, entry: Import) -> Iterator[str]:
    place = f"{file}:{entry.line}"
    if entry.module.startswith("."):
        yield f"{place}: relative import"
        return
    top, _, rest = entry.module.partition(".")
    if top != "sqlcoder":
        if top in HOMES and not any(fnmatchcase(file, home) for home in HOMES[top]):
            yield f"{place}: {top} belongs in {', '.join(HOMES[top])}"
        return
    if rest:
        targets = [rest.split(".")[0]]
    else:
        targets = [name if name in RANKS else "__init__" for name in entry.names] or ["__init__"]
    own = file.partition("/")[0].removesuffix(".py")
    for target in targets:
        if target not in RANKS or own not in RANKS:
            yield f"{place}: {target if own in RANKS else own} has no place in LAYERS"
        elif target != own and RANKS[target] >= RANKS[own]:
            yield f"{place}: {own} imports {target}, which doesn't stand before it"
        elif target == "settings" and not (
            set(entry.names) <= SETTINGS_TYPES or any(fnmatchcase(file, home) for home in SETTINGS_READERS)
        ):
            yield f"{place}: settings are read at the edges"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_keeps_the_rules(path: Path) -> None:
    assert faults(path.relative_to(PACKAGE).as_posix(), path.read_text()) == []


BROKEN = [
    ("schema/model.py", "from sqlcoder.sql.guard import check", "doesn't stand before it"),
    ("databases/sqlite.py", "def f():\n    from sqlcoder.engines import base", "doesn't stand before it"),
    ("engines/base.py", "import sqlcoder.databases.base", "doesn't stand before it"),
    ("pipeline/ask.py", "from sqlcoder import cli", "doesn't stand before it"),
    ("pipeline/ask.py", "from sqlcoder import connect", "doesn't stand before it"),
    ("weights/store.py", "T = {'x': 'sqlcoder.pipeline.ask:Asker'}", "doesn't stand before it"),
    ("schema/model.py", "import_module('sqlcoder.results.values')", "doesn't stand before it"),
    ("schema/model.py", "from . import render", "relative import"),
    ("charms/spell.py", "from sqlcoder.errors import UsageError", "charms has no place"),
    ("pipeline/ask.py", "from sqlcoder.charms import spell", "charms has no place"),
    ("sql/guard.py", "from sqlcoder.settings import Options, setting", "read at the edges"),
    ("pipeline/ask.py", "import torch.nn", "torch belongs in"),
    ("engines/base.py", "importlib.import_module('transformers')", "transformers belongs in"),
    ("databases/postgres.py", "if TYPE_CHECKING:\n    import pymysql", "pymysql belongs in"),
    ("parallel/map.py", "import_module('ray')", "ray belongs in"),
    ("databases/worker.py", "import sqlite3", "sqlite3 belongs in"),
    ("results/values.py", "print(1)", "print belongs in"),
    ("sql/tree.py", "x = 1\n" * 401, "401 lines"),
    ("sql/tree.py", "def f():\n" + "    x = 1\n" * 60, "f has 61 lines"),
]


@pytest.mark.parametrize(("file", "source", "fault"), BROKEN)
def test_a_broken_rule_is_found(file: str, source: str, fault: str) -> None:
    found = faults(file, source)
    assert len(found) == 1
    assert fault in found[0]


KEPT = [
    ("pipeline/ask.py", "from sqlcoder.sql.guard import check\nfrom sqlcoder.settings import Options"),
    ("databases/sqlite.py", "import sqlite3\nfrom sqlcoder.databases.base import Limits"),
    ("engines/transformers.py", "from importlib import import_module\nimport_module('torch')"),
    ("cli/ask.py", "from sqlcoder import connect\nfrom sqlcoder.settings import setting\nprint(1)"),
    ("sql/tree.py", "x = 1\n" * 400),
]


@pytest.mark.parametrize(("file", "source"), KEPT)
def test_a_kept_rule_is_no_fault(file: str, source: str) -> None:
    assert faults(file, source) == []


@pytest.mark.parametrize("module", ["sqlcoder", "sqlcoder.cli.main"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.argv[1:]) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []
