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


def settled() -> tuple[Index, Profile, str, int]:
    """Index, profile, place and year as chosen, before a widget is drawn: the headline above speaks of them."""
    record = indices()[choose.settle("index", _order(), _short, quiet=True)]
    names = _profiles(record)
    shown = {one.id: one for one in record.profile}[
        choose.settle("profile", list(names), names.__getitem__, quiet=True)
    ]
    year = choose.settle("year", _years(record, shown), str, quiet=True)
    named = _named(record, shown, int(year))
    default = DEFAULT_PLACE[record.level]
    return record, shown, choose.settle("place", list(named), named.__getitem__, default=default, quiet=True), int(year)


def draw(record: Index, shown: Profile, year: int) -> None:
    """Draws the widgets of these choices; another index starts its own profile, place and year."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        resets = ("profile", "place", "year")
        choose.one("index", t("index.index"), _order(), _short, segments=True, resets=resets)
        names = _profiles(record)
        choose.one("profile", t("index.profile"), list(names), names.__getitem__)
    with st.container(horizontal=True, gap="medium"):
        choose.one("year", t("index.year"), _years(record, shown), str)
        named, default = _named(record, shown, year), DEFAULT_PLACE[record.level]
        choose.one("place", t(f"index.{record.level}"), list(named), named.__getitem__, default=default)


def _order() -> list[str]:
    return sorted(indices(), reverse=True)


def _short(name: str) -> str:
    return t(f"index.short_{name}")


def _profiles(record: Index) -> dict[str, str]:
    return {one.id: one.name[language()] for one in record.profile}


def _years(record: Index, shown: Profile) -> list[str]:
    return [str(year) for year in load.index_years(record.id, shown.id)]


def _named(record: Index, shown: Profile, year: int) -> dict[str, str]:
    return kept("index_places", (record.id, shown.id, str(year)), lambda: _places(record, shown, year))


def _places(record: Index, shown: Profile, year: int) -> dict[str, str]:
    """The places with a score and their names, by name."""
    named = {code: place_name(code) for code in load.index_standing(record.id, shown.id, year)["place"]}
    return dict(sorted(named.items(), key=lambda one: one[1]))


def without_score(record: Index, scored: set[str]) -> list[str]:
    """The places of the index that have no score, by name."""
    return sorted(set(units(record)) - scored, key=place_name)
