from __future__ import annotations

import hashlib
import platform
import re
from pathlib import Path

from sqlcoder.evaluation.manifest import file_hash, revision, versions


def test_versions_are_those_of_this_installation() -> None:
    found = versions()
    assert found["python"] == platform.python_version()
    assert found.keys() >= {"sqlglot", "duckdb"}


def test_a_revision_is_a_commit_or_nothing() -> None:
    found = revision()
    assert found is None or re.fullmatch(r"[0-9a-f]{12}\+?", found)


def test_a_file_is_known_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100_000)
    assert file_hash(tmp_path / "a") == hashlib.sha256(b"x" * 100_000).hexdigest()
