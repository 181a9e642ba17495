"""What the pages that are run as tests find in their working folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqlcoder.demo.build import build


@pytest.fixture(autouse=True)
def _demo_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "beekeeping.duckdb")
    monkeypatch.chdir(tmp_path)
