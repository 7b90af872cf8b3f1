"""The files of a briefing, read back: mail and fact sheet."""

import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from analytics import facts as questions
from analytics.briefing import mail, sheet
from analytics.briefing.blocks import Table
from analytics.briefing.words import translate
from analytics.writing import workbook

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Read(HTMLParser):
    """The text of a mail, its tags with attributes, and which were left open."""

    def __init__(self):
        super().__init__()
        self.words, self.tags, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def read(text):
    parser = Read()
    parser.feed(text)
    assert parser.open == []
    return parser


def parsed(parts, name):
    return ElementTree.fromstring(parts.read(name))  # noqa: S314 - our own file


def sheets(content):
    """Rows of words by sheet, in the order of the book."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        shared = parsed(parts, "xl/sharedStrings.xml")
        strings = ["".join(text.text or "" for text in one.iter(f"{SPACE}t")) for one in shared]
        book = parsed(parts, "xl/workbook.xml")
        names = [one.get("name") for one in book.iter(f"{SPACE}sheet")]
        pages = [parsed(parts, f"xl/worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
    return {name: [[_cell(cell, strings) for cell in row] for row in page.iter(f"{SPACE}row")]
            for name, page in zip(names, pages, strict=True)}  # fmt: skip


def _cell(cell, strings):
    value = cell.find(f"{SPACE}v")
    if value is None:
        return None
    return strings[int(value.text)] if cell.get("t") == "s" else float(value.text)


@pytest.fixture(scope="module", params=["ka", "en"])
def document(request, documents):
    return documents("region:GE-KK", request.param, emblem=True, length="full")


def test_a_mail_holds_every_number_as_it_is_written(document):
    words = " ".join(read(mail.html(document)).words)
    assert [number.text for number in document.numbers() if number.text not in words] == []


def test_a_mail_names_the_fact_of_every_number_of_its_sentences(document):
    words = " ".join(read(mail.html(document)).words)
    ids = {
        one for sentence in document.sentences() for run in sentence.runs if run.number for one in run.number.fact_ids
    }
    assert ids
    assert [one for one in ids if one not in words] == []


def test_a_mail_fetches_nothing_and_runs_nothing(document):
    tags = read(mail.html(document)).tags
    assert not {"script", "img", "link", "iframe", "style", "svg"} & {tag for tag, _ in tags}
    assert not [attrs for _, attrs in tags if "src" in attrs or any(name.startswith("on") for name in attrs)]


def test_a_mail_is_in_its_language_with_headings_in_order_and_heads_of_columns(document):
    tags = read(mail.html(document)).tags
    assert tags[0] == ("html", {"lang": document.language})
    headings = [tag for tag, _ in tags if re.fullmatch(r"h\d", tag)]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1
    assert {attrs.get("scope") for tag, attrs in tags if tag == "th"} == {"col", "row"}


def test_every_mark_in_a_mail_leads_to_its_note_and_back(document):
    tags = read(mail.html(document)).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    links = {attrs["href"][1:] for tag, attrs in tags if tag == "a" and attrs["href"].startswith("#")}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)


def test_words_from_outside_are_no_markup_in_a_mail(documents):
    from analytics.briefing.choices import StaffNote

    document = documents("region:GE-KK", notes=(StaffNote("key", "<script>alert(1)</script>"),))
    assert "script" not in {tag for tag, _ in read(mail.html(document)).tags}


def test_the_emblem_closes_a_mail_only_where_it_was_switched_on(documents):
    assert "Funded by the European Union" in mail.html(documents("region:GE-KK", emblem=True))
    assert "European Union" not in mail.html(documents("region:GE-KK", sections=("key",)))


def test_the_fact_sheet_holds_every_number_with_its_fact_and_value(document, release):
    content = sheets(sheet.xlsx(document, release))
    figures = list(content.values())[1][1:]
    # A text that a spreadsheet could take for a formula has an apostrophe in front.
    told = [(row[1].removeprefix("'"), row[-1]) for row in figures]
    assert told == [(number.text, one) for number in document.numbers() for one in number.fact_ids]
    facts = questions.with_ids(release, sorted({one for _, one in told})).set_index("fact_id")["value"]
    assert [row for row in figures if row[-1] in facts and row[5] != pytest.approx(facts[row[-1]])] == []


def test_the_fact_sheet_says_of_a_missing_figure_why(document, release):
    figures = list(sheets(sheet.xlsx(document, release)).values())[1][1:]
    gaps = questions.gaps(release, places=("GE-KK",))
    told = {row[-1]: row[5] for row in figures if row[-1] in set(gaps["fact_id"])}
    assert set(told) == set(gaps["fact_id"])
    assert set(told.values()) == {translate(document.language, "briefing.gap_not_found")}


def test_the_fact_sheet_lists_the_sources(document, release):
    table = next(one for one in document.sections if one.id == "sources").blocks[0]
    assert isinstance(table, Table)
    listed = list(sheets(sheet.xlsx(document, release)).values())[3][1:]
    assert [row[0] for row in listed] == [row[0].text for row in table.rows]


def test_the_same_briefing_gives_the_same_bytes(document, release):
    assert sheet.xlsx(document, release) == sheet.xlsx(document, release)
    assert mail.html(document) == mail.html(document)


def test_the_fact_sheet_carries_the_date_of_the_release(document, release):
    with zipfile.ZipFile(io.BytesIO(sheet.xlsx(document, release))) as parts:
        assert f"{release.date}T00:00:00Z" in parts.read("docProps/core.xml").decode()
        assert {one.date_time[0] for one in parts.infolist()} == {1980}


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@made_up", "\tmade up"])
def test_no_cell_is_a_formula(words):
    assert workbook.safe(words) == f"'{words}"
