"""The sentence under the trend figure: the slope over all comparable years, and whether their order may be chance."""

import math

from analytics.catalogue import Indicator
from analytics.change import SIGNIFICANT
from analytics.trend_test import LEAST, Trend
from pages.parts import load
from pages.parts.address import language
from pages.parts.format import change_text, form, interval, number, years_text
from pages.parts.text import plain, t


class _Finer:
    """A record's format with the digits that a slope needs."""

    def __init__(self, format: str) -> None:
        self.format = format


def sentence(record: Indicator, place: str) -> str:
    """What the trend test says of one place, "" where there are fewer than four years of figures."""
    found = load.trend_of(record.id, place)
    if found.n < LEAST:
        return ""
    if found.verdict == "not_comparable":
        return t(f"indicator.slope_{found.reason}")
    told = _flat(found) if found.lower is None else _sloped(record, found)
    if found.reason != "not_re_rated":
        return told
    return f"{told} {t('indicator.slope_not_re_rated', carried=found.carried, steps=found.n - 1)}"


def _flat(found: Trend) -> str:
    return t("indicator.slope_flat", years=years_text(found.first, found.last))


def _sloped(record: Indicator, found: Trend) -> str:
    slope, lower, upper = float(found.slope or 0), float(found.lower or 0), float(found.upper or 0)
    unit, digits = form(record.format)
    finer = _Finer(f"{unit}:{_digits(digits, slope or max(abs(lower), abs(upper)))}")
    ends = interval(finer.format.replace("percent", "points"), lower, upper, language())
    return t(
        f"indicator.slope_{_answer(found)}", years=years_text(found.first, found.last), n=found.n, ends=plain(ends),
        slope=plain(change_text(finer, slope, language())), p=chance(float(found.p or 0)),
    )  # fmt: skip


def _answer(found: Trend) -> str:
    """The verdict; with ties p can be small while half of the pairs do not move at all, which needs a word."""
    reaches = found.verdict == "no_reliable_trend" and float(found.p or 0) < SIGNIFICANT
    return "reaches_zero" if reaches else found.verdict


def _digits(usual: int, slope: float) -> int:
    """Digits that show the first two figures of a slope, two more than the values have at most."""
    needed = 1 - math.floor(math.log10(abs(slope))) if slope else usual
    return max(0, min(usual + 2, needed))


def chance(p: float) -> str:
    """A p-value with its sign: "p < 0.001", "p = 0.013", "p = 0.23"."""
    lang = language()
    if p < 0.001:
        return f"p < {number(0.001, 3, lang)}"
    return f"p = {number(p, 3 if p < 0.1 else 2, lang)}"
