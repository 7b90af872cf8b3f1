"""What a reader can search for: indicators, places, hub organisations and sources, each with its words by field."""

from functools import cache

from analytics.catalogue import Indicator, catalogue
from analytics.search import Index
from analytics.search_words import search_words
from data import source_records
from data.source_records import Source
from geo.hubs import PHASES, Hub, hubs
from geo.places import Place, places
from geo.records import csv_rows

KINDS = ("indicator", "place", "hub", "source")
"""The first half of a key: "indicator:eng_petition", "place:GE-KK", "hub:GE-KK.STAR", "source:vdem15"."""


@cache
def index() -> Index:
    """The index of everything that can be found; indicators of the core stand before those of the context."""
    sources = source_records.load_all()
    entries: dict[str, tuple[str, ...]] = {}
    entries |= {f"place:{place.code}": _of_place(place) for place in places().values()}
    entries |= {f"indicator:{record.id}": _of_indicator(record, sources) for record in in_order()}
    entries |= {f"hub:{hub.region}.{hub.phase}": _of_hub(hub) for hub in newest_first() if hub.name("ka")}
    entries |= {f"source:{source.source}": _of_source(source) for source in sources.values()}
    return Index(entries)


def in_order() -> list[Indicator]:
    """All indicators, the core first, each part in the order of the pillars."""
    records = list(catalogue().values())
    return [*(one for one in records if one.core), *(one for one in records if not one.core)]


def newest_first() -> list[Hub]:
    """The hubs, those of the phase that runs before those of the one before."""
    return sorted(hubs(), key=lambda hub: hub.phase != list(PHASES)[-1])


def _of_indicator(record: Indicator, sources: dict[str, Source]) -> tuple[str, ...]:
    published = [sources[name] for name in record.sources if name in sources]
    pillar = search_words().pillars[record.pillar]
    makers = " ".join(f"{one.publisher.ka} {one.publisher.en} {one.title}" for one in published)
    return (
        f"{record.name.ka} / {record.name.en}",
        f"{record.id} {record.concept}",
        f"{' '.join(record.sources)} {makers} {record.unit.ka} {record.unit.en} {pillar}",
        f"{record.definition.ka} {record.definition.en}",
    )


def _of_place(place: Place) -> tuple[str, ...]:
    other = " ".join(_spellings().get(place.code, ()))
    return f"{place.name_ka} / {place.name_en}", f"{place.code} {other}", search_words().levels[place.level]


@cache
def _spellings() -> dict[str, list[str]]:
    """Other spellings of places that sources use."""
    found: dict[str, list[str]] = {}
    for row in csv_rows("spellings.csv"):
        found.setdefault(row["code"], []).append(row["spelling"])
    return found


def _of_hub(hub: Hub) -> tuple[str, ...]:
    region = places()[hub.region]
    return (f"{hub.name('ka')} / {hub.name_en}", f"{hub.town('ka')} {hub.town('en')} hub ჰაბი",
            f"{region.name_ka} {region.name_en} {hub.phase}")  # fmt: skip


def _of_source(source: Source) -> tuple[str, ...]:
    return (f"{source.publisher.ka} / {source.publisher.en} / {source.title}", f"{source.source} {source.version}")
