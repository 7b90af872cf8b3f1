from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.normalise import (
    directed,
    distance_to_target,
    goalposts,
    min_max,
    normalised,
    on_span,
    percentile_rank,
    z_score,
)

PUBLISHED = Path(__file__).parent / "published"
unhurried = settings(deadline=None)  # scipy is imported at the first call
CORES = [min_max, z_score, percentile_rank]
# OECD/JRC Handbook (2008), table 15: mean years of schooling of 23 countries by z-score, min-max and percentile.
TABLE_15 = [
    ("Finland", 0.26, 0.59, 65.2),
    ("United States", 1.52, 1.00, 100.0),
    ("Sweden", 1.14, 0.88, 82.6),
    ("Korea", 0.76, 0.76, 73.9),
    ("Australia", 0.83, 0.78, 78.3),
    ("Norway", 1.46, 0.98, 95.7),
    ("New Zealand", 1.33, 0.94, 91.3),
    ("Austria", -0.76, 0.27, 26.1),
    ("Spain", -1.46, 0.04, 17.4),
    ("Italy", -1.52, 0.02, 13.0),
]

column = st.lists(st.integers(-1000, 1000).map(float), min_size=3, max_size=8, unique=True).map(
    lambda values: np.array(values)[:, None]
)


def schooling() -> pd.DataFrame:
    published = pd.read_csv(PUBLISHED / "technology_achievement_2001.csv", encoding="utf-8", index_col="country")
    return published[["schooling"]]


@pytest.mark.parametrize(("country", "deviations", "share", "percentile"), TABLE_15)
def test_published_examples_of_normalisation(country: str, deviations: float, share: float, percentile: float) -> None:
    def of(method: str) -> float:
        return float(normalised(schooling(), method).at[country, "schooling"])  # type: ignore[arg-type]

    assert round(of("z_score"), 2) == deviations
    assert round(of("min_max"), 2) == share
    # The Handbook prints the place from below over 23; here the lowest has 0 and the highest 1.
    assert round(100 * (22 * of("percentile_rank") + 1) / 23, 1) == percentile


def test_distance_to_a_reference_country_as_published() -> None:
    # Handbook, table 15: schooling of Finland over that of the United States, 0.83; over the mean of all, 1.04.
    values = schooling()

    assert distance_to_target(values.to_numpy()[:1], 0, 12.0)[0, 0] == pytest.approx(0.83, abs=0.005)
    assert distance_to_target(values.to_numpy()[:1], 0, values.to_numpy().mean())[0, 0] == pytest.approx(
        1.04, abs=0.005
    )


@pytest.mark.parametrize("core", CORES)
@unhurried
@given(values=column, constant=st.integers(-500, 500))
def test_adding_a_constant_changes_nothing(core, values, constant) -> None:
    assert core(values + constant) == pytest.approx(core(values))


@pytest.mark.parametrize("core", CORES)
@unhurried
@given(values=column)
def test_turning_a_direction_twice_changes_nothing(core, values) -> None:
    twice = directed(directed(values, [True]), [True])

    assert core(twice) == pytest.approx(core(values))


@unhurried
@given(values=column)
def test_turning_a_direction_turns_the_points(values) -> None:
    turned = directed(values, [True])

    assert min_max(turned) == pytest.approx(1 - min_max(values))
    assert percentile_rank(turned) == pytest.approx(1 - percentile_rank(values))
    assert z_score(turned) == pytest.approx(-z_score(values))


@pytest.mark.parametrize("core", CORES)
@unhurried
@given(values=column, seed=st.integers(0, 100))
def test_the_order_of_units_does_not_matter(core, values, seed) -> None:
    order = np.random.default_rng(seed).permutation(len(values))

    assert core(values[order]) == pytest.approx(core(values)[order])


@pytest.mark.parametrize("core", CORES)
def test_a_stack_of_draws_gives_what_a_loop_gives(core) -> None:
    draws = np.random.default_rng(1).normal(size=(5, 3, 7, 4))
    draws[2, 1, 3, 0] = np.nan

    loop = np.array([[core(table) for table in draw] for draw in draws])

    assert core(draws) == pytest.approx(loop, nan_ok=True)


@pytest.mark.parametrize("core", CORES)
def test_what_is_missing_stays_missing_and_counts_nowhere(core) -> None:
    values = np.array([[1.0], [np.nan], [2.0], [4.0]])

    assert np.isnan(core(values)[1, 0])
    assert core(values)[[0, 2, 3]] == pytest.approx(core(values[[0, 2, 3]]))


@pytest.mark.parametrize("core", CORES)
def test_an_indicator_without_any_value_stays_empty(core) -> None:
    assert np.isnan(core(np.full((4, 1), np.nan))).all()


@pytest.mark.parametrize("core", CORES)
def test_a_constant_indicator_is_refused_by_name(core) -> None:
    with pytest.raises(ValueError, match="trust has fewer than two different values"):
        core(np.array([[1.0, 2.0], [3.0, 2.0]]), names=["turnout", "trust"])
    with pytest.raises(ValueError, match="indicator number 2"):
        core(np.array([[1.0, 0.1], [3.0, 0.1], [4.0, 0.1]]))


def test_ties_share_the_middle_of_their_places() -> None:
    assert percentile_rank(np.array([[1.0], [2.0], [2.0], [5.0]]))[:, 0].tolist() == [0, 0.5, 0.5, 1]


def test_goalposts_cut_off_what_lies_outside() -> None:
    assert goalposts(np.array([[0.0], [15.0], [25.0]]), 10, 20)[:, 0].tolist() == [0, 0.5, 1]


def test_goalposts_take_logarithms_of_values_and_ends() -> None:
    assert goalposts(np.array([[100.0]]), 1, 10_000, log=True)[0, 0] == pytest.approx(0.5)
    with pytest.raises(ValueError, match="not above nought"):
        goalposts(np.array([[0.0]]), 1, 10_000, log=True)


def test_a_target_below_its_start_counts_the_way_down() -> None:
    assert distance_to_target(np.array([[30.0], [20.0], [5.0]]), 30, 10)[:, 0].tolist() == [0, 0.5, 1.25]
    with pytest.raises(ValueError, match="no way between"):
        distance_to_target(np.array([[1.0]]), 2, 2)


def test_six_deviations_fill_the_span_of_z_scores() -> None:
    points = on_span(np.array([[-4.0], [-3.0], [0.0], [3.0], [np.nan]]), 1, 100, "z_score")

    assert points[:4, 0].tolist() == [1, 1, 50.5, 100]
    assert np.isnan(points[4, 0])


def panel() -> pd.DataFrame:
    index = pd.MultiIndex.from_product([[2020, 2021], ["A", "B", "C"]], names=["year", "unit"])
    return pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0, 5.0, 9.0]}, index=index)


def test_a_pooled_panel_shows_that_all_rose_and_yearly_ends_hide_it() -> None:
    pooled = normalised(panel())["x"].groupby(level="year").mean()
    yearly = normalised(panel(), over="year")["x"]

    assert pooled[2021] > pooled[2020]
    assert yearly.groupby(level="year").agg(["min", "max"]).to_numpy().tolist() == [[0, 1], [0, 1]]
    assert min_max(panel().to_numpy().reshape(2, 3, 1), axis=(-3, -2)).ravel() == pytest.approx(
        normalised(panel())["x"]
    )


def test_a_frame_turns_what_is_better_when_lower() -> None:
    values = pd.DataFrame({"good": [1.0, 3.0], "bad": [1.0, 3.0]})
    ends = {"good": (0.0, 4.0), "bad": (0.0, 4.0)}

    assert normalised(values, lower=["bad"]).to_numpy().tolist() == [[0, 1], [1, 0]]
    for method in ("goalposts", "distance_to_target"):
        made = normalised(values, method, lower=["bad"], ends=ends, span=(0, 100))  # type: ignore[arg-type]
        assert made.to_numpy().tolist() == [[25, 75], [75, 25]]


def test_what_a_frame_lacks_is_named() -> None:
    with pytest.raises(ValueError, match="x has no goalposts"):
        normalised(panel(), "goalposts")
    with pytest.raises(ValueError, match=r"\(year, unit\)"):
        normalised(panel().droplevel("year").iloc[:3], over="year")
