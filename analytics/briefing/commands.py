"""Commands: `brief` makes a briefing, `watch` asks a saved one again, `logframe` writes the sheet."""

from pathlib import Path
from typing import Annotated

import typer

from analytics.briefing import batch, logframe_sheet, make, watch, word_watch
from analytics.briefing.choices import ChoiceError, Choices, from_mapping, release_of
from analytics.briefing.words import translate
from analytics.briefing.writers import WRITERS, stem
from analytics.movements import SINCE
from data import releases

Out = Annotated[Path, typer.Option("--out", help="Folder for the files.")]
Language = Annotated[str, typer.Option("--language", help="ka or en.")]


def brief(
    subject: Annotated[str, typer.Argument(help="region:GE-KK, indicator:trust_ngos, pillar:csr or project.")],
    *,
    language: Language = "ka",
    reader: Annotated[str, typer.Option(help="donor, ministry, hub or public.")] = "donor",
    length: Annotated[str, typer.Option(help="half, two or full.")] = "two",
    since: Annotated[int, typer.Option(help="Changes are read from this year.")] = SINCE,
    until: Annotated[int, typer.Option(help="Newest data year; 0 = the newest there is.")] = 0,
    release: Annotated[str, typer.Option(help="Release; the current one without it.")] = "",
    emblem: Annotated[bool, typer.Option("--emblem", help="Funding statement and disclaimer.")] = False,
    section: Annotated[list[str] | None, typer.Option(help="A section; repeat for several, in order.")] = None,
    note: Annotated[list[str] | None, typer.Option(help="Own words after a section: key=Our words.")] = None,
    form: Annotated[list[str] | None, typer.Option("--format", help=f"{', '.join(WRITERS)}; repeat.")] = None,
    out: Out = Path(),
) -> None:
    """Make one briefing and save its choices and claims beside it."""
    notes = [dict(zip(("after", "text"), one.split("=", 1), strict=False)) for one in note or []]
    record = {
        "subject": subject, "language": language, "reader": reader, "length": length, "since": since, "until": until,
        "release": release, "emblem": emblem, "sections": section or [], "notes": notes,
    }  # fmt: skip
    with _Told():
        write(from_mapping(record), form or list(WRITERS), out)


def watch_saved(
    saved: Annotated[Path, typer.Argument(help="A saved briefing (.json).")],
    release: Annotated[str, typer.Option(help="Release; the current one without it.")] = "",
    word_file: Annotated[Path | None, typer.Option("--word", help="Word file with tracked changes to write.")] = None,
) -> None:
    """Mark every sentence of a saved briefing: still true, changed, no longer supported."""
    with _Told():
        found = watch.load(saved)
        newest = releases.named(release) if release else releases.current()
        watched = watch.watch(found, newest)
        for line in watch.lines(watched, found.choices.language):
            typer.echo(line)
        if word_file:
            _file(word_file, word_watch.tracked(found, watched, newest))


def logframe(
    indicator: Annotated[list[str] | None, typer.Argument(help="Indicators; those of the project without any.")] = None,
    language: Language = "ka",
    since: Annotated[int, typer.Option(help="Start of the period.")] = SINCE,
    out: Out = Path(),
) -> None:
    """Write the logframe sheet with its pre-flight list."""
    with _Told():
        choices = from_mapping({"subject": "project", "language": language, "since": since})
        made, rows = logframe_sheet.rows(choices, indicator or ())
        path = out / f"logframe_{language}.xlsx"
        _file(path, logframe_sheet.xlsx(made, rows))


def brief_all(
    *,
    length: Annotated[str, typer.Option(help="half, two or full.")] = "two",
    form: Annotated[list[str] | None, typer.Option("--format", help=f"{', '.join(WRITERS)}; repeat.")] = None,
    out: Annotated[Path, typer.Option("--out", help="The zip to write.")] = Path("kvali_briefings.zip"),
) -> None:
    """Make the briefings of all eleven regions in both languages as one zip with an index."""
    with _Told():
        writers = {one: WRITERS[one] for one in known_formats("en", form or list(WRITERS))}
        content = batch.packed(
            releases.current(), writers, length=length, step=lambda name: typer.echo(f"  {name}", err=True)
        )
        _file(out, content)


def known_formats(language: str, forms: list[str]) -> list[str]:
    """The formats, when all of them can be written.

    Raises:
        ChoiceError: one is unknown.
    """
    unknown = ", ".join(one for one in forms if one not in WRITERS)
    if unknown:
        raise ChoiceError([translate(language, "briefing.bad_format", value=unknown, known=", ".join(WRITERS))])
    return forms


def write(choices: Choices, forms: list[str], out: Path) -> None:
    """Writes a briefing in these formats, and its choices and claims as JSON, into a folder.

    Raises:
        ChoiceError: the choices do not fit, or a format is unknown.
    """
    known_formats(choices.language, forms)
    release = release_of(choices)
    document = make.document(choices, release, lambda title: typer.echo(f"  {title}", err=True))
    for one in forms:
        _file(out / f"{stem(choices)}.{one}", WRITERS[one](document, release))
    path = out / f"{stem(choices)}.json"
    watch.save(path, choices, document)
    typer.echo(str(path))


def _file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    typer.echo(str(path))


class _Told:
    """Tells a reader's mistake in a line each instead of a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ChoiceError | releases.ReleaseError | KeyError):
            for line in getattr(error, "problems", (str(error),)):
                typer.echo(line, err=True)
            raise typer.Exit(1) from None
