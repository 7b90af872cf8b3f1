"""Commands: `python -m data pack`, `… adopt FILE`, `… releases`, `… ingest KIND PATH --name NAME`."""

from pathlib import Path

import typer

from data import release_archive, releases
from data.ingest_command import ingest
from data.paths import shown

_FILE = typer.Argument(..., help="What `make release` packed, here or elsewhere.")
_CURRENT = typer.Option(False, "--current", help="Also make it the release that pages show.")
application = typer.Typer(
    help="Moves Kvali's releases and takes big tables in.", no_args_is_help=True, add_completion=False
)


@application.callback()
def commands() -> None:
    """Moves Kvali's releases and takes big tables in."""


@application.command()
def pack() -> None:
    """Pack the current release as one file and print its SHA-256."""
    try:
        file = release_archive.pack(releases.current())
    except releases.ReleaseError as error:
        raise _refused(error) from None
    typer.echo(f"{release_archive.digest(file)}  {shown(file)}")


@application.command()
def adopt(file: Path = _FILE, current: bool = _CURRENT) -> None:
    """Take a packed release into var/releases after checking all of it."""
    try:
        release = release_archive.adopt(file, current=current)
    except releases.ReleaseError as error:
        raise _refused(error) from None
    typer.echo(f"release {release.id} is here")
    if release.id != releases.pointed():
        typer.echo(f"Pages show it at ?release={release.id}; with --current they show it at every address.")


application.command()(ingest)


@application.command("releases")
def list_releases() -> None:
    """List the releases in var/releases, newest first, and those that are not whole."""
    whole = releases.present()
    for release in whole:
        typer.echo(_line(release))
    for name in sorted(set(releases.names()) - {one.id for one in whole}):
        typer.echo(f"  {name}  damaged, or of another schema version: `make build` makes a new one")
    if not releases.names():
        typer.echo("There is no release here: `make build` makes one.")


def _line(release: releases.Release) -> str:
    """Id, facts and digest; the one that the pointer names carries a star."""
    sign = "*" if release.id == releases.pointed() else " "
    manifest = release.manifest
    return f"{sign} {release.id}  {manifest['rows']['facts']:>9,} facts  sha256 {manifest['content_sha256']}"


def _refused(error: releases.ReleaseError) -> typer.Exit:
    typer.echo(str(error), err=True)
    return typer.Exit(1)


if __name__ == "__main__":
    application()
