"""What Word, slides and PDF share: numbered captions, lines under a chart, numbers of notes, widths of columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analytics.briefing.blocks import Chart, Footnote, Table
from analytics.briefing.document import Document
from analytics.briefing.drawing import measured
from analytics.briefing.words import translate, translate_count

LEAST_FOR_CONTENTS = 7
"""With fewer sections than this a table of contents would only take room."""
WIDEST_WORD = 13.125
"""Times the size of the letters."""
PADDING, STEP = 11.0, 3.0
LONGEST = 0.42
"""Of the room: an endless address takes none from the words of other columns."""
SHORT, MOST_WHOLE = 90.0, 0.8
"""Cells up to this width stay on one line while the columns together leave a fifth of the room to longer ones."""
_BREAKABLE = "\u200b"
_PLACE = "\x00"


@dataclass
class Captions:
    """Counts tables and figures in reading order and writes their captions.

    Attributes:
        language: "ka" or "en".
    """

    language: str
    _counts: dict[str, int] = field(default_factory=lambda: {"table": 0, "figure": 0})

    def number(self, kind: str) -> int:
        """The next number of tables or figures."""
        self._counts[kind] += 1
        return self._counts[kind]

    def head(self, kind: str) -> str:
        """The word before the number."""
        return translate(self.language, f"paper.{kind}")


def has_contents(document: Document) -> bool:
    """Whether the document is long enough for a table of contents."""
    return len(document.sections) >= LEAST_FOR_CONTENTS


def under(chart: Chart) -> tuple[str, str]:
    """The two lines under a chart: its unit and how to read it, and its credit."""
    told = " · ".join(part.removesuffix(".") for part in (chart.unit, chart.better, chart.caption) if part)
    return told, chart.source


def note_numbers(document: Document) -> Mapping[Footnote, int]:
    """The number of each footnote."""
    return {note: place for place, note in enumerate(document.footnotes(), start=1)}


def note_texts(document: Document) -> Mapping[Footnote, tuple[str, int, str]]:
    """What each footnote says: its words, or those before and after the number of the note that it refers to.

    A note with the sources of an earlier one names that note, then its own facts: short briefings stay short.
    """
    firsts: dict[str, int] = {}
    return {note: _told(note, number, firsts, document.language) for note, number in note_numbers(document).items()}


def _told(note: Footnote, number: int, firsts: dict[str, int], language: str) -> tuple[str, int, str]:
    first = firsts.setdefault(note.credit, number) if note.credit else number
    if first == number:
        return note.text, 0, ""
    facts = ", ".join(note.fact_ids)
    again = translate_count(language, "briefing.footnote_again", len(note.fact_ids), facts=facts, number=_PLACE)
    before, _, after = again.partition(_PLACE)
    return before, first, after


def joined(told: tuple[str, int, str]) -> str:
    """A footnote as plain words."""
    before, first, after = told
    return f"{before}{first or ''}{after}"


def footer(document: Document) -> str:
    """The line at the foot of every page."""
    return translate(document.language, "paper.footer", release=document.release)


def column_widths(table: Table, room: float, size: float) -> list[float]:
    """Widths of a table's columns that fill the room.

    Each is as wide as its longest word, or as its longest cell where all of its cells are short and that leaves room
    enough; then every further point goes to the column whose longest cell takes the most lines, so that rows get as
    low as they can.

    Args:
        table: its head and cells.
        room: width of the page's text.
        size: of the letters.
    """
    heads = [[column.title] for column in table.columns]
    columns = [[*head, *texts] for head, texts in zip(heads, zip(*_texts(table), strict=True), strict=True)]
    words = [max(_longest_word(text, size) for text in texts) for texts in columns]
    longest = [max(_length(text, size, room) for text in texts) for texts in columns]
    cells = [max(measured(cell, size, True) + 1 for cell in texts[1:] or texts) for texts in columns]
    whole = [max(word, cell) if cell <= SHORT else word for word, cell in zip(words, cells, strict=True)]
    widths = whole if sum(whole) + PADDING * len(whole) <= MOST_WHOLE * room else words
    free = room - sum(widths) - PADDING * len(widths)
    if free <= 0:
        return [(width + PADDING) * room / (room - free) for width in widths]
    for _ in range(int(free / STEP)):
        lines = [_about(*sizes) for sizes in zip(longest, widths, words, strict=True)]
        widths[lines.index(max(lines))] += STEP
    return [width + PADDING + free % STEP / len(widths) for width in widths]


def _length(text: str, size: float, room: float) -> float:
    whole = measured(text, size, True)
    return min(whole, LONGEST * room) if linked(text) else whole


def _about(longest: float, width: float, word: float) -> float:
    """About how many lines a cell takes: at the end of each, half a word's room is lost."""
    return 1.0 if longest <= width else longest / max(width - word / 2, STEP)


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows] or [["" for _ in table.columns]]


def _longest_word(text: str, size: float) -> float:
    words = breakable(text).replace(_BREAKABLE, " ").split(" ")
    return max(min(measured(word, size, True), WIDEST_WORD * size) for word in words) + 1


def breakable(text: str) -> str:
    """An address with places where a line may end; other words as they are."""
    if not text.startswith(("https://", "http://")):
        return text
    start = text.index("//") + 2
    return text[:start] + "".join(letter + _BREAKABLE if letter in "/-_.=&?" else letter for letter in text[start:])


def linked(text: str) -> str:
    """The address that a cell is, or ""."""
    return text if text.startswith(("https://", "http://")) and " " not in text else ""
