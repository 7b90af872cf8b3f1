"""What moved: the change statements of an indicator between two years, for one place or several on one page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.change import Change, Reading, compare, holm
from data.releases import Release
from geo import hubs

# Score scales without bounds whose smallest step is not 1.
STEPS = {"nit_civil_society": 0.25, "csosi_overall": 0.1, "sme_green": 0.01, "sme_green_cm": 0.01}
CSO_METER_STEP = 0.1


@dataclass(frozen=True)
class Move:
    """Two figures of one indicator at one place, and what may be said of the difference.

    Attributes:
        before: the earlier fact, a row of the facts frame.
        after: the later fact.
        change: verdict, difference, interval, probability, rule, reason.
    """

    place: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    change: Change


def moves(
    release: Release, indicator: str, first: int, last: int, *, places: Sequence[str], corrected: bool = True
) -> list[Move]:
    """The changes of one indicator between two years, for each place that has both figures.

    Args:
        release: the release to ask.
        indicator: its id.
        first: the earlier data year.
        last: the later data year.
        places: their codes; the order of the answer.
        corrected: allow for the number of places compared (Holm); False for a place that was chosen alone.
    """
    record = catalogue()[indicator]
    rows = questions.shown(release, questions.of(release, (indicator,), places=places, years=(first, last)))
    counts = _numerators(release, record, rows)
    found = [_pair(record, rows[rows["place"] == place], first, last, counts) for place in places]
    pairs = [one for one in found if one is not None]
    changes = holm([one.change for one in pairs]) if corrected else [one.change for one in pairs]
    return [Move(one.place, one.before, one.after, change) for one, change in zip(pairs, changes, strict=True)]


def move(release: Release, indicator: str, place: str, first: int, last: int) -> Move | None:
    """The change at one place that was chosen alone; None where one of the two figures is missing."""
    found = moves(release, indicator, first, last, places=(place,), corrected=False)
    return found[0] if found else None


def moved(release: Release, record: Indicator, rows: pd.DataFrame, first: int, last: int) -> Move | None:
    """The change at one place between two years of rows that were asked for already, as `move` finds it.

    Args:
        release: the release that the rows are of.
        record: their indicator.
        rows: facts of that indicator at one place, of several sources or waves only the chosen ones.
        first: the earlier data year.
        last: the later data year.
    """
    pair = rows[rows["year"].isin((first, last))]
    return _pair(record, pair, first, last, _numerators(release, record, pair))


def _pair(record: Indicator, rows: pd.DataFrame, first: int, last: int, counts: Mapping[str, float]) -> Move | None:
    years = [rows[rows["year"] == year] for year in (first, last)]
    if any(one.empty for one in years):
        return None
    before, after = ({str(name): value for name, value in one.iloc[-1].items()} for one in years)
    place = str(after["place"])
    readings = [Reading.of(fact, count=counts.get(str(fact["fact_id"]))) for fact in (before, after)]
    breaks = [one.year for one in record.breaks if one.concerns(place)]
    change = compare(*readings, nature=record.nature, breaks=breaks, step=step(record))
    return Move(place, before, after, change)


def step(record: Indicator) -> float:
    """The smallest step of an expert scale: scores of the CSO Meter and the Sustainability Index move by tenths."""
    return STEPS.get(record.id, CSO_METER_STEP if record.id.startswith("csometer_") else 1.0)


def _numerators(release: Release, record: Indicator, rows: pd.DataFrame) -> dict[str, float]:
    """For rates that rest on register counts: the count of each fact, by fact id."""
    if record.nature != "register" or not record.derived:
        return {}
    return questions.summed_parents(release, rows["fact_id"].tolist(), "numerator")


def span(facts: pd.DataFrame, baseline: int) -> tuple[int, int] | None:
    """The years to compare in a series: the last one up to the baseline (or the first there is), and the newest.

    None when the series has one year only.
    """
    years = sorted({int(year) for year in facts["year"]})
    if len(years) < 2:
        return None
    earlier = [year for year in years[:-1] if year <= baseline]
    return (earlier[-1] if earlier else years[0]), years[-1]


PHASES: Mapping[str, tuple[int, int]] = {name.lower(): years for name, years in hubs.PHASES.items()}
"""The project's two phases by their ids in the address: first and last year."""


def phase_years(years: Collection[int], phase: str) -> tuple[int, int] | None:
    """The two years of a series that stand for the start and the end of a phase.

    The start is the last year up to the phase's first one, or else the first one within it; the end is the newest
    within it.

    >>> phase_years([2012, 2016, 2020, 2024], "cssige"), phase_years([2016, 2020], "star")
    ((2016, 2020), None)
    """
    first, last = PHASES[phase]
    inside = sorted(year for year in years if first <= year <= last)
    before = [year for year in years if year <= first]
    start = max(before) if before else min(inside, default=last)
    return (start, inside[-1]) if inside and start < inside[-1] else None
