"""The national figure beside a regional one: the same question, the same year, never a mean of regions."""

import pytest

from analytics import facts as questions
from analytics import reference


def regional(release, indicator, place, year):
    return questions.of(release, (indicator,), places=(place,), years=(year,)).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("regional_cell", "national", "value"),
    [
        (("eng_petition", "GE-KK", 2017), "cb_petition6m", 7.19),
        (("eng_donate_charity", "GE-KK", 2017), "cb_donate6m", 51.59),
        (("trust_ngos", "GE-AJ", 2017), "cb_trust_ngo", 23.09),
        (("turnout_parliamentary", "GE-KK", 2024), "turnout_parliamentary", 59.02),
        (("turnout_parliamentary", "GE-KK", 2008), "turnout_parliamentary", 52.92),
        (("gs_nnle_active", "GE-KK", 2022), "gs_nnle_active", 3819.0),
    ],
)
def test_the_national_figure_is_that_of_the_same_question_and_year(release, regional_cell, national, value):
    indicator, place, year = regional_cell
    found = reference.national(release, regional(release, indicator, place, year))
    assert found.fact["indicator"] == national
    assert found.fact["year"] == year
    assert found.fact["value"] == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(
    ("indicator", "place", "year"),
    [
        ("eng_petition", "GE-KK", 2019),
        ("trust_ngos", "GE-AJ", 2019),
        ("trust_ngos", "GE-AJ", 2022),
        ("eng_volunteer", "GE-TB", 2015),
        ("foi_transparency_index", "GE-KK", 2014),
    ],
)
def test_without_a_national_figure_of_the_same_survey_there_is_none(release, indicator, place, year):
    found = reference.national(release, regional(release, indicator, place, year))
    assert found.fact is None
    assert found.reason == "no national figure"


def test_a_blog_figure_of_2015_is_no_reference_for_the_survey_of_2015(release):
    found = reference.national(release, regional(release, "eng_petition", "GE-TB", 2015))
    assert found.fact is None


def test_all_regions_of_a_year_share_one_reference(release):
    found = reference.nationals_in(release, "eng_petition", "region", 2017)
    assert len(found) == 10
    assert {one.fact["source"] for one in found.values()} == {"cb2017"}


def test_the_rule_tells_own_figure_from_that_of_the_concept(release):
    own = reference.national(release, regional(release, "turnout_parliamentary", "GE-KK", 2024))
    other = reference.national(release, regional(release, "eng_petition", "GE-KK", 2017))
    assert (own.rule, other.rule) == ("same indicator", "same concept")
