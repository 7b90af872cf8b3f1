"""Does an indicator tell regions apart at all? Between-region variance against sampling error, on the logit scale.

Method: random-effects variance of DerSimonian and Laird (Controlled Clinical Trials 7, 1986); reliability is the
share of that variance in the sum of it and the mean squared standard error.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import pandas as pd

from analytics.combine import POOLED_WAVES, Z95, listed, logit_estimate, pooled_waves

COMPARE, CONTEXT = 0.5, 0.3


@dataclass(frozen=True)
class Reliability:
    """How well one indicator separates its places.

    Attributes:
        reliability: 0 = one value fits all places, 1 = no sampling error beside the differences.
        tau2: variance between places, squared logits.
        q: heterogeneity statistic, chi-square with places - 1 degrees of freedom when all places are equal.
        p: probability of a q this large when all places are equal.
        pairs_apart: pairs of places whose difference exceeds 1.96 standard errors.
        pairs: all pairs.
        places: number of places.
    """

    reliability: float
    tau2: float
    q: float
    p: float
    pairs_apart: int
    pairs: int
    places: int

    @property
    def regions(self) -> Literal["compare", "context", "statement"]:
        """What the indicator may be used for: 0.5 and more is mapped, 0.3 and more shown with its intervals."""
        if self.reliability >= COMPARE:
            return "compare"
        return "context" if self.reliability >= CONTEXT else "statement"


def reliability(estimates: pd.DataFrame) -> Reliability:
    """Reliability of one indicator over its places.

    Args:
        estimates: one row per place: value, lower, upper (percent, 95 % bounds).

    Raises:
        ValueError: fewer than two places, or a place without sampling error.
    """
    points = [logit_estimate(row.value, row.lower, row.upper) for row in listed(estimates)]
    if len(points) < 2 or any(error <= 0 for _, error in points):
        raise ValueError("reliability needs two or more places, each with a sampling error")
    return _of([point for point, _ in points], [error**2 for _, error in points])


def _of(values: list[float], variances: list[float]) -> Reliability:
    from scipy.special import chdtrc  # noqa: PLC0415 - slow to import, needed at build only

    weights = [1 / variance for variance in variances]
    weight = math.fsum(weights)
    mean = math.fsum(w * value for w, value in zip(weights, values, strict=True)) / weight
    q = math.fsum(w * (value - mean) ** 2 for w, value in zip(weights, values, strict=True))
    freedom = len(values) - 1
    tau2 = max(0.0, (q - freedom) / (weight - math.fsum(w**2 for w in weights) / weight))
    share = tau2 / (tau2 + math.fsum(variances) / len(variances))
    pairs = list(combinations(zip(values, variances, strict=True), 2))
    apart = sum(abs(a - b) > Z95 * math.sqrt(v + w) for (a, v), (b, w) in pairs)
    return Reliability(share, tau2, q, float(chdtrc(freedom, q)), apart, len(pairs), len(values))


def regional_reliability(facts: pd.DataFrame, indicator: str, waves: Collection[str] = POOLED_WAVES) -> Reliability:
    """Reliability of a survey item over the regions, face-to-face waves 2017 and 2019 pooled with equal weight.

    Args:
        facts: the facts frame; only rows of level "region" count.
        indicator: the survey item.
        waves: sources to pool.
    """
    regions = facts[facts["level"] == "region"]
    rows = pooled_waves(regions, indicator, waves)
    return reliability(pd.DataFrame([{"value": row.value, "lower": row.lower, "upper": row.upper} for row in rows]))
