import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.aggregate import contributions, mean, present

KINDS = ["arithmetic", "geometric", "harmonic"]
points_and_weights = st.integers(1, 6).flatmap(
    lambda parts: st.tuples(
        st.lists(st.floats(1, 100), min_size=parts, max_size=parts),
        st.lists(st.floats(0.1, 10), min_size=parts, max_size=parts),
    )
)


def one(points, weights, kind="arithmetic", least=0.0) -> float:
    return float(mean(np.array([points], dtype=float), np.array(weights, dtype=float), kind, least=least)[0])


def test_means_agree_with_another_library() -> None:
    points, weights = [20.0, 50.0, 90.0], [1.0, 2.0, 3.0]

    assert one(points, weights) == pytest.approx(np.average(points, weights=weights))
    assert one(points, weights, "geometric") == pytest.approx(stats.gmean(points, weights=weights))
    assert one(points, weights, "harmonic") == pytest.approx(stats.hmean(points, weights=weights))


@given(points_and_weights)
def test_a_mean_that_makes_up_for_less_is_never_higher(both) -> None:
    arithmetic, geometric, harmonic = (one(*both, kind) for kind in KINDS)

    assert geometric <= arithmetic * (1 + 1e-9)
    assert harmonic <= geometric * (1 + 1e-9)


@pytest.mark.parametrize("kind", KINDS)
@given(points_and_weights, st.floats(0.01, 100))
def test_the_scale_of_the_weights_does_not_matter(kind, both, factor) -> None:
    points, weights = both

    assert one(points, [factor * weight for weight in weights], kind) == pytest.approx(one(points, weights, kind))


@pytest.mark.parametrize("kind", KINDS)
@given(points_and_weights, st.floats(0, 50))
def test_a_better_point_never_lowers_a_mean(kind, both, gain) -> None:
    points, weights = both

    assert one([points[0] + gain, *points[1:]], weights, kind) >= one(points, weights, kind) * (1 - 1e-9)


@pytest.mark.parametrize("kind", KINDS)
@given(points_and_weights)
def test_a_mean_lies_between_its_points(kind, both) -> None:
    assert min(both[0]) * (1 - 1e-9) <= one(*both, kind) <= max(both[0]) * (1 + 1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_passes_its_weight_on(kind) -> None:
    assert one([30, np.nan, 60], [1, 5, 3], kind) == pytest.approx(one([30, 60], [1, 3], kind))


def test_too_few_parts_give_no_score() -> None:
    assert np.isnan(one([30, np.nan, np.nan], [1, 1, 1], least=0.667))
    assert one([30, 60, np.nan], [1, 1, 1], least=0.667) == pytest.approx(45)
    assert np.isnan(one([30, 60, np.nan], [1, 1, 1], least=1))
    assert np.isnan(one([np.nan, np.nan], [1, 1]))


def test_a_part_that_weighs_nothing_is_not_asked_for() -> None:
    assert one([30, 60, np.nan], [1, 1, 0], least=1) == pytest.approx(45)
    assert np.isnan(one([np.nan, 60], [1, 0]))


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_a_point_of_nought_takes_the_whole_mean_down(kind) -> None:
    assert one([0, 100], [1, 1], kind) == 0
    assert one([0, 100], [0, 1], kind) == pytest.approx(100)
    with pytest.raises(ValueError, match="needs points of nought or more"):
        one([-1, 100], [1, 1], kind)


@pytest.mark.parametrize("weights", [[0, 0], [1, -1]])
def test_impossible_weights_are_refused(weights) -> None:
    with pytest.raises(ValueError, match="nought or more"):
        one([1, 2], weights)


@pytest.mark.parametrize("kind", KINDS)
def test_draws_of_points_and_weights_give_what_a_loop_gives(kind) -> None:
    generator = np.random.default_rng(1)
    points, weights = generator.uniform(1, 100, size=(5, 4, 3)), generator.dirichlet([1, 1, 1], size=5)
    points[2, 1, 0] = np.nan

    loop = np.array([mean(table, row, kind, least=0.5) for table, row in zip(points, weights, strict=True)])

    assert mean(points, weights, kind, least=0.5) == pytest.approx(loop)
    assert mean(points[0], weights, kind) == pytest.approx(np.array([mean(points[0], row, kind) for row in weights]))
    assert mean(points, weights[0], kind) == pytest.approx(
        np.array([mean(table, weights[0], kind) for table in points])
    )


def test_contributions_add_up_to_the_score() -> None:
    points, weights = np.array([[10.0, np.nan, 40.0]]), np.array([1.0, 1.0, 3.0])
    shares = present(points, weights)

    assert contributions(points, shares)[0].tolist() == [2.5, 0, 30]
    assert mean(points, weights)[0] == pytest.approx(32.5)
