"""The comparison of places: what its headline says of every kind of figure, and what it refuses."""

import pytest

from pages.parts import load
from pages.parts.table import csv_bytes
from tests.pages.said import texts


def title(page):
    return page.title[0].value.replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("indicator", "places", "year", "said"),
    [
        ("eng_donate_charity", "GE-KK,GE-TB", "2019", "higher in Tbilisi than in Kvemo Kartli"),
        ("eng_petition", "GE-KK,GE-TB", "2019", "cannot be told apart"),
        ("eng_volunteer", "GE-KK,GE-TB", "2019", "one national value fits"),
        ("turnout_parliamentary", "GE-KK,GE-TB", "2024", "11.0 points apart"),
        ("turnout_parliamentary", "GE-MM,GE-TB", "2024", "less than one point apart"),
        ("turnout_parliamentary", "GE-KK,GE-TB,GE-GU", "2024", "3 of 3 pairs are at least one point apart"),
        ("nnle_density", "GE-KK,GE-TB", "2022", "chance variation in a register"),
        ("gs_nnle_active", "GE-KK,GE-TB", "2022", "A raw count: the places differ in size."),
        ("fiw_total", "GEO,ARM", "2024", "55 in Georgia, 54 in Armenia"),
        ("vdem_v2x_libdem", "GEO,MDA", "2024", "higher in Moldova than in Georgia"),
        ("petition_pooled", "GE-KK,GE-RL", "2019", "not collected in the same way"),
        ("eng_petition", "GE-KK,GE-MM", "2019", "fewer than two of these places have a figure"),
    ],
)
def test_the_headline_says_what_the_figures_allow(app, indicator, places, year, said):
    page = app("compare", lang="en", indicator=indicator, places=places, year=year)
    assert not page.exception
    assert said in title(page)


def test_the_lead_holds_the_values_and_the_interval_of_the_difference(app):
    page = app("compare", lang="en", indicator="eng_donate_charity", places="GE-KK,GE-TB", year="2019")
    assert "39% (26–53)" in texts(page)
    assert "62% (55–69)" in texts(page)
    assert "95% interval" in texts(page)


def test_both_languages_say_the_same(app):
    choice = {"indicator": "turnout_parliamentary", "places": "GE-KK,GE-TB", "year": "2024"}
    assert "თბილისში უფრო მაღალია, ვიდრე ქვემო ქართლში" in title(app("compare", lang="ka", **choice))
    assert "higher in Tbilisi than in Kvemo Kartli" in title(app("compare", lang="en", **choice))


def test_places_of_two_levels_are_refused_in_words(app):
    page = app("compare", lang="en", indicator="turnout_parliamentary", places="GE-KK,GE-TB,GEO")
    assert not page.exception
    assert "one level only" in page.warning[0].value
    assert "Georgia" in page.warning[0].value
    assert "GE-KK,GE-TB" in page.query_params["places"]
    assert "GEO" not in page.query_params["places"]


def test_one_place_alone_is_no_comparison(app):
    page = app("compare", lang="en", indicator="turnout_parliamentary", places="GE-KK")
    assert not page.exception
    assert "two places or more" in title(page)


def test_a_level_that_the_indicator_lacks_is_said(app):
    page = app("compare", lang="en", indicator="fiw_total", level="municipality")
    assert not page.exception
    assert "Municipalities" in page.info[0].value


def test_an_unknown_place_is_said_with_the_nearest(app):
    page = app("compare", lang="en", indicator="turnout_parliamentary", places="GE-KK,GE-TB,GE-XX")
    assert "GE-XX" in page.warning[0].value.replace("\\", "")


def test_regions_that_cannot_be_told_apart_are_not_ordered_by_value(app):
    page = app("compare", lang="en", indicator="eng_help_neighbour", places="GE-KK,GE-TB,GE-AJ", year="2019")
    table = page.table[0].value
    assert list(table.iloc[:, 0]) == ["Kvemo Kartli", "Kvemo Kartli", "Tbilisi"]
    assert "Difference" not in table


def test_a_suppressed_cell_is_told_in_words(app):
    page = app("compare", lang="en", indicator="eng_petition", places="GE-KK,GE-TB,GE-MM", year="2019")
    assert not page.exception
    assert "not shown: 30 answers" in str(page.get("plotly_chart")[0].proto.spec)


def test_every_indicator_that_has_two_places_opens(app):
    page = app("compare", lang="ka")
    names = sorted(set(load.comparable()["indicator"]))
    for name in names[::4]:
        page.query_params.clear()
        page.query_params["lang"] = "ka"
        page.query_params["indicator"] = name
        page.session_state["chosen.places"] = []
        page.run()
        assert not page.exception, name


def test_the_file_of_the_pairs_is_safe_in_a_spreadsheet(app):
    from pages.parts.table import Twin

    app("compare", lang="en")
    rows = load.pairs("turnout_parliamentary", ("GE-KK", "GE-TB"), 2024)
    text = csv_bytes(Twin(rows, {name: name for name in rows}, "points:1"), {"licence": "made_up"}).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("GE-TB,GE-KK,above,10.96")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Armenia is ahead of Georgia in 9"), ("ka", "სომხეთი უსწრებს: საქართველო, 100 დასაშვები მეთოდიდან 9")],
)
def test_the_index_says_in_how_many_methods_one_place_is_ahead(app, lang, said):
    page = app("compare", lang=lang, indicator="fiw_total", places="GEO,ARM", level="country")
    assert not page.exception
    assert said in texts(page).replace("\u2060", "")


def test_places_that_the_index_cannot_tell_apart_are_said_to_be_so(app):
    words = texts(app("compare", lang="en", indicator="fiw_total", places="GEO,ROU", level="country"))
    assert "Romania and Georgia cannot be told apart" in words or "Georgia and Romania cannot be told apart" in words


def test_municipalities_have_no_index_and_no_section_of_it(app):
    page = app("compare", lang="en", indicator="turnout_parliamentary", level="municipality")
    assert not page.exception
    assert not any("What the index says" in element.value for element in page.header)
