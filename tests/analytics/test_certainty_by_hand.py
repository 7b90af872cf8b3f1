"""Ranges of rank, chances, ties, drivers and gains: answers by hand, and what holds for any scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.certainty import (
    ahead,
    band,
    default_scores,
    gains,
    ordered_pairs,
    placebo,
    ranks,
    rose,
    sensitivity,
    supposed,
    tied,
    with_unknown,
)
from analytics.methods import Choices, Item, plausible
from analytics.simulate import Cells, noise, scores

NAN = np.nan
POINTS = arrays(float, st.tuples(st.integers(1, 12), st.integers(2, 6)), elements=st.integers(1, 6).map(float))


def cells(values, *, errors=0.0, pillars=None, other=None, goalposts=True):
    """One year of made-up cells on a scale from 0 to 100."""
    table = np.array(values, dtype=float)[None]
    items = table.shape[-1]
    return Cells(
        (2024,), tuple(f"P{number}" for number in range(table.shape[1])), tuple(f"made_up_{n}" for n in range(items)),
        pillars or ("giving",) * items, table, np.broadcast_to(errors, table.shape).astype(float),
        np.full(items, False), np.full(items, False), table if other is None else np.array(other, dtype=float)[None],
        np.array([[0.0] * items, [100.0] * items]) if goalposts else None,
    )  # fmt: skip


def choices(pillars, *factors, optional=()):
    items = tuple(Item(f"made_up_{number}", pillar, f"team {number}") for number, pillar in enumerate(pillars))
    return Choices(items, {"all": tuple(dict.fromkeys(pillars))}, optional=optional, factors=factors)


def test_the_highest_score_is_first_and_ties_share_the_better_place():
    assert ranks(np.array([[10.0, 30.0, 30.0, 5.0]])).tolist() == [[3, 1, 1, 4]]


def test_a_place_without_a_score_has_no_rank_and_takes_none():
    assert ranks(np.array([[10.0, NAN, 30.0]])) == pytest.approx(np.array([[2, NAN, 1]]), nan_ok=True)


@given(POINTS)
def test_ranks_lie_between_the_first_and_the_last_place(points):
    found = ranks(points)

    assert ((found >= 1) & (found <= points.shape[1])).all()
    assert (found.min(axis=1) == 1).all()


@given(POINTS)
def test_a_higher_score_never_has_a_worse_rank(points):
    found = ranks(points)
    higher, better = points[:, :, None] > points[:, None, :], found[:, :, None] < found[:, None, :]

    assert (higher == better).all()


@given(POINTS, st.floats(0.1, 10), st.floats(-5, 5))
def test_ranks_ask_for_the_order_of_scores_alone(points, factor, shift):
    assert np.array_equal(ranks(points * factor + shift), ranks(points))


@given(POINTS)
def test_the_range_holds_the_median(points):
    middle, low, high = band(ranks(points))

    assert ((low <= middle) & (middle <= high)).all()


def test_a_range_of_ranks_is_whole():
    found = band(np.array([[1.0], [2.0]] * 7))

    assert (found == found.round()).all()


def test_the_range_leaves_out_the_outermost_tenth():
    middle, low, high = band(np.arange(1.0, 101.0)[:, None])

    assert (middle.item(), low.item(), high.item()) == (50, 5, 95)


def test_a_place_without_scores_has_no_range():
    assert np.isnan(band(np.array([[1.0, NAN], [2.0, NAN]]))[:, 1]).all()


def test_chances_count_the_draws():
    found = ahead(np.array([[3.0, 1.0], [3.0, 1.0], [3.0, 4.0], [2.0, 2.0]]))

    assert (found[0, 1], found[1, 0]) == (50, 25)


@given(POINTS)
def test_chances_of_a_pair_never_add_up_to_more_than_all_draws(points):
    found = ahead(points)
    inside = ~np.eye(points.shape[1], dtype=bool)

    assert (found[inside] >= 0).all()
    assert ((found + found.T)[inside] <= 100 + 1e-9).all()
    assert np.isnan(np.diag(found)).all()


@given(POINTS)
def test_chances_of_a_pair_fill_all_draws_without_ties(points):
    untied = points + np.arange(points.shape[1]) / 100
    found = ahead(untied) + ahead(untied).T

    assert found[~np.eye(points.shape[1], dtype=bool)] == pytest.approx(100)


def test_draws_without_a_score_do_not_count():
    found = ahead(np.array([[3.0, 1.0], [NAN, 2.0]]))

    assert (found[0, 1], found[1, 0]) == (100, 0)


def test_a_pair_is_apart_from_the_level_on():
    chances = np.array([[NAN, 95.0, 94.9], [5.0, NAN, 100.0], [5.1, 0.0, NAN]])

    assert (ordered_pairs(chances), ordered_pairs(chances, 90)) == (2, 3)


@given(POINTS)
def test_at_most_every_pair_is_apart(points):
    places = points.shape[1]

    assert 0 <= ordered_pairs(ahead(points)) <= places * (places - 1) // 2


def test_a_band_ends_where_its_first_is_ahead():
    chances = np.array([[NAN, 60, 96], [40, NAN, 70], [4, 30, NAN]])

    assert tied(["a", "b", "c"], chances, ["a", "b", "c"]) == [["a", "b"], ["c"]]


def test_places_that_no_chance_is_known_of_are_not_told_apart():
    assert tied(["a", "b"], np.full((2, 2), NAN), ["a", "b"]) == [["a", "b"]]


@given(POINTS, st.randoms())
def test_bands_hold_every_place_once_and_keep_the_order(points, random):
    places = [f"P{number}" for number in range(points.shape[1])]
    order = random.sample(places, len(places))
    found = tied(order, ahead(points), places)

    assert [place for one in found for place in one] == order
    assert all(found)


def test_a_rise_counts_the_draws_in_which_the_later_year_is_higher():
    points = np.array([[[1.0], [2.0]], [[1.0], [2.0]], [[3.0], [2.0]], [[2.0], [2.0]]])

    assert (rose(points, 0, 1).item(), rose(points, 1, 0).item()) == (50, 25)


# Two places whose order two choices in company decide: known shares of variance.
TWO = ("first", "second")


def test_choices_that_decide_in_company_only_have_no_share_alone():
    # The other year turns the order round, and so does the second pillar: an exclusive or.
    made = cells([[60, 10], [50, 90]], pillars=TWO, other=[[50, 90], [60, 10]])
    first, total = sensitivity(made, choices(TWO, "pillars", "year", optional=("second",)), seed=1)["all"]

    assert first == pytest.approx(np.zeros((2, 2)), abs=0.1)
    assert total == pytest.approx(np.ones((2, 2)), abs=0.1)


def test_a_rank_that_never_changes_has_no_drivers():
    made = cells([[90, 80], [50, 40], [40, 50]])
    first, total = sensitivity(made, choices(("giving", "giving"), "weights", "aggregation"), seed=1)["all"]

    assert list(np.isnan(first).all(axis=0)) == [True, False, False]
    assert list(np.isnan(total).all(axis=0)) == [True, False, False]


def test_an_order_that_never_changes_has_no_drivers_at_all():
    made = cells([[90, 80], [50, 50], [10, 20]])

    assert np.isnan(sensitivity(made, choices(("giving", "giving"), "weights"), seed=1)["all"]).all()


@given(st.integers(0, 5))
def test_shares_of_variance_lie_between_nought_and_one(seed):
    made = cells([[60, 10, 30], [50, 90, 20], [55, 50, 70]], errors=20.0)
    found = sensitivity(made, choices(("a", "a", "b"), "errors", "weights", "left_out"), seed=seed, size=64)["all"]

    assert all(((table >= 0) & (table <= 1)).all() for table in found)


def test_the_placebo_of_one_seed_is_the_same_again():
    made, chosen = cells([[60, 10], [50, 90], [20, 30]], errors=9.0), choices(("a", "b"), "errors", "weights")
    first, again = (placebo(made, chosen, seed=3, shuffles=10, draws=50)["all"] for _ in range(2))

    assert np.array_equal(first, again)


def test_a_cell_that_decides_narrows_the_range_and_one_that_does_not_matters_nothing():
    # P0 may stand anywhere between its neighbours; P3 is far behind whatever it is.
    made = cells([[50], [65], [35], [5]], errors=np.array([[20.0], [0.0], [0.0], [1.0]]))
    found = gains(made, choices(("giving",), "errors"), "all", seed=1)

    assert found[0, 0] >= 1
    assert found[3, 0] == 0


def test_a_cell_without_an_error_has_nothing_to_gain():
    made = cells([[50], [65]], errors=np.array([[20.0], [0.0]]))

    assert np.isnan(gains(made, choices(("giving",), "errors"), "all", seed=1)[1, 0])


def test_the_cell_with_the_larger_error_is_the_more_useful_one():
    made = cells([[50, 50], [65, 65], [35, 35]], errors=np.array([[40.0, 4.0], [0, 0], [0, 0]]))
    found = gains(made, choices(("giving", "giving"), "errors"), "all", seed=1)

    assert found[0, 0] > found[0, 1] == pytest.approx(0, abs=0.5)


def test_known_cells_stay_as_they_are_when_others_are_supposed():
    made = cells([[10, 1], [30, 2], [NAN, 3]], errors=2.0)
    found, known = supposed(made), ~np.isnan(made.values)

    assert np.array_equal(found.values[known], made.values[known])
    assert np.array_equal(found.errors[known], made.errors[known])


@pytest.mark.parametrize("fixed", [True, False])
def test_an_unknown_pillar_is_one_more_item_of_which_nothing_is_known(fixed):
    made = cells([[10, 1], [30, 2]], pillars=TWO, goalposts=fixed)
    grown, chosen = with_unknown(made, choices(TWO, "errors"), ("csr",), "all")

    assert (grown.items[-1], grown.pillars[-1], chosen.items[-1].pillar) == ("csr", "csr", "csr")
    assert chosen.profiles == {"all": ("first", "second", "csr")}
    assert (grown.values[..., -1] == 0).all()
    assert (grown.errors[..., -1] == 1).all()
    assert np.array_equal(grown.values[..., :2], made.values)


def test_an_unknown_pillar_widens_what_may_be_true():
    made, usual = cells([[60, 60], [50, 50], [40, 40]], errors=3.0, pillars=TWO), choices(TWO, "errors")
    grown, chosen = with_unknown(made, usual, ("csr", "advocacy"), "all")
    before = scores(made, plausible(usual, 500, 1), noise(made, 500, 1))["all"][:, 0]
    after = scores(grown, plausible(chosen, 500, 1), noise(grown, 500, 1))["all"][:, 0]

    assert ordered_pairs(ahead(after)) < ordered_pairs(ahead(before)) == 3


def test_the_stated_score_stands_within_the_range_of_its_errors():
    made = cells([[60, 10], [50, 90], [20, 99]], errors=15.0)
    score, low, high = default_scores(made, choices(("a", "b"), "errors", "weights"), seed=1)["all"]

    assert ((low <= score) & (score <= high) & (low < high)).all()


def test_without_errors_the_stated_score_has_no_range():
    score, low, high = default_scores(cells([[60, 10], [50, 90]]), choices(("a", "b"), "weights"), seed=1)["all"]

    assert score == pytest.approx(low)
    assert score == pytest.approx(high)


def test_the_other_years_of_the_cells_stay_when_an_unknown_pillar_joins():
    made = cells([[10, 1], [30, 2]], pillars=TWO, other=[[20, 1], [30, 2]])
    grown, _ = with_unknown(made, choices(TWO, "year"), ("csr",), "all")

    assert np.array_equal(grown.other[..., :2], made.other)
