"""What the indicator page can show, kept ready: all indicators, places and years of one, the series of a place."""

from dataclasses import dataclass

import pandas as pd

from analytics.catalogue import Indicator
from analytics.findable import in_order
from analytics.series import longest, unsure
from geo.places import GEORGIA
from pages.parts import load, map_figure
from pages.parts.address import language
from pages.parts.place_names import place_text
from pages.parts.prepared import kept


@dataclass(frozen=True)
class Scope:
    """Where and when an indicator has figures.

    Attributes:
        places: code to name, Georgia first.
        has_peers: several countries have a figure, so that peers can be chosen.
        years: years with figures of regions that may be shown, newest first.
        towns: years with figures of municipalities, newest first.
        bounded: figures of regions have intervals.
    """

    places: dict[str, str]
    has_peers: bool
    years: list[int]
    towns: list[int]
    bounded: bool

    @property
    def offered(self) -> list[str]:
        """All years of regions and municipalities to choose from, newest first."""
        return [str(year) for year in sorted({*self.years, *self.towns}, reverse=True)]


@dataclass(frozen=True)
class Series:
    """The figures of one place.

    Attributes:
        rows: its totals of all years and sources.
        years: the years that have any, first to last.
        earlier: the years to compare the newest one with, newest first; empty where there is none.
        usual: the one of them to begin with.
        last: the newest year of the series that `earlier` belongs to.
    """

    rows: pd.DataFrame
    years: list[int]
    earlier: list[str]
    usual: str
    last: int


def names() -> dict[str, str]:
    """Id to name of all indicators, in the order to offer them."""
    return kept("indicator_names", (), lambda: {one.id: one.name[language()] for one in in_order()})


def scope(record: Indicator) -> Scope:
    """What an indicator offers."""
    return kept("indicator_scope", (record.id,), lambda: _scope(record))


def _scope(record: Indicator) -> Scope:
    extent = load.extent(record.id)
    towns = extent.loc[extent["level"] == "municipality", "years"]
    return Scope(
        places={code: place_text(code, "name", language()) for code in dict.fromkeys([GEORGIA, *extent["place"]])},
        has_peers=bool((extent["level"] == "country").sum() > 1),
        years=map_figure.years(record) if record.regions in ("compare", "context") else [],
        towns=sorted({int(year) for years in towns for year in years}, reverse=True),
        bounded=bool(load.facts((record.id,), levels=("region",))["lower"].notna().any()),
    )


def series(record: Indicator, place: str) -> Series:
    """The figures of a place, and which of its years can be compared."""
    return kept("indicator_series", (record.id, place), lambda: _series(record, place))


def _series(record: Indicator, place: str) -> Series:
    own = load.facts((record.id,), places=(place,))
    line = longest(record, own)
    earlier = [str(year) for year in line["year"]][:-1][::-1]
    final = [str(year) for year in line.loc[~unsure(line), "year"] if str(year) in earlier][::-1]
    years = sorted({int(year) for year in own["year"]})
    last = int(line["year"].max()) if earlier else 0
    return Series(own, years, earlier, (final or earlier or [""])[0], last)
