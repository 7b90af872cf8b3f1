"""Areas and hatches of the region map as plain dictionaries (add_trace would copy the template each time)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from geo.classes import class_of
from geo.gazetteer import name, official_regions, places
from geo.records import FOLDER, words

Trace = dict[str, Any]
HOVER = "%{hovertext}<extra></extra>"
EVERY_MARK = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
"""A click selects in Plotly and would fade all other marks."""


@dataclass(frozen=True)
class Content:
    """What the map shows: see geo.region_map.region_map for the meaning of each field."""

    values: Mapping[str, float | None]
    breaks: Sequence[float]
    ramp: Sequence[str]
    language: str
    tokens: Mapping[str, Any]
    geojson_url: str
    copy: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    spanning: frozenset[str] = frozenset()
    blank: bool = False

    def colour(self, value: float | None) -> str:
        """Return the colour of a value's class, the pale one without a value."""
        return str(self.tokens["nodata"] if value is None else self.ramp[class_of(value, self.breaks)])

    def hover(self, code: str, title: str) -> str:
        """Return the hover text of a place: name, value or "no figure", detail."""
        plain = self.blank and places()[code].level == "region"
        bare = "" if plain else words("map", self.language)["no_figure"]
        lines = (f"<b>{title}</b>", self.labels.get(code, bare), self.details.get(code, ""))
        return "<br>".join(line for line in lines if line)


@cache
def hatch_lines() -> Mapping[str, Mapping[str, Mapping[str, list[float | None]]]]:
    """Return hatches.json: kind, then region or territory, then lon and lat."""
    lines: Mapping[str, Mapping[str, Mapping[str, list[float | None]]]]
    lines = json.loads((FOLDER / "hatches.json").read_text(encoding="utf-8"))
    return lines


def fills(content: Content) -> Trace:
    """Return the choropleth of the regions: class 0 is "no figure", then the classes of the ramp."""
    codes = official_regions()
    values = [content.values.get(code) for code in codes]
    colours = [content.tokens["nodata"], *content.ramp]
    return _areas(content, codes, "regions", colours, copy=content.copy) | {
        "z": [0 if value is None else 1 + class_of(value, content.breaks) for value in values],
        "hovertext": [content.hover(code, name(code, content.language)) for code in codes],
        "hovertemplate": HOVER,
    }


def occupied_fills(content: Content) -> Trace:
    """Return the pale areas of the two occupied territories; a click on them gives their own identifier."""
    say = words("map", content.language)
    keys = ("abkhazia", "tskhinvali")
    codes = [f"occupied-{key}" for key in keys]
    trace = _areas(content, codes, "occupied", [content.tokens["nodata"]], copy=content.copy)
    hover = [f"<b>{say[key]}</b><br>{say['occupied']}" for key in keys]
    return trace | {"z": [0, 0], "hovertext": hover, "hovertemplate": HOVER}


def selected_edge(content: Content, code: str) -> Trace:
    """Return the accent edge of the selected region, without a fill and deaf to the mouse."""
    trace = _areas(content, [code], "regions", ["rgba(0,0,0,0)"], copy=f"{content.copy}edge")
    line = {"color": content.tokens["accent"], "width": 3}
    return trace | {"name": "selected", "z": [0], "hoverinfo": "skip", "marker": {"line": line}}


def _areas(content: Content, codes: Sequence[str], file: str, colours: Sequence[str], *, copy: str) -> Trace:
    # Whoever asks Plotly for outlines that another trace of the page is fetching waits five seconds at the most and
    # then stays blank for good: every trace fetches by an address of its own.
    last = len(colours)
    steps = [[(number + end) / last, colour] for number, colour in enumerate(colours) for end in (0, 1)]
    return EVERY_MARK | {
        "type": "choropleth",
        "name": file,
        "geojson": f"{content.geojson_url}/{file}.geojson" + (f"?{copy}" if copy else ""),
        "featureidkey": "properties.iso",
        "locations": list(codes),
        "colorscale": steps,
        "zmin": -0.5,
        "zmax": last - 0.5,
        "showscale": False,
        "marker": {"line": {"color": content.tokens["bg"], "width": 1.4}},
    }


def hatches(content: Content) -> list[Trace]:
    """Return the hatches that this map needs, and the dashed edge of the occupied territories."""
    tokens, shipped = content.tokens, hatch_lines()
    empty = [] if content.blank else [code for code in official_regions() if content.values.get(code) is None]
    made = [
        line_trace("hatch_occupied", shipped["occupied"].values(), {"color": tokens["hatch"], "width": 1}),
        line_trace("hatch_edge", shipped["edge"].values(), {"color": tokens["hatch"], "width": 1.2, "dash": "4px,3px"}),
    ]
    if empty:
        made.append(
            line_trace("hatch_no_figure", _of(shipped["no_figure"], empty), {"color": tokens["hatch"], "width": 1})
        )
    if content.spanning:
        reaching = _of(shipped["spanning"], sorted(content.spanning))
        made.append(line_trace("hatch_spanning", reaching, {"color": tokens["bg"], "width": 1.4}))
    return made


def _of(
    lines: Mapping[str, Mapping[str, list[float | None]]], codes: Iterable[str]
) -> list[Mapping[str, list[float | None]]]:
    return [lines[code] for code in codes if code in lines]


def line_trace(title: str, paths: Iterable[Mapping[str, list[float | None]]], line: Trace) -> Trace:
    """Return one trace of lines that is deaf to the mouse."""
    joined: dict[str, list[float | None]] = {"lon": [], "lat": []}
    for path in paths:
        joined["lon"] += path["lon"]
        joined["lat"] += path["lat"]
    return {"type": "scattergeo", "name": title, "mode": "lines", "line": line, "hoverinfo": "skip", **joined}
