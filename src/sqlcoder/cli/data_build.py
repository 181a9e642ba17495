"""`sqlcoder data build`: makes the rows of the data sets' databases and loads them."""

from __future__ import annotations

from pathlib import Path

import click

from sqlcoder.cli.data_inputs import jobs_option, root_option


def _seeds(_context: click.Context, _parameter: click.Parameter, text: str) -> tuple[int, ...]:
    try:
        seeds = tuple(dict.fromkeys(int(part) for part in text.split(",")))
    except ValueError:
        raise click.BadParameter(f'"{text}" is no list of whole numbers, such as 1,2,3.') from None
    if min(seeds) < 0:
        raise click.BadParameter("A seed is 0 or more.")
    return seeds


@click.command(epilog="Example: sqlcoder data build eval --kind sqlite --seeds 1")
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@root_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="Folder to build in: <split>/<name>/<seed>.duckdb or .sqlite.",
)
@click.option(
    "--kind",
    type=click.Choice(["duckdb", "sqlite", "postgres", "mysql"]),
    default="duckdb",
    show_default=True,
    help="Kind of database.",
)
@click.option(
    "--server",
    metavar="URL",
    envvar="SQLCODER_SERVER",
    show_envvar=True,
    help="Server for postgres and mysql, of a user that may create databases: <name>_<seed> each.",
)
@click.option("--seeds", default="1,2,3", show_default=True, callback=_seeds, help="An instance for each.")
@jobs_option
def command(
    names: tuple[str, ...],
    root: Path,
    out: Path,
    kind: str,
    server: str | None,
    seeds: tuple[int, ...],
    jobs: int | None,
) -> None:
    """Make the rows of the databases called NAMES, or of a split, and load them; of all without NAMES.

    The same seed gives the same rows. What is there and unchanged is left alone.
    """
    from sqlcoder.cli.data_inputs import built
    from sqlcoder.dataset.build import Instance, store_of
    from sqlcoder.dataset.collection import databases

    store = store_of(kind, out, server)
    instances = [Instance(folder, seed) for folder in databases(root, names) for seed in seeds]
    for instance, found in zip(instances, built(store, instances, jobs), strict=True):
        state = "built" if found.made else "unchanged"
        click.echo(f"{instance.folder.name} {instance.seed}: {state} ({found.location})")
