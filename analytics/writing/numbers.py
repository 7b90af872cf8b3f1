"""Numbers, intervals, changes and dates as readers of each language write them. Needs no streamlit.

Halves round away from zero; a value and its interval have the same digits; tables keep one digit more (`finer`).
"""

import datetime
import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from analytics.writing.words import translate, translate_count

NO_BREAK = "\u00a0"
_LOCALES = {"ka": "ka_GE", "en": "en_GB"}


class Formatted(Protocol):
    """Anything with a record's format field, such as analytics' Indicator."""

    @property
    def format(self) -> str:
        """How values are written: "percent:0", "number:2", "points:1"."""
        ...


class Form(NamedTuple):
    """A parsed format field."""

    unit: str
    digits: int


def form(text: str, *, finer: bool = False) -> Form:
    """Reads a format field.

    >>> form("percent:0", finer=True)
    Form(unit='percent', digits=1)
    """
    unit, digits = text.split(":")
    return Form(unit, int(digits) + int(finer))


def rounded(value: float, digits: int) -> Decimal:
    """`value` with so many digits, halves away from zero, never a minus zero.

    >>> rounded(-2.5, 0), rounded(0.285, 2), rounded(-0.04, 0)
    (Decimal('-3'), Decimal('0.29'), Decimal('0'))
    """
    result = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


@lru_cache(maxsize=20_000)
def number(value: float, digits: int, language: str) -> str:
    """A number: 1,234.5 in English, 1 234,5 (no-break space) in Georgian; minus is U+2212."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    written = format_decimal(rounded(value, digits), format=pattern, locale=_LOCALES[language])
    return str(written).replace("-", "−")


def signed(value: float, digits: int, language: str) -> str:
    """A number with its sign, for changes; zero has none."""
    written = number(value, digits, language)
    return f"+{written}" if rounded(value, digits) > 0 else written


def amount(text: str, value: float, language: str, *, finer: bool = False) -> str:
    """A value by its format field: "23%", "0.27", "+7.1 points".

    Args:
        text: the format field.
        value: in the record's own unit (percent 0 to 100).
        language: "ka" or "en".
        finer: one digit more, for tables.
    """
    unit, digits = form(text, finer=finer)
    if unit == "points":
        return points(value, digits, language)
    return number(value, digits, language) + ("%" if unit == "percent" else "")


def bare(text: str, value: float, language: str, *, finer: bool = False) -> str:
    """A value by its format field without its unit, for columns and chart labels whose head names the unit."""
    unit, digits = form(text, finer=finer)
    return (signed if unit == "points" else number)(value, digits, language)


def points(value: float, digits: int, language: str) -> str:
    """A difference of two percentages: "−9 points", "−9 პუნქტი"."""
    words = "format.points_whole" if digits == 0 else "format.points"
    size = int(abs(rounded(value, digits))) if digits == 0 else 2
    return translate_count(language, words, size, number=signed(value, digits, language)).replace(" ", NO_BREAK)


def interval(text: str, lower: float, upper: float, language: str, *, finer: bool = False) -> str:
    """The two ends without a unit: "20–26"; with words where a minus would run into the dash: "−0.17 to 0.24"."""
    ends = [bare(text, end, language, finer=finer) for end in (lower, upper)]
    if any(end.startswith(("−", "+")) for end in ends):
        return translate(language, "format.from_to", lower=ends[0], upper=ends[1])
    return "–".join(ends)


def value_text(  # noqa: PLR0917 - value, lower, upper and qualifier stand in a fact in this order
    record: Formatted, value: float, lower: float | None, upper: float | None, qualifier: str, language: str
) -> str:
    """A value as it stands in a sentence: "23% (20–26)", "over 100", "49.8%".

    Args:
        record: the indicator, for its format.
        value: in the record's unit.
        lower: lower end of the interval, None or NaN without one.
        upper: upper end.
        qualifier: "", "about", "over", "under" or "up to", as in the facts.
        language: "ka" or "en".
    """
    written = amount(record.format, value, language)
    if qualifier:
        written = translate(language, f"format.{qualifier.replace(' ', '_')}", value=written)
    if missing(lower) or missing(upper):
        return written
    return f"{written} ({interval(record.format, float(lower or 0), float(upper or 0), language)})"


def fact_text(record: Formatted, fact: Mapping[Any, Any], language: str) -> str:
    """A row of the facts frame (value, lower, upper, qualifier) as it stands in a sentence."""
    lower, upper = fact.get("lower"), fact.get("upper")
    return value_text(record, fact["value"], lower, upper, fact.get("qualifier") or "", language)


def change_text(record: Formatted, change: float, language: str) -> str:
    """A change between two dates: "+7.1 points" for percentages, "−9" for scores and counts."""
    unit, digits = form(record.format)
    return (signed if unit == "number" else points)(change, digits, language)


def missing(value: object) -> bool:
    """Whether a cell of a frame holds nothing: None or NaN."""
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def date_text(day: datetime.date | str, language: str) -> str:
    """A date: 22 November 2026, 22 ნოემბერი, 2026. Takes a date or its ISO text."""
    when = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return str(format_date(when, format="long", locale=_LOCALES[language])).replace(" ", NO_BREAK)


def partial_date(written: str, language: str) -> str:
    r"""A date as far as a source gives it: "2018-03" is March 2018, "--07-10" is 10 July, "2018" stays.

    >>> partial_date("2018-03", "en"), partial_date("--07-10", "en"), partial_date("2018", "ka")
    ('March\xa02018', '10\xa0July', '2018')
    """
    if len(written) == 10:
        return date_text(written, language)
    if "-" not in written:
        return written
    yearless = written.startswith("--")
    day = datetime.date.fromisoformat(f"2000{written[1:]}" if yearless else f"{written}-01")
    pattern = "d MMMM" if yearless else {"ka": "LLLL, y", "en": "LLLL y"}[language]
    return str(format_date(day, format=pattern, locale=_LOCALES[language])).replace(" ", NO_BREAK)


def years_text(first: int, last: int) -> str:
    """A span of years: "2017–2024", or the one year."""
    return str(first) if first == last else f"{first}–{last}"
