import pytest

from analytics import environment
from tests.analytics.source_rows import MEMBERS, at, facts, made_up, members, printed


@pytest.mark.parametrize(("year", "expected"), [(2012, -2), (2024, -3)])
def test_known_answers_of_the_association_gap(year: int, expected: float) -> None:
    result = environment.association_rights_gap(printed("fiw2023agg", "fiw2025"), members())

    assert at(result, "GEO", year)["value"] == expected


def test_a_year_with_a_missing_peer_has_no_gap() -> None:
    result = environment.association_rights_gap(printed("fiw2023agg", "fiw2025"), members())

    assert 2005 not in set(result["year"])  # Serbia has no figure


def test_all_fourteen_peers_are_parents() -> None:
    row = at(environment.association_rights_gap(printed("fiw2025"), members()), "GEO", 2024)

    assert [role for _, role in row["parents"]] == ["minuend", *["subtrahend"] * 14]


def test_peers_clearly_behind_are_counted() -> None:
    row = at(environment.peers_behind_libdem(printed("vdem15"), members()), "GEO", 2024)

    assert row["value"] == 3
    assert len(row["parents"]) == 15


def test_a_peer_within_the_bounds_is_not_behind() -> None:
    rows = facts(
        made_up("vdem_v2x_libdem", "GEO", 2024, 0.33, lower=0.29, upper=0.37),
        made_up("vdem_v2x_libdem", "AZE", 2024, 0.06, lower=0.05, upper=0.07),
        made_up("vdem_v2x_libdem", "SRB", 2024, 0.30, lower=0.26, upper=0.34),
    )

    assert environment.peers_behind_libdem(rows, MEMBERS)["value"].tolist() == [1]


def test_aid_per_inhabitant_is_a_mean_of_three_years() -> None:
    # wdi_eu_aid_usd and wdi_pop of Georgia, 2021 to 2023 (World Development Indicators)
    aid, people = (284_874_694.8, 240_012_802.1, 294_018_890.4), (3_708_610, 3_712_502, 3_715_483)
    row = at(environment.eu_aid_per_inhabitant(printed("wdi_cecl", "wdi2026"), members()), "GEO", 2023)

    assert row["value"] == pytest.approx(sum(aid) / sum(people))
    assert len(row["parents"]) == 6


def test_a_gap_in_the_three_years_gives_no_mean() -> None:
    rows = facts(
        *(made_up(name, "GEO", year, 10) for name in ("wdi_eu_aid_usd", "wdi_pop") for year in (2020, 2022, 2023))
    )

    assert environment.eu_aid_per_inhabitant(rows, MEMBERS).empty
