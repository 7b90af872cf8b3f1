"""The command `python -m analytics survey MAPPING --out FOLDER`: estimates from a survey's micro-data."""

import sys
from pathlib import Path

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analytics import survey_import, survey_mapping
from analytics.survey_design import ExtraMissing
from data.errors import InputError
from data.paths import shown

MAPPING = typer.Argument(help="the mapping file (docs/survey-import.md); the micro-data stand beside it")
OUT = typer.Option(help="where the source's folder stands or is made, such as data/sources")


def survey(mapping: Path = MAPPING, out: Path = OUT) -> None:
    """Estimate a survey's indicators from its micro-data and write them as a source's figures."""
    try:
        folder = out / survey_mapping.load(mapping).source
        imported = survey_import.write(_estimates(mapping), folder)
    except (InputError, ExtraMissing) as error:
        typer.echo(str(error), err=True)
        typer.echo("Nothing was written.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{shown(folder.resolve())}: {imported.observations} figures, {imported.gaps} suppressed")
    if not (folder / "source.toml").exists():
        typer.echo("Its source.toml is missing: write it before `make build` (CONTRIBUTING.md)")


def _estimates(mapping: Path) -> pd.DataFrame:
    columns = (TextColumn("estimating"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("", total=len(survey_mapping.load(mapping).indicators))
        return survey_import.estimates(mapping, lambda name: bar.update(task, description=name, advance=1))
