"""Figures of several places on another scale: relative to a base year, as change since it, or standardised.

Each transform takes the intervals along. A change has the interval that the change rules give it: both half-widths
together, as the root of the sum of their squares. A ratio's ends come from both intervals by MOVER, the method of
variance estimates recovery (Donner and Zou, Statistical Methods in Medical Research 21, 2012), which holds for
intervals that are not symmetric and takes the two figures as independent. Two figures are held against each other only
where the change rules (`analytics.change`) would: not across a break, another survey or another footing. Standardised
values follow the mean and the deviation of all places of the level in the year, which are taken as given.
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from analytics.catalogue import Indicator
from analytics.change import Reading, compare
from analytics.combine import as_dicts, number

SCALES = ("absolute", "relative", "change", "standardised")
"""Ids of the scales, as the address holds them (`scale=`)."""
BASE = 100.0
_APART = ("break", "selected_set", "footing", "interval", "source")
LEAST_PLACES = 3
"""Places below which a standard deviation says nothing."""


class Estimate(NamedTuple):
    """A figure with the ends of its interval; None where none is known."""

    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Rescaled:
    """The facts of several places on another scale.

    Attributes:
        rows: the facts frame with value, lower and upper on the new scale, without what cannot stand on it.
        refused: machine word for why nothing can: expert_scale, no_zero (a scale without a zero that means nothing),
            negative, zero_base, no_base (no place has a figure in the base year), statement, one_place (fewer than
            three places, or all alike), regions_alike; "" where something can.
        left_out: places that have figures and none on the scale, each with its reason: no_base or zero_base.
    """

    rows: pd.DataFrame
    refused: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)


def ratio(figure: Estimate, base: Estimate) -> Estimate:
    """One figure as a share of another, the base being 100; without ends where one of them has none.

    >>> ratio(Estimate(30), Estimate(20))
    Estimate(value=150.0, lower=None, upper=None)

    Raises:
        ValueError: the base is not above zero.
    """
    if base.value <= 0:
        raise ValueError(f"a base of {base.value} has no shares: it must lie above zero")
    share = BASE * (figure.value / base.value)
    ends = _ends(figure, base)
    if ends is None or ends[1][0] <= 0:
        return Estimate(share)
    low, high = (_end_of_ratio(figure.value, base.value, ends, side) for side in (-1, 1))
    return Estimate(share, low, high)


_Ends = tuple[tuple[float, float], tuple[float, float]]


def _end_of_ratio(top: float, bottom: float, ends: _Ends, side: int) -> float:
    """The lower (-1) or upper (1) end of a ratio: equations 9 and 10 of Donner and Zou."""
    near, far = (ends[0][0], ends[1][1]) if side < 0 else (ends[0][1], ends[1][0])
    root = (top * bottom) ** 2 - near * far * (2 * top - near) * (2 * bottom - far)
    return BASE * (top * bottom + side * math.sqrt(max(root, 0.0))) / (far * (2 * bottom - far))


def difference(base: Reading, figure: Reading, nature: str) -> Estimate:
    """One figure minus the one of the base year, with the interval of the change rules where they have one.

    >>> first, then = Reading(2017, 20, 17, 23, "confidence", 0.95), Reading(2019, 30, 26, 34, "confidence", 0.95)
    >>> difference(first, then, "survey")
    Estimate(value=10.0, lower=5.0, upper=15.0)
    """
    apart = float(figure.value - base.value)
    first, last = sorted((base, figure), key=_year)
    found = compare(first, last, nature=nature)
    if found.lower is None or found.upper is None:
        return Estimate(apart)
    ends = (found.lower, found.upper) if first is base else (-found.upper, -found.lower)
    return Estimate(apart, *ends)


def _ends(figure: Estimate, base: Estimate) -> _Ends | None:
    if figure.lower is None or figure.upper is None or base.lower is None or base.upper is None:
        return None
    return (figure.lower, figure.upper), (base.lower, base.upper)


def z(figure: Estimate, mean: float, deviation: float) -> Estimate:
    """Standard deviations from the mean of the level's places; both ends go the same way.

    >>> z(Estimate(30, 26, 34), 20, 5)
    Estimate(value=2.0, lower=1.2, upper=2.8)
    """
    ends = (None if end is None else (end - mean) / deviation for end in (figure.lower, figure.upper))
    return Estimate((figure.value - mean) / deviation, *ends)


def rescaled(record: Indicator, facts: pd.DataFrame, scale: str, *, base: int, everyone: pd.DataFrame) -> Rescaled:
    """The facts of several places on one of SCALES.

    Args:
        record: their indicator.
        facts: rows of the facts frame, one per place and year.
        scale: one of SCALES.
        base: the year that "relative" and "change" hold every other year against; its own value there is 100 or 0,
            and without an interval, since it stands for itself.
        everyone: the facts of all places of the level, for "standardised".

    Raises:
        KeyError: no such scale.
    """
    makers: dict[str, Callable[[], Rescaled]] = {
        "absolute": lambda: Rescaled(facts),
        "relative": lambda: _relative(record, facts, base),
        "change": lambda: _changed(record, facts, base),
        "standardised": lambda: _standardised(record, facts, everyone),
    }
    return makers[scale]()


def is_ratio_scale(record: Indicator) -> bool:
    """Whether "twice as much" has a meaning: not of experts' scores, differences, or scales that start elsewhere."""
    starts_at_zero = not record.scale or record.scale[0] == 0
    return starts_at_zero and record.nature not in ("expert", "statement") and not record.format.startswith("points")


def _relative(record: Indicator, facts: pd.DataFrame, base: int) -> Rescaled:
    if not is_ratio_scale(record):
        return _refused(facts, "expert_scale" if record.nature == "expert" else "no_zero")
    if (facts["value"] < 0).any():
        return _refused(facts, "negative")
    return _since(record, facts, base, lambda own, then: ratio(_estimate(then), _estimate(own)), least=0.0)


def _changed(record: Indicator, facts: pd.DataFrame, base: int) -> Rescaled:
    return _since(record, facts, base, lambda own, then: difference(own, then, record.nature), least=-math.inf)


_Transform = Callable[[Reading, Reading], Estimate]


def _since(record: Indicator, facts: pd.DataFrame, base: int, transform: _Transform, *, least: float) -> Rescaled:
    """Every place against its own figure of the base year, which must lie above `least`."""
    if record.nature == "statement":
        return _refused(facts, "statement")
    parts, left_out = [], {}
    for place, rows in facts.groupby("place", sort=False):
        own = rows[rows["year"] == base]
        if own.empty or own["value"].iloc[0] <= least:
            left_out[str(place)] = "no_base" if own.empty else "zero_base"
        else:
            parts.append(_against(record, rows, str(place), base, transform))
    if not parts:
        return Rescaled(facts.iloc[:0], "zero_base" if "zero_base" in left_out.values() else "no_base", left_out)
    return Rescaled(pd.concat(parts), "", left_out)


def _against(record: Indicator, rows: pd.DataFrame, place: str, base: int, transform: _Transform) -> pd.DataFrame:
    """The rows of one place on the new scale, without those that the change rules would not hold against the base."""
    breaks = [cut.year for cut in record.breaks if cut.concerns(place)]
    readings = [Reading.of(row) for row in as_dicts(rows)]
    own = next(one for one in readings if one.year == base)
    kept = [_comparable(own, one, record.nature, breaks) for one in readings]
    bare = replace(own, lower=None, upper=None)
    made = [
        transform(*((bare, bare) if one.year == base else (own, one)))
        for one, keep in zip(readings, kept, strict=True)
        if keep
    ]
    return _with(rows[kept], made)


def _comparable(base: Reading, figure: Reading, nature: str, breaks: Collection[int]) -> bool:
    """Whether the change rules would hold these two against each other; a figure stands beside itself."""
    first, last = sorted((base, figure), key=_year)
    return base.year == figure.year or compare(first, last, nature=nature, breaks=breaks).reason not in _APART


def _year(reading: Reading) -> int:
    return reading.year


def _estimate(reading: Reading) -> Estimate:
    return Estimate(reading.value, reading.lower, reading.upper)


def _refused(facts: pd.DataFrame, reason: str) -> Rescaled:
    return Rescaled(facts.iloc[:0], reason)


def _standardised(record: Indicator, facts: pd.DataFrame, everyone: pd.DataFrame) -> Rescaled:
    if record.regions == "statement" and set(facts["level"]) == {"region"}:
        return _refused(facts, "regions_alike")
    single = everyone.drop_duplicates(["place", "year"], keep="last")
    known = single.groupby("year")["value"].agg(["mean", "std", "count"])
    fitting = known[(known["count"] >= LEAST_PLACES) & (known["std"] > 0)]
    rows = facts[facts["year"].isin(fitting.index)]
    made = [
        z(estimate(fact), mean, deviation)
        for fact, mean, deviation in zip(
            as_dicts(rows), rows["year"].map(fitting["mean"]), rows["year"].map(fitting["std"]), strict=True
        )
    ]
    return Rescaled(_with(rows, made), "" if made else "one_place")


def estimate(fact: Mapping[str, Any]) -> Estimate:
    """Value and ends of a row of the facts frame."""
    return Estimate(float(fact["value"]), number(fact["lower"]), number(fact["upper"]))


def _with(rows: pd.DataFrame, made: list[Estimate]) -> pd.DataFrame:
    columns = pd.DataFrame(made, columns=list(Estimate._fields), index=rows.index, dtype=float)
    return rows.assign(**{name: columns[name] for name in Estimate._fields})
