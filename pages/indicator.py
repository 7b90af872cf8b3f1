"""One indicator: what moved and how sure that is, its trend, places and groups, and where each number comes from."""

import streamlit as st

from geo.places import GEORGIA, places
from pages.parts import (
    address,
    certainty,
    choose,
    empty,
    figure,
    indicator_groups,
    indicator_opening,
    indicator_places,
    indicator_raw,
    indicator_scope,
    indicator_trace,
    indicator_trend,
    load,
    map_figure,
    polarity,
)
from pages.parts.prepared import kept
from pages.parts.text import t

DEFAULT = "vdem_v2x_libdem"

map_figure.go_where_clicked()
names = indicator_scope.names()

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    indicator = choose.one(
        "indicator",
        t("indicator.indicator"),
        list(names),
        names.__getitem__,
        default=DEFAULT,
        resets=("year", "since", "row"),
    )
    record = load.indicators()[indicator]
    scope = indicator_scope.scope(record)
    place = choose.one(
        "place",
        t("indicator.place"),
        list(scope.places),
        scope.places.__getitem__,
        default=GEORGIA,
        resets=("since", "row"),
    )
    if st.session_state.get("since.of") != (indicator, place):
        st.session_state.pop("chosen.since", None)  # a year remembered from another series would read as a choice
    st.session_state["since.of"] = (indicator, place)
    own = indicator_scope.series(record, place)
    since = choose.one("since", t("indicator.since"), own.earlier, str, default=own.usual) if own.earlier else ""

view = (indicator, place, since)
opening = kept("indicator_opening", view, lambda: indicator_opening.of(record, place, own, since))
shelf = f"[{t(f'pillar.{record.pillar}')}]({address.href('explore', pillar=record.pillar)})"
certainty.headline(
    opening.claim,
    opening.limit,
    lead=opening.lead,
    eyebrow=f"[{t('menu.explore')}]({address.href('explore')}) / {shelf}",
    browser_title=names[indicator],
)
kept("indicator_meaning", (indicator,), lambda: indicator_opening.meaning(record))

mapped = record.regions == "compare"
# A region's only year stands among the regions already.
trended = bool(own.years) and not (scope.years and len(own.years) == 1 and places()[place].level == "region")
paired = bool(scope.years) and (trended or mapped)
left, right = st.columns(2, gap="large") if paired else (st.container(), st.container())
first, second, third = (left, right, st.container()) if trended else (st.container(), left, right)

if trended:
    with first:
        indicator_trend.show(record, place)
with second:
    if scope.years:
        ordered = t(f"indicator.regions_{indicator_places.order(record)}")
        figure.head(t("indicator.regions_title"), ordered)
        with figure.controls():
            chosen = choose.one("year", t("indicator.year"), scope.offered, str, default=str(scope.years[0]))
            year = int(chosen)
        if year in scope.years:
            indicator_places.regions(record, place, year)
        else:
            empty.no_figures(t("indicator.regions_title"), why=t("indicator.towns_only", year=year))
    elif record.regions == "statement":
        indicator_places.statement()
if mapped:
    with third:
        figure.head(t("indicator.map_title", year=year), record.unit[address.language()])
        indicator_places.map_of(record, place, year)

if scope.towns:
    figure.head(t("indicator.municipalities"), t("indicator.municipalities_how"))
    with figure.controls():
        if not scope.years:
            year = int(choose.one("year", t("indicator.year"), scope.offered, str))
    if year in scope.towns:
        indicator_places.municipalities(record, year)
    else:
        empty.no_figures(t("indicator.municipalities"), why=t("indicator.no_towns", year=year))

indicator_groups.show(record, place)
polarity.of_one(record, place)
indicator_raw.show(record, place, opening.fact)
kept("indicator_trace", view, lambda: indicator_trace.draw(record, place, opening.fact))
