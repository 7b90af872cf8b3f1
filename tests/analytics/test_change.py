from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.change import Change, Reading, compare, holm

# Real figures: Caucasus Barometer (charity), election records (turnout), V-Dem v15, Freedom in the World, Geostat.
CHARITY = {
    "GE-AJ": ((84.4, 76.3, 90.2), (64.2, 49.3, 76.7)),
    "GE-GU": ((46.7, 22.9, 72.1), (44.6, 19.0, 73.5)),
    "GE-IM": ((46.6, 37.5, 55.9), (38.0, 27.5, 49.6)),
    "GE-KA": ((52.9, 36.5, 68.8), (41.0, 30.0, 52.8)),
    "GE-KK": ((37.9, 25.6, 52.0), (38.5, 25.5, 53.3)),
    "GE-SJ": ((26.8, 9.6, 55.9), (20.0, 6.0, 49.4)),
    "GE-SK": ((34.1, 22.1, 48.6), (38.3, 26.6, 51.5)),
    "GE-SZ": ((30.1, 16.9, 47.7), (39.2, 26.1, 54.1)),
    "GE-TB": ((65.9, 57.3, 73.6), (62.3, 55.3, 68.7)),
}
LIBDEM = {2012: (0.363, 0.318, 0.411), 2023: (0.454, 0.399, 0.505), 2024: (0.328, 0.285, 0.370)}
POLYARCHY = {2017: (0.674, 0.613, 0.743), 2023: (0.583, 0.518, 0.642), 2024: (0.480, 0.419, 0.533)}
REGISTER_BREAKS = [2015, 2018, 2022]


def survey(year: int, estimate: tuple[float, float, float], source: str = "") -> Reading:
    return Reading(year, *estimate, "confidence", 0.95, source=source or f"cb{year}")


def vdem(scores: dict[int, tuple[float, float, float]], year: int) -> Reading:
    return Reading(year, *scores[year], "credible", 0.68, source="vdem15")


def charity(place: str) -> Change:
    before, after = CHARITY[place]
    return compare(survey(2017, before), survey(2019, after), nature="survey")


def test_adjara_gave_less_to_charity() -> None:
    change = charity("GE-AJ")

    assert change.difference == pytest.approx(-20.2)
    assert (change.upper - change.lower) / 2 == pytest.approx(15.4, abs=0.05)
    assert 2 * (1 - change.probability) == pytest.approx(0.007, abs=0.0005)
    assert change.verdict == "fell"


def test_adjara_becomes_probable_among_ten_regions() -> None:
    # Racha and Mtskheta-Mtianeti have one wave each: nine tests, and a tenth in the place of the tenth region.
    page = [charity(place) for place in CHARITY] + [charity("GE-KK")]

    change = holm(page)[0]

    assert (change.verdict, change.reason) == ("probably_fell", "multiplicity")
    assert 10 * 2 * (1 - change.probability) == pytest.approx(0.07, abs=0.005)


def test_kvemo_kartli_gave_as_before() -> None:
    change = charity("GE-KK")

    assert (change.verdict, round(change.difference, 1)) == ("no_reliable_change", 0.6)
    assert (change.upper - change.lower) / 2 == pytest.approx(19.2, abs=0.05)


def test_kvemo_kartli_voted_more() -> None:
    change = compare(Reading(2016, 45.56, n=395_426), Reading(2024, 49.80, n=400_781), nature="full_count")

    assert (change.verdict, round(change.difference, 2), change.reason) == ("rose", 4.24, "")
    assert change.probability is None


def test_an_announced_turnout_half_a_point_away_is_no_change() -> None:
    before = Reading(2016, 61.61, n=109_791, source="forset_elections")
    after = Reading(2020, 61.1, source="cec2020_press", flag="announced-rounded")

    assert compare(before, after, nature="full_count").verdict == "no_reliable_change"


def test_a_list_that_moved_is_named() -> None:
    change = compare(Reading(2016, 50.16, n=977_524), Reading(2024, 60.76, n=1_031_143), nature="full_count")

    assert (change.verdict, change.reason) == ("rose", "list_changed")


def test_liberal_democracy_probably_fell_in_a_year() -> None:
    change = compare(vdem(LIBDEM, 2023), vdem(LIBDEM, 2024), nature="expert")

    assert change.probability == pytest.approx(0.966, abs=0.0005)
    assert (change.verdict, change.reason) == ("probably_fell", "bounds_apart")


EXPERTS = [
    (POLYARCHY, 2023, (-0.103, 0.89, "no_reliable_change")),
    (POLYARCHY, 2017, (-0.194, 0.992, "fell")),
    (LIBDEM, 2012, (-0.035, 0.72, "no_reliable_change")),
]


@pytest.mark.parametrize(("scores", "start", "expected"), EXPERTS)
def test_known_changes_of_expert_scores_until_2024(
    scores: dict[int, tuple[float, float, float]], start: int, expected: tuple[float, float, str]
) -> None:
    change = compare(vdem(scores, start), vdem(scores, 2024), nature="expert")

    assert change.difference == pytest.approx(expected[0])
    assert change.probability == pytest.approx(expected[1], abs=0.0051)
    assert change.verdict == expected[2]


def test_overlapping_bounds_are_the_second_opinion() -> None:
    assert compare(vdem(POLYARCHY, 2023), vdem(POLYARCHY, 2024), nature="expert").reason == "bounds_overlap"


STEPS = [(7, 5, "fell", ""), (7, 8, "no_reliable_change", "one_step"), (7, 7, "no_reliable_change", "not_re_rated")]


@pytest.mark.parametrize(("before", "after", "verdict", "reason"), STEPS)
def test_coded_points_need_two_steps(before: float, after: float, verdict: str, reason: str) -> None:
    change = compare(Reading(2012, before, source="fiw2025"), Reading(2024, after, source="fiw2025"), nature="expert")

    assert (change.verdict, change.reason, change.rule) == (verdict, reason, "expert_steps")


def test_a_quarter_point_is_a_step_where_the_scale_has_quarters() -> None:
    before, after = Reading(2016, 4.25, source="nit"), Reading(2017, 3.75, source="nit")

    assert compare(before, after, nature="expert", step=0.25).verdict == "fell"
    assert compare(before, after, nature="expert").reason == "no_interval"


def test_nnle_of_kvemo_kartli_stayed_within_chance() -> None:
    change = compare(Reading(2018, 145), Reading(2021, 154), nature="register", breaks=REGISTER_BREAKS)

    assert (change.verdict, change.difference) == ("no_reliable_change", 9)
    assert change.probability == pytest.approx(0.698, abs=0.001)  # z 0.52


@pytest.mark.parametrize(
    ("before", "after"), [(Reading(2017, 176), Reading(2018, 102)), (Reading(2021, 1946), Reading(2022, 2290))]
)
def test_counts_across_a_break_are_not_compared(before: Reading, after: Reading) -> None:
    change = compare(before, after, nature="register", breaks=REGISTER_BREAKS)

    assert (change.verdict, change.reason, change.difference) == ("not_comparable", "break", None)


def test_a_rate_is_tested_by_its_numerator() -> None:
    before, after = Reading(2018, 3.35, count=145), Reading(2021, 3.52, count=154)

    change = compare(before, after, nature="register")

    assert (change.rule, change.verdict) == ("rates", "no_reliable_change")
    assert change.difference == pytest.approx(0.17)


def test_a_rate_that_rose_because_people_left_did_not_rise() -> None:
    before, after = Reading(2018, 20.0, count=400), Reading(2021, 21.0, count=300)

    assert compare(before, after, nature="register").reason == "base_moved"


def test_a_rate_without_its_count_is_not_judged() -> None:
    assert compare(Reading(2018, 3.35), Reading(2021, 3.52), nature="register").reason == "no_counts"


OBSTACLES = [
    (survey(2019, (30, 25, 35)), "same_year"),
    (replace(survey(2021, (30, 25, 35)), flag="phone-mode"), "footing"),
    (replace(survey(2021, (30, 25, 35)), interval_level=0.90), "interval"),
    (replace(survey(2021, (30, 25, 35)), interval_kind="credible"), "interval"),
    (survey(2021, (30, 25, 35), source="crrc_hate2018"), "source"),
    (replace(survey(2021, (30, 25, 35)), flag="best-eleven"), "selected_set"),
]


@pytest.mark.parametrize(("after", "reason"), OBSTACLES)
def test_figures_on_another_footing_are_not_compared(after: Reading, reason: str) -> None:
    change = compare(survey(2019, (60, 55, 65)), after, nature="survey")

    assert (change.verdict, change.reason) == ("not_comparable", reason)


def test_survey_shares_without_bounds_are_not_compared() -> None:
    assert compare(Reading(2016, 38.0), Reading(2017, 47.0), nature="survey").reason == "no_interval"


def test_releases_of_an_expert_index_are_never_joined() -> None:
    after = replace(vdem(LIBDEM, 2024), source="vdem14")

    assert compare(vdem(LIBDEM, 2023), after, nature="expert").reason == "source"


def test_a_nature_without_a_rule_is_never_said_to_have_changed() -> None:
    assert compare(Reading(2020, 1.0), Reading(2022, 9.0), nature="accounts").reason == "no_rule"


def test_the_earlier_figure_comes_first() -> None:
    with pytest.raises(ValueError, match="earlier"):
        compare(Reading(2021, 1.0), Reading(2020, 2.0), nature="register")


MIRROR = {"rose": "fell", "probably_rose": "probably_fell", "fell": "rose", "probably_fell": "probably_rose"}
SHARES = st.floats(5, 95).flatmap(
    lambda share: st.tuples(st.just(share), st.floats(share * 0.5, share - 1), st.floats(share + 1, share + 4))
)


@given(SHARES, SHARES, st.sampled_from(["survey", "expert"]))
def test_a_change_turned_round_is_its_mirror(
    before: tuple[float, float, float], after: tuple[float, float, float], nature: str
) -> None:
    there = compare(survey(2017, before, "made_up"), survey(2019, after, "made_up"), nature=nature)
    back = compare(survey(2017, after, "made_up"), survey(2019, before, "made_up"), nature=nature)

    assert back.verdict == MIRROR.get(there.verdict, there.verdict)
    assert (back.difference, back.lower, back.upper) == pytest.approx((-there.difference, -there.upper, -there.lower))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_sign_of_a_verdict_is_that_of_the_difference(before: int, after: int) -> None:
    change = compare(Reading(2018, before), Reading(2021, after), nature="register")

    assert ("rose" in change.verdict) <= (after > before)
    assert ("fell" in change.verdict) <= (after < before)


@given(st.lists(SHARES, min_size=1, max_size=8))
def test_more_places_never_make_a_statement_stronger(estimates: list[tuple[float, float, float]]) -> None:
    page = [compare(survey(2017, (50, 45, 55)), survey(2019, estimate), nature="survey") for estimate in estimates]

    for alone, together in zip(page, holm(page), strict=True):
        assert together in (alone, replace(alone, verdict=f"probably_{alone.verdict}", reason="multiplicity"))


def test_arithmetic_changes_are_no_tests_for_holm() -> None:
    arithmetic = compare(Reading(2016, 45.56), Reading(2024, 49.80), nature="full_count")

    assert holm([charity("GE-AJ"), *[arithmetic] * 20])[0].verdict == "fell"


def test_a_reading_is_made_from_a_row_with_holes() -> None:
    row = {"year": 2019, "value": 38.5, "lower": float("nan"), "upper": None, "interval_kind": float("nan"),
           "interval_level": None, "n": 202, "source": "cb2019", "flag": None}  # fmt: skip

    assert Reading.of(row) == Reading(2019, 38.5, n=202.0, source="cb2019")
