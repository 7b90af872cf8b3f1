"""Charts and maps for paper: the screen's colours and order, told apart without colour, intervals drawn to scale."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from analytics.briefing import drawing, pictures
from analytics.briefing.blocks import Chart, Point
from geo.colour import contrast
from geo.tokens import LIGHT

SVG = "{http://www.w3.org/2000/svg}"
MADE_UP = Chart(
    "bars-with-intervals", "made up", "made up",
    (Point("a", 40.0, "40% (30–50)", 30.0, 50.0, selected=True), Point("b", 20.0, "20% (15–25)", 15.0, 25.0),
     Point("c", None, "not shown")),
    "%", "made up", "made up", percent=True,
)  # fmt: skip


def parsed(chart, language="en"):
    return ElementTree.fromstring(pictures.svg(chart, language))  # noqa: S314 - our own drawing


def words(chart, language="en"):
    return ["".join(one.itertext()) for one in parsed(chart, language).iter(f"{SVG}text")]


def test_intervals_are_drawn_to_the_scale_of_the_axis():
    lines = [one for one in parsed(MADE_UP).iter(f"{SVG}line") if one.get("stroke-opacity")]
    lengths = [float(one.get("x2")) - float(one.get("x1")) for one in lines]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=1e-3)


def test_the_subject_is_round_and_in_accent_and_the_others_square_and_grey():
    drawn = parsed(MADE_UP)
    circles, squares = list(drawn.iter(f"{SVG}circle")), list(drawn.iter(f"{SVG}rect"))
    assert [one.get("fill") for one in circles] == [LIGHT.accent]
    assert [one.get("fill") for one in squares] == [LIGHT.context]


def test_an_unsure_value_is_hollow():
    points = (replace(MADE_UP.points[0], unsure=True), *MADE_UP.points[1:])
    circle = next(parsed(replace(MADE_UP, points=points)).iter(f"{SVG}circle"))
    assert (circle.get("fill"), circle.get("stroke")) == (LIGHT.bg, LIGHT.accent)


def test_a_missing_value_is_said_and_not_drawn():
    assert "not shown" in words(MADE_UP)
    assert len(list(parsed(MADE_UP).iter(f"{SVG}circle"))) + len(list(parsed(MADE_UP).iter(f"{SVG}rect"))) == 2


def test_complete_counts_are_bars_from_zero():
    points = tuple(Point(one, size, str(size)) for one, size in (("a", 40.0), ("b", 20.0)))
    bars = list(parsed(replace(MADE_UP, points=points)).iter(f"{SVG}rect"))
    assert len({one.get("x") for one in bars}) == 1
    assert float(bars[0].get("width")) == pytest.approx(2 * float(bars[1].get("width")), rel=1e-3)


def test_rows_stand_in_the_order_of_the_points():
    order = [one for one in words(MADE_UP) if one in ("a", "b", "c")]
    assert order == ["a", "b", "c"]


def test_a_line_breaks_before_a_new_meaning():
    points = tuple(Point(str(year), 50.0 + year - 2008, "x", series="a") for year in (2008, 2012, 2016))
    line = replace(MADE_UP, kind="line-with-band", points=points, cuts=(2012,))
    drawn = [one.get("points").count(",") for one in parsed(line).iter(f"{SVG}polyline")]
    assert drawn == [1, 2]


def test_words_of_a_picture_are_no_markup():
    chart = replace(MADE_UP, points=(Point('<b>"&', 1.0, "1"),))
    assert '<b>"&' in words(chart)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_map_writes_every_value_and_hatches_what_has_none(documents, language):
    chart = next(one for one in documents("region:GE-KK", language, length="full").charts() if one.kind == "map")
    told = " ".join(words(chart, language))
    values = [drawing.value(chart, point.value, language) for point in chart.points]
    assert [one for one in values if one not in told] == []
    assert "OpenStreetMap" in told
    assert "url(#dense)" in pictures.svg(chart, language)
    assert LIGHT.accent in pictures.svg(chart, language)


def test_the_classes_of_a_map_differ_in_lightness_alone():
    steps = [contrast(colour, LIGHT.bg) for colour in LIGHT.sequence]
    assert all(after > 1.3 * before for before, after in pairwise(steps))


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("subject", ["region:GE-KK", "region:GE-RL", "indicator:turnout_parliamentary", "project"])
def test_no_words_run_out_of_a_picture(documents, subject, language):
    for chart in documents(subject, language, length="full").charts():
        drawn = parsed(chart, language)
        for one in drawn.iter(f"{SVG}text"):
            size, bold = float(one.get("font-size")), one.get("font-weight") == "700"
            wide = drawing.measured("".join(one.itertext()), size, bold)
            start = float(one.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[one.get("text-anchor")]
            assert start >= -1, "".join(one.itertext())
            assert start + wide <= drawing.WIDTH + 1, "".join(one.itertext())


def test_every_letter_of_the_pictures_is_in_the_shipped_fonts(documents):
    font = drawing._font(False)
    blank = font.getmask("\uffff").getbbox(), font.getlength("\uffff")
    letters = set()
    for language in ("ka", "en"):
        for chart in documents("region:GE-KK", language, length="full").charts():
            letters |= set("".join(words(chart, language)))
    boxes = {
        one for one in letters if not one.isspace() and (font.getmask(one).getbbox(), font.getlength(one)) == blank
    }
    assert letters
    assert boxes == set()


def test_the_same_chart_gives_the_same_picture():
    first = pictures.png(MADE_UP, "en")
    pictures.png.cache_clear()
    assert pictures.png(MADE_UP, "en") == first
    assert re.match(rb"\x89PNG", first)


@pytest.mark.parametrize("value", [None, 0.0])
def test_a_chart_of_nothing_or_of_zeros_is_drawn(value):
    points = tuple(Point(one, value, "none") for one in ("2020", "2021"))
    for kind in ("bars-with-intervals", "line-with-band"):
        assert "none" in " ".join(words(replace(MADE_UP, kind=kind, points=points)))
