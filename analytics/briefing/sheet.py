"""A briefing as an XLSX fact sheet: its text, every number with its fact, its charts' values, its sources.

The same document gives the same bytes: the file's dates are the release's.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analytics import facts as questions
from analytics.briefing import paper
from analytics.briefing.blocks import MISSING, Bullets, Cell, KeyMessage, Note, Paragraph, Run, Table, sentences
from analytics.briefing.document import Document, Section
from analytics.briefing.no_harm import Cleared
from analytics.briefing.words import translate
from analytics.bulk_names import indicator_names, unit_of
from analytics.combine import as_dicts
from analytics.writing.numbers import missing
from analytics.writing.workbook import Workbook
from data.releases import Release
from geo.places import name as place_name

Row = Sequence[object]
FIGURES = (
    "section", "number", "indicator", "place", "year", "plain_value", "lower", "upper", "n", "unit", "source", "fact",
)  # fmt: skip
"""The columns of the sheet of figures: one row per number of the text and the tables and per fact behind it."""
CHARTS = ("title", "series", "label", "plain_value", "lower", "upper", "unit", "fact")
_WIDTHS: Mapping[str, int] = {
    "text": 110, "indicator": 44, "title": 40, "section": 26, "place": 24, "label": 40, "series": 24, "unit": 24,
    "number": 16, "year": 8, "plain_value": 14, "lower": 10, "upper": 10, "n": 10, "source": 20, "fact": 17,
}  # fmt: skip
_OF_SOURCES = (70, 22, 16, 44)
"""Widths of source and licence, edition, date and address."""
_OF_NOTES = (90, 60)


def xlsx(document: Cleared, release: Release) -> bytes:
    """The fact sheet as a file."""
    with Book(document.title, document.release_date) as book:
        say = _Words(document.language)
        book.rows(say("sheet_briefing"), say.heads("section", "text"), _texts(document))
        book.rows(say("sheet_figures"), say.heads(*FIGURES), _figures(document, release))
        book.rows(say("sheet_charts"), say.heads(*CHARTS), _charts(document))
        book.rows(say("sheet_sources"), *_sources(document))
    return book.bytes()


class _Words:
    """The words of the sheets in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str) -> str:
        return translate(self.language, f"briefing.{key}")

    def heads(self, *keys: str) -> list[tuple[str, int]]:
        """Heads of columns with their widths."""
        return [(self(f"head_{key}"), _WIDTHS.get(key, 16)) for key in keys]


class Book(Workbook):
    """A workbook of briefings, with the colours of their lights; a `Cell` in a row brings its own."""

    def __init__(self, title: str, date: str) -> None:
        """Opens a workbook; `date` (ISO) is the file's own."""
        super().__init__(title, date, head=paper.PANEL, grounds=paper.LIGHTS)

    def rows(self, title: str, heads: Sequence[tuple[str, int]], rows: Iterator[Row]) -> None:
        """Adds a sheet: heads with their widths, then rows of words, numbers and cells."""
        self.sheet(title, heads, ([_cell(one) for one in row] for row in rows))


def _cell(value: object) -> tuple[object, str]:
    return (value.text, value.tone) if isinstance(value, Cell) else (value, "")


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
    facts = {str(row["fact_id"]): row for row in as_dicts(questions.with_ids(release, ids))}
    gaps = {str(row["fact_id"]): row for row in as_dicts(questions.gaps(release))}
    for title, number in numbers:
        told, rows = (_gap, gaps) if number.measure in MISSING else (_fact, facts)
        for one in number.fact_ids:
            yield (title, number.text, *told(rows[one], document.language), one)


def _parts(section: Section) -> Iterator[Run | Cell]:
    for block in section.blocks:
        yield from (run for sentence in sentences(block) for run in sentence.runs)
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)


def _fact(fact: Mapping[Any, Any], language: str) -> Row:
    """Indicator, place, year, value, bounds, n, unit and source of a fact."""
    numbers = [None if missing(fact[one]) else float(fact[one]) for one in ("value", "lower", "upper", "n")]
    return _row(fact, numbers, language)


def _gap(gap: Mapping[Any, Any], language: str) -> Row:
    """The same of a missing figure: the reason stands where the value would."""
    reason = translate(language, f"briefing.gap_{str(gap['reason']).replace(' ', '_')}")
    return _row(gap, [reason, None, None, None], language)


def _row(cell: Mapping[Any, Any], numbers: Sequence[object], language: str) -> Row:
    indicator = str(cell["indicator"])
    named, unit = (
        indicator_names(indicator)[language],
        unit_of(indicator, str(cell.get("statistic", "value")))[language],
    )
    return (named, place_name(str(cell["place"]), language), int(cell["year"]), *numbers, unit, str(cell["source"]))


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
        heads = [head for head, _ in _Words(document.language).heads("source", "fact")]
        return list(zip(heads, _OF_NOTES, strict=True)), (
            (note.text, ", ".join(note.fact_ids)) for note in document.footnotes()
        )
    heads = [column.title for column in table.columns]
    return list(zip(heads, _OF_SOURCES, strict=True)), (tuple(cell.text for cell in row) for row in table.rows)
