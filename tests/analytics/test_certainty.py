"""The certainty machine: what must not matter does not, what matters does, and draws repeat."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import certainty
from analytics.methods import FACTORS, Choices, Item, default, methods, plausible
from analytics.simulate import Cells, noise, scores

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("made_up_a", "made_up_b", "made_up_c", "made_up_d", "made_up_e")
ITEMS = tuple(Item(f"item_{number}", "one" if number < 3 else "two", f"house_{number % 2}") for number in range(5))
CHOICES = Choices(
    ITEMS, {"overall": ("one", "two"), "first": ("one",)}, optional=("two",), publisher_first=True, factors=FACTORS
)
VALUES = st.lists(st.lists(st.floats(1, 99), min_size=5, max_size=5), min_size=5, max_size=5)


def cells_of(values, errors=0.0, posts=True):
    table = np.array(values, dtype=float)[None]
    ends = np.array([[0.0] * 5, [100.0] * 5]) if posts else None
    return Cells(
        (2024,), PLACES, tuple(item.id for item in ITEMS), tuple(item.pillar for item in ITEMS), table,
        np.full_like(table, errors), np.zeros(5, bool), np.zeros(5, bool), table, ends,
    )  # fmt: skip


@given(st.integers(0, 2**31))
def test_the_weights_of_every_draw_add_up_to_one(seed):
    chosen = plausible(CHOICES, 50, seed)
    for weights in chosen.weights.values():
        assert weights.min() >= 0
        assert weights.sum(axis=1) == pytest.approx(np.ones(50))


def test_a_profile_weighs_no_item_of_another_part():
    chosen = plausible(CHOICES, 200, 1)
    assert chosen.weights["first"][:, 3:].max() == 0


def test_publishers_weigh_alike_by_the_stated_method():
    weights = default(CHOICES).weights["first"][0]
    assert weights[[0, 2]].sum() == pytest.approx(weights[1])


@given(VALUES, st.permutations(range(5)))
def test_the_order_of_the_places_does_not_matter(values, order):
    table = np.array(values)
    one = scores(cells_of(table), default(CHOICES), 1)["overall"][0, 0]
    other = scores(cells_of(table[list(order)]), default(CHOICES), 1)["overall"][0, 0]
    assert other == pytest.approx(one[list(order)])


@given(st.lists(st.lists(st.integers(1, 40), min_size=5, max_size=5), min_size=5, max_size=5), st.integers(1, 50))
def test_adding_a_constant_to_all_values_of_an_item_changes_nothing(values, constant):
    table = np.array(values, dtype=float) + np.arange(5)[:, None] * 41.0  # no two places alike
    moved = table.copy()
    moved[:, 2] += constant
    one, other = (scores(cells_of(one, posts=False), default(CHOICES), 1)["overall"] for one in (table, moved))
    assert other == pytest.approx(one)


@given(VALUES, st.integers(0, 4), st.integers(0, 4), st.floats(0, 50))
def test_a_better_value_never_lowers_a_score(values, place, item, better):
    table = np.array(values)
    raised = table.copy()
    raised[place, item] += better
    for geometric in (False, True):
        chosen = replace(default(CHOICES), geometric=np.array([geometric]))
        before, after = (scores(cells_of(one), chosen, 1)["overall"][0, 0, place] for one in (table, raised))
        assert after >= before - 1e-9


@settings(max_examples=25)
@given(VALUES, st.floats(1, 30))
def test_ranks_and_chances_stay_within_their_bounds(values, error):
    cells = cells_of(values, error)
    points = scores(cells, plausible(CHOICES, 60, 3), noise(cells, 60, 3))["overall"][:, 0]
    placed, chances = certainty.ranks(points), certainty.ahead(points)
    assert placed.min() >= 1
    assert placed.max() <= len(PLACES)
    both = chances + chances.T
    assert np.nanmax(both) <= 100 + 1e-9
    middle, low, high = certainty.band(placed)
    assert (low <= middle).all()
    assert (middle <= high).all()


def test_tied_bands_hold_every_place_once_in_order():
    chances = np.array([[np.nan, 60, 97, 99], [40, np.nan, 80, 96], [3, 20, np.nan, 70], [1, 4, 30, np.nan]])
    assert certainty.tied(list("abcd"), chances, list("abcd")) == [["a", "b"], ["c", "d"]]


def test_a_place_without_values_has_no_range_and_no_chances():
    points = np.column_stack([np.arange(10.0), np.full(10, np.nan), np.arange(10.0)[::-1]])
    assert np.isnan(certainty.band(certainty.ranks(points))[:, 1]).all()
    assert np.isnan(certainty.ahead(points)[1]).all()
    assert certainty.ordered_pairs(certainty.ahead(points)) == 0


def test_a_missing_item_leaves_its_weight_to_the_rest_of_its_part():
    table = np.full((5, 5), 50.0)
    table[:, 0] = [10, 20, 30, 40, 90]
    table[0, 2] = np.nan
    flat = replace(CHOICES, publisher_first=False, profiles={"first": ("one",)}, optional=())
    found = scores(replace(cells_of(table), least=0.6), default(flat), 1)["first"][0, 0]
    on_scale = [1 + 0.99 * 10, 1 + 0.99 * 50]
    assert found[0] == pytest.approx(np.mean(on_scale))


def test_a_place_that_lacks_too_much_of_a_part_has_no_score():
    table = np.full((5, 5), 50.0)
    table[0, :2] = np.nan
    found = scores(cells_of(table), default(CHOICES), 1)["overall"][0, 0]
    assert np.isnan(found[0])
    assert not np.isnan(found[1:]).any()


def test_errors_have_a_share_in_the_variance_of_ranks_only_where_there_are_any():
    table = [[50 + place + item for item in range(5)] for place in range(5)]
    choices = replace(CHOICES, factors=("errors", "aggregation"))
    _, total = certainty.sensitivity(cells_of(table, 3.0), choices, seed=1, size=128)["overall"]
    assert np.nanmean(total[0]) > 0.8
    still = certainty.sensitivity(cells_of(table, 0.0), choices, seed=1, size=128)["overall"]
    assert np.isnan(still[1]).all()


def test_sobol_shares_of_a_choice_that_alone_decides():
    # two places: one leads in part one, the other in part two; with part two left out the order turns
    table = np.array([[90.0] * 3 + [1.0] * 2, [10.0] * 3 + [99.0] * 2] + [[50.0] * 5] * 3)
    choices = replace(CHOICES, profiles={"overall": ("one", "two")}, factors=("pillars", "year"))
    first, total = certainty.sensitivity(cells_of(table), choices, seed=1, size=256)["overall"]
    varying = ~np.isnan(first[0])
    assert varying.any()
    assert first[0][varying] == pytest.approx(1, abs=0.1)
    assert total[1][varying] == pytest.approx(0, abs=0.05)


def test_the_placebo_has_less_order_than_five_items_that_agree():
    table = [[20.0 * place + item for item in range(5)] for place in range(5)]
    cells, choices = cells_of(table, 5.0, posts=False), replace(CHOICES, profiles={"overall": ("one", "two")})
    points = scores(cells, plausible(choices, 300, 1), noise(cells, 300, 1))["overall"][:, 0]
    chance = certainty.placebo(cells, choices, seed=1, shuffles=30, draws=100)["overall"]
    assert certainty.ordered_pairs(certainty.ahead(points)) == 10
    assert np.median(chance) < 10


def test_a_number_that_decides_is_worth_knowing_and_one_that_cannot_matter_is_not():
    table = np.array([[50.0] * 5, [52.0] * 5, [54.0] * 5, [56.0] * 5, [58.0] * 5])
    errors = np.zeros((1, 5, 5))
    errors[0, 2, 0], errors[0, 4, 4] = 60.0, 1e-6
    cells = replace(cells_of(table), errors=errors)
    choices = replace(CHOICES, profiles={"overall": ("one", "two")}, factors=("errors",))
    found = certainty.gains(cells, choices, "overall", seed=1, draws=1000)
    assert found[2, 0] > 0.5
    assert found[4, 4] == 0
    assert np.isnan(found[0, 0])


def test_a_supposed_cell_takes_the_mean_and_spread_of_the_others():
    table = np.array([[np.nan] * 5, [10.0] * 5, [20.0] * 5, [30.0] * 5, [40.0] * 5])
    found = certainty.supposed(cells_of(table))
    assert found.values[0, 0] == pytest.approx(np.full(5, 25.0))
    assert found.errors[0, 0] == pytest.approx(np.full(5, np.std([10, 20, 30, 40])))
    assert not found.errors[0, 1:].any()


def test_the_same_numbers_give_the_same_methods():
    numbers = np.random.default_rng(5).random((20, len(CHOICES.factors)))
    one, other = (methods(CHOICES, numbers, 9).weights["overall"] for _ in range(2))
    assert (one == other).all()


DIGEST = """
import hashlib, sys
from analytics.catalogue import catalogue
from analytics.index_facts import index_facts
from analytics.indices import indices
from data import releases
release = releases.load(releases.folder() / sys.argv[1])
facts = releases.query(release, "SELECT facts.*, level FROM facts JOIN places USING (place)")
rows = index_facts(indices()["regional"], facts, catalogue(), releases.SEED).drop(columns="parents")
print(hashlib.sha256(rows.to_csv(float_format="%.12g").encode()).hexdigest())
"""


def test_the_facts_are_the_same_whatever_the_number_of_threads(release):
    def digest(threads):
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        surroundings = {**os.environ, **dict.fromkeys(names, threads), "PYTHONPATH": str(ROOT)}
        made = subprocess.run(
            [sys.executable, "-c", DIGEST, release.id], env=surroundings, cwd=ROOT, capture_output=True, check=True
        )
        return made.stdout

    assert digest("1") == digest("2")
