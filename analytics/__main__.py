"""Commands: `python -m analytics build` makes a release from the sources."""

import sys

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analytics import build as building
from analytics import indicators_page as page
from analytics.briefing.commands import brief, brief_all, logframe, watch_saved
from analytics.survey_commands import survey
from data import releases, source_records
from data.engine import EngineError
from data.errors import InputError

application = typer.Typer(help="Builds Kvali's releases.", no_args_is_help=True, add_completion=False)


@application.callback()
def commands() -> None:
    """Builds Kvali's releases."""


@application.command()
def build(
    if_stale: bool = typer.Option(
        False, "--if-stale", help="Build only when the inputs changed since the last release."
    ),
    engine: str = typer.Option(
        "", "--engine", help="Where big tables are reduced: duckdb, local[2], spark://…, sc://…, postgresql://…"
    ),
) -> None:
    """Build a release from data/sources and make it the current one."""
    if if_stale and not building.stale():
        typer.echo(f"release {releases.current().id} is up to date")
        return
    try:
        release = _with_progress(engine or None)
    except (InputError, EngineError, releases.ReleaseError) as error:
        typer.echo(str(error), err=True)
        typer.echo("Nothing was built; the release before, if there is one, still stands.", err=True)
        raise typer.Exit(1) from None
    facts, sources = release.manifest["rows"]["facts"], len(source_records.load_all())
    typer.echo(f"release {release.id}: {facts:,} facts from {sources} sources")


@application.command("indicators-page")
def indicators_page() -> None:
    """Write docs/indicators.md from the records."""
    page.write()
    typer.echo(f"{page.PAGE.name} is up to date")


application.command()(survey)
application.command()(brief)
application.command()(brief_all)
application.command("watch")(watch_saved)
application.command()(logframe)


def _with_progress(engine: str | None) -> releases.Release:
    steps = len(source_records.folders()) + 2
    columns = (
        TextColumn("building"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("", total=steps)

        def step(name: str) -> None:
            bar.update(task, description=name, advance=1)

        return building.build(step, engine=engine)


if __name__ == "__main__":
    application()
