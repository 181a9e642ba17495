"""The one table of settings: name, default, help, environment variable.

Read at the edges only (command line, server, `connect()`): library functions take arguments.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sqlcoder.errors import UsageError


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `kind` turns its text into a value."""

    name: str
    default: str | int | float | bool | None
    help: str
    kind: type

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"SQLCODER_{self.name.upper()}"


# No limit is meant to be larger, and no database could take it. llama.cpp takes 512 threads.
MOST = 10_000_000
MOST_THREADS = 512

SETTINGS: dict[str, Setting] = {
    s.name: s
    for s in (
        Setting("db", None, "Database URL, or the path of a database or data file, or of a folder.", str),
        Setting("model", "default", "Model: a name of `sqlcoder models list`, a .gguf path, or a URL.", str),
        Setting("home", None, "Folder for weights and caches (default: the user's cache folder).", str),
        Setting("timeout", 30.0, "Seconds that a query may run.", float),
        Setting("rows", 1000, "Rows that a query may return.", int),
        Setting("threads", 0, "Processor threads of the engine; 0 takes one for each core.", int),
        Setting("context", 8192, "Tokens that prompt and reply may have together.", int),
        Setting("cache_mib", 2048, "Disk space in MiB for the kept prompts of known schemas.", int),
        Setting("samples", True, "Show the model a few stored values of each column.", bool),
        Setting("correction", True, "Send a query that fails back to the model, once.", bool),
        Setting("offline", False, "Never use the network; weights must be there already.", bool),
        Setting("api_key", None, "Key for an OpenAI-style server.", str),
    )
}


def setting(name: str) -> str | int | float | bool | None:
    """Return the value of setting `name` from the environment, or its default.

    Raise `UsageError` where the environment holds something that isn't such a value.
    """
    entry = SETTINGS[name]
    text = os.environ.get(entry.variable)
    if text is None or text == "":
        return entry.default
    try:
        return _FLAGS[text.lower()] if entry.kind is bool else entry.kind(text)
    except (KeyError, ValueError):
        raise UsageError(
            f'{entry.variable} is "{text}", which is not {_KIND_NAMES[entry.kind]}.',
            fix=f"Set it to {_KIND_NAMES[entry.kind]}, or unset it for the default ({entry.default}).",
        ) from None


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of one connection, all decided; the fields bear the names of `SETTINGS`.

    `tables` and `deny_tables` are shell patterns of table names, `functions` names of functions of the user.
    """

    db: str
    model: str
    home: Path
    timeout: float
    rows: int
    threads: int
    context: int
    cache_mib: int
    samples: bool
    correction: bool
    offline: bool
    api_key: str | None
    tables: tuple[str, ...] = ()
    deny_tables: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


def options(given: Mapping[str, Any]) -> Options:
    """Return the options: what `given` holds under a setting's name, else the setting.

    None counts as not given. Raise `UsageError` where there is no database, or a limit is not positive.
    """
    values: dict[str, Any] = {name: given.get(name) for name in (f.name for f in fields(Options))}
    for name in SETTINGS:
        if values[name] is None:
            values[name] = setting(name)
    if not values["db"]:
        raise UsageError(
            "No database was given.", fix="Name one with --db, for example --db shop.db, or set SQLCODER_DB."
        )
    for name in ("timeout", "rows", "context", "cache_mib"):
        if not 0 < values[name] <= MOST:
            raise UsageError(
                f"--{name.replace('_', '-')} is {values[name]}, "
                f"but must be more than 0 and at most {MOST:,}.",
                fix=f"Leave it out for the default ({SETTINGS[name].default}).",
            )
    if not 0 <= values["threads"] <= MOST_THREADS:
        raise UsageError(
            f"--threads is {values['threads']}, but must be from 0 to {MOST_THREADS}.",
            fix="Leave it out for one thread a core.",
        )
    values["home"] = home(values["home"])
    for name in ("tables", "deny_tables", "functions"):
        values[name] = tuple(values[name] or ())
    return Options(**values)


def home(given: str | Path | None = None) -> Path:
    """Return the folder for weights and caches: `given`, else the setting, else the user's cache folder.

    Raise `UsageError` for the home of a user that isn't there ("~name").
    """
    chosen = given or setting("home")
    if chosen:
        try:
            return Path(str(chosen)).expanduser()
        except RuntimeError as error:
            raise UsageError(
                f"The home folder can't be found: {error}", where=str(chosen), fix="Write its full path."
            ) from error
    import platformdirs

    return platformdirs.user_cache_path("sqlcoder")


_FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
_KIND_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
