"""Makes a briefing: choices and a release in, a document out that every format writes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from analytics.briefing import closing, footnotes, no_harm, region_sections, subject_sections
from analytics.briefing.blocks import Block, Footnotes, Note, Paragraph, sentences
from analytics.briefing.brief import Brief
from analytics.briefing.choices import Choices, checked, release_of
from analytics.briefing.document import Document, Section
from analytics.briefing.no_harm import Cleared
from analytics.writing.numbers import date_text
from data.releases import Release
from data.remembered import remembering

Builder = Callable[[Brief, str], Iterator[Block]]
Step = Callable[[str], None]


def _of_project(builder: Callable[[Brief], Iterator[Block]]) -> Builder:
    return lambda brief, about: builder(brief)


BUILDERS: Mapping[str, Mapping[str, Builder]] = {
    "region": {
        name: getattr(region_sections, name)
        for name in ("key", "voting", "participation", "organisations", "index", "context", "missing", "hub", "figures",
                     "municipalities")
    },
    "indicator": {
        "key": subject_sections.indicator_key, "trend": subject_sections.indicator_trend,
        "places": subject_sections.indicator_places, "definition": subject_sections.definition,
        "missing": subject_sections.indicator_missing,
    },
    "pillar": {
        "key": subject_sections.pillar_key, "indicators": subject_sections.pillar_indicators,
        "trend": subject_sections.pillar_trend, "missing": subject_sections.pillar_missing,
    },
    "project": {
        "key": _of_project(subject_sections.project_key), "pillars": _of_project(subject_sections.project_pillars),
        "trend": _of_project(subject_sections.project_trend), "targets": _of_project(subject_sections.project_targets),
        "hubs": _of_project(subject_sections.project_hubs), "missing": _of_project(subject_sections.project_missing),
    },
}  # fmt: skip
"""The builders of the sections that are made of facts; method, sources and glossary are the same for all."""


def document(choices: Choices, release: Release | None = None, step: Step = lambda section: None) -> Cleared:
    """The briefing that the choices ask for.

    Args:
        choices: what is wanted.
        release: the facts; without it the release that the choices name, or the current one.
        step: called with the title of each section when it is done, for a progress bar.

    Raises:
        ChoiceError: the choices do not fit; a sentence for each mistake, in their language.
        ReleaseMissing: there is no release.
    """
    with remembering():
        return _made(Brief(release or release_of(choices), checked(choices)), step)


def _made(brief: Brief, step: Step) -> Cleared:
    choices = brief.choices
    sections = list(_sections(brief, step))
    last = sections[-1]
    made = Document(
        title=title(brief),
        subtitle=_subtitle(brief),
        language=brief.choices.language,
        subject=choices.subject,
        reader=choices.reader,
        release=brief.release.id,
        release_date=brief.release.date,
        emblem=closing.emblem(brief),
        sections=(*sections[:-1], replace(last, blocks=(*last.blocks, Footnotes(brief.tell.words("notes_title"))))),
        keywords=(brief.tell.words("keyword"), _subject_words(brief)),
    )
    return no_harm.cleared(footnotes.noted(made, brief), brief.release)


def title(brief: Brief) -> str:
    """The title of a briefing: what it is about."""
    return brief.tell.words(f"title_{brief.choices.kind}", subject=_subject_words(brief))


def _subject_words(brief: Brief) -> str:
    about = brief.choices.about
    words: Mapping[str, Callable[[], str]] = {
        "region": lambda: brief.place(about),
        "indicator": lambda: brief.name(about),
        "pillar": lambda: brief.tell.pillar(about),
        "project": lambda: brief.tell.words("project"),
    }
    return words[brief.choices.kind]()


def _subtitle(brief: Brief) -> str:
    until = brief.choices.until or int(brief.release.date[:4])
    return brief.tell.words(
        "subtitle", reader=brief.tell.words(f"reader_{brief.choices.reader}"),
        since=brief.choices.since, until=until, date=date_text(brief.release.date, brief.language),
    )  # fmt: skip


def _sections(brief: Brief, step: Step) -> Iterator[Section]:
    """The sections in their order; one without anything to say is left out. Sources are asked for when all is said."""
    names = brief.choices.shown()
    made = {name: _section(brief, name, list(_blocks(brief, name)), step) for name in names if name != "sources"}
    used = [one for section in made.values() for one in _facts(section)]
    if "sources" in names:
        made["sources"] = _section(brief, "sources", _sources(brief, used), step)
    told = {one.text for block in made["key"].blocks for one in sentences(block)} if "key" in made else set()
    for name in names:
        section = made[name] if name == "key" else _without(made[name], told)
        if section.blocks:
            yield section


def _without(section: Section, told: Collection[str]) -> Section:
    """The section without paragraphs that the key messages have told already."""
    kept = (one for one in section.blocks if not (isinstance(one, Paragraph) and one.sentence.text in told))
    return replace(section, blocks=tuple(kept))


def _section(brief: Brief, name: str, blocks: list[Block], step: Step) -> Section:
    heading = brief.tell.words(f"section_{name}")
    step(heading)
    return Section(name, heading, (*blocks, *_notes(brief, name)))


def _sources(brief: Brief, used: Sequence[str]) -> list[Block]:
    table = closing.sources(brief, used)
    return [table] if table is not None else []


def _blocks(brief: Brief, name: str) -> Iterator[Block]:
    same: Mapping[str, Callable[[Brief], Iterator[Block]]] = {"method": closing.method, "glossary": closing.glossary}
    if name in same:
        yield from same[name](brief)
    else:
        yield from BUILDERS[brief.choices.kind][name](brief, brief.choices.about)


def _notes(brief: Brief, name: str) -> Iterator[Note]:
    for note in brief.choices.notes:
        lines = tuple(line.strip() for line in note.text.splitlines() if line.strip())
        if note.after == name and lines:
            yield Note(brief.tell.words("note_title"), lines)


def _facts(section: Section) -> list[str]:
    """The facts of everything in a section, its charts included."""
    part = Document("", "", "en", "", "", "", "", None, (section,))
    drawn = [one for chart in part.charts() for point in chart.points for one in point.fact_ids]
    return [one for number in part.numbers() for one in number.fact_ids] + drawn
