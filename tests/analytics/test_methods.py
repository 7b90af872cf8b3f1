"""Plausible methods: what may be chosen otherwise, and that a draw is always a proper weighting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.methods import ERROR_SIZES, FACTORS, READY, Choices, Item, default, methods, plausible

ITEMS = (
    Item("law", "environment", "first team"),
    Item("assembly", "environment", "first team"),
    Item("association", "environment", "second team"),
    Item("consulting", "advocacy", "first team"),
    Item("groups", "advocacy", "third team"),
    Item("budgets", "capacity", "third team"),
)
PROFILES = {
    "space": ("environment", "advocacy"),
    "environment": ("environment",),
    "capacity": ("capacity",),
    "all": ("environment", "advocacy", "capacity"),
}
NESTED = Choices(ITEMS, PROFILES, optional=("capacity",), publisher_first=True)
FLAT = Choices(ITEMS, PROFILES, optional=("capacity",))
UNIFORM = st.floats(0, 1, exclude_max=True)


def with_one(choices, factor, number):
    """One draw in which all factors keep their default but one."""
    numbers = np.zeros((1, len(FACTORS)))
    numbers[0, FACTORS.index(factor)] = number
    return methods(choices, numbers, 1)


@given(arrays(float, (5, len(FACTORS)), elements=UNIFORM), st.sampled_from([NESTED, FLAT]))
def test_the_weights_of_every_draw_add_up_to_one_in_every_profile(numbers, choices):
    for weights in methods(choices, numbers, 1).weights.values():
        assert (weights >= 0).all()
        assert weights.sum(axis=1) == pytest.approx(1)


@given(arrays(float, (5, len(FACTORS)), elements=UNIFORM), st.sampled_from(list(PROFILES)))
def test_items_of_other_pillars_weigh_nothing(numbers, profile):
    outside = [item.pillar not in PROFILES[profile] for item in ITEMS]

    assert not methods(NESTED, numbers, 1).weights[profile][:, outside].any()


@given(arrays(float, (3, len(FACTORS)), elements=st.sampled_from([0.0, 0.5, np.nextafter(1, 0)])))
def test_numbers_at_their_ends_still_name_a_choice(numbers):
    chosen = methods(NESTED, numbers, 1)

    assert set(chosen.normalisation) <= {0, 1, 2}
    assert set(chosen.year) <= {0, 1}
    assert set(chosen.error_size) <= set(ERROR_SIZES)
    assert ((chosen.errors >= 0) & (chosen.errors < READY)).all()


def test_the_stated_method_weighs_publishers_alike_within_a_pillar():
    assert default(NESTED).weights["environment"][0] == pytest.approx([1 / 4, 1 / 4, 1 / 2, 0, 0, 0])


def test_the_stated_method_weighs_items_alike_where_publishers_do_not_come_first():
    assert default(FLAT).weights["environment"][0] == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0, 0, 0])


def test_the_stated_method_weighs_pillars_alike():
    assert default(NESTED).weights["all"][0] == pytest.approx([1 / 12, 1 / 12, 1 / 6, 1 / 6, 1 / 6, 1 / 3])


def test_the_stated_method_leaves_an_optional_pillar_out_where_the_record_says_so():
    without = Choices(ITEMS, PROFILES, optional=("capacity",), default_without=("capacity",))

    assert default(without).weights["all"][0, 5] == 0
    assert default(without).weights["capacity"][0, 5] == 1


def test_the_stated_method_draws_no_errors():
    chosen = default(NESTED)

    assert (chosen.errors.item(), chosen.error_size.item(), chosen.normalisation.item()) == (-1, 1, 0)
    assert not chosen.geometric.any()


def test_errors_alone_vary_when_only_they_are_asked_for():
    chosen = default(NESTED, 50, errors=True)

    assert len(set(chosen.errors)) == len(chosen) == 50
    assert all(np.ptp(weights, axis=0).max() == 0 for weights in chosen.weights.values())


def test_one_seed_gives_one_set_of_methods():
    first, again = plausible(NESTED, 100, 7), plausible(NESTED, 100, 7)

    assert all(np.array_equal(first.weights[profile], again.weights[profile]) for profile in PROFILES)
    assert np.array_equal(first.errors, again.errors)


def test_another_seed_gives_other_methods():
    assert not np.array_equal(plausible(NESTED, 100, 7).errors, plausible(NESTED, 100, 8).errors)


def test_half_of_the_weightings_are_equal():
    only = Choices(ITEMS, PROFILES, publisher_first=True, factors=("weights",))
    weights = plausible(only, 4000, 1).weights["space"]

    assert np.isclose(weights[:, :3].sum(axis=1), 0.5).mean() == pytest.approx(0.5, abs=0.03)


def test_the_other_weightings_of_a_profile_are_spread_over_all_shares():
    only = Choices(ITEMS, PROFILES, publisher_first=True, factors=("weights",))
    share = plausible(only, 4000, 1).weights["space"][:, :3].sum(axis=1)

    assert np.percentile(share[~np.isclose(share, 0.5)], [10, 50, 90]) == pytest.approx([0.1, 0.5, 0.9], abs=0.04)


def test_half_of_the_draws_leave_nothing_out():
    only = Choices(ITEMS, PROFILES, publisher_first=True, factors=("left_out",))
    whole = (plausible(only, 4000, 1).weights["all"] > 0).all(axis=1)

    assert whole.mean() == pytest.approx(0.5, abs=0.03)


def test_whole_publishers_are_left_out_only_where_publishers_come_first():
    def most_left_out(choices):
        only = Choices(ITEMS, PROFILES, publisher_first=choices.publisher_first, factors=("left_out",))
        return (plausible(only, 500, 1).weights["all"] == 0).sum(axis=1).max()

    assert (most_left_out(FLAT), most_left_out(NESTED)) == (1, 3)


def test_nothing_is_left_out_of_fewer_than_three_items():
    two = Choices(ITEMS[3:5], {"advocacy": ("advocacy",)}, factors=("left_out",))

    assert (plausible(two, 200, 1).weights["advocacy"] == 0.5).all()


def test_leaving_an_item_out_gives_its_weight_to_the_rest_of_its_pillar():
    weights = with_one(FLAT, "left_out", 0.5).weights["all"][0]

    assert weights == pytest.approx([0, 1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 3])


def test_the_weights_of_a_lone_pillar_vary_between_its_items():
    weights = with_one(FLAT, "weights", 0.77).weights["environment"][0, :3]

    assert np.ptp(weights) > 0


def test_an_optional_pillar_takes_part_in_half_of_the_draws():
    only = Choices(ITEMS, PROFILES, optional=("capacity",), factors=("pillars",))

    assert (plausible(only, 4000, 1).weights["all"][:, 5] > 0).mean() == pytest.approx(0.5, abs=0.03)


def test_a_profile_of_an_optional_pillar_alone_always_has_it():
    assert (plausible(NESTED, 500, 1).weights["capacity"][:, 5] == 1).all()


def test_the_other_grouping_weighs_items_alike():
    assert with_one(NESTED, "grouping", 0.5).weights["environment"][0, :3] == pytest.approx([1 / 3] * 3)


CHANGES = {
    "errors": "errors", "error_size": "error_size", "normalisation": "normalisation", "aggregation": "geometric",
    "year": "year",
}  # fmt: skip


@pytest.mark.parametrize("factor", CHANGES)
def test_a_factor_changes_its_own_choice_alone(factor):
    usual, other = with_one(NESTED, factor, 0.0), with_one(NESTED, factor, 0.9)
    differ = {name for name in CHANGES.values() if getattr(usual, name) != getattr(other, name)}

    assert differ == {CHANGES[factor]}
    assert all(np.array_equal(usual.weights[name], other.weights[name]) for name in PROFILES)


def test_some_rows_of_the_methods_are_those_rows():
    chosen = plausible(NESTED, 10, 1)
    part = chosen.rows(slice(3, 5))

    assert len(part) == 2
    assert np.array_equal(part.weights["all"], chosen.weights["all"][3:5])
