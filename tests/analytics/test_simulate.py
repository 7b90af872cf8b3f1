"""The Monte Carlo machine: normalisation, means and missing cells by hand, and what must never matter."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics import simulate
from analytics.methods import Choices, Item, Methods, default, plausible
from analytics.simulate import Cells, drawn, means, noise, normalised, scores, weighted

PLACES, ITEMS = 4, 3
PILLARS = ("giving", "giving", "voting")
CHOICES = Choices(
    tuple(Item(f"made_up_{number}", pillar, f"team {number}") for number, pillar in enumerate(PILLARS)),
    {"all": ("giving", "voting"), "giving": ("giving",)},
)
POSTS = np.array([[0.0] * ITEMS, [100.0] * ITEMS])
SHARES = st.integers(0, 1000).map(lambda number: number / 10)
# Every column has distinct values, as an item with ends from its places needs.
TABLES = st.lists(st.lists(SHARES, min_size=PLACES, max_size=PLACES, unique=True), min_size=ITEMS, max_size=ITEMS).map(
    lambda columns: np.array(columns).T
)


def cells(values, *, errors=0.0, goalposts=None, logit=False, other=None, pillars=PILLARS):
    """One year of made-up cells."""
    table = np.array(values, dtype=float)[None]
    items = table.shape[-1]
    return Cells(
        (2024,), tuple(f"P{number}" for number in range(table.shape[1])), tuple(f"made_up_{n}" for n in range(items)),
        pillars[:items], table, np.full(table.shape, errors), np.full(items, False), np.full(items, logit),
        table if other is None else np.array(other, dtype=float)[None], goalposts,
    )  # fmt: skip


def one_method(weights, *, normalisation=0, geometric=False, errors=-1, year=0, size=1.0):
    return Methods(
        np.array([errors]), np.array([size]), np.array([normalisation]), np.array([geometric]), np.array([year]),
        {"all": np.array([weights], dtype=float)},
    )  # fmt: skip


def stated(made, choices=CHOICES, profile="all"):
    return scores(made, default(choices), 1)[profile][0, 0]


def test_places_are_stretched_from_the_lowest_to_the_highest():
    assert scores(cells([[10], [20], [30]]), one_method([1]), 1)["all"][0, 0] == pytest.approx([1, 50.5, 100])


def test_fixed_ends_hold_whatever_the_places_are():
    found = scores(cells([[20], [40]], goalposts=POSTS[:, :1]), one_method([1]), 1)["all"]

    assert found[0, 0] == pytest.approx([20.8, 40.6])


def test_a_value_beyond_the_fixed_ends_stays_on_the_scale():
    found = scores(cells([[-5], [140]], goalposts=POSTS[:, :1]), one_method([1]), 1)["all"]

    assert found[0, 0] == pytest.approx([1, 100])


def test_z_scores_put_the_mean_in_the_middle_and_six_deviations_on_the_scale():
    found = scores(cells([[10], [20], [30]]), one_method([1], normalisation=1), 1)["all"][0, 0]

    assert found == pytest.approx([50.5 - 16.5 * 1.5**0.5, 50.5, 50.5 + 16.5 * 1.5**0.5])


def test_ranks_part_the_scale_in_equal_steps():
    found = scores(cells([[5], [90], [6], [7]]), one_method([1], normalisation=2), 1)["all"][0, 0]

    assert found == pytest.approx([1, 100, 34, 67])


def test_a_missing_place_takes_no_step_of_the_ranks():
    made = cells([[5], [np.nan], [6], [7]])
    found = normalised(made, one_method([1], normalisation=2), made.values[None])[0, 0, :, 0]

    assert found == pytest.approx([1, np.nan, 50.5, 100], nan_ok=True)


@pytest.mark.parametrize(("geometric", "score"), [(False, 40.6), (True, (20.8**0.5) * (60.4**0.5))])
def test_the_mean_is_the_one_that_the_method_says(geometric, score):
    made = cells([[20, 60], [60, 20]], goalposts=POSTS[:, :2])
    found = scores(made, one_method([0.5, 0.5], geometric=geometric), 1)["all"][0, 0]

    assert found == pytest.approx([score, score])


def test_what_a_place_lacks_goes_to_the_rest_of_the_pillar():
    made = cells([[20, 40, np.nan, 80]], goalposts=POSTS[:, [0, 0, 0, 0]], pillars=("giving",) * 3 + ("voting",))
    found = scores(made, one_method([1 / 6, 1 / 6, 1 / 6, 1 / 2]), 1)["all"][0, 0, 0]

    assert found == pytest.approx((20.8 + 40.6) / 4 + 80.2 / 2)


def test_a_place_that_lacks_too_much_of_a_pillar_has_no_score():
    made = cells([[np.nan, 40, 80], [20, 40, 80]], goalposts=POSTS)

    assert list(np.isnan(stated(made))) == [True, False]


def test_a_place_keeps_the_profiles_for_which_it_has_figures():
    choices = replace(CHOICES, profiles={"all": ("giving", "voting"), "voting": ("voting",)})
    made = cells([[np.nan, 40, 80], [20, 40, 60]], goalposts=POSTS)

    assert stated(made, choices, "voting") == pytest.approx([80.2, 60.4])


def test_a_missing_cell_makes_no_other_place_better_or_worse():
    whole, holed = [[10, 40, 80], [20, 40, 60], [30, 90, 20]], [[10, np.nan, 80], [20, 40, 60], [30, 90, 20]]

    assert stated(cells(holed, goalposts=POSTS))[1:] == pytest.approx(stated(cells(whole, goalposts=POSTS))[1:])


def test_errors_of_shares_are_drawn_on_log_odds_and_turned_back():
    made = cells([[0.0], [2.0]], errors=0.5, logit=True)
    numbers = np.array([[[[1.0], [-1.0]]]])

    assert drawn(made, one_method([1], errors=0), numbers)[0, 0, :, 0] == pytest.approx(
        [100 / (1 + np.exp(-0.5)), 100 / (1 + np.exp(-1.5))]
    )


def test_only_assumed_errors_change_their_size():
    made = replace(cells([[10, 10]], errors=1.0), assumed=np.array([True, False]))
    found = drawn(made, one_method([0.5, 0.5], errors=0, size=1.5), np.ones((1, 1, 1, 2)))

    assert found[0, 0, 0] == pytest.approx([11.5, 11])


def test_the_other_year_counts_where_the_method_says_so():
    made = cells([[10], [20]], goalposts=POSTS[:, :1], other=[[30], [20]])

    assert scores(made, one_method([1], year=1), 1)["all"][0, 0] == pytest.approx([30.7, 20.8])


def test_draws_with_the_same_number_share_their_errors():
    made = cells([[10, 40, 80], [20, 40, 60]], errors=3.0, goalposts=POSTS)
    chosen = default(CHOICES, 2, errors=True)
    same = replace(chosen, errors=np.array([4, 4]))
    found = scores(made, same, 9)["all"]

    assert np.array_equal(found[0], found[1])


def test_a_seed_instead_of_ready_numbers_gives_the_same_scores_again():
    made = cells([[10, 40, 80], [20, 40, 60]], errors=3.0, goalposts=POSTS)
    chosen = plausible(CHOICES, 40, 3)

    assert np.array_equal(scores(made, chosen, 9)["all"], scores(made, chosen, 9)["all"])


def test_ready_numbers_have_the_shape_of_the_cells_and_one_seed_gives_the_same():
    made = cells([[10, 40, 80], [20, 40, 60]])

    assert noise(made, 5, 1).shape == (5, 1, 2, 3)
    assert np.array_equal(noise(made, 5, 1), noise(made, 5, 1))


@pytest.mark.parametrize("block", [1, 100, 10**6])
def test_the_size_of_the_blocks_changes_no_score(monkeypatch, block):
    made = cells([[10, 40, 80], [20, 50, 60]], errors=3.0)
    chosen, ready = plausible(CHOICES, 60, 3), noise(made, 60, 1)
    before = scores(made, chosen, ready)["all"]
    monkeypatch.setattr(simulate, "BLOCK", block)

    assert scores(made, chosen, ready)["all"] == pytest.approx(before, rel=1e-12)


@given(TABLES, st.permutations(range(PLACES)), st.booleans())
def test_the_order_of_places_does_not_matter(table, order, fixed):
    posts = POSTS if fixed else None
    before, after = stated(cells(table, goalposts=posts)), stated(cells(table[list(order)], goalposts=posts))

    assert after == pytest.approx(before[list(order)])


@given(TABLES, st.permutations(range(ITEMS)))
def test_the_order_of_items_does_not_matter(table, order):
    moved = replace(CHOICES, items=tuple(CHOICES.items[number] for number in order))
    pillars = tuple(PILLARS[number] for number in order)

    assert stated(cells(table[:, list(order)], pillars=pillars), moved) == pytest.approx(stated(cells(table)))


@given(TABLES, st.integers(-50, 50), st.integers(0, ITEMS - 1))
def test_a_constant_added_to_an_item_changes_no_score_when_places_are_the_ends(table, constant, item):
    # That is why an environment figure of the whole country stands in no regional index: it cannot order regions.
    moved = table.copy()
    moved[:, item] += constant

    assert stated(cells(moved)) == pytest.approx(stated(cells(table)), abs=1e-6)


@given(TABLES, st.floats(0, 60), st.integers(0, PLACES - 1), st.integers(0, ITEMS - 1))
def test_a_better_value_never_lowers_the_own_score(table, gain, place, item):
    better = table.copy()
    better[place, item] += gain
    before, after = stated(cells(table, goalposts=POSTS)), stated(cells(better, goalposts=POSTS))

    assert after[place] >= before[place] - 1e-9
    assert np.delete(after, place) == pytest.approx(np.delete(before, place))


@given(TABLES, st.integers(0, 10_000))
def test_every_plausible_method_stays_on_the_scale(table, seed):
    found = scores(cells(table, errors=5.0), plausible(CHOICES, 20, seed), seed)

    assert all(((points >= 1 - 1e-9) & (points <= 100 + 1e-9)).all() for points in found.values())


@given(TABLES)
def test_the_geometric_mean_never_exceeds_the_arithmetic_one(table):
    made = cells(table)
    plain, geometric = (scores(made, one_method([0.2, 0.3, 0.5], geometric=one), 1)["all"] for one in (False, True))

    assert (geometric <= plain + 1e-9).all()


@given(TABLES, st.integers(0, 1000))
def test_shuffling_exchanges_places_of_each_item_and_keeps_values_with_their_errors(table, seed):
    made = replace(cells(table), errors=table[None] / 7)
    mixed = made.shuffled(np.random.default_rng(seed))

    assert np.array_equal(np.sort(mixed.values, axis=1), np.sort(made.values, axis=1))
    assert np.array_equal(mixed.errors, mixed.values / 7)


WEIGHTS = arrays(float, (6, ITEMS), elements=st.floats(0.01, 1))


@given(TABLES, WEIGHTS)
def test_many_weightings_at_once_are_those_one_by_one(table, weights):
    made = cells(table, goalposts=POSTS)
    points = normalised(made, default(CHOICES), made.values[None])
    one_by_one = means(np.repeat(points, 6, axis=0), weights, np.full(6, False), made)[:, 0]

    assert weighted(points[0, 0], weights) == pytest.approx(one_by_one)


@given(TABLES, WEIGHTS, st.floats(0.1, 50))
def test_the_scale_of_weights_changes_no_order(table, weights, factor):
    before, after = weighted(table, weights), weighted(table, weights * factor)

    assert after == pytest.approx(before * factor)
