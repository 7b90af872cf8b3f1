"""A briefing as PDF: PDF/UA-1 with tags, language, alt texts and hyphenation, the same bytes for the same release."""

from collections.abc import Iterable, Iterator
from typing import Any

from analytics.briefing import layout, paper, pictures, typesetting
from analytics.briefing.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Footnote,
    KeyMessage,
    Note,
    Paragraph,
    Run,
    Sentence,
    Subheading,
    Table,
)
from analytics.briefing.document import Document
from analytics.briefing.no_harm import Cleared
from analytics.briefing.words import translate
from geo.tokens import LIGHT

TEMPLATE = "briefing.typ"
TEXT_WIDTH, TABLE_SIZE = 480.0, 8.0
Record = dict[str, Any]


def pdf(document: Cleared) -> bytes:
    """The file of a briefing that has passed the gate."""
    return typesetting.pdf(TEMPLATE, record(document), document.release_date)


def record(document: Document) -> Record:
    """The document as the template reads it."""
    written = _Written(document)
    say = {key: translate(document.language, f"paper.{key}") for key in ("table", "figure")}
    return {
        "title": document.title, "subtitle": document.subtitle, "language": document.language, "author": "Kvali",
        "keywords": list(document.keywords), "date": [int(part) for part in document.release_date.split("-")],
        "footer": layout.footer(document), "words": say, "colours": _colours(),
        "contents": translate(document.language, "paper.contents") if layout.has_contents(document) else "",
        "notes": [layout.joined(told) for told in layout.note_texts(document).values()],
        "sections": [
            {"title": section.title, "blocks": list(written.blocks(section.blocks))} for section in document.sections
        ],
        "emblem": None if document.emblem is None else vars(document.emblem),
    }  # fmt: skip


def _colours() -> dict[str, str]:
    return {name: getattr(LIGHT, name) for name in ("ink", "mute", "brand", "line", "bg2")} | dict(paper.LIGHTS)


class _Written:
    """The blocks as records, in reading order: the first mark of a note carries the note, later ones point to it."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        self.numbers = layout.note_numbers(document)
        self.seen: set[int] = set()

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Record]:
        for block in blocks:
            if isinstance(block, Table):
                yield self._table(block)
            elif isinstance(block, Chart):
                yield _chart(block, self.language)
            else:
                yield from self._words(block)

    def _words(self, block: Block) -> Iterator[Record]:
        if isinstance(block, Paragraph | KeyMessage):
            kind = "key" if isinstance(block, KeyMessage) else "paragraph"
            yield {"kind": kind, "runs": self._runs(block.sentence)}
        elif isinstance(block, Bullets):
            yield {"kind": "bullets", "items": [self._runs(item) for item in block.items]}
        elif isinstance(block, Subheading):
            yield {"kind": "subheading", "text": block.text}
        elif isinstance(block, Note):
            yield {"kind": "note", "title": block.title, "lines": list(block.lines)}

    def _runs(self, sentence: Sentence) -> list[Record]:
        return [self._run(run) for run in sentence.runs]

    def _run(self, run: Run) -> Record:
        return {"text": run.text, "strong": run.strong, "href": run.href, **self._note(run.footnote)}

    def _note(self, note: Footnote | None) -> Record:
        number = 0 if note is None else self.numbers[note]
        first = bool(number) and number not in self.seen
        self.seen.add(number)
        return {"note": number, "first": first}

    def _table(self, table: Table) -> Record:
        return {
            "kind": "table", "caption": table.caption, "notes": list(table.notes),
            "columns": [vars(column) for column in table.columns],
            "widths": [round(width, 2) for width in layout.column_widths(table, TEXT_WIDTH, TABLE_SIZE)],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
        }  # fmt: skip

    def _cell(self, cell: Cell) -> Record:
        text = layout.breakable(cell.text)
        return {"text": text, "tone": cell.tone, "href": layout.linked(cell.text), **self._note(cell.footnote)}


def _chart(chart: Chart, language: str) -> Record:
    return {
        "kind": "chart", "title": chart.title, "alt": chart.alt, "under": list(layout.under(chart)),
        "svg": pictures.svg(chart, language),
    }  # fmt: skip
