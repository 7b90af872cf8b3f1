import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import engagement
from tests.analytics.source_rows import ELECTIONS, GEOSTAT, MEMBERS, at, facts, made_up, members, printed

# What design worked out by hand from the printed rows: election commission's lists, census, Caucasus Barometer.
KNOWN = [
    ("turnout_latest", "GE-KK", 2024, 49.80),
    ("turnout_latest", "GE-SJ", 2024, 61.53),
    ("turnout_change", "GE-KK", 2024, 4.24),
    ("turnout_change", "GE-TB", 2024, 10.60),
    ("turnout_local_gap", "GE-KK", 2017, -4.60),
    ("turnout_local_gap", "GE-SJ", 2017, 0.50),
    ("turnout_gender_gap", "GE-KK", 2024, -8.60),
    ("turnout_gender_gap", "GE-TB", 2024, 0.33),
    ("list_inflation", "GE-RL", 2024, 120.8),
    ("list_inflation", "GE-TB", 2024, 77.5),
    ("turnout_spread", "GE-KK", 2024, 16.9),
    ("turnout_spread", "GE-SK", 2024, 4.1),
]


@pytest.mark.parametrize(("name", "place", "year", "expected"), KNOWN)
def test_known_answers_of_turnout(name: str, place: str, year: int, expected: float) -> None:
    result = getattr(engagement, name)(printed(*ELECTIONS, *GEOSTAT), members())

    assert at(result, place, year)["value"] == pytest.approx(expected, abs=0.0501 if name[-1] in "nd" else 0.00501)


@pytest.mark.parametrize(("place", "expected"), [("GE-KK", (38.2, 29.0, 48.4)), ("GE-TB", (64.1, 58.6, 69.3))])
def test_known_answers_of_giving(place: str, expected: tuple[float, float, float]) -> None:
    row = at(engagement.charity_donation_pooled(printed("cb2017", "cb2019"), members()), place, 2019)

    assert (row["value"], row["lower"], row["upper"]) == pytest.approx(expected, abs=0.0501)
    assert (row["interval_kind"], row["interval_level"]) == ("confidence", 0.95)


def test_petitions_are_pooled_where_a_share_is_near_nought() -> None:
    row = at(engagement.petition_pooled(printed("cb2017", "cb2019"), members()), "GE-SJ", 2019)

    assert 0 < row["lower"] < row["value"] < row["upper"] < 10


def test_marneuli_has_the_widest_gap_between_women_and_men() -> None:
    result = engagement.turnout_gender_gap(printed(*ELECTIONS), members())

    assert result.sort_values("value").iloc[0][["place", "year"]].tolist() == ["2684432", 2024]
    assert result["value"].min() == pytest.approx(-18.6, abs=0.05)


def test_voters_per_inhabitant_count_the_voters_that_came() -> None:
    rows = facts(
        made_up("turnout_parliamentary", "GE-KK", 2024, 50, n=400),
        made_up("population_census", "GE-KK", 2024, 1000),
    )

    assert at(engagement.voters_per_100_inhabitants(rows, MEMBERS), "GE-KK", 2024)["value"] == 20


def test_announced_turnout_without_a_list_is_not_used() -> None:
    rows = facts(
        made_up("turnout_parliamentary", "GE-KK", 2020, 51.0),
        made_up("turnout_parliamentary", "GE-KK", 2016, 45.56, n=395_426),
    )

    assert engagement.turnout_latest(rows, MEMBERS)["year"].tolist() == [2016]


def test_a_list_that_moved_is_flagged_beside_the_change() -> None:
    result = engagement.turnout_change(printed(*ELECTIONS), members())

    assert "list-changed" not in at(result, "GE-KK", 2024)["flag"]
    assert at(result, "GE-KK", 2024)["note"] == "list +1.4 %"
    assert "list-changed" in at(result, "GE-TB", 2024)["flag"]


def test_a_region_of_one_municipality_has_no_spread() -> None:
    rows = facts(made_up("turnout_parliamentary", "3", 2024, 60, n=10))

    assert engagement.turnout_spread(rows, MEMBERS).empty


def test_the_spread_rests_on_the_two_municipalities_at_the_ends() -> None:
    rows = facts(
        made_up("turnout_parliamentary", "1", 2024, 60, n=10), made_up("turnout_parliamentary", "2", 2024, 45, n=10)
    )

    row = at(engagement.turnout_spread(rows, MEMBERS), "GE-KK", 2024)

    assert (row["value"], row["note"]) == (15, "1 - 2")
    assert row["parents"] == [("k000000000000", "minuend"), ("k000000000001", "subtrahend")]


@given(st.floats(0, 100), st.floats(0, 100), st.integers(1, 10**6), st.integers(1, 10**6))
def test_national_turnout_weighs_regions_by_their_lists(first: float, second: float, n: int, m: int) -> None:
    rows = facts(
        made_up("turnout_local", "GE-KK", 2017, first, n=n), made_up("turnout_local", "GE-RL", 2017, second, n=m)
    )

    row = engagement.national_turnout(rows, MEMBERS).iloc[0]

    assert (row["indicator"], row["place"], row["n"]) == ("turnout_local", "GEO", n + m)
    assert row["value"] == pytest.approx((first * n + second * m) / (n + m))


def test_national_turnout_needs_a_list_of_every_region() -> None:
    rows = facts(made_up("turnout_local", "GE-KK", 2021, 49.1), made_up("turnout_local", "GE-RL", 2021, 50, n=9))

    assert engagement.national_turnout(rows, MEMBERS).empty


def test_national_turnout_stands_back_where_it_is_published() -> None:
    rows = facts(
        made_up("turnout_local", "GE-KK", 2017, 40, n=9),
        made_up("turnout_local", "GE-RL", 2017, 50, n=9),
        made_up("turnout_local", "GEO", 2017, 44),
    )

    assert engagement.national_turnout(rows, MEMBERS).empty


def test_national_turnout_covers_the_elections_with_all_regions() -> None:
    result = engagement.national_turnout(printed(*ELECTIONS).query("source != 'kvali'"), members())
    whole = result[result["grp"] == ""]

    assert set(zip(whole["indicator"], whole["year"], strict=True)) == {
        ("turnout_parliamentary", 2008), ("turnout_parliamentary", 2012), ("turnout_parliamentary", 2016),
        ("turnout_parliamentary", 2024), ("turnout_local", 2014), ("turnout_local", 2017),
        ("turnout_presidential", 2013),
    }  # fmt: skip
    assert set(result.loc[result["grp"] != "", "grp"]) == {"sex=men", "sex=women"}


def test_2008_says_that_districts_are_left_out() -> None:
    result = engagement.national_turnout(printed(*ELECTIONS).query("source != 'kvali'"), members())

    assert "districts-left-out" in at(result[result["grp"] == ""], "GEO", 2008)["flag"]
