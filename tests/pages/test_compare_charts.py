"""The charts of Compare that no other page has, from made-up rows."""

import pandas as pd
import pytest

from pages.parts.charts import Style
from pages.parts.compare_dumbbell import dumbbell
from pages.parts.compare_multiples import multiples
from pages.parts.compare_scatter import Axis, scatter
from pages.parts.slope import slope
from pages.parts.theme import LIGHT
from pages.parts.trend import Line

STYLE = Style("percent:0", "en", LIGHT)


def made_up_points(years, values):
    return pd.DataFrame({"year": years, "value": values, "lower": None, "upper": None})


def made_up_places(count, gap):
    rows = pd.DataFrame({"label": [f"made-up {number}" for number in range(count)]})
    return rows.assign(
        name=rows["label"], value_x=[50 + gap * number for number in range(count)], value_y=50.0, named=True,
        role=["selected", *["peer"] * (count - 1)],
    )  # fmt: skip


def names(figure):
    return [
        note["text"]
        for note in figure.layout.annotations
        if note["text"].startswith("made-up ") and "→" not in note["text"]
    ]


def test_every_dot_with_room_has_its_name():
    axis = Axis("made-up", STYLE)
    assert len(names(scatter(made_up_places(4, 12), axis, axis))) == 4


def test_names_that_would_cover_others_stay_out_and_the_chosen_one_stays():
    axis = Axis("made-up", STYLE)
    found = names(scatter(made_up_places(40, 0.01), axis, axis))
    assert "made-up 0" in found
    assert len(found) < 40


def test_a_small_figure_stops_at_its_own_break_only():
    lines = [Line(label, made_up_points([2015, 2016, 2017], [10, 20, 30])) for label in ("made-up a", "made-up b")]
    drawn = multiples(lines, STYLE, cuts={"made-up a": [2017]})
    assert sorted(len(trace.x) for trace in drawn.data) == [1, 2, 3]


def test_small_figures_without_a_point_are_an_error():
    with pytest.raises(ValueError, match="one point"):
        multiples([], STYLE)


def made_up_changes():
    return pd.DataFrame({
        "label": ["made-up a", "made-up b", "made-up c"], "first": [10.0, 20.0, 30.0], "last": [15.0, 21.0, 40.0],
        "first_year": 2017, "last_year": 2019, "first_lower": [8.0, None, None], "first_upper": [12.0, None, None],
        "last_lower": [13.0, None, None], "last_upper": [17.0, None, None], "role": "main",
        "line": ["solid", "dot", ""],
    })  # fmt: skip


def test_a_pair_of_dots_has_a_line_only_where_the_years_may_be_compared():
    lines = [trace for trace in dumbbell(made_up_changes(), STYLE).data if trace.mode == "lines"]
    assert [trace.line.dash for trace in lines] == ["solid", "dot"]


def test_both_dots_carry_their_intervals():
    bounded = [trace for trace in dumbbell(made_up_changes(), STYLE).data if trace.error_x.array]
    assert [(trace.error_x.array[0], trace.error_x.arrayminus[0]) for trace in bounded] == [(2, 2), (2, 2)]


def test_a_slope_draws_no_line_between_years_that_may_not_be_compared():
    drawn = slope(made_up_changes().drop(columns="role"), STYLE, first="2017", last="2019")
    modes = {trace.hovertext.split(":")[0]: trace.mode for trace in drawn.data if trace.hovertext}
    assert modes == {"made-up a": "lines+markers", "made-up b": "lines+markers", "made-up c": "markers"}
