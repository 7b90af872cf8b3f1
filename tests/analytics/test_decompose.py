"""A gap opens into its parts, for every kind of mean, and the parts add up to it."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.decompose import contributions, score
from analytics.weigh import Node

LEAVES = ("voting", "giving", "founding", "working")
POINTS = st.lists(st.floats(1, 100), min_size=4, max_size=4)
MEANS = st.sampled_from(["arithmetic", "geometric", "harmonic"])


def made_up(top, inside):
    parts = (Node("people", tuple(map(Node, LEAVES[:2])), weight=2, mean=inside),
             Node("bodies", tuple(map(Node, LEAVES[2:])), weight=1, mean=inside))  # fmt: skip
    return Node("index", parts, weighting="given", mean=top)


def values(points):
    return pd.Series(dict(zip(LEAVES, points, strict=True)))


@given(POINTS, POINTS, MEANS, MEANS)
def test_the_parts_add_up_to_the_gap(one, other, top, inside):
    tree = made_up(top, inside)
    gap = score(values(one), tree) - score(values(other), tree)
    assert contributions(values(one), values(other), tree).sum() == pytest.approx(gap, abs=1e-9)


@given(POINTS, POINTS)
def test_an_arithmetic_tree_gives_weight_times_difference(one, other):
    parts = contributions(values(one), values(other), made_up("arithmetic", "arithmetic"))
    weights = (1 / 3, 1 / 3, 1 / 6, 1 / 6)
    assert parts.tolist() == pytest.approx(
        [weight * (a - b) for weight, a, b in zip(weights, one, other, strict=True)], abs=1e-9
    )


def test_the_shapley_value_of_a_geometric_mean_by_hand():
    tree = Node("index", (Node("voting"), Node("giving")), mean="geometric")
    parts = contributions(pd.Series({"voting": 16.0, "giving": 9.0}), pd.Series({"voting": 4.0, "giving": 1.0}), tree)
    # orders: voting first 2 -> 4 -> 12, giving first 2 -> 6 -> 12
    assert parts["voting"] == pytest.approx(((4 - 2) + (12 - 6)) / 2)
    assert parts["giving"] == pytest.approx(((12 - 4) + (6 - 2)) / 2)


@given(POINTS, POINTS, MEANS)
def test_the_gap_turned_round_has_the_parts_turned_round(one, other, top):
    tree = made_up(top, "arithmetic")
    there = contributions(values(one), values(other), tree)
    back = contributions(values(other), values(one), tree)
    assert there.tolist() == pytest.approx((-back).tolist(), abs=1e-9)


@given(POINTS, MEANS)
def test_a_unit_against_itself_has_no_gap_to_share(one, top):
    assert contributions(values(one), values(one), made_up(top, top)).abs().max() == 0


def test_a_missing_value_is_named():
    with pytest.raises(ValueError, match="giving"):
        contributions(values([1, math.nan, 1, 1]), values([1, 1, 1, 1]), made_up("arithmetic", "arithmetic"))


def test_too_many_parts_of_a_geometric_mean_are_refused():
    names = [f"made_up_{number}" for number in range(13)]
    tree = Node("index", tuple(map(Node, names)), mean="geometric")
    with pytest.raises(ValueError, match="13 parts"):
        contributions(pd.Series(2.0, index=names), pd.Series(1.0, index=names), tree)
