"""The five ways to compare: what each says and draws, what it refuses, and that its address restores it."""

import json

import pytest

from pages.parts import load
from tests.pages.said import heads, spaced

TURNOUT = {"indicator": "turnout_parliamentary", "places": "GE-KK,GE-TB,GE-GU"}


def plain_title(page):
    return page.title[0].value.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def charts(page):
    return [json.loads(element.proto.spec) for element in page.get("plotly_chart")]


def shown(app, view, lang="en", **choices):
    page = app("compare", lang=lang, view=view, **choices)
    assert not page.exception
    return page


@pytest.mark.parametrize(
    ("view", "drawn"), [("places", 2), ("years", 2), ("dates", 1), ("against", 1), ("strengths", 0)]
)  # fmt: skip
def test_only_the_chosen_view_is_drawn(app, view, drawn):
    # the first view has a second figure: the steps of the index between the first two places
    assert len(charts(shown(app, view, **TURNOUT))) == drawn


@pytest.mark.parametrize("view", ["places", "years", "dates", "against", "strengths"])
def test_every_view_speaks_georgian(app, view):
    page = shown(app, view, lang="ka", **TURNOUT)
    assert all(any("ა" <= letter <= "ჰ" for letter in head) for head in [plain_title(page), *heads(page)])


def test_an_unknown_view_is_said_with_the_nearest(app):
    page = app("compare", lang="en", view="year", **TURNOUT)
    assert "(years)" in page.warning[0].value.replace("\\", "")


def test_regions_of_similar_population_fill_the_places_and_say_by_which_numbers(app):
    page = shown(app, "places", indicator="turnout_parliamentary", peers="population", place="GE-KK")
    assert page.query_params["places"] == "GE-KK,GE-AJ,GE-IM,GE-SZ"
    assert "census of 2024: Kvemo Kartli 438,400; Adjara 401,100" in spaced(page)


def test_countries_of_the_eastern_partnership_fill_the_places(app):
    page = shown(app, "places", indicator="fiw_total", level="country", peers="eastern_partnership")
    assert page.query_params["places"] == "GEO,ARM,AZE,MDA,UKR"
    assert "Belarus has none here" in spaced(page)


def test_a_rule_without_figures_names_who_has_them_and_keeps_the_places(app):
    page = shown(app, "places", peers="urban", **TURNOUT)
    assert "Geostat, whose population census" in spaced(page)
    assert page.query_params["places"] == TURNOUT["places"]


def test_a_rule_of_another_page_does_not_choose_the_places_here(app):
    page = app("indicator", lang="en", indicator="fiw_total", peers="neighbours")
    page.query_params.clear()
    page.query_params["lang"] = "en"
    page.switch_page("compare.py").run()
    assert page.query_params["peers"] == "own"


def test_municipalities_have_no_rule_to_choose(app):
    page = shown(app, "places", indicator="turnout_parliamentary", level="municipality")
    assert "Which places" not in [box.label for box in page.selectbox]


def test_relative_lines_start_at_a_hundred(app):
    chosen = {"indicator": "entities_per_1000", "places": "GE-KK,GE-TB", "from": "2019"}
    page = shown(app, "years", scale="relative", **chosen)
    lines = [trace for trace in charts(page)[0]["data"] if trace.get("mode", "").startswith("lines+markers")]
    assert len(lines) == 2
    at_base = [trace["y"][trace["x"].index(2019)] for trace in lines]
    assert at_base == [100, 100]


@pytest.mark.parametrize(
    ("choices", "why"),
    [
        ({"indicator": "fiw_total", "places": "GEO,ARM", "scale": "relative"}, "60 is not twice 30"),
        ({"indicator": "eng_volunteer", "places": "GE-KK,GE-TB", "scale": "standardised"}, "One national value fits"),
    ],
)
def test_a_scale_that_does_not_fit_is_refused_with_why_and_nothing_is_drawn(app, choices, why):
    page = shown(app, "years", **choices)
    assert why in spaced(page)
    assert charts(page) == []


def test_the_change_says_how_its_interval_came_about(app):
    page = shown(app, "years", scale="change", indicator="vdem_v2x_libdem", places="GEO,ARM", **{"from": "2017"})
    assert "the root of the sum of the squared half-widths" in spaced(page)


def test_small_figures_share_their_axes_and_stand_in_the_order_of_names(app):
    layout = charts(shown(app, "years", each="all", **TURNOUT))[1]["layout"]
    ranges = {name: axis["range"] for name, axis in layout.items() if name.startswith(("xaxis", "yaxis"))}
    assert len(ranges) == 22
    assert len({tuple(one) for name, one in ranges.items() if name.startswith("yaxis")}) == 1
    assert len({tuple(one) for name, one in ranges.items() if name.startswith("xaxis")}) == 1
    assert [note["text"] for note in layout["annotations"]][:3] == ["Adjara", "Guria", "Imereti"]


def test_the_chosen_place_alone_is_accented_among_small_figures(app):
    spec = charts(shown(app, "years", each="all", **TURNOUT))[1]
    colours = {note["text"].replace("<br>", " "): note["font"]["color"] for note in spec["layout"]["annotations"]}
    accented = [name for name, colour in colours.items() if list(colours.values()).count(colour) == 1]
    assert accented == ["Kvemo Kartli"]


def test_a_change_is_told_for_every_place_with_its_verdict(app):
    page = shown(app, "dates", **TURNOUT, **{"from": "2016", "to": "2024"})
    assert "rose in 3 of 3 places" in plain_title(page)
    table = page.table[0].value
    assert list(table.iloc[:, 1]) == ["rose", "rose", "rose"]


def test_nothing_is_stated_across_a_break_and_no_line_crosses_it(app):
    chosen = {"indicator": "turnout_parliamentary", "places": "GE-KK,GE-TB", "from": "2008", "to": "2012"}
    page = shown(app, "dates", **chosen)
    assert "cannot be compared" in plain_title(page)
    lines = [trace for trace in charts(page)[0]["data"] if trace.get("hovertext")]
    assert {trace["mode"] for trace in lines} == {"markers"}
    assert "2008" in page.table[0].value.iloc[0, -1]


@pytest.mark.parametrize(("phase", "years"), [("cssige", ("2016", "2020")), ("star", ("2020", "2024"))])
def test_a_phase_takes_the_years_nearest_to_its_start_and_end_and_says_so(app, phase, years):
    page = shown(app, "dates", phase=phase, **TURNOUT)
    assert f"those of {years[0]} and {years[1]}" in spaced(page)
    assert any(f"{years[0]} and {years[1]} side by side" in head for head in heads(page))


def test_a_phase_without_two_years_is_said(app):
    page = shown(app, "dates", phase="star", indicator="eng_petition", places="GE-KK,GE-TB")
    assert "no two years with figures" in spaced(page)
    assert charts(page) == []


@pytest.mark.parametrize("shape", ["slope", "dumbbell"])
def test_both_shapes_draw_both_years(app, shape):
    spec = charts(shown(app, "dates", shape=shape, **TURNOUT, **{"from": "2016", "to": "2024"}))[0]
    values = {value for trace in spec["data"] for axis in ("x", "y") for value in trace.get(axis, [])}
    facts = load.facts(("turnout_parliamentary",), places=("GE-KK",), years=(2016, 2024))
    assert set(facts["value"]) <= values


def test_a_link_is_told_only_with_its_interval(app):
    page = shown(app, "against", against="nnle_density", year="2020", **TURNOUT)
    assert "cannot be told apart from none, :gray[rank correlation 0.56, 95% interval −0.11 to 0.88" in plain_title(
        page
    )
    assert "11 regions says little" in spaced(page)


def test_two_indicators_stand_without_a_line_and_with_their_intervals(app):
    spec = charts(shown(app, "against", indicator="eng_donate_charity", against="eng_petition", year="2019"))[0]
    assert {trace["mode"] for trace in spec["data"]} == {"markers"}
    assert all("error_x" in trace and "error_y" in trace for trace in spec["data"])


def test_indicators_made_of_the_same_figures_are_said_to_be_so(app):
    page = shown(app, "against", indicator="nnle_density", against="entities_per_1000")
    assert "computed from figures that they share" in spaced(page)


def test_regions_that_cannot_be_told_apart_have_no_link(app):
    page = shown(app, "against", indicator="eng_volunteer", against="eng_petition", year="2019")
    assert "no link can be stated" in plain_title(page)
    assert "rank correlation 0" not in plain_title(page)


def test_strengths_and_weaknesses_are_counted_and_the_unsure_named(app):
    page = shown(app, "strengths", **TURNOUT)
    rows = load.strengths("GE-KK", "region")
    counted = rows["verdict"].value_counts()
    assert f"worse on {counted['weakness']} of {len(rows)} indicators" in plain_title(page)
    assert "Volunteer work in the past six months" in spaced(page).split("One national value fits the regions:")[1]


def test_one_place_alone_has_strengths_and_years(app):
    assert "Kvemo Kartli: better than" in plain_title(
        shown(app, "strengths", indicator="turnout_parliamentary", places="GE-KK")
    )
    assert len(charts(shown(app, "years", indicator="turnout_parliamentary", places="GE-KK"))) == 2


def test_without_a_place_nothing_but_the_question_is_shown(app):
    page = app("compare", lang="en", view="years", indicator="turnout_parliamentary", places="GE-KK")
    page.multiselect[0].set_value([]).run()
    assert "two places or more" in plain_title(page)
    assert charts(page) == []


def test_choosing_another_place_leaves_the_rule(app):
    page = shown(app, "places", indicator="turnout_parliamentary", peers="population", place="GE-KK")
    page.multiselect[0].set_value(["GE-KK", "GE-TB"]).run()
    assert page.query_params["places"] == "GE-KK,GE-TB"
    assert page.query_params["peers"] == "own"
