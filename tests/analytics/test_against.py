"""Two indicators against each other: the rank correlation by published and hand-made answers, and what it refuses."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.against import link, pairs_of, partners, spearman
from analytics.catalogue import catalogue

IQ = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
HOURS = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
"""The worked example of the article "Spearman's rank correlation coefficient" in Wikipedia: -29/165."""
DISTINCT = st.lists(st.integers(min_value=-1000, max_value=1000), min_size=5, max_size=15, unique=True)


def pairs(first, second, level="country"):
    return pd.DataFrame({"value_x": first, "value_y": second, "level": level})


def test_the_rank_correlation_is_the_published_one():
    assert spearman(IQ, HOURS)[0] == pytest.approx(-29 / 165)


def test_its_interval_is_that_of_bonett_and_wright_by_hand():
    # atanh(-0.17576) = -0.17760; se = sqrt((1 + 0.03089 / 2) / 7) = 0.38087; -0.17760 -+ 0.74650; tanh of both
    _, lower, upper = spearman(IQ, HOURS)
    assert lower == pytest.approx(-0.7279, abs=2e-4)
    assert upper == pytest.approx(0.5146, abs=2e-4)


def test_a_perfect_order_of_few_places_has_an_interval_all_the_same():
    rho, lower, upper = spearman([1, 2, 3, 4, 5], [10, 20, 30, 40, 50])
    assert rho == upper == 1
    assert lower < 0.5


def test_four_places_have_no_rank_correlation():
    with pytest.raises(ValueError, match="5 places"):
        spearman([1, 2, 3, 4], [1, 2, 3, 4])


@given(DISTINCT, st.randoms(use_true_random=False))
def test_turning_one_indicator_round_turns_the_correlation_round(values, random):
    other = random.sample(values, len(values))
    rho, lower, upper = spearman(values, other)
    turned = spearman(values, [-one for one in other])
    assert turned == pytest.approx((-rho, -upper, -lower), abs=1e-9)
    assert lower <= rho <= upper


@given(DISTINCT)
def test_only_the_order_counts(values):
    assert spearman(values, [one**3 for one in values])[0] == 1


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (range(10), range(10), "together"),
        (range(10), range(10, 0, -1), "opposed"),
        (IQ, HOURS, "none"),
        (range(4), range(4), "too_few"),
        ([1] * 10, range(10), "no_order"),
    ],
)
def test_an_order_is_stated_only_where_the_interval_leaves_out_zero(first, second, verdict):
    records = catalogue()
    found = link(records["fiw_total"], records["wdi_gdp_pc"], pairs(list(first), list(second)))
    assert found.verdict == verdict


def test_regions_that_one_national_value_fits_have_no_order():
    records = catalogue()
    found = link(records["eng_volunteer"], records["nnle_density"], pairs(range(10), range(10), "region"))
    assert found.verdict == "no_order"
    assert found.rho is None


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("nnle_density", "gs_nnle_active", "parts"),
        ("nnle_density", "entities_per_1000", "parts"),
        ("gs_nnle_active", "gs_museums", "size"),
        ("nnle_density", "turnout_parliamentary", ""),
    ],
)
def test_indicators_that_are_linked_by_their_making_are_said_to_be_so(first, second, shared):
    records = catalogue()
    assert link(records[first], records[second], pairs(range(10), range(10), "region")).shared == shared


def test_partners_share_a_year_at_three_places(release):
    found = partners(release, "turnout_parliamentary", "region")
    assert found["places"].min() >= 3
    assert "nnle_density" in set(found["partner"])
    assert "fiw_total" not in set(found["partner"])
    assert (found.groupby("partner")["year"].diff().dropna() < 0).all()


def test_every_place_stands_once_with_both_figures(release):
    found = pairs_of(release, "eng_donate_charity", "eng_petition", "region", 2019)
    assert found["place"].is_unique
    assert found[["value_x", "value_y", "lower_x", "upper_y"]].notna().all(axis=None)
