"""Putting indicators of different units on one scale, step 5 of the OECD/JRC Handbook on composite indicators (2008).

The cores work on arrays whose last two axes are units and indicators; any axes before them (draws, years) are
independent of each other. What is missing (NaN) stays missing and counts nowhere. An indicator with one value for all
units tells nobody apart: it is refused by name, not turned into a silent nought. Every core keeps the direction; turn
what is better when lower first, with `directed`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Axes = int | tuple[int, ...]
Method = Literal["min_max", "goalposts", "z_score", "percentile_rank", "distance_to_target"]
Over = Literal["pool", "year"]
Ends = Mapping[str, tuple[float, float]]

UNITS = -2
NEEDS_ENDS: frozenset[Method] = frozenset({"goalposts", "distance_to_target"})
DEVIATIONS = 6.0
"""Standard deviations that fill a given span: three on each side hold all but 3 of 1,000 normal values."""


def directed(values: Numbers, lower: ArrayLike) -> Numbers:
    """Values of which more is always better: the sign is turned where lower is better.

    Args:
        values: (..., units, indicators).
        lower: (indicators,) True where a lower value is better.
    """
    return np.asarray(np.where(lower, -values, values))


def min_max(values: Numbers, *, axis: Axes = UNITS, names: Sequence[str] = ()) -> Numbers:
    """Share of the way from the lowest to the highest unit, 0 to 1 (Handbook 5.3).

    Args:
        values: (..., units, indicators).
        axis: over what the ends are taken; (-3, -2) pools the axis before the units (years) with them.
        names: of the indicators, for the message.

    Raises:
        ValueError: an indicator with fewer than two different values.
    """
    low, high = _ends(values, axis, names)
    return np.asarray((values - low) / (high - low))


def distance_to_target(values: Numbers, start: ArrayLike, target: ArrayLike) -> Numbers:
    """Share of the way from a start to a target: 0 at the start, 1 when reached, above 1 when surpassed.

    With start 0 it is the ratio to a reference of Handbook 5.4. The target may lie below the start.

    Raises:
        ValueError: start and target are equal.
    """
    first, last = np.asarray(start, dtype=float), np.asarray(target, dtype=float)
    if np.any(first == last):
        raise ValueError("start and target are the same value: there is no way between them")
    return np.asarray((values - first) / (last - first))


def goalposts(values: Numbers, low: ArrayLike, high: ArrayLike, *, log: bool = False) -> Numbers:
    """Share of the way between two fixed ends, cut off at 0 and 1: it does not move when other units do.

    Args:
        values: (..., units, indicators).
        low: the value that scores 0, one or (indicators,).
        high: the value that scores 1.
        log: take the natural logarithm of values and ends first, as the Human Development Index does with income.

    Raises:
        ValueError: equal ends, or a logarithm of what is not above nought.
    """
    if log:
        values, low, high = (logarithm(np.asarray(one, dtype=float)) for one in (values, low, high))
    return np.asarray(np.clip(distance_to_target(values, low, high), 0.0, 1.0))


def z_score(values: Numbers, *, axis: Axes = UNITS, names: Sequence[str] = ()) -> Numbers:
    """Standard deviations from the mean (Handbook 5.2), with the deviation of a sample (n - 1) as in its Table 15.

    Raises:
        ValueError: an indicator with fewer than two different values.
    """
    _ends(values, axis, names)
    known = ~np.isnan(values)
    count = known.sum(axis=axis, keepdims=True)
    apart = values - _divided(np.where(known, values, 0.0).sum(axis=axis, keepdims=True), count)
    squares = np.where(known, apart, 0.0) ** 2
    return np.asarray(apart / np.sqrt(_divided(squares.sum(axis=axis, keepdims=True), count - 1)))


def percentile_rank(values: Numbers, *, axis: int = UNITS, names: Sequence[str] = ()) -> Numbers:
    """Share of the other units that stand below, 0 to 1; ties share the middle of their places.

    It is (rank - 1) / (n - 1), so that turning the direction turns the share: the worst has 0, the best 1.

    Raises:
        ValueError: an indicator with fewer than two different values.
    """
    from scipy.stats import rankdata  # noqa: PLC0415 - slow to import, needed at build only

    _ends(values, axis, names)
    known = ~np.isnan(values)
    places = np.asarray(rankdata(np.where(known, values, np.inf), axis=axis), dtype=float)
    share = _divided(places - 1, known.sum(axis=axis, keepdims=True) - 1)
    return np.asarray(np.where(known, share, np.nan))


def on_span(points: Numbers, low: float, high: float, method: Method = "min_max") -> Numbers:
    """Points on another scale, such as 1 to 100, where a geometric mean exists.

    Shares are stretched; of z-scores, six standard deviations fill the span and what lies beyond is cut off.
    """
    share = np.clip(0.5 + points / DEVIATIONS, 0.0, 1.0) if method == "z_score" else points
    return np.asarray(low + (high - low) * share)


def logarithm(values: Numbers, names: Sequence[str] = ()) -> Numbers:
    """Natural logarithm.

    Raises:
        ValueError: a value that is not above nought.
    """
    _refuse(values <= 0, names, "holds a value that is not above nought and has no logarithm")
    return np.asarray(np.log(values))


def normalised(
    values: pd.DataFrame,
    method: Method = "min_max",
    *,
    lower: Collection[str] = (),
    ends: Ends | None = None,
    over: Over = "pool",
    span: tuple[float, float] | None = None,
) -> pd.DataFrame:
    """A frame of indicators on one scale, higher always better.

    Args:
        values: one row per unit, or per (year, unit); one column per indicator.
        method: how; `goalposts` and `distance_to_target` read `ends`.
        lower: the indicators of which less is better.
        ends: worst-to-best scale of each indicator as (low, high), on the scale of `values`.
        over: "pool" holds all rows against each other, so that years can be compared; "year" each year its own.
        span: the scale of the result; without it 0 to 1, or standard deviations for z-scores.

    Returns:
        A frame of the same shape.

    Raises:
        ValueError: an indicator with fewer than two different values, or without ends where the method needs them; or
            years are to be held apart and the index has none.
    """
    core = _core(values.columns, method, lower, ends or {}, span)
    if over == "pool":
        return pd.DataFrame(core(values.to_numpy(dtype=float)), index=values.index, columns=values.columns)
    if values.index.nlevels != 2:
        raise ValueError("years held apart need an index of (year, unit)")
    made = [normalised(part, method, lower=lower, ends=ends, span=span) for _, part in values.groupby(level=0)]
    return pd.concat(made).loc[values.index]


def _core(
    columns: "pd.Index[str]", method: Method, lower: Collection[str], ends: Ends, span: tuple[float, float] | None
) -> Callable[[Numbers], Numbers]:
    names = [str(name) for name in columns]
    turned = np.array([name in lower for name in names])

    def made(values: Numbers) -> Numbers:
        points = _points(directed(values, turned), method, names, turned, ends)
        return points if span is None else on_span(points, *span, method)

    return made


def _points(values: Numbers, method: Method, names: list[str], turned: Flags, ends: Ends) -> Numbers:
    if method in NEEDS_ENDS:
        start, target = _fixed(names, turned, ends)
        return (goalposts if method == "goalposts" else distance_to_target)(values, start, target)
    if method == "min_max":
        return min_max(values, names=names)
    return z_score(values, names=names) if method == "z_score" else percentile_rank(values, names=names)


def _fixed(names: list[str], turned: Flags, ends: Ends) -> tuple[Numbers, Numbers]:
    """Worst and best value of each indicator on the scale on which more is better."""
    missing = [name for name in names if name not in ends]
    if missing:
        raise ValueError(f"{missing[0]} has no goalposts: give its low and high end")
    pairs = np.array([ends[name] for name in names], dtype=float)
    worst, best = pairs[:, 0], pairs[:, 1]
    return np.where(turned, -best, worst), np.where(turned, -worst, best)


def _ends(values: Numbers, axis: Axes, names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Lowest and highest value; an indicator with no value at all has NaN for both and passes."""
    low = np.asarray(np.fmin.reduce(values, axis=axis, keepdims=True))
    high = np.asarray(np.fmax.reduce(values, axis=axis, keepdims=True))
    _refuse(low == high, names, "has fewer than two different values and tells no units apart: leave it out")
    return low, high


def _refuse(wrong: Flags, names: Sequence[str], problem: str) -> None:
    if not wrong.any():
        return
    column = int(np.argwhere(wrong)[0][-1]) if wrong.ndim else 0
    raise ValueError(f"{names[column] if names else f'indicator number {column + 1}'} {problem}")


def _divided(numbers: Numbers, counts: NDArray[np.int64]) -> Numbers:
    """Quotients, NaN where the count is nought."""
    whole = np.broadcast_to(counts, np.broadcast_shapes(numbers.shape, counts.shape))
    return np.asarray(np.divide(numbers, whole, out=np.full(whole.shape, np.nan), where=whole > 0))
