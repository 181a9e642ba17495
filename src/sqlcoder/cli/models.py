"""`sqlcoder models`: list, fetch, check and remove weights."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sqlcoder.cli.options import option
from sqlcoder.errors import SqlcoderError
from sqlcoder.settings import home as home_folder

if TYPE_CHECKING:
    from sqlcoder.weights.catalog import Entry
    from sqlcoder.weights.records import Record
    from sqlcoder.weights.store import Status, Store


@click.group(epilog="Example: sqlcoder models pull small")
def command() -> None:
    """List, fetch, check and remove model weights.

    They are kept in the folder "weights" of --home, and fetched once. A model is named as --model names it:
    by a name of the list, or as hf:owner/repository/file.gguf.
    """


@command.command("list", epilog="Example: sqlcoder models list")
@option("home")
@click.option("--json", "as_json", is_flag=True, help="Print all that is known of each as JSON.")
def list_command(home: str | None, as_json: bool) -> None:
    """List the models that have a name, and what is here of them."""
    store = _store(home)
    rows = [(entry, store.status(entry)) for entry in _known(store)]
    if as_json:
        _print_json(_as_json(store, entry, status) for entry, status in rows)
    else:
        _print_table(store, rows)


@command.command("pull", epilog="Example: sqlcoder models pull small")
@click.argument("name", default="default")
@option("home")
@option("offline")
def pull_command(name: str, home: str | None, offline: bool) -> None:
    """Fetch and check the weights of NAME (without one, the default's); print their path.

    An interrupted fetch goes on where it stopped. Weights that are here already are not fetched again.
    """
    from sqlcoder.cli.progress import WeightsBar
    from sqlcoder.weights.catalog import entry_named

    entry = entry_named(name)
    with WeightsBar(entry.name) as bar:
        path = _store(home).pull(entry, bar, offline=offline)
    click.echo(path)


@command.command("verify", epilog="Example: sqlcoder models verify small")
@click.argument("name", required=False)
@option("home")
@click.option("--json", "as_json", is_flag=True, help="Print name, state, SHA-256, size and source as JSON.")
def verify_command(name: str | None, home: str | None, as_json: bool) -> int:
    """Read the weights of NAME, or all that are here, and compare their SHA-256 with what it must be.

    NAME may also be the path of a .gguf file: its header is checked and its SHA-256 printed.
    """
    from sqlcoder.weights.catalog import resolve

    store = _store(home)
    where = None if name is None else resolve(name).where
    if isinstance(where, Path) and where.is_file():
        results = [_verified_file(where)]
    elif name is None:
        here = [entry for entry in _known(store) if store.path(entry).exists()]
        results = [_verified(store, entry) for entry in here]
    else:
        results = [_verified(store, _entry(name))]
    if as_json:
        _print_json(results)
    for row in [] if as_json else results:
        click.echo("  ".join(str(row[key]) for key in ("state", "name", "sha256") if row[key]))
        if row["error"]:
            click.echo(row["error"], err=True)
    if not results:
        click.echo(
            f"No weights are in {store.folder}. Fetch some with: sqlcoder models pull default", err=True
        )
    return 0 if all(row["state"] == "ok" for row in results) else 1


@command.command("remove", epilog="Example: sqlcoder models remove small --yes")
@click.argument("name")
@option("home")
@click.option("--yes", is_flag=True, help="Don't ask.")
def remove_command(name: str, home: str | None, yes: bool) -> None:
    """Delete the weights of NAME from the store, and what is left of an interrupted fetch."""
    store, entry = _store(home), _entry(name)
    status = store.status(entry)
    if status.state == "missing":
        click.echo(f'The weights "{entry.name}" are not here; nothing was removed.', err=True)
        return
    if not yes and not click.confirm(f"Delete {_megabytes(status.bytes)} at {store.path(entry)}?", err=True):
        click.echo("Nothing was removed.", err=True)
        return
    click.echo(f"Removed {entry.name}: {_megabytes(store.remove(entry))} are free again.", err=True)


def _store(home: str | None) -> Store:
    from sqlcoder.weights.store import Store

    return Store(home_folder(home) / "weights")


def _entry(name: str) -> Entry:
    from sqlcoder.weights.catalog import entry_named

    return entry_named(name)


def _known(store: Store) -> list[Entry]:
    """Return the catalogue's entries, and those that were fetched from elsewhere."""
    from sqlcoder.weights.catalog import catalog, entry_named

    entries = list(catalog())
    names = {entry.name for entry in entries}
    others = (record.name for record in store.records() if record.name.startswith("hf:"))
    return entries + [entry_named(name) for name in others if name not in names]


def _verified(store: Store, entry: Entry) -> dict[str, Any]:
    from sqlcoder.cli.progress import WeightsBar

    try:
        with WeightsBar(entry.name) as bar:
            return _result(entry.name, store.path(entry), store.verify(entry, bar))
    except SqlcoderError as error:
        return _result(entry.name, store.path(entry), None, error)


def _verified_file(path: Path) -> dict[str, Any]:
    from sqlcoder.cli.progress import WeightsBar
    from sqlcoder.weights.gguf import read_gguf
    from sqlcoder.weights.records import Record, file_record

    read_gguf(path)
    with WeightsBar(path.name) as bar:
        record = Record(path.name, "a file", "", (file_record(path, path.name, bar),))
    return _result(path.name, path, record)


def _result(
    name: str, path: Path, record: Record | None, error: SqlcoderError | None = None
) -> dict[str, Any]:
    return {
        "name": name,
        "state": "ok" if error is None else "failed",
        "sha256": None if record is None else record.sha256,
        "bytes": None if record is None else record.bytes,
        "source": None if record is None else record.source,
        "path": str(path),
        "error": None if error is None else str(error),
    }


def _as_json(store: Store, entry: Entry, status: Status) -> dict[str, Any]:
    known = ("title", "parameters", "licence", "engine", "prompt", "context", "bytes", "sha256", "verified")
    return (
        {"name": entry.name, "aliases": list(entry.aliases)}
        | {key: getattr(entry, key) for key in known}
        | {
            "state": status.state,
            "bytes_here": status.bytes,
            "sha256_here": status.record.sha256 if status.record else None,
            "path": str(store.path(entry)),
        }
    )


def _print_json(rows: Iterable[dict[str, Any]]) -> None:
    click.echo(json.dumps(list(rows), indent=2, ensure_ascii=False))


def _print_table(store: Store, rows: list[tuple[Entry, Status]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    # A pipe has no width: whoever reads it wants one line for each model.
    console.width = console.width if console.is_terminal else 200
    table = Table(show_edge=False, header_style="bold", pad_edge=False)
    for title in ("name", "also", "parameters", "file", "licence", "here"):
        table.add_column(
            title, justify="right" if title in ("parameters", "file") else "left", overflow="fold"
        )
    for entry, status in rows:
        size = entry.bytes or (status.bytes if status.state != "missing" else None)
        cells = (
            entry.name,
            ", ".join(alias for alias in entry.aliases if "/" not in alias),
            entry.parameters,
            "" if size is None else _megabytes(size),
            entry.licence,
            _here(entry, status),
        )
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
    Console(stderr=True).print(Text(f"Kept in {store.folder}", style="dim"))


def _here(entry: Entry, status: Status) -> str:
    if status.state == "partial" and entry.bytes:
        return f"partial, {100 * status.bytes // entry.bytes}%"
    return {"ready": "ready", "unchecked": "not checked yet", "partial": "partial", "missing": "-"}[
        status.state
    ]


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
