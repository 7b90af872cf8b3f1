"""Everything that Kvali holds: one search over indicators, places, hubs and sources, and a list to browse."""

import streamlit as st

from analytics.catalogue import PILLARS
from pages.parts import address, certainty, choose, load, result
from pages.parts.explore_found import ALL, FILTERS, Found, Link, Links, Wanted, at, counts, found, shelf, source_words
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

LEVELS = ("georgia", "region", "municipality", "macroregion", "country")


def filters() -> dict[str, dict[str, str]]:
    """The three filters with their ids and words."""
    pillars = {ALL: t("explore.pillar_all"), **{one: t(f"pillar.{one}") for one in PILLARS}}
    levels = {one: t(f"explore.level_{one}") for one in (ALL, *LEVELS)}
    sources = {ALL: t("explore.any_source"), **{one: source_words(one) for one in load.all_sources()}}
    return {"pillar": pillars, "level": levels, "source": sources}


def counted(wanted: Wanted) -> dict[str, dict[str, str]]:
    """The words of every filter with how many indicators each would show; those that show none stand last."""
    numbers = counts(wanted)
    return {
        name: {
            one: t("explore.option", words=label, count=numbers[name][one])
            for one, label in sorted(words.items(), key=lambda pair: numbers[name][pair[0]] == 0 and pair[0] != ALL)
        }
        for name, words in kept("explore_filters", (), filters).items()
    }


def draw_links(title: str, links: Links) -> None:
    """Links in a wrapping row, the less likely ones folded below it."""
    if links.open:
        st.markdown(f"**{title}**")
        draw_row(links.open)
    if links.folded:
        with st.expander(tn("explore.more_links", len(links.folded))):
            draw_row(links.folded)


def draw_row(links: list[Link]) -> None:
    """Links in one wrapping row."""
    with st.container(horizontal=True, gap="medium"):
        for link in links:
            address.link(link.page, plain(link.label), **link.choices)


def draw_nothing(answer: Found) -> None:
    """What stands where no indicator is left: why, the nearest ones, and the way back to all."""
    with st.container(border=True):
        st.markdown(f"**{t('explore.nothing')}**")
        if answer.filtered or answer.near:
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
    local = at(answer.place, answer.shown)
    for number, record in enumerate(answer.shown):
        if number == 0 or record.core != answer.shown[number - 1].core:
            st.header(t("explore.core") if record.core else t("explore.context"), anchor=False, divider="gray")
        result.show(record, shelf().get(record.id), local.get(record.id))
    if answer.last > 1:
        draw_pages(answer)
    draw_links(t("explore.sources"), answer.sources)


query, words = st.query_params.get("q") or "", kept("explore_filters", (), filters)
asked = {name: choose.settle(name, list(words[name]), words[name].__getitem__, quiet=True) for name in FILTERS}
wanted = Wanted(query, **asked, part=st.query_params.get("part", "1"))
answer = kept("explore_found", wanted.ids, lambda: found(wanted))
certainty.headline(answer.claim, answer.limit)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    choose.typed("q", t("explore.search"), placeholder=t("explore.placeholder"), resets=("part",))
    for name, options in kept("explore_counts", wanted.ids[:-1], lambda: counted(wanted)).items():
        choose.one(name, t(f"explore.{name}"), list(options), options.__getitem__, default=ALL, resets=("part",))
kept("explore_list", wanted.ids, lambda: draw_list(answer))
