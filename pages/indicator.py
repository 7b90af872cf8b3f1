"""One indicator: what moved and how sure that is, its trend, places and groups, and where each number comes from."""

import streamlit as st

from analytics.findable import in_order
from analytics.series import longest, unsure
from geo.places import GEORGIA, places
from pages.parts import (
    address,
    certainty,
    choose,
    empty,
    figure,
    indicator_opening,
    indicator_places,
    indicator_trace,
    indicator_trend,
    indicator_words,
    load,
    map_figure,
)
from pages.parts.address import language
from pages.parts.place_names import place_text
from pages.parts.text import plain, t

DEFAULT = "vdem_v2x_libdem"

map_figure.go_where_clicked()
lang = language()
names = {one.id: one.name[lang] for one in in_order()}

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    indicator = choose.one(
        "indicator", t("indicator.indicator"), list(names), names.__getitem__, default=DEFAULT, resets=("year", "since")
    )
    record, extent = load.indicators()[indicator], load.extent(indicator)
    where = {code: place_text(code, "name", lang) for code in dict.fromkeys([GEORGIA, *extent["place"]])}
    place = choose.one(
        "place", t("indicator.place"), list(where), where.__getitem__, default=GEORGIA, resets=("since",)
    )
    if st.session_state.get("since.of") != (indicator, place):
        st.session_state.pop("chosen.since", None)  # a year remembered from another series would read as a choice
    st.session_state["since.of"] = (indicator, place)
    own = load.facts((indicator,), places=(place,))
    line = longest(record, own)
    earlier = [str(year) for year in line["year"]][:-1][::-1]
    final = [str(year) for year in line.loc[~unsure(line), "year"] if str(year) in earlier][::-1]
    since = choose.one("since", t("indicator.since"), earlier, str, default=(final or earlier)[0]) if earlier else ""

opening = indicator_opening.of(record, place, own, since, int(line["year"].max()) if since else 0)
shelf = f"[{t(f'pillar.{record.pillar}')}]({address.href('explore', pillar=record.pillar)})"
certainty.headline(
    opening.claim,
    opening.limit,
    lead=opening.lead,
    eyebrow=f"[{t('menu.explore')}]({address.href('explore')}) / {shelf}",
    browser_title=record.name[lang],
)
scale = f":small[:gray[{plain(record.unit[lang])} · {plain(indicator_words.direction(record))}]]"
caveat = f":small[:gray[{t('indicator.caveat', caveat=plain(record.caveat[lang]))}]]"
st.container(width=820).markdown(f"{plain(record.definition[lang])}\n\n{scale}\n\n{caveat}")

years = map_figure.years(record) if record.regions in ("compare", "context") else []
towns = sorted({year for row in extent[extent["level"] == "municipality"]["years"] for year in row}, reverse=True)
offered = [str(year) for year in sorted({*years, *towns}, reverse=True)]
mapped = record.regions == "compare"
# A region's only year stands among the regions already.
trended = len(own) > 0 and not (years and own["year"].nunique() == 1 and places()[place].level == "region")
paired = bool(years) and (trended or mapped)
left, right = st.columns(2, gap="large") if paired else (st.container(), st.container())
first, second, third = (left, right, st.container()) if trended else (st.container(), left, right)

if trended:
    with first:
        indicator_trend.show(record, place, own)
with second:
    if years:
        with figure.head(t("indicator.regions_title"), t(f"indicator.regions_{indicator_places.order(record)}")):
            year = int(choose.one("year", t("indicator.year"), offered, str, default=str(years[0])))
        if year in years:
            indicator_places.regions(record, place, year)
        else:
            empty.no_figures(t("indicator.regions_title"), why=t("indicator.towns_only", year=year))
    elif record.regions == "statement":
        indicator_places.statement()
if mapped:
    with third:
        figure.head(t("indicator.map_title", year=year), record.unit[lang])
        indicator_places.map_of(record, place, year)

if towns:
    with figure.head(t("indicator.municipalities"), t("indicator.municipalities_how")):
        if not years:
            year = int(choose.one("year", t("indicator.year"), offered, str))
    if year in towns:
        indicator_places.municipalities(record, year)
    else:
        empty.no_figures(t("indicator.municipalities"), why=t("indicator.no_towns", year=year))

if indicator in set(load.grouped_indicators()["indicator"]):
    indicator_places.groups(record, place)
if opening.fact is not None:
    indicator_trace.inputs(record, opening.fact)
indicator_trace.disagreement(record, place)
indicator_trace.gaps(record, place)
indicator_trace.sources(indicator_opening.behind(record, place), opening.fact)
