"""Rebuild hatches.json from the outlines: python -m geo.rebuild_hatches [FOLDER_TO_WRITE]."""

import json
import sys
from pathlib import Path

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geo import hatching
from geo.records import FOLDER


def outlines(name: str) -> dict[str, BaseGeometry]:
    """Return the outlines of one of our GeoJSON files by their identifier."""
    collection = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return {feature["id"]: shape(feature["geometry"]) for feature in collection["features"]}


def hatches() -> dict[str, dict[str, hatching.Path]]:
    """Return every hatch by its kind.

    no_figure and spanning are keyed by region, whose occupied part is left out; occupied and edge by territory.
    Abkhazia is occupied as a whole, so it has no hatch of the first two kinds.
    """
    occupied = outlines("occupied.geojson")
    held = unary_union(list(occupied.values()))
    free = {code: outline.difference(held) for code, outline in outlines("regions.geojson").items()}
    free = {code: outline for code, outline in free.items() if outline.area > hatching.INSET_DEGREES}
    return {
        "no_figure": {code: hatching.hatch(outline, hatching.NO_FIGURE) for code, outline in free.items()},
        "spanning": {code: hatching.hatch(outline, hatching.SPANNING) for code, outline in free.items()},
        "occupied": {code: hatching.hatch(outline, hatching.OCCUPIED) for code, outline in occupied.items()},
        "edge": {code: hatching.edge(outline) for code, outline in occupied.items()},
    }


def main(folder: Path) -> None:
    """Write hatches.json."""
    text = json.dumps(hatches(), separators=(",", ":"))
    (folder / "hatches.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
