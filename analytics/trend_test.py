"""Does a series rise or fall over all of its years? Theil-Sen slope with its interval, and Kendall's exact test.

Methods: Theil (1950) and Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968): the
median of the slopes of all pairs of years, with an interval from the distribution of Kendall's S. Kendall, "Rank
Correlation Methods" (1948): p is the share of all orders of the same values that run at least as much one way. The test
takes the years as independent of each other; scores that are carried from year to year make p too small, so it is no
more than a check against chance, and `carried` counts the years that only repeat the one before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Literal

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.change import SIGNIFICANT
from analytics.combine import as_dicts, words
from analytics.series import longest
from data.releases import Release

RULE = "theil_sen_kendall"
LEAST = 4
"""Points below which nothing is computed; four can never be sure, since 2 of their 24 orders are monotone."""
LEVEL = 0.95

TrendVerdict = Literal["rising", "falling", "no_reliable_trend", "too_short", "not_comparable"]


@dataclass(frozen=True)
class Trend:
    """What may be said of the newest unbroken run of comparable years of one place.

    Attributes:
        verdict: rising or falling when p < 0.05 and the interval leaves out zero.
        slope: per year, in the indicator's unit; None where nothing was computed.
        lower: lower end of the slope's 95 % interval.
        upper: upper end.
        tau: Kendall's tau-b of year and value.
        p: two-sided, exact, also with ties.
        first: first year of the run; 0 where there is none.
        last: last year.
        n: years that have a figure.
        carried: years whose value is that of the year before; counted for experts' published scores without bounds.
        rule: id of the method.
        reason: machine word: flat, not_re_rated (half of the years or more are carried), break, mixed, running_total;
            "" when there is nothing to add.
    """

    verdict: TrendVerdict
    slope: float | None = None
    lower: float | None = None
    upper: float | None = None
    tau: float | None = None
    p: float | None = None
    first: int = 0
    last: int = 0
    n: int = 0
    carried: int = 0
    rule: str = RULE
    reason: str = ""


def trend_of(release: Release, indicator: str, place: str) -> Trend:
    """The trend of an indicator's totals at one place."""
    return trend(catalogue()[indicator], questions.of(release, (indicator,), places=(place,)))


def trend(record: Indicator, facts: pd.DataFrame) -> Trend:
    """The trend of one place and group.

    The run is that of the drawn line: the longest series whose figures the change rules would compare
    (`analytics.series`), from its newest break on.

    Args:
        record: the indicator.
        facts: rows of the facts frame of one place and one group.

    Returns:
        The trend; below four points "too_short", or "not_comparable" when there are four years of figures and breaks,
        sources or footing stand between them.
    """
    if record.nature == "running_total":  # to date: it can only rise
        return _refused("not_comparable", "running_total", facts)
    line = longest(record, facts)
    run = unbroken(record, line)
    if len(run) < LEAST:
        return _short(line, facts)
    years, values = [int(year) for year in run["year"]], [float(value) for value in run["value"]]
    return of_run(years, values, carried=_carried(record, run))


def unbroken(record: Indicator, line: pd.DataFrame) -> pd.DataFrame:
    """The rows of a series from its newest break on."""
    if line.empty:
        return line
    place, last = str(line["place"].iloc[-1]), int(line["year"].max())
    cuts = [cut.year for cut in record.breaks if cut.concerns(place) and cut.year <= last]
    return line[line["year"] >= max(cuts, default=0)]


def of_run(years: Sequence[int], values: Sequence[float], *, carried: int = 0) -> Trend:
    """The trend of figures that may be compared.

    Args:
        years: in order, each once.
        values: their figures.
        carried: how many of them only repeat the year before without a new rating.

    Raises:
        ValueError: fewer than four points, or years out of order.
    """
    if len(years) < LEAST or any(later <= earlier for earlier, later in pairwise(years)):
        raise ValueError(f"a trend needs {LEAST} years or more, each later than the one before; got {list(years)}")
    known: dict[str, Any] = {"first": years[0], "last": years[-1], "n": len(years), "carried": carried}
    if len(set(values)) == 1:
        return Trend("no_reliable_trend", 0.0, tau=0.0, p=1.0, reason="not_re_rated" if carried else "flat", **known)
    slope, lower, upper = _theil_sen(years, values)
    tau, p = kendall(years, values)
    reason = "not_re_rated" if 2 * carried >= len(years) - 1 else ""
    return Trend(_verdict(slope, (lower, upper), p), slope, lower, upper, tau, p, reason=reason, **known)


def _verdict(slope: float, interval: tuple[float, float], p: float) -> TrendVerdict:
    if p >= SIGNIFICANT or interval[0] <= 0 <= interval[1]:
        return "no_reliable_trend"
    return "rising" if slope > 0 else "falling"


def _theil_sen(years: Sequence[int], values: Sequence[float]) -> tuple[float, float, float]:
    from scipy.stats import theilslopes  # noqa: PLC0415 - slow to import, needed for one sentence only

    found = theilslopes(values, years, alpha=LEVEL)
    return float(found.slope), float(found.low_slope), float(found.high_slope)


def kendall(years: Sequence[int], values: Sequence[float]) -> tuple[float, float]:
    """Kendall's tau-b and its exact two-sided p.

    Without ties both are scipy's. With ties scipy has no exact p: then all orders of the values are counted here.
    """
    from scipy.stats import kendalltau  # noqa: PLC0415 - slow to import, needed for one sentence only

    if len(set(values)) == len(values):
        found = kendalltau(years, values, method="exact")
        return float(found.statistic), float(found.pvalue)
    return float(kendalltau(years, values, method="asymptotic").statistic), exact_p(values)


def exact_p(values: Sequence[float]) -> float:
    """The share of all orders of these values that rise or fall at least as much as this one.

    How many orders have so many falling pairs are the coefficients of the q-multinomial of the sizes of the groups of
    equal values (MacMahon 1913), so ties are counted and not approximated.

    >>> exact_p([1, 2, 3, 4]), exact_p([1, 1, 2])
    (0.08333333333333333, 0.6666666666666666)
    """
    falling = sum(earlier > later for earlier, later in combinations(values, 2))
    orders = _orders([values.count(value) for value in dict.fromkeys(values)])
    pairs = len(orders) - 1
    distance = abs(pairs - 2 * falling)
    extreme = sum(count for fallen, count in enumerate(orders) if abs(pairs - 2 * fallen) >= distance)
    return extreme / sum(orders)


def _orders(sizes: Sequence[int]) -> list[int]:
    """How many orders of groups of these sizes have 0, 1, 2 … falling pairs."""
    counts, placed = [1], 0
    for size in sizes:
        for step in range(1, size + 1):  # times (1 - q^(placed + step)) / (1 - q^step)
            counts = _ratio(counts, placed + step, step)
        placed += size
    return counts


def _ratio(counts: Sequence[int], up: int, down: int) -> list[int]:
    """A polynomial times (1 - q^up) / (1 - q^down), where that is a polynomial again."""
    longer = [*counts, *[0] * up]
    product = [value - (longer[place - up] if place >= up else 0) for place, value in enumerate(longer)]
    for place in range(down, len(product)):
        product[place] += product[place - down]
    return product[: len(counts) + up - down]


def _carried(record: Indicator, run: pd.DataFrame) -> int:
    """For experts' published scores without bounds: the years that repeat the year before."""
    if record.nature != "expert" or record.derived or run["lower"].notna().any():
        return 0
    return sum(_repeats(earlier, later) for earlier, later in pairwise(as_dicts(run)))


def _repeats(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    return bool(earlier["value"] == later["value"] or "not-re-rated" in words(later["flag"]))


def _short(line: pd.DataFrame, facts: pd.DataFrame) -> Trend:
    if len(line) >= LEAST:
        return _refused("not_comparable", "break", line)
    if facts["year"].nunique() >= LEAST:
        return _refused("not_comparable", "mixed", facts)
    return _refused("too_short", "", facts)


def _refused(verdict: TrendVerdict, reason: str, facts: pd.DataFrame) -> Trend:
    if facts.empty:
        return Trend(verdict, reason=reason)
    years = facts["year"]
    return Trend(verdict, first=int(years.min()), last=int(years.max()), n=int(years.nunique()), reason=reason)
