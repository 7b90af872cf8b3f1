"""The pages of a briefing's slides: what stands on each, before anything is drawn.

Words, tables and charts are cut into pages by their measured height, so that nothing runs out of a slide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analytics.briefing import layout
from analytics.briefing.blocks import (
    Block,
    Bullets,
    Chart,
    KeyMessage,
    Note,
    Paragraph,
    Run,
    Sentence,
    Subheading,
    Table,
)
from analytics.briefing.document import Document, Section
from analytics.briefing.drawing import lines_of

WIDTH, HEIGHT = 960.0, 540.0
MARGIN, TOP, FOOT = 48.0, 92.0, 40.0
ROOM = WIDTH - 2 * MARGIN
BODY, CELL, SMALL = 17.0, 11.0, 10.0
LEADING, GAP, CELL_GAP = 1.42, 7.0, 7.0
INDENT = 22.0
LOWEST = HEIGHT - FOOT - TOP
CREDIT, NAME = 52.0, 26.0
"""Room under a chart for how to read it and its source; room for its name where the title is the section's."""
ROW, AXIS = 32.0, 24.0
"""The least height of a bar with its name and value, and of the axis under the bars."""


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide: its runs, and whether it is a heading inside the slide."""

    runs: tuple[Run, ...]
    strong: bool = False


@dataclass(frozen=True)
class Page:
    """A slide: a title, and lines, a part of a table, or a chart, above which lines and its name may stand."""

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    chart: Chart | None = None


def pages(document: Document) -> Iterator[Page]:
    """The slides between the cover and the closing one, in reading order."""
    yield from _numbered(page for section in document.sections for page in _section(section))


def _section(section: Section) -> Iterator[Page]:
    """What a section says stands first, together, above its first chart if both fit; then a slide each."""
    lines = tuple(line for block in section.blocks for line in _lines(block))
    drawn = [block for block in section.blocks if isinstance(block, Table | Chart)]
    if lines and drawn and isinstance(drawn[0], Chart) and _fit(lines, drawn[0]):
        yield Page(section.title, lines=lines, chart=drawn.pop(0))  # type: ignore[arg-type]
    else:
        yield from _text(section.title, lines)
    for block in drawn:
        if isinstance(block, Table):
            yield from _tables(block)
        else:
            yield Page(block.title, chart=block)


def _fit(lines: Sequence[Line], chart: Chart) -> bool:
    """Whether bars under these lines keep the height they need; line charts need all of it for names at their ends."""
    above = height_of(lines) + NAME
    return chart.kind == "bars-with-intervals" and above + ROW * len(chart.points) + AXIS + CREDIT <= LOWEST


def height_of(lines: Sequence[Line]) -> float:
    """How high lines stand, in points."""
    return sum(_heights(lines))


def _heights(lines: Sequence[Line]) -> list[float]:
    return [len(lines_of(Sentence(one.runs).text, ROOM - INDENT, BODY, True)) * BODY * LEADING + GAP for one in lines]


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph | KeyMessage):
        yield Line(block.sentence.runs)
    elif isinstance(block, Bullets):
        yield from (Line(item.runs) for item in block.items)
    elif isinstance(block, Subheading):
        yield Line((Run(block.text),), strong=True)
    elif isinstance(block, Note):
        yield Line((Run(block.title),), strong=True)
        yield from (Line((Run(line),)) for line in block.lines)


def _text(title: str, lines: Sequence[Line]) -> Iterator[Page]:
    for start, end in _cuts(_heights(lines), LOWEST):
        yield Page(title, lines=tuple(lines[start:end]))


def _tables(table: Table) -> Iterator[Page]:
    widths = table_widths(table)
    heights = [row_height([cell.text for cell in row], widths) for row in table.rows]
    head = row_height([column.title for column in table.columns], widths)
    under = sum(len(lines_of(note, ROOM, SMALL)) for note in table.notes) * SMALL * LEADING + GAP
    for start, end in _cuts(heights, LOWEST - head - under):
        yield Page(table.caption, table=replace(table, rows=table.rows[start:end]))


def table_widths(table: Table) -> list[float]:
    """Widths of a table's columns in points."""
    return layout.column_widths(table, ROOM, CELL)


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Height of a row in points."""
    lines = (
        len(lines_of(layout.breakable(text).replace("\u200b", " "), width - 2 * CELL_GAP, CELL, True))
        for text, width in zip(texts, widths, strict=True)
    )
    return max(lines) * CELL * LEADING + CELL_GAP


def _cuts(heights: Sequence[float], room: float) -> Iterator[tuple[int, int]]:
    """Runs of pieces that fit into the room, as even as that many slides allow; a piece higher than it stands alone."""
    count = len(list(_filled(heights, room)))
    tighter = (room - step for step in range(int(room), 0, -4))
    even = next((one for one in tighter if len(list(_filled(heights, one))) == count), room)
    return _filled(heights, even)


def _filled(heights: Sequence[float], room: float) -> Iterator[tuple[int, int]]:
    start, used = 0, 0.0
    for place, height in enumerate(heights):
        if place > start and used + height > room:
            yield start, place
            start, used = place, 0.0
        used += height
    if heights:
        yield start, len(heights)


def _numbered(made: Iterable[Page]) -> Iterator[Page]:
    """Pages of one title are told apart: "Voting (1/2)"."""
    found = list(made)
    titles = [page.title for page in found]
    for place, page in enumerate(found):
        count = titles.count(page.title)
        nth = titles[: place + 1].count(page.title)
        yield replace(page, title=f"{page.title} ({nth}/{count})") if count > 1 else page
