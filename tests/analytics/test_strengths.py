"""Strengths and weaknesses of a place: only what the pair rules can tell apart, the rest named as unsure."""

import pytest

from analytics import facts as questions
from analytics.change import Reading
from analytics.comparison import pairs_with
from analytics.strengths import VERDICTS, strengths


@pytest.fixture(scope="module")
def kvemo_kartli(release):
    return strengths(release, "GE-KK", "region").set_index("indicator")


def test_every_line_is_a_strength_a_weakness_or_unsure_with_why(kvemo_kartli):
    assert set(kvemo_kartli["verdict"]) == set(VERDICTS)
    assert ((kvemo_kartli["reason"] != "") == (kvemo_kartli["verdict"] == "unsure")).all()


def test_a_turnout_at_least_a_point_under_most_regions_is_a_weakness(release, kvemo_kartli):
    # a complete count: told apart from one point on, so the answer can be counted from the published figures
    facts = questions.of(release, ("turnout_parliamentary",), levels=("region",), years=(2024,)).set_index("place")[
        "value"
    ]
    lower = int((facts.drop("GE-KK") - facts["GE-KK"] >= 1).sum())
    line = kvemo_kartli.loc["turnout_latest"]
    assert (line["verdict"], line["below"], line["others"]) == ("weakness", lower, 10)
    assert lower > 5


def test_regions_that_one_national_value_fits_are_unsure_for_that_reason(kvemo_kartli):
    line = kvemo_kartli.loc["eng_volunteer"]
    assert (line["verdict"], line["reason"], line["above"]) == ("unsure", "regions_alike", 0)


def test_figures_without_an_error_model_are_unsure_whatever_their_values(kvemo_kartli):
    assert kvemo_kartli.loc["foi_transparency_index", "reason"] == "no_error_model"


def test_where_lower_is_better_standing_above_is_a_weakness(release):
    rows = strengths(release, "ARM", "country")
    assert not rows.empty
    other = strengths(release, "GE-TB", "region").set_index("indicator")
    counted = other[other["verdict"] == "strength"]
    assert (counted["above"] > counted["others"] / 2).all()


def test_raw_counts_of_regions_stay_out(kvemo_kartli):
    assert not {"gs_nnle_active", "population"} & set(kvemo_kartli.index)


def test_more_indicators_make_every_pair_less_sure():
    def readings(apart):
        return {
            place: Reading(2019, value, value - 4, value + 4, "confidence", 0.95)
            for place, value in (("GE-KK", 40), ("GE-TB", 40 + apart))
        }

    alone = pairs_with("GE-KK", [(readings(7), "survey")])
    among = pairs_with("GE-KK", [(readings(7), "survey")] + [(readings(0), "survey")] * 5)
    assert alone[0][0].verdict == "below"
    assert among[0][0].verdict == "probably_below"
    assert among[0][0].reason == "multiplicity"


def test_every_statement_speaks_of_the_place_itself():
    readings = {place: Reading(2024, value) for place, value in (("GE-TB", 60.0), ("GE-KK", 50.0), ("GE-GU", 45.0))}
    found = pairs_with("GE-KK", [(readings, "full_count")])[0]
    assert [(pair.first, pair.second, pair.verdict) for pair in found] == [
        ("GE-KK", "GE-TB", "below"),
        ("GE-KK", "GE-GU", "above"),
    ]


def test_figures_that_two_indicators_share_count_once(kvemo_kartli):
    assert not {"turnout_latest", "turnout_parliamentary"} <= set(kvemo_kartli.index)
