"""Everything that Kvali holds: one search over indicators, places, hubs and sources, and a list to browse."""

import streamlit as st

from analytics.catalogue import PILLARS, Indicator
from analytics.findable import in_order, index
from geo.hubs import hub_of
from geo.places import GEORGIA, places
from pages.parts import address, certainty, choose, load, result
from pages.parts.address import language
from pages.parts.place_names import place_text
from pages.parts.text import plain, t, tn

ALL, ON_A_PAGE, STRONG, MOST_LINKS = "all", 20, 84.0, 6
LEVELS = ("georgia", "region", "municipality", "macroregion", "country")

shelf = {row["indicator"]: row for row in load.shelf().to_dict("records")}
records, sources = load.indicators(), load.all_sources()


def source_words(source: str) -> str:
    """A source by publisher and title."""
    return f"{sources[source].publisher[language()]}: {sources[source].title}"


def facet(name: str, words: dict[str, str]) -> str:
    """One filter as a select box; a new choice starts the list anew."""
    return choose.one(name, t(f"explore.{name}"), list(words), words.__getitem__, resets=("part",))


def offers(record: Indicator, pillar: str, level: str, source: str) -> bool:
    """Whether an indicator passes the three filters."""
    row = shelf.get(record.id, {"levels": [], "sources": list(record.sources)})
    return (
        (pillar in (ALL, record.pillar))
        and (level == ALL or level in row["levels"])
        and (source == ALL or source in row["sources"])
    )


def links_of(keys: list[str]) -> list[tuple[str, str, dict[str, str]]]:
    """Page, label and choices for found places, hubs and sources; each target once."""
    found: dict[tuple[str, str], tuple[str, str, dict[str, str]]] = {}
    for key in keys:
        kind, _, name = key.partition(":")
        link = {"place": place_link, "hub": hub_link, "source": source_link}[kind](name)
        found.setdefault((link[0], str(link[2])), link)
    return list(found.values())[:MOST_LINKS]


def place_link(code: str) -> tuple[str, str, dict[str, str]]:
    """A region opens its page, a municipality that of its region, Georgia the overview, a country the comparison."""
    place, label = places()[code], place_text(code, "name", language())
    if code == GEORGIA:
        return "overview", label, {}
    if place.level == "region":
        return "hub", label, {"place": code}
    if place.level == "municipality":
        label = t("explore.in_region", place=label, region=place_text(place.region, "name", language()))
        return "hub", label, {"place": place.region}
    return "compare", label, {"places": code}


def hub_link(key: str) -> tuple[str, str, dict[str, str]]:
    """A hub organisation opens the page of its region."""
    region, _, phase = key.partition(".")
    hub = hub_of(region, phase)
    name = hub.name(language()) if hub else ""
    return "hub", t("explore.hub", name=name, region=place_text(region, "name", language())), {"place": region}


def source_link(source: str) -> tuple[str, str, dict[str, str]]:
    """A source opens its entry in sources and methods."""
    return "methods", t("explore.source_link", source=source_words(source)), {"source": source}


headline = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    query = choose.typed("q", t("explore.search"), placeholder=t("explore.placeholder"), resets=("part",))
    pillar = facet("pillar", {ALL: t("explore.pillar_all"), **{one: t(f"pillar.{one}") for one in PILLARS}})
    level = facet("level", {one: t(f"explore.level_{one}") for one in (ALL, *LEVELS)})
    source = facet("source", {ALL: t("explore.any_source"), **{one: source_words(one) for one in sources}})

hits = index().search(query) if query.strip() else []
found = [records[hit.key.partition(":")[2]] for hit in hits if hit.key.startswith("indicator:")]
meant = found if query.strip() else in_order()
kept = [record for record in meant if offers(record, pillar, level, source)]
kept.sort(key=lambda record: not record.core)
others = links_of([hit.key for hit in hits if hit.score >= STRONG and not hit.key.startswith("indicator:")])

with headline:
    if query.strip() and not meant:
        certainty.headline(t("explore.none", query=query.strip()[:60]), t("explore.none_limit"))
    elif query.strip():
        certainty.headline(tn("explore.found", len(kept), query=query.strip()[:60]), t("explore.found_limit"))
    else:
        planned = sum(record.id not in shelf for record in kept)
        certainty.headline(
            tn("explore.all", len(kept)), tn("explore.planned", planned) if planned else t("explore.all_limit")
        )

if others:
    st.markdown(f"**{t('explore.elsewhere')}**")
    with st.container(horizontal=True, gap="medium"):
        for page, label, choices in others:
            address.link(page, plain(label), **choices)

if not kept:
    near = [key for key in index().nearest(query, 8) if key.startswith("indicator:")][:4] if query.strip() else []
    with st.container(border=True):
        st.markdown(f"**{t('explore.nothing')}**")
        st.markdown(t("explore.nothing_filters") if meant else t("explore.nothing_nearest"))
        for key in [] if meant else near:
            result.link(records[key.partition(":")[2]])
        address.link("explore", t("explore.clear"))

last = max(1, -(-len(kept) // ON_A_PAGE))
asked = st.query_params.get("part", "1")
number = min(max(int(asked), 1), last) if asked.isdecimal() else 1
shown = kept[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
for place, record in enumerate(shown):
    if place == 0 or record.core != shown[place - 1].core:
        st.header(t("explore.core") if record.core else t("explore.context"), anchor=False, divider="gray")
    result.show(record, shelf.get(record.id))

if last > 1:
    choices = {"q": query, "pillar": pillar, "level": level, "source": source}
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        if number > 1:
            address.link("explore", t("explore.previous"), **choices, part=str(number - 1))
        st.markdown(f":small[:gray[{t('explore.page', page=number, pages=last)}]]", width="content")
        if number < last:
            address.link("explore", t("explore.next"), **choices, part=str(number + 1))
