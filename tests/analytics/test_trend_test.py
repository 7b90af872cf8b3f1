"""Trends over many years: published and hand-worked answers, and what must not change them."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.trend_test import Trend, exact_p, kendall, of_run, trend, trend_of, unbroken

SERIES = st.lists(st.integers(-50, 50), min_size=4, max_size=12)


def years(values: list[float]) -> list[int]:
    return list(range(2001, 2001 + len(values)))


def test_the_slope_is_the_median_of_all_pairs_by_hand() -> None:
    # Pairs of 1, 2, 4, 3: 1, 3/2, 2/3, 2, 1/2, -1; in order -1, 1/2, 2/3, 1, 3/2, 2: the median is 5/6.
    found = of_run([2001, 2002, 2003, 2004], [1, 2, 4, 3])
    assert found.slope == pytest.approx(5 / 6)
    assert found.tau == pytest.approx((5 - 1) / 6)
    # Orders of four by falling pairs: 1, 3, 5, 6, 5, 3, 1; at most one or at least five: 8 of 24.
    assert found.p == pytest.approx(8 / 24)


def test_years_without_a_figure_count_by_their_distance() -> None:
    assert of_run([2000, 2002, 2004, 2010], [0, 1, 2, 5]).slope == pytest.approx(0.5)


def test_sens_own_example_of_1968() -> None:
    # The example of Sen, JASA 63 (1968), as scipy's own tests repeat it: slope 4, 93 % interval 3.71 to 4.38.
    times, distances = [1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78]
    found = of_run(times, distances)
    assert found.slope == pytest.approx(4.0)
    assert found.lower == pytest.approx(3.71, abs=0.006)  # pairs are few: 93 and 95 % end at the same ones
    assert found.upper == pytest.approx(4.38, abs=0.006)
    assert found.verdict == "rising"


def test_kendalls_table_of_exact_chances() -> None:
    # Kendall, Rank Correlation Methods, table 1: n = 5, S = 8 has 0.042 one-sided; n = 6, S = 13 has 0.0083.
    assert kendall(range(5), [1, 2, 3, 5, 4])[1] / 2 == pytest.approx(0.042, abs=0.0005)
    assert kendall(range(6), [1, 2, 3, 4, 6, 5])[1] / 2 == pytest.approx(0.0083, abs=0.00005)


def test_four_years_are_never_sure() -> None:
    found = of_run([1, 2, 3, 4], [1, 2, 3, 4])
    assert (found.verdict, found.p) == ("no_reliable_trend", pytest.approx(2 / 24))


def test_five_years_in_order_rise() -> None:
    assert of_run([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]).verdict == "rising"
    assert of_run([1, 2, 3, 4, 5], [5, 4, 3, 2, 1]).verdict == "falling"


@given(st.lists(st.integers(1, 4), min_size=4, max_size=6))
def test_ties_are_counted_exactly(values: list[int]) -> None:
    def score(order: tuple[int, ...]) -> int:
        return sum((b > a) - (b < a) for place, a in enumerate(order) for b in order[place + 1 :])

    orders = list(permutations(values))
    extreme = sum(abs(score(order)) >= abs(score(tuple(values))) for order in orders)
    assert exact_p(values) == pytest.approx(extreme / len(orders))


@given(st.lists(st.integers(-1000, 1000), min_size=4, max_size=15, unique=True))
def test_without_ties_the_count_is_that_of_scipy(values: list[int]) -> None:
    assert exact_p(values) == pytest.approx(kendall(years(values), values)[1])


@given(SERIES)
def test_reversed_years_turn_the_sign(values: list[int]) -> None:
    there, back = of_run(years(values), values), of_run(years(values), values[::-1])
    assert back.slope == pytest.approx(-(there.slope or 0))
    assert back.p == pytest.approx(there.p)
    assert back.tau == pytest.approx(-(there.tau or 0))


@given(SERIES, st.integers(-1000, 1000))
def test_a_constant_changes_nothing(values: list[int], constant: int) -> None:
    moved = of_run(years(values), [value + constant for value in values])
    assert moved == of_run(years(values), values)


def test_equal_figures_have_no_slope() -> None:
    found = of_run([1, 2, 3, 4], [4.25] * 4)
    assert (found.verdict, found.slope, found.p, found.reason) == ("no_reliable_trend", 0.0, 1.0, "flat")


def test_years_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="later than the one before"):
        of_run([2004, 2003, 2002, 2001], [1, 2, 3, 4])


def test_three_years_are_too_short(release) -> None:
    assert trend_of(release, "trust_ngos", "GE-AJ").verdict in ("too_short", "not_comparable")
    nothing = questions.of(release, ("trust_ngos",), places=("GE-AJ",))[:0]
    assert trend(catalogue()["trust_ngos"], nothing) == Trend("too_short")


def test_the_run_begins_at_the_newest_break(release) -> None:
    record = catalogue()["gs_nnle_active"]
    line = questions.of(release, ("gs_nnle_active",), places=("GE-KK",))
    cut = max(one.year for one in record.breaks if one.concerns("GE-KK"))
    assert unbroken(record, line)["year"].min() == cut
    found = trend(record, line)
    assert (found.verdict, found.reason) == ("not_comparable", "break")


def test_waves_of_several_sources_are_not_made_into_one_trend(release) -> None:
    found = trend_of(release, "trust_ngos", "GE-AJ")
    assert (found.verdict, found.reason) == ("not_comparable", "mixed")


def test_running_totals_are_not_tested(release) -> None:
    assert trend_of(release, "meliora_companies_cum", "GEO").reason == "running_total"


def test_a_score_that_is_carried_is_not_called_calm(release) -> None:
    found = trend_of(release, "nit_civil_society", "GEO")
    assert (found.verdict, found.reason) == ("no_reliable_trend", "not_re_rated")
    assert (found.first, found.last, found.n, found.carried) == (2008, 2022, 13, 11)


def test_scores_with_bounds_are_never_called_carried(release) -> None:
    assert trend_of(release, "vdem_v2x_libdem", "GEO").carried == 0


def test_two_editions_are_not_one_trend(release) -> None:
    found = trend_of(release, "fiw_total", "GEO")
    assert (found.first, found.last) == (2012, 2024)
