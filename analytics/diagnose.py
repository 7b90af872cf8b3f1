"""Do the indicators of an index belong together, step 4 of the OECD/JRC Handbook on composite indicators (2008).

Frames have one row per unit and one column per indicator. Nothing here decides: low consistency may be what a
framework of different things should have, but the reader must see it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.normalise import UNITS, Axes, Flags, Numbers

SKEWED, PEAKED = 2.0, 3.5
"""Beyond both, a few values rule the scale (practice of the JRC; kurtosis is the excess over the normal curve)."""


@dataclass(frozen=True)
class Agreement:
    """How far a score orders units as an outside variable does.

    Attributes:
        rho: Spearman's rank correlation, -1 to 1.
        p: two-sided probability of so strong a correlation where there is none.
        units: how many units have both.
    """

    rho: float
    p: float
    units: int


def correlations(values: pd.DataFrame) -> pd.DataFrame:
    """Pearson's correlation of every two indicators over the units that have both; one row per indicator."""
    return values.corr()


def cronbach_alpha(values: pd.DataFrame, *, standardised: bool = True) -> float:
    """Cronbach's alpha: how far the indicators vary as one (Psychometrika 16, 1951; Handbook 4.3).

    Args:
        values: only units that have every indicator count.
        standardised: give each indicator the standard deviation 1 first, which the Handbook asks for where their
            variances differ widely.

    Returns:
        1 when all move together, 0 when they are independent; below when some run against the others.

    Raises:
        ValueError: fewer than two indicators or three complete units, or an indicator that does not vary.
    """
    table = complete(values)
    covariances = np.atleast_2d(np.corrcoef(table, rowvar=False) if standardised else np.cov(table, rowvar=False))
    number = len(covariances)
    return float(number / (number - 1) * (1 - np.trace(covariances) / covariances.sum()))


def principal_components(values: pd.DataFrame) -> pd.DataFrame:
    """Principal components of the correlation matrix, largest first (Handbook 4.1).

    Returns:
        One row per component: eigenvalue (they add up to the number of indicators), share and cumulative (percent of
        the variance of all indicators).

    Raises:
        ValueError: as `cronbach_alpha`.
    """
    found = np.linalg.eigvalsh(np.corrcoef(complete(values), rowvar=False))[::-1]
    share = 100 * found / len(found)
    rows = {"eigenvalue": found, "share": share, "cumulative": share.cumsum()}
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(found) + 1, name="component"))


def complete(values: pd.DataFrame) -> Numbers:
    """The units that have every indicator.

    Raises:
        ValueError: fewer than two indicators or three such units, or an indicator that does not vary over them.
    """
    table = values.dropna()
    if table.shape[1] < 2 or len(table) < 3:
        raise ValueError(f"two indicators and three complete units are needed, not {table.shape[1]} and {len(table)}")
    still = [str(name) for name in table if table[name].nunique() < 2]
    if still:
        raise ValueError(f"{still[0]} does not vary over the complete units and correlates with nothing")
    return table.to_numpy(dtype=float)


def skewness(values: Numbers, *, axis: Axes = UNITS) -> Numbers:
    """Sample skewness (adjusted Fisher-Pearson, G1); NaN for fewer than three or only equal values."""
    count, second, third = _moment(values, axis, 0), _moment(values, axis, 2), _moment(values, axis, 3)
    usable = (count > 2) & (second > 0)
    n, m2, m3 = np.where(usable, count, 3.0), np.where(usable, second, 1.0), np.where(usable, third, 0.0)
    return np.asarray(np.where(usable, np.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5, np.nan))


def kurtosis(values: Numbers, *, axis: Axes = UNITS) -> Numbers:
    """Sample excess kurtosis (G2), 0 for the normal curve; NaN for fewer than four or only equal values."""
    count, second, fourth = _moment(values, axis, 0), _moment(values, axis, 2), _moment(values, axis, 4)
    usable = (count > 3) & (second > 0)
    n, m2, m4 = np.where(usable, count, 4.0), np.where(usable, second, 1.0), np.where(usable, fourth, 3.0)
    excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
    return np.asarray(np.where(usable, excess, np.nan))


def _moment(values: Numbers, axis: Axes, power: int) -> Numbers:
    """Central moment over the known values; power 0 is their number. Spread within rounding error counts as none."""
    known = ~np.isnan(values)
    count = known.sum(axis=axis, keepdims=True)
    filled = np.where(known, values, 0.0)
    mean = filled.sum(axis=axis, keepdims=True) / np.maximum(count, 1)
    apart = np.where(known, values - mean, 0.0)
    apart = np.where(np.abs(apart) <= 1e-12 * np.abs(mean), 0.0, apart)
    if power == 0:
        return np.asarray(count.astype(float)).squeeze(axis)
    return np.asarray((apart**power).sum(axis=axis, keepdims=True) / np.maximum(count, 1)).squeeze(axis)


def shape(values: pd.DataFrame) -> pd.DataFrame:
    """How the values of each indicator are spread: one row per indicator.

    Returns:
        units (with a value), skewness, kurtosis (excess) and outliers (True where a few values rule its scale).
    """
    numbers = values.to_numpy(dtype=float)
    skew, peak = skewness(numbers), kurtosis(numbers)
    rows = {"units": values.count().to_numpy(), "skewness": skew, "kurtosis": peak, "outliers": ruled(skew, peak)}
    return pd.DataFrame(rows, index=values.columns)


def ruled(skew: Numbers, peak: Numbers) -> Flags:
    """Where |skewness| exceeds 2 and kurtosis 3.5 together; a shape that is not known is left alone."""
    return np.asarray((np.abs(skew) > SKEWED) & (peak > PEAKED))


def agreement(scores: pd.Series, outside: pd.Series) -> Agreement:
    """Spearman's correlation of scores with an outside variable over the units that have both (Handbook, step 9).

    Raises:
        ValueError: fewer than three such units, or one of the two does not vary.
    """
    from scipy.stats import spearmanr  # noqa: PLC0415 - slow to import, needed at build only

    both = complete(pd.concat({"the score": scores, "the outside variable": outside}, axis=1))
    found = spearmanr(both[:, 0], both[:, 1])
    return Agreement(float(found.statistic), float(found.pvalue), len(both))
