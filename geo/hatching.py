"""Cut hatch lines to outlines. Plotly has no hatch on maps, so the lines are made at build time and shipped.

Only geo.rebuild_hatches and tests import this module (and shapely with it); pages read hatches.json.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.affinity import scale
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

LATITUDE = 42.3
STRETCH = 1 / math.cos(math.radians(LATITUDE))
"""How much longer a degree north is than a degree east on the Mercator map, in the middle of Georgia."""
DECIMALS = 3
INSET_DEGREES = 0.006
SHORTEST_DEGREES = 0.02
Path = dict[str, list[float | None]]
"""Points as Plotly wants them: {"lon": [...], "lat": [...]}, None between two lines."""


@dataclass(frozen=True)
class Hatch:
    """Parallel lines at 45 degrees on the map.

    Attributes:
        spacing: distance between two lines, in degrees of longitude.
        rising: whether the lines rise to the right.
    """

    spacing: float
    rising: bool


NO_FIGURE = Hatch(spacing=0.1, rising=True)
SPANNING = Hatch(spacing=0.075, rising=True)
OCCUPIED = Hatch(spacing=0.05, rising=False)


def hatch(outline: BaseGeometry, style: Hatch) -> Path:
    """Return the hatch lines that lie inside an outline, in degrees, a little short of its edge.

    Lines of neighbouring outlines continue each other, because all are counted from one origin.
    """
    inside = outline.buffer(-INSET_DEGREES)
    if inside.is_empty:
        return path(iter(()))
    flat = scale(inside, 1, STRETCH, origin=(0, 0))
    lines = shapely.MultiLineString(list(_lines(flat, style)))
    cut = scale(flat.intersection(lines), 1, 1 / STRETCH, origin=(0, 0))
    return path(part for part in _line_parts(cut) if part.length >= SHORTEST_DEGREES)


def edge(outline: BaseGeometry) -> Path:
    """Return the outer rings of an outline as lines."""
    return path(LineString(part.exterior.coords) for part in getattr(outline, "geoms", [outline]))


def path(lines: Iterator[LineString]) -> Path:
    """Return lines as one path with None between them."""
    made: Path = {"lon": [], "lat": []}
    for line in lines:
        for lon, lat in line.coords:
            made["lon"].append(round(lon, DECIMALS))
            made["lat"].append(round(lat, DECIMALS))
        made["lon"].append(None)
        made["lat"].append(None)
    return made


def _lines(flat: BaseGeometry, style: Hatch) -> Iterator[LineString]:
    """Yield the lines y = slope * x + n * step that may meet the box of a geometry."""
    west, south, east, north = flat.bounds
    slope = 1 if style.rising else -1
    step = style.spacing * math.sqrt(2)
    intercepts = [y - slope * x for x in (west, east) for y in (south, north)]
    for number in range(math.floor(min(intercepts) / step), math.ceil(max(intercepts) / step) + 1):
        start, end = slope * west + number * step, slope * east + number * step
        yield LineString([(west, start), (east, end)])


def _line_parts(geometry: BaseGeometry) -> Iterator[LineString]:
    for part in getattr(geometry, "geoms", [geometry]):
        if isinstance(part, LineString) and not part.is_empty:
            yield part
