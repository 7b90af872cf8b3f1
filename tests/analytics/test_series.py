"""Which figures a line may join."""

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.series import longest, series, unsure


def own(release, indicator, place):
    return questions.of(release, (indicator,), places=(place,))


def test_telephone_waves_are_not_joined_with_those_face_to_face(release):
    parts = series(catalogue()["trust_ngos"], own(release, "trust_ngos", "GE-AJ"))
    assert [int(year) for year in parts[0]["year"]] == [2009, 2017, 2019]
    assert sorted(int(rows["year"].iloc[0]) for rows in parts[1:]) == [2018, 2022]


def test_elections_join_across_the_publishers_of_the_records(release):
    years = longest(catalogue()["turnout_parliamentary"], own(release, "turnout_parliamentary", "GE-KK"))["year"]
    assert [int(year) for year in years] == [2008, 2012, 2016, 2020, 2024]


def test_statements_stand_alone(release):
    parts = series(catalogue()["fin_csr_response"], own(release, "fin_csr_response", "GEO"))
    assert all(len(rows) == 1 for rows in parts)


def test_announced_figures_are_unsure(release):
    rows = own(release, "turnout_parliamentary", "GE-KK")
    assert [int(year) for year in rows.loc[unsure(rows), "year"]] == [2020]


def test_no_facts_make_no_series(release):
    nothing = own(release, "turnout_parliamentary", "GE-KK")[:0]
    assert series(catalogue()["turnout_parliamentary"], nothing) == []
    assert longest(catalogue()["turnout_parliamentary"], nothing).empty
    assert isinstance(unsure(nothing), pd.Series)
