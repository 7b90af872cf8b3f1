"""Structure of the map: what is drawn, in which colour, with which words."""

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.io import to_json

from geo import figures
from geo.classes import classes, spans
from geo.colour import contrast, readable
from geo.hubs import hubs
from geo.legend import legend_entries
from geo.places import official_regions
from geo.region_map import as_mapping, attribution, region_map, spanning_codes

TOKENS: dict[str, Any] = {
    "bg": "#FFFFFF", "bg2": "#F4F6F4", "line": "#D3DCDA", "ink": "#14262A", "mute": "#4C5F63", "accent": "#B23A0E",
    "nodata": "#EEF0EE", "hatch": "#718386", "seq": ["#D6EEEB", "#8DC7C4", "#45A39F", "#007E7A", "#005654"],
}  # fmt: skip
MADE_UP_VALUES = {code: float(number) for number, code in enumerate(official_regions())}
BREAKS = [2.0, 4.0, 6.0, 8.0]


def drawn(values: Any = None, **options: Any) -> go.Figure:
    chosen: dict[str, Any] = {"classes": BREAKS, "language": "en", "tokens": TOKENS, "geojson_url": "/geo"}
    return region_map(MADE_UP_VALUES if values is None else values, **(chosen | options))


def trace(figure: go.Figure, name: str) -> Any:
    return next(one for one in figure.data if one.name == name)


def trace_names(figure: go.Figure) -> list[str]:
    return [one.name for one in figure.data]


def test_geometry_comes_by_address_and_not_with_the_figure() -> None:
    figure = drawn()

    assert trace(figure, "regions").geojson == "/geo/regions.geojson"
    assert trace(figure, "occupied").geojson == "/geo/occupied.geojson"
    assert len(figure.to_json()) < 40_000


def test_no_two_areas_of_two_maps_on_a_page_are_fetched_by_one_address() -> None:
    # Plotly lets whoever comes second wait five seconds at the most, and then draws nothing.
    maps = [drawn(selected="GE-KK"), drawn(selected="GE-KK", copy="second")]
    addresses = [one.geojson for figure in maps for one in figure.data if one.type == "choropleth"]

    assert len(addresses) == 6
    assert len(set(addresses)) == 6


def test_a_value_takes_the_colour_of_its_class() -> None:
    figure = drawn({"GE-KK": 1, "GE-GU": 4, "GE-SK": 9, "GE-KA": None})
    areas = trace(figure, "regions")
    shown = dict(zip(areas.locations, areas.z, strict=True))

    assert (shown["GE-KK"], shown["GE-GU"], shown["GE-SK"], shown["GE-KA"]) == (1, 3, 5, 0)
    assert [colour for _, colour in areas.colorscale][::2] == [TOKENS["nodata"], *TOKENS["seq"]]


def test_zero_is_a_value_and_not_a_missing_figure() -> None:
    areas = trace(drawn({"GE-KK": 0.0}), "regions")

    assert dict(zip(areas.locations, areas.z, strict=True))["GE-KK"] == 1


def test_abkhazia_is_never_a_region_with_or_without_a_figure() -> None:
    figure = drawn({"GE-AB": 5.0})

    assert "GE-AB" not in trace(figure, "regions").locations
    assert list(trace(figure, "occupied").locations) == ["occupied-abkhazia", "occupied-tskhinvali"]


def test_regions_without_a_figure_are_hatched_and_the_others_are_not() -> None:
    assert "hatch_no_figure" not in trace_names(drawn())
    assert "hatch_no_figure" in trace_names(drawn(MADE_UP_VALUES | {"GE-TB": None}))


def test_occupied_territories_are_hatched_always() -> None:
    assert {"hatch_occupied", "hatch_edge"} <= set(trace_names(drawn()))


def test_an_interval_that_reaches_another_class_is_hatched_in_the_colour_of_the_page() -> None:
    frame = pd.DataFrame({"place": ["GE-KK", "GE-GU"], "value": [3.0, 5.0], "lower": [2.5, 3.0], "upper": [3.5, 7.0]})

    assert spanning_codes(frame, BREAKS) == ["GE-GU"]
    assert trace(drawn(frame), "hatch_spanning").line.color == TOKENS["bg"]


def test_the_selected_region_has_an_accent_edge_that_lets_clicks_through() -> None:
    figure = drawn(selected="GE-KK")
    edge = trace(figure, "selected")

    assert list(edge.locations) == ["GE-KK"]

    assert (edge.marker.line.width, edge.marker.line.color, edge.hoverinfo) == (3, TOKENS["accent"], "skip")


def test_a_click_on_a_hub_gives_its_region() -> None:
    marks = trace(drawn(hubs=hubs("STAR")), "hubs")

    assert list(marks.customdata) == [hub.region for hub in hubs("STAR")]


def test_confirmed_hubs_are_discs_and_the_others_rings_of_the_same_size() -> None:
    marks = trace(drawn(hubs=hubs("STAR")), "hubs").marker

    assert list(marks.color) == [TOKENS["accent" if hub.confirmed else "bg"] for hub in hubs("STAR")]
    assert (marks.size, marks.line.color) == (11, TOKENS["accent"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["no public source names the organisation", "hub, not publicly confirmed", "Telavi"]),
        ("ka", ["ორგანიზაცია საჯარო წყაროებში დასახელებული არ არის", "ჰაბი, საჯაროდ დაუდასტურებელი", "თელავი"]),
    ],
)
def test_a_hub_that_nobody_names_says_so(language: str, words: list[str]) -> None:
    marks = trace(drawn(hubs=hubs("STAR"), language=language), "hubs")
    kakheti = marks.hovertext[list(marks.customdata).index("GE-KA")]

    assert all(word in kakheti for word in words)


def test_a_hub_without_a_georgian_name_says_so_in_georgian() -> None:
    marks = trace(drawn(hubs=hubs("CSSIGE"), language="ka"), "hubs")

    assert "ქართული სახელწოდება არ მოიძებნა" in marks.hovertext[list(marks.customdata).index("GE-AJ")]


def test_a_region_without_a_figure_says_so_on_hover() -> None:
    areas = trace(drawn({"GE-KK": 1.0}, labels={"GE-KK": "1%"}, details={"GE-KK": "0–2"}), "regions")
    hover = dict(zip(areas.locations, areas.hovertext, strict=True))

    assert (hover["GE-KK"], hover["GE-TB"]) == ("<b>Kvemo Kartli</b><br>1%<br>0–2", "<b>Tbilisi</b><br>no figure")


def test_every_mark_has_a_hover_text_or_is_deaf() -> None:
    points = {"2684432": 3.0, "2684411": None}
    for one in drawn(hubs=hubs("STAR"), points=points, selected="GE-KK", spanning=["GE-KK"]).data:
        assert one.hoverinfo == "skip" or (one.hovertemplate and all(one.hovertext)), one.name


def test_names_take_ink_or_paper_by_the_class_below_them() -> None:
    names = trace(drawn(dict.fromkeys(official_regions(), 9.0) | {"GE-KK": 0.0}), "names")
    colour = dict(zip(official_regions(), names.textfont.color, strict=True))

    assert (colour["GE-KK"], colour["GE-KA"], colour["GE-TB"]) == (TOKENS["ink"], TOKENS["bg"], TOKENS["ink"])


def test_every_name_on_every_class_can_be_read() -> None:
    for ground in [*TOKENS["seq"], TOKENS["nodata"]]:
        assert contrast(readable(ground, TOKENS), ground) >= 4.5


def test_narrow_screens_get_no_words_on_the_map() -> None:
    figure = drawn(show_labels=False)

    assert not {"names", "beside", "leaders"} & set(trace_names(figure))


def test_the_attribution_is_in_the_readers_language() -> None:
    assert attribution("ka").startswith("© OpenStreetMap-ის მონაწილეები")


def test_readers_get_the_map_that_plotly_checks(monkeypatch) -> None:
    both = []
    for checked in (True, False):
        monkeypatch.setattr(figures, "CHECKED", checked)
        both.append(json.loads(to_json(drawn(hubs=hubs("STAR"), selected="GE-KK"), validate=False)))
        both[-1]["layout"].pop("template")  # plotly fills an empty one with empty traces

    assert both[0] == both[1]


def test_municipalities_are_points_over_plain_regions_and_hollow_without_a_figure() -> None:
    figure = drawn({}, points={"2684432": 3.0, "2684411": None})
    marks = trace(figure, "municipalities").marker

    assert list(marks.symbol) == ["circle", "circle-open"]
    assert list(trace(figure, "municipalities").hovertext) == ["<b>Marneuli</b><br>3", "<b>Rustavi</b><br>no figure"]
    assert "hatch_no_figure" not in trace_names(figure)


def test_a_map_needs_no_more_than_five_classes() -> None:
    with pytest.raises(ValueError, match="6 classes"):
        drawn(classes=[1, 2, 3, 4, 5])


def test_another_ramp_may_be_given_for_changes() -> None:
    ramp = ["#0B4F7D", "#EFECE6", "#7A4A0C"]

    assert ramp == [colour for _, colour in trace(drawn(classes=[-1, 1], colours=ramp), "regions").colorscale][2::2]


def test_missing_numbers_of_a_frame_become_none() -> None:
    frame = pd.DataFrame({"place": ["GE-KK", "GE-GU"], "value": [1.0, float("nan")]})

    assert as_mapping(frame) == {"GE-KK": 1.0, "GE-GU": None}


def test_the_legend_tells_every_sign_of_the_map_in_georgian() -> None:
    entries = legend_entries([4.0, 6.5], language="ka", tokens=TOKENS, spanning=True)

    assert [entry.label for entry in entries] == [
        "< 4",
        "4–6,5",
        "≥ 6,5",
        "ინტერვალი სხვა კლასსაც მოიცავს",
        "მონაცემი არ არის",
        "ოკუპირებული: ოფიციალური სტატისტიკა არ არის",
        "ჰაბი, დადასტურებული",
        "ჰაბი, საჯაროდ დაუდასტურებელი",
    ]


def test_the_legend_and_the_map_agree_on_the_colours() -> None:
    shown = [entry.fill for entry in legend_entries(BREAKS, language="en", tokens=TOKENS) if entry.kind == "class"]
    scale = [colour for _, colour in trace(drawn(), "regions").colorscale]

    assert shown == scale[2::2]


@pytest.mark.parametrize(
    ("values", "count", "method"), [([], 5, "rounded"), ([1, 2], 1, "rounded"), ([1, 2], 5, "made_up")]
)
def test_classes_that_cannot_be_made_are_refused(values: list[float], count: int, method: str) -> None:
    with pytest.raises(ValueError, match="no classes can be made"):
        classes(values, count, method)


def test_an_interval_that_ends_on_a_break_reaches_the_next_class() -> None:
    assert (spans(4.5, 6.0, [4, 6]), spans(4.0, 5.9, [4, 6])) == (True, False)
