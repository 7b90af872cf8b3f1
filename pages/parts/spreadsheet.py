"""A view as an Excel file: its rows as numbers and text, and a sheet that says what they are and how to cite them."""

import io
from collections.abc import Mapping

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pages.parts.format import missing
from pages.parts.table import Twin

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDE, _WIDEST = 24, 110
# Nothing in a cell is computed, linked or taken for a number that was text.
_AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx_bytes(table: Twin, about: Mapping[str, str], sheets: tuple[str, str]) -> bytes:
    """The twin as a workbook.

    Args:
        table: the rows; each column stands under its heading in the reader's language, numbers with all their digits.
        about: what the second sheet says, heading to text.
        sheets: names of the two sheets, at most 31 letters each.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _AS_WRITTEN) as book:
        strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _rows(book.add_worksheet(sheets[0]), table, strong)
        _about(book.add_worksheet(sheets[1]), about, strong, wrapped)
    return file.getvalue()


def _rows(sheet: Worksheet, table: Twin, strong: Format) -> None:
    frame = table.rows[list(table.heads)]
    sheet.freeze_panes(1, 0)
    for column, (name, head) in enumerate(table.heads.items()):
        sheet.write_string(0, column, head, strong)
        longest = max([len(head), *(len(str(cell)) for cell in frame[name])])
        sheet.set_column(column, column, min(max(longest + 2, 10), _WIDE * 2))
        for row, cell in enumerate(frame[name], start=1):
            _write(sheet, row, column, cell)


def _write(sheet: Worksheet, row: int, column: int, cell: object) -> None:
    if missing(cell):
        return
    if isinstance(cell, bool) or not pd.api.types.is_number(cell):
        sheet.write_string(row, column, str(cell))
    else:
        sheet.write_number(row, column, float(str(cell)))


def _about(sheet: Worksheet, about: Mapping[str, str], strong: Format, wrapped: Format) -> None:
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, _WIDEST)
    for row, (head, words) in enumerate(about.items()):
        sheet.write_string(row, 0, head, strong)
        sheet.write_string(row, 1, words, wrapped)
