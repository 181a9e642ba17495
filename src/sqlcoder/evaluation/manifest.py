"""What a run's header tells of the program itself: its versions and the revision of its source tree."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from importlib import metadata
from pathlib import Path

# What can change a score: the engine, the databases, the reader of SQL.
_PACKAGES = ("opensqlcoder", "sqlglot", "duckdb", "xllamacpp", "transformers", "torch", "psycopg", "pymysql")


def versions() -> dict[str, str]:
    """Return the versions of Python and of our own and other packages that are installed."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def revision() -> str | None:
    """Return the git revision of the source tree, "+" after it where it was changed; None without one."""
    folder = Path(__file__).parent
    try:
        head = _git(folder, "rev-parse", "HEAD")
        changed = _git(folder, "status", "--porcelain", "--untracked-files=no", "--", ".")
    except (OSError, subprocess.SubprocessError):
        # Installed as a package, or there is no git.
        return None
    return head[:12] + ("+" if changed else "")


def file_hash(path: Path) -> str:
    """Return the SHA-256 of the file at `path`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ("git", "-C", str(folder), *arguments), capture_output=True, text=True, check=True, timeout=10
    )
    return done.stdout.strip()
