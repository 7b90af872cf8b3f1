"""What the overview says: one headline indicator for each pillar, what moved in it, and what nobody knows."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.change import Change
from analytics.moves import move, span
from data.releases import Release

RECORD = Path(__file__).with_suffix(".toml")
GEORGIA = "GEO"
Direction = Literal["up", "down", ""]
DIRECTIONS: Mapping[str, Direction] = {"rose": "up", "probably_rose": "up", "fell": "down", "probably_fell": "down"}


@dataclass(frozen=True)
class Headline:
    """The headline indicator of a pillar; fields as in headlines.toml."""

    pillar: str
    indicator: str
    baseline: int
    witnesses: tuple[str, ...]
    by_region: bool


@dataclass(frozen=True)
class Unknown:
    """A question without new figures; fields as in headlines.toml."""

    key: str
    level: str
    least: int
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Slope:
    """Two dates of one regional indicator, and the indicator that holds the differences."""

    indicator: str
    change: str
    first: int
    last: int


@dataclass(frozen=True)
class Plan:
    """What headlines.toml asks for."""

    maps: tuple[str, ...]
    on_voter_lists: tuple[str, ...]
    slope: Slope
    headlines: tuple[Headline, ...]
    unknowns: tuple[Unknown, ...]


@dataclass(frozen=True)
class Standing:
    """Where Georgia stands in one indicator.

    Attributes:
        latest: the newest fact, a row of the facts frame.
        before: the fact of the baseline; None where the indicator has one year only.
        change: what may be said of the two; None without `before`.
        series: (year, value) that one line may join: one source (or a running total), behind the last break.
        regional: whether the release holds regional figures of it.
    """

    indicator: str
    latest: Mapping[str, Any]
    before: Mapping[str, Any] | None
    change: Change | None
    series: tuple[tuple[int, float], ...]
    regional: bool


@dataclass(frozen=True)
class Agreement:
    """How several sources bear a statement: the direction of the first one, and how many show what.

    Attributes:
        direction: "up", "down" or "" (no reliable change, or not comparable).
        same: sources with the same answer, the first one among them.
        unsure: sources whose change cannot be told from none.
        opposite: sources that show the other direction.
    """

    direction: Direction
    same: int
    unsure: int
    opposite: int

    @property
    def total(self) -> int:
        """How many sources were asked."""
        return self.same + self.unsure + self.opposite


@cache
def plan() -> Plan:
    """The content of headlines.toml.

    Raises:
        TypeError: a key is missing or unknown; the message names it.
    """
    record = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    return Plan(
        maps=tuple(record["maps"]),
        on_voter_lists=tuple(record["on_voter_lists"]),
        slope=Slope(**record["slope"]),
        headlines=tuple(Headline(**_tuples(one)) for one in record["headline"]),
        unknowns=tuple(Unknown(**_tuples(one)) for one in record["unknown"]),
    )


def _tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}


def standing(release: Release, indicator: str, baseline: int) -> Standing | None:
    """Georgia's newest figure and what may be said of the change since the baseline; None without a figure.

    Args:
        release: the release to ask.
        indicator: its id.
        baseline: the change is read from the last figure up to this year, or the first there is.
    """
    record = catalogue()[indicator]
    facts = questions.shown(release, questions.of(release, (indicator,), places=(GEORGIA,))).sort_values("year")
    if facts.empty:
        return None
    years = span(facts, baseline)
    found = move(release, indicator, GEORGIA, *years) if years else None
    return Standing(
        indicator=indicator,
        latest={str(name): value for name, value in facts.iloc[-1].items()},
        before=found.before if found else None,
        change=found.change if found else None,
        series=_series(facts, record),
        regional=not questions.of(release, (indicator,), levels=("region",)).empty,
    )


def standings(release: Release) -> dict[str, Standing]:
    """The standing of every headline indicator and witness that has a figure, by id."""
    asked = [(name, one.baseline) for one in plan().headlines for name in (one.indicator, *one.witnesses)]
    found = ((name, standing(release, name, baseline)) for name, baseline in asked)
    return {name: one for name, one in found if one is not None}


def _series(facts: pd.DataFrame, record: Indicator) -> tuple[tuple[int, float], ...]:
    cut = max((one.year for one in record.breaks if one.concerns(GEORGIA)), default=0)
    kept = facts[facts["year"] >= cut]
    if record.nature != "running_total":
        kept = kept[kept["source"] == facts.iloc[-1]["source"]]
    return tuple((int(year), float(value)) for year, value in zip(kept["year"], kept["value"], strict=True))


def agreement(changes: Sequence[Change | None]) -> Agreement:
    """How the other changes stand to the first one.

    Args:
        changes: the statement's own change first, then those of the other sources; None = only one year is known.

    >>> agreement([None])
    Agreement(direction='', same=1, unsure=0, opposite=0)
    """
    directions = [DIRECTIONS.get(change.verdict, "") if change else "" for change in changes]
    first = directions[0]
    same = directions.count(first)
    unsure = directions.count("") if first else 0
    return Agreement(first, same, unsure, len(directions) - same - unsure)


def newest_years(release: Release) -> dict[str, int | None]:
    """For each open question of headlines.toml the newest year with figures in enough places; None = never."""
    return {one.key: _newest(release, one) for one in plan().unknowns}


def _newest(release: Release, unknown: Unknown) -> int | None:
    places = (GEORGIA,) if unknown.level == "country" else ()
    facts = questions.of(release, unknown.indicators, places=places, levels=(unknown.level,))
    counted = facts.groupby(["indicator", "year"])["place"].nunique()
    enough = counted[counted >= unknown.least].index.get_level_values("year")
    return int(enough.max()) if len(enough) else None


def lists_over_population(release: Release) -> pd.DataFrame:
    """The regions whose voter list holds more names than the census counted residents: facts of list_inflation."""
    facts = questions.of(release, ("list_inflation",), levels=("region",))
    return facts[facts["value"] > 100].sort_values("value", ascending=False).reset_index(drop=True)


def withheld_cells(release: Release) -> pd.DataFrame:
    """Regional survey cells that are kept back because too few answers stand behind them: rows of the gaps."""
    gaps = questions.gaps(release)
    return gaps[(gaps["reason"] == "suppressed") & gaps["place"].str.startswith("GE-")].reset_index(drop=True)


def two_dates(release: Release) -> pd.DataFrame:
    """The two elections side by side: one row per region with both figures, the highest of the last date first.

    Returns:
        place, first, last (percent), change (points), flag (of the last date and of the change), fact_id of both dates.
    """
    asked = plan().slope
    facts = questions.shown(release, questions.of(release, (asked.indicator,), levels=("region",)))
    dates = [facts[facts["year"] == year].set_index("place") for year in (asked.first, asked.last)]
    changes = questions.of(release, (asked.change,), levels=("region",), years=(asked.last,)).set_index("place")
    rows = pd.DataFrame({
        "first": dates[0]["value"], "last": dates[1]["value"], "change": changes["value"],
        "flag": dates[1]["flag"].str.cat(changes["flag"], sep=";", na_rep=""),
        "fact_id": dates[1]["fact_id"], "first_fact_id": dates[0]["fact_id"],
    })  # fmt: skip
    return rows.dropna(subset=["first", "last"]).sort_values("last", ascending=False).rename_axis("place").reset_index()
