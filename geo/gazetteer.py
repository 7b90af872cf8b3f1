"""The places that can carry a figure: Georgia and its peers, regions, municipalities, survey macro-regions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from geo.records import csv_rows, toml_table

GEORGIA = "GEO"
LEVELS = ("country", "region", "macroregion", "municipality")
"""Every level, in the order in which an ambiguous name is understood: "Tbilisi" is the region first."""


@dataclass(frozen=True)
class Place:
    """One place.

    Attributes:
        code: ISO 3166-1 alpha-3, ISO 3166-2:GE, GE-Q-.. for survey macro-regions, or Geostat's code as text.
        level: one of LEVELS.
        name_ka: Georgian name.
        name_en: English name.
        short_ka: shorter Georgian name for narrow charts; the full name stands beside it.
        short_en: shorter English name.
        region: code of the region that a municipality lies in, otherwise "".
        lat: degrees north (regions: where the map writes the name; municipalities: main settlement), or None.
        lon: degrees east, or None.
        statistics: "official" or "none: occupied".
    """

    code: str
    level: str
    name_ka: str
    name_en: str
    short_ka: str
    short_en: str
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    statistics: str = "official"


@cache
def places() -> Mapping[str, Place]:
    """Return every place by its code: countries, regions, macro-regions, municipalities."""
    read = (*_countries(), *_regions(), *_macroregions(), *_municipalities())
    return MappingProxyType({place.code: place for place in read})


@cache
def members(code: str) -> tuple[str, ...]:
    """Return the codes one level below a place.

    Georgia holds its regions, a region its municipalities, a macro-region its regions; every other place nothing.

    Raises:
        KeyError: no place has this code.

    >>> members("GE-GU")
    ('2682323', '2682325', '2682327')
    """
    level = places()[code].level
    if level == "macroregion":
        return tuple(toml_table("macroregions.toml")[code]["members"])
    if code == GEORGIA:
        return tuple(place.code for place in places().values() if place.level == "region")
    return tuple(place.code for place in places().values() if place.region == code)


def name(code: str, language: str, *, short: bool = False) -> str:
    """Return the name of a place in a language, "ka" or "en".

    >>> name("GE-KK", "ka")
    'ქვემო ქართლი'
    """
    field = f"{'short' if short else 'name'}_{_known(language)}"
    return str(getattr(places()[code], field))


def label_lines(code: str, language: str) -> list[str]:
    """Return the full name of a place, divided where a chart may break it.

    >>> "<br>".join(label_lines("GE-RL", "en"))
    'Racha-Lechkhumi<br>and Kvemo Svaneti'
    """
    region = toml_table("regions.toml").get(code)
    return list(region["lines"][_known(language)]) if region else [name(code, language)]


def _known(language: str) -> str:
    if language not in ("ka", "en"):
        raise ValueError(f"unknown language {language!r}; known are 'ka' and 'en'")
    return language


def _named(code: str, level: str, record: Mapping[str, Any], **fields: Any) -> Place:
    full, short = record["name"], record.get("short", record["name"])
    return Place(code, level, full["ka"], full["en"], short["ka"], short["en"], **fields)


def _countries() -> Iterator[Place]:
    for code, record in toml_table("countries.toml").items():
        yield _named(code, "country", record)


def _regions() -> Iterator[Place]:
    for code, record in toml_table("regions.toml").items():
        lat, lon = record["label"]
        yield _named(code, "region", record, lat=lat, lon=lon, statistics=record["statistics"])


def _macroregions() -> Iterator[Place]:
    for code, record in toml_table("macroregions.toml").items():
        yield _named(code, "macroregion", record)


def _municipalities() -> Iterator[Place]:
    for row in csv_rows("municipalities.csv"):
        names = {"name": {"ka": row["name_ka"], "en": row["name_en"]}}
        centre = {"lat": float(row["lat"]), "lon": float(row["lon"])}
        yield _named(row["code"], "municipality", names, region=row["region"], **centre)


@cache
def official_regions() -> tuple[str, ...]:
    """Return the regions for which official statistics exist, in the gazetteer's order: eleven."""
    return tuple(code for code, place in places().items() if place.level == "region" and place.statistics == "official")
