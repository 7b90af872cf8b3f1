"""What the reader chooses on the index page: index, profile, place, year; ids in the address."""

import streamlit as st

from analytics.index_panel import units
from analytics.indices import Index, Profile, indices
from geo.places import GEORGIA
from pages.parts import choose, load
from pages.parts.address import language
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import t

DEFAULT_PLACE = {"country": GEORGIA, "region": "GE-KK"}


def place_name(code: str) -> str:
    """A place in the reader's language."""
    return place_text(code, "name", language())


def index() -> Index:
    """The index; another one starts its own profile, place and year."""
    records = indices()
    names = {name: t(f"index.short_{name}") for name in sorted(records, reverse=True)}
    chosen = choose.one(
        "index", t("index.index"), list(names), names.__getitem__, segments=True, resets=("profile", "place", "year")
    )
    return records[chosen]


def profile(record: Index) -> Profile:
    """One of its profiles."""
    known = {one.id: one for one in record.profile}
    names = {one.id: one.name[language()] for one in record.profile}
    return known[choose.one("profile", t("index.profile"), list(names), names.__getitem__)]


def place_and_year(record: Index, shown: Profile) -> tuple[str, int]:
    """The place that stands in accent, and the year."""
    years = [str(year) for year in load.index_years(record.id, shown.id)]
    with st.container(horizontal=True, gap="medium"):
        year = choose.one("year", t("index.year"), years, str)
        names = kept("index_places", (record.id, shown.id, year), lambda: _places(record, shown, int(year)))
        default = DEFAULT_PLACE[record.level]
        place = choose.one("place", t(f"index.{record.level}"), list(names), names.__getitem__, default=default)
    return place, int(year)


def _places(record: Index, shown: Profile, year: int) -> dict[str, str]:
    """The places with a score and their names, by name."""
    named = {code: place_name(code) for code in load.index_standing(record.id, shown.id, year)["place"]}
    return dict(sorted(named.items(), key=lambda one: one[1]))


def without_score(record: Index, scored: set[str]) -> list[str]:
    """The places of the index that have no score, by name."""
    return sorted(set(units(record)) - scored, key=place_name)
