"""The numbers of a region's page, traced to the sources or to made-up rows."""

import pandas as pd
import pytest

from analytics import facts as questions
from analytics import region_profile
from geo.places import GEORGIA, members

REGIONS = [place for place in members(GEORGIA) if place != "GE-AB"]


@pytest.fixture(scope="module")
def turnout(release):
    return questions.of(release, (region_profile.TURNOUT,))


def in_year(facts, year):
    return facts[facts["year"] == year]


def test_kvemo_kartli_had_the_lowest_turnout_of_2024_by_five_and_a_half_points(turnout):
    rows = in_year(turnout, 2024)
    found = region_profile.standing(rows[rows["level"] != "municipality"], "GE-KK")
    assert (found.value, found.kind) == (49.8, "lowest")
    assert found.gap == pytest.approx(55.25 - 49.8)


def test_a_region_between_the_others_is_held_against_georgia(turnout):
    rows = in_year(turnout, 2024)
    found = region_profile.standing(rows[rows["level"] != "municipality"], "GE-IM")
    assert found.kind == "between"
    georgia = float(rows.loc[rows["place"] == GEORGIA, "value"].iloc[0])
    assert found.gap == pytest.approx(found.value - georgia)


def test_equal_values_are_no_extreme():
    made_up = pd.DataFrame({"place": ["GE-KK", "GE-GU", "GE-IM", GEORGIA], "value": [40.0, 40.0, 60.0, 50.0]})
    assert region_profile.standing(made_up, "GE-KK").kind == "between"
    assert region_profile.standing(made_up, "GE-IM").kind == "highest"
    assert region_profile.standing(made_up, "GE-AB") is None


@pytest.mark.parametrize("region", [place for place in REGIONS if place != "GE-TB"])
@pytest.mark.parametrize("year", [2008, 2012, 2016, 2024])
def test_the_steps_add_up_to_the_difference_from_georgia_exactly(turnout, region, year):
    rows = in_year(turnout, year)
    steps = region_profile.decomposition(rows, region)
    assert len(steps) == len(members(region))
    difference = steps["regional"].iloc[0] - steps["national"].iloc[0]
    assert steps["value"].sum() == pytest.approx(difference, abs=1e-9)
    published = rows.loc[rows["place"] == region, "value"].iloc[0]
    assert steps["regional"].iloc[0] == pytest.approx(published, abs=0.01)


def test_marneuli_explains_four_of_the_nine_points_of_kvemo_kartli(turnout):
    steps = region_profile.decomposition(in_year(turnout, 2024), "GE-KK")
    assert steps.loc[0, "place"] == "2684432"
    assert round(steps.loc[0, "value"], 1) == -4.0
    assert round(steps["value"].sum(), 1) == -9.2


def test_a_year_without_every_final_record_is_not_decomposed(release, turnout):
    assert region_profile.decomposition(in_year(turnout, 2020), "GE-KK").empty
    one_short = in_year(turnout, 2024)
    assert region_profile.decomposition(one_short[one_short["place"] != "2684432"], "GE-KK").empty
    assert region_profile.decomposition(in_year(turnout, 2024), "GE-TB").empty
    assert list(region_profile.turnout_steps(release, "GE-KK")["year"].unique()) == [2024, 2016, 2012, 2008]
    assert region_profile.turnout_steps(release, "GE-TB").empty
    assert region_profile.turnout_steps(release, "GE-AB").empty


def test_peers_are_the_three_nearest_in_the_census_of_2024(release):
    census = questions.of(release, ("population_census",), levels=("region",), years=(2024,))
    assert region_profile.population_peers(census, "GE-KK") == ["GE-AJ", "GE-IM", "GE-SZ"]
    assert region_profile.population_peers(census, "GE-AB") == []


def test_the_profile_gives_a_range_of_others_only_where_regions_may_be_compared(release):
    rows = region_profile.profile(release, "GE-KK", "engagement").set_index("indicator")
    turnout = rows.loc["turnout_parliamentary"]
    assert (turnout["year"], turnout["value"], turnout["others"]) == (2024, 49.8, 10)
    assert turnout["low"] == pytest.approx(55.3, abs=0.05)
    assert turnout["national"] == pytest.approx(59.02, abs=0.01)
    assert rows.loc["eng_volunteer", "others"] == 0
    assert rows.loc["turnout_gender_gap", "value"] == pytest.approx(-8.6)


def test_a_pillar_without_regional_figures_has_an_empty_profile(release):
    assert region_profile.profile(release, "GE-KK", "environment").empty
    assert region_profile.profile(release, "GE-AB", "engagement").empty


def test_municipalities_stand_with_their_years(release):
    rows = region_profile.municipalities(release, "GE-KK").set_index("place")
    assert rows.loc["2684432", "turnout_parliamentary"] == 43.18
    assert rows.loc["2684432", "turnout_parliamentary_year"] == 2024
    assert len(rows) == len(members("GE-KK"))
    assert region_profile.municipalities(release, "GE-AB").empty


def test_missing_cells_say_why(release):
    rows = region_profile.missing(release, "GE-RL")
    volunteer = rows[(rows["indicator"] == "eng_volunteer") & (rows["year"] == 2017)].iloc[0]
    assert (volunteer["reason"], volunteer["answers"], volunteer["clusters"]) == ("suppressed", 23, 2)
    assert region_profile.missing(release, "GE-AB").empty
