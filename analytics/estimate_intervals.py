"""Intervals around design-based estimates, at 95 %. Shares and errors are fractions of one here, not percent.

Methods: Korn and Graubard, Survey Methodology 24 (1998), with the effective sample size never above the number of
respondents (as the NCHS Data Presentation Standards for Proportions, 2017, ask); logit and t intervals as usual.
"""

from math import exp, inf, log

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
END = 1e-12  # nearer to 0 or 1 a share is at its end, and its standard error of nought says nothing


def t_interval(value: float, error: float, freedom: float) -> tuple[float, float]:
    """Value and standard error to an interval by Student's t.

    >>> [round(bound, 4) for bound in t_interval(2.826, 0.1637, 4)]
    [2.3715, 3.2805]
    """
    half = _t(freedom) * error
    return value - half, value + half


def korn_graubard(share: float, effective: float, n: int, freedom: float) -> tuple[float, float]:
    """The interval of Clopper and Pearson for a sample of the effective size, adjusted for the degrees of freedom.

    Defined for every share, 0 and 1 too.

    Args:
        share: the estimate, 0 to 1.
        effective: effective sample size before the adjustment, above 0.
        n: respondents.
        freedom: degrees of freedom of the variance, above 0.

    >>> [round(bound, 4) for bound in korn_graubard(0.0, 10, 10, 9)]
    [0.0, 0.3085]
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - slow to import, needed for estimates only

    size = min(float(n), effective * _adjustment(n, freedom))
    yes = size * share
    lower = 0.0 if share <= END else float(betaincinv(yes, size - yes + 1, TAIL))
    upper = 1.0 if share >= 1 - END else float(betaincinv(yes + 1, size - yes, 1 - TAIL))
    return min(lower, share), max(upper, share)


def logit(share: float, error: float, freedom: float) -> tuple[float, float]:
    """The t interval on the logit scale, put back; the whole of 0 to 1 at the ends, where it is not defined.

    >>> [round(bound, 3) for bound in logit(0.5, 0.05, 60)]
    [0.401, 0.599]
    """
    if not END < share < 1 - END:
        return 0.0, 1.0
    middle, half = log(share / (1 - share)), _t(freedom) * error / (share * (1 - share))
    return _share(middle - half), _share(middle + half)


def _share(logarithm: float) -> float:
    return 1 / (1 + exp(-logarithm)) if logarithm > -700 else 0.0


def _adjustment(n: int, freedom: float) -> float:
    """How much less a variance from few clusters is worth than one from n independent answers."""
    return float((_t(n - 1) / _t(freedom)) ** 2) if n > 1 else 1.0


def _t(freedom: float) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 - slow to import, needed for estimates only

    return float(stdtrit(freedom, 1 - TAIL)) if freedom > 0 else inf
