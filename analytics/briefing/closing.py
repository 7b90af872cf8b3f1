"""What closes every briefing: how it was made, the sources with their licences, and the words explained."""

from collections.abc import Iterator, Sequence

from analytics import facts as questions
from analytics.briefing.blocks import Block, Bullets, Cell, Column, Paragraph, Run, Sentence, Table
from analytics.briefing.brief import Brief
from analytics.briefing.document import Emblem
from analytics.writing import credits
from analytics.writing.numbers import date_text

METHOD = {"region": ("certainty", "survey", "index", "lists"), "indicator": ("certainty",), "pillar": ("certainty",),
          "project": ("certainty", "targets")}  # fmt: skip
TERMS = {
    "region": ("interval", "nnle", "turnout", "profile", "hub", "points"),
    "indicator": ("interval", "points", "fact"), "pillar": ("interval", "points", "fact"),
    "project": ("cssige", "star", "hub", "baseline", "target", "interval"),
}  # fmt: skip


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
            Cell(credits.titled(one, brief.language)),
            Cell(one.version or "–"),
            Cell(credits.licence_text(one, brief.language)),
            Cell(date_text(one.retrieved, brief.language)),
            Cell(one.url),
        )
        for one in found
    )
    caption = brief.tell.words("table_sources")
    columns = tuple(
        Column(brief.tell.words(f"head_{key}")) for key in ("source", "edition", "licence", "retrieved", "address")
    )
    return Table(columns, rows, caption, brief.tell.words("table_alt", caption=caption, rows=len(rows)))


def glossary(brief: Brief) -> Iterator[Block]:
    """The terms of the document with their meaning."""
    yield Bullets(tuple(_term(brief, key) for key in TERMS[brief.choices.kind]))


def _term(brief: Brief, key: str) -> Sentence:
    return Sentence((Run(brief.tell.words(f"term_{key}"), strong=True), Run(f": {brief.tell.words(f'means_{key}')}")))


def emblem(brief: Brief) -> Emblem | None:
    """The funding statement and the disclaimer, only when switched on."""
    if not brief.choices.emblem:
        return None
    return Emblem(brief.tell.words("emblem_statement"), brief.tell.words("emblem_disclaimer"))
