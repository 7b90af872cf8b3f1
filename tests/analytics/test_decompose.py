"""A gap opens into its parts, for every kind of mean, and the parts add up to it."""

import math
from itertools import permutations

import numpy as np
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


@pytest.mark.parametrize("inside", ["arithmetic", "geometric"])
def test_parts_that_cancel_out_within_a_pillar_still_weigh_what_the_pillar_weighs(inside):
    parts = contributions(values([60, 50, 20, 20]), values([50, 60, 10, 10]), made_up("arithmetic", inside))
    # The pillar's own gap is nought: of its points voting adds 5 (10 / 2; geometric, voting first 60 - sqrt(50 * 60),
    # last sqrt(60 * 50) - 50, halved).
    assert parts["voting"] == pytest.approx(2 / 3 * 5)
    assert parts["giving"] == pytest.approx(-2 / 3 * 5)


def over_all_orders(one, other, tree):
    """The definition itself: every order in which the values may be replaced, one by one."""
    found = dict.fromkeys(LEAVES, 0.0)
    for order in permutations(LEAVES):
        now = other.copy()
        for leaf in order:
            before = score(now, tree)
            now[leaf] = one[leaf]
            found[leaf] += (score(now, tree) - before) / math.factorial(len(LEAVES))
    return list(found.values())


@pytest.mark.parametrize("top", ["arithmetic", "geometric", "harmonic"])
@pytest.mark.parametrize("inside", ["arithmetic", "geometric", "harmonic"])
def test_every_order_of_the_indicators_counts_alike(top, inside):
    one, other, tree = values([80, 20, 35, 60]), values([30, 45, 90, 10]), made_up(top, inside)
    assert contributions(one, other, tree).tolist() == pytest.approx(over_all_orders(one, other, tree), abs=1e-9)


def large(inside, pillars=3, each=6):
    names = [[f"made_up_{pillar}_{number}" for number in range(each)] for pillar in range(pillars)]
    parts = tuple(Node(str(place), tuple(map(Node, inner)), mean=inside) for place, inner in enumerate(names))
    return Node("index", parts, mean="geometric")


def drawn(tree, seed):
    leaves = tree.leaves()
    return pd.Series(np.random.default_rng(seed).uniform(1, 100, len(leaves)), index=leaves)


@pytest.mark.parametrize("tree", [large("harmonic"), large("arithmetic", 2, 14)], ids=["six each", "fourteen each"])
def test_the_parts_of_a_large_index_add_up_to_the_gap(tree):
    one, other = drawn(tree, 1), drawn(tree, 2)
    parts = contributions(one, other, tree)
    assert parts.sum() == pytest.approx(score(one, tree) - score(other, tree), abs=1e-9)
    assert (np.sign(parts) == np.sign(one - other)).all()


@pytest.mark.parametrize("each", [7, 14])
def test_parts_that_cancel_out_in_a_large_index_get_the_slope_of_its_mean(each):
    tree = large("arithmetic", 2, each)
    other = pd.Series(50.0, index=tree.leaves())
    one = other.copy()
    one.iloc[:2] = [51, 49]
    parts = contributions(one, other, tree)
    # One point of an indicator is 1 / each of its pillar, and a pillar of two is half of the index where both are 50.
    assert parts.iloc[:2].tolist() == pytest.approx([0.5 / each, -0.5 / each], rel=1e-3)
    assert parts.sum() == pytest.approx(0, abs=1e-9)
    assert parts.iloc[2:].abs().max() == pytest.approx(0, abs=1e-12)


def test_what_is_the_same_in_both_units_adds_nothing():
    parts = contributions(values([80, 20, 35, 60]), values([30, 20, 90, 60]), made_up("geometric", "harmonic"))
    assert parts[["giving", "working"]].to_list() == [0, 0]
