"""The shipped outlines and hatches, and the script that makes them."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
import shapely
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geo import hatching
from geo.map_traces import hatch_lines
from geo.places import official_regions
from geo.rebuild_boundaries import BrokenCoverage, check, clean_coverage, clockwise, divide, feature
from geo.rebuild_hatches import hatches, outlines
from geo.records import FOLDER, toml_table

FILES = ["regions.geojson", "occupied.geojson"]


def collection(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return read


def lines_of(path: Mapping[str, list[float | None]]) -> list[LineString]:
    lines: list[list[tuple[float, float]]] = [[]]
    for lon, lat in zip(path["lon"], path["lat"], strict=True):
        if lon is None or lat is None:
            lines.append([])
        else:
            lines[-1].append((lon, lat))
    return [LineString(line) for line in lines if line]


def free_part(code: str) -> BaseGeometry:
    return outlines("regions.geojson")[code].difference(unary_union(list(outlines("occupied.geojson").values())))


def test_the_regions_are_the_twelve_units_of_iso_3166_2() -> None:
    features = collection("regions.geojson")["features"]

    assert [one["properties"]["iso"] for one in features] == list(toml_table("regions.toml"))


@pytest.mark.parametrize("name", FILES)
def test_outer_rings_run_clockwise_because_plotly_fills_the_world_otherwise(name: str) -> None:
    for outline in outlines(name).values():
        assert not any(part.exterior.is_ccw for part in getattr(outline, "geoms", [outline]))


@pytest.mark.parametrize("name", FILES)
def test_outlines_are_valid_and_carry_licence_and_no_figures(name: str) -> None:
    read = collection(name)

    assert all(outline.is_valid for outline in outlines(name).values())
    assert (read["license"], read["attribution"]) == ("ODbL-1.0", toml_table("boundaries.toml")["attribution"]["en"])
    assert {tuple(one["properties"]) for one in read["features"]} == {("iso", "name_ka", "name_en")}


def test_the_regions_cover_the_country_without_gap_or_overlap() -> None:
    check(outlines("regions.geojson"))


def test_occupied_territories_lie_inside_the_regions() -> None:
    country = unary_union(list(outlines("regions.geojson").values())).buffer(1e-4)

    assert all(country.contains(outline) for outline in outlines("occupied.geojson").values())


def test_abkhazia_is_the_same_outline_in_both_files() -> None:
    assert outlines("occupied.geojson")["occupied-abkhazia"].equals(outlines("regions.geojson")["GE-AB"])


def test_a_gap_between_regions_is_refused() -> None:
    units = outlines("regions.geojson")
    units["GE-TB"] = units["GE-TB"].buffer(-0.01)

    with pytest.raises(BrokenCoverage):
        check(units)


def test_a_written_feature_is_clockwise_and_rounded() -> None:
    made = feature("made_up", {"iso": "made_up"}, box(0, 0, 1 / 3, 1))

    assert not shapely.is_ccw(shapely.LinearRing(made["geometry"]["coordinates"][0]))
    assert max(x for x, _ in made["geometry"]["coordinates"][0]) == 0.33333


def test_clockwise_turns_every_part() -> None:
    made_up = shapely.MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)])

    turned = clockwise(made_up)
    assert not any(part.exterior.is_ccw for part in getattr(turned, "geoms", []))


@pytest.mark.parametrize("kind", ["no_figure", "spanning"])
def test_hatch_lines_stay_inside_the_part_that_has_statistics(kind: str) -> None:
    assert set(hatch_lines()[kind]) == set(official_regions())
    for code, path in hatch_lines()[kind].items():
        inside = free_part(code).buffer(1e-6)
        assert lines_of(path) and all(inside.contains(line) for line in lines_of(path)), code


def test_occupied_hatch_lines_stay_inside_the_occupied_territories() -> None:
    for code, path in hatch_lines()["occupied"].items():
        assert all(outlines("occupied.geojson")[code].contains(line) for line in lines_of(path)), code


def test_shipped_hatches_are_those_of_the_shipped_outlines() -> None:
    assert json.loads(json.dumps(hatches())) == hatch_lines()


def test_the_two_hatches_of_a_pale_ground_differ_in_direction_and_density() -> None:
    assert hatching.NO_FIGURE.rising != hatching.OCCUPIED.rising
    assert hatching.NO_FIGURE.spacing >= 2 * hatching.OCCUPIED.spacing


def test_a_falling_hatch_falls() -> None:
    falling = lines_of(hatching.hatch(box(42, 42, 43, 43), hatching.OCCUPIED))

    for line in falling:
        (west, start), (east, end) = line.coords
        assert (east - west) * (end - start) < 0


def test_an_outline_too_small_for_a_line_has_an_empty_hatch() -> None:
    assert hatching.hatch(Polygon([(0, 0), (0, 0.001), (0.001, 0)]), hatching.NO_FIGURE) == {"lon": [], "lat": []}


def test_faces_that_two_made_up_units_claim_go_to_one_of_them() -> None:
    overlapping = {"made_up_west": box(0, 0, 1.1, 1), "made_up_east": box(1, 0, 2, 1)}

    units, held = clean_coverage(overlapping, box(0, 0, 0.5, 0.5))

    assert shapely.coverage_is_valid(list(units.values()))
    assert (unary_union(list(units.values())).area, held.area) == pytest.approx((2, 0.25))


def test_a_made_up_piece_is_divided_along_the_guide_and_none_of_it_is_lost() -> None:
    corners = {"GE-SK": (42, 41), "GE-MM": (43, 41), "GE-RL": (42, 43), "GE-IM": (43, 43)}
    units = {code: box(x, y, x + 1, y + 1) for code, (x, y) in corners.items()}
    guide: dict[str, BaseGeometry] = {code: outline.buffer(0.5, join_style="mitre") for code, outline in units.items()}
    guide["GE-MM"] = guide["GE-MM"].difference(guide["GE-SK"])
    guide["GE-IM"] = guide["GE-IM"].difference(guide["GE-RL"])

    divided = divide(box(42, 42, 44, 43), units, guide)

    assert unary_union(list(divided.values())).equals(box(42, 41, 44, 44))
    assert divided["GE-SK"].contains(box(42.1, 42.1, 43.3, 42.4))
