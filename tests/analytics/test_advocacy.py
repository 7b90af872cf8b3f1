import pytest

from analytics import advocacy
from tests.analytics.source_rows import MEMBERS, at, facts, made_up, members, printed


@pytest.mark.parametrize(("place", "expected"), [("GE-KK", 0.29), ("GE-GU", 2.34)])
def test_known_answers_of_the_two_routes(place: str, expected: float) -> None:
    result = advocacy.foi_route_difference(printed("crrc_foi2014"), members())

    assert at(result, place, 2014)["value"] == pytest.approx(expected, abs=0.00501)


def test_tbilisi_was_not_tested() -> None:
    assert "GE-TB" not in set(advocacy.foi_route_difference(printed("crrc_foi2014"), members())["place"])


def test_a_municipality_was_tested_once() -> None:
    rows = facts(made_up("foi_score_direct", "1", 2014, 3), made_up("foi_score_mrdi", "1", 2014, 1))

    assert advocacy.foi_route_difference(rows, MEMBERS)[["value", "flag"]].values.tolist() == [[2, "one-test"]]


@pytest.mark.parametrize(("place", "value", "half"), [("GE-KK", 31.5, 13.4), ("GE-AJ", 4.8, 10.2)])
def test_known_answers_of_the_local_premium(place: str, value: float, half: float) -> None:
    row = at(advocacy.trust_local_gov_premium(printed("cb2017", "cb2019"), members()), place, 2019)

    assert row["value"] == pytest.approx(value)
    assert ((row["upper"] - row["lower"]) / 2) == pytest.approx(half, abs=0.0501)


def test_tbilisi_has_no_premium_over_itself() -> None:
    result = advocacy.trust_local_gov_premium(printed("cb2017", "cb2019"), members())

    assert "GE-TB" not in set(result["place"])


def test_two_surveys_of_one_year_are_never_subtracted() -> None:
    rows = facts(
        made_up("trust_local_gov", "GE-KK", 2019, 48.4, lower=35.7, upper=61.3, source="cb2019"),
        made_up("trust_local_gov", "GE-TB", 2019, 30, lower=25, upper=35, source="made_up_phone"),
    )

    assert advocacy.trust_local_gov_premium(rows, MEMBERS).empty


def test_a_side_without_an_interval_gives_no_premium() -> None:
    rows = facts(
        made_up("trust_local_gov", "GE-KK", 2019, 48.4, lower=35.7, upper=61.3),
        made_up("trust_local_gov", "GE-TB", 2019, 16.9),
    )

    assert advocacy.trust_local_gov_premium(rows, MEMBERS).empty
