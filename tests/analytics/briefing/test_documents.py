"""Whole documents: every number resolves to its fact, is written as on the pages, and is the same in both languages."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from analytics import facts as questions
from analytics.briefing import audit
from analytics.briefing.blocks import MISSING, Chart, KeyMessage, Note, Number, Table
from analytics.briefing.choices import StaffNote
from analytics.catalogue import PILLARS, catalogue
from analytics.writing.numbers import fact_text
from geo.places import official_regions

SUBJECTS = [
    *(f"region:{place}" for place in ("GE-KK", "GE-RL", "GE-MM", "GE-TB")), *(f"pillar:{pillar}" for pillar in PILLARS),
    "project", "indicator:turnout_latest", "indicator:petition_pooled", "indicator:star_target_youth",
    "indicator:company_charity_gel", "indicator:trust_ngos", "indicator:cb_trust_ngo",
]  # fmt: skip


def counted(document):
    return Counter((number.fact_ids, number.value, number.measure) for number in document.numbers())


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_number_is_what_the_release_says(documents, release, subject, language):
    assert audit.problems(documents(subject, language, length="full"), release) == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_hold_the_same_numbers(documents, subject):
    assert counted(documents(subject, "ka", length="full")) == counted(documents(subject, "en", length="full"))


def test_the_audit_finds_a_number_that_was_changed(documents, release):
    document = documents("region:GE-KK")
    section = document.sections[0]
    message = section.blocks[0]
    runs = tuple(
        replace(run, number=replace(run.number, text="51.8%")) if run.number and run.number.text == "49.8%" else run
        for run in message.sentence.runs
    )
    changed = replace(message, sentence=replace(message.sentence, runs=runs))
    lied = replace(document, sections=(replace(section, blocks=(changed, *section.blocks[1:])), *document.sections[1:]))
    assert audit.problems(lied, release) == ["51.8%: the release says 49.8%"]


def test_the_audit_finds_a_number_without_a_fact(documents, release):
    document = documents("region:GE-KK")
    made_up = replace(
        document, sections=(replace(document.sections[0], blocks=(_table("7", ()), _table("8", ("kmadeup22222",)))),)
    )
    assert audit.problems(made_up, release) == ["7: no fact", "8: kmadeup22222"]


def _table(text, ids):
    from analytics.briefing.blocks import Cell, Column

    return Table((Column("made up"),), ((Cell(text, Number(ids, 7.0, text)),),), "made up", "made up")


def test_kvemo_kartli_opens_with_the_lowest_turnout_of_2024(documents):
    told = documents("region:GE-KK").sections[0].blocks[0].sentence
    assert told.text.startswith(
        "In 2024, 49.8% of the voters on the list voted in Kvemo Kartli: less than in any other region, by 5.5 points."
    )
    assert told.claim.verdict == "lowest"


def test_georgian_puts_the_region_into_its_case(documents):
    told = documents("region:GE-RL", "ka").sections[0].blocks[0].sentence.text
    assert told.startswith("2024 წელს რაჭა-ლეჩხუმსა და ქვემო სვანეთში სიაში მყოფ ამომრჩეველთა 66,1% მივიდა არჩევნებზე")


def test_a_fall_of_a_score_is_marked_as_worse_and_says_its_scale(documents):
    message = documents("project").sections[0].blocks[0]
    assert (message.direction, message.better) == ("down", False)
    assert "Original scale from 0 to 100; higher is better." in message.sentence.text


def test_a_change_within_the_error_is_no_change(documents):
    told = [one.text for one in documents("pillar:environment").sentences() if "(WGI)" in one.text]
    assert "no reliable change" in told[0]


def test_figures_of_one_year_state_no_change(documents):
    told = [one for one in documents("project").sentences() if one.claim and one.claim.id == "figure:cb_trust_ngo:GEO"]
    assert told[0].text == "Trust in NGOs, Caucasus Barometer, Georgia: 23% (20–26) in 2017. Higher is better."


def test_the_period_ends_where_it_was_chosen(documents, release):
    document = documents("region:GE-KK", until=2016, since=2012)
    ids = sorted({one for number in document.numbers() for one in number.fact_ids})
    assert questions.with_ids(release, ids)["year"].max() <= 2016


@pytest.mark.parametrize("place", ["GE-KK", "GE-RL"])
def test_every_sentence_with_a_number_has_its_footnote_with_the_facts(documents, place):
    for sentence in documents(f"region:{place}", length="full").sentences():
        numbers = [run.number for run in sentence.runs if run.number]
        ids = {one for number in numbers for one in number.fact_ids}
        notes = [run.footnote for run in sentence.runs if run.footnote]
        assert bool(ids) == bool(notes)
        if ids:
            missing = all(number.measure in MISSING for number in numbers)
            assert ids <= set(notes[0].fact_ids) if missing else ids == set(notes[0].fact_ids)
            assert all(one in notes[0].text for one in ids)


def test_a_footnote_names_publisher_edition_and_licence(documents):
    text = documents("region:GE-KK").footnotes()[0].text
    assert "foige, from a CEC data request" in text
    assert "commit 8cc2c2d3 (2024-11-08) (MIT)" in text


@pytest.mark.parametrize("subject", ["region:GE-KK", "pillar:csr", "project"])
def test_the_sources_behind_every_number_are_listed(documents, release, subject):
    document = documents(subject, length="full")
    ids = sorted({one for number in document.numbers() for one in number.fact_ids})
    table = next(section for section in document.sections if section.id == "sources").blocks[0]
    assert len(table.rows) >= len(questions.credits(release, ids)) > 0


def test_the_emblem_stands_only_where_it_was_switched_on(documents):
    assert documents("region:GE-KK").emblem is None
    assert documents("region:GE-KK", emblem=True).emblem.statement == "Funded by the European Union"


def test_notes_of_staff_stand_after_their_section_as_they_were_written(documents):
    document = documents("region:GE-KK", notes=(StaffNote("key", "Made up: *our* words\n\nand more"),))
    note = document.sections[0].blocks[-1]
    assert isinstance(note, Note)
    assert note.lines == ("Made up: *our* words", "and more")


def test_sections_follow_the_choice(documents):
    assert [one.id for one in documents("region:GE-KK", sections=("missing", "key")).sections] == ["missing", "key"]


def test_nothing_is_told_twice_in_a_row_of_paragraphs(documents):
    document = documents("region:GE-KK")
    told = [block.sentence.text for block in document.blocks() if isinstance(block, KeyMessage)]
    paragraphs = [block.sentence.text for block in document.blocks() if type(block).__name__ == "Paragraph"]
    assert not set(told) & set(paragraphs)


@pytest.mark.parametrize("place", official_regions())
def test_every_region_has_a_briefing_with_messages_tables_and_charts(documents, place):
    document = documents(f"region:{place}", length="full")
    kinds = {type(block) for block in document.blocks()}
    assert {KeyMessage, Table, Chart} <= kinds


@pytest.mark.parametrize("subject", ["region:GE-KK", "project"])
def test_charts_have_alt_texts_with_their_values_and_a_credit(documents, subject):
    for chart in documents(subject).charts():
        assert all(point.text in chart.alt for point in chart.points)
        assert chart.source.startswith("Source: ")


def test_no_table_row_misses_a_cell(documents):
    for subject in SUBJECTS:
        for block in documents(subject, "en", length="full").blocks():
            assert not isinstance(block, Table) or {len(row) for row in block.rows} == {len(block.columns)}


@pytest.mark.parametrize("language", ["ka", "en"])
def test_no_placeholder_and_no_key_is_left_in_the_words(documents, language):
    for subject in SUBJECTS:
        for sentence in documents(subject, language, length="full").sentences():
            assert not re.search(r"\{\w+\}|briefing\.", sentence.text)


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("place", ["GE-KK", "GE-RL"])
def test_the_numbers_of_the_region_stand_on_its_page(app, documents, place, language):
    page = app("hub", lang=language, place=place)
    shown = " ".join(str(block.value) for block in [*page.title, *page.markdown]).replace("\\", "")
    told = documents(f"region:{place}", language).sections[0].blocks[0].sentence
    assert all(run.text in shown for run in told.runs if run.number)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_value_of_an_indicator_stands_on_its_page(app, documents, release, language):
    fact = questions.latest(release, ("cb_trust_ngo",), places=("GEO",)).iloc[0].to_dict()
    written = fact_text(catalogue()["cb_trust_ngo"], fact, language)
    page = app("indicator", lang=language, indicator="cb_trust_ngo", place="GEO")
    assert written in " ".join(str(block.value) for block in [*page.title, *page.markdown]).replace("\\", "")
    assert written in {number.text for number in documents("indicator:cb_trust_ngo", language).numbers()}
