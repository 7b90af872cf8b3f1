"""The map of the regions on paper: the classes, hatches, names and credit of the map on screen."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from analytics.briefing.blocks import Chart, Point
from analytics.briefing.drawing import LEADING, SMALL, WIDTH, area, box, column, line, measured, picture, text, value
from geo.classes import class_of, spans
from geo.colour import readable
from geo.legend import LegendEntry, legend_entries, ramp
from geo.map_marks import BESIDE, INLINE, TSKHINVALI_LEADER
from geo.map_traces import hatch_lines
from geo.places import official_regions
from geo.records import FOLDER, in_language, toml_table, words
from geo.tokens import LIGHT

WEST, EAST, SOUTH, NORTH = 39.85, 46.9, 40.95, 43.65
SCALE = WIDTH / (EAST - WEST)
KEY, KEY_ROW = 16.0, 15.0
Values = Mapping[str, Point]


def map_of(chart: Chart, language: str) -> str:
    """The picture of a map with its legend and credit."""
    points = {point.place: point for point in chart.points}
    colours = ramp(LIGHT.sequence, len(chart.breaks) + 1)
    fills = {code: _fill(points.get(code), chart, colours) for code in official_regions()}
    spanning = [code for code, one in points.items() if _reaches(one, chart.breaks)]
    empty = [code for code in fills if fills[code] == LIGHT.nodata]
    parts = [_region(code, fill) for code, fill in fills.items()]
    parts += [_region(code, LIGHT.nodata, "occupied") for code in hatch_lines()["occupied"]]
    parts += [
        _paths(_hatches("no_figure", empty), LIGHT.hatch, 0.8),
        _paths(_hatches("spanning", spanning), LIGHT.bg, 1),
    ]
    parts += [_paths(hatch_lines()["occupied"].values(), LIGHT.hatch, 0.8)]
    parts += [_paths(hatch_lines()["edge"].values(), LIGHT.hatch, 0.9, 'stroke-dasharray="3 2"')]
    parts += [_edge(point.place) for point in chart.points if point.selected and point.place in fills]
    parts += [*_beside(language), *_names(points, fills, chart, language)]
    bottom = _at(WEST, SOUTH)[1]
    entries = legend_entries(
        chart.breaks, language=language, tokens=LIGHT.for_map(), number=lambda one: value(chart, one, language),
        no_figure=bool(empty), spanning=bool(spanning), hubs=False,
    )  # fmt: skip
    keys, height = _legend(entries, bottom + 12)
    credit = in_language(toml_table("boundaries.toml")["attribution"], language)
    parts += [*keys, text(credit, 0, height + SMALL + 4, colour=LIGHT.mute, size=7)]
    return picture(parts, height + SMALL + 8, _PATTERNS)


_PATTERNS = "<defs>{}</defs>".format(
    "".join(
        f'<pattern id="{name}" width="{wide}" height="{wide}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({turn})"><line x1="0" y1="0" x2="0" y2="{wide}" stroke="{colour}" '
        f'stroke-width="1.4"/></pattern>'
        for name, wide, turn, colour in (
            ("wide", 5, 45, LIGHT.hatch), ("dense", 3, -45, LIGHT.hatch), ("ground", 4, 45, LIGHT.bg),
        )
    )
)  # fmt: skip


def _at(lon: float, lat: float) -> tuple[float, float]:
    """Mercator, as on screen."""
    return (lon - WEST) * SCALE, (_north(NORTH) - _north(lat)) * SCALE


def _north(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


@cache
def _outlines(file: str) -> Mapping[str, tuple[tuple[tuple[float, float], ...], ...]]:
    """The outer rings of every region, or occupied territory, on the paper."""
    found = json.loads((FOLDER / f"{file}.geojson").read_text(encoding="utf-8"))
    return {one["properties"]["iso"]: tuple(_rings(one["geometry"])) for one in found["features"]}


def _rings(geometry: Mapping[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in many:
        yield tuple(_at(*point[:2]) for point in polygon[0])


def _region(code: str, fill: str, file: str = "regions") -> str:
    look = f'stroke="{LIGHT.bg}" stroke-width="1.2"'
    return "".join(area(ring, fill, look) for ring in _outlines(file)[code])


def _edge(code: str) -> str:
    look = f'fill-opacity="0" stroke="{LIGHT.accent}" stroke-width="2.4" stroke-linejoin="round"'
    return "".join(area(ring, LIGHT.bg, look) for ring in _outlines("regions")[code])


def _fill(point: Point | None, chart: Chart, colours: Sequence[str]) -> str:
    known = point is not None and point.value is not None
    return colours[class_of(point.value, chart.breaks)] if known else LIGHT.nodata  # type: ignore[union-attr,arg-type]


def _reaches(point: Point, breaks: Sequence[float]) -> bool:
    bounded = point.lower is not None and point.upper is not None
    return bounded and spans(point.lower, point.upper, breaks)  # type: ignore[arg-type]


def _hatches(kind: str, codes: Iterable[str]) -> list[Mapping[str, list[float | None]]]:
    lines = hatch_lines()[kind]
    return [lines[code] for code in codes if code in lines]


def _paths(paths: Iterable[Mapping[str, list[float | None]]], colour: str, thick: float, extra: str = "") -> str:
    steps = [step for path in paths for step in _path(path)]
    return (
        f'<path d="{"".join(steps)}" fill="none" stroke="{colour}" stroke-width="{thick:g}" {extra}/>' if steps else ""
    )


def _path(path: Mapping[str, list[float | None]]) -> Iterator[str]:
    pen = "M"
    for lon, lat in zip(path["lon"], path["lat"], strict=True):
        if lon is None or lat is None:
            pen = "M"
            continue
        x, y = _at(lon, lat)
        yield f"{pen}{x:.1f} {y:.1f}"
        pen = "L"


def _names(points: Values, fills: Mapping[str, str], chart: Chart, language: str) -> Iterator[str]:
    """The regions' names and values, in ink or white, whichever reads better on their ground."""
    regions = toml_table("regions.toml")
    for code, fill in fills.items():
        lat, lon = regions[code]["label"]
        ground = LIGHT.bg if "leader" in regions[code] else fill
        point = points.get(code)
        written = value(chart, point.value, language) if point and point.value is not None else ""
        lines = [*regions[code]["map"][language], *([written] if written else [])]
        lines = [" ".join(lines)] if code in INLINE else lines
        yield column(lines, *_at(lon, lat), colour=readable(ground, LIGHT.for_map()), anchor="middle", size=7.5,
                     bold=bool(point and point.selected), halo=ground)  # fmt: skip


def _beside(language: str) -> Iterator[str]:
    say, lines = words("map", language), words("beside", language)
    tbilisi = toml_table("regions.toml")["GE-TB"]
    lat, lon = tbilisi["label"]
    for start, end in (TSKHINVALI_LEADER, ((lat + 0.07, lon), tuple(tbilisi["leader"]))):
        yield line((*_at(start[1], start[0]), *_at(end[1], end[0])), LIGHT.mute, 0.8)
    for key, (north, east) in BESIDE.items():
        told = [say[key], lines["first"], lines["second"]]
        yield column(told, *_at(east, north), anchor="middle", size=7, colour=LIGHT.ink, halo=LIGHT.bg)


def _legend(entries: Sequence[LegendEntry], top: float) -> tuple[list[str], float]:
    """The keys in rows as wide as the paper, and where they end."""
    parts, x, y = [], 0.0, top
    for entry in entries:
        wide = KEY + 5 + measured(entry.label, SMALL) + 14
        if x and x + wide - 14 > WIDTH:
            x, y = 0.0, y + KEY_ROW
        parts.append(box((x, y - 5), (KEY, 10), entry.fill, f'stroke="{LIGHT.line}" stroke-width="0.6"'))
        parts += [box((x, y - 5), (KEY, 10), f"url(#{entry.hatch})")] if entry.hatch else []
        parts.append(column([entry.label], x + KEY + 5, y, size=SMALL))
        x += wide
    return parts, y + SMALL * LEADING / 2 + 2
