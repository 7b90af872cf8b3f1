"""Two indicators against each other over the places of a level, and how far they stand in the same order.

Spearman's rank correlation with an interval by Fisher's transformation and the standard error of Bonett and Wright
("Sample size requirements for estimating Pearson, Kendall and Spearman correlations", Psychometrika 65, 2000). It
takes the places as a sample; the errors of the figures themselves pull it towards zero and are not counted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.comparison import alike
from data import releases
from data.releases import Release

LEAST = 5
"""Places below which no correlation is stated."""
SHOWN = 3
"""Places below which two indicators are not drawn against each other."""
FEW = 30
"""Places below which one or two of them can make or undo a correlation."""
_WIDTH = 1.959964

Verdict = Literal["together", "opposed", "none", "too_few", "no_order"]
_COLUMNS = ("place", "value", "lower", "upper", "interval_level", "fact_id", "source", "flag")


@dataclass(frozen=True)
class Link:
    """How far two indicators order places alike.

    Attributes:
        verdict: together or opposed where the interval leaves out zero, none where it holds zero, too_few places,
            no_order where one of the two cannot tell the places apart or has one value only.
        places: how many have both figures.
        rho: Spearman's rank correlation, -1 to 1; None where none is stated.
        lower: lower end of its 95 % interval.
        upper: upper end.
        shared: "parts" where one is computed from the other or both from the same figures, so that they are linked by
            their making; "size" where both are totals that grow with the place; "" where neither.
    """

    verdict: Verdict
    places: int
    rho: float | None = None
    lower: float | None = None
    upper: float | None = None
    shared: str = ""


def spearman(first: Sequence[float], second: Sequence[float]) -> tuple[float, float, float]:
    """Spearman's rank correlation and its 95 % interval; equal values share their mean rank.

    In a perfect order Fisher's transformation has no value: the inner end is then that of the next smaller correlation
    there can be (two neighbours exchanged), and the outer end is the correlation itself.

    >>> spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])[0]
    0.8

    Raises:
        ValueError: fewer than five places, or an indicator with one value only.
    """
    count = len(first)
    if count < LEAST or len(set(first)) == 1 or len(set(second)) == 1:
        raise ValueError(
            f"a rank correlation needs {LEAST} places with different values; got {list(first)}, {list(second)}"
        )
    rho = round(float(pd.Series(first).rank().corr(pd.Series(second).rank())), 12)
    most = 1 - 12 / (count * (count**2 - 1))
    inner = math.copysign(min(abs(rho), most), rho)
    half = _WIDTH * math.sqrt((1 + inner**2 / 2) / (count - 3))
    low, high = math.tanh(math.atanh(inner) - half), math.tanh(math.atanh(inner) + half)
    return rho, min(low, rho), max(high, rho)


def link(first: Indicator, second: Indicator, pairs: pd.DataFrame) -> Link:
    """What may be said of the order in which two indicators put these places.

    Args:
        first: the indicator of the columns with _x.
        second: that of the columns with _y.
        pairs: the answer of `pairs_of`.
    """
    count, shared = len(pairs), _shared(first, second)
    if count < LEAST:
        return Link("too_few", count, shared=shared)
    level = pairs[["level"]]
    unordered = any(alike(record, level) for record in (first, second))
    if unordered or pairs["value_x"].nunique() == 1 or pairs["value_y"].nunique() == 1:
        return Link("no_order", count, shared=shared)
    rho, lower, upper = spearman(pairs["value_x"].tolist(), pairs["value_y"].tolist())
    verdict: Verdict = "together" if lower > 0 else "opposed" if upper < 0 else "none"
    return Link(verdict, count, rho, lower, upper, shared)


def _shared(first: Indicator, second: Indicator) -> str:
    known = [_ancestors(record) for record in (first, second)]
    if known[0] & known[1]:
        return "parts"
    return "size" if first.additive and second.additive else ""


def _ancestors(record: Indicator) -> set[str]:
    """An indicator and everything that it is computed from."""
    inputs = (catalogue()[name] for name in record.inputs if name in catalogue())
    return {record.id, record.concept}.union(*(_ancestors(one) for one in inputs))


def partners(release: Release, indicator: str, level: str) -> pd.DataFrame:
    """The indicators that share a year with this one at three places of a level or more.

    Returns:
        One row per partner and year: partner, year, places (how many have both); the newest year first.
    """
    sql = """
        WITH cells AS (
            SELECT DISTINCT indicator, place, year FROM facts JOIN places USING (place)
            WHERE level = $level AND grp = '' AND statistic = 'value')
        SELECT other.indicator AS partner, year, count(*) AS places
        FROM cells AS own JOIN cells AS other USING (place, year)
        WHERE own.indicator = $indicator AND other.indicator <> $indicator
        GROUP BY ALL HAVING places >= $least ORDER BY partner, year DESC
    """
    found = releases.query(release, sql, {"indicator": indicator, "level": level, "least": SHOWN})
    return found[found["partner"].isin(list(catalogue()))].reset_index(drop=True)


def pairs_of(release: Release, first: str, second: str, level: str, year: int) -> pd.DataFrame:
    """The places of a level with figures of both indicators in one year.

    Returns:
        One row per place: place, level, and for both indicators value, lower, upper, interval_level, fact_id, source,
        flag with _x (first) and _y (second).
    """
    sides = [_single(release, name, level, year) for name in (first, second)]
    return sides[0].merge(sides[1], on="place", suffixes=("_x", "_y")).assign(level=level)


def _single(release: Release, indicator: str, level: str, year: int) -> pd.DataFrame:
    facts = questions.shown(release, questions.of(release, (indicator,), levels=(level,), years=(year,)))
    return facts.drop_duplicates("place", keep="last")[list(_COLUMNS)]
