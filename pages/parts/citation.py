"""How to cite what a page shows, in either language: sources with their editions, the release, the address."""

from collections.abc import Sequence

from data.source_records import Source
from pages.parts import load
from pages.parts.format import date_text
from pages.parts.text import translate

MOST = 4
"""So many sources are cited with title and edition; of more, the first ones and how many others."""


def cite(sources: Sequence[Source], language: str, *, title: str = "", address: str = "") -> str:
    """The line to cite.

    Args:
        sources: what the figures rest on, the most important first.
        language: "ka" or "en"; the titles of sources stay as their publishers wrote them.
        title: of the figure, in that language; left out without it.
        address: where the view is found again; left out without it.
    """
    release = load.release()
    parts = [f"{title}."] if title else []
    parts += [_source(one, language) for one in sources[:MOST]]
    if len(sources) > MOST:
        parts.append(translate(language, "take.cite_others", count=len(sources) - MOST))
    parts.append(
        translate(language, "take.cite_release", release=release.id, date=date_text(release.date, language))
    )  # fmt: skip
    return " ".join([*parts, address] if address else parts)


def _source(source: Source, language: str) -> str:
    version = f", {source.version}" if source.version else ""
    day = date_text(source.retrieved, language)
    publisher = source.publisher[language]
    return translate(
        language, "take.cite_source", publisher=publisher, title=source.title, version=version, day=day
    )  # fmt: skip
