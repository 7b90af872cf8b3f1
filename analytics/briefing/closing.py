"""What closes every briefing: how it was made, the sources with their licences, and the words explained."""

from collections.abc import Iterator, Sequence

from analytics import facts as questions
from analytics.briefing.blocks import Block, Bullets, Cell, Column, Paragraph, Run, Sentence, Table
from analytics.briefing.brief import Brief
from analytics.briefing.document import Emblem
from analytics.writing import credits
from analytics.writing.numbers import date_text
from data.source_records import Source

METHOD = {"region": ("certainty", "survey", "index", "lists"), "indicator": ("certainty",), "pillar": ("certainty",),
          "project": ("certainty", "targets")}  # fmt: skip
TERMS = {
    "region": ("interval", "nnle", "turnout", "profile", "hub", "points"),
    "indicator": ("interval", "points", "fact"), "pillar": ("interval", "points", "fact"),
    "project": ("cssige", "star", "hub", "baseline", "target", "interval"),
}  # fmt: skip

ONLY_FULL = {"region": ("nnle", "profile"), "project": ("hub", "baseline")}
"""Terms of sections that the short lengths leave out."""

SOURCE = ("source_and_licence", "edition", "retrieved", "address")
"""The columns of the table of sources: terms in words need more room than a column of their own has."""


def method(brief: Brief) -> Iterator[Block]:
    """How the document was made and how its sentences are to be read."""
    made = brief.tell.sentence(
        "method_made", release=brief.release.id, date=date_text(brief.release.date, brief.language)
    )
    yield Paragraph(made)
    yield Bullets(tuple(brief.tell.sentence(f"method_{key}") for key in METHOD[brief.choices.kind]))


def sources(brief: Brief, fact_ids: Sequence[str]) -> Table | None:
    """Every source behind the document's numbers with publisher, edition, licence and date of retrieval."""
    named = questions.credits(brief.release, sorted(set(fact_ids)))
    if not named:
        return None
    found = [brief.sources[one] for one in named]
    rows = tuple(
        (
            Cell(_with_licence(brief, one)),
            Cell(one.version or "–"),
            Cell(date_text(one.retrieved, brief.language)),
            Cell(one.url),
        )
        for one in found
    )
    caption = brief.tell.words("table_sources")
    columns = tuple(Column(brief.tell.words(f"head_{key}")) for key in SOURCE)
    return Table(columns, rows, caption, brief.tell.words("table_alt", caption=caption, rows=len(rows)))


def _with_licence(brief: Brief, source: Source) -> str:
    """Who published it and what, and its licence by name or in words."""
    titled, licence = (told(source, brief.language) for told in (credits.titled, credits.licence_text))
    return brief.tell.words("source_with_licence", source=titled, licence=licence)


def glossary(brief: Brief) -> Iterator[Block]:
    """The terms of the document with their meaning."""
    kind = brief.choices.kind
    spared = () if brief.full else ONLY_FULL.get(kind, ())
    yield Bullets(tuple(_term(brief, key) for key in TERMS[kind] if key not in spared))


def _term(brief: Brief, key: str) -> Sentence:
    return Sentence((Run(brief.tell.words(f"term_{key}"), strong=True), Run(f": {brief.tell.words(f'means_{key}')}")))


def emblem(brief: Brief) -> Emblem | None:
    """The funding statement and the disclaimer, only when switched on."""
    if not brief.choices.emblem:
        return None
    return Emblem(brief.tell.words("emblem_statement"), brief.tell.words("emblem_disclaimer"))
