"""What every section of a briefing is made from: the release, the choices, the language, and questions to the facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import pandas as pd

from analytics import facts as questions
from analytics import moves
from analytics.briefing.choices import Choices
from analytics.briefing.figures import Fact
from analytics.briefing.telling import Teller
from analytics.catalogue import Indicator, catalogue
from analytics.combine import as_dicts
from analytics.moves import Move
from data import source_records
from data.releases import Release
from data.source_records import Source
from geo.place_names import Case, place_text
from geo.places import GEORGIA


@dataclass(frozen=True)
class Brief:
    """One briefing in the making.

    Attributes:
        release: the facts.
        choices: checked choices.
    """

    release: Release
    choices: Choices

    @cached_property
    def tell(self) -> Teller:
        """Sentences in the language of the choices."""
        return Teller(self.choices.language)

    @property
    def language(self) -> str:
        """The language of the choices."""
        return self.choices.language

    @property
    def full(self) -> bool:
        """Whether everything is wanted."""
        return self.choices.length == "full"

    @property
    def sources(self) -> dict[str, Source]:
        """All sources by id."""
        return _sources()

    def record(self, indicator: str) -> Indicator:
        """The record of an indicator."""
        return catalogue()[indicator]

    def name(self, indicator: str) -> str:
        """An indicator's name; in a region's briefing without "by region", which each of its figures is."""
        name = self.record(indicator).name[self.language]
        return name.removesuffix(self.tell.words("by_region")) if self.choices.kind == "region" else name

    def place(self, code: str, case: Case = "name") -> str:
        """A place in a sentence."""
        return place_text(code, case, self.language)

    @property
    def regionals(self) -> dict[str, pd.DataFrame]:
        """The shown totals of all regions by indicator."""
        return _regionals(self.release)

    @property
    def region_cells(self) -> dict[tuple[str, int, str, str], list[tuple[str, float, str]]]:
        """Place, value and fact of the regions by indicator, year, source and wave."""
        return _region_cells(self.release)

    def facts(self, indicators: Sequence[str], places: Sequence[str] = (), levels: Sequence[str] = ()) -> pd.DataFrame:
        """Totals up to the end of the period, of contested ones those that pages show."""
        rows = questions.shown(self.release, questions.of(self.release, indicators, places=places, levels=levels))
        return self.within(rows)

    def within(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows up to the end of the period."""
        return rows[rows["year"] <= self.choices.until] if self.choices.until else rows

    def latest(self, indicators: Sequence[str], place: str = GEORGIA) -> dict[str, Fact]:
        """The newest total of each indicator at a place, by indicator; none = it has no figure there."""
        rows = self.facts(indicators, (place,)).sort_values("year", kind="stable")
        newest = rows.drop_duplicates("indicator", keep="last")
        return {str(row["indicator"]): row for row in as_dicts(newest)}

    def move(self, indicator: str, place: str = GEORGIA) -> Move | None:
        """The change at a place since the start of the period; None where one year only has a figure."""
        rows = self.facts((indicator,), (place,))
        years = moves.span(rows, self.choices.since) if len(rows) else None
        return moves.move(self.release, indicator, place, *years) if years else None


@cache
def _sources() -> dict[str, Source]:
    return source_records.load_all()


@lru_cache(maxsize=2)
def _regionals(release: Release) -> dict[str, pd.DataFrame]:
    rows = questions.shown(release, questions.of(release, levels=("region",)))
    return {str(name): found for name, found in rows.groupby("indicator")}


@lru_cache(maxsize=2)
def _region_cells(release: Release) -> dict[tuple[str, int, str, str], list[tuple[str, float, str]]]:
    found: dict[tuple[str, int, str, str], list[tuple[str, float, str]]] = {}
    for rows in _regionals(release).values():
        names = ("indicator", "year", "source", "wave", "place", "value", "fact_id")
        for indicator, year, source, wave, place, value, fact in zip(*(rows[one] for one in names), strict=True):
            cell = (str(indicator), int(year), str(source), str(wave))
            found.setdefault(cell, []).append((str(place), float(value), str(fact)))
    return found
