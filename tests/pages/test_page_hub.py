"""The page of a region: all twelve in both languages, with figures that a person can trace to their source."""

import pytest

from geo.places import GEORGIA, members

REGIONS = members(GEORGIA)


def words(page):
    """Everything the page says, as one text; html and markdown alike, escapes taken out."""
    kinds = ("title", "header", "markdown", "html", "expander")
    said = [str(getattr(one, "value", "") or getattr(one, "body", "")) for kind in kinds for one in page.get(kind)]
    return "\n".join(said).replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["ka", "en"])
@pytest.mark.parametrize("place", REGIONS)
def test_every_region_opens_in_both_languages(app, place, lang):
    page = app("hub", lang=lang, place=place)
    assert not page.exception
    assert page.title[0].value
    assert not page.warning


@pytest.mark.parametrize("lang", ["ka", "en"])
@pytest.mark.parametrize("place", REGIONS)
def test_the_older_wave_and_the_peers_open_too(app, place, lang):
    assert not app("hub", lang=lang, place=place, year="2017", peers="population", pillar="capacity").exception


def test_kvemo_kartli_is_the_default_and_says_its_turnout_and_distance(app):
    page = app("hub", lang="en")
    claim = page.title[0].value.replace("\\", "")
    assert "49.8% of listed voters voted in Kvemo Kartli, 5.5 points less than in any other region" in claim
    assert "comparisons with other regions lie within the error" in claim
    assert page.query_params["place"] in ("GE-KK", ["GE-KK"])


def test_kvemo_kartli_in_georgian_is_in_its_right_case(app):
    said = words(app("hub", lang="ka", place="GE-KK"))
    assert "ქვემო ქართლში ამომრჩეველთა 49,8% მივიდა არჩევნებზე, 5,5 პუნქტით ნაკლები" in said
    assert "სამოქალაქო ინტეგრაციის ფონდი" in said
    assert "სხვაობა ქალებსა და კაცებს შორის: −8,6 პუნქტი" in said


def test_the_gender_gap_and_the_hub_of_kvemo_kartli_are_named(app):
    said = words(app("hub", lang="en", place="GE-KK"))
    assert "women minus men: −8.6 points" in said
    assert "Civic Integration Foundation (CIF)" in said
    assert "438,400" in said
    assert "48.7%" in said
    assert "Why 9.2 points below Georgia?" in said
    assert len(app("hub", lang="en", place="GE-KK").table) == 2


def test_a_hub_that_no_page_names_is_said_to_be_unconfirmed(app):
    assert "Not publicly confirmed" in words(app("hub", lang="en", place="GE-KA"))
    assert "საჯაროდ არ დასტურდება" in words(app("hub", lang="ka", place="GE-KA"))


def test_a_hub_by_inference_says_so(app):
    assert "Inferred" in words(app("hub", lang="en", place="GE-SJ"))


def test_tbilisi_has_no_hub_by_design_and_no_parts_to_explain_it(app):
    said = words(app("hub", lang="en", place="GE-TB"))
    assert "None by design" in said
    assert "is a single municipality" in said


def test_suppressed_cells_of_racha_are_told_in_words(app):
    said = words(app("hub", lang="en", place="GE-RL", year="2017"))
    assert "23 answers in 2 clusters" in said
    assert "figures of this region are missing" in said


def test_a_wave_without_any_cell_says_who_could_have_it(app):
    page = app("hub", lang="en", place="GE-MM", year="2019")
    assert "Participation and trust, 2019: no figures yet" in words(page)
    assert "has no figure here that could be compared" in page.title[0].value


def test_abkhazia_has_no_figures_and_says_why(app):
    page = app("hub", lang="en", place="GE-AB")
    said = words(page)
    assert "There are no official figures in Abkhazia" in said
    assert "occupied" in said
    assert not page.table
    assert not page.get("metric")
    assert "%" not in page.title[0].value
    assert "None by design" in said


def test_indicators_whose_regions_are_alike_are_named_as_such(app):
    said = words(app("hub", lang="en", place="GE-KK"))
    assert "volunteered" in said
    assert "regions cannot be told apart" in said


def test_every_box_of_what_is_unknown_says_who_could_know(app):
    said = words(app("hub", lang="en", place="GE-GU"))
    assert said.count("no figures yet") >= 3
    assert said.count("Who could have them") + said.count("who could have them") >= 3


def test_an_unknown_region_is_said_aloud(app):
    page = app("hub", lang="en", place="GE-XX")
    assert "GE-XX" in page.warning[0].value.replace("\\", "")
    assert "Kvemo Kartli" in page.title[0].value
