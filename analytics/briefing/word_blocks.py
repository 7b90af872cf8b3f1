"""The body of a Word briefing: every block as Word's XML, each number under a bookmark that names its fact."""

import struct
from collections.abc import Iterator
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from analytics.briefing import layout, paper, pictures
from analytics.briefing.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Footnote,
    Footnotes,
    KeyMessage,
    Note,
    Number,
    Paragraph,
    Run,
    Sentence,
    Subheading,
    Table,
)
from analytics.briefing.document import Document
from analytics.briefing.word_footnotes import first_mark, later_mark
from analytics.briefing.word_xml import bookmark, field, link, paragraph, picture, table, words

WIDTH, CELL_SIZE = 480.0, 8.0
WHOLE = 8
"""Tables of up to so many rows stay on one page."""
FIRST = 2
"""So many rows of a longer one stay with its caption and the row after them."""
SEQUENCES = {"table": "Table", "figure": "Figure"}
"""What Word calls its two counts, in every language."""
_PNG_SIZE = slice(16, 24)


class Body:
    """Writes the blocks in reading order.

    Attributes:
        document: what is written.
        part: the main part, which pictures and addresses are added to.
    """

    def __init__(self, document: Document, part: Any) -> None:
        """Nothing is written yet."""
        self.document, self.part = document, part
        self.notes = layout.note_numbers(document)
        self.captions = layout.Captions(document.language)
        self._seen: set[int] = set()
        self._bookmarks = self._numbers = 0

    def sections(self) -> Iterator[str]:
        """The XML of each section under its heading."""
        for place, section in enumerate(self.document.sections, start=1):
            yield paragraph("Heading1", self._named(f"_section{place}", words(section.title)))
            yield from (self._block(block) for block in section.blocks)

    @singledispatchmethod
    def _block(self, block: Block) -> str:
        raise TypeError(f"Word has no form for {type(block).__name__}")

    @_block.register
    def _(self, block: Paragraph) -> str:
        return paragraph("Normal", self._sentence(block.sentence))

    @_block.register
    def _(self, block: KeyMessage) -> str:
        return paragraph("KvaliKey", self._sentence(block.sentence))

    @_block.register
    def _(self, block: Bullets) -> str:
        return "".join(paragraph("ListBullet", self._sentence(item)) for item in block.items)

    @_block.register
    def _(self, block: Subheading) -> str:
        return paragraph("Heading2", words(block.text))

    @_block.register
    def _(self, block: Note) -> str:
        head = paragraph("KvaliNote", words(block.title, strong=True), keep=True)
        return head + "".join(paragraph("KvaliNote", words(line)) for line in block.lines)

    @_block.register
    def _(self, block: Footnotes) -> str:
        """Word has real ones."""
        return ""

    @_block.register
    def _(self, block: Chart) -> str:
        image = pictures.png(block, self.document.language)
        relation, _ = self.part.get_or_add_image(BytesIO(image))
        wide, high = struct.unpack(">II", image[_PNG_SIZE])
        number = self.captions.number("figure")
        drawn = picture(relation, number, (WIDTH, WIDTH * high / wide), block.alt)
        reading, credit = layout.under(block)
        return (
            self._caption("figure", number, block.title)
            + paragraph("KvaliPicture", drawn)
            + paragraph("KvaliSmall", words(reading), keep=True)
            + paragraph("KvaliSmall", words(credit))
        )

    @_block.register
    def _(self, block: Table) -> str:
        whole = len(block.rows) <= WHOLE
        head = [
            (paragraph("KvaliCell", words(column.title, strong=True), keep=True, right=column.numeric), "")
            for column in block.columns
        ]
        rows = [head]
        for place, row in enumerate(block.rows, start=1):
            keep = place <= FIRST if not whole else place < len(block.rows) or bool(block.notes)
            columns = zip(row, block.columns, strict=True)
            rows.append([self._cell(cell, keep=keep, right=column.numeric) for cell, column in columns])
        widths = layout.column_widths(block, WIDTH, CELL_SIZE)
        caption = self._caption("table", self.captions.number("table"), block.caption)
        under = "".join(paragraph("KvaliSmall", words(note)) for note in block.notes) or paragraph("KvaliSmall")
        return caption + table(widths, rows, block.caption, block.alt) + under

    def _caption(self, kind: str, number: int, title: str) -> str:
        counted = field(f"SEQ {SEQUENCES[kind]} \\* ARABIC", str(number))
        return paragraph("Caption", words(f"{self.captions.head(kind)} "), counted, words(f". {title}"))

    def _cell(self, cell: Cell, *, keep: bool, right: bool) -> tuple[str, str]:
        told = self._numbered(cell.number, words(cell.text))
        address = layout.linked(cell.text)
        told = link(self._address(address), words(cell.text, style="Hyperlink")) if address else told
        filled = paragraph("KvaliCell", told, self._mark(cell.footnote), keep=keep, right=right)
        return filled, paper.LIGHTS.get(cell.tone, "")

    def _sentence(self, sentence: Sentence) -> str:
        return "".join(self._run(run) for run in sentence.runs)

    def _run(self, run: Run) -> str:
        told = words(run.text, strong=run.strong, style="Hyperlink" if run.href else "")
        told = link(self._address(run.href), told) if run.href else told
        return self._numbered(run.number, told) + self._mark(run.footnote)

    def _numbered(self, number: Number | None, told: str) -> str:
        """A number under the name of its place and first fact; the note behind it names them all."""
        if number is None:
            return told
        self._numbers += 1
        return self._named(f"_n{self._numbers}_{number.fact_ids[0] if number.fact_ids else ''}", told)

    def _named(self, name: str, told: str) -> str:
        self._bookmarks += 1
        return bookmark(self._bookmarks, name, told)

    def _mark(self, note: Footnote | None) -> str:
        if note is None:
            return ""
        number = self.notes[note]
        if number in self._seen:
            return later_mark(number)
        self._seen.add(number)
        self._bookmarks += 1
        return first_mark(number, self._bookmarks)

    def _address(self, url: str) -> str:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        return str(self.part.relate_to(url, kind, is_external=True))
