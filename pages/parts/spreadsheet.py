"""A view as an Excel file: its rows as numbers and text, and a sheet that says what they are and how to cite them."""

from collections.abc import Iterator, Mapping

import pandas as pd

from analytics.writing.workbook import Workbook
from geo.tokens import LIGHT
from pages.parts.format import missing
from pages.parts.table import Twin

_NARROW, _WIDE, _WIDEST = 10, 48, 110


def xlsx_bytes(table: Twin, about: Mapping[str, str], sheets: tuple[str, str], *, date: str) -> bytes:
    """The twin as a workbook.

    Args:
        table: the rows; each column stands under its heading in the reader's language, numbers with all their digits.
        about: what the second sheet says, heading to text; the first entry is also the file's title.
        sheets: names of the two sheets, at most 31 letters each.
        date: of the release, ISO.
    """
    frame = table.rows[list(table.heads)]
    heads = [(head, _width(head, frame[name])) for name, head in table.heads.items()]
    with Workbook(next(iter(about.values()), ""), date, head=LIGHT.bg2) as book:
        book.sheet(sheets[0], heads, _rows(frame))
        book.sheet(sheets[1], [(sheets[1], 24), ("", _WIDEST)], ([(one, "") for one in pair] for pair in about.items()))
    return book.bytes()


def _width(head: str, column: "pd.Series[str]") -> int:
    longest = max([len(head), *(len(str(cell)) for cell in column)])
    return min(max(longest + 2, _NARROW), _WIDE)


def _rows(frame: pd.DataFrame) -> Iterator[list[tuple[object, str]]]:
    for row in frame.itertuples(index=False):
        yield [(_cell(cell), "") for cell in row]


def _cell(cell: object) -> object:
    """A number as a number, nothing for a missing one, everything else as text."""
    if missing(cell):
        return None
    is_number = pd.api.types.is_number(cell) and not isinstance(cell, bool)
    return float(str(cell)) if is_number else str(cell)
