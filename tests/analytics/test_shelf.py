"""What Explore shows of each indicator."""

import pytest

from analytics import shelf


@pytest.fixture(scope="module")
def rows(release):
    return {row["indicator"]: row for row in shelf.shelf(release).to_dict("records")}


def test_the_national_figure_is_the_newest_one(rows):
    assert rows["turnout_parliamentary"]["value_year"] == 2024
    assert rows["turnout_parliamentary"]["value"] == pytest.approx(59.02, abs=0.01)


def test_without_a_national_figure_the_regions_are_counted(rows):
    assert rows["eng_petition"]["value"] != rows["eng_petition"]["value"]
    assert rows["eng_petition"]["spread"][0] == ("region", 10, 2019)


def test_computed_indicators_have_the_sources_of_their_inputs(rows):
    assert "geostat_portal" in rows["nnle_density"]["sources"]


def test_small_trends_cross_no_break(rows):
    assert min(year for year, _ in rows["fiw_e_assoc"]["points"]) >= 2012


def test_only_targets_have_no_figures(release, rows):
    from analytics.catalogue import catalogue

    planned = ("activists", "businesses", "cbos", "csos", "media", "officials", "teachers", "universities", "youth")
    assert {name for name in catalogue() if name not in rows} == {f"star_target_{kind}" for kind in planned}


def test_the_extent_begins_with_georgia(release):
    found = shelf.extent(release, "turnout_parliamentary")
    assert found["place"].iloc[0] == "GEO"
    assert 2024 in found["years"].iloc[0]
