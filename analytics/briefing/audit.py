"""Checks a finished document against its release: every number resolves to its facts and is written as the pages do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import facts as questions
from analytics.briefing import figures, recount
from analytics.briefing.blocks import MISSING, Measure, Number, Point
from analytics.briefing.document import Document
from analytics.briefing.words import translate
from analytics.catalogue import catalogue
from analytics.combine import as_dicts
from analytics.region_profile import read_note
from analytics.region_survey import half_widths
from analytics.writing.numbers import amount, fact_text, form, interval, number, signed
from data.releases import Release

Fact = Mapping[str, Any]
Facts = Mapping[str, Fact]
SCORES = "number:0"
"""How scores and places of an index are printed; sentences print one digit more."""


def problems(document: Document, release: Release) -> list[str]:
    """What does not fit: a number without a fact, a fact that is none, a text that the release does not bear out."""
    numbers = [*document.numbers(), *_drawn(document)]
    ids = sorted({one for found in numbers for one in found.fact_ids})
    facts: Facts = {str(row["fact_id"]): row for row in as_dicts(questions.with_ids(release, ids))}
    gaps: Facts = {str(row["fact_id"]): row for row in as_dicts(questions.gaps(release))}
    seen = _Seen(release, facts, gaps, document.language)
    return [told for found in numbers if (told := _problem(found, seen))]


@dataclass(frozen=True)
class _Seen:
    """What the numbers of a document are held against: its facts, the release's gaps by the ids of their facts."""

    release: Release
    facts: Facts
    gaps: Facts
    language: str


def _drawn(document: Document) -> Iterator[Number]:
    """The points of charts as numbers."""
    points = (point for chart in document.charts() for point in chart.points if point.value is not None)
    return (Number(point.fact_ids, float(point.value or 0), point.text, _measure(point)) for point in points)


def _measure(point: Point) -> Measure:
    return "value" if point.lower is None else "interval"


def _problem(found: Number, seen: _Seen) -> str:
    known = seen.gaps if found.measure in MISSING else seen.facts
    lost = [one for one in found.fact_ids if one not in known]
    if not found.fact_ids or lost:
        return f"{found.text}: {', '.join(lost) or 'no fact'}"
    expected = _written(found, seen)
    return "" if found.text in expected else f"{found.text}: the release says {' or '.join(sorted(expected))}"


def _written(found: Number, seen: _Seen) -> set[str]:
    """How this number may be written, from the release alone: as its facts hold it, or computed from them again."""
    language, facts = seen.language, seen.facts
    first = facts.get(found.fact_ids[0], {})
    different = number(len(set(found.fact_ids)), 0, language)
    rules: Mapping[Measure, Callable[[], set[str]]] = {
        "value": lambda: _value(first, language),
        "interval": lambda: _value(first, language),
        "difference": lambda: _difference(found, facts, language),
        "count": lambda: {number(recount.of(seen.release, found, facts), 0, language)},
        "tally": lambda: {different},
        "lacking": lambda: {different},
        "width": lambda: {number(read_note(seen.gaps[found.fact_ids[0]]["note"])[2] or 0.0, 0, language)},
        "scale": lambda: _ends(found.fact_ids[0], catalogue()[str(first["indicator"])].scale, language),
        "reach": lambda: _reaches(found, facts, language),
        "chance": lambda: _chance(recount.probability(seen.release, found, facts), language),
        "step": lambda: {
            write(step, 1, language) for step in recount.steps(seen.release, found, facts) for write in (number, signed)
        },
        "range": lambda: _range(found, facts, language),
    }
    return rules[found.measure]()


def _reaches(found: Number, facts: Facts, language: str) -> set[str]:
    rows = pd.DataFrame([{name: facts[one][name] for name in ("lower", "upper")} for one in found.fact_ids])
    return {number(one, 0, language) for one in half_widths(rows) or ()}


def _chance(probability: float, language: str) -> set[str]:
    whole = int(100 * probability + 0.5)
    return {number(whole, 0, language) if whole <= 99 else translate(language, "briefing.over_99")}


def _ends(fact_id: str, scale: Sequence[float], language: str) -> set[str]:
    return {figures.end_of_scale(fact_id, end, language).text for end in scale}


def _value(fact: Fact, language: str) -> set[str]:
    record = catalogue().get(str(fact["indicator"]))
    if record is None:
        return {number(float(fact["value"]), digits, language) for digits in (0, 1)}
    qualifier = fact["qualifier"] if isinstance(fact["qualifier"], str) else ""
    plain = amount(record.format, float(fact["value"]), language)
    return {plain, fact_text(record, {**fact, "qualifier": qualifier}, language)}


def _difference(found: Number, facts: Facts, language: str) -> set[str]:
    """Own minus other, two facts of one indicator."""
    own, other = (facts[one] for one in found.fact_ids)
    size = abs(float(own["value"]) - float(other["value"]))
    same = own["indicator"] == other["indicator"]
    return {number(size, form(catalogue()[str(own["indicator"])].format).digits, language)} if same else set()


def _range(found: Number, facts: Facts, language: str) -> set[str]:
    """The ends of an index's bounds, or the least and the greatest of the facts with their number."""
    rows = [facts[one] for one in found.fact_ids]
    record = catalogue().get(str(rows[0]["indicator"]))
    if record is None:
        return {interval(SCORES, float(rows[0]["lower"]), float(rows[0]["upper"]), language)}
    values = [float(row["value"]) for row in rows]
    return {f"{interval(record.format, min(values), max(values), language)} ({len(set(found.fact_ids))})"}
