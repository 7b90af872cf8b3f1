"""A briefing as slides: native charts and tables that staff can edit, maps as pictures, sources in the notes."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import chain
from typing import Any

from analytics.briefing import layout, packed, paper, pictures, slide_charts
from analytics.briefing.blocks import Cell, Chart, Footnote, Run, Table
from analytics.briefing.document import Document, Emblem
from analytics.briefing.drawing import ends
from analytics.briefing.no_harm import Cleared
from analytics.briefing.slide_pages import (
    BODY,
    CELL,
    CREDIT,
    FOOT,
    GAP,
    HEIGHT,
    INDENT,
    LOWEST,
    MARGIN,
    NAME,
    ROOM,
    SMALL,
    TOP,
    WIDTH,
    Line,
    Page,
    height_of,
    pages,
    row_height,
    table_widths,
)
from geo.tokens import LIGHT

POINT = 12_700
TITLE_ONLY = 5
LOCALES = {"ka": "ka-GE", "en": "en-GB"}
FONTS = {"ka": "Noto Sans Georgian", "en": "Noto Sans"}
_LATIN = re.compile(rb'<a:latin typeface="[^"]*"')
_JOINER = "\u2060"


def slides(document: Cleared) -> bytes:
    """The file of a briefing that has passed the gate; the same bytes for the same document."""
    from pptx import Presentation  # noqa: PLC0415 - pages never write slides

    deck = Presentation()
    _in_language(deck, document.language)
    drawn = _Deck(deck, document)
    drawn.cover()
    for page in pages(document):
        drawn.page(page)
    if document.emblem is not None:
        drawn.closing(document.emblem)
    _tongue(deck, LOCALES[document.language])
    packed.stamp(
        deck.core_properties, document.release_date, title=document.title, subject=document.subtitle, author="Kvali",
        keywords=", ".join(document.keywords), language=LOCALES[document.language],
    )  # fmt: skip
    file = BytesIO()
    deck.save(file)
    return packed.repacked(file.getvalue(), document.release_date)


def _in_language(deck: Any, language: str) -> None:
    """Wide slides, our font in the theme (with a fallback for Georgian), titles at the top left."""
    deck.slide_width, deck.slide_height = _emu(WIDTH, HEIGHT)
    for part in deck.part.package.iter_parts():
        if str(part.partname).startswith("/ppt/theme/"):
            font = f'<a:latin typeface="{FONTS[language]}"'.encode()
            blob = _LATIN.sub(font, part.blob)
            part._blob = blob.replace(b"</a:majorFont>", _GEORGIAN + b"</a:majorFont>").replace(
                b"</a:minorFont>", _GEORGIAN + b"</a:minorFont>"
            )
    layout = deck.slide_layouts[TITLE_ONLY]
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type == _title_type():
            shape.left, shape.top, shape.width, shape.height = _emu(MARGIN, 28, ROOM, 64)
        else:
            shape._element.getparent().remove(shape._element)


_GEORGIAN = b'<a:font script="Geor" typeface="Sylfaen"/>'


def _title_type() -> Any:
    from pptx.enum.shapes import PP_PLACEHOLDER  # noqa: PLC0415

    return PP_PLACEHOLDER.TITLE


def _tongue(deck: Any, locale: str) -> None:
    """The language of every run, in slides and notes."""
    from pptx.oxml.ns import qn  # noqa: PLC0415

    parts = chain.from_iterable((slide, slide.notes_slide) for slide in deck.slides)
    for run in chain.from_iterable(part._element.iter(qn("a:r")) for part in parts):
        run.get_or_add_rPr().set("lang", locale)


def _emu(*points: float) -> tuple[int, ...]:
    return tuple(round(point * POINT) for point in points)


class _Deck:
    """Writes pages as slides, and into the notes of each where its numbers come from."""

    def __init__(self, deck: Any, document: Document) -> None:
        self.deck, self.document = deck, document
        self.notes = layout.note_numbers(document)

    def cover(self) -> None:
        slide = self._slide(self.document.title, 32)
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = _emu(MARGIN, 170, ROOM, 100)
        frame = self._box(slide, 280, 40)
        _write(frame, self.document.subtitle, 16, LIGHT.mute)

    def closing(self, emblem: Emblem) -> None:
        slide = self._slide(emblem.statement)
        _write(self._box(slide, TOP, 120), emblem.disclaimer, 14, LIGHT.ink)

    def page(self, page: Page) -> None:
        slide = self._slide(page.title)
        if page.chart is not None:
            self._chart(slide, page.chart, self._above(slide, page))
        elif page.table is not None:
            self._table(slide, page.table)
        else:
            self._lines(slide, page.lines)
        slide.notes_slide.notes_text_frame.text = "\n".join(self._sources(page))

    def _slide(self, title: str, size: float = 24) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        _write(slide.shapes.title.text_frame, title, size, LIGHT.brand, bold=True)
        number = len(self.deck.slides)
        frame = self._box(slide, HEIGHT - FOOT + 8, 20)
        _write(frame, f"{layout.footer(self.document)} · {number}", SMALL, LIGHT.mute)
        return slide

    def _box(self, slide: Any, top: float, height: float) -> Any:
        frame = slide.shapes.add_textbox(*_emu(MARGIN, top, ROOM, height)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = 0
        return frame

    def _lines(self, slide: Any, lines: Sequence[Line]) -> None:
        frame = self._box(slide, TOP, height_of(lines))
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = round(GAP * POINT)
            if not line.strong:
                _bullet(paragraph)
            self._runs(paragraph, line)

    def _runs(self, paragraph: Any, line: Line) -> None:
        for run in line.runs:
            made = _run(paragraph, run.text, BODY, LIGHT.ink, bold=line.strong or run.strong)
            if run.href:
                made.hyperlink.address = run.href
            self._mark(paragraph, run.footnote, BODY)

    def _mark(self, paragraph: Any, note: Footnote | None, size: float) -> None:
        if note is not None:
            mark = _run(paragraph, str(self.notes[note]), size, LIGHT.mute)
            mark.font._element.set("baseline", "30000")

    def _above(self, slide: Any, page: Page) -> float:
        """What a section says and the name of its chart, where both stand on one slide; how much room that takes."""
        if not page.lines or page.chart is None:
            return 0.0
        self._lines(slide, page.lines)
        height = height_of(page.lines)
        _write(self._box(slide, TOP + height, NAME), page.chart.title, BODY - 3, LIGHT.ink, bold=True)
        return height + NAME

    def _chart(self, slide: Any, chart: Chart, above: float) -> None:
        top, height = TOP + above, LOWEST - CREDIT - above
        if chart.kind == "map" or not ends(chart.points):
            self._picture(slide, chart, height)
        else:
            slide_charts.add(slide, chart, _emu(MARGIN, top, ROOM, height), self.document.release_date)  # type: ignore[arg-type]
        self._under(slide, top + height + 2, layout.under(chart))

    def _picture(self, slide: Any, chart: Chart, height: float) -> None:
        image = BytesIO(pictures.png(chart, self.document.language))
        shape = slide.shapes.add_picture(image, *_emu(MARGIN, TOP), height=round(height * POINT))
        shape.left = round((WIDTH * POINT - shape.width) / 2)
        shape._element.nvPicPr.cNvPr.set("descr", chart.alt)

    def _under(self, slide: Any, top: float, lines: Iterable[str]) -> None:
        frame = self._box(slide, top, min(CREDIT, HEIGHT - top))
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            _run(paragraph, line, SMALL - 1, LIGHT.mute)

    def _table(self, slide: Any, table: Table) -> None:
        widths = table_widths(table)
        heights = [row_height([one.title for one in table.columns], widths)]
        heights += [row_height([cell.text for cell in row], widths) for row in table.rows]
        shape = slide.shapes.add_table(len(heights), len(widths), *_emu(MARGIN, TOP, ROOM, sum(heights)))
        shape._element.nvGraphicFramePr.cNvPr.set("descr", table.alt)
        drawn = shape.table
        drawn.horz_banding = False
        for column, width in zip(drawn.columns, widths, strict=True):
            column.width = round(width * POINT)
        for row, height in zip(drawn.rows, heights, strict=True):
            row.height = round(height * POINT)
        rows = [tuple(Cell(column.title) for column in table.columns), *table.rows]
        for place, row in enumerate(rows):
            for across, cell in enumerate(row):
                self._cell(drawn.cell(place, across), cell, head=not place, right=table.columns[across].numeric)
        if table.notes:
            self._under(slide, TOP + sum(heights) + 6, table.notes)

    def _cell(self, drawn: Any, cell: Cell, *, head: bool, right: bool) -> None:
        from pptx.enum.text import PP_ALIGN  # noqa: PLC0415

        drawn.margin_top = drawn.margin_bottom = round(2 * POINT)
        drawn.margin_left = drawn.margin_right = round(5 * POINT)
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = slide_charts.rgb(LIGHT.bg2 if head else paper.LIGHTS.get(cell.tone, LIGHT.bg))
        paragraph = drawn.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        made = _run(paragraph, cell.text, CELL, LIGHT.ink, bold=head)
        if layout.linked(cell.text):
            made.hyperlink.address = cell.text
        self._mark(paragraph, cell.footnote, CELL)

    def _sources(self, page: Page) -> list[str]:
        """The notes that the slide marks, and the facts of its chart."""
        cells = chain.from_iterable(page.table.rows) if page.table else ()
        parts: Iterable[Run | Cell] = chain(chain.from_iterable(line.runs for line in page.lines), cells)
        marked = dict.fromkeys(part.footnote for part in parts if part.footnote is not None)
        told = [f"{self.notes[note]}. {note.text}" for note in marked]
        if page.chart is None:
            return told
        points = [
            f"{point.series} {point.label}: {point.text} [{', '.join(point.fact_ids)}]".strip()
            for point in page.chart.points
        ]
        return [page.chart.source, *points, *told]


def _write(frame: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    _run(paragraph, text, size, colour, bold=bold)


def _run(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> Any:
    run = paragraph.add_run()
    run.text = text.replace(_JOINER, "")
    run.font.size, run.font.bold = round(size * POINT), bold
    run.font.color.rgb = slide_charts.rgb(colour)
    return run


def _bullet(paragraph: Any) -> None:
    from pptx.oxml import parse_xml  # noqa: PLC0415
    from pptx.oxml.ns import nsdecls  # noqa: PLC0415

    form = paragraph._p.get_or_add_pPr()
    indent = round(INDENT * POINT)
    form.set("marL", str(indent))
    form.set("indent", str(-indent))
    form.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    form.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))
