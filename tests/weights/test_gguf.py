"""A GGUF header is read; a broken or hostile file is an error in words, and never anything else."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqlcoder.errors import WeightsError
from sqlcoder.weights.gguf import GgufHeader, read_gguf
from tests.weights.examples import gguf, pair, text


def read(folder: Path, content: bytes) -> GgufHeader:
    path = folder / "model.gguf"
    path.write_bytes(content)
    return read_gguf(path)


def test_a_header_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, gguf()) == GgufHeader(3, 1, "qwen2", "Tiny", "model", "Q4_K_M", 2048, True)


def test_what_a_file_does_not_state_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, gguf(version=2, pairs=())) == GgufHeader(
        2, 1, None, None, "model", None, None, False
    )


def test_an_adapter_says_so(tmp_path: Path) -> None:
    pairs = (pair("general.type", 8, text("adapter")), pair("general.file_type", 4, struct.pack("<I", 99)))
    header = read(tmp_path, gguf(pairs=pairs))
    assert (header.kind, header.quantisation) == ("adapter", "type 99")


def test_every_truncation_is_told(tmp_path: Path) -> None:
    content = gguf()
    for length in range(len(content)):
        with pytest.raises(WeightsError) as caught:
            read(tmp_path, content[:length])
        assert any(word in caught.value.what for word in ("empty", "not a GGUF", "ends too early"))


NESTED = struct.pack("<IQ", 9, 1) * 50
HUGE = 2**62


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"<html>not found</html>", "not a GGUF file"),
        (gguf(version=1), "version 1 can't be read"),
        (gguf()[:4] + struct.pack(">I", 3) + gguf()[8:], "can't be read"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, HUGE), "ends too early"),
        (b"GGUF" + struct.pack("<IQQ", 3, HUGE, 0), "ends too early"),
        (gguf(pairs=(text("a") + struct.pack("<IQ", 8, HUGE),)), "ends too early"),
        (gguf(pairs=(pair("a", 9, struct.pack("<IQ", 8, HUGE)),)), "ends too early"),
        (gguf(pairs=(pair("a", 9, struct.pack("<IQ", 4, HUGE)),)), "ends too early"),
        (gguf(pairs=(pair("a", 9, NESTED),)), "nested too deeply"),
        (gguf(pairs=(pair("a", 77, b""),)), "unknown type 77"),
        (
            b"GGUF" + struct.pack("<IQQ", 3, 1, 0) + text("t") + struct.pack("<I", 2**31),
            "too many dimensions",
        ),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(WeightsError, match=says) as caught:
        read(tmp_path, content)
    assert caught.value.where is not None
    assert caught.value.fix is not None


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="can't be read: No such file"):
        read_gguf(tmp_path / "none.gguf")


@given(at=st.integers(0, len(gguf()) - 1), value=st.integers(0, 255))
def test_a_flipped_byte_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int
) -> None:
    content = bytearray(gguf())
    content[at] = value
    try:
        header = read(tmp_path_factory.getbasetemp(), bytes(content))
    except WeightsError:
        return
    assert header.version in (2, 3)


@pytest.mark.model
def test_the_real_small_model_is_read(small_weights: Path) -> None:
    header = read_gguf(small_weights)
    assert (header.architecture, header.quantisation, header.context) == ("qwen2", "Q4_K_M", 32768)
    assert header.chat_template
