"""Countries beside Georgia, by rules that a reader can check."""

import pytest

from analytics import facts as questions
from analytics.peers import REGION_RULES, RULES, nearest, peers, region_peers


def test_the_eastern_partnership_without_georgia_and_belarus(release):
    assert peers(release, "eastern_partnership").places == ("ARM", "AZE", "MDA", "UKR")


def test_neighbours_share_a_land_border(release):
    assert peers(release, "neighbours").places == ("ARM", "AZE", "TUR")


def test_similar_gdp_takes_the_five_nearest_of_the_year(release):
    found = peers(release, "similar_gdp", year=2012)
    assert found.year == 2012
    assert set(found.places) == {"ALB", "MKD", "UKR", "ARM", "MDA"}
    own = found.figures["GEO"]
    rows = questions.of(release, ("wdi_gdp_pc",), levels=("country",), years=(2012,))
    others = rows[~rows["place"].isin([*found.places, "GEO"])]
    farthest = max(abs(found.figures[code] - own) for code in found.places)
    assert (abs(others["value"] - own) >= farthest).all()


def test_the_year_of_similar_gdp_never_lies_after_the_one_asked_for(release):
    assert peers(release, "similar_gdp", year=1985).places == ()
    assert peers(release, "similar_gdp", year=2024).year == 2024


@pytest.mark.parametrize("rule", RULES)
def test_georgia_is_never_its_own_peer(release, rule):
    assert "GEO" not in peers(release, rule).places


def test_an_unknown_rule_is_an_error(release):
    with pytest.raises(KeyError):
        peers(release, "made_up_rule")


def test_three_regions_next_in_population(release):
    found = region_peers(release, "population", "GE-KK")
    assert found.places == ("GE-AJ", "GE-IM", "GE-SZ")
    assert found.year == 2024
    assert list(found.figures) == ["GE-KK", "GE-AJ", "GE-IM", "GE-SZ"]


def test_three_regions_next_in_income_of_the_newest_year(release):
    # GEL a month and head in 2023: Guria 384.0, Kvemo Kartli 383.1, Shida Kartli 436.4, Mtskheta-Mtianeti 448.9
    found = region_peers(release, "income", "GE-GU")
    assert found.year == 2023
    assert found.places == ("GE-KK", "GE-SK", "GE-MM")


def test_no_figures_stand_behind_the_rule_of_the_urban_share(release):
    assert region_peers(release, "urban", "GE-KK").places == ()


@pytest.mark.parametrize("rule", REGION_RULES)
def test_a_region_without_official_statistics_has_no_peers(release, rule):
    assert region_peers(release, rule, "GE-AB").places == ()


def test_of_two_places_equally_near_the_first_code_comes_first():
    assert nearest({"made_up_c": 5.0, "made_up_b": 15.0, "made_up_a": 10.0}, "made_up_a", 1) == ("made_up_b",)
