"""A briefing as an XLSX fact sheet: its text, every number with its fact, its charts' values, its sources.

The same document gives the same bytes: the file's dates are the release's.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analytics import facts as questions
from analytics.briefing import paper
from analytics.briefing.blocks import Bullets, Cell, KeyMessage, Note, Paragraph, Run, Table, sentences
from analytics.briefing.document import Document, Section
from analytics.briefing.no_harm import Cleared
from analytics.briefing.words import translate
from analytics.catalogue import catalogue
from analytics.writing.numbers import missing
from data.releases import Release
from geo.places import name as place_name

Row = Sequence[object]
FIGURES = (
    "section", "number", "indicator", "place", "year", "value", "lower", "upper", "n", "unit", "source", "fact",
)  # fmt: skip
"""The columns of the sheet of figures: one row per number of the text and the tables and per fact behind it."""
CHARTS = ("title", "series", "label", "value", "lower", "upper", "unit", "fact")
_WIDTHS: Mapping[str, int] = {"text": 110, "indicator": 48, "title": 40, "source": 60, "address": 60, "section": 26,
                              "comment": 50, "found": 48, "check": 44}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xlsx(document: Cleared, release: Release) -> bytes:
    """The fact sheet as a file."""
    buffer = io.BytesIO()
    with Book(buffer, document.title, document.release_date) as book:
        say = _Words(document.language)
        book.sheet(say("sheet_briefing"), say.heads("section", "text"), _texts(document))
        book.sheet(say("sheet_figures"), say.heads(*FIGURES), _figures(document, release))
        book.sheet(say("sheet_charts"), say.heads(*CHARTS), _charts(document))
        book.sheet(say("sheet_sources"), *_sources(document))
    return buffer.getvalue()


class _Words:
    """The words of the sheets in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str) -> str:
        return translate(self.language, f"briefing.{key}")

    def heads(self, *keys: str) -> list[tuple[str, int]]:
        """Heads of columns with their widths."""
        return [(self(f"head_{key}"), _WIDTHS.get(key, 16)) for key in keys]


class Book:
    """A workbook whose cells are words or numbers, never formulas, and whose bytes depend on nothing but them."""

    def __init__(self, buffer: io.BytesIO, title: str, date: str) -> None:
        """Opens a workbook for the buffer; `date` (ISO) is the file's own."""
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(buffer, options)
        created = datetime.fromisoformat(date).replace(tzinfo=UTC)
        self.book.set_properties({"title": title, "author": "Kvali", "created": created})
        base = {"font_name": "Sylfaen", "font_size": 10, "valign": "top"}
        self.plain = self.book.add_format({**base, "text_wrap": True})
        self.head = self.book.add_format(
            {**base, "bold": True, "bg_color": paper.PANEL, "bottom": 1, "text_wrap": True}
        )
        self.lights = {
            tone: self.book.add_format({**base, "bg_color": colour, "text_wrap": True})
            for tone, colour in paper.LIGHTS.items()
        }

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *error: object) -> None:
        self.book.close()

    def sheet(self, title: str, heads: Sequence[tuple[str, int]], rows: Iterator[Row]) -> None:
        """Adds a sheet: heads with their widths, then rows; a `Cell` brings its light."""
        sheet = self.book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self.head)
        last = 0
        for last, row in enumerate(rows, start=1):
            self._row(sheet, last, row)
        sheet.autofilter(0, 0, max(last, 1), max(len(heads) - 1, 0))

    def _row(self, sheet: Worksheet, at: int, row: Row) -> None:
        for column, value in enumerate(row):
            tone = value.tone if isinstance(value, Cell) else ""
            form = self.lights.get(tone, self.plain)
            plain = value.text if isinstance(value, Cell) else value
            if isinstance(plain, float | int):
                sheet.write_number(at, column, plain, form)
            elif plain is not None:
                sheet.write_string(at, column, safe(str(plain)), form)


def safe(words: str) -> str:
    """Words that no spreadsheet takes for a formula when the sheet is saved as CSV: an apostrophe stands before them.

    >>> safe("=1+1"), safe("−2.5"), safe("plain")
    ("'=1+1", '−2.5', 'plain')
    """
    return f"'{words}" if words.startswith(FORMULA) else words


def _texts(document: Document) -> Iterator[Row]:
    """One row per sentence, note line or table caption, under the section's title."""
    yield (document.title, document.subtitle)
    for section in document.sections:
        yield from ((section.title, words) for words in _words(section))
    if document.emblem is not None:
        yield (document.emblem.statement, document.emblem.disclaimer)


def _words(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph | KeyMessage | Bullets):
            yield from (one.text for one in sentences(block))
        elif isinstance(block, Note):
            yield from (f"{block.title}: {line}" for line in block.lines)
        elif isinstance(block, Table):
            yield block.caption
            yield from (" | ".join(cell.text for cell in row) for row in block.rows)


def _figures(document: Document, release: Release) -> Iterator[Row]:
    numbers = [(section.title, part.number) for section in document.sections for part in _parts(section) if part.number]
    ids = sorted({one for _, number in numbers for one in number.fact_ids})
    facts = {str(row["fact_id"]): row for row in questions.with_ids(release, ids).to_dict("records")}
    for title, number in numbers:
        for one in number.fact_ids:
            yield (title, number.text, *_fact(facts[one], document.language), one)


def _parts(section: Section) -> Iterator[Run | Cell]:
    for block in section.blocks:
        yield from (run for sentence in sentences(block) for run in sentence.runs)
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)


def _fact(fact: Mapping[Any, Any], language: str) -> Row:
    """Indicator, place, year, value, bounds, n, unit and source of a fact."""
    record = catalogue().get(str(fact["indicator"]))
    named = record.name[language] if record else str(fact["indicator"])
    unit = record.unit[language] if record else ""
    numbers = [None if missing(fact[one]) else float(fact[one]) for one in ("value", "lower", "upper", "n")]
    return (named, place_name(str(fact["place"]), language), int(fact["year"]), *numbers, unit, str(fact["source"]))


def _charts(document: Document) -> Iterator[Row]:
    for chart in document.charts():
        for point in chart.points:
            yield (chart.title, point.series, point.label, point.value, point.lower, point.upper, chart.unit,
                   ", ".join(point.fact_ids))  # fmt: skip


def _sources(document: Document) -> tuple[list[tuple[str, int]], Iterator[Row]]:
    """The table of the sources section, or the footnotes where there is none."""
    tables = [block for section in document.sections if section.id == "sources" for block in section.blocks]
    table = next((block for block in tables if isinstance(block, Table)), None)
    if table is None:
        heads = _Words(document.language).heads("source", "fact")
        return heads, ((note.text, ", ".join(note.fact_ids)) for note in document.footnotes())
    return [(column.title, 32) for column in table.columns], (tuple(cell.text for cell in row) for row in table.rows)
