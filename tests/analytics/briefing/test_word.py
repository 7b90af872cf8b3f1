"""Word read back: numbers under the names of their facts, real footnotes, filled contents, language, fixed bytes."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from analytics.briefing import layout
from analytics.briefing.blocks import Table
from analytics.briefing.choices import StaffNote
from analytics.briefing.typesetting import TEMPLATES
from analytics.briefing.word import word

SUBJECTS = ["region:GE-KK", "region:GE-RL", "project", "indicator:turnout_parliamentary"]


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return etree.fromstring(parts.read(name))


def text(element):
    """Words of runs, a hyphen that must not end a line included."""
    pieces = {qn("w:t"): lambda one: one.text or "", qn("w:noBreakHyphen"): lambda one: "-"}
    return "".join(pieces[one.tag](one) for one in element.iter(*pieces))


def told(content):
    """Every number of a file in reading order: its place, its first fact, and the words under its bookmark."""
    body = part(content, "word/document.xml")
    found = []
    for start in body.iter(qn("w:bookmarkStart")):
        name = re.fullmatch(r"_n(\d+)_(\w*)", start.get(qn("w:name")))
        if name:
            words = []
            for after in start.itersiblings():
                if after.tag == qn("w:bookmarkEnd") and after.get(qn("w:id")) == start.get(qn("w:id")):
                    break
                words.append(text(after))
            found.append((int(name[1]), name[2], "".join(words)))
    return found


@pytest.fixture(scope="module", params=["ka", "en"])
def document(request, documents):
    return documents("region:GE-KK", request.param, length="full", emblem=True)


@pytest.fixture(scope="module")
def file(document):
    return word(document)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_number_stands_under_its_fact_as_it_was_written(documents, subject, language):
    document = documents(subject, language)
    numbers = list(document.numbers())
    found = told(word(document))
    assert [(place, fact) for place, fact, _ in found] == [
        (place, number.fact_ids[0]) for place, number in enumerate(numbers, start=1)
    ]
    written = [number.text.replace("\u2060", "") for number in numbers]
    assert [
        pair for pair in zip(written, (words for _, _, words in found), strict=True) if pair[0] not in pair[1]
    ] == []


def test_both_languages_name_the_same_facts_in_the_same_order(documents):
    ours = [[fact for _, fact, _ in told(word(documents("region:GE-RL", one)))] for one in ("ka", "en")]
    assert ours[0] == ours[1]


def test_every_footnote_is_a_real_one_with_its_source_and_facts(document, file):
    notes = {one.get(qn("w:id")): text(one).strip() for one in part(file, "word/footnotes.xml")}
    told = layout.note_texts(document).values()
    ours = {str(number): layout.joined(one).replace("\u2060", "") for number, one in enumerate(told, start=1)}
    assert {number: words for number, words in notes.items() if int(number) > 0} == ours
    assert all(
        one in ours[str(number)] for note, number in layout.note_numbers(document).items() for one in note.fact_ids
    )


def test_a_note_with_the_sources_of_an_earlier_one_points_to_it(document, file):
    numbers = layout.note_numbers(document)
    firsts = {}
    for note, number in numbers.items():
        firsts.setdefault(note.credit, number)
    again = {str(number): str(firsts[note.credit]) for note, number in numbers.items()
             if note.credit and firsts[note.credit] != number}  # fmt: skip
    pointed = {
        note.get(qn("w:id")): one.text.split()[1].removeprefix("_note")
        for note in part(file, "word/footnotes.xml") for one in note.iter(qn("w:instrText"))
    }  # fmt: skip
    assert again
    assert pointed == again


def test_every_footnote_is_marked_once_and_later_marks_point_to_it(document, file):
    body = part(file, "word/document.xml")
    marked = [int(one.get(qn("w:id"))) for one in body.iter(qn("w:footnoteReference"))]
    assert marked == list(range(1, len(document.footnotes()) + 1))
    pointed = {one.text.split()[1] for one in body.iter(qn("w:instrText")) if "NOTEREF" in one.text}
    names = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    assert pointed
    assert pointed <= names


def test_the_notes_are_a_part_that_the_package_declares(file):
    types = part(file, "[Content_Types].xml")
    assert [one.get("ContentType") for one in types if one.get("PartName") == "/word/footnotes.xml"] == [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    ]
    settings = part(file, "word/settings.xml")
    assert [one.get(qn("w:id")) for one in settings.iter(qn("w:footnote"))] == ["-1", "0"]


def test_headings_are_real_and_the_contents_are_filled_with_them(document, file):
    opened = docx.Document(io.BytesIO(file))
    headings = [one.text for one in opened.paragraphs if one.style.name == "Heading 1"]
    entries = [text(one._p) for one in opened.paragraphs if one.style.name == "toc 1"]
    assert headings == [section.title for section in document.sections]
    assert [entry.split("\\u ")[-1] for entry in entries] == headings


def test_word_has_nothing_to_ask_on_opening(file):
    assert list(part(file, "word/settings.xml").iter(qn("w:updateFields"))) == []
    assert [one for one in part(file, "word/document.xml").iter(qn("w:fldChar")) if one.get(qn("w:dirty"))] == []


def test_captions_are_counted_in_order(document, file):
    captions = [one.text for one in docx.Document(io.BytesIO(file)).paragraphs if one.style.name == "Caption"]
    heads = {True: {"ka": "ცხრილი", "en": "Table"}, False: {"ka": "დიაგრამა", "en": "Figure"}}
    counts, ours = {True: 0, False: 0}, []
    for block in document.blocks():
        if hasattr(block, "alt"):
            tabular = isinstance(block, Table)
            counts[tabular] += 1
            title = block.caption if tabular else block.title
            ours.append(f"{heads[tabular][document.language]} {counts[tabular]}. {title}")
    assert captions == ours


def test_pictures_and_tables_say_what_they_show(document, file):
    body = part(file, "word/document.xml")
    drawn = [one.get("descr") for one in body.iter("{*}docPr")]
    assert drawn == [chart.alt for chart in document.charts()]
    tables = [one.get(qn("w:val")) for one in body.iter(qn("w:tblDescription"))]
    assert tables == [block.alt for block in document.blocks() if isinstance(block, Table)]
    assert len(list(body.iter(qn("w:tblHeader")))) == len(tables)


def test_the_language_and_a_georgian_font_are_named(document, file):
    styles = part(file, "word/styles.xml")
    assert {one.get(qn("w:val")) for one in styles.iter(qn("w:lang"))} == {
        {"ka": "ka-GE", "en": "en-GB"}[document.language]
    }
    fonts = {one.get(qn("w:hAnsi")) for one in styles.iter(qn("w:rFonts"))}
    assert fonts == {{"ka": "Noto Sans Georgian", "en": "Noto Sans"}[document.language]}
    other = {one.get(qn("w:name")): one[0].get(qn("w:val")) for one in part(file, "word/fontTable.xml")}
    assert other["Noto Sans Georgian"] == "Sylfaen"


def test_every_page_names_the_release_and_counts_pages(document, file):
    footer = docx.Document(io.BytesIO(file)).sections[0].footer._element
    assert document.release in text(footer)
    assert [one.get(qn("w:instr")).strip() for one in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_statement_stands_only_where_it_was_switched_on(documents):
    on, off = (documents("region:GE-KK", "en", length="half", emblem=one) for one in (True, False))
    assert "Funded by the European Union" in text(part(word(on), "word/document.xml"))
    assert "Funded by the European Union" not in text(part(word(off), "word/document.xml"))


def test_words_from_outside_are_neither_markup_nor_template(documents):
    made_up = "made up: {{ 7 * 7 }} <w:br/> & {% if %}"
    document = documents("region:GE-KK", "en", length="half", notes=(StaffNote("key", made_up),))
    assert made_up in text(part(word(document), "word/document.xml"))


def test_the_same_document_gives_the_same_bytes_whatever_the_clock_says(document, file, release):
    assert word(document) == file
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(*map(int, release.date.split("-")), 0, 0, 0)}
    properties = docx.Document(io.BytesIO(file)).core_properties
    assert {str(properties.created)[:10], str(properties.modified)[:10]} == {release.date}
    assert properties.title == document.title


def test_the_template_keeps_its_places_and_the_names_of_its_styles():
    template = docx.Document(str(TEMPLATES / "briefing.docx"))
    words = " ".join(one.text for one in template.paragraphs)
    assert re.findall(r"{{.*?}}", words) == [
        "{{ title }}",
        "{{ subtitle }}",
        "{{p contents }}",
        "{{p body }}",
        "{{p closing }}",
    ]
    used = {"Heading1", "Heading2", "Caption", "ListBullet", "FootnoteText", "FootnoteReference", "TOC1", "Hyperlink",
            "KvaliContents", "KvaliKey", "KvaliSmall", "KvaliPicture", "KvaliNote", "KvaliCell", "KvaliStatement",
            "KvaliTable"}  # fmt: skip
    assert used - {one.style_id for one in template.styles} == set()
