"""Classes for maps: round breaks, set once for all years, so that a colour means the same in every year."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
TAIL = 0.1
"""Share of the values at each end that the outer classes take up, so that one far value does not stretch the rest."""

RESOLUTION = 1e-8
"""Differences below this one make no class."""


def classes(values: Iterable[float | None], count: int = 5, method: str = "rounded") -> list[float]:
    """Return the inner breaks of at most `count` classes; give it the values of all years at once.

    A class holds its lower break and not its upper one. Values that hardly differ get fewer classes: no break at
    all when all are equal.

    Args:
        values: finite numbers; None and NaN are passed over.
        count: number of classes, at least 2.
        method: "rounded" (equal round steps between the 10th and the 90th percentile) or "quantile" (classes of
            about equal size, each break rounded to the same digit).

    Raises:
        ValueError: no value, fewer than two classes asked for, or an unknown method.

    >>> classes([3.6, 4.4, 6.2, 6.3, 6.4, 6.5, 7.5, 8.6, 9.4, 28.4])
    [4.0, 6.0, 8.0, 10.0]
    >>> classes([10, 20, 30, 40, 50, 60, 70, 80], count=4, method="quantile")
    [30.0, 50.0, 60.0]
    """
    known = sorted(float(value) for value in values if value is not None and math.isfinite(value))
    methods = {"rounded": _rounded, "quantile": _quantiles}
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
