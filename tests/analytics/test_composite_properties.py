"""What must hold of any index, whatever its values."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.composite import composite
from analytics.recipe import Aggregation, Item, Normalisation, Part, Recipe, Weights

NAMES = ("a", "b", "c", "d")
MEANS = ["arithmetic", "geometric", "harmonic"]
METHODS = ["min_max", "z_score", "percentile_rank", "goalposts"]
SPAN = (1.0, 100.0)
some = settings(max_examples=20, deadline=None)  # whole indices are slow to make, and scipy to import
seeds = st.integers(0, 10_000)


def table(seed: int, units: int = 6) -> pd.DataFrame:
    numbers = np.random.default_rng(seed).uniform(1, 99, size=(units, len(NAMES)))
    return pd.DataFrame(numbers, columns=list(NAMES), index=[f"unit {number}" for number in range(units)])


def recipe(mean: Any = "arithmetic", method: Any = "min_max", better: Any = "higher", scale: float = 1.0) -> Recipe:
    items = [
        Item(indicator=name, better=better if name == "a" else "higher", goalposts=(0, 100), weight=scale * (1 + place))
        for place, name in enumerate(NAMES)
    ]
    parts = (
        Part(id="one", weight=2 * scale, items=tuple(items[:3])),
        Part(id="two", weight=3 * scale, items=tuple(items[3:])),
    )
    return Recipe(
        pillars=parts, normalisation=Normalisation(method=method, span=SPAN), weights=Weights(method="given"),
        aggregation=Aggregation(within=mean, between=mean),
    )  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
@some
@given(seed=seeds)
def test_the_order_of_rows_and_columns_does_not_matter(method, seed) -> None:
    values = table(seed)
    shuffled = values.sample(frac=1, random_state=seed)[["c", "a", "d", "b"]]

    assert composite(shuffled, recipe(method=method)).scores[values.index].to_list() == pytest.approx(
        composite(values, recipe(method=method)).scores.to_list()
    )


@some
@given(seed=seeds, scale=st.floats(0.01, 100))
def test_the_scale_of_the_weights_does_not_matter(seed, scale) -> None:
    assert composite(table(seed), recipe(scale=scale)).scores.to_list() == pytest.approx(
        composite(table(seed), recipe()).scores.to_list()
    )


@pytest.mark.parametrize("method", ["min_max", "z_score", "percentile_rank"])
@some
@given(seed=seeds, constant=st.integers(-50, 50))
def test_adding_a_constant_to_an_indicator_does_not_matter(method, seed, constant) -> None:
    values = table(seed)

    moved = composite(values.assign(a=values["a"] + constant), recipe(method=method)).scores
    assert moved.to_list() == pytest.approx(composite(values, recipe(method=method)).scores.to_list())


@pytest.mark.parametrize("method", METHODS)
@some
@given(seed=seeds)
def test_an_indicator_told_the_other_way_round_changes_nothing(method, seed) -> None:
    values = table(seed)
    other_way = composite(values.assign(a=100 - values["a"]), recipe(method=method, better="lower"))

    assert other_way.scores.to_list() == pytest.approx(composite(values, recipe(method=method)).scores.to_list())


@pytest.mark.parametrize("mean", MEANS)
@some
@given(seed=seeds, gain=st.floats(0, 50), name=st.sampled_from(NAMES))
def test_a_better_value_never_lowers_a_score_between_goalposts(mean, seed, gain, name) -> None:
    values = table(seed)
    better = values.copy()
    better.loc["unit 0", name] += gain
    before, after = (composite(one, recipe(mean, "goalposts")).scores for one in (values, better))

    assert after["unit 0"] >= before["unit 0"] - 1e-9
    assert after.drop("unit 0").to_list() == pytest.approx(before.drop("unit 0").to_list())


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("method", ["min_max", "percentile_rank"])
@some
@given(seed=seeds, gain=st.floats(0, 500), name=st.sampled_from(NAMES))
def test_a_better_value_never_lowers_a_score_though_the_ends_move(mean, method, seed, gain, name) -> None:
    # Holds for the unit itself: its share of the way never falls. The scores of the others may fall or rise, because
    # with these methods a score says where a unit stands among the others.
    values = table(seed)
    better = values.copy()
    better.loc["unit 0", name] += gain
    before, after = (composite(one, recipe(mean, method)).scores["unit 0"] for one in (values, better))

    assert after >= before - 1e-9


def test_min_max_moves_units_whose_values_stayed() -> None:
    values = table(1)
    better = values.copy()
    better.loc["unit 0", "a"] += 500

    assert not np.allclose(composite(better, recipe()).scores[1:], composite(values, recipe()).scores[1:])


@some
@given(seed=seeds)
def test_a_mean_that_makes_up_for_less_never_gives_a_higher_score(seed) -> None:
    arithmetic, geometric, harmonic = (composite(table(seed), recipe(mean)).scores for mean in MEANS)

    assert (geometric <= arithmetic + 1e-9).all()
    assert (harmonic <= geometric + 1e-9).all()


@pytest.mark.parametrize("mean", MEANS)
@some
@given(seed=seeds)
def test_parts_first_or_all_at_once_by_effective_weights_is_the_same(mean, seed) -> None:
    in_parts = composite(table(seed), recipe(mean))
    flat_part = Part(
        id="flat",
        items=tuple(
            Item(indicator=name, better="higher", weight=float(in_parts.stated[name])) for name in NAMES
        ),
    )  # fmt: skip
    at_once = Recipe(
        pillars=(flat_part,), normalisation=Normalisation(span=SPAN), weights=Weights(method="given"),
        aggregation=Aggregation(within=mean, between=mean),
    )  # fmt: skip

    assert composite(table(seed), at_once).scores.to_list() == pytest.approx(in_parts.scores.to_list())


@some
@given(seed=seeds)
def test_points_times_weights_add_up_to_an_arithmetic_score(seed) -> None:
    values = table(seed)
    values.iloc[0, 1] = np.nan
    found = composite(values, recipe())

    assert (found.normalised * found.weights).sum(axis=1).to_list() == pytest.approx(found.scores.to_list())


@some
@given(seed=seeds)
def test_effective_weights_of_every_unit_add_up_to_one(seed) -> None:
    values = table(seed).mask(np.random.default_rng(seed).random((6, 4)) < 0.2)
    if any(values[name].nunique() < 2 for name in NAMES):
        return
    found = composite(values, recipe())

    assert found.weights.sum(axis=1, skipna=False)[found.scores.notna()].to_list() == pytest.approx(
        [1.0] * int(found.scores.notna().sum())
    )
