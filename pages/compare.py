"""Places of one level side by side: who stands above whom in one year, as far as the figures allow saying so."""

import streamlit as st

from analytics.catalogue import PILLARS
from pages.parts import certainty, choose, compare_choices, compare_index, compare_tables, empty, figure, load
from pages.parts.compare_figures import View, comparison
from pages.parts.prepared import kept
from pages.parts.text import t


def draw_figures() -> None:
    """The year as dots, the years as lines, the pairs as a table."""
    left, right = st.columns(2, gap="large")
    with left:
        figure.head(t("compare.dots_title", year=view.year), shown.direction)
        if shown.places:
            shown.places.show("compare_places")
    with right:
        if shown.years:
            figure.head(t("compare.trend_title"), shown.direction)
            shown.years.show("compare_years")
    if shown.pairs:
        figure.head(t("compare.pairs_title"), t("compare.pairs_subtitle"))
        shown.pairs.show("compare_pairs")


def draw_profile() -> None:
    """The same places over the indicators of a pillar, each in the latest year that all of them have."""
    words = {one: t(f"pillar.{one}") for one in PILLARS}
    with figure.head(t("compare.profile_title"), t("compare.profile_subtitle")):
        pillar = choose.one("pillar", t("compare.pillar"), list(PILLARS), words.__getitem__, default=view.record.pillar)
    table = kept(
        "compare_profile", (*view.ids[:3], pillar),
        lambda: compare_tables.profile(view.record, view.level, pillar, view.places),
    )  # fmt: skip
    if table:
        table.show("compare_profile")
    else:
        empty.no_figures(t("compare.profile_none", pillar=words[pillar]), why=t("compare.profile_why"))


opening = st.container()
wide, narrow = st.columns([3, 1])
with wide:
    record = load.indicators()[compare_choices.indicator("eng_donate_charity")]
with narrow:
    level = compare_choices.level(record.id)
with wide:
    chosen = tuple(compare_choices.several(record.id, level))
with narrow:
    year = compare_choices.year(record.id, level, chosen) if len(chosen) > 1 else 0
view = View(record, level, chosen, year)
shown = kept("comparison", view.ids, lambda: comparison(view))
with opening:
    certainty.headline(shown.claim, shown.limit, lead=shown.lead, eyebrow=shown.eyebrow)
if len(chosen) > 1:
    if shown.places:
        draw_figures()
    draw_profile()
    compare_index.show(level, chosen)
