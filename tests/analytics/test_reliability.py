from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reliability import Reliability, regional_reliability, reliability
from tests.analytics.source_rows import facts, made_up

# Caucasus Barometer 2017 and 2019 by region, design-based 95 % bounds, every cell that was computed. The sources of
# the release leave out cells wider than 50 points, which makes the rest look better separated than all regions are.
ITEMS = Path(__file__).parent / "regional_survey_items.csv"
KNOWN = [
    ("eng_donate_charity", 0.71, 21, "compare"),
    ("trust_local_gov", 0.72, 20, "compare"),
    ("eng_petition", 0.70, 17, "compare"),
    ("eng_clean_public_space", 0.37, 9, "context"),
    ("trust_ngos", 0.37, 8, "context"),
    ("eng_public_meeting", 0.14, 6, "statement"),
    ("eng_volunteer", 0.02, 0, "statement"),
    ("eng_help_neighbour", 0.00, 0, "statement"),
]
CHANCES = [
    ("eng_clean_public_space", 0.002, 0.0005),
    ("trust_ngos", 0.03, 0.005),
    ("eng_public_meeting", 0.17, 0.005),
    ("eng_volunteer", 0.40, 0.0051),
    ("eng_help_neighbour", 0.73, 0.005),
]


def item(indicator: str) -> Reliability:
    rows = pd.read_csv(ITEMS, encoding="utf-8").query("indicator == @indicator").to_dict("records")
    return regional_reliability(facts(*(made_up(**row) for row in rows)), indicator)


@pytest.mark.parametrize(("indicator", "expected", "apart", "regions"), KNOWN)
def test_known_reliability_of_the_survey_items(indicator: str, expected: float, apart: int, regions: str) -> None:
    found = item(indicator)

    assert (round(found.reliability, 2), found.pairs_apart, found.regions) == (expected, apart, regions)
    assert (found.places, found.pairs) == (11, 55)


@pytest.mark.parametrize(("indicator", "expected", "tolerance"), CHANCES)
def test_known_chance_that_all_regions_are_equal(indicator: str, expected: float, tolerance: float) -> None:
    assert item(indicator).p == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize("indicator", ["eng_donate_charity", "trust_local_gov", "eng_petition"])
def test_regions_differ_beyond_chance_in_what_may_be_mapped(indicator: str) -> None:
    assert item(indicator).p < 0.001


def estimates(*shares: float, half: float = 5) -> pd.DataFrame:
    return pd.DataFrame([{"value": share, "lower": share - half, "upper": share + half} for share in shares])


def test_equal_places_cannot_be_told_apart() -> None:
    found = reliability(estimates(40, 40, 40))

    assert (found.reliability, found.q, found.pairs_apart) == (0, 0, 0)


@given(st.permutations([20.0, 35.0, 50.0, 65.0]))
def test_the_order_of_places_does_not_matter(shares: list[float]) -> None:
    assert reliability(estimates(*shares)).reliability == pytest.approx(
        reliability(estimates(20, 35, 50, 65)).reliability
    )


@given(st.floats(min_value=2, max_value=8))
def test_wider_intervals_make_places_less_reliable(half: float) -> None:
    shares = (20, 35, 50, 65)

    assert (
        reliability(estimates(*shares, half=half * 1.5)).reliability
        < reliability(estimates(*shares, half=half)).reliability
    )


def test_one_place_says_nothing() -> None:
    with pytest.raises(ValueError, match="two or more places"):
        reliability(estimates(40))
