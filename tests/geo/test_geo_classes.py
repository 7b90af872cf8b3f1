"""Class breaks: natural groups against the best of all groupings, equal parts, round numbers between two values."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.classes import class_of, classes, natural_groups, roundest

METHODS = ("rounded", "quantile", "natural", "equal")
FEW_VALUES = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=9)
MANY_VALUES = st.lists(st.floats(min_value=-1e6, max_value=1e6), min_size=1, max_size=60)


def spread(groups: list[list[float]]) -> float:
    """Squared distances of all values to the means of their groups."""
    return sum(sum((value - np.mean(group)) ** 2 for value in group) for group in groups)


def all_groupings(values: list[float], count: int) -> list[list[list[float]]]:
    ordered = sorted(values)
    cuts = combinations(range(1, len(ordered)), count - 1)
    return [[ordered[a:b] for a, b in pairwise([0, *inner, len(ordered)])] for inner in cuts]


def test_the_published_example_of_optimal_groups_in_one_dimension() -> None:
    # Wang and Song (2011), "Ckmeans.1d.dp", The R Journal 3(2), 29-33: their example of three groups.
    groups = natural_groups([-1, 2, -1, 2, 4, 5, 6, -1, 2, -1], 3)

    assert groups == [[-1, -1, -1, -1], [2, 2, 2], [4, 5, 6]]


@given(FEW_VALUES, st.integers(1, 5))
def test_no_other_grouping_is_tighter(made_up: list[float], count: int) -> None:
    found = natural_groups(made_up, count)
    best = min(map(spread, all_groupings(made_up, min(count, len(made_up)))))

    assert spread(found) == pytest.approx(best, abs=1e-6)


@given(FEW_VALUES, st.integers(1, 5))
def test_every_value_stands_in_one_group_and_equal_values_together(made_up: list[float], count: int) -> None:
    found = natural_groups(made_up, count)

    assert [value for group in found for value in group] == sorted(made_up)
    assert all(below[-1] < above[0] for below, above in pairwise(found))


def test_large_values_that_differ_little_are_grouped_as_small_ones() -> None:
    far = [1e9 + value for value in (1, 2, 3, 48, 52, 97, 98)]

    assert [len(group) for group in natural_groups(far, 3)] == [3, 2, 2]


@given(MANY_VALUES, st.integers(2, 5))
def test_a_natural_break_parts_the_values_as_the_groups_do(made_up: list[float], count: int) -> None:
    breaks = classes(made_up, count, "natural")
    groups = natural_groups(made_up, count)

    assert [class_of(value, breaks) for group in groups for value in group] == [
        number for number, group in enumerate(groups) for _ in group
    ]


def test_equal_intervals_part_the_range_and_not_the_values() -> None:
    assert classes([0, 1, 2, 50], 5, "equal") == [10, 20, 30, 40]


def test_equal_intervals_are_written_with_two_digits_of_their_width() -> None:
    # (61.53 - 38.26) / 5 = 4.654: tenths.
    assert classes([38.26, 50, 61.53], 5, "equal") == [42.9, 47.6, 52.2, 56.9]


@pytest.mark.parametrize("method", METHODS)
def test_values_that_are_all_equal_make_one_class(method: str) -> None:
    assert classes([7.0, 7.0, 7.0], 5, method) == []


@given(MANY_VALUES, st.integers(2, 7), st.sampled_from(METHODS))
def test_breaks_ascend_and_no_outer_class_is_empty(made_up: list[float], count: int, method: str) -> None:
    breaks = classes(made_up, count, method)

    assert breaks == sorted(set(breaks))
    assert len(breaks) < count
    assert not breaks or (class_of(min(made_up), breaks), class_of(max(made_up), breaks)) == (0, len(breaks))


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_the_roundest_number_lies_above_the_lower_and_not_above_the_upper_value(above: float, gap: float) -> None:
    upto = above + gap

    assert above < roundest(above, upto) <= upto


@pytest.mark.parametrize(
    ("above", "upto", "number"), [(46.8, 47.9, 47), (3, 48, 30), (9, 11, 10), (-3, 0.5, 0), (0.41, 0.42, 0.42)]
)
def test_the_roundest_number_has_the_fewest_digits(above: float, upto: float, number: float) -> None:
    assert roundest(above, upto) == number
