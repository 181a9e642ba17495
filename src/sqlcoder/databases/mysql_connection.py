"""A PyMySQL connection whose rows have a size limit, and which can be dropped in the middle of a result.

Imported only once somebody opens a MySQL or MariaDB URL. Knows no queries.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from pymysql.connections import Connection
from pymysql.cursors import SSCursor

if TYPE_CHECKING:
    _Base = Connection[SSCursor]
else:
    _Base = Connection

# What the protocol adds to the values of a row.
_OVERHEAD_BYTES = 64 * 1024


class RowTooLarge(Exception):
    """The server is sending a row above the limit; the connection is closed."""


class MysqlConnection(_Base):
    """A connection that refuses to read more than it is allowed to.

    The driver itself takes a row of any size into memory; a session can't bound what a server sends.
    """

    _rfile: _Readable
    _result: Any
    _sock: socket.socket | None
    server_version: str
    server_thread_id: tuple[int, ...]

    finished = True
    """Whether the last result has been read to its end, so that the connection can take another query."""

    def meter(self) -> None:
        """Start to count what is read; to be called once connected."""
        self._meter = _Meter(self._rfile)
        self._rfile = self._meter

    def allow(self, size: int | None) -> None:
        """Let the next row hold `size` bytes of values; None lifts the limit."""
        self._meter.left = None if size is None else size + _OVERHEAD_BYTES

    def hang_up(self) -> None:
        """Wake another thread that waits for the server, which then finds the connection lost."""
        line = self._sock
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def drop(self) -> None:
        """Close the socket at once, whatever the server is still sending."""
        if self._result is not None:
            # The driver would otherwise read all further rows when the result is collected.
            self._result.unbuffered_active = False
            self._result.connection = None
        if self.open:
            self.close()


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class _Meter:
    def __init__(self, stream: _Readable) -> None:
        self._stream = stream
        self.left: int | None = None

    def read(self, size: int, /) -> bytes:
        if self.left is not None:
            self.left -= size
            if self.left < 0:
                raise RowTooLarge
        return self._stream.read(size)

    def close(self) -> None:
        self._stream.close()
