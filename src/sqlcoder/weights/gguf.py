"""What a GGUF file says of itself: reads and checks the header and the table of tensors.

Doesn't load the model and doesn't read the tensors' values. Every length is checked against the file's end,
so a truncated or hostile file is an error and never a large allocation. Format: GGUF specification,
versions 2 and 3.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

from sqlcoder.errors import WeightsError


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says of itself; fields it doesn't state are None."""

    version: int
    tensors: int
    architecture: str | None
    name: str | None
    kind: str
    quantisation: str | None
    context: int | None
    chat_template: bool


def read_gguf(path: Path) -> GgufHeader:
    """Read the header of the GGUF file at `path`; takes about a tenth of a second.

    Raise `WeightsError` where the file can't be read, isn't GGUF, is corrupt, or ends too early.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size == 0:
                raise _broken(path, "The model file is empty.")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _Reader(path, data, size).header()
    except OSError as error:
        raise WeightsError(f"The model file can't be read: {error.strerror}.", where=str(path)) from error


class _Reader:
    """Walks over the bytes of one file from the front."""

    def __init__(self, path: Path, data: mmap.mmap, size: int) -> None:
        self._path = path
        self._data = data
        self._size = size
        self._at = 0

    def header(self) -> GgufHeader:
        """Return the header, having checked that the file holds all its tensors."""
        if self._bytes(4) != b"GGUF":
            raise _broken(self._path, "This is not a GGUF file.")
        version = self._number("<I")
        if version not in (2, 3):
            raise _broken(self._path, f"GGUF version {version} can't be read; versions 2 and 3 can.")
        tensors, pairs = self._number("<Q"), self._number("<Q")
        values: dict[str, Value] = {}
        for _ in range(pairs):
            key = self._text()
            values[key] = self._value(self._number("<I"), depth=0)
        self._check_tensors(tensors, values.get("general.alignment"))
        return _header(version, tensors, values)

    def _value(self, code: int, depth: int) -> Value:
        """Return a value, or None for an array, which is walked over."""
        if code == _STRING:
            return self._text()
        if code != _ARRAY:
            return self._number(self._format(code))
        inner, count = self._number("<I"), self._number("<Q")
        if inner == _STRING:
            self._skip_texts(count)
        elif inner == _ARRAY:
            if depth == _DEEPEST:
                raise _broken(self._path, "The model file is corrupt: its metadata are nested too deeply.")
            for _ in range(count):
                self._value(inner, depth + 1)
        else:
            self._bytes_over(count * struct.calcsize(self._format(inner)))
        return None

    def _skip_texts(self, count: int) -> None:
        # A vocabulary has 150,000 texts, so this loop holds no call that it can do without.
        at, end, length_at = self._at, self._size - 8, struct.Struct("<Q").unpack_from
        for _ in range(count):
            if at > end:
                raise self._too_short()
            at += 8 + length_at(self._data, at)[0]
        self._at = at
        self._bytes_over(0)

    def _check_tensors(self, count: int, alignment: Value) -> None:
        """Walk over the table of tensors and see that the last byte of each is within the file."""
        needed = 0
        for _ in range(count):
            self._text()
            dimensions = self._number("<I")
            if dimensions > 8:
                raise _broken(self._path, "The model file is corrupt: a tensor has too many dimensions.")
            items = 1
            for _ in range(dimensions):
                items *= self._number("<Q")
            block, size = _TENSOR_BLOCKS.get(self._number("<I"), (1, 0))
            needed = max(needed, self._number("<Q") + items // block * size)
        step = alignment if isinstance(alignment, int) and alignment > 0 else 32
        start = -(-self._at // step) * step
        if start + needed > self._size:
            raise self._too_short()

    def _format(self, code: int) -> str:
        try:
            return _FORMATS[code]
        except KeyError:
            raise _broken(
                self._path, f"The model file is corrupt: it has a value of unknown type {code}."
            ) from None

    def _number(self, form: str) -> int:
        value: int = struct.unpack(form, self._bytes(struct.calcsize(form)))[0]
        return value

    def _text(self) -> str:
        return self._bytes(self._number("<Q")).decode("utf-8", errors="replace")

    def _bytes(self, count: int) -> bytes:
        start = self._at
        self._bytes_over(count)
        return self._data[start : self._at]

    def _bytes_over(self, count: int) -> None:
        if self._at + count > self._size:
            raise self._too_short()
        self._at += count

    def _too_short(self) -> WeightsError:
        return _broken(self._path, "The model file ends too early: it is truncated or corrupt.")


def _header(version: int, tensors: int, values: dict[str, Value]) -> GgufHeader:
    architecture = _text_of(values.get("general.architecture"))
    file_type = values.get("general.file_type")
    context = values.get(f"{architecture}.context_length")
    return GgufHeader(
        version=version,
        tensors=tensors,
        architecture=architecture,
        name=_text_of(values.get("general.name")),
        kind=_text_of(values.get("general.type")) or "model",
        quantisation=_FILE_TYPES.get(file_type, f"type {file_type}") if isinstance(file_type, int) else None,
        context=context if isinstance(context, int) else None,
        chat_template="tokenizer.chat_template" in values,
    )


def _text_of(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _broken(path: Path, what: str) -> WeightsError:
    return WeightsError(
        what, where=str(path), fix="Fetch the file again, or choose another model: sqlcoder models list"
    )


Value = str | int | float | None
_STRING, _ARRAY, _DEEPEST = 8, 9, 4
_FORMATS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
# Tensor type: values in a block, bytes of a block. Of other types only the beginning is checked.
_TENSOR_BLOCKS = {
    0: (1, 4),
    1: (1, 2),
    2: (32, 18),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    10: (256, 84),
    11: (256, 110),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    30: (1, 2),
}
_FILE_TYPES = {
    0: "F32",
    1: "F16",
    2: "Q4_0",
    3: "Q4_1",
    7: "Q8_0",
    8: "Q5_0",
    9: "Q5_1",
    10: "Q2_K",
    11: "Q3_K_S",
    12: "Q3_K_M",
    13: "Q3_K_L",
    14: "Q4_K_S",
    15: "Q4_K_M",
    16: "Q5_K_S",
    17: "Q5_K_M",
    18: "Q6_K",
    32: "BF16",
}
