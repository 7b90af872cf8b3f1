"""Strengths and weaknesses of one place against the others of its level, indicator by indicator.

A place stands above the others of an indicator when it can be told apart, upwards, from more than half of them: so it
lies above their median by the pair rules (`analytics.comparison`), with the errors of both sides counted. All pairs of
all indicators are corrected together by Holm's rule. What cannot be told apart is unsure, and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.change import Reading
from analytics.combine import as_dicts
from analytics.comparison import TOLD_APART, Pair, alike, numerators, pairs_with
from data.releases import Release

LEAST_OTHERS = 3
VERDICTS = ("strength", "weakness", "unsure")
_COLUMNS = (
    "indicator", "pillar", "year", "value", "lower", "upper", "interval_level", "fact_id", "source", "flag",
    "middle", "others", "above", "below", "verdict", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class _Line:
    """One indicator: the place's fact, the others' facts of the same year, and the readings of all."""

    record: Indicator
    own: Mapping[str, Any]
    others: pd.DataFrame
    readings: Mapping[str, Reading]


def strengths(release: Release, place: str, level: str) -> pd.DataFrame:
    """A place against the others over every core indicator of the five pillars that says which way is better.

    Each indicator stands in the newest year in which the place and three others have figures. Totals stay out, and
    so does an indicator that only repeats the figures of another one.

    Returns:
        One row per indicator in the catalogue's order: indicator, pillar, year, value, lower, upper, interval_level,
        fact_id, source, flag, middle (median of the others), others (how many), above and below (how many of them the
        place is told apart from, upwards and downwards in the figure), verdict (strength, weakness or unsure: higher
        is a strength where higher is better), reason (of the unsure: regions_alike, no_error_model, within_error).
    """
    records = [one for one in catalogue().values() if _counts_here(one, level)]
    facts = questions.shown(release, questions.of(release, [one.id for one in records], levels=(level,)))
    single = facts.drop_duplicates(["indicator", "place", "year"], keep="last")
    groups = dict(list(single.groupby("indicator")))
    found = [_line(release, one, groups[one.id], place) for one in records if one.id in groups]
    lines = [line for line in found if line is not None]
    tested = [line for line in lines if not alike(line.record, line.others)]
    pairs = dict(zip((line.record.id for line in tested), _corrected(tested, place), strict=True))
    rows = pd.DataFrame([_row(line, pairs.get(line.record.id)) for line in lines], columns=list(_COLUMNS))
    return rows.drop_duplicates(["year", "value", "middle"]).reset_index(drop=True)


def _counts_here(record: Indicator, level: str) -> bool:
    """Core indicators of the five pillars with a better side, no totals, which only show how large a place is."""
    small = level in ("region", "municipality")
    directed = record.core and record.pillar != "context" and record.better != "neither"
    return directed and not record.additive and not (small and record.regions == "none")


def _line(release: Release, record: Indicator, facts: pd.DataFrame, place: str) -> _Line | None:
    """The indicator in the newest year with the place and enough others; None where there is no such year."""
    having = facts[facts["year"].isin(facts.loc[facts["place"] == place, "year"])].groupby("year")["place"].nunique()
    years = having[having > LEAST_OTHERS]
    if years.empty:
        return None
    rows = facts[facts["year"] == years.index.max()]
    counts = numerators(release, record, rows)
    cells: list[dict[str, Any]] = as_dicts(rows)
    readings = {str(fact["place"]): Reading.of(fact, counts.get(fact["fact_id"])) for fact in cells}
    own = next(fact for fact in cells if fact["place"] == place)
    return _Line(record, own, rows[rows["place"] != place], readings)


def _corrected(lines: Sequence[_Line], place: str) -> list[list[Pair]]:
    """For every line its pairs, said of the place; all lines corrected together."""
    return pairs_with(place, [(line.readings, line.record.nature) for line in lines])


def _row(line: _Line, pairs: list[Pair] | None) -> dict[str, Any]:
    told = [pair.verdict for pair in pairs or []]
    above, below, others = told.count("above"), told.count("below"), len(line.others)
    verdict, reason = _verdict(line.record, above, below, others), ""
    if verdict == "unsure":
        reason = _reason(pairs)
    known = {
        name: line.own[name]
        for name in ("year", "value", "lower", "upper", "interval_level", "fact_id", "source", "flag")
    }
    return known | {
        "indicator": line.record.id, "pillar": line.record.pillar, "middle": float(line.others["value"].median()),
        "others": others, "above": above, "below": below, "verdict": verdict, "reason": reason,
    }  # fmt: skip


def _verdict(record: Indicator, above: int, below: int, others: int) -> str:
    """More than half of the others on one side; which side is good is the record's to say."""
    good, bad = (above, below) if record.better == "higher" else (below, above)
    return "strength" if 2 * good > others else "weakness" if 2 * bad > others else "unsure"


def _reason(pairs: list[Pair] | None) -> str:
    if pairs is None:
        return "regions_alike"
    models = [
        pair.verdict in (*TOLD_APART, "probably_above", "probably_below", "cannot_tell", "too_small") for pair in pairs
    ]
    return "within_error" if any(models) else "no_error_model"
