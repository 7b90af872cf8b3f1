"""From an index down to the raw row: links only, three clicks."""

from functools import partial
from urllib.parse import parse_qs

import pytest

from analytics import facts
from analytics.raw_row import trace
from pages.parts import indicator_raw, prepared
from tests.pages.said import spaced


def links(test):
    """Label -> (page, choices) of every link that stands alone."""
    found = {}
    for element in test.get("page_link"):
        choices = {name: values[0] for name, values in parse_qs(element.proto.query_string).items()}
        found[element.proto.label.replace("\\", "")] = (element.proto.page, choices)
    return found


def followed(app, link):
    page, choices = link
    return app(page.rpartition("/")[2], **choices)


@pytest.mark.parametrize(("lang", "pillar", "turnout"), [
    ("en", "All indicators: Engagement", "Turnout, parliamentary elections (proportional)"),
    ("ka", "ყველა ინდიკატორი: ჩართულობა", "ამომრჩეველთა აქტივობა საპარლამენტო არჩევნებზე (პროპორციული)"),
])  # fmt: skip
def test_three_clicks_lead_from_an_index_over_a_pillar_to_the_raw_row(app, lang, pillar, turnout):
    index = app("index", lang=lang, index="regional", profile="voting")
    explore = followed(app, links(index)[pillar])
    found, part = links(explore), 1
    while turnout not in found and part < 9:
        part += 1
        found = links(app("explore", lang=lang, pillar="engagement", part=str(part)))
    indicator = followed(app, found[turnout])
    assert not indicator.exception
    assert "data/sources/foige_2024/observations.csv" in spaced(indicator)


def test_the_items_of_an_index_lead_to_their_own_page_at_the_same_place(app):
    index = app("index", lang="en", index="regional", profile="organisations", place="GE-GU")
    page, choices = links(index)["Active non-commercial legal persons per 10,000 inhabitants"]
    assert page.endswith("indicator")
    assert (choices["indicator"], choices["place"]) == ("nnle_density", "GE-GU")


def raw(test):
    """The table of the raw row as column -> cell."""
    table = next(one.value for one in test.table if list(one.value.columns) == ["Column", "As published"])
    return dict(zip(table["Column"], table["As published"], strict=True))


def test_the_raw_row_shows_every_column_as_published_with_its_source(app):
    test = app("indicator", lang="en", indicator="turnout_parliamentary", place="GE-KK")
    cells = raw(test)
    assert len(cells) == 12
    assert (cells["value"], cells["place"], cells["year"]) == ("49.8", "GE-KK", "2024")
    shown = spaced(test)
    assert "line 206" in shown
    assert "Licence: MIT" in shown
    assert "https://github.com/foige/georgian-elections-data" in shown
    assert "Retrieved 22 November 2026" in shown


def test_any_row_of_the_place_can_be_chosen_and_stands_in_the_address(app, release):
    women = facts.of(release, ("turnout_parliamentary",), places=("GE-KK",), years=(2024,), grp="sex=women").iloc[0]
    test = app("indicator", lang="en", indicator="turnout_parliamentary", place="GE-KK", row=women["fact_id"])
    assert raw(test)["grp"] == "sex=women"
    box = next(one for one in test.selectbox if one.key == "row.en")
    assert len(box.options) == len(facts.of(release, ("turnout_parliamentary",), places=("GE-KK",), grp=None))


def test_an_input_of_a_computed_value_names_its_line_and_leads_to_its_row(app):
    shown = spaced(app("indicator", lang="en", indicator="nnle_density", place="GE-KK"))
    assert "`data/sources/geostat_regions/observations.csv:" in shown
    assert "&row=k" in shown
    assert "In the end it rests on" in shown


@pytest.fixture
def nothing_kept():
    """No view drawn before is shown again, and none of this test's: it draws from other files than all others."""
    prepared._kept.clear()
    yield
    prepared._kept.clear()


@pytest.fixture
def opened_on_changed_files(app, two_releases, changed_sources, monkeypatch, nothing_kept):
    """Opens a page where both releases stand and the source files are those of the newer one."""
    monkeypatch.setenv("KVALI_VAR", str(two_releases[1].path.parent.parent))
    monkeypatch.setattr(indicator_raw, "trace", partial(trace, root=changed_sources))
    return app


def test_a_corrected_row_shows_old_new_and_evidence(opened_on_changed_files):
    test = opened_on_changed_files("indicator", lang="en", indicator="turnout_parliamentary", place="GE-KK")
    assert raw(test)["value"] == "49.8"
    shown = spaced(test)
    assert "Column value: 49.8 is corrected to 51.8. Evidence: made up for the tests" in shown
    assert "Kvali shows it corrected" in shown


@pytest.mark.parametrize(("indicator", "place", "said"), [
    ("turnout_parliamentary", "GE-KK", "holds other numbers than the release shown"),
    ("csosi_overall", "GEO", "no longer hold this row"),
])  # fmt: skip
def test_an_older_release_says_plainly_that_the_files_have_moved_on(
    opened_on_changed_files, two_releases, indicator, place, said
):
    older = two_releases[0].id
    test = opened_on_changed_files("indicator", lang="en", indicator=indicator, place=place, release=older)
    assert not test.exception
    assert said in spaced(test)


def test_a_server_without_source_files_says_so(app, release, monkeypatch, tmp_path, nothing_kept):
    monkeypatch.setattr(indicator_raw, "trace", partial(trace, root=tmp_path / "nowhere"))
    test = app("indicator", lang="ka", indicator="fiw_total", place="MDA")
    assert not test.exception
    assert "წყაროს ფაილები ამ სერვერზე არ არის" in spaced(test)


def test_a_place_without_a_figure_shows_rows_of_the_places_that_have_one(app):
    test = app("indicator", lang="en", indicator="trust_ngos")
    box = next(one for one in test.selectbox if one.key == "row.en")
    assert box.options[0].startswith("Adjara · 2022 · 24% (14–38)")
    assert raw(test)["place"] == "GE-AJ"
