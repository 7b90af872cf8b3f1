"""What a profile of an index is made of: its pillars and indicators, each a link on the way down to the raw row."""

import streamlit as st

from pages.parts import address, figure, load
from pages.parts.address import language
from pages.parts.index_words import View
from pages.parts.prepared import kept
from pages.parts.text import plain, t


def show(view: View) -> None:
    """Draws one row of links for each part: its pillar in Explore, then its indicators at the view's place."""
    figure.head(t("index.made_of_title"), t("index.made_of_subtitle"))
    kept("index_made_of", view.ids, lambda: _parts(view))


def _parts(view: View) -> None:
    parts = {part.id: part for part in view.index.part}
    for name in view.profile.parts:
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            pillar = parts[name].pillar
            st.markdown(f"**{plain(t(f'index.part_{name}'))}**", width="content")
            address.link("explore", t("index.to_pillar", pillar=t(f"pillar.{pillar}")), pillar=pillar)
        with st.container(horizontal=True, gap="medium"):
            for entry in view.index.item:
                if entry.part == name:
                    _indicator(entry.indicator, view.place)


def _indicator(name: str, place: str) -> None:
    """The name of an indicator as a link to its page; at the place where it has a figure."""
    found = {"place": place} if place in set(load.extent(name)["place"]) else {}
    address.link("indicator", plain(load.indicators()[name].name[language()]), indicator=name, **found)
