"""Excel files: cells are words or numbers, never formulas, and the bytes depend on nothing but them."""

import io
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = ("0", "#,##0", "0.0###", "#,##0.0#")
"""Formats of numbers; all their digits stay in the cell."""
LINE = 14.5
"""Height of a line, in points."""
_A4, _FOOT, _LARGE = 9, 200, 10_000
_LATIN, _GEORGIAN, _BOLD = 1.25, 1.0, 0.9
"""Letters that a unit of a column's width holds, at least; bold ones fewer."""
_IS_GEORGIAN = re.compile("[\u10d0-\u10ff]")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def safe(words: str) -> str:
    """Words that no spreadsheet takes for a formula, also when saved as CSV: an apostrophe stands before them.

    >>> safe("=1+1"), safe("−2.5"), safe("plain")
    ("'=1+1", '−2.5', 'plain')
    """
    return f"'{words}" if words.startswith(FORMULA) else words


class Workbook:
    """A workbook in the making: `with Workbook(…) as book: book.sheet(…)`, then `bytes()`."""

    def __init__(self, title: str, date: str, *, head: str, grounds: Mapping[str, str] | None = None) -> None:
        """Opens a workbook.

        Args:
            title: of the file.
            date: ISO; the file's own, so that the same figures give the same bytes.
            head: colour behind the headings.
            grounds: colours behind cells by name.
        """
        import xlsxwriter  # noqa: PLC0415 - no page needs it until a file is asked for

        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, _AS_WRITTEN)
        created = datetime.fromisoformat(date).replace(tzinfo=UTC)
        self._book.set_properties({"title": title, "author": "Kvali", "created": created})
        base = {"font_name": "Sylfaen", "font_size": 10, "valign": "top", "text_wrap": True}
        self._head = self._book.add_format({**base, "bold": True, "bg_color": head, "bottom": 1})
        self._title = title
        looks = {"": base} | {name: {**base, "bg_color": colour} for name, colour in (grounds or {}).items()}
        self._forms = {
            (name, shown): self._book.add_format(look | ({"num_format": shown} if shown else {}))
            for name, look in looks.items()
            for shown in ("", *SHOWN)
        }

    def __enter__(self) -> Self:
        """The workbook itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Writes the file."""
        self._book.close()

    def bytes(self) -> bytes:
        """The file, once the block is left."""
        return self._buffer.getvalue()

    def sheet(self, title: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[tuple[object, str]]]) -> None:
        """Adds a sheet that prints on A4 across, one page wide, with the title and the number of the page at its foot.

        A number keeps all its digits and shows two behind the point; rows are as high as their words need.

        Args:
            title: at most 31 letters.
            heads: headings with the widths of their columns.
            rows: cells with the name of their ground, "" for none; None leaves a cell empty.
        """
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&8{self._title.replace('&', '&&')[:_FOOT]}&R&8&P / &N")
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        widths = [width for _, width in heads]
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self._head)
        sheet.set_row(0, _height([head for head, _ in heads], widths, bold=True))
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, (value, ground) in enumerate(row):
                _write(sheet, last, column, value, self._forms[ground, shown(value)])
            height = _height([value for value, _ in row], widths)
            if height > LINE:
                sheet.set_row(last, height)
        sheet.autofilter(0, 0, max(last, 1), max(len(heads) - 1, 0))


def shown(value: object) -> str:
    """How a number is shown: thousands apart, two digits behind the point, four where it is under one."""
    if isinstance(value, bool) or not isinstance(value, float | int):
        return ""
    if float(value).is_integer():
        return "#,##0" if abs(value) >= _LARGE else "0"
    return "0.0###" if abs(value) < 1 else "#,##0.0#"


def _height(values: Sequence[object], widths: Sequence[int], *, bold: bool = False) -> float:
    """Height of a row, in points: programs that open the file do not all make room for wrapped words."""
    words = [(value, width) for value, width in zip(values, widths, strict=False) if isinstance(value, str)]
    return LINE * max((_lines(text, width, bold) for text, width in words), default=1)


def _lines(text: str, width: int, bold: bool) -> int:
    """How many lines a cell needs; Georgian letters are wider."""
    letters = int(width * (_GEORGIAN if _IS_GEORGIAN.search(text) else _LATIN) * (_BOLD if bold else 1))
    return 1 if len(text) <= letters else len(textwrap.wrap(text, max(letters, 1))) or 1


def _write(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    if isinstance(value, float | int) and not isinstance(value, bool):
        sheet.write_number(row, column, value, form)
    elif value is not None:
        sheet.write_string(row, column, safe(str(value)), form)
