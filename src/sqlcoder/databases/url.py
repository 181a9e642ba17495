"""Opens the database that a URL or a path names: one literal table of schemes, one loader.

Reads the first bytes of a file to tell what it is. Knows no driver: each is imported when its scheme is
wanted. A package of the user's may add a scheme by an entry point of the group `PLUGINS`.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import unquote

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.failures import no_such_file
from sqlcoder.databases.file_kinds import data_files, is_data_file, known_endings
from sqlcoder.databases.isolated import Isolated
from sqlcoder.databases.server_url import without_password
from sqlcoder.errors import ConnectionFailed, UsageError

# Opened by path, in a process of their own.
EMBEDDED: dict[str, str] = {
    "duckdb": "sqlcoder.databases.duckdb:Duckdb",
    "sqlite": "sqlcoder.databases.sqlite:Sqlite",
}
# Opened by URL.
SERVERS: dict[str, str] = {
    "postgresql": "sqlcoder.databases.postgres:Postgres",
    "postgres": "sqlcoder.databases.postgres:Postgres",
    "mysql": "sqlcoder.databases.mysql:Mysql",
    "mariadb": "sqlcoder.databases.mysql:Mysql",
}
PLUGINS = "sqlcoder.databases"
_FILES = "sqlcoder.databases.files:Files"
# Where in a file, which bytes, and what it then is.
_MAGIC = ((0, b"SQLite format 3\0", "sqlite"), (8, b"DUCK", "duckdb"))


def open_database(url: str, *, limits: Limits | None = None) -> Database:
    """Open the database at `url`: a URL, or the path of a database, a data file or a folder of data files.

    `limits.memory_bytes` counts here. Raise `UsageError` for a URL that can't be meant, `ConnectionFailed`
    where nothing can be opened, `MissingDependency` without the driver.
    """
    limits = limits or Limits()
    scheme, separator, rest = url.partition("://")
    if not separator:
        return _open_path(url, limits)
    if scheme.lower() in EMBEDDED:
        path = _local_path(scheme, rest)
        return Isolated.open(EMBEDDED[scheme.lower()], str(path), limits)
    if scheme.lower() in SERVERS:
        module, _, name = SERVERS[scheme.lower()].partition(":")
        database: Database = getattr(import_module(module), name).open(url)
        return database
    plugin = next(iter(entry_points(group=PLUGINS, name=scheme.lower())), None)
    if plugin is not None:
        of_a_plugin: Database = plugin.load().open(url)
        return of_a_plugin
    raise _unknown_scheme(scheme)


def safe_url(url: str) -> str:
    """Return the URL as it may be shown: without any password, be it before the host or among the options."""
    return without_password(url)


def _local_path(scheme: str, rest: str) -> Path:
    if not rest.strip("/") or rest.lstrip("/").startswith(":memory:"):
        raise UsageError(
            f'"{scheme}://{rest}" names no file.',
            fix=f"Write {scheme}:///file for a relative path, {scheme}:////folder/file for an absolute one.",
        )
    if not rest.startswith("/"):
        raise UsageError(
            f'"{scheme}://{rest}" has two slashes, which would make "{rest.partition("/")[0]}" a host.',
            fix=f'Write "{scheme}:///{rest}".',
        )
    written = _absolute(rest[1:])
    # A name that holds a "%20" or a "?" as such is taken as it is.
    return written if written.exists() else _absolute(unquote(_without_options(scheme, rest[1:])))


def _without_options(scheme: str, rest: str) -> str:
    path, sign, options = rest.partition("?")
    if sign and options:
        raise UsageError(
            f'A {scheme} URL takes no options, but has "{options}".',
            fix="Leave them out; the file is opened read-only in any case.",
        )
    return path


def _absolute(path: str) -> Path:
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError:  # "~name" of nobody.
        return Path(path).absolute()


def _open_path(text: str, limits: Limits) -> Database:
    if not text.strip():
        raise UsageError("No database is named.", fix="Give a URL such as sqlite:///shop.db, or a path.")
    path = _absolute(text)
    try:
        if not path.exists():
            raise no_such_file(str(path))
        if path.is_dir():
            data_files(path)
            return Isolated.open(_FILES, str(path), limits)
        if is_data_file(path):
            return Isolated.open(_FILES, str(path), limits)
        return Isolated.open(EMBEDDED[_kind_of(path)], str(path), limits)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name isn't possible"
        raise ConnectionFailed(
            f"It can't be read: {reason}.", where=str(path), fix="Check the path and its permissions."
        ) from None


def _kind_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(16)
    for position, magic, kind in _MAGIC:
        if head[position:].startswith(magic):
            return kind
    raise ConnectionFailed(
        "The file is empty." if not head else "The file is no database, nor a data file of a known kind.",
        where=str(path),
        fix=f"Known are SQLite and DuckDB databases, and files that end in {known_endings()}.",
    )


def _unknown_scheme(scheme: str) -> UsageError:
    known = [*EMBEDDED, *SERVERS, *sorted(plugin.name for plugin in entry_points(group=PLUGINS))]
    # SQLAlchemy's "postgresql+psycopg" means the same database.
    near = get_close_matches(scheme.lower().partition("+")[0], known, n=1, cutoff=0.5)
    hint = f' Did you mean "{near[0]}://"?' if near else ""
    return UsageError(
        f'Unknown kind of database "{scheme}".{hint}',
        fix=f"Known are {', '.join(f'{name}://' for name in known)}, and the paths of files and folders.",
    )
