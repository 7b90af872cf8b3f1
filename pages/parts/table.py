"""The table twin of a figure: the same rows in the same order, on the page and as a CSV file."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from analytics.combine import as_objects
from analytics.writing.workbook import safe
from pages.parts import address
from pages.parts.format import bare, missing, number
from pages.parts.text import t

_STANDARD = ("value", "lower", "upper", "n", "source")


@dataclass(frozen=True)
class Twin:
    """What a figure shows, as rows.

    Attributes:
        rows: the figure's rows in its order; columns not named in `heads` stay out of table and file.
        heads: column to heading in the reader's language, in the order to show; the file keeps the columns' own names.
        format: the record's format field, for value, lower, upper; the table writes one digit more.
        formats: format fields of further number columns.
    """

    rows: pd.DataFrame
    heads: Mapping[str, str]
    format: str
    formats: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", as_objects(self.rows))

    def all_formats(self) -> dict[str, str]:
        """Format field of every number column."""
        return dict.fromkeys(("value", "lower", "upper"), self.format) | {"n": "count"} | dict(self.formats)


def twin(rows: pd.DataFrame, first: Mapping[str, str], format: str, *, unit: str = "") -> Twin:
    """The usual twin: the named columns first, then value, lower, upper, n and source where `rows` has them.

    Args:
        rows: the figure's rows in its order.
        first: what names a row, column to heading: {"label": t("table.place")}.
        format: the record's format field.
        unit: heads the value's column, "%"; the word for "value" without it.
    """
    words = {name: t(f"table.{name}") for name in _STANDARD if name in rows}
    if unit and "value" in words:
        words["value"] = unit
    return Twin(rows, {**first, **words}, format)


def show(table: Twin, alt: str) -> None:
    """Draws the twin as a real table; Streamlit sets columns of numbers to the right."""
    st.table(written(table, address.language()), border="horizontal", hide_index=True, alt=alt)


def written(table: Twin, language: str) -> Styler:
    """The rows as readers see them: headings and numbers in their language, an en dash where there is no number."""
    frame = table.rows[list(table.heads)].rename(columns=dict(table.heads)).reset_index(drop=True)
    writers: dict[Any, str | Callable[[object], str] | None] = {
        head: partial(_cell, form=table.all_formats().get(name), language=language)
        for name, head in table.heads.items()
    }
    return frame.style.format(writers)


def _cell(cell: object, *, form: str | None, language: str) -> str:
    if missing(cell):
        return "–"
    if form == "count":
        return number(float(str(cell)), 0, language)
    return bare(form, float(str(cell)), language, finer=True) if form else str(cell)


def csv_bytes(table: Twin, credits: Mapping[str, str]) -> bytes:
    """The rows as a CSV file that a spreadsheet opens rightly: UTF-8 with its mark, full digits, no formulas.

    Args:
        table: the twin.
        credits: columns that go with every row: source (where rows have none of their own), licence, release.
    """
    frame = table.rows[list(table.heads)].copy()
    for name, words in credits.items():
        if name not in frame:
            frame[name] = words
    frame = frame.map(harmless)
    text = io.StringIO()
    frame.to_csv(text, index=False, lineterminator="\r\n")
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> object:
    """A text cell that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers."""
    return safe(cell) if isinstance(cell, str) else cell
