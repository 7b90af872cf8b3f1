"""The command `python -m data ingest KIND PATH --name NAME`: a table larger than memory, checked, into var/big."""

import os
import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from data import ingest as taking
from data import table_specs
from data.big_tables import BigTable
from data.engine import EngineError
from data.errors import InputError
from data.paths import shown

_KIND = typer.Argument(help="events, answers, iati_transactions, iati_results, or a .toml that says what a row must be")
_PATH = typer.Argument(help="a Parquet or CSV file, or a folder of such files (year=2020/… become columns)")
_NAME = typer.Option(help="what the table will be called")
_MEMORY = typer.Option("", help="how much memory DuckDB may take, such as 512MB; the rest goes to disk")


def ingest(kind: str = _KIND, path: Path = _PATH, name: str = _NAME, memory: str = _MEMORY) -> None:
    """Take a big table in; killed at any moment, the same command goes on where it was."""
    if memory:
        os.environ["KVALI_MEMORY"] = memory
    try:
        table = _with_progress(kind, path, name)
    except (InputError, EngineError) as error:
        typer.echo(str(error), err=True)
        typer.echo("The table before, if there is one, still stands. What was done is not done again.", err=True)
        raise typer.Exit(1) from None
    _report(table)


def _with_progress(kind: str, path: Path, name: str) -> BigTable:
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} rows"), TextColumn("{task.description}"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("", total=None)

        def done(file: str, rows: int) -> None:
            bar.update(task, description=file, advance=rows)

        return taking.ingest(path, table_specs.load(kind), name, progress=done)


def _report(table: BigTable) -> None:
    typer.echo(f"{table.name}: {table.manifest['rows']:,} rows, {table.manifest['bad']:,} bad ones")
    for reason, rows in sorted(table.manifest["reasons"].items()):
        typer.echo(f"  {rows:>9,}  {reason}")
    if table.manifest["bad"]:
        typer.echo(f"The bad ones are in {shown(table.bad)}")
