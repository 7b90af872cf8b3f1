"""Numbers of a document, written as the pages write them, each with the facts it comes from."""

from collections.abc import Mapping, Sequence
from typing import Any

from analytics.briefing.blocks import Cell, Counted, Number
from analytics.catalogue import Indicator
from analytics.writing.numbers import amount, fact_text, form, missing, number

Fact = Mapping[Any, Any]


def value(record: Indicator, fact: Fact, language: str) -> Number:
    """A fact as it stands in a sentence: with its qualifier and its interval."""
    measure = "value" if missing(fact.get("lower")) else "interval"
    written = fact_text(record, {**fact, "qualifier": _words(fact.get("qualifier"))}, language)
    return Number((str(fact["fact_id"]),), float(fact["value"]), written, measure)  # type: ignore[arg-type]


def plain(record: Indicator, fact: Fact, language: str) -> Number:
    """A fact's value alone, without interval: for sentences that compare it with another one."""
    return Number((str(fact["fact_id"]),), float(fact["value"]), amount(record.format, float(fact["value"]), language))


def difference(record: Indicator, own: Fact, other: Fact, language: str) -> Number:
    """The size of own minus other, without sign and unit: "4.2"."""
    found = float(own["value"]) - float(other["value"])
    digits = form(record.format).digits
    ids = (str(own["fact_id"]), str(other["fact_id"]))
    return Number(ids, found, number(abs(found), digits, language), "difference")


def reach(fact_ids: Sequence[str], size: float, language: str) -> Number:
    """How far the narrowest, or the widest, interval of these facts reaches to either side."""
    return Number(tuple(fact_ids), size, number(size, 0, language), "reach")


def count(fact_ids: Sequence[str], found: int, counted: Counted, language: str) -> Number:
    """How many comparisons of these facts are such ones; `analytics.briefing.recount` counts them again."""
    return Number(tuple(fact_ids), found, number(found, 0, language), "count", counted)


def tally(fact_ids: Sequence[str], language: str) -> Number:
    """How many facts these are."""
    return Number(tuple(fact_ids), len(fact_ids), number(len(fact_ids), 0, language), "tally")


def lacking(fact_ids: Sequence[str], language: str) -> Number:
    """How many figures are missing; the ids are those that they would have."""
    return Number(tuple(fact_ids), len(fact_ids), number(len(fact_ids), 0, language), "lacking")


def width(fact_id: str, found: float, language: str) -> Number:
    """How wide the interval is, in points, for which a figure is missing."""
    return Number((fact_id,), found, number(found, 0, language), "width")


def end_of_scale(fact_id: str, found: float, language: str) -> Number:
    """An end of the scale on which a fact was measured."""
    return Number((fact_id,), found, number(found, 0 if float(found).is_integer() else 1, language), "scale")


def score(fact_id: str, found: float, digits: int, language: str) -> Number:
    """A score, or a place of an index."""
    return Number((fact_id,), found, number(found, digits, language))


def cell(found: Number) -> Cell:
    """A cell of a table with a number."""
    return Cell(found.text, found)


def _words(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
