"""Metrics of the pillar advocacy: answers to requests for information, and trust in local government."""

import math
from typing import Any

import pandas as pd

from analytics.combine import Derived, cells, difference, frame, joined, matched, number, roles

BASE = "GE-TB"


def foi_route_difference(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region or municipality: score of the request sent directly minus that sent through the ministry.

    Inputs: foi_score_direct, foi_score_mrdi (0 to 3, 2014 only; Tbilisi was not tested). Region figures are the
    publisher's plain means of municipalities. A municipality was tested once: flag "one-test".
    """
    direct, ministry = cells(facts, "foi_score_direct"), cells(facts, "foi_score_mrdi")
    one_test = direct["level"] == "municipality"
    marks = [
        joined("one-test" if single else None, flag) for single, flag in zip(one_test, direct["flag"], strict=True)
    ]
    years = sorted(set(direct["year"]) & set(ministry["year"]))
    marked = direct.assign(flag=pd.Series(marks, index=direct.index, dtype="object"))
    terms = ((marked[marked["year"] == year], ministry[ministry["year"] == year]) for year in years)
    return frame(row for pair in terms for row in difference(*pair))


def trust_local_gov_premium(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region and wave: trust in local government minus that in Tbilisi, percentage points.

    Inputs: trust_local_gov. Both sides come from the same survey. The 95 % half-width is the root of the summed squares
    of the two half-widths (independent samples). A difference of opinion, not of merit.
    """
    rows = cells(facts, "trust_local_gov")
    regions = rows[(rows["level"] == "region") & (rows["place"] != BASE)]
    pairs = matched(regions, rows[rows["place"] == BASE], by=["year", "source"])
    return frame(row for pair in pairs if (row := _premium(pair)))


def _premium(pair: Any) -> Derived | None:
    bounds = [number(cell) for cell in (pair.lower_a, pair.upper_a, pair.lower_b, pair.upper_b)]
    if None in bounds:
        return None
    half = math.hypot((pair.upper_a - pair.lower_a) / 2, (pair.upper_b - pair.lower_b) / 2)
    value = pair.value_a - pair.value_b
    return Derived(
        pair.place_a, pair.year, value, roles(pair.ids_a, "minuend") + roles(pair.ids_b, "subtrahend"),
        lower=value - half, upper=value + half, interval_kind="confidence", interval_level=0.95,
    )  # fmt: skip
