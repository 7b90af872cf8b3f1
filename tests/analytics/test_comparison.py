"""Pairwise statements: the rules of change.py between places, register rates by their counts, Holm over all pairs."""

import pytest

from analytics import comparison
from analytics.catalogue import catalogue
from analytics.change import Reading
from analytics.comparison import Pair, statements


def survey(value, lower, upper, **more):
    return Reading(2019, value, lower, upper, "confidence", 0.95, source="made_up", **more)


def bare(value, **more):
    return Reading(2019, value, source="made_up", **more)


def only(readings, nature):
    (pair,) = statements(readings, nature=nature)
    return pair


def test_shares_whose_intervals_lie_far_apart_are_told_apart():
    pair = only({"GE-KK": survey(20, 15, 26), "GE-TB": survey(60, 54, 66)}, "survey")
    assert (pair.first, pair.second, pair.verdict, pair.rule) == ("GE-TB", "GE-KK", "above", "survey_waves")
    assert pair.difference == 40
    assert pair.lower < 40 < pair.upper


def test_shares_whose_intervals_overlap_much_cannot_be_told_apart():
    assert only({"GE-KK": survey(20, 12, 30), "GE-TB": survey(22, 14, 32)}, "survey").verdict == "cannot_tell"


def test_the_statement_speaks_of_the_place_with_the_larger_number_whatever_the_order():
    first = only({"a": bare(55.0), "b": bare(51.0)}, "full_count")
    second = only({"b": bare(51.0), "a": bare(55.0)}, "full_count")
    assert first == second
    assert (first.first, first.verdict, first.difference) == ("a", "above", 4.0)


def test_complete_counts_under_one_point_apart_are_too_near_to_read():
    assert only({"a": bare(60.76), "b": bare(61.70)}, "full_count").verdict == "too_small"


def test_announced_counts_do_not_differ_below_their_tolerance():
    pair = only({"a": bare(60.2, flag="announced-rounded"), "b": bare(61.1, flag="announced-rounded")}, "full_count")
    assert pair.verdict == "too_small"


def test_scores_without_bounds_are_two_numbers():
    pair = only({"GEO": bare(55.0), "ARM": bare(54.0)}, "expert")
    assert (pair.verdict, pair.rule, pair.reason, pair.difference) == ("two_numbers", "two_numbers", "no_interval", 1.0)


def test_scores_with_bounds_use_the_half_widths_that_face_each_other():
    narrow = Reading(2024, 0.30, 0.28, 0.40, "credible", 0.68, source="made_up")
    wide = Reading(2024, 0.24, 0.10, 0.26, "credible", 0.68, source="made_up")
    pair = only({"a": narrow, "b": wide}, "expert")
    assert (pair.verdict, pair.interval_level) == ("above", 0.68)
    swapped = only({"a": Reading(2024, 0.30, 0.18, 0.32, "credible", 0.68, source="made_up"), "b": wide}, "expert")
    assert swapped.verdict == "cannot_tell"


def test_rates_of_a_register_are_held_against_the_chance_of_their_counts():
    many = only({"a": bare(9.0, count=900), "b": bare(8.0, count=800)}, "register")
    few = only({"a": bare(9.0, count=9), "b": bare(8.0, count=8)}, "register")
    assert (many.verdict, many.rule) == ("above", "rates")
    assert few.verdict == "cannot_tell"


def test_raw_counts_of_places_of_different_size_are_not_compared():
    assert only({"a": bare(2290.0), "b": bare(146.0)}, "register").reason == "size"


def test_a_count_of_nought_has_no_error_to_go_by():
    assert only({"a": bare(2.0, count=3), "b": bare(0.0, count=0)}, "register").reason == "zero_count"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (Reading(2019, 30, 25, 35, "confidence", 0.95, source="another_made_up"), "source"),
        (survey(30, 25, 35, flag="phone-mode"), "footing"),
        (bare(30.0), "interval"),
    ],
)
def test_figures_on_another_footing_are_not_comparable(other, reason):
    pair = only({"a": survey(60, 55, 65), "b": other}, "survey")
    assert (pair.verdict, pair.reason, pair.difference) == ("not_comparable", reason, None)


def test_one_election_is_one_record_whoever_keeps_it():
    kept_elsewhere = Reading(2020, 56.1, source="another_made_up")
    assert only({"a": Reading(2020, 51.0, source="made_up"), "b": kept_elsewhere}, "full_count").verdict == "above"


def test_many_pairs_make_a_sure_difference_probable():
    alone = {"a": survey(30, 25, 35.5), "b": survey(21, 16, 26.5)}
    assert only(alone, "survey").verdict == "above"
    crowd = alone | {f"place {number}": survey(25, 20, 30.5) for number in range(6)}
    found = {(pair.first, pair.second): pair for pair in statements(crowd, nature="survey")}
    assert (found["a", "b"].verdict, found["a", "b"].reason) == ("probably_above", "multiplicity")


def test_a_statement_turned_round_says_the_same():
    pair = Pair("a", "b", "probably_above", 3.0, -1.0, 7.0, 0.93, "survey_waves")
    assert pair.turned() == Pair("b", "a", "probably_below", -3.0, -7.0, 1.0, 0.93, "survey_waves")
    assert pair.turned().turned() == pair


def test_two_regions_of_the_turnout_of_2024(release):
    (pair,) = comparison.pairs(release, "turnout_parliamentary", ("GE-KK", "GE-TB"), 2024).to_dict("records")
    assert (pair["first"], pair["verdict"], round(pair["difference"], 2)) == ("GE-TB", "above", 10.96)


def test_regions_that_fit_one_national_value_carry_no_difference(release):
    pairs = comparison.pairs(release, "eng_volunteer", ("GE-KK", "GE-TB", "GE-AJ"), 2019)
    assert set(pairs["verdict"]) == {"cannot_tell"}
    assert set(pairs["reason"]) == {"regions_alike"}
    assert pairs["difference"].isna().all()


def test_register_rates_of_the_release_find_their_counts(release):
    (pair,) = comparison.pairs(release, "nnle_density", ("GE-KK", "GE-TB"), 2022).to_dict("records")
    assert (pair["first"], pair["verdict"], pair["rule"]) == ("GE-TB", "above", "rates")


def test_growth_is_no_rate_of_its_own_numerator(release):
    (pair,) = comparison.pairs(release, "nnle_growth", ("GE-KK", "GE-TB"), 2021).to_dict("records")
    assert (pair["verdict"], pair["reason"]) == ("two_numbers", "no_counts")


def test_a_place_without_a_figure_makes_no_pair(release):
    assert comparison.pairs(release, "eng_petition", ("GE-KK", "GE-MM"), 2019).empty


def test_side_by_side_takes_the_latest_year_that_all_places_have(release):
    rows = comparison.side_by_side(release, ("GE-KK", "GE-TB"), "region", "engagement")
    years = rows.groupby("indicator")["year"].unique()
    assert list(years["turnout_parliamentary"]) == [2024]
    assert list(years["eng_donate_charity"]) == [2019]
    assert rows.groupby("indicator")["place"].nunique().eq(2).all()


def test_side_by_side_leaves_out_raw_counts_of_regions(release):
    names = set(comparison.side_by_side(release, ("GE-KK", "GE-TB"), "region", "capacity")["indicator"])
    assert "nnle_density" in names
    assert not [name for name in names if catalogue()[name].regions == "none"]


def test_a_line_joins_one_survey_series_only(release):
    rows = comparison.series(release, "trust_ngos", ("GE-KK",))
    joined = rows[rows["joined"]]
    assert set(joined["source"]) <= {"cb2009", "cb2015", "cb2017", "cb2019"}
    assert {"crrc_hate2018", "crrc_ukraine2022"} <= set(rows.loc[~rows["joined"], "source"])


def test_whatever_can_be_compared_has_two_places(release):
    rows = comparison.comparable(release)
    assert (rows["places"] > 1).all()
    assert ("csosi_overall" in set(rows["indicator"])) is False
