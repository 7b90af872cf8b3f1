"""PDF read back: PDF/UA's tags, language and alt texts; every number and note; no markup from outside; fixed bytes."""

import io
import re

import pypdf
import pytest

from analytics.briefing.blocks import Table
from analytics.briefing.choices import READERS, StaffNote
from analytics.briefing.pdf import pdf
from analytics.catalogue import PILLARS
from geo.places import official_regions


def words(content):
    """The text with hyphenated words joined, every kind of space alike, and hyphens that pypdf takes for soft ones."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    joined = re.sub("(?<=[^\\W\\d])[\u00ad-]\n\\s*(?=[^\\W\\d])", "", "\n".join(pages)).replace("\u00ad", "-")
    return re.sub(r"\s+", " ", joined.replace("\u2060", ""))


def tags(content):
    """Every structure element in reading order."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.fixture(scope="module", params=["ka", "en"])
def document(request, documents):
    return documents("region:GE-KK", request.param, length="full", emblem=True)


@pytest.fixture(scope="module")
def file(document):
    return pdf(document)


@pytest.mark.parametrize("subject", ["region:GE-KK", "region:GE-RL", "project", "indicator:turnout_parliamentary"])
@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_number_stands_in_the_text_as_it_was_written(documents, subject, language):
    document = documents(subject, language)
    found = words(pdf(document))
    spaced = [re.sub(r"\s+", " ", number.text.replace("\u2060", "")) for number in document.numbers()]
    assert spaced
    assert [text for text in spaced if text not in found] == []


def test_every_note_stands_in_it_with_its_facts(document, file):
    found = words(file)
    ids = {one for note in document.footnotes() for one in note.fact_ids}
    assert [one for one in ids if one not in found] == []
    assert len([one for one in tags(file) if one["/S"] == "/Note"]) == len(document.footnotes())


def test_it_says_that_it_is_accessible_and_in_which_language(document, file):
    root = pypdf.PdfReader(io.BytesIO(file)).trailer["/Root"]
    assert root["/Lang"].split("-")[0] == document.language
    assert root["/MarkInfo"]["/Marked"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode("utf-8")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_pictures_say_what_they_show(document, file):
    drawn = [one.get("/Alt") for one in tags(file) if one["/S"] == "/Figure"]
    assert drawn == [chart.alt for chart in document.charts()]


def test_headings_and_tables_are_tagged(document, file):
    kinds = [one["/S"] for one in tags(file)]
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    assert kinds.count("/H1") == len(document.sections)
    assert kinds.count("/Table") == len(tables)
    assert kinds.count("/TH") == sum(len(table.columns) for table in tables)
    assert kinds.count("/TR") == sum(len(table.rows) + 1 for table in tables)
    assert kinds.count("/TOC") == 1


def test_it_uses_the_shipped_fonts_only_and_carries_them(file):
    fonts = {}
    for page in pypdf.PdfReader(io.BytesIO(file)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[inner["/BaseFont"].partition("+")[2]] = "/FontFile2" in inner["/FontDescriptor"]
    assert fonts == {"NotoSans-Regular": True, "NotoSans-Bold": True}


def test_words_from_outside_are_no_markup(documents):
    made_up = "made up: #panic() [x] $y$ *z* \\ <w>"
    document = documents("region:GE-KK", "en", length="half", notes=(StaffNote("key", made_up),))
    assert made_up in words(pdf(document))


def test_the_same_document_gives_the_same_bytes_dated_by_its_release(document, file, release):
    assert pdf(document) == file
    assert pypdf.PdfReader(io.BytesIO(file)).metadata["/CreationDate"][2:10] == release.date.replace("-", "")


@pytest.mark.parametrize("place", ["GE-KK", "GE-RL"])
def test_no_georgian_letter_stands_alone_at_a_hyphen(documents, place):
    pages = pypdf.PdfReader(io.BytesIO(pdf(documents(f"region:{place}", "ka", length="full")))).pages
    broken = [found for page in pages for found in re.findall("([ა-ჰ]+)[\u00ad-]\n([ა-ჰ]+)", page.extract_text())]
    assert broken
    assert [pair for pair in broken if min(map(len, pair)) < 2] == []


LONGEST = [
    *((f"pillar:{pillar}", "donor") for pillar in PILLARS),
    *(("project", reader) for reader in READERS),
    *(("region:GE-IM", reader) for reader in READERS),
    ("indicator:turnout_parliamentary", "public"),
]
"""Georgian takes more room than English: what fits in it fits."""


def pages(document):
    return len(pypdf.PdfReader(io.BytesIO(pdf(document))).pages)


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("subject", [*(f"region:{place}" for place in official_regions()), "project"])
def test_two_pages_are_two_pages_with_the_funding_statement(documents, subject, language):
    assert pages(documents(subject, language, length="two", emblem=True)) == 2


@pytest.mark.parametrize(("subject", "reader"), LONGEST)
def test_two_pages_are_two_pages_for_every_kind_of_subject_and_reader(documents, subject, reader):
    assert pages(documents(subject, "ka", reader=reader, length="two", emblem=True)) == 2
