"""The records of the indices that ship: which indicators, in which parts and profiles, by which rules.

One file in analytics/indices/ defines one index; the code runs on it. Steps 1, 2 and 6 of the OECD/JRC Handbook on
Constructing Composite Indicators (2008) are choices of the record: framework, selection, weights.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analytics.catalogue import Indicator, Pillar
from analytics.methods import FACTORS
from data.errors import Finding, InputError
from data.paths import ROOT, shown
from data.source_records import Text

RECORDS = ROOT / "analytics" / "indices"


class Part(BaseModel):
    """A group of items that is weighed as one.

    Attributes:
        id: its name.
        pillar: the pillar it speaks of.
        potential: it shows who could act, not what was done, and fills no pillar.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    pillar: Pillar
    potential: bool = False


class Profile(BaseModel):
    """A score that is made of some of the parts.

    Attributes:
        id: its name within the index.
        pillar: where it is listed.
        parts: ids of its parts.
        headline: shown as a result; otherwise it lives in the reader's-weights view only.
        name: in both languages.
        definition: what it means, in both languages.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    pillar: Pillar
    parts: tuple[str, ...]
    headline: bool
    name: Text
    definition: Text


class Entry(BaseModel):
    """One indicator of an index.

    Attributes:
        indicator: its id.
        part: where it stands.
        publisher: who made it; items of one publisher are one witness.
        year: the one data year it is taken from; without it, every year of the index.
        other_years: other years that could have been taken; their mean is the other value.
        other_indicator: the indicator that holds them, where it is another one.
        goalposts: fixed ends of its scale; without them the lowest and highest value of the panel.
        error: assumed standard deviation where the publisher prints no bounds; 0 = none.
        transform: "log" before normalising; "logit" for survey shares, whose errors are drawn on log odds.
        fill: "next" takes a missing year from the year after; "biennial" lets an even year stand for the odd one
            before it and the last one for the year after. Every cell so filled is marked.
        better: the direction where the indicator's own is "neither".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: str
    part: str
    publisher: str
    year: int | None = None
    other_years: tuple[int, ...] = ()
    other_indicator: str = ""
    goalposts: tuple[float, float] | None = None
    error: float = Field(default=0.0, ge=0)
    transform: Literal["none", "log", "logit"] = "none"
    fill: Literal["none", "next", "biennial"] = "none"
    better: Literal["higher", "lower", ""] = ""

    @property
    def others(self) -> tuple[str, ...]:
        """The indicators whose facts it reads."""
        return tuple(dict.fromkeys([self.indicator, self.other_indicator or self.indicator]))


class Index(BaseModel):
    """One index.

    Attributes:
        id: its name; its facts stand under index_<id>_<profile>.
        level: country or region.
        years: first and last year.
        ends: "goalposts" = fixed over all years, "places" = lowest and highest place.
        publisher_first: publishers weigh alike within a part, not items.
        factors: what may be chosen otherwise (analytics.methods.FACTORS).
        optional: parts that a plausible method may leave out.
        default_without: those of them that the stated method leaves out.
        least: share of a part's items that must be known.
        unknown: pillars nobody has comparable figures of.
        outside: an indicator that stays outside as a check; "" = none.
        population: an indicator that the order must not merely repeat.
        population_year: its year.
        name: in both languages.
        caveat: in both languages.
        profile: its scores.
        part: its parts.
        item: its indicators.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+$")
    level: Literal["country", "region"]
    years: tuple[int, int]
    ends: Literal["goalposts", "places"]
    publisher_first: bool
    factors: tuple[str, ...]
    optional: tuple[str, ...]
    default_without: tuple[str, ...]
    least: float = Field(gt=0, le=1)
    unknown: tuple[str, ...]
    outside: str
    population: str
    population_year: int
    name: Text
    caveat: Text
    profile: tuple[Profile, ...]
    part: tuple[Part, ...]
    item: tuple[Entry, ...]

    @model_validator(mode="after")
    def _parts_are_known(self) -> "Index":
        known = {part.id for part in self.part}
        named = {entry.part for entry in self.item} | {part for one in self.profile for part in one.parts}
        if named - known:
            raise ValueError(f"parts that no [[part]] defines: {', '.join(sorted(named - known))}")
        return self

    @model_validator(mode="after")
    def _choices_are_known(self) -> "Index":
        strange = [name for name in self.factors if name not in FACTORS]
        strange += [name for name in (*self.optional, *self.default_without) if name not in {p.id for p in self.part}]
        if strange:
            raise ValueError(f"neither a factor nor a part: {', '.join(strange)}")
        names = [entry.indicator for entry in self.item]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"stand twice: {', '.join(twice)}")
        return self

    def indicator(self, profile: str) -> str:
        """The id under which a profile's facts stand."""
        return f"index_{self.id}_{profile}"

    @property
    def inputs(self) -> tuple[str, ...]:
        """Every indicator whose facts it reads."""
        named = [name for entry in self.item for name in entry.others]
        return tuple(dict.fromkeys([*named, self.population, *([self.outside] if self.outside else [])]))


def read(path: Path) -> Index:
    """The record in one file.

    Raises:
        InputError: a key is missing, unknown or of the wrong kind, or the id is not the file's name.
    """
    try:
        record = Index(**tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise InputError([Finding(shown(path), 0, "", str(error), "is not TOML", "Mend the line it names")]) from None
    except ValidationError as error:
        cure = "See class Index in analytics/indices.py for the keys and their values"
        raise InputError(
            [
                Finding(shown(path), 0, ".".join(map(str, one["loc"])), str(one["input"])[:80], one["msg"], cure)
                for one in error.errors()
            ]
        ) from None
    if record.id != path.stem:
        raise InputError([Finding(shown(path), 0, "id", record.id, "is not the file's name", f"Write {path.stem}")])
    return record


@cache
def indices(root: Path = RECORDS) -> dict[str, Index]:
    """All indices by id."""
    return {path.stem: read(path) for path in sorted(root.glob("*.toml"))}


def check(index: Index, records: dict[str, Indicator]) -> None:
    """Refuse an item that may stand in no index: unknown, without direction, or failing the reliability gate.

    Raises:
        InputError: with every finding of the record.
    """
    place = f"analytics/indices/{index.id}.toml"
    findings = [
        Finding(place, 0, "item", entry.indicator, problem, cure)
        for entry in index.item
        for problem, cure in _problems(entry, index, records)
    ]
    if findings:
        raise InputError(findings)


def _problems(entry: Entry, index: Index, records: dict[str, Indicator]) -> list[tuple[str, str]]:
    record = records.get(entry.indicator)
    if record is None:
        return [("is no indicator", "Mend the name, or add the record")]
    found = []
    if record.better == "neither" and not entry.better:
        found.append(("has no direction", "Say better = higher or lower, or leave it out"))
    if index.level == "region" and record.regions != "compare":
        found.append(("does not tell regions apart reliably", "Leave it out: it is context or a national statement"))
    return found


def frame(records: dict[str, Index]) -> pd.DataFrame:
    """Rows of the table `indicators`: one per profile of an index."""
    return pd.DataFrame(
        [
            {
                "indicator": index.indicator(profile.id), "pillar": profile.pillar,
                "concept": index.indicator(profile.id), "kind": "index", "unit": "points, 1 to 100",
                "better": "higher", "scale_min": 1.0, "scale_max": 100.0, "additive": False, "n_means": None,
            }
            for index in records.values()
            for profile in index.profile
        ]
    )  # fmt: skip
