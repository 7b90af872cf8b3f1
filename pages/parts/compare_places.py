"""The places of one year: dots with intervals, every pair in words, and what the index says of them."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import certainty, compare_choices, compare_index, figure
from pages.parts.compare_choices import Chosen
from pages.parts.compare_figures import View, comparison
from pages.parts.prepared import kept
from pages.parts.text import t


def show(chosen: Chosen, opening: DeltaGenerator) -> None:
    """Draws the year's figures, the headline into `opening`."""
    year = 0
    if len(chosen.places) > 1:
        with st.container(width=compare_choices.NARROW):
            year = compare_choices.year(chosen.record.id, chosen.level, chosen.places)
    view = View(chosen.record, chosen.level, chosen.places, year)
    shown = kept("comparison", view.ids, lambda: comparison(view))
    with opening:
        certainty.headline(shown.claim, shown.limit, lead=shown.lead, eyebrow=shown.eyebrow)
    if shown.places:
        left, right = st.columns([2, 3], gap="large") if shown.pairs else (st.container(), st.container())
        with left:
            figure.head(t("compare.dots_title", year=year), shown.direction)
            shown.places.show("compare_places")
        with right:
            if shown.pairs:
                figure.head(t("compare.pairs_title"), t("compare.pairs_subtitle"))
                shown.pairs.show("compare_pairs")
    compare_index.show(chosen.level, chosen.places)
