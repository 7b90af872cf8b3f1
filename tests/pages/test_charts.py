"""The charts: what is drawn, in which order, in which words. All data here is made up."""

import math
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.writing.axes import apart, steps
from pages.parts import bars, dots, drawing, labels, matrix, slope, sparkline, trend
from pages.parts.charts import Style
from pages.parts.theme import DARK, LIGHT, faded

ENGLISH = Style("percent:0", "en", LIGHT)
GEORGIAN = Style("percent:1", "ka", DARK)


def made_up_points(**columns):
    return pd.DataFrame({"year": [2009, 2017, 2019, 2021], "value": [38.0, 22.0, 11.0, 30.0], **columns})


def made_up_rows():
    return pd.DataFrame({
        "label": ["Hidden Made-Up", "Narrow Made-Up", "Wide Made-Up"],
        "value": [10.0, 20.0, 30.0], "lower": [5.0, 15.0, 10.0], "upper": [15.0, 25.0, 50.0],
        "role": ["main", "selected", "main"], "hidden": ["not shown: 30 answers", None, None],
    })  # fmt: skip


def written(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def paths(figure):
    return [trace for trace in figure.data if trace.mode and "lines" in trace.mode and trace.fill is None]


def test_a_line_stops_at_a_break_and_no_reason_is_written_over_it():
    figure = trend.trend([trend.Line("made up", made_up_points())], ENGLISH, breaks=[trend.Break(2020, "by telephone")])
    assert [list(path.x) for path in paths(figure)] == [[2009, 2017, 2019], [2021]]
    assert "by telephone" not in " ".join(written(figure))
    assert any(shape.type == "path" for shape in figure.layout.shapes)


def test_without_a_break_there_is_no_zigzag():
    figure = trend.trend([trend.Line("made up", made_up_points())], ENGLISH)
    assert [shape.type for shape in figure.layout.shapes] == ["rect", "rect"]


def test_other_surveys_are_hollow_and_never_joined():
    other = trend.Line("other made up", made_up_points(lower=1.0, upper=50.0), joined=False)
    trace = trend.trend([other], ENGLISH).data[0]
    assert trace.mode == "markers+text"
    assert trace.marker.color == LIGHT.bg
    assert trace.error_y.array is not None


def test_a_provisional_value_is_hollow_on_its_line():
    line = trend.Line("made up", made_up_points(provisional=[False, False, True, False]), "selected")
    colours = list(paths(trend.trend([line], ENGLISH))[0].marker.color)
    assert [colour == LIGHT.bg for colour in colours] == [False, False, True, False]


def test_the_interval_is_a_band_of_a_fifth_of_the_colour():
    line = trend.Line("made up", made_up_points(lower=[20, 13, 7, 20], upper=[59, 32, 16, 40]), "selected")
    band = trend.trend([line], ENGLISH).data[0]
    assert (band.fill, band.fillcolor) == ("toself", faded(LIGHT.accent, 0.2))
    assert len(band.x) == 8


def test_the_selected_line_is_drawn_last_and_peers_first_and_nameless():
    lines = [trend.Line(role, made_up_points(), role) for role in ("selected", "main", "peer")]
    figure = trend.trend(lines, ENGLISH)
    assert [path.line.color for path in paths(figure)] == [LIGHT.context, LIGHT.brand, LIGHT.accent]
    assert not any("peer" in text for text in written(figure))


def test_end_labels_never_lie_on_one_another():
    lines = [trend.Line(f"made up {number}", made_up_points(), "main") for number in range(4)]
    figure = trend.trend(lines, ENGLISH, phases=False)
    heights = sorted(annotation.y for annotation in figure.layout.annotations)
    pixels = (figure.layout.height - 70) / (figure.layout.yaxis.range[1] - figure.layout.yaxis.range[0])
    assert min((b - a) * pixels for a, b in pairwise(heights)) >= 13


def test_a_line_that_ends_early_says_its_year():
    short = trend.Line("short", made_up_points().head(3))
    texts = written(trend.trend([short, trend.Line("long", made_up_points())], ENGLISH))
    assert "<b>11</b> short, 2019" in texts
    assert "<b>30</b> long" in texts


def test_phases_are_drawn_only_where_the_years_reach_them():
    early = pd.DataFrame({"year": [2004, 2008], "value": [1.0, 2.0]})
    assert len(trend.trend([trend.Line("made up", early)], ENGLISH).layout.shapes) == 0


def test_years_on_the_axis_keep_their_distance():
    crowded = pd.DataFrame({"year": [2009, 2017, 2018, 2019], "value": [1.0, 2.0, 3.0, 4.0]})
    axis = trend.trend([trend.Line("made up", crowded)], ENGLISH).layout.xaxis
    assert list(axis.tickvals) == [2009, 2017, 2019]


@pytest.mark.parametrize("draw", [
    lambda rows: trend.trend([trend.Line("made up", rows)], ENGLISH), lambda rows: dots.dot_and_interval(rows, ENGLISH),
    lambda rows: slope.slope(rows, ENGLISH, first="2016", last="2024"),
])  # fmt: skip
def test_a_chart_of_nothing_is_refused(draw):
    nothing = pd.DataFrame({name: pd.Series(dtype=float) for name in ("label", "year", "value", "first", "last")})
    with pytest.raises(ValueError, match=r"at least one|needs"):
        draw(nothing)


def test_suppressed_rows_stand_last_and_in_words():
    figure = dots.dot_and_interval(made_up_rows(), ENGLISH)
    assert "Hidden" in figure.layout.yaxis.ticktext[-1]
    assert "<b>20</b> (15–25)" in written(figure)
    assert any("not shown" in text for text in written(figure))
    assert not any("10" in text.split(" ")[0] for text in written(figure))


def test_a_suppressed_value_is_nowhere_in_the_figure():
    rows = made_up_rows().assign(value=[12.3456, 20.0, 30.0])
    assert "12.3456" not in dots.dot_and_interval(rows, ENGLISH).to_json()


def test_wide_intervals_are_paler():
    figure = dots.dot_and_interval(made_up_rows(), ENGLISH)
    bars_of = {trace.hovertext.split(" ")[0]: trace.error_x.color for trace in figure.data}
    assert bars_of == {"Narrow": faded(LIGHT.accent, 0.55), "Wide": faded(LIGHT.brand, 0.3)}


def test_the_selected_row_alone_is_in_accent():
    heads = dots.dot_and_interval(made_up_rows(), ENGLISH).layout.yaxis.ticktext
    assert [LIGHT.accent in head for head in heads] == [True, False, False]


def test_the_others_are_grey_ticks_on_the_row_of_the_same_label():
    others = pd.DataFrame({"label": ["Wide Made-Up", "Wide Made-Up", "elsewhere"], "value": [12.0, 40.0, 99.0]})
    ticks = dots.dot_and_interval(made_up_rows(), ENGLISH, others=others).data[0]
    assert (list(ticks.x), list(ticks.y), ticks.marker.symbol) == ([12.0, 40.0], [1, 1], "line-ns")


def test_a_georgian_figure_writes_georgian_numbers():
    figure = dots.dot_and_interval(made_up_rows(), GEORGIAN)
    assert "<b>20,0</b> (15,0–25,0)" in written(figure)
    assert figure.layout.separators == ",\u00a0"
    assert figure.layout.paper_bgcolor is None
    assert figure.layout.template.layout.paper_bgcolor == DARK.bg


def test_a_slope_draws_the_selected_place_on_top_and_names_each_once():
    rows = pd.DataFrame({
        "label": ["a made-up", "b made-up"], "first": [45.6, 50.0], "last": [49.8, 60.0], "role": ["selected", "peer"],
    })  # fmt: skip
    figure = slope.slope(rows, GEORGIAN, first="2016", last="2024")
    assert figure.data[-1].line.color == DARK.accent
    assert written(figure) == ["<b>45,6</b>", "<b>50,0</b>", "<b>49,8</b> a made-up", "<b>60,0</b> b made-up"]


def test_bars_start_at_zero():
    rows = pd.DataFrame({"label": ["a", "b"], "value": [90.0, 95.0]})
    assert bars.bars(rows, ENGLISH).layout.xaxis.range[0] == 0


def test_a_rank_band_shows_no_number():
    rows = pd.DataFrame({"label": ["a", "b"], "lower": [1, 1], "upper": [2, 2]})
    figure = bars.rank_bands(rows, ENGLISH)
    assert figure.data[0].text is None
    assert (figure.data[0].base[0], figure.data[0].x[0]) == (0.6, 1.8)


def test_a_waterfall_must_add_up():
    rows = pd.DataFrame({"label": ["a", "b"], "value": [-4.0, 1.0]})
    figure = bars.waterfall(rows, ENGLISH, start=("from", 59.0), end=("to", 56.0))
    assert list(figure.data[0].base) == [59.0, 55.0]
    with pytest.raises(ValueError, match="lead from"):
        bars.waterfall(rows, ENGLISH, start=("from", 59.0), end=("to", 57.0))


def test_a_matrix_never_says_always_or_never():
    ahead = pd.DataFrame([[math.nan, 1.0], [0.0, math.nan]], index=["a", "b"], columns=["a", "b"])
    figure = matrix.matrix(ahead, ENGLISH, short=["a", "b"])
    assert [list(line) for line in figure.data[0].text] == [["", "99"], ["1", ""]]
    assert figure.data[0].z[0][0] is None


def test_a_small_trend_has_its_years_and_survives_as_an_address():
    drawn = sparkline.sparkline([(2024, 59.0), (2008, 53.0)], LIGHT)
    assert ">2008</text>" in drawn
    kind, _, text = drawing.address(drawn).partition(",")
    assert kind == "data:image/svg+xml"
    assert not set(text) & set('"<>#')
    assert ElementTree.fromstring(unquote(text)).attrib == ElementTree.fromstring(drawn).attrib  # noqa: S314 - our own
    with pytest.raises(ValueError, match="two points"):
        sparkline.sparkline([(2024, 59.0)], LIGHT)


def test_georgian_labels_break_at_spaces_and_never_inside_a_word():
    name = "რაჭა-ლეჩხუმი და ქვემო სვანეთი"
    assert labels.wrapped(name) == "რაჭა-ლეჩხუმი და<br>ქვემო სვანეთი"
    assert labels.wrapped("წყვეტა: 2020-დან ტელეფონით", 24).count("2020-დან") == 1


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.floats(0.1, 10))
def test_labels_moved_apart_keep_their_order_and_their_distance(wanted, gap):
    placed = apart(wanted, gap)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    neighbours = pairwise(order)
    assert all(placed[upper] - placed[lower] >= gap - 1e-6 for lower, upper in neighbours)
    assert sum(placed) == pytest.approx(sum(wanted), abs=1e-6)


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_ticks_reach_around_all_values(low, size):
    ticks = steps(low, low + size)
    assert ticks[0] <= low + size * 1e-6
    assert ticks[-1] >= low + size - size * 1e-6
    assert 2 <= len(ticks) <= 9
