"""The hub's door: one region, what stands out in it, its peers, and the numbers that nobody has."""

import streamlit as st

from analytics.combine import as_dicts
from geo.hubs import hub_of
from geo.places import official_regions
from pages.parts import choose, doors, empty, figure, load, region_gaps
from pages.parts.address import href, language
from pages.parts.index_words import item_words
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

INDEX, PHASE, MOST = "regional", "STAR", 5
USUAL = "GE-KK"


def show() -> None:
    """Draws the region's choice and three boxes."""
    regions = sorted(official_regions(), key=_name)
    place = choose.one("place", t("start.region"), regions, _name, default=USUAL)
    kept("door_hub", (place,), lambda: _boxes(place))
    doors.ways(
        ("hub", t("start.to_region", place=_name(place)), {"place": place}),
        ("compare", t("menu.compare"), {"level": "region", "places": place}),
        ("index", t("menu.index"), {"index": INDEX, "place": place}), ("methods", t("menu.methods"), {}),
    )  # fmt: skip


def _name(code: str) -> str:
    return place_text(code, "name", language())


def _boxes(place: str) -> None:
    hub = hub_of(place, PHASE)
    named = hub.name(language()) if hub and hub.confirmed else ""
    st.markdown(t("start.hub_named", hub=plain(named)) if named else t("start.hub_unnamed"))
    first, second, third = st.columns(3, gap="large")
    with first:
        _standing(place)
    with second:
        _peers(place)
    with third:
        _missing(place)


def _standing(place: str) -> None:
    """What lies surely above or below the middle of the other regions."""
    figure.head(t("start.hub_standing"), t("start.hub_standing_how"))
    year = load.index_years(INDEX, "overall")[0]
    found = load.index_strengths(INDEX, place, year)
    for verdict in ("strength", "weakness", "unsure"):
        items = list(found.loc[found["verdict"] == verdict, "item"])
        if verdict == "unsure":
            st.markdown(f":small[:gray[{tn('start.hub_unsure', len(items))}]]")
            continue
        names = ", ".join(
            f"[{plain(item_words(item))}]({href('indicator', indicator=item, place=place)})" for item in items
        )
        st.markdown(f"**{t(f'start.hub_{verdict}')}**: {names or t('start.hub_nothing')}")


def _peers(place: str) -> None:
    """The regions nearest in population, and where they are compared."""
    figure.head(t("start.hub_near"), t("start.hub_near_how"))
    near = load.region_peers("population", place).places
    lines = [f"- [{plain(_name(one))}]({href('compare', level='region', places=f'{place},{one}')})" for one in near]
    st.markdown("\n".join(lines) or t("start.hub_nothing"))


def _missing(place: str) -> None:
    """Numbers that are not there, the most useful ones first."""
    gaps = load.missing_figures(place)
    figure.head(tn("start.hub_gaps", len(gaps)), t("start.hub_gaps_how"))
    useful = list(load.index_useful_gaps(INDEX, place)["item"])[:MOST]
    if useful:
        st.markdown(f"**{t('start.hub_useful')}**: " + ", ".join(plain(item_words(one)) for one in useful))
    st.markdown("\n".join(f"- {region_gaps.cell(row)}" for row in as_dicts(gaps.head(MOST))))
    if gaps.empty:
        empty.no_figures(t("start.hub_nothing"))
