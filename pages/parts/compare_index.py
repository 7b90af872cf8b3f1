"""What the index says of the compared places: who is ahead in how many methods, and why the first two differ."""

from itertools import combinations

import streamlit as st

from analytics.indices import indices
from pages.parts import address, choose, figure, index_gap, load
from pages.parts.address import language
from pages.parts.index_words import View, pair
from pages.parts.text import plain, t

NAME = "profile"


def show(level: str, places: tuple[str, ...]) -> None:
    """Draws the sentences and the steps, where the level has an index and two of the places have a score in it."""
    index = next((one for one in indices().values() if one.level == level), None)
    if index is None or len(places) < 2:
        return
    figure.head(t("compare.index_title"), t("compare.index_subtitle"))
    with figure.controls():
        profiles = {one.id: one for one in index.profile if one.headline}
        names = {name: one.name[language()] for name, one in profiles.items()}
        chosen = choose.one(NAME, t("compare.index_profile"), list(names), names.__getitem__)
    year = load.index_years(index.id, chosen)[0]
    view = View(index, profiles[chosen], places[0], year)
    _sentences(view, places)
    address.link("index", t("compare.index_link"), index=index.id, profile=chosen, place=places[0])


def _sentences(view: View, places: tuple[str, ...]) -> None:
    """One sentence for each pair with scores, then the steps between the first two."""
    table = load.index_chances(*view.at, view.year)
    scored = [place for place in places if place in table.index]
    if len(scored) < 2:
        st.markdown(plain(t("compare.index_none", year=view.year)))
        return
    told = [pair(view, one, other, float(table[other][one])) for one, other in combinations(scored, 2)]
    st.markdown("\n".join(f"- {plain(words)}" for words in told))
    first = View(view.index, view.profile, scored[0], view.year)
    index_gap.draw(first, scored[1], key="compare_gap")
