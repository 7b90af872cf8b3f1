"""Classes for maps: breaks set once for all years, so that a colour means the same in every year."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
Numbers = NDArray[np.float64]

TAIL = 0.1
"""Share of the values at each end that the outer classes take up, so that one far value does not stretch the rest."""

RESOLUTION = 1e-8
"""Differences below this one make no class."""

MOST_DIGITS = 12
"""A break has no more decimals than this."""


def classes(values: Iterable[float | None], count: int = 5, method: str = "rounded") -> list[float]:
    """Return the inner breaks of at most `count` classes; give it the values of all years at once.

    A class holds its lower break and not its upper one. Values that hardly differ get fewer classes: no break at
    all when all are equal.

    Args:
        values: finite numbers; None and NaN are passed over.
        count: number of classes, at least 2.
        method: "rounded" (equal round steps between the 10th and the 90th percentile), "quantile" (classes of
            about equal size, each break rounded to the same digit), "natural" (`natural_groups`, each break the
            roundest number between two groups) or "equal" (equal parts of the whole range).

    Raises:
        ValueError: no value, fewer than two classes asked for, or an unknown method.

    >>> classes([3.6, 4.4, 6.2, 6.3, 6.4, 6.5, 7.5, 8.6, 9.4, 28.4])
    [4.0, 6.0, 8.0, 10.0]
    >>> classes([10, 20, 30, 40, 50, 60, 70, 80], count=4, method="quantile")
    [30.0, 50.0, 60.0]
    >>> classes([1, 2, 3, 48, 52, 97, 98], count=3, method="natural")
    [30.0, 70.0]
    >>> classes([0, 1, 2, 50], count=5, method="equal")
    [10.0, 20.0, 30.0, 40.0]
    """
    known = sorted(float(value) for value in values if value is not None and math.isfinite(value))
    methods = {"rounded": _rounded, "quantile": _quantiles, "natural": _natural, "equal": _equal}
    if not known or count < 2 or method not in methods:
        raise ValueError(f"{len(known)} values, {count} classes, method {method!r}: no classes can be made")
    breaks = methods[method](known, count)
    return [point for point in breaks if known[0] < point <= known[-1]]


def class_of(value: float, breaks: Sequence[float]) -> int:
    """Return the number of the class a value lies in, from 0.

    >>> [class_of(value, [4, 6]) for value in (3.9, 4, 6)]
    [0, 1, 2]
    """
    return bisect_right(breaks, value)


def spans(lower: float, upper: float, breaks: Sequence[float]) -> bool:
    """Return whether an interval reaches a class other than the one it begins in.

    >>> spans(4.1, 5.9, [4, 6]), spans(3.9, 5.9, [4, 6])
    (False, True)
    """
    return class_of(lower, breaks) != class_of(upper, breaks)


def natural_groups(values: Iterable[float], count: int) -> list[list[float]]:
    """Cut sorted values into at most `count` groups whose squared distances to their own means add up to the least.

    The exact optimum by dynamic programming: Fisher (1958), "On grouping for maximum homogeneity", Journal of the
    American Statistical Association 53; on maps known by Jenks (1967), "The data model concept in statistical mapping".
    Equal values stay in one group. About count x n² / 2 steps of numpy for n different values.

    >>> natural_groups([6, 4, 5, 2, 2, 2, -1, -1, -1, -1], 3)
    [[-1.0, -1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [4.0, 5.0, 6.0]]
    """
    different, times = np.unique(np.asarray(list(values), dtype=float), return_counts=True)
    starts = [*_starts(different, times, min(count, len(different))), len(different)]
    return [
        np.repeat(different[first:last], times[first:last]).tolist()
        for first, last in pairwise(starts)
    ]  # fmt: skip


def _starts(different: Numbers, times: NDArray[np.int64], count: int) -> list[int]:
    """The places at which the best groups begin, the first at 0."""
    centred = different - np.average(different, weights=times)  # large values far from 0 would lose their digits
    sums = [np.concatenate([[0.0], np.cumsum(times * centred**power)]) for power in (0, 1, 2)]

    def spread(first: NDArray[np.int64] | int, end: NDArray[np.int64] | int) -> Numbers:
        """Squared distances to the mean of the values from `first` to before `end`."""
        weight, total, squares = (one[end] - one[first] for one in sums)
        return np.asarray(squares - total**2 / weight)

    ends = np.arange(1, len(different) + 1)
    least, began = spread(0, ends), []
    for groups in range(1, count):
        # With `groups` groups before it, the last one begins at `groups` or later.
        best = [(least[groups - 1 : end - 1] + spread(np.arange(groups, end), end)) for end in ends[groups:]]
        began.append([0] * groups + [groups + int(np.argmin(one)) for one in best])
        least = np.concatenate([np.full(groups, np.inf), [one.min() for one in best]])
    starts, end = [], len(different)
    for choice in reversed(began):
        end = choice[end - 1]
        starts.append(end)
    return [0, *reversed(starts)]


def _natural(ordered: Sequence[float], count: int) -> list[float]:
    groups = natural_groups(ordered, count)
    return [roundest(below[-1], above[0]) for below, above in pairwise(groups)]


def roundest(above: float, upto: float) -> float:
    """Return the number with the fewest digits that is greater than `above` and at most `upto`.

    Of several, the one nearest to the middle.

    >>> roundest(46.8, 47.9), roundest(3, 48), roundest(0.251, 0.254), roundest(-3, 0.5)
    (47.0, 30.0, 0.252, 0.0)
    """
    middle, power = (above + upto) / 2, math.ceil(math.log10(max(abs(above), abs(upto), upto - above)))
    while True:
        unit = 10.0**power
        found = [round(whole * unit, max(0, -power)) for whole in _multiples(middle / unit)]
        fitting = [number for number in found if above < number <= upto]
        if fitting:
            return min(fitting, key=lambda number: abs(number - middle))
        if power < -MOST_DIGITS:
            return upto
        power -= 1


def _multiples(share: float) -> tuple[int, int]:
    return math.floor(share), math.ceil(share)


def _equal(ordered: Sequence[float], count: int) -> list[float]:
    width = (ordered[-1] - ordered[0]) / count
    if width * count < RESOLUTION:
        return []
    digits = 1 - math.floor(math.log10(width))  # two digits of a class's width
    return sorted({round(ordered[0] + number * width, digits) for number in range(1, count)})


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def _round_step(width: float) -> float:
    power = 10.0 ** math.floor(math.log10(width))
    return next(step * power for step in STEPS if step * power >= width * (1 - 1e-9))


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)


def _rounded(ordered: Sequence[float], count: int) -> list[float]:
    cut = round(TAIL * (len(ordered) - 1))
    low, high = ordered[cut], ordered[-1 - cut]
    if high - low < RESOLUTION:
        return []
    step = _round_step((high - low) / max(count - 2, 1))
    first = _half_up(low / step)
    return [round((first + number) * step, 10) for number in range(count - 1)]


def _quantiles(ordered: Sequence[float], count: int) -> list[float]:
    raw = [_quantile(ordered, number / count) for number in range(1, count)]
    gaps = [after - before for before, after in pairwise(raw)] + [ordered[-1] - ordered[0]]
    wide = [gap for gap in gaps if gap >= RESOLUTION]
    if not wide:
        return []
    digit = 10.0 ** math.floor(math.log10(min(wide)))
    return sorted({round(_half_up(point / digit) * digit, 10) for point in raw})
