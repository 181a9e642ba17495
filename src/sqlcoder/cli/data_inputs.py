"""What the subcommands of `sqlcoder data` take: which databases, where they are built, and their building."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sqlcoder.dataset.build import Built, Instance
    from sqlcoder.dataset.build_store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])


def root_option(command: _Command) -> _Command:
    """Add where the data sets are."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("datasets"),
        show_default=True,
        envvar="SQLCODER_DATASETS",
        show_envvar=True,
        help="Folder of the data sets, with eval/ and train/.",
    )(command)


def data_option(command: _Command) -> _Command:
    """Add where the databases are built."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("data"),
        show_default=True,
        help="Folder of the databases that are built.",
    )(command)


def jobs_option(command: _Command) -> _Command:
    """Add how many processes work."""
    return click.option(
        "--jobs", type=click.IntRange(1, 256), help="Processes at once (default: one for each core)."
    )(command)


def built(store: Store, instances: Iterable[Instance], jobs: int | None) -> list[Built]:
    """Build what isn't there yet, with a bar on the way, and return all in their order."""
    from sqlcoder.cli.eval_progress import CountBar
    from sqlcoder.dataset.build import BuildInstances, lost
    from sqlcoder.parallel.map import map
    from sqlcoder.parallel.processes import Processes

    by_key = {instance.key: instance for instance in instances}
    found = {}
    with CountBar("Building databases", len(by_key)) as bar:
        for key, made in map(
            BuildInstances(store), by_key, Processes(jobs or os.cpu_count() or 1), lost=lost
        ):
            found[key] = made
            bar.advance(f"Building databases, {key} done")
    return [found[key] for key in by_key]
