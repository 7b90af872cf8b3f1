"""Excel files: cells are words or numbers, never formulas, and the bytes depend on nothing but them."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
        self._forms = {"": self._book.add_format(base)}
        for name, colour in (grounds or {}).items():
            self._forms[name] = self._book.add_format({**base, "bg_color": colour})

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
        """Adds a sheet that prints on one page's width.

        Args:
            title: at most 31 letters.
            heads: headings with the widths of their columns.
            rows: cells with the name of their ground, "" for none; None leaves a cell empty.
        """
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self._head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, (value, ground) in enumerate(row):
                _write(sheet, last, column, value, self._forms[ground])
        sheet.autofilter(0, 0, max(last, 1), max(len(heads) - 1, 0))


def _write(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    if isinstance(value, float | int) and not isinstance(value, bool):
        sheet.write_number(row, column, value, form)
    elif value is not None:
        sheet.write_string(row, column, safe(str(value)), form)
