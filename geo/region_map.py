"""The map of the regions as a Plotly figure that draws offline, without WebGL and without geopandas."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from geo import figures, map_marks, map_traces
from geo.classes import spans
from geo.hubs import Hub
from geo.legend import plain_number, ramp
from geo.records import in_language, toml_table

WEST_EAST = [39.85, 46.9]
SOUTH_NORTH = [40.93, 43.72]
Values = pd.DataFrame | Mapping[str, float | None]


def region_map(
    values: Values,
    *,
    classes: Sequence[float],
    language: str,
    tokens: Mapping[str, Any],
    geojson_url: str,
    labels: Mapping[str, str] | None = None,
    details: Mapping[str, str] | None = None,
    spanning: Iterable[str] | None = None,
    colours: Sequence[str] | None = None,
    hubs: Sequence[Hub] = (),
    selected: str | None = None,
    points: Values | None = None,
    height: int = 420,
    show_labels: bool = True,
    copy: str = "",
) -> go.Figure:
    """Draw regions by class, hatched where there is no figure or the figure is unsure, with hubs and selection.

    The outlines are fetched by the browser from `geojson_url`; the page must also serve Plotly's (empty) topojson, and
    print `attribution` below the map.
    A click gives `location` (region, or "occupied-..." for a territory without statistics) or, on a hub or point,
    `customdata` (region of the hub, code of the municipality).

    Args:
        values: one value per region, by code or as a frame with place and value; None or absent = no figure.
        classes: inner breaks, ascending, the same for all years (geo.classes.classes makes them).
        language: "ka" or "en".
        tokens: colours of the theme: bg, ink, mute, accent, nodata, hatch, line, bg2 and the ramp seq.
        geojson_url: address of the folder that serves regions.geojson and occupied.geojson, without final slash.
        labels: the value in words by code, for map and hover; without it the plain number.
        details: a further hover line by code, such as interval and n.
        spanning: codes whose interval reaches another class; without it, taken from the frame's lower and upper.
        colours: another ramp than tokens["seq"], such as the one for changes.
        hubs: hubs of one phase (geo.hubs.hubs).
        selected: code of the selected region.
        points: values of municipalities, drawn as points; regions then stay without names, and plain without values.
        height: in pixels.
        show_labels: names and values on the map.
        copy: a word of its own for each further map on a page, so that none waits for the outlines of another.

    Raises:
        ValueError: more classes than colours, or an unknown language.
    """
    by_region, by_point = as_mapping(values), as_mapping(points)
    content = map_traces.Content(
        values=by_region,
        breaks=classes,
        ramp=ramp(colours or tokens["seq"], len(classes) + 1),
        language=language,
        tokens=tokens,
        geojson_url=geojson_url,
        copy=copy,
        labels=_written(by_region | by_point, language) | dict(labels or {}),
        details=details or {},
        spanning=frozenset(spanning_codes(values, classes) if spanning is None else spanning),
        blank=points is not None and not any(value is not None for value in by_region.values()),
    )
    traces = [map_traces.fills(content), map_traces.occupied_fills(content)]
    traces += [map_traces.selected_edge(content, selected)] if selected else []
    traces += map_traces.hatches(content)
    traces += map_marks.beside_names(content, with_tbilisi=not by_point) if show_labels else []
    traces += [map_marks.names(content)] if show_labels and not by_point else []  # points would lie on the names
    traces += [map_marks.municipality_points(content, by_point)] if by_point else []
    traces += map_marks.hub_marks(content, hubs) if hubs else []
    return figures.figure(traces, _layout(tokens, height))


def as_mapping(values: Values | None) -> dict[str, float | None]:
    """Return values by code; NaN becomes None.

    >>> as_mapping({"GE-KK": float("nan"), "GE-GU": 2})
    {'GE-KK': None, 'GE-GU': 2.0}
    """
    if values is None:
        return {}
    pairs = zip(values["place"], values["value"], strict=True) if isinstance(values, pd.DataFrame) else values.items()
    return {str(code): None if value is None or math.isnan(value) else float(value) for code, value in pairs}


def spanning_codes(values: Values, classes: Sequence[float]) -> list[str]:
    """Return the places of a frame whose interval (lower, upper) reaches another class; none without intervals."""
    if not isinstance(values, pd.DataFrame) or not {"lower", "upper"} <= set(values.columns):
        return []
    known = values.dropna(subset=["value", "lower", "upper"])
    rows = zip(known["place"], known["lower"], known["upper"], strict=True)
    return [str(place) for place, lower, upper in rows if spans(lower, upper, classes)]


def attribution(language: str) -> str:
    """Return the line that must stand under every map."""
    return in_language(toml_table("boundaries.toml")["attribution"], language)


def _written(values: Mapping[str, float | None], language: str) -> dict[str, str]:
    number = plain_number(language)
    return {code: number(value) for code, value in values.items() if value is not None}


def _layout(tokens: Mapping[str, Any], height: int) -> dict[str, Any]:
    font = {"family": map_marks.FONT, "size": map_marks.LABEL_SIZE, "color": tokens["ink"]}
    return {
        "template": {},
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "font": font,
        "paper_bgcolor": tokens["bg"],
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": tokens["bg2"], "bordercolor": tokens["line"], "font": font, "align": "left"},
        "geo": {
            "projection": {"type": "mercator"},
            "lonaxis": {"range": WEST_EAST},
            "lataxis": {"range": SOUTH_NORTH},
            "bgcolor": tokens["bg"],
            "visible": False,
        },
    }
