"""Numbers of a document, written as the pages write them, each with the facts it comes from."""

from collections.abc import Mapping, Sequence
from typing import Any

from analytics.briefing.blocks import Cell, Number
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


def gap(fact_ids: Sequence[str], size: float, digits: int, language: str) -> Number:
    """The size of a computed distance, without sign and unit, with the facts that it rests on."""
    return Number(tuple(fact_ids), size, number(abs(size), digits, language), "difference")


def count(fact_ids: Sequence[str], found: int, language: str) -> Number:
    """How many of these facts (or comparisons of them) meet what the sentence says."""
    return Number(tuple(fact_ids), found, number(found, 0, language), "count")


def size(fact: Fact, language: str) -> Number:
    """How many answers, or names on a list, stand behind a fact."""
    return Number((str(fact["fact_id"]),), float(fact["n"]), number(float(fact["n"]), 0, language), "size")


def score(fact_id: str, found: float, digits: int, language: str) -> Number:
    """A score, or a place of an index."""
    return Number((fact_id,), found, number(found, digits, language))


def cell(found: Number, text: str = "") -> Cell:
    """A cell of a table with a number."""
    return Cell(text or found.text, found)


def _words(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
