"""What the overview says is computed from the release: directions, agreement of sources, open questions."""

import pytest

from analytics import headlines
from analytics.catalogue import PILLARS, catalogue
from analytics.change import Change


def made_up(verdict):
    return Change(verdict, None, None, None, None, "none", "")


def test_every_pillar_has_one_headline_and_context_none():
    assert {one.pillar for one in headlines.plan().headlines} == set(PILLARS) - {"context"}
    assert len(headlines.plan().headlines) == len(PILLARS) - 1


def test_every_indicator_named_in_the_plan_exists_in_its_pillar():
    plan = headlines.plan()
    named = {name for one in plan.headlines for name in (one.indicator, *one.witnesses)}
    named |= {name for one in plan.unknowns for name in one.indicators} | {
        *plan.maps,
        plan.slope.indicator,
        plan.slope.change,
    }
    assert named - set(catalogue()) == set()
    assert all(catalogue()[one.indicator].pillar == one.pillar for one in plan.headlines)


def test_only_indicators_whose_regions_may_be_compared_are_mapped():
    plan = headlines.plan()
    assert {catalogue()[name].regions for name in plan.maps} == {"compare"}
    assert set(plan.on_voter_lists) <= set(plan.maps)


def test_a_source_that_cannot_tell_is_not_counted_as_support():
    borne = headlines.agreement([made_up("fell"), made_up("probably_fell"), made_up("no_reliable_change")])
    assert (borne.direction, borne.same, borne.unsure, borne.opposite) == ("down", 2, 1, 0)


def test_a_source_that_shows_the_opposite_is_counted_as_such():
    borne = headlines.agreement([made_up("rose"), made_up("fell"), None])
    assert (borne.same, borne.unsure, borne.opposite, borne.total) == (1, 1, 1, 3)


def test_without_a_reliable_change_the_others_that_show_none_agree():
    borne = headlines.agreement([made_up("no_reliable_change"), made_up("fell"), made_up("not_comparable")])
    assert (borne.direction, borne.same, borne.opposite) == ("", 2, 1)


def test_freedom_in_the_world_fell_by_nine_since_2017(release):
    one = headlines.standings(release)["fiw_total"]
    assert (one.before["value"], one.latest["value"], one.latest["year"]) == (64, 55, 2024)
    assert one.change.verdict == "fell"


def test_the_world_bank_shows_no_reliable_change(release):
    assert headlines.standings(release)["wgi_va_est"].change.verdict == "no_reliable_change"


def test_turnout_is_joined_without_the_contested_list_of_2008_and_the_announcement_of_2020(release):
    assert [year for year, _ in headlines.standings(release)["turnout_parliamentary"].series] == [2012, 2016, 2024]


def test_one_survey_wave_tells_no_change(release):
    one = headlines.standings(release)["cb_trust_ngo"]
    assert one.before is None and one.change is None


def test_signatories_are_a_national_running_total(release):
    one = headlines.standings(release)["weps_signatories"]
    assert one.change.verdict == "not_comparable"
    assert not one.regional
    assert one.latest["qualifier"] == "over"


@pytest.mark.parametrize(
    ("key", "year"),
    [("csr_regions", None), ("advocacy_regions", 2014), ("survey_regions", 2019), ("vdem_organisations", 2023)],
)
def test_the_newest_year_of_an_open_question_is_computed(release, key, year):
    assert headlines.newest_years(release)[key] == year


def test_four_regions_have_longer_voter_lists_than_inhabitants(release):
    assert headlines.lists_over_population(release)["place"].tolist() == ["GE-RL", "GE-SZ", "GE-GU", "GE-IM"]


def test_the_two_elections_stand_side_by_side_for_all_eleven_regions(release):
    rows = headlines.two_dates(release).set_index("place")
    assert len(rows) == 11
    assert rows.loc["GE-KK", ["first", "last", "change"]].tolist() == pytest.approx([45.56, 49.80, 4.24])


def test_withheld_cells_are_regional_and_suppressed(release):
    cells = headlines.withheld_cells(release)
    assert len(cells) and set(cells["reason"]) == {"suppressed"}
    assert cells["place"].str.startswith("GE-").all()
