"""The map page: what it offers, what its headline allows, what it tells in words, and what its legend counts."""

import json

import pytest

from geo.classes import class_of
from pages.parts import load, map_choices, map_classes, map_figure
from tests.pages.said import heads, spaced


def title(page):
    return page.title[0].value.replace("\\", "").replace("\u00a0", " ").replace("\u2060", "")


def charts(page):
    return [json.loads(one.proto.spec) for one in page.get("plotly_chart")]


def trace(chart, name):
    return next(one for one in chart["data"] if one["name"] == name)


def legends(page):
    return [one.proto.body for one in page.get("html") if "<ul" in one.proto.body]


def box(page, name):
    return next(one for one in page.selectbox if one.key.startswith(f"{name}."))


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("indicator", ["turnout_parliamentary", "eng_petition", "nnle_density"])
def test_a_map_of_every_kind_of_figure_opens_in_both_languages(app, language, indicator):
    page = app("map", lang=language, indicator=indicator)
    assert not page.exception
    assert load.indicators()[indicator].name[language].replace("\u00a0", " ") in title(page)
    assert len(charts(page)) == 1


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        # Clear of 50, 60 and 70 by a point: not Tbilisi 60.8, Kakheti 60.0, Shida Kartli 59.9, Imereti 59.4, Kvemo
        # Kartli 49.8; so 6 of 11.
        ({"indicator": "turnout_parliamentary", "year": "2024"}, "6 of 11 regions lie a point or more inside"),
        ({"indicator": "eng_petition", "year": "2019"}, "none of 10 regions lies surely in its class"),
        ({"indicator": "eng_petition", "year": "2017"}, "1 of 10 regions lies surely in its class"),
        ({"indicator": "nnle_density", "year": "2022"}, "how surely the 11 regions lie in their classes is unknown"),
        ({"indicator": "turnout_parliamentary", "level": "municipality"}, "of 64 municipalities lie a point or more"),
    ],
)
def test_the_headline_says_how_many_places_lie_surely_in_their_class(app, choices, said):
    assert said in title(app("map", lang="en", **choices))


def test_the_headline_says_the_same_in_georgian(app):
    page = app("map", lang="ka", indicator="turnout_parliamentary", year="2024")
    assert "11 რეგიონიდან 6 თავისი კლასის საზღვარს ერთი პუნქტით ან მეტით სცილდება" in title(page)


def test_what_may_not_be_compared_is_not_offered(app):
    app("map", lang="en")
    offered = map_choices.mapped()
    assert "turnout_parliamentary" in offered
    assert {load.indicators()[name].regions for name in offered} == {"compare"}


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("eng_volunteer", "one national value fits them all"),
        ("trust_ngos", "too uncertain or serve as background"),
        ("lsg_index", "no figures by which regions could be compared"),
        ("vdem_v2x_libdem", "no figures by which regions could be compared"),
    ],
)
def test_a_link_to_what_is_not_mapped_is_told_why_and_where_to_go(app, indicator, why):
    page = app("map", lang="en", indicator=indicator)
    assert not page.exception
    assert why in page.info[0].value
    assert f"indicator={indicator}" in page.info[0].value
    assert "turnout_parliamentary" in page.query_params["indicator"]


@pytest.mark.parametrize("method", map_classes.METHODS)
def test_the_legend_counts_the_regions_of_each_class(app, method):
    page = app("map", lang="en", indicator="turnout_parliamentary", year="2024", classes=method)
    record = load.indicators()["turnout_parliamentary"]
    found = map_classes.breaks(record, "region", method)
    values = map_figure.of_year(record, 2024)["value"]
    counts = [sum(class_of(value, found) == number for value in values) for number in range(len(found) + 1)]
    legend = legends(page)[0]
    assert sum(counts) == 11
    assert legend.count("(") == len(counts)
    assert all(f"({count})" in legend for count in counts)


def test_the_bounds_are_the_same_in_all_years(app):
    drawn = [
        legends(app("map", lang="en", indicator="turnout_parliamentary", year=year, classes="quantile"))[0]
        for year in ("2008", "2024")
    ]
    first, last = ([part.partition(" (")[0].rpartition(">")[2] for part in one.split("</li>")] for one in drawn)
    assert first == last


def test_the_second_map_of_another_year_has_the_same_bounds(app):
    page = app("map", lang="en", indicator="turnout_parliamentary", year="2024", beside="2008", classes="natural")
    first, second = charts(page)
    assert trace(first, "regions")["colorscale"] == trace(second, "regions")["colorscale"]
    assert trace(first, "regions")["z"] != trace(second, "regions")["z"]
    assert heads(page) == [f"Turnout, parliamentary elections (proportional), {year}" for year in (2024, 2008)]


def test_a_second_indicator_has_classes_and_a_slider_of_its_own(app):
    page = app("map", lang="en", indicator="turnout_parliamentary", beside="nnle_density", beside_year="2020")
    assert not page.exception
    assert "Each map has classes of its own" in spaced(page)
    assert "2020" in heads(page)[1]
    assert [one.label for one in page.select_slider] == ["Year", "Year of the second map"]


def test_the_slider_stops_at_the_years_that_exist(app):
    page = app("map", lang="en", indicator="turnout_parliamentary")
    assert page.select_slider[0].options == ["2008", "2012", "2016", "2020", "2024"]
    page.select_slider[0].set_value("2012").run()
    assert page.query_params["year"] == "2012"
    assert "2012" in title(page)


def test_an_indicator_of_one_year_has_no_slider(app):
    page = app("map", lang="en", indicator="petition_pooled")
    assert not page.select_slider
    assert "the same in every year" not in spaced(page)


def test_a_year_with_one_municipality_is_no_map(app):
    app("map", lang="en")
    record = load.indicators()["turnout_local"]
    assert 2025 in map_figure.years(record, "municipality")
    assert "2025" not in map_choices.years(record, "municipality")


def test_the_chosen_region_is_edged_and_told_with_its_class_and_interval(app):
    page = app("map", lang="en", indicator="eng_petition", year="2019", place="GE-KK")
    assert trace(charts(page)[0], "selected")["locations"] == ["GE-KK"]
    assert "Kvemo Kartli** ·" in spaced(page)
    assert "2019: 10% (4–23); class" in spaced(page)
    assert "its 95% interval reaches another class" in spaced(page)


def test_a_region_without_a_figure_is_told_with_the_reason(app):
    page = app("map", lang="en", indicator="eng_petition", year="2019", place="GE-MM")
    assert "not shown: 30 answers in 2 clusters" in spaced(page)


def test_the_municipalities_of_the_chosen_region_are_all_told(app):
    page = app("map", lang="ka", indicator="turnout_parliamentary", year="2024", level="municipality", place="GE-GU")
    told = next(one.value for one in page.markdown if one.value.startswith("**გურია**")).replace("\\", "")
    assert all(name in told for name in ("ლანჩხუთი", "ოზურგეთი", "ჩოხატაური"))
    assert told.count("%") == 3


def test_choosing_a_region_moves_edge_words_and_address_together(app):
    page = app("map", lang="en", indicator="turnout_parliamentary", year="2024")
    box(page, "place").set_value("GE-GU").run()
    assert trace(charts(page)[0], "selected")["locations"] == ["GE-GU"]
    assert "Guria** ·" in spaced(page)
    assert page.query_params["place"] == "GE-GU"


@pytest.mark.parametrize(("phase", "name"), [("STAR", "Hub, STAR"), ("CSSIGE", "Hub, CSSIGE")])
def test_the_hubs_are_those_of_the_chosen_phase(app, phase, name):
    page = app("map", lang="en", phase=phase, place="GE-AJ")
    assert name in spaced(page)
    assert trace(charts(page)[0], "hubs")["customdata"]


def test_hubs_do_not_cover_the_municipalities(app):
    page = app("map", lang="en", indicator="turnout_parliamentary", level="municipality")
    drawn = [one["name"] for one in charts(page)[0]["data"]]
    assert "municipalities" in drawn
    assert "hubs" not in drawn


def test_another_indicator_forgets_year_and_second_map(app):
    page = app("map", lang="en", indicator="turnout_parliamentary", year="2008", beside="2012")
    box(page, "indicator").set_value("eng_petition").run()
    assert page.query_params["year"] == "2019"
    assert page.query_params["beside"] == "none"


def test_the_page_says_what_is_not_on_the_map(app):
    assert "differences that nobody has measured" in spaced(app("map", lang="en"))


def test_the_overview_leads_to_this_map(app):
    links = [one.proto.query_string for one in app(lang="en", indicator="nnle_density", year="2020").get("page_link")]
    assert "lang=en&indicator=nnle_density&year=2020&place=GE-KK&phase=STAR" in links


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("page", ["overview", "indicator", "map", "hub"])
def test_whoever_drew_the_outlines_is_named_below_every_map(app, page, language):
    test = app(page, lang=language, indicator="turnout_parliamentary")
    maps = [chart for chart in charts(test) if any(one["type"] == "choropleth" for one in chart["data"])]
    assert maps
    assert spaced(test).count("OpenStreetMap") == len(maps) + 1  # and once in the footer
