"""Each kind of source is opened by its class, and a refusing disk is told."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from sqlcoder.weights.catalog import entry_named
from sqlcoder.weights.hub import Hub
from sqlcoder.weights.parts import Parts
from sqlcoder.weights.sources import open_source, storage_error


def test_each_kind_of_source_has_its_class() -> None:
    entry = entry_named("small")
    opened = [open_source(entry, source) for source in entry.sources]
    assert [type(source) for source in opened] == [Hub, Parts]
    assert opened[0].label == "the hub (Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF)"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "not enough room on the disk"),
        (
            OSError(errno.EROFS, "Read-only file system", "/w/x"),
            "can't be used: Read-only file system. (/w/x)",
        ),
        (OSError("odd"), "can't be used: odd. (/w)"),
    ],
)
def test_a_refusing_disk_is_told(error: OSError, says: str) -> None:
    message = str(storage_error(error, Path("/w")))
    assert says in message
    assert "SQLCODER_HOME" in message
