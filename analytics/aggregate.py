"""Weighted means over indicators, step 6 of the OECD/JRC Handbook on composite indicators (2008).

How far a good value makes up for a bad one is what the mean decides: in full in the arithmetic mean, less in the
geometric one, least in the harmonic one. Points are (..., units, parts) and weights (..., parts): weights may have the
axes of draws that the points lack, and the other way round.
"""

from typing import Literal

import numpy as np

from analytics.normalise import Numbers

Mean = Literal["arithmetic", "geometric", "harmonic"]
ROUNDING = 0.001
"""A share written as 0.667 or 0.67 less this still lets two of three pass."""


def mean(points: Numbers, weights: Numbers, kind: Mean = "arithmetic", *, least: float = 0.0) -> Numbers:
    """Weighted mean over the last axis of the points.

    Args:
        points: (..., units, parts); NaN = missing.
        weights: (..., parts), none negative, of any scale; a part that weighs nothing is not asked for.
        kind: which mean.
        least: share of the parts with a weight that a unit must have, 0 to 1.

    Returns:
        (..., units); NaN for a unit that has none of the parts, or too few. What a unit lacks passes its weight on to
        the unit's other parts, in proportion.

    Raises:
        ValueError: negative weights, weights that are all nought, or negative points in a geometric or harmonic mean.
    """
    return weighted(points, present(points, weights, least=least), kind)


def present(points: Numbers, weights: Numbers, *, least: float = 0.0) -> Numbers:
    """Weights as they act in each unit: (..., units, parts), each row adds up to 1, what is missing weighs nothing.

    A unit without enough parts has NaN throughout. For the arguments and errors see `mean`.
    """
    _check(weights)
    known = ~np.isnan(points)
    acting = np.where(known, weights[..., None, :], 0.0)
    asked = (weights > 0)[..., None, :]
    enough = (known & asked).sum(axis=-1) >= (least - ROUNDING) * asked.sum(axis=-1)
    total = acting.sum(axis=-1)
    usable = (total > 0) & enough
    return np.asarray(np.where(usable[..., None], acting / np.where(usable, total, 1.0)[..., None], np.nan))


def weighted(points: Numbers, shares: Numbers, kind: Mean = "arithmetic") -> Numbers:
    """Mean with weights that stand for each unit already, as `present` returns them: (..., units)."""
    if kind == "arithmetic":
        return _summed(points, shares)
    if (points < 0).any():
        raise ValueError(f"a {kind} mean needs points of nought or more: normalise to a span such as 1 to 100")
    with np.errstate(divide="ignore"):  # a point of nought makes the whole mean nought, as it should
        if kind == "geometric":
            return np.asarray(np.exp(_summed(np.log(points), shares)))
        return np.asarray(1 / _summed(1 / points, shares))


def contributions(points: Numbers, shares: Numbers) -> Numbers:
    """What each part adds to an arithmetic mean: (..., units, parts), which add up to the unit's score."""
    return np.asarray(np.where(shares == 0, 0.0, points) * shares)


def _summed(points: Numbers, shares: Numbers) -> Numbers:
    return np.asarray(contributions(points, shares).sum(axis=-1))


def _check(weights: Numbers) -> None:
    if (weights < 0).any() or not (weights.sum(axis=-1) > 0).all():
        raise ValueError("weights must be nought or more and not all nought")
