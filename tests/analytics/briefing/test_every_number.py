"""No number of a document stands outside its facts: digits in its words are years or belong to fixed words."""

import re
from dataclasses import replace
from functools import cache
from string import Formatter

import pytest

from analytics import facts as questions
from analytics.briefing import audit, words
from analytics.briefing.blocks import Chart, Note, Number, Subheading, Table, sentences
from analytics.catalogue import catalogue
from analytics.indices import indices
from analytics.writing import credits, flags
from analytics.writing.numbers import date_text
from data import source_records
from geo.places import official_regions

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
YEAR = re.compile(r"(?:19|20)\d\d")
WORDS = re.compile(r"[^\W\d]|\d-\d\d")
"""Fixed words have letters, or are an edition's date."""
JOINER = "\u2060"
SUBJECTS = [
    "region:GE-KK", "region:GE-RL", "pillar:environment", "pillar:csr", "pillar:engagement",
    "pillar:advocacy", "pillar:capacity", "project", "indicator:turnout_latest", "indicator:petition_pooled",
    "indicator:trust_ngos", "indicator:star_target_youth",
]  # fmt: skip


def _literals(language):
    """The fixed words of all templates, between their placeholders."""
    for forms in words.strings(language).values():
        for form in forms:
            yield from (literal for literal, *_ in Formatter().parse(form))


def _records(language):
    for record in catalogue().values():
        yield from (record.name[language], record.unit[language], record.definition[language], record.caveat[language])
        yield from (str(getattr(cut, language)) for cut in record.breaks)
    for index in indices().values():
        yield from (profile.name[language] for profile in index.profile)


def _sources(language):
    for source in source_records.load_all().values():
        yield from (source.publisher[language], credits.titled(source, language), source.version, source.url,
                    credits.licence_text(source, language), date_text(source.retrieved, language))  # fmt: skip


@cache
def known_words(language):
    """What a document may say as it stands in a catalogue or a record, the longest first."""
    told = {*_literals(language), *_records(language), *_sources(language), *flags.words(flags.TOLD, language)}
    told |= {credits.kind_text("interval", language, level) for level in (68, 90, 95)}
    found = {one.replace(JOINER, "") for one in told if one}
    return sorted((one for one in found if re.search(r"\d", one) and WORDS.search(one)), key=len, reverse=True)


def plain_words(document):
    """Every word of a document that stands outside a number; of charts what is not a value."""
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            yield from (run.text for one in sentences(block) for run in one.runs if run.number is None)
            if isinstance(block, Table):
                yield from (block.caption, *block.notes, *(column.title for column in block.columns))
                yield from (_without(cell.text, cell.number) for row in block.rows for cell in row)
            elif isinstance(block, Chart):
                yield from (block.title, block.unit, block.caption, block.source, block.better)
            else:
                assert not isinstance(block, Note | Subheading)


def _without(text, number):
    return text.replace(number.text, "", 1) if number else text


def loose(document):
    """Digits of a document that are no fact, no year and not part of fixed words."""
    found = []
    for text in filter(re.compile(r"\d").search, plain_words(document)):
        left = (
            text.replace(JOINER, "")
            .replace(document.release, "")
            .replace(date_text(document.release_date, document.language), "")
        )
        for one in known_words(document.language):
            left = left.replace(one, " ") if one in left else left
        found += [(one, text) for one in DIGITS.findall(left) if not YEAR.fullmatch(one)]
    return found


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_number_stands_in_plain_words(documents, subject, language):
    assert loose(documents(subject, language, length="full")) == []


@pytest.mark.parametrize("subject", [*(f"region:{place}" for place in official_regions()), "pillar:csr", "project"])
def test_no_number_stands_in_plain_words_of_a_short_briefing(documents, subject):
    assert loose(documents(subject)) == []


def test_a_number_in_plain_words_is_found(documents):
    document = documents("region:GE-KK")
    first = document.sections[0]
    message = first.blocks[0]
    said = replace(message.sentence, runs=(replace(message.sentence.runs[0], text="Made up: 17 of 2024"),))
    lied = replace(document, sections=(replace(first, blocks=(replace(message, sentence=said),)),))
    assert loose(lied) == [("17", "Made up: 17 of 2024")]


@pytest.mark.parametrize("place", official_regions())
def test_the_count_of_missing_figures_names_each_of_them(documents, release, place):
    gaps = questions.gaps(release, places=(place,))
    numbers = [one for one in documents(f"region:{place}").numbers() if one.measure == "lacking"]
    assert numbers
    assert {(one.fact_ids, one.text) for one in numbers} == {(tuple(gaps["fact_id"]), str(len(gaps)))}


def test_missing_figures_are_no_facts_and_each_has_its_own_id(release):
    gaps = questions.gaps(release)
    assert gaps["fact_id"].is_unique
    assert questions.with_ids(release, list(gaps["fact_id"])).empty


def test_the_note_of_missing_figures_names_all_that_are_counted(documents):
    document = documents("region:GE-RL", length="full")
    told = [one for one in document.sentences() if any(r.number and r.number.measure == "lacking" for r in one.runs)]
    wide = [one for one in document.sentences() if any(r.number and r.number.measure == "width" for r in one.runs)]
    notes = {run.footnote for one in told + wide for run in one.runs if run.footnote}
    assert len(told) == 1
    assert len(wide) > 1
    (note,) = notes
    ids = next(run.number.fact_ids for run in told[0].runs if run.number)
    assert set(note.fact_ids) == set(ids)
    assert all(one in note.text for one in ids)


def _changed(document, measure, change):
    """The first number of such a measure, changed, in a document of its own."""
    number = next(one for one in document.numbers() if one.measure == measure)
    from tests.analytics.briefing.test_documents import _table

    lied = change(number)
    table = _table(lied.text, lied.fact_ids)
    cell = replace(table.rows[0][0], number=lied)
    section = replace(document.sections[0], blocks=(replace(table, rows=((cell,),)),))
    return replace(document, sections=(section,))


@pytest.mark.parametrize(
    ("subject", "measure"),
    [("region:GE-KK", "count"), ("region:GE-RL", "lacking"), ("region:GE-RL", "width"), ("project", "tally"),
     ("pillar:csr", "tally"), ("project", "scale"), ("region:GE-KK", "range"), ("region:GE-KK", "reach"),
     ("region:GE-KK", "step"), ("region:GE-KK", "difference"), ("pillar:environment", "chance")],
)  # fmt: skip
def test_a_wrong_number_of_any_kind_is_found(documents, release, subject, measure):
    document = documents(subject, length="full")
    same = _changed(document, measure, lambda one: one)
    assert audit.problems(same, release) == []
    more = _changed(document, measure, lambda one: replace(one, text=f"{one.text}1", value=one.value + 10))
    assert len(audit.problems(more, release)) == 1


@pytest.mark.parametrize("measure", ["lacking", "tally"])
def test_a_count_of_things_that_it_does_not_name_is_found(documents, release, measure):
    document = documents("region:GE-RL" if measure == "lacking" else "project", length="full")
    fewer = _changed(document, measure, lambda one: replace(one, fact_ids=one.fact_ids[1:]))
    assert len(audit.problems(fewer, release)) == 1


@pytest.mark.parametrize("place", official_regions())
def test_counts_of_comparisons_say_what_they_count(documents, place):
    counts = [one for one in documents(f"region:{place}").numbers() if one.measure == "count"]
    assert all(one.counted for one in counts)


def test_a_count_that_does_not_say_what_it_counts_is_found(documents, release):
    silent = _changed(
        documents("region:GE-KK"), "count", lambda one: Number(one.fact_ids, one.value, one.text, "count")
    )
    assert len(audit.problems(silent, release)) == 1
