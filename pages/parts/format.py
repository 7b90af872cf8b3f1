"""Numbers, intervals, changes and dates as readers of each language write them: `analytics.writing.numbers`.

The names stay here for the pages, which ask for nothing else of that package.
"""

from analytics.writing.numbers import (
    NO_BREAK,
    Form,
    Formatted,
    amount,
    bare,
    change_text,
    date_text,
    fact_text,
    form,
    interval,
    missing,
    number,
    partial_date,
    points,
    rounded,
    signed,
    value_text,
    years_text,
)

__all__ = [
    "NO_BREAK",
    "Form",
    "Formatted",
    "amount",
    "bare",
    "change_text",
    "date_text",
    "fact_text",
    "form",
    "interval",
    "missing",
    "number",
    "partial_date",
    "points",
    "rounded",
    "signed",
    "value_text",
    "years_text",
]
