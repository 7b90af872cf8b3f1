from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.weigh import Node, effective, equal, group_first, inverse_correlation, loadings, pca, shares, varimax
from analytics.weigh import given as stated

# OECD/JRC Handbook (2008), tables 17 and 18: Technology Achievement Index, 23 countries, four components, varimax.
LOADINGS = {
    "patents": (0.07, 0.97, 0.06, 0.06),
    "royalties": (0.13, 0.07, -0.07, 0.93),
    "internet": (0.79, -0.21, 0.21, 0.42),
    "exports": (-0.64, 0.56, -0.04, 0.36),
    "telephones": (0.37, 0.17, 0.38, 0.68),
    "electricity": (0.82, -0.04, 0.25, 0.35),
    "schooling": (0.88, 0.23, -0.09, 0.09),
    "university": (0.08, 0.04, 0.96, 0.04),
}
WEIGHTS = [0.17, 0.15, 0.11, 0.07, 0.08, 0.12, 0.14, 0.16]


def technology() -> np.ndarray:
    path = Path(__file__).parent / "published" / "technology_achievement_2001.csv"
    values = pd.read_csv(path, encoding="utf-8", index_col="country").drop(columns="printed")
    return values.to_numpy(dtype=float)


def test_published_loadings_after_rotation() -> None:
    found, printed = loadings(technology(), 4), np.array(list(LOADINGS.values()))
    order = [int(np.abs(found.T @ column).argmax()) for column in printed.T]
    found = found[:, order] * np.sign((found[:, order] * printed).sum(axis=0))

    assert sorted(order) == [0, 1, 2, 3]
    assert found == pytest.approx(printed, abs=0.02)  # inputs have two decimals


def test_published_weights_from_principal_components() -> None:
    assert pca(technology(), 4) == pytest.approx(WEIGHTS, abs=0.006)


def test_rotation_keeps_what_the_components_explain_of_each_indicator() -> None:
    unrotated = np.random.default_rng(5).normal(size=(6, 3))

    assert (varimax(unrotated) ** 2).sum(axis=1) == pytest.approx((unrotated**2).sum(axis=1))


def test_components_with_small_eigenvalues_are_left_out() -> None:
    assert loadings(technology()).shape == (8, 2)  # printed eigenvalues 3.3, 1.7, 1.0 (0.985), ...
    with pytest.raises(ValueError, match="no 9 components"):
        loadings(technology(), 9)


def test_two_that_say_the_same_share_one_vote() -> None:
    values = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, -1.0], [3.0, 3.0, -1.0], [4.0, 4.0, 1.0]])

    assert inverse_correlation(values) == pytest.approx([0.25, 0.25, 0.5])


def test_one_that_goes_with_no_component_weighs_nothing() -> None:
    values = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, -1.0], [3.0, 3.0, -1.0], [4.0, 4.0, 1.0]])

    assert pca(values, 1) == pytest.approx([0.5, 0.5, 0])


@pytest.mark.parametrize("weigh", [inverse_correlation, pca])
def test_units_that_lack_one_indicator_are_left_out(weigh) -> None:
    values = np.random.default_rng(2).normal(size=(9, 3))
    gap = np.vstack([values, [[1.0, np.nan, 2.0]]])

    assert weigh(gap) == pytest.approx(weigh(values))


@pytest.mark.parametrize("weigh", [inverse_correlation, pca])
def test_a_stack_of_draws_gives_what_a_loop_gives(weigh) -> None:
    draws = np.random.default_rng(1).normal(size=(2, 3, 8, 4))

    assert weigh(draws) == pytest.approx(np.array([[weigh(table) for table in draw] for draw in draws]))


@pytest.mark.parametrize("weigh", [inverse_correlation, pca])
def test_weights_from_data_need_data(weigh) -> None:
    with pytest.raises(ValueError, match="2 complete units"):
        weigh(np.array([[1.0, 2.0], [2.0, 3.0], [np.nan, 1.0]]))
    with pytest.raises(ValueError, match="indicator number 2 does not vary"):
        weigh(np.array([[1.0, 2.0], [2.0, 2.0], [4.0, 2.0]]))


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=6), st.floats(0.01, 100))
def test_the_scale_of_the_weights_does_not_matter(weights, factor) -> None:
    assert stated([factor * weight for weight in weights]) == pytest.approx(stated(weights))


@pytest.mark.parametrize("weights", [[1.0, -1.0, 3.0], [0.0, 0.0], [1.0, float("nan")]])
def test_impossible_weights_are_refused(weights) -> None:
    with pytest.raises(ValueError, match="nought or more"):
        stated(weights)


def test_a_publisher_with_many_items_does_not_outvote_another() -> None:
    assert group_first(["V", "V", "V", "F"]) == pytest.approx([1 / 6, 1 / 6, 1 / 6, 1 / 2])
    assert group_first(["", "", "V"]) == pytest.approx(equal(3))


TREE = Node(
    "index",
    (
        Node("a", (Node("x"), Node("y")), weight=3),
        Node("b", (Node("c", (Node("z"), Node("u"), Node("v"))), Node("w")), weight=1),
    ),
    weighting="given",
)


def test_effective_weights_multiply_down_the_tree() -> None:
    weights = effective(TREE, {node.id: shares(node) for node in TREE.inner()})

    assert TREE.leaves() == ("x", "y", "z", "u", "v", "w")
    assert weights == pytest.approx([3 / 8, 3 / 8, 1 / 24, 1 / 24, 1 / 24, 1 / 8])
    assert weights.sum() == pytest.approx(1)


def test_draws_of_weights_may_vary_at_one_level_only() -> None:
    draws = np.random.default_rng(1).dirichlet([1, 1], size=5)
    fixed = {node.id: shares(node) for node in TREE.inner()}

    found = effective(TREE, fixed | {"index": draws})

    assert found == pytest.approx(np.array([effective(TREE, fixed | {"index": draw}) for draw in draws]))
    assert found.sum(axis=-1) == pytest.approx(np.ones(5))


def test_siblings_state_all_their_weights_or_none() -> None:
    half = Node("a", (Node("x", weight=1), Node("y")), weighting="given")

    with pytest.raises(ValueError, match="a: state the weight of every child or of none"):
        shares(half)
    assert shares(Node("a", (Node("x"), Node("y")), weighting="given")) == pytest.approx([0.5, 0.5])


def test_weights_from_data_without_data_are_refused() -> None:
    with pytest.raises(ValueError, match="come from the data"):
        shares(Node("a", (Node("x"), Node("y")), weighting="pca"))
    assert shares(Node("a", (Node("x"),), weighting="pca")).tolist() == [1]
