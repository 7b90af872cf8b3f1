import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.combine import (
    COLUMNS,
    Derived,
    ahead,
    as_dicts,
    cells,
    difference,
    frame,
    from_logit,
    joined,
    logit_estimate,
    parts,
    plus,
    pooled,
    pooled_waves,
    ratio,
    shared,
    total,
    two_piece_below,
    two_piece_quantile,
)
from tests.analytics.source_rows import MEMBERS, facts, made_up

AMOUNTS = st.floats(min_value=0.01, max_value=1e9)
SHARES = st.floats(min_value=1, max_value=99)


def pair(top: float, bottom: float) -> pd.DataFrame:
    return facts(made_up("top", "GE-KK", 2022, top), made_up("bottom", "GE-KK", 2022, bottom))


def test_a_ratio_names_its_numerator_and_denominator() -> None:
    rows = pair(146, 434_497)

    (result,) = ratio(cells(rows, "top"), cells(rows, "bottom"), 10_000)

    assert result.parents == [("k000000000000", "numerator"), ("k000000000001", "denominator")]
    assert result.value == pytest.approx(3.36, abs=0.005)  # Kvemo Kartli 2022, Geostat


@given(AMOUNTS, AMOUNTS, st.floats(min_value=0.001, max_value=1000))
def test_the_scale_of_both_parts_does_not_matter_for_a_ratio(top: float, bottom: float, factor: float) -> None:
    plain, scaled = pair(top, bottom), pair(top * factor, bottom * factor)

    (first,) = ratio(cells(plain, "top"), cells(plain, "bottom"))
    (second,) = ratio(cells(scaled, "top"), cells(scaled, "bottom"))

    assert second.value == pytest.approx(first.value)


def test_nothing_is_divided_by_nought() -> None:
    rows = pair(5, 0)

    assert ratio(cells(rows, "top"), cells(rows, "bottom")) == []


def test_a_ratio_needs_both_parts_in_the_same_year() -> None:
    rows = facts(made_up("top", "GE-KK", 2022, 5), made_up("bottom", "GE-KK", 2021, 10))

    assert ratio(cells(rows, "top"), cells(rows, "bottom")) == []


def test_a_small_numerator_is_flagged_before_inherited_words() -> None:
    rows = facts(made_up("top", "1", 2022, 9, flag="relabelled"), made_up("bottom", "1", 2022, 10))

    (result,) = ratio(cells(rows, "top"), cells(rows, "bottom"), small=10)

    assert result.flag == "small-count;relabelled"


def test_the_source_with_more_cells_is_chosen_where_two_speak() -> None:
    rows = facts(
        made_up("top", "GE-KK", 2021, 1, source="long"),
        made_up("top", "GE-KK", 2022, 2, source="long"),
        made_up("top", "GE-KK", 2022, 3, source="brief"),
    )

    assert cells(rows, "top")["value"].tolist() == [1, 2]


def test_targets_are_no_figures() -> None:
    rows = facts(made_up("top", "GEO", 2025, 10, statistic="target"))

    assert cells(rows, "top").empty


def test_a_difference_is_dated_by_the_minuend() -> None:
    rows = facts(made_up("local", "GE-KK", 2017, 40.96), made_up("parliament", "GE-KK", 2016, 45.56))

    (result,) = difference(cells(rows, "local"), cells(rows, "parliament"))

    assert (result.year, round(result.value, 2)) == (2017, -4.6)
    assert [role for _, role in result.parents] == ["minuend", "subtrahend"]


def test_a_sum_of_terms_keeps_all_parents() -> None:
    rows = facts(made_up("top", "1", 2021, 2, grp="size=large"), made_up("top", "1", 2021, 3, grp="size=medium"))

    both = plus(cells(rows, "top", "size=large"), cells(rows, "top", "size=medium"))

    assert both["value"].tolist() == [5]
    assert both["ids"].tolist() == [["k000000000000", "k000000000001"]]


def test_a_total_waits_for_every_member() -> None:
    rows = facts(made_up("top", "1", 2022, 5))

    assert total(rows, parts(MEMBERS, "GE-KK")) is None


def test_a_total_never_adds_two_sources() -> None:
    rows = facts(made_up("top", "1", 2022, 5), made_up("top", "2", 2022, 5, source="made_up_other"))

    assert total(rows, parts(MEMBERS, "GE-KK")) is None


@given(st.lists(st.integers(min_value=0, max_value=2**40), min_size=2, max_size=2))
def test_a_total_is_the_sum_of_its_parts_beyond_narrow_integers(counts: list[int]) -> None:
    rows = facts(*(made_up("top", place, 2022, count) for place, count in zip("12", counts, strict=True)))

    found = total(rows, parts(MEMBERS, "GE-KK"))

    assert found is not None
    assert found[0] == sum(counts)


def test_georgia_does_not_wait_for_the_occupied_region() -> None:
    assert parts(MEMBERS, "GEO") == {"GE-KK", "GE-RL"}


def test_pooling_gives_each_wave_the_same_weight() -> None:
    # eng_donate_charity, Kvemo Kartli: cb2017, cb2019
    value, lower, upper = pooled([(37.9, 25.6, 52.0), (38.5, 25.5, 53.3)])

    assert (round(value, 1), round(lower, 1), round(upper, 1)) == (38.2, 29.0, 48.4)


@given(SHARES, st.floats(min_value=0.1, max_value=0.9))
def test_one_wave_alone_keeps_its_value(share: float, part: float) -> None:
    value, lower, upper = pooled([(share, share * part, share + (100 - share) * part)])

    assert value == pytest.approx(share)
    assert lower <= value <= upper


@given(st.floats(min_value=0, max_value=100))
def test_shares_of_nought_and_all_have_a_logit(share: float) -> None:
    point, error = logit_estimate(share, max(0, share - 3), min(100, share + 3))

    assert math.isfinite(point)
    assert error > 0


def test_a_place_of_one_wave_says_so() -> None:
    rows = facts(made_up("item", "GE-RL", 2019, 15.5, lower=5.9, upper=34.9, n=51, source="cb2019"))

    (result,) = pooled_waves(rows, "item")

    assert (result.flag, result.wave, result.n) == ("one-wave", "pooled 2017+2019", 51)


def test_waves_without_an_interval_are_not_pooled() -> None:
    assert pooled_waves(facts(made_up("item", "GE-RL", 2019, 15.5, source="cb2019")), "item") == []


def test_a_frame_leaves_out_what_is_not_finite() -> None:
    result = frame([Derived("GEO", 2022, math.nan, []), Derived("GEO", 2023, 1.5, [])])

    assert result["year"].tolist() == [2023]
    assert list(result.columns) == COLUMNS


def test_an_empty_frame_has_the_columns() -> None:
    assert list(frame([], named=True).columns) == ["indicator", *COLUMNS]


def test_a_total_is_flagged_only_with_what_all_parts_share() -> None:
    assert shared(["contested-2024;list-over-population", "contested-2024"]) == "contested-2024"
    assert shared(["relabelled", None]) is None
    assert joined(None, "") is None


BOUNDS = st.tuples(st.floats(-3, 3), st.floats(0.01, 1), st.floats(0.01, 1)).map(
    lambda score: (score[0], score[0] - score[1], score[0] + score[2])
)


@given(BOUNDS, BOUNDS)
def test_one_of_two_is_ahead(first: tuple[float, float, float], second: tuple[float, float, float]) -> None:
    assert ahead(first, second) + ahead(second, first) == pytest.approx(1, abs=0.005)


@given(BOUNDS, st.floats(min_value=0.01, max_value=0.99))
def test_quantile_and_distribution_are_inverse(score: tuple[float, float, float], share: float) -> None:
    assert two_piece_below(two_piece_quantile(share, *score), *score) == pytest.approx(share)


def test_equal_errors_make_the_two_piece_normal_a_normal() -> None:
    assert ahead((1, 0, 2), (0, -1, 1)) == pytest.approx(0.7602, abs=0.001)  # Phi(1 / sqrt(2))


def test_scores_without_error_are_simply_compared() -> None:
    assert ahead((1, 1, 1), (0, 0, 0)) == 1
    assert ahead((0, 0, 0), (0, 0, 0)) == 0.5


@given(SHARES)
def test_the_logit_is_undone(share: float) -> None:
    assert from_logit(math.log(share / (100 - share))) == pytest.approx(share)


def test_rows_as_dicts_are_those_of_pandas() -> None:
    rows = pd.DataFrame(
        {
            "place": pd.Series(["GE-KK", None, "GE-TB"], dtype="str"),
            "year": pd.Series([2019, 2020, 2024], dtype="int16"),
            "value": [1.5, math.nan, 3.0],
            "n": pd.array([12, None, 40], dtype="Int64"),
            "note": pd.Series([None, "made up", None], dtype=object),
            "ids": [["a"], [], ["b", "c"]],
        }
    )
    for part in (rows, rows.head(1), rows.head(0), rows[["year"]]):
        assert repr(as_dicts(part)) == repr(part.to_dict("records"))
