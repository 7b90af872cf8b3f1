"""Everything that Kvali holds: one search over indicators, places, hubs and sources, and a list to browse."""

import streamlit as st

from analytics.catalogue import PILLARS
from pages.parts import address, certainty, choose, load, result
from pages.parts.explore_found import ALL, Found, Link, Wanted, found, shelf, source_words
from pages.parts.prepared import kept
from pages.parts.text import plain, t

LEVELS = ("georgia", "region", "municipality", "macroregion", "country")


def filters() -> dict[str, dict[str, str]]:
    """The three filters with their ids and words."""
    pillars = {ALL: t("explore.pillar_all"), **{one: t(f"pillar.{one}") for one in PILLARS}}
    levels = {one: t(f"explore.level_{one}") for one in (ALL, *LEVELS)}
    sources = {ALL: t("explore.any_source"), **{one: source_words(one) for one in load.all_sources()}}
    return {"pillar": pillars, "level": levels, "source": sources}


def draw_links(title: str, links: list[Link]) -> None:
    """Links in one wrapping row."""
    if links:
        st.markdown(f"**{title}**")
        with st.container(horizontal=True, gap="medium"):
            for link in links:
                address.link(link.page, plain(link.label), **link.choices)


def draw_nothing(answer: Found) -> None:
    """What stands where no indicator is left: why, the nearest ones, and the way back to all."""
    with st.container(border=True):
        st.markdown(f"**{t('explore.nothing')}**")
        st.markdown(t("explore.nothing_filters") if answer.filtered else t("explore.nothing_nearest"))
        for record in answer.near or []:
            result.link(record)
        address.link("explore", t("explore.clear"))


def draw_pages(answer: Found) -> None:
    """The ways to the page before and after."""
    choices = {"q": wanted.query, "pillar": wanted.pillar, "level": wanted.level, "source": wanted.source}
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        if answer.number > 1:
            address.link("explore", t("explore.previous"), **choices, part=str(answer.number - 1))
        words = t("explore.page", page=answer.number, pages=answer.last)
        st.markdown(f":small[:gray[{words}]]", width="content")
        if answer.number < answer.last:
            address.link("explore", t("explore.next"), **choices, part=str(answer.number + 1))


def draw_list(answer: Found) -> None:
    """All below the filters: places and hubs, indicators, pages, sources."""
    draw_links(t("explore.elsewhere"), answer.places)
    if answer.near is not None:
        draw_nothing(answer)
    for place, record in enumerate(answer.shown):
        if place == 0 or record.core != answer.shown[place - 1].core:
            st.header(t("explore.core") if record.core else t("explore.context"), anchor=False, divider="gray")
        result.show(record, shelf().get(record.id))
    if answer.last > 1:
        draw_pages(answer)
    draw_links(t("explore.sources"), answer.sources)


headline = st.container(key="opening_short")
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    query = choose.typed("q", t("explore.search"), placeholder=t("explore.placeholder"), resets=("part",))
    pillar, level, source = (
        choose.one(name, t(f"explore.{name}"), list(words), words.__getitem__, resets=("part",))
        for name, words in kept("explore_filters", (), filters).items()
    )
wanted = Wanted(query, pillar, level, source, st.query_params.get("part", "1"))
answer = kept("explore_found", wanted.ids, lambda: found(wanted))
with headline:
    certainty.headline(answer.claim, answer.limit)
kept("explore_list", wanted.ids, lambda: draw_list(answer))
