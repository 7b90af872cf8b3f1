"""Figures on another scale: answers worked out by hand, and what must hold for every figure."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.change import Reading
from analytics.rescale import SCALES, Estimate, difference, is_ratio_scale, ratio, rescaled, z

SHARES = st.floats(min_value=1, max_value=99)
WIDTHS = st.floats(min_value=0.01, max_value=0.9)


def survey(year, value, lower, upper):
    return Reading(year, value, lower, upper, "confidence", 0.95)


def made_up(rows, **columns):
    """Facts of made-up places: (place, year, value), the rest empty."""
    table = pd.DataFrame(rows, columns=["place", "year", "value"])
    empty = dict.fromkeys(("lower", "upper", "interval_kind", "interval_level", "n", "flag"))
    return table.assign(**(empty | {"source": "made_up", "level": "region"} | columns))


def scaled(name, rows, scale, base=2015, everyone=None):
    facts = made_up(rows)
    return rescaled(catalogue()[name], facts, scale, base=base, everyone=facts if everyone is None else everyone)


def test_a_ratio_of_two_counts_is_their_share_in_hundredths():
    assert ratio(Estimate(30.0), Estimate(20.0)) == Estimate(150.0)


def test_the_ends_of_a_ratio_come_from_both_intervals():
    # 20 (16-24) over 10 (8-12), both ends by hand: (200 -+ sqrt(200^2 - a b)) / (far (20 - far)),
    # low: near 16, far 12: a b = 16*12*24*8 = 36864, root = 56; (200 - 56) / (12 * 8) = 1.5
    # high: near 24, far 8: a b = 24*8*16*12 = 36864, root = 56; (200 + 56) / (8 * 12) = 2.6667
    found = ratio(Estimate(20, 16, 24), Estimate(10, 8, 12))
    assert found.value == 200
    assert found.lower == pytest.approx(150)
    assert found.upper == pytest.approx(800 / 3)


def test_a_base_of_zero_has_no_shares():
    with pytest.raises(ValueError, match="above zero"):
        ratio(Estimate(30), Estimate(0))


def test_a_base_whose_interval_reaches_zero_gives_no_ends():
    assert ratio(Estimate(20, 16, 24), Estimate(10, 0, 20)) == Estimate(200)


def test_the_half_widths_of_a_change_add_as_squares():
    # half-widths 3 and 4 make 5
    assert difference(survey(2017, 20, 17, 23), survey(2019, 30, 26, 34), "survey") == Estimate(10, 5, 15)


def test_a_change_against_a_later_base_turns_round():
    assert difference(survey(2019, 30, 26, 34), survey(2017, 20, 17, 23), "survey") == Estimate(-10, -15, -5)


def test_standard_deviations_from_the_mean_take_the_ends_along():
    assert z(Estimate(30, 26, 34), 20, 5) == Estimate(2, 1.2, 2.8)


@given(SHARES, SHARES, WIDTHS, WIDTHS)
def test_a_ratio_lies_within_its_ends(top, bottom, wide, other):
    found = ratio(
        Estimate(top, top * (1 - wide), top * (1 + wide)), Estimate(bottom, bottom * (1 - other), bottom * (1 + other))
    )
    assert found.lower <= found.value <= found.upper


@given(SHARES, SHARES, WIDTHS, st.floats(min_value=0.01, max_value=100))
def test_the_unit_does_not_change_a_ratio(top, bottom, wide, unit):
    def of(factor):
        return ratio(
            *(Estimate(one * factor, one * (1 - wide) * factor, one * (1 + wide) * factor) for one in (top, bottom))
        )

    assert of(unit) == pytest.approx(of(1.0), rel=1e-6)


@given(SHARES, SHARES, WIDTHS, WIDTHS)
def test_a_change_is_never_surer_than_either_figure(start, end, wide, other):
    first, then = (
        survey(year, one, one * (1 - part), one) for year, one, part in ((2017, start, wide), (2019, end, other))
    )
    found = difference(first, then, "survey")
    widths = [one.upper - one.lower for one in (first, then)]
    assert found.upper - found.lower >= max(widths) * (1 - 1e-9)


@given(
    st.lists(st.integers(min_value=1, max_value=1000), min_size=3, max_size=12).filter(lambda rows: len(set(rows)) > 1)
)
def test_standardised_values_have_mean_zero_and_deviation_one(values):
    rows = [(f"made_up_{number}", 2015, float(value)) for number, value in enumerate(values)]
    found = scaled("gs_nnle_active", rows, "standardised").rows["value"]
    assert found.mean() == pytest.approx(0, abs=1e-9)
    assert found.std() == pytest.approx(1)


def test_relative_values_start_at_a_hundred():
    found = scaled(
        "entities_per_1000", [("GE-KK", 2015, 20.0), ("GE-KK", 2017, 30.0), ("GE-TB", 2015, 40.0)], "relative"
    )
    assert found.rows["value"].tolist() == [100, 150, 100]
    assert found.refused == ""


def test_no_change_is_drawn_across_a_break():
    record = catalogue()["gs_nnle_active"]
    cut = next(one for one in record.breaks if one.concerns("GE-SK"))
    found = scaled(
        "gs_nnle_active", [("GE-SK", cut.year - 1, 90.0), ("GE-SK", cut.year, 80.0)], "change", base=cut.year - 1
    )
    assert found.rows["year"].tolist() == [cut.year - 1]


def test_a_place_without_a_figure_in_the_base_year_is_left_out_by_name():
    found = scaled("entities_per_1000", [("GE-KK", 2015, 20.0), ("GE-TB", 2016, 40.0)], "change")
    assert found.left_out == {"GE-TB": "no_base"}
    assert found.rows["place"].tolist() == ["GE-KK"]


@pytest.mark.parametrize(
    ("name", "rows", "scale", "why"),
    [
        ("fiw_total", [("GEO", 2015, 60.0)], "relative", "expert_scale"),
        ("turnout_gender_gap", [("GE-KK", 2015, 2.0)], "relative", "no_zero"),
        ("nnle_growth", [("GE-KK", 2015, -2.0)], "relative", "negative"),
        ("gs_theatres", [("GE-KK", 2015, 0.0), ("GE-KK", 2016, 1.0)], "relative", "zero_base"),
        ("gs_theatres", [("GE-KK", 2016, 1.0)], "relative", "no_base"),
        ("gs_theatres", [("GE-KK", 2016, 1.0)], "change", "no_base"),
        ("gs_theatres", [("GE-KK", 2015, 1.0)], "standardised", "one_place"),
        (
            "gs_theatres",
            [("GE-KK", 2015, 1.0), ("GE-TB", 2015, 1.0), ("GE-GU", 2015, 1.0)],
            "standardised",
            "one_place",
        ),
        ("lag_municipalities", [("GE-KK", 2015, 1.0)], "change", "statement"),
        (
            "eng_volunteer",
            [("GE-KK", 2015, 1.0), ("GE-TB", 2015, 2.0), ("GE-GU", 2015, 3.0)],
            "standardised",
            "regions_alike",
        ),
    ],
)
def test_a_scale_that_an_indicator_cannot_stand_on_is_refused_with_why(name, rows, scale, why):
    found = scaled(name, rows, scale)
    assert found.refused == why
    assert found.rows.empty


def test_an_expert_score_may_change_and_be_standardised_but_has_no_shares():
    assert not is_ratio_scale(catalogue()["vdem_v2x_libdem"])
    assert is_ratio_scale(catalogue()["turnout_parliamentary"])


@pytest.mark.parametrize("scale", SCALES)
def test_every_indicator_stands_on_every_scale_or_says_why_not(release, scale):
    for record in list(catalogue().values())[::6]:
        facts = questions.shown(release, questions.of(release, (record.id,), levels=("region",)))
        single = facts.drop_duplicates(["place", "year"], keep="last")
        if single.empty:
            continue
        found = rescaled(record, single, scale, base=int(single["year"].max()), everyone=single)
        assert bool(found.refused) == found.rows.empty, record.id
        assert not any(math.isinf(value) for value in found.rows["value"]), record.id
