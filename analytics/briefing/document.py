"""The neutral document of a briefing: what every format writes, and nothing about how a format writes it.

A document is made once per choices and release; Word, slides, PDF, sheet and mail are written from the same object, so
that a number cannot differ between them. Words are final: in its language, numbers already written. A writer adds only
what belongs to its format (numbers of notes and captions, contents, page numbers), with `analytics.briefing.words`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from analytics.briefing.blocks import Block, Cell, Chart, Footnote, Number, Run, Sentence, Table, sentences

Language = Literal["ka", "en"]


@dataclass(frozen=True)
class Section:
    """A section under a heading; `id` is that of the choices, and anchors are made of it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Emblem:
    """What stands at the end when the emblem is switched on: the funding statement and the disclaimer."""

    statement: str
    disclaimer: str


@dataclass(frozen=True)
class Document:
    """A briefing.

    Attributes:
        title: on the cover or the head of the page.
        subtitle: under it: reader, period, date of the data.
        language: of every word in it.
        subject: id of the subject: "region:GE-KK", "indicator:trust_ngos", "pillar:csr", "project".
        reader: donor, ministry, hub or public.
        release: id of the release.
        release_date: its data date, ISO; writers use it as the date of the file, so that files are reproducible.
        emblem: None when switched off.
        sections: in the order chosen.
        keywords: for the file's properties.
    """

    title: str
    subtitle: str
    language: Language
    subject: str
    reader: str
    release: str
    release_date: str
    emblem: Emblem | None
    sections: tuple[Section, ...]
    keywords: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order."""
        return chain.from_iterable(section.blocks for section in self.sections)

    def sentences(self) -> Iterator[Sentence]:
        """All sentences in reading order: key messages, paragraphs, bullets."""
        return chain.from_iterable(sentences(block) for block in self.blocks())

    def footnotes(self) -> tuple[Footnote, ...]:
        """The different footnotes in the order of their first mark; a note's number is its place here + 1."""
        marks = chain.from_iterable(_marked(block) for block in self.blocks())
        return tuple(dict.fromkeys(mark for mark in marks if mark is not None))

    def numbers(self) -> Iterator[Number]:
        """Every number of its text and tables, in reading order; those of charts stand in their points."""
        for block in self.blocks():
            parts: tuple[Run | Cell, ...] = tuple(_parts(block))
            yield from (part.number for part in parts if part.number is not None)

    def charts(self) -> tuple[Chart, ...]:
        """Its charts in reading order."""
        return tuple(block for block in self.blocks() if isinstance(block, Chart))


def _parts(block: Block) -> Iterator[Run | Cell]:
    if isinstance(block, Table):
        return chain.from_iterable(block.rows)
    return chain.from_iterable(sentence.runs for sentence in sentences(block))


def _marked(block: Block) -> Iterator[Footnote | None]:
    return (part.footnote for part in _parts(block))
