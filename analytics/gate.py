"""The gate of the regional figures: which survey items may tell regions apart, by what this release holds."""

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.combine import POOLED_WAVES
from analytics.reliability import regional_reliability
from data.releases import Release


def gate(release: Release) -> pd.DataFrame:
    """Reliability of every item asked in the face-to-face waves of 2017 and 2019, most reliable first.

    Suppressed cells are missing here, and they are the noisiest, so the numbers flatter an item that lost many; the
    decision in force was made on all cells (docs/decisions/0003) and stands in the record.

    Returns:
        One row per item: indicator, reliability, p (of all regions equal), pairs_apart, pairs, places, computed
        (the decision these numbers alone would give) and decision (the one in force): compare, context or statement.
    """
    facts = _regional(release)
    rows = []
    for name in sorted(set(facts["indicator"])):
        found, decision = regional_reliability(facts, name), catalogue()[name].regions
        rows.append(
            {"indicator": name, "reliability": found.reliability, "p": found.p, "pairs_apart": found.pairs_apart,
             "pairs": found.pairs, "places": found.places, "computed": found.regions, "decision": decision}
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values("reliability", ascending=False, ignore_index=True)


def half_widths(release: Release) -> pd.DataFrame:
    """How wide the regional intervals of these waves are: one row, cells and the median half-width in points."""
    facts = _regional(release)
    half = (facts["upper"] - facts["lower"]) / 2
    return pd.DataFrame([{"cells": len(facts), "median": float(half.median())}])


def _regional(release: Release) -> pd.DataFrame:
    facts = questions.of(release, levels=("region",))
    return facts[facts["source"].isin(list(POOLED_WAVES)) & facts["lower"].notna()]
