"""What is done to values before they are put on one scale, steps 3 and 5 of the OECD/JRC Handbook (2008).

Nothing is filled in or cut off unseen: every treatment returns the values with its marks, one row per touched cell.
Frames have one row per unit, or per (year, unit), and one column per indicator.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from analytics.combine import LOWEST_SHARE, as_dicts
from analytics.diagnose import SKEWED, kurtosis, ruled, skewness
from analytics.normalise import Numbers, logarithm

Transform = Literal["none", "log", "logit"]
MARKS = ("indicator", "year", "unit", "rule", "origin", "before", "after")
"""Columns of the marks. `origin` says where the value comes from: the year carried, the group, or the number of values
that were cut; `before` is NaN where nothing stood. A rule for a whole indicator has neither year nor unit."""


@dataclass(frozen=True)
class Treated:
    """Values after a treatment.

    Attributes:
        values: the frame, of the same shape as before.
        marks: one row per touched cell, columns MARKS.
    """

    values: pd.DataFrame
    marks: pd.DataFrame

    @property
    def count(self) -> int:
        """How many cells are not as published."""
        return len(self.marks)


def none(values: pd.DataFrame) -> Treated:
    """The values as they are."""
    return Treated(values, _marks([]))


def after(first: Treated, treatment: Callable[[pd.DataFrame], Treated]) -> Treated:
    """One treatment after another, with the marks of both."""
    second = treatment(first.values)
    return Treated(second.values, _marks([*as_dicts(first.marks), *as_dicts(second.marks)]))


def transformed(values: Numbers, kinds: Sequence[Transform], names: Sequence[str] = ()) -> Numbers:
    """Logarithms or log odds of the indicators that ask for them.

    Args:
        values: (..., indicators).
        kinds: one per indicator; "logit" takes percentages and keeps 0.5 points away from 0 and 100, as all log odds
            of Kvali do.
        names: of the indicators, for the message.

    Raises:
        ValueError: a logarithm of what is not above nought, or log odds of what is no percentage.
    """
    made = np.array(values, dtype=float)
    for place, kind in enumerate(kinds):
        own = list(names[place : place + 1])
        if kind == "log":
            made[..., place] = logarithm(made[..., place : place + 1], own)[..., 0]
        elif kind == "logit":
            made[..., place] = _log_odds(made[..., place], own)
    return made


def _log_odds(percent: Numbers, names: Sequence[str]) -> Numbers:
    if ((percent < 0) | (percent > 100)).any():
        raise ValueError(f"{names[0] if names else 'an indicator'} holds a value that is no percentage")
    share = np.clip(percent, LOWEST_SHARE, 100 - LOWEST_SHARE)
    return np.asarray(np.log(share / (100 - share)))


def other_year(values: pd.DataFrame, years: int = 1) -> Treated:
    """Fill a missing cell from the same unit's nearest year, at most `years` away; of two equally near, the earlier.

    A figure that was itself filled in is never carried on.

    Args:
        values: index (year, unit).
        years: how far a value may be carried, in years.

    Raises:
        ValueError: the index has no years.
    """
    if values.index.nlevels != 2:
        raise ValueError("values of another year need an index of (year, unit)")
    steps = [sign * distance for distance in range(1, years + 1) for sign in (-1, 1)]

    def fill(column: pd.Series, label: Any) -> tuple[float, object] | None:
        known = column.dropna().to_dict()
        near = ((label[0] + step, label[1]) for step in steps)
        return next(((float(known[cell]), cell[0]) for cell in near if cell in known), None)

    return _filled(values, "other_year", fill)


def group_mean(values: pd.DataFrame, groups: Mapping[str, str]) -> Treated:
    """Fill a missing cell with the mean of the units of its group that have one, in the same year.

    Handbook, step 3, means within adjustment cells. It makes a unit look like its neighbours and its errors look
    small: use it where a gap is harmless only.

    Args:
        values: index unit, or (year, unit).
        groups: the group of each unit; a unit without one keeps its gaps.
    """

    def peers(label: Any) -> tuple[Hashable, str | None]:
        return _year(label), groups.get(str(_unit(label)))

    def fill(column: pd.Series, label: Any) -> tuple[float, object] | None:
        own = peers(label)
        known = [float(value) for one, value in column.dropna().items() if peers(one) == own]
        return (sum(known) / len(known), own[1]) if own[1] is not None and known else None

    return _filled(values, "group_mean", fill)


def winsorised(values: pd.DataFrame, points: int = 5) -> Treated:
    """Bring in the few values that rule an indicator's scale, one by one, at most `points` of them.

    While |skewness| exceeds 2 and kurtosis 3.5, one value more at the long end is set to the nearest that stays
    (practice of the JRC, as in the R package COINr). The order of units never turns; ties arise.
    """
    made, marks = values.astype(float), []
    for name in values:
        column = values[name].to_numpy(dtype=float)
        cut, number = _winsorised(column, points)
        made[name] = cut
        touched = np.flatnonzero(~np.isnan(column) & (cut != column))
        marks += [
            _mark(str(name), values.index[int(row)], ("winsorised", number), float(column[row]), float(cut[row]))
            for row in touched
        ]
    return Treated(made, _marks(marks))


def _winsorised(column: Numbers, points: int) -> tuple[Numbers, int]:
    known = np.sort(column[~np.isnan(column)])
    most = min(points, len(known) - 1)
    cut, number = column, 0
    while number < most and bool(ruled(_skewness(cut), kurtosis(cut, axis=0))):
        number += 1
        high = _skewness(column) > 0
        cut = np.minimum(column, known[-1 - number]) if high else np.maximum(column, known[number])
    return cut, number


def logged(values: pd.DataFrame) -> Treated:
    """Take the logarithm of every indicator whose skewness exceeds 2 and whose values are all above nought.

    Returns:
        Marks with one row per such indicator: before and after are its skewness.
    """
    made, marks = values.astype(float), []
    for name in values:
        column = values[name].to_numpy(dtype=float)
        skew = float(_skewness(column))
        if skew > SKEWED and not (column <= 0).any():
            made[name] = np.log(column)
            marks.append(_mark(str(name), None, ("logged", ""), skew, float(_skewness(np.log(column)))))
    return Treated(made, _marks(marks))


def _skewness(column: Numbers) -> Numbers:
    return skewness(column, axis=0)


def _filled(
    values: pd.DataFrame, rule: str, fill: Callable[[pd.Series, Any], tuple[float, object] | None]
) -> Treated:  # fmt: skip
    made, marks = values.astype(float), []
    for name in values:
        column = values[name]
        for label in column.index[column.isna()]:
            found = fill(column, label)
            if found is not None:
                made.loc[label, name] = found[0]
                marks.append(_mark(str(name), label, (rule, found[1]), np.nan, found[0]))
    return Treated(made, _marks(marks))


def _mark(
    indicator: str, label: Hashable, rule: tuple[str, object], before: float, new: float
) -> dict[str, object]:  # fmt: skip
    row = (indicator, _year(label), _unit(label), rule[0], str(rule[1]), before, new)
    return dict(zip(MARKS, row, strict=True))


def _year(label: Hashable) -> Hashable:
    return label[0] if isinstance(label, tuple) else None


def _unit(label: Hashable) -> Hashable:
    return label[1] if isinstance(label, tuple) else label


def _marks(rows: list[dict[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(MARKS), dtype="object")
    return table.astype({"before": float, "after": float})
