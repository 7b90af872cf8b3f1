"""The classes of a map: by which method their bounds are made, where they lie, and how many places each holds."""

from collections import Counter
from collections.abc import Sequence

from analytics.catalogue import Indicator
from geo import classes as breaks_of
from geo.legend import LegendEntry, class_labels
from pages.parts import legend, load
from pages.parts.legend import Key
from pages.parts.map_words import break_text
from pages.parts.prepared import kept
from pages.parts.text import t

METHODS = ("fixed", "quantile", "natural", "equal")
"""Ids in the address: round steps, classes of equal size, natural groups, equal parts of the range."""
CROWDED = 0.5
"""A class that holds more of all values than this makes a map of one colour."""


def breaks(record: Indicator, level: str = "region", method: str = "fixed") -> list[float]:
    """The inner breaks of the indicator's classes, made from all its years, so that a colour means the same in each.

    Args:
        record: the indicator.
        level: "region" or "municipality".
        method: one of METHODS. "fixed" are round steps; where they leave most values in one class because one place
            lies far off, the steps of the newest year; at last, classes of about equal size.
    """
    return kept("map_breaks", (record.id, level, method), lambda: _breaks(record, level, method))


def _breaks(record: Indicator, level: str, method: str) -> list[float]:
    facts = load.facts((record.id,), levels=(level,))
    values = facts["value"].tolist()
    if method != "fixed":
        return breaks_of.classes(values, method=method)
    newest = facts.loc[facts["year"] == facts["year"].max(), "value"].tolist()
    candidates = (breaks_of.classes(values), breaks_of.classes(newest))
    equal = breaks_of.classes(values, method="quantile")
    return next((found for found in candidates if _largest_share(values, found) <= CROWDED), equal)


def _largest_share(values: Sequence[float], found: Sequence[float]) -> float:
    return max(Counter(breaks_of.class_of(value, found) for value in values).values()) / len(values)


def years(record: Indicator, level: str) -> tuple[int, int]:
    """The first and the last of the years from whose figures the breaks are made."""
    all_years = load.facts((record.id,), levels=(level,))["year"]
    return int(all_years.min()), int(all_years.max())


def ends(value: float, found: Sequence[float]) -> str:
    """The class that holds a value, as the legend writes it; "" where there is only one class."""
    return class_labels(found, break_text)[breaks_of.class_of(value, found)]


def keys(entries: Sequence[LegendEntry], values: Sequence[float], found: Sequence[float], method: str) -> list[Key]:
    """The legend of a map whose reader chose the method: its name, and behind each class how many places it holds.

    Args:
        entries: what `geo.legend.legend_entries` made for these breaks.
        values: the values that the map shows.
        found: its breaks, at most as many as `entries` has classes.
        method: one of METHODS.
    """
    holding = Counter(breaks_of.class_of(value, found) for value in values)
    shown = legend.of_map(entries)
    numbers = iter(range(len(found) + 1))
    counted = [
        Key(one.mark, t("map.class_count", ends=one.words, count=holding[next(numbers)]), one.colour)
        if one.mark == "swatch" else one
        for one in shown
    ]  # fmt: skip
    return [Key("", t("map.legend_method", method=t(f"map.classes_{method}"))), *counted]
