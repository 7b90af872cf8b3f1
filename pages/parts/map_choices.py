"""What the reader maps: an indicator whose places may be compared, its level and year, and what stands beside it."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.findable import in_order
from geo.hubs import PHASES
from geo.places import official_regions
from pages.parts import address, choose, load, map_classes, map_figure
from pages.parts.address import language
from pages.parts.format import years_text
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t

LEVELS = ("region", "municipality")
LEAST = 3
"""In a year with fewer places than this there is nothing to map."""
NONE = "none"


@dataclass(frozen=True)
class Layer:
    """What one map shows: an indicator at a level in one year, in classes made by a method."""

    record: Indicator
    level: str
    year: int
    method: str

    @property
    def view(self) -> tuple[object, ...]:
        """The choices as plain ids, for `kept`."""
        return self.record.id, self.level, self.year, self.method

    @property
    def facts(self) -> pd.DataFrame:
        """One row per place that has a figure."""
        return map_figure.of_year(self.record, self.year, self.level)

    @property
    def breaks(self) -> list[float]:
        """The inner bounds of the classes, the same in all years."""
        return map_classes.breaks(self.record, self.level, self.method)

    @property
    def title(self) -> str:
        """The indicator and the year, which some indicators already name."""
        name = self.record.name[language()]
        return name if str(self.year) in name else t("map.title", name=name, year=self.year)


def mapped() -> dict[str, str]:
    """Id to name of the indicators that may be mapped, the core first."""
    return kept("map_indicators", (), _mapped)


def _mapped() -> dict[str, str]:
    return {one.id: one.name[language()] for one in in_order() if one.regions == "compare" and levels(one)}


def levels(record: Indicator) -> list[str]:
    """The levels at which an indicator has figures that can be drawn."""
    return [level for level in LEVELS if years(record, level)]


def years(record: Indicator, level: str) -> list[str]:
    """The years in which enough places have a figure, oldest first."""
    return kept("map_page_years", (record.id, level), lambda: _years(record, level))


def _years(record: Indicator, level: str) -> list[str]:
    found = map_figure.years(record, level)
    return [str(year) for year in reversed(found) if len(map_figure.of_year(record, year, level)) >= LEAST]


def refused() -> str:
    """An indicator that the address asks for and whose places may not be compared, taken out of it; "" without."""
    asked = st.query_params.get("indicator", "")
    if asked not in load.indicators() or asked in mapped():
        return ""
    address.write("indicator", None)
    return asked


def say_refused(asked: str) -> None:
    """Says why an indicator is not on the map, and where its figures are."""
    record = load.indicators()[asked]
    place = address.href("indicator", indicator=asked)
    st.info(t(f"map.refused_{record.regions}", name=plain(record.name[language()]), place=place))


def indicator(default: str) -> Indicator:
    """The indicator of the first map."""
    words = mapped()
    chosen = choose.one(
        "indicator", t("map.indicator"), list(words), words.__getitem__, default=default,
        resets=("year", "level", "beside", "beside_year"),
    )  # fmt: skip
    return load.indicators()[chosen]


def level(record: Indicator) -> str:
    """Regions or municipalities; no choice where the indicator has only one of them."""
    options, words = levels(record), {one: t(f"map.level_{one}") for one in LEVELS}
    if len(options) == 1:
        return choose.settle("level", options, words.__getitem__)
    return choose.one(
        "level", t("map.level"), options, words.__getitem__, segments=True, resets=("year", "beside", "beside_year")
    )


def method() -> str:
    """How the bounds of the classes are made."""
    words = {one: t(f"map.classes_{one}") for one in map_classes.METHODS}
    return choose.one("classes", t("map.classes"), list(words), words.__getitem__)


def beside(record: Indicator, at_level: str) -> str:
    """What the second map shows: "none", another year of the same indicator, or another indicator."""
    words = kept("map_beside", (record.id, at_level), lambda: _beside(record, at_level))
    return choose.one("beside", t("map.beside"), list(words), words.__getitem__, resets=("beside_year",))


def _beside(record: Indicator, at_level: str) -> dict[str, str]:
    options = years(record, at_level)[::-1]
    same = {year: t("map.same_indicator", year=year) for year in options} if len(options) > 1 else {}
    others = {one: name for one, name in mapped().items() if one != record.id}
    return {NONE: t("map.beside_none"), **same, **others}


def place() -> str:
    """The reader's region: edged on the map and told in words."""
    words = kept("map_places", (), _regions)
    return choose.one("place", t("map.region"), list(words), words.__getitem__, default="GE-KK")


def _regions() -> dict[str, str]:
    names = {code: place_text(code, "name", language()) for code in official_regions()}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def phase() -> str:
    """The project phase of the hubs."""
    words = {one: f"{one} {years_text(*years)}" for one, years in PHASES.items()}
    return choose.one("phase", t("map.phase"), list(words), words.__getitem__, default=list(words)[-1], segments=True)


def settled_year(record: Indicator, at_level: str, name: str = "year") -> int:
    """The year of a map, before its slider is drawn; the newest one to begin with."""
    options = years(record, at_level)
    return int(choose.settle(name, options, str, default=options[-1], quiet=True))


def slide_year(record: Indicator, at_level: str, name: str = "year") -> None:
    """Draws the slider of a map's year, "year" or "beside_year"; nothing where there is only one."""
    options = years(record, at_level)
    choose.slide(name, t(f"map.{name}"), options, str, default=options[-1])
