"""The project page: what was planned and reported, by whom, with what confidence, and what is not published."""

import pytest

from data.awards import awards
from tests.pages.said import texts


def tables(test):
    return [one.value for one in test.table]


def words(test):
    return "\n".join([*(one.value for one in test.title), texts(test)])


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_the_project_opens_in_every_language(app, lang):
    test = app("project", lang=lang)
    assert not test.exception
    assert len(test.table) == 6


def test_a_target_without_baseline_and_current_value_says_so(app):
    test = app("project", lang="en")
    targets = tables(test)[1]
    assert len(targets) == 9
    assert set(targets["Baseline"]) == set(targets["Current value"]) == {"not published"}
    assert "What was reached has not been published for any of them" in test.title[0].value


def test_a_target_keeps_the_words_of_its_page(app):
    targets = tables(app("project", lang="en"))[1]
    youth = targets[targets["Target group"].str.contains("star_target_youth")]
    assert "up to 3,000" in youth["Target"].iloc[0]


def test_reported_results_are_the_projects_own(app):
    test = app("project", lang="en")
    assert any("over 110" in cell for cell in tables(test)[2]["Reported"])
    assert "not independently checked" in words(test)


def test_each_partner_has_a_page_to_read_on(app):
    partners = tables(app("project", lang="en"))[0]
    assert len(partners) == 8
    assert partners["Read on"].str.contains("https?://").all()


def test_hubs_stand_by_region_and_phase_with_their_confidence(app):
    rows = tables(app("project", lang="en"))[3]
    assert len(rows) == 10
    kakheti = rows[rows["Region"].str.contains("Kakheti")].iloc[0]
    assert "no page names an organisation" in kakheti.iloc[1] and "no page names an organisation" in kakheti.iloc[2]
    kartli = rows[rows["Region"].str.contains("Kvemo Kartli")].iloc[0]
    assert "commissioned Kvali" in kartli.iloc[2]


def test_events_are_called_context_and_no_count(app):
    test = app("project", lang="en")
    assert "no count of activity" in words(test)
    assert len(tables(test)[4]) == 26


def test_an_event_without_a_year_says_so(app):
    assert any("year not given" in cell for cell in tables(app("project", lang="en"))[4]["Date"])


def test_the_winners_are_those_of_the_file(app):
    assert len(tables(app("project", lang="ka"))[5]) == len(awards()) == 24


def test_what_is_not_published_names_the_hubs_that_nobody_names(app):
    assert "Kakheti, Mtskheta-Mtianeti" in words(app("project", lang="en"))


def test_awards_name_a_page_and_a_known_place():
    rows = awards()
    assert rows["url"].str.startswith("https://").all()
    assert set(rows["place"]) == {"", "GE-AJ", "GE-SZ"}
