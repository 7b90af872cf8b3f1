"""The map block: regions by class, hatches, hubs, legend, table twin, source line; a click leads to the region."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.catalogue import Indicator
from geo.hubs import hubs
from geo.legend import legend_entries
from geo.places import official_regions, places
from geo.region_map import attribution, region_map, spanning_codes
from pages.parts import address, credit, figure, legend, load, map_classes, map_words
from pages.parts.address import language
from pages.parts.legend import Key
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.source_line import SourceLine
from pages.parts.text import plain, t

HEIGHT = 420
LOCATOR_HEIGHT = 200
OCCUPIED = "occupied-"
_CLICKED = "map.clicked"

# A phone gives the map 358 px: the words on it would lie over one another and most of the box would be empty.
_PHONE = """<style>@media (max-width: 640px) {{
.st-key-{key}, .st-key-{key} [data-testid="stFullScreenFrame"], .st-key-{key} [data-testid="stPlotlyChart"],
.st-key-{key} .js-plotly-plot {{height: 208px !important}}
.st-key-{key} {{flex: 0 0 208px !important}}
.st-key-{key} .geolayer text, .st-key-{key} .geolayer path[style*="stroke-width: 1.01px"] {{display: none}}
}}</style>"""


def years(record: Indicator, level: str = "region") -> list[int]:
    """The years that a map of this indicator can show at a level, newest first."""
    return kept(
        "map_years", (record.id, level), lambda: sorted(set(map(int, _all(record, level)["year"])), reverse=True)
    )


def of_year(record: Indicator, year: int, level: str = "region") -> pd.DataFrame:
    """The facts of one year at a level; shared by all who ask, so nobody may change them."""
    return kept("map_facts", (record.id, year, level), lambda: _of_year(record, year, level))


def _of_year(record: Indicator, year: int, level: str) -> pd.DataFrame:
    facts = _all(record, level)
    return facts[facts["year"] == year].drop_duplicates("place", keep="last").reset_index(drop=True)


def _all(record: Indicator, level: str) -> pd.DataFrame:
    return load.facts((record.id,), levels=(level,))


def go_where_clicked() -> None:
    """Leaves for the region page after a click on a map of the last run. Call it at the top of the page."""
    code = str(st.session_state.pop(_CLICKED, ""))
    if code in places() and not code.startswith(OCCUPIED):
        address.go("hub", place=places()[code].region or code)


def show(
    key: str, record: Indicator, facts: pd.DataFrame, *, selected: str | None = None,
    points: pd.DataFrame | None = None, method: str = "", phase: str = "STAR",
    show_hubs: bool = True, source: SourceLine | None = None, copy: str = "",
) -> None:  # fmt: skip
    """Draws the map of one indicator in one year, with legend, notes, table twin, source line and attribution.

    The caller draws the head (`figure.head`) and, at the top of the page, calls `go_where_clicked()`: a click on a
    region, hub or municipality opens the page of its region. Colours mean the same in all years.

    Args:
        key: unique on the page; also the name of the downloaded file.
        record: the indicator; `regions` must be "compare".
        facts: the regional facts of one year (`of_year`): one row per region; a region without a row is hatched.
        selected: code of the reader's region, edged in accent.
        points: facts of municipalities of the same year, drawn as points over plain regions if `facts` is empty.
        method: one of `map_classes.METHODS`, named in the legend with the places in each class; without it the
            fixed breaks, and a legend without counts.
        phase: project phase of the hubs, "CSSIGE" or "STAR".
        show_hubs: draw the hubs.
        source: the source line; made from the facts without it.
        copy: a word of its own for each further map on the page (`geo.region_map`).

    Raises:
        ValueError: regional differences of this indicator may not be mapped, or there are neither facts nor points.
    """
    if record.regions != "compare":
        raise ValueError(f"{record.id}: its regions may not be compared ({record.regions})")
    if facts.empty and (points is None or points.empty):
        raise ValueError(f"{record.id}: nothing to map; show empty.no_figures instead")
    view = (
        tuple(facts["fact_id"]), () if points is None else tuple(points["fact_id"]), selected, phase, show_hubs,
        method, source, record.id, copy,
    )  # fmt: skip
    drawn = kept("map", view, lambda: _prepared(
        record, facts, selected=selected, points=points, method=method, phase=phase, show_hubs=show_hubs,
        source=source, copy=copy,
    ))  # fmt: skip
    st.html(_PHONE.format(key=key))
    drawn.show(key, on_select=lambda: _remember(key))


def _prepared(
    record: Indicator, facts: pd.DataFrame, *, selected: str | None, points: pd.DataFrame | None,
    method: str, phase: str, show_hubs: bool, source: SourceLine | None, copy: str,
) -> Prepared:  # fmt: skip
    """The map with all that stands around it; arguments as for `show`."""
    shown = facts if points is None else pd.concat([facts, points], ignore_index=True)
    level = "municipality" if facts.empty else "region"
    style, breaks = figure.style(record.format), map_classes.breaks(record, level, method or "fixed")
    tokens, spanning = style.tokens.for_map(), spanning_codes(facts, breaks)
    chart = region_map(
        facts, classes=breaks, language=language(), tokens=tokens, geojson_url=f"{address.base()}/geo",
        labels=map_words.labels(facts, style) | map_words.labels(points, style),
        details=map_words.details(shown, style), spanning=spanning,
        hubs=hubs(phase) if show_hubs else (), selected=selected, points=points, height=HEIGHT, copy=copy,
    )  # fmt: skip
    entries = legend_entries(
        breaks, language=language(), tokens=tokens, number=map_words.break_text, no_figure=_has_holes(facts),
        spanning=bool(spanning), hubs=show_hubs,
    )  # fmt: skip
    credited = source or credit.of(record, shown, limits=map_words.limits(record, shown, len(spanning)))
    return Prepared(
        chart,
        map_words.alt(record, shown),
        map_words.table(record, shown, phase),
        map_words.with_attribution(credited),
        map_classes.keys(entries, shown["value"].tolist(), breaks, method) if method else legend.of_map(entries),
    )


def _remember(key: str) -> None:
    """Callback of a click; the page leaves at the top of its next run, since switching pages here does nothing."""
    clicked = st.session_state[key]["selection"]["points"]
    if clicked:
        st.session_state[_CLICKED] = clicked[0].get("customdata") or clicked[0].get("location") or ""


def _has_holes(facts: pd.DataFrame) -> bool:
    return not facts.empty and not set(official_regions()) <= set(facts["place"])


def locator(key: str, selected: str, *, phase: str = "STAR") -> None:
    """Draws a small map that shows where a region lies: its edge in accent, the hub towns, no values.

    A click opens the page of another region, as on every map (`go_where_clicked`).

    Args:
        key: unique on the page.
        selected: code of the reader's region.
        phase: project phase of the hubs.
    """
    chart = kept("locator", (selected, phase), lambda: _locator(selected, phase))
    config = {"displayModeBar": False, "topojsonURL": f"{address.base()}/app/static/"}
    name = place_text(selected, "name", language())
    st.plotly_chart(
        chart, theme=None, key=key, alt=t("map.locator_alt", place=name), config=config, selection_mode="points",
        on_select=lambda: _remember(key),
    )  # fmt: skip
    kept("locator_legend", (phase,), lambda: _locator_legend(phase))


def _locator(selected: str, phase: str) -> go.Figure:
    return region_map(
        {}, classes=(), language=language(), tokens=figure.style("number:0").tokens.for_map(), selected=selected,
        geojson_url=f"{address.base()}/geo", points={}, hubs=hubs(phase), show_labels=False, height=LOCATOR_HEIGHT,
    )  # fmt: skip


def _locator_legend(phase: str) -> None:
    legend.show([Key("hub", t("map.hub_confirmed", phase=phase)), Key("hub_unconfirmed", t("map.hub_unconfirmed"))])
    st.markdown(f":small[:gray[{plain(attribution(language()))}]]")
