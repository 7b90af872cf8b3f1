"""Countries beside Georgia, by rules that a reader can check."""

import pytest

from analytics import facts as questions
from analytics.peers import RULES, peers


def test_the_eastern_partnership_without_georgia_and_belarus(release):
    assert peers(release, "eastern_partnership").places == ("ARM", "AZE", "MDA", "UKR")


def test_neighbours_share_a_land_border(release):
    assert peers(release, "neighbours").places == ("ARM", "AZE", "TUR")


def test_similar_gdp_takes_the_five_nearest_of_the_year(release):
    found = peers(release, "similar_gdp", year=2012)
    assert found.year == 2012
    assert set(found.places) == {"ALB", "MKD", "UKR", "ARM", "MDA"}
    own = found.gdp["GEO"]
    rows = questions.of(release, ("wdi_gdp_pc",), levels=("country",), years=(2012,))
    others = rows[~rows["place"].isin([*found.places, "GEO"])]
    farthest = max(abs(found.gdp[code] - own) for code in found.places)
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
