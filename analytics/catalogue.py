"""The catalogue: one record defines one indicator, and the code runs on the record."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data.errors import Finding, InputError
from data.paths import ROOT, shown
from data.source_records import Text

RECORDS = ROOT / "analytics" / "indicators"
PILLARS = ("environment", "csr", "engagement", "advocacy", "capacity", "context")

Pillar = Literal["environment", "csr", "engagement", "advocacy", "capacity", "context"]
Nature = Literal["survey", "full_count", "register", "accounts", "estimate", "expert", "running_total", "statement"]


class Break(BaseModel):
    """From this year on a series means something else: no change is stated across it.

    Attributes:
        year: first year of the new meaning.
        places: the places it concerns; none = all.
        ka: the reason in Georgian.
        en: the reason in English.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int = Field(ge=1900, le=2100)
    places: tuple[str, ...] = ()
    ka: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def concerns(self, place: str) -> bool:
        """Whether the series of this place is broken."""
        return not self.places or place in self.places


class Indicator(BaseModel):
    """One indicator: what it is, how it is computed, which way is better, how it is printed.

    Attributes:
        metric: "published", or the function that computes it ("engagement:turnout_change").
        inputs: indicators that the function reads; none when published.
        concept: indicators that claim the same quantity share it (national reference, sources that disagree).
        nature: kind of figure; decides the rule by which a change is stated.
        core: False = stands behind the core in Explore.
        scale: lowest and highest possible value; none where it has no ends.
        format: how a value is printed: percent, number or points, and its digits.
        additive: whether the values of the members of a place add up to the place's own.
        n_means: what n counts; "" where there is none.
        regions: compare = may be mapped; context = intervals, no headline; statement = the regions cannot be told
            apart from one national value; none = no regional figures.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    pillar: Pillar
    concept: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    core: bool
    nature: Nature
    metric: str = Field(pattern=r"^(published|[a-z_]+:[a-z0-9_]+)$")
    inputs: tuple[str, ...]
    sources: tuple[str, ...]
    better: Literal["higher", "lower", "neither"]
    scale: tuple[float, float] | tuple[()]
    format: str = Field(pattern=r"^(percent|number|points):[0-3]$")
    additive: bool
    n_means: Literal["", "respondents", "voters on the list", "companies"]
    regions: Literal["compare", "context", "statement", "none"]
    name: Text
    definition: Text
    unit: Text
    caveat: Text
    breaks: tuple[Break, ...] = ()

    @model_validator(mode="after")
    def _published_or_computed(self) -> "Indicator":
        if self.derived != bool(self.inputs):
            raise ValueError("a computed indicator names its inputs, a published one has none")
        if self.derived == bool(self.sources):
            raise ValueError("a published indicator names its sources, a computed one has those of its inputs")
        return self

    @property
    def derived(self) -> bool:
        """Whether Kvali computes it."""
        return self.metric != "published"


def read(path: Path) -> Indicator:
    """The record in one file.

    Raises:
        InputError: a key is missing, unknown or of the wrong kind, or the id is not the file's name.
    """
    try:
        record = Indicator(**tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise InputError([Finding(shown(path), 0, "", str(error), "is not TOML", "Mend the line it names")]) from None
    except ValidationError as error:
        cure = "See class Indicator in analytics/catalogue.py for the keys and their values"
        raise InputError(
            [
                Finding(shown(path), 0, ".".join(map(str, e["loc"])), str(e["input"])[:80], e["msg"], cure)
                for e in error.errors()
            ]
        ) from None
    if record.id != path.stem:
        raise InputError([Finding(shown(path), 0, "id", record.id, "is not the file's name", f"Write {path.stem}")])
    return record


@cache
def catalogue(root: Path = RECORDS) -> dict[str, Indicator]:
    """All indicators by id, in the order of their pillars, core first.

    Raises:
        InputError: with the findings of all records.
    """
    records: list[Indicator] = []
    findings: list[Finding] = []
    for path in sorted(root.glob("*.toml")):
        try:
            records.append(read(path))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    records.sort(key=lambda one: (PILLARS.index(one.pillar), not one.core, one.id))
    known = {record.id: record for record in records}
    return {name: record.model_copy(update={"breaks": _breaks(record, known)}) for name, record in known.items()}


def _breaks(record: Indicator, known: dict[str, Indicator]) -> tuple[Break, ...]:
    """The breaks of a record and of everything that it is computed from: a rate breaks where its numerator does."""
    inherited = [one for name in record.inputs if name in known for one in _breaks(known[name], known)]
    return tuple(dict.fromkeys([*record.breaks, *inherited]))


def frame(records: dict[str, Indicator]) -> pd.DataFrame:
    """The table `indicators`: one row per record, without its texts."""
    return pd.DataFrame(
        [
            {
                "indicator": one.id,
                "pillar": one.pillar,
                "concept": one.concept,
                "kind": "derived" if one.derived else "published",
                "unit": one.unit.en,
                "better": one.better,
                "scale_min": one.scale[0] if one.scale else None,
                "scale_max": one.scale[1] if one.scale else None,
                "additive": one.additive,
                "n_means": one.n_means or None,
            }
            for one in records.values()
        ]
    )
