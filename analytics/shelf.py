"""What Explore shows of each indicator: its newest figure, how many places have one, and a small trend."""

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.series import longest
from data.releases import Release
from geo.places import GEORGIA

UNJOINED = ("statement", "running_total")
LEVELS = ("region", "municipality", "macroregion", "country")
"""Levels beside Georgia itself, the most telling first."""


def shelf(release: Release) -> pd.DataFrame:
    """One row per indicator that has figures, in the order of the catalogue.

    Returns:
        indicator, levels (list: georgia, country, region, macroregion, municipality), spread (list of (level, places,
        year): how many places beside Georgia have a figure in the level's newest year), sources (list, computed ones
        with those of their inputs), the newest total of Georgia as value, lower, upper, interval_level, qualifier,
        status, flag, fact_id, value_year (None without one), and points: (year, value) pairs of Georgia's longest
        unbroken series, for a small trend.
    """
    totals = questions.of(release, grp=None)
    national = questions.latest(release, places=(GEORGIA,)).set_index("indicator")
    records, groups = catalogue(), dict(tuple(totals.groupby("indicator", sort=False)))
    rows = [_row(record, groups[name], national, records) for name, record in records.items() if name in groups]
    return pd.DataFrame(rows)


def _row(
    record: Indicator, facts: pd.DataFrame, national: pd.DataFrame, records: dict[str, Indicator]
) -> dict[str, object]:
    levels = facts["level"].where(facts["place"] != GEORGIA, "georgia")
    row: dict[str, object] = {
        "indicator": record.id,
        "levels": sorted(set(levels)),
        "spread": [part for level in LEVELS if (part := _spread(facts[levels == level], level))],
        "sources": sorted(origins(record, records)),
        "points": _points(record, facts),
    }
    shown = ("value", "lower", "upper", "interval_level", "qualifier", "status", "flag", "fact_id")
    found = national.loc[record.id] if record.id in national.index else None
    row |= {name: None if found is None else found[name] for name in shown}
    return {**row, "value_year": None if found is None else int(str(found["year"]))}


def _spread(facts: pd.DataFrame, level: str) -> tuple[str, int, int] | None:
    if facts.empty:
        return None
    newest = int(facts["year"].max())
    return level, int(facts.loc[facts["year"] == newest, "place"].nunique()), newest


def extent(release: Release, indicator: str) -> pd.DataFrame:
    """Where an indicator has totals: level, place, years (list, ascending); Georgia first, then by place code."""
    facts = questions.of(release, (indicator,))
    rows = [
        {"level": str(level), "place": str(place), "years": sorted({int(year) for year in years})}
        for (level, place), years in facts.groupby(["level", "place"])["year"]
    ]
    rows.sort(key=lambda row: (row["place"] != GEORGIA, LEVELS.index(str(row["level"])), row["place"]))
    return pd.DataFrame(rows, columns=["level", "place", "years"])


def origins(record: Indicator, records: dict[str, Indicator]) -> set[str]:
    """The sources of an indicator; a computed one has those of its inputs."""
    if not record.derived:
        return set(record.sources)
    return {source for name in record.inputs for source in origins(records[name], records)}


def _points(record: Indicator, facts: pd.DataFrame) -> list[tuple[int, float]]:
    """The small trend of Georgia: one source's figures without a break; nothing where points may not be joined."""
    own = facts[(facts["place"] == GEORGIA) & (facts["grp"] == "")]
    if record.nature in UNJOINED or own.empty:
        return []
    rows = longest(record, own)
    last_break = max((cut.year for cut in record.breaks if cut.concerns(GEORGIA)), default=0)
    rows = rows[rows["year"] >= last_break]
    pairs = zip(rows["year"], rows["value"], strict=True)
    return [(int(year), float(value)) for year, value in pairs] if len(rows) > 1 else []
