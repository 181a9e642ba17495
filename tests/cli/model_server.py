"""An OpenAI-style server on loopback that gives scripted replies: the command line without weights."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextmanager
def model_server(
    *replies: str, delay: float = 0.0, reply: Callable[[str], str] | None = None
) -> Iterator[str]:
    """Yield the URL of a server whose replies come in order, `delay` seconds late.

    With `reply` it makes each from what it is sent.
    """
    waiting = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send("application/json", json.dumps({"data": [{"id": "scripted"}]}))

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            time.sleep(delay)
            text = waiting.pop(0) if reply is None else reply(sent)
            pieces = [text[i : i + 7] for i in range(0, len(text), 7)]
            chunks: list[dict[str, Any]] = [
                {"choices": [{"index": 0, "delta": {"content": p}}]} for p in pieces
            ]
            chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks]
            self._send("text/event-stream", "".join(lines) + "data: [DONE]\n\n")

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def _send(self, kind: str, body: str) -> None:
            data = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
