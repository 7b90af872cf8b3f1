"""The contradiction ledger: every number that another source, page or copy contradicts, and which one is shown.

Two kinds of contradictions meet here. Those of the cells: several facts of one concept, place and year, settled by the
rules of `analytics.choices`. And those that only notes tell (contradictions.toml): a page prints 33 where the kept one
prints 32, so that no second fact exists.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.combine import as_dicts
from data import source_records
from data.errors import Finding, InputError
from data.paths import ROOT, shown
from data.releases import Release
from data.source_records import Text
from geo.places import places

FILE = ROOT / "analytics" / "contradictions.toml"
TOLD = "told"
COLUMNS = (
    "contradiction", "kind", "concept", "indicator", "place", "year", "wave", "grp", "value", "qualifier", "source",
    "said_ka", "said_en", "address", "chosen", "rule", "reason_ka", "reason_en", "fact_id",
)  # fmt: skip


class Number(BaseModel):
    """One number of a told contradiction.

    Attributes:
        value: in the indicator's unit.
        qualifier: as in the facts: over, about; "" when the number is exact.
        year: the year it stands under; that of the contradiction without it.
        indicator: where the two numbers are kept as two indicators; that of the contradiction without it.
        source: id of its source folder; "" when nothing of that page is kept.
        said: which page or copy says so, for numbers without a source or where one source says both.
        address: the page, where it is known and is not that of the source.
        chosen: this one is shown. Where none is, neither is: the reason says why.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    qualifier: Literal["", "about", "over", "under", "up to"] = ""
    year: int | None = Field(default=None, ge=1900, le=2100)
    indicator: str = ""
    source: str = ""
    said: Text | None = None
    address: str = Field(default="", pattern=r"^(https?://\S+)?$")
    chosen: bool = False

    @model_validator(mode="after")
    def _said_by_somebody(self) -> "Number":
        if not self.source and self.said is None:
            raise ValueError("a number names its source, or says in both languages who prints it")
        return self


class Contradiction(BaseModel):
    """Numbers that claim the same and differ, in value or in the year they stand under."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    indicator: str
    place: str
    year: int = Field(ge=1900, le=2100)
    reason: Text
    number: tuple[Number, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _differ(self) -> "Contradiction":
        if len({(one.value, one.year or self.year) for one in self.number}) < 2:
            raise ValueError("the numbers agree, so nothing is contradicted")
        if sum(one.chosen for one in self.number) > 1:
            raise ValueError("two numbers are chosen; one is shown at most")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    contradiction: tuple[Contradiction, ...]


@cache
def told(path: Path = FILE) -> tuple[Contradiction, ...]:
    """The contradictions that only notes tell.

    Raises:
        InputError: a key is missing, unknown or of the wrong kind, an id occurs twice, or an indicator, place or source
            does not exist.
    """
    try:
        found = _File(**tomllib.loads(path.read_text(encoding="utf-8"))).contradiction
    except tomllib.TOMLDecodeError as error:
        raise InputError([Finding(shown(path), 0, "", str(error), "is not TOML", "Mend the line it names")]) from None
    except ValidationError as error:
        cure = "See class Contradiction in analytics/ledger.py for the keys and their values"
        raise InputError(
            [
                Finding(shown(path), 0, ".".join(map(str, e["loc"])), str(e["input"])[:80], e["msg"], cure)
                for e in error.errors()
            ]
        ) from None
    findings = [finding for one in found for finding in _unknown(path, one)] + _twice(path, found)
    if findings:
        raise InputError(findings)
    return found


def _unknown(path: Path, one: Contradiction) -> Iterator[Finding]:
    """What a contradiction names and nobody has."""
    indicators = [one.indicator, *(number.indicator for number in one.number if number.indicator)]
    named: dict[str, tuple[list[str], Any]] = {
        "indicator": (indicators, catalogue()),
        "place": ([one.place], places()),
        "source": ([number.source for number in one.number if number.source], source_records.load_all()),
    }
    for column, (ids, known) in named.items():
        for wanted in ids:
            if wanted not in known:
                yield Finding(shown(path), 0, f"{one.id}.{column}", wanted, "is unknown", "Name one that exists")


def _twice(path: Path, found: tuple[Contradiction, ...]) -> list[Finding]:
    ids = [one.id for one in found]
    cure = "Give each contradiction an id of its own"
    return [
        Finding(shown(path), 0, "id", one, "occurs twice", cure) for one in sorted({i for i in ids if ids.count(i) > 1})
    ]


def ledger(release: Release) -> pd.DataFrame:
    """All contradictions, those of the cells first.

    Returns:
        One row per number of a contradiction: contradiction (its id), kind ("cells" or "told"), concept, indicator,
        place, year, wave, grp, value (in the indicator's unit), qualifier, source ("" when nothing of the page is
        kept), said_ka and said_en (who prints it, "" where the source says enough), address, chosen (it is shown), rule
        (that of `analytics.choices`, or "told"), reason_ka and reason_en (of told ones), fact_id ("" for a number that
        is no fact).
    """
    return pd.DataFrame([*_cells(release), *_told(release)], columns=list(COLUMNS))


def _cells(release: Release) -> Iterator[dict[str, object]]:
    nothing = {"said_ka": "", "said_en": "", "address": "", "reason_ka": "", "reason_en": ""}
    for row in as_dicts(questions.disagreements(release)):
        cell = [str(row[name]) for name in ("concept", "place", "year", "wave", "grp")]
        kept = {name: row[name] for name in COLUMNS if name in row}
        yield {**nothing, **kept, "contradiction": "/".join(filter(None, cell)), "kind": "cells"}


def _told(release: Release) -> Iterator[dict[str, object]]:
    facts = questions.of(release, sorted({name for one in told() for name in _indicators(one)}))
    ids = {(row["indicator"], row["place"], row["year"], row["source"], row["value"]): row["fact_id"]
           for row in as_dicts(facts)}  # fmt: skip
    for one in told():
        for number in one.number:
            row = _row(one, number)
            key = (row["indicator"], row["place"], row["year"], row["source"], row["value"])
            yield {**row, "fact_id": ids.get(key, "")}


def _indicators(one: Contradiction) -> list[str]:
    return [number.indicator or one.indicator for number in one.number]


def _row(one: Contradiction, number: Number) -> dict[str, object]:
    said = number.said
    return {
        "contradiction": one.id, "kind": TOLD, "concept": catalogue()[one.indicator].concept,
        "indicator": number.indicator or one.indicator, "place": one.place, "year": number.year or one.year,
        "wave": "", "grp": "", "value": number.value, "qualifier": number.qualifier, "source": number.source,
        "said_ka": said.ka if said else "", "said_en": said.en if said else "", "address": number.address,
        "chosen": number.chosen, "rule": TOLD, "reason_ka": one.reason.ka, "reason_en": one.reason.en,
    }  # fmt: skip
