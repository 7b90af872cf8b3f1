"""The regional hubs by region and phase, the consortium with its funders, and events that public pages mention."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from geo.records import csv_rows, in_language, toml_table

PHASES: Mapping[str, tuple[int, int]] = MappingProxyType({"CSSIGE": (2017, 2020), "STAR": (2021, 2025)})
"""First and last year of each project phase."""
ALL_HUB_REGIONS = "all"


@dataclass(frozen=True)
class Hub:
    """The hub of one region in one phase; the organisation may be unknown.

    Attributes:
        region: ISO 3166-2:GE code.
        phase: key of PHASES.
        name_ka: Georgian name, "" where no page seen gives one.
        name_en: English name, "" where nobody is named.
        town_ka: town of the hub.
        town_en: town of the hub.
        town_basis: "office", "activity" (the hub's work was seen there) or "main town" (a stand-in for the map).
        lat: of the town, degrees north.
        lon: of the town, degrees east.
        website: address, or "".
        confidence: "confirmed", "inferred" or "not found".
        basis: "public page", "commissioner of this project" or "none".
        web_confidence: what public pages alone would support.
        source: address of the page relied on, or "".
        more_sources: addresses of further pages.
        says_ka: what the sources say, in our words.
        says_en: the same in English.
    """

    region: str
    phase: str
    name_ka: str
    name_en: str
    town_ka: str
    town_en: str
    town_basis: str
    lat: float
    lon: float
    website: str
    confidence: str
    basis: str
    web_confidence: str
    source: str
    more_sources: tuple[str, ...]
    says_ka: str
    says_en: str

    @property
    def confirmed(self) -> bool:
        """Whether the map may draw a filled disc."""
        return self.confidence == "confirmed"

    def name(self, language: str) -> str:
        """Return the name in a language; the English one where no Georgian name was seen; "" if nobody is named."""
        return in_language({"ka": self.name_ka, "en": self.name_en}, language) or self.name_en

    def town(self, language: str) -> str:
        """Return the town's name."""
        return in_language({"ka": self.town_ka, "en": self.town_en}, language)

    def says(self, language: str) -> str:
        """Return what the sources say."""
        return in_language({"ka": self.says_ka, "en": self.says_en}, language)


@dataclass(frozen=True)
class Partner:
    """One organisation of the consortium, or a funder; `name_ka` is "" where no full Georgian name was seen.

    Attributes:
        kind: "lead", "funder" or "partner".
        phases: keys of PHASES.
        note: English remark on the record, or "".
    """

    acronym: str
    name_ka: str
    name_en: str
    name_de: str
    kind: str
    role_ka: str
    role_en: str
    phases: tuple[str, ...]
    website: str
    source: str
    note: str


@dataclass(frozen=True)
class Event:
    """One event that a public page mentions. Never a count of what took place: nobody lists all events.

    Attributes:
        date: "2022-05-21", "2022-03", "2018", "--07-10" (year not given) or "" (not given).
        until: end of a range, otherwise "".
        precision: "day", "month", "year", "range", "day without year" or "unknown".
        region: ISO 3166-2:GE code, or "all" for an event in all ten hub regions.
        place: Geostat code of the municipality, or "".
        phase: key of PHASES.
    """

    date: str
    until: str
    precision: str
    region: str
    place: str
    phase: str
    event_ka: str
    event_en: str
    detail_ka: str
    detail_en: str
    note_ka: str
    note_en: str
    source: str


def phase_key(phase: str) -> str:
    """Return the key of a phase, given as "STAR" or as "STAR 2021-2025".

    Raises:
        ValueError: no such phase.
    """
    key = phase.split(" ", maxsplit=1)[0]
    if key not in PHASES:
        raise ValueError(f"unknown phase {phase!r}; known are {', '.join(PHASES)}")
    return key


@cache
def hubs(phase: str = "") -> tuple[Hub, ...]:
    """Return the hubs of one phase (ten), or of both (twenty), in the order of hubs.toml."""
    wanted = (phase_key(phase),) if phase else tuple(PHASES)
    table = toml_table("hubs.toml")
    return tuple(_hub(region, key, table[region][key]) for region in table for key in wanted)


def hub_of(region: str, phase: str) -> Hub | None:
    """Return the hub of a region in a phase; None for a region that has none by design (Tbilisi, Abkhazia)."""
    return next((hub for hub in hubs(phase) if hub.region == region), None)


@cache
def partners(phase: str = "") -> tuple[Partner, ...]:
    """Return the consortium and the funders, of one phase or of both."""
    read = (_partner(acronym, record) for acronym, record in toml_table("partners.toml").items())
    return tuple(partner for partner in read if not phase or phase_key(phase) in partner.phases)


@cache
def events(region: str | None = None) -> tuple[Event, ...]:
    """Return the events of a region, with those held in all ten hub regions; without a region, every event."""
    has_hub = any(hub.region == region for hub in hubs())
    wanted = {region, ALL_HUB_REGIONS} if has_hub else {region}
    return tuple(Event(**row) for row in csv_rows("events.csv") if region is None or row["region"] in wanted)


def _by_language(record: Mapping[str, Any], field: str) -> dict[str, str]:
    return {f"{field}_{language}": text for language, text in record[field].items()}


def _hub(region: str, phase: str, record: Mapping[str, Any]) -> Hub:
    texts: dict[str, Any] = _by_language(record, "name") | _by_language(record, "town") | _by_language(record, "says")
    plain: dict[str, Any] = {
        key: record[key] for key in ("town_basis", "lat", "lon", "website", "confidence", "basis", "source")
    }
    web = record.get("web_confidence", record["confidence"])
    return Hub(region, phase, web_confidence=web, more_sources=tuple(record["more_sources"]), **plain, **texts)


def _partner(acronym: str, record: Mapping[str, Any]) -> Partner:
    texts = _by_language(record, "name") | _by_language(record, "role")
    plain = {key: record[key] for key in ("kind", "website", "source", "note")}
    return Partner(acronym, phases=tuple(record["phases"]), **plain, **texts)
