import os
from pathlib import Path

import pytest

from sqlcoder.engines.prefix_cache import PrefixCache


@pytest.fixture
def cache(tmp_path: Path) -> PrefixCache:
    return PrefixCache(tmp_path, max_bytes=1000)


def keep(cache: PrefixCache, key: str, data: bytes) -> Path:
    scratch = cache.scratch(key)
    scratch.write_bytes(data)
    return cache.keep(scratch)


def test_what_was_kept_is_found(cache: PrefixCache) -> None:
    key = cache.key("weights", "schema")
    file = keep(cache, key, b"state")
    assert cache.find(key) == file
    assert cache.find(cache.key("weights", "other schema")) is None
    assert cache.key("a", "b") != cache.key("ab")


@pytest.mark.parametrize("damage", [b"stat", b"", b"statf"])
def test_a_damaged_file_is_removed_and_not_returned(cache: PrefixCache, damage: bytes) -> None:
    key = cache.key("x")
    file = keep(cache, key, b"state")
    file.write_bytes(damage)
    assert cache.find(key) is None
    assert not file.exists()


def test_a_folder_that_can_only_be_read_is_good_to_read_from(
    cache: PrefixCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    key = cache.key("x")
    file = keep(cache, key, b"state")
    monkeypatch.setattr("os.utime", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert cache.find(key) == file
    file.write_bytes(b"other")
    assert cache.find(key) is None


def test_the_least_recently_used_goes_first_and_the_newest_stays(cache: PrefixCache) -> None:
    files = [keep(cache, cache.key(str(i)), bytes([i]) * 400) for i in range(2)]
    os.utime(files[0], (1, 1))
    os.utime(files[1], (2, 2))
    assert cache.find(cache.key("0")) == files[0]
    keep(cache, cache.key("2"), b"c" * 400)
    assert cache.find(cache.key("0")) and not files[1].exists()
    newest = keep(cache, cache.key("3"), b"d" * 5000)
    assert list(cache.folder.iterdir()) == [newest]
