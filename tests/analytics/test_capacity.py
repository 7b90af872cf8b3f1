import pytest

from analytics import capacity
from tests.analytics.source_rows import GEOSTAT, MEMBERS, at, facts, made_up, members, printed

KNOWN = [
    ("nnle_density", "GE-KK", 2022, 3.36),
    ("nnle_density", "GE-TB", 2022, 19.06),
    ("nnle_active_share", "GE-KK", 2022, 8.35),
    ("nnle_active_share", "GE-TB", 2022, 12.56),
    ("nnle_new_density", "GE-KK", 2022, 1.30),
    ("nnle_new_density", "GE-TB", 2022, 5.78),
    ("nnle_concentration", "GE-KK", 2022, 0.32),
    ("nnle_concentration", "GE-TB", 2022, 1.84),
]


@pytest.mark.parametrize(("name", "place", "year", "expected"), KNOWN)
def test_known_answers_of_the_register(name: str, place: str, year: int, expected: float) -> None:
    result = getattr(capacity, name)(printed(*GEOSTAT), members())

    assert at(result, place, year)["value"] == pytest.approx(expected, abs=0.00501)


@pytest.mark.parametrize(("place", "expected"), [("GE-KK", (22.85, 15.0, 33.1)), ("GE-SJ", (30.8, 21.6, 41.9))])
def test_known_answers_of_trust(place: str, expected: tuple[float, float, float]) -> None:
    row = at(capacity.trust_ngos_pooled(printed("cb2017", "cb2019"), members()), place, 2019)

    assert (row["value"], row["lower"], row["upper"]) == pytest.approx(expected, abs=0.0501)


def test_growth_comes_with_the_z_of_chance_traffic() -> None:
    # Kvemo Kartli, active non-commercial legal persons: 145 in 2018, 154 in 2021 (Geostat, sum of municipalities)
    row = at(capacity.nnle_growth(printed(*GEOSTAT), members()), "GE-KK", 2021)

    assert row["value"] == pytest.approx(100 * (154 / 145 - 1))
    assert row["note"] == "z 0.52"


def test_a_municipality_keeps_its_count_and_is_marked_small() -> None:
    rows = facts(made_up("gs_nnle_active", "1", 2022, 4), made_up("population", "1", 2022, 8000))

    row = at(capacity.nnle_density(rows, MEMBERS), "1", 2022)

    assert (row["value"], row["flag"]) == (5, "small-count")


def test_tbilisi_has_no_density_of_small_organisations() -> None:
    result = capacity.nnle_small_density(printed(*GEOSTAT), members())

    assert "GE-TB" not in set(result["place"])
    assert at(result, "GE-KK", 2023)["value"] == pytest.approx(127 / 442_756 * 10_000, abs=0.01)


def test_sizes_that_are_often_unknown_are_marked() -> None:
    rows = facts(
        made_up("gs_nnle_active", "1", 2019, 100),
        made_up("gs_nnle_active", "1", 2019, 70, grp="size=small"),
        made_up("gs_nnle_active", "1", 2019, 25, grp="size=unknown"),
        made_up("population", "1", 2019, 10_000),
    )

    assert capacity.nnle_small_density(rows, MEMBERS)["flag"].tolist() == ["size-unknown"]


def test_concentration_weighs_by_people_so_that_georgia_is_one() -> None:
    rows = printed(*GEOSTAT)
    result = capacity.nnle_concentration(rows, members())
    regions = result[(result["year"] == 2022) & result["place"].str.startswith("GE-")].set_index("place")["value"]
    people = rows[(rows["indicator"] == "population") & (rows["year"] == 2022)].set_index("place")["value"]

    assert (regions * people[regions.index]).sum() / people["GEO"] == pytest.approx(1)


def test_the_numerator_of_a_concentration_is_the_count_of_the_place_alone() -> None:
    row = at(capacity.nnle_concentration(printed(*GEOSTAT), members()), "GE-KK", 2022)

    assert [role for _, role in row["parents"]] == ["numerator", "denominator", "component", "component"]


def test_region_totals_equal_the_sum_of_their_municipalities() -> None:
    rows = facts(made_up("gs_nnle_active", "1", 2022, 140), made_up("gs_nnle_active", "2", 2022, 6))

    row = at(capacity.register_totals(rows, MEMBERS), "GE-KK", 2022)

    assert (row["indicator"], row["value"]) == ("gs_nnle_active", 146)
    assert [role for _, role in row["parents"]] == ["component", "component"]


def test_published_regions_are_not_summed_again() -> None:
    rows = facts(
        made_up("population", "1", 2022, 140),
        made_up("population", "2", 2022, 6),
        made_up("population", "GE-KK", 2022, 147),
    )

    assert capacity.register_totals(rows, MEMBERS).empty


def test_georgia_is_the_sum_of_its_regions_where_they_are_published() -> None:
    rows = facts(made_up("population", "GE-KK", 2022, 434_497), made_up("population", "GE-RL", 2022, 27_616))

    row = at(capacity.register_totals(rows, MEMBERS), "GEO", 2022)

    assert row["value"] == 462_113
    assert [fact_id for fact_id, _ in row["parents"]] == ["k000000000000", "k000000000001"]


def test_rows_that_do_not_add_up_are_not_summed() -> None:
    rows = facts(
        made_up("gs_business_turnover_mln_gel", "1", 2021, 5, flag="short-sum"),
        made_up("gs_business_turnover_mln_gel", "2", 2021, 5, flag="short-sum;single-project"),
    )

    assert capacity.register_totals(rows, MEMBERS).empty


def test_rates_are_never_summed() -> None:
    rows = facts(made_up("gs_entities_new_per_1000", "1", 2021, 5), made_up("gs_entities_new_per_1000", "2", 2021, 5))

    assert capacity.register_totals(rows, MEMBERS).empty


def test_tbilisi_2023_leaves_georgia_without_a_count() -> None:
    rows = printed(*GEOSTAT)
    active = rows[(rows["indicator"] == "gs_nnle_active") & (rows["grp"] == "") & (rows["place"] == "GEO")]

    assert active["year"].max() == 2022
