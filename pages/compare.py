"""Places of one level side by side: in a year, over the years, before and after, by two indicators, by strengths."""

import streamlit as st

from pages.parts import (
    certainty,
    compare_against,
    compare_choices,
    compare_dates,
    compare_peers,
    compare_places,
    compare_strengths,
    compare_years,
    load,
)
from pages.parts.text import t

VIEWS = {
    "places": compare_places.show,
    "years": compare_years.show,
    "dates": compare_dates.show,
    "against": compare_against.show,
    "strengths": compare_strengths.show,
}

opening = st.container()
wide, narrow = st.columns([3, 1])
with wide:
    record = load.indicators()[compare_choices.indicator("eng_donate_charity")]
with narrow:
    level = compare_choices.level(record.id)
narrow, wide = st.columns([1, 3]) if level in compare_peers.OF_LEVEL else (st.container(), st.container())
with narrow:
    rule = compare_peers.rule(level)
with wide:
    if rule != compare_peers.OWN:
        compare_peers.fill(record, level, rule)
    chosen = compare_choices.Chosen(record, level, tuple(compare_choices.several(record.id, level)))
view = compare_choices.view()
if view == "places" or chosen.places:
    VIEWS[view](chosen, opening)
else:
    with opening:
        certainty.headline(t("compare.too_few"), t("compare.too_few_limit"))
