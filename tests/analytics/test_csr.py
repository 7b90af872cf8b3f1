import pytest

from analytics import csr
from tests.analytics.source_rows import GEOSTAT, MEMBERS, at, facts, made_up, members, printed

KNOWN = [
    ("nnle_share_of_entities", "GE-KK", 2022, 0.92, 0.00501),
    ("nnle_share_of_entities", "GE-RL", 2022, 3.40, 0.00501),
    ("csr_pool_density", "GE-KK", 2021, 4.18, 0.00501),
    ("csr_pool_density", "GE-TB", 2021, 17.70, 0.00501),
    ("turnover_per_inhabitant", "GE-KK", 2022, 20_123.5, 0.501),
    ("turnover_per_inhabitant", "GE-KA", 2022, 9_094, 0.501),
    ("jobs_large_share", "GE-KK", 2022, 35.4, 0.0501),
    ("jobs_large_share", "GE-KA", 2022, 7.4, 0.0501),
    ("turnover_top_municipality_share", "GE-KK", 2022, 47.2, 0.0501),
    ("turnover_top_municipality_share", "GE-AJ", 2022, 85.8, 0.0501),
]


@pytest.mark.parametrize(("name", "place", "year", "expected", "tolerance"), KNOWN)
def test_known_answers_of_potential(name: str, place: str, year: int, expected: float, tolerance: float) -> None:
    result = getattr(csr, name)(printed(*GEOSTAT), members())

    assert at(result, place, year)["value"] == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(("place", "town"), [("GE-KK", "2684411"), ("GE-AJ", "2681511")])
def test_the_strongest_town_is_named(place: str, town: str) -> None:
    result = csr.turnover_top_municipality_share(printed(*GEOSTAT), members())

    assert at(result, place, 2022)["note"] == town


def test_years_that_do_not_add_up_have_no_strongest_town() -> None:
    years = set(csr.turnover_top_municipality_share(printed(*GEOSTAT), members())["year"])

    assert not years & {2019, 2021}
    assert {2018, 2020, 2022} <= years


def test_racha_has_no_large_firms_to_take_a_share() -> None:
    result = csr.turnover_large_share(printed(*GEOSTAT), members())

    assert "GE-RL" not in set(result["place"])
    assert result["value"].between(0, 100).all()


def test_georgia_has_no_pool_after_the_sizes_of_tbilisi_end() -> None:
    result = csr.csr_pool_density(printed(*GEOSTAT), members())

    assert result.loc[result["place"] == "GEO", "year"].max() == 2021


def test_the_pool_is_the_sum_of_large_and_medium_densities() -> None:
    rows = printed(*GEOSTAT)
    sizes = (csr.large_entities_per_10000, csr.medium_entities_per_10000)
    parts = [at(size(rows, members()), "GE-KK", 2021)["value"] for size in sizes]

    assert at(csr.csr_pool_density(rows, members()), "GE-KK", 2021)["value"] == pytest.approx(sum(parts))


def test_partners_are_counted_per_hundred_organisations() -> None:
    rows = facts(
        made_up("gs_entities_active", "GE-KK", 2021, 29, grp="size=large"),
        made_up("gs_entities_active", "GE-KK", 2021, 154, grp="size=medium"),
        made_up("gs_nnle_active", "GE-KK", 2021, 154),
    )

    row = at(csr.csr_partners_per_nnle(rows, MEMBERS), "GE-KK", 2021)

    assert row["value"] == pytest.approx(100 * 183 / 154)
    assert [role for _, role in row["parents"]] == ["numerator", "numerator", "denominator"]


def test_turnover_per_inhabitant_stays_away_from_municipalities() -> None:
    result = csr.turnover_per_inhabitant(printed(*GEOSTAT), members())

    assert not result["place"].str.isdigit().any()


def test_entities_per_thousand_name_the_yearly_population() -> None:
    rows = facts(made_up("gs_entities_active", "1", 2022, 70), made_up("population", "1", 2022, 2000))

    assert csr.entities_per_1000(rows, MEMBERS)["value"].tolist() == [35]
