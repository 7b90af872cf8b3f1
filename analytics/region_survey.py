"""The survey cells of one region: participation and trust in a face-to-face wave, beside Georgia and the other regions.

Shares are in percent with 95 % bounds. The surveys are drawn for the country, not for regions: the cells are wide.
"""

import math

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.combine import Z95, as_dicts, logit_estimate
from analytics.reference import nationals
from data.releases import Release

WAVES = {"2019": "cb2019", "2017": "cb2017"}
"""The face-to-face surveys with cells for most regions: year to source, the newest first."""
_SUBJECTS = ("eng_", "trust_")


def wave(release: Release, year: str) -> pd.DataFrame:
    """Regional facts of participation and trust in one survey, published cells only.

    Args:
        release: the release to ask.
        year: a key of WAVES.
    """
    ids = [one.id for one in catalogue().values() if one.id.startswith(_SUBJECTS) and not one.derived]
    rows = questions.of(release, ids, levels=("region",), years=(int(year),))
    return rows[rows["source"] == WAVES[year]].reset_index(drop=True)


def survey_cells(release: Release, region: str, year: str) -> pd.DataFrame:
    """The region's own cells in one survey, highest first, suppressed ones last.

    Returns:
        One row per indicator: indicator, regions (what the record allows), fact_id, value, lower, upper, n, source,
        reason and note (why a cell has no value), national (Georgia in the same survey) and national_id.
    """
    rows = wave(release, year)
    own = rows[rows["place"] == region].set_index("indicator")
    gaps = questions.gaps(release, places=(region,))
    held = gaps[gaps["source"] == WAVES[year]].drop_duplicates("indicator").set_index("indicator")
    names = [one for one in rows["indicator"].unique() if one in own.index or one in held.index]
    cells = pd.DataFrame({"indicator": names}, dtype=object)
    cells = cells.join(own[["fact_id", "value", "lower", "upper", "n"]], on="indicator")
    cells = cells.join(held[["reason", "note"]], on="indicator").join(_nation(release, rows), on="indicator")
    cells["regions"] = [catalogue()[one].regions for one in names]
    cells["source"] = WAVES[year]
    return cells.sort_values("value", ascending=False, na_position="last", kind="stable").reset_index(drop=True)


def _nation(release: Release, rows: pd.DataFrame) -> pd.DataFrame:
    """Georgia's value of each item: columns national, national_id by indicator, only where there is one."""
    firsts = rows.drop_duplicates("indicator")
    found = nationals(release, firsts)
    known = {
        row["indicator"]: (float(fact["value"]), str(fact["fact_id"]))
        for row in as_dicts(firsts)
        if (fact := found[str(row["fact_id"])].fact) is not None
    }
    return pd.DataFrame.from_dict(known, orient="index", columns=["national", "national_id"])


def comparisons(facts: pd.DataFrame, region: str) -> tuple[int, int]:
    """How many comparisons with single other regions lie within the error, and how many there are.

    A comparison is one indicator in one other region; it lies outside when |z| on the logit scale exceeds 1.96, each
    taken alone. Indicators that cannot tell regions apart at all (`regions = "statement"`) are not compared.

    Args:
        facts: regional survey facts of one wave, as `wave` gives them.
        region: its code.
    """
    records = catalogue()
    known = facts.dropna(subset=["lower", "upper"])
    columns = zip(*(known[name].tolist() for name in ("indicator", "place", "value", "lower", "upper")), strict=True)
    points = {
        (name, place): logit_estimate(value, lower, upper)
        for name, place, value, lower, upper in columns
        if records[name].regions in ("compare", "context")
    }
    scores = [
        _score(points[name, region], point)
        for (name, place), point in points.items()
        if place != region and (name, region) in points
    ]
    return sum(score <= Z95 for score in scores), len(scores)


def _score(own: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(own[0] - other[0]) / math.hypot(own[1], other[1])


def half_widths(cells: pd.DataFrame) -> tuple[float, float] | None:
    """The narrowest and the widest half-width of intervals (lower, upper), in points; None without any."""
    widths = ((cells["upper"] - cells["lower"]) / 2).dropna()
    return (float(widths.min()), float(widths.max())) if len(widths) else None
