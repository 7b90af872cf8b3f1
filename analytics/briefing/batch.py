"""All briefings of a release as one zip: every region, both languages, the chosen formats, and an index.

The same release gives the same bytes: the times inside are the release's date.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape

from analytics.briefing import make, paper
from analytics.briefing.choices import Choices, checked
from analytics.briefing.document import Language
from analytics.briefing.no_harm import Cleared
from analytics.briefing.words import translate
from data.releases import Release
from data.remembered import remembering
from geo.places import name as place_name
from geo.places import official_regions

Writer = Callable[[Cleared, Release], bytes]
LANGUAGES: tuple[Language, ...] = ("ka", "en")
INDEX, LIST = "index.html", "index.csv"
"""The same list twice: for a browser, and for a sheet."""
LIST_HEADS = ("region", "name", "language", "format", "file", "bytes", "sha256", "release")


def packed(
    release: Release,
    writers: Mapping[str, Writer],
    *,
    length: str = "two",
    places: Sequence[str] = (),
    step: Callable[[str], None] = lambda name: None,
) -> bytes:
    """The zip.

    Args:
        release: the facts.
        writers: the formats by ending.
        length: of every briefing.
        places: regions; all eleven without any.
        step: called with the name of each file when it is made.

    Raises:
        ChoiceError: the length is none.
    """
    buffer, names, listed = io.BytesIO(), list(places or official_regions()), list[tuple[object, ...]]()
    with zipfile.ZipFile(buffer, "w") as parts, remembering():
        for place in names:
            for language in LANGUAGES:
                choices = checked(Choices(subject=f"region:{place}", language=language, length=length))
                document = make.document(choices, release)
                for ending, write in writers.items():
                    name, content = _name(place, language, ending), write(document, release)
                    _add(parts, release, name, content)
                    digest = hashlib.sha256(content).hexdigest()
                    told = (place_name(place, language), language, ending, name, len(content), digest, release.id)
                    listed.append((place, *told))
                    step(name)
        _add(parts, release, LIST, _list(listed).encode("utf-8-sig"))
        _add(parts, release, INDEX, _index(release, names, list(writers)).encode("utf-8"))
    return buffer.getvalue()


def _name(place: str, language: str, ending: str) -> str:
    return f"{language}/{place}.{ending}"


def _add(parts: zipfile.ZipFile, release: Release, name: str, content: bytes) -> None:
    """A file with the date of the release and plain rights, whoever packs it."""
    year, month, day = map(int, release.date.split("-"))
    entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    parts.writestr(entry, content)


def _list(rows: Sequence[Sequence[object]]) -> str:
    """A row a file, with what tells whether it is still the one that was packed."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([LIST_HEADS, *rows])
    return text.getvalue()


def _index(release: Release, places: Sequence[str], endings: Sequence[str]) -> str:
    """A page with a link to every file, by region and language."""
    rows = "".join(_row(place, endings) for place in places)
    title = " · ".join(translate(language, "briefing.batch_title", release=release.id) for language in LANGUAGES)
    style = f"font:16px/1.5 {paper.FONTS};color:{paper.INK};max-width:60rem;margin:2rem auto;padding:0 1rem"
    return (
        f'<!DOCTYPE html>\n<html lang="ka">\n<head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f'<body style="{style}"><h1 style="font-size:22px">{escape(title)}</h1><ul>{rows}</ul></body></html>\n'
    )


def _row(place: str, endings: Sequence[str]) -> str:
    told = []
    for language in LANGUAGES:
        links = ", ".join(f'<a href="{_name(place, language, one)}">{one}</a>' for one in endings)
        told.append(f'<span lang="{language}">{escape(place_name(place, language))}</span>: {links}')
    return f"<li>{'<br>'.join(told)}</li>"
