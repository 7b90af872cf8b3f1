"""The first page and its three doors, in both languages."""

import re

import pytest

from analytics.movements import movements
from data import source_records

LANGUAGES = ("ka", "en")
DOORS = ("donor", "writer", "hub")


def links(test):
    return [(one.proto.page, one.proto.query_string) for one in test.get("page_link")]


def words(test):
    return "\n".join(
        str(one.value) for kind in ("title", "header", "markdown", "warning") for one in getattr(test, kind)
    )


def numbers(text):
    return re.findall(r"\d+", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_asks_nothing_and_leads_to_three_doors(app, lang):
    test = app("start", lang=lang)
    assert not test.exception
    widgets = [*test.selectbox, *test.checkbox, *test.text_input, *test.multiselect]
    assert widgets == []
    assert [query for _, query in links(test)] == [f"lang={lang}&door={door}" for door in DOORS]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("door", DOORS)
def test_every_door_opens_and_leads_back_and_to_the_others(app, lang, door):
    test = app("start", lang=lang, door=door)
    assert not test.exception
    queries = {query for _, query in links(test)}
    assert {f"lang={lang}"} | {f"lang={lang}&door={other}" for other in DOORS if other != door} <= queries


def test_a_door_changes_no_number_of_the_headline(app):
    titles = {app("start", lang="en", door=door).title[0].value for door in DOORS}
    assert titles == {app("start", lang="en").title[0].value}


def test_both_languages_say_the_same_numbers(app):
    said = {lang: numbers(app("start", lang=lang).title[0].value) for lang in LANGUAGES}
    assert sorted(said["ka"]) == sorted(said["en"])


def test_an_unknown_door_is_said_aloud(app):
    test = app("start", lang="en", door="made_up")
    assert not test.exception
    assert any("made\\_up" in one.value for one in test.warning)


def test_the_donor_sees_every_movement_once_under_its_direction(app, release):
    found = movements(release)
    heads = [one.value for one in app("start", lang="en", door="donor").header]
    for way, words in (
        ("worse", "moved for the worse"),
        ("better", "moved for the better"),
        ("none", "no reliable change"),
    ):
        count = sum(one.direction == way for one in found)
        assert any(head.startswith(f"{count} ") and words in head for head in heads)
    rows = sum(len(one.value) for one in app("start", lang="en", door="donor").table)
    assert rows == sum(one.direction != "unknown" for one in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_writer_collects_facts_with_citations_that_the_address_keeps(app, release, lang):
    test = app("start", lang=lang, door="writer", pillar="environment")
    for number in range(6):
        test.checkbox[number].set_value(True).run()
    assert not test.exception
    ids = test.query_params["facts"].split(",")
    assert len(ids) == 6
    collected = test.code[0].value
    assert len(collected.split("\n\n")) == 6
    assert all(one in collected for one in (*ids, release.id))
    again = app("start", lang=lang, door="writer", pillar="environment", facts=",".join(ids))
    assert again.code[0].value == collected
    test.checkbox[0].set_value(False).run()
    assert ids[0] not in test.query_params["facts"]


def test_facts_of_another_theme_stay_in_the_collection(app):
    test = app("start", lang="en", door="writer", pillar="environment")
    test.checkbox[0].set_value(True).run()
    first = test.code[0].value
    test.selectbox(key="pillar.en").set_value("csr").run()
    assert test.code[0].value == first


def test_an_id_that_the_release_does_not_hold_is_named(app):
    test = app("start", lang="en", door="writer", facts="made-up-id")
    assert not test.exception
    assert any("made\\-up\\-id" in one.value for one in test.warning)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_hub_of_kvemo_kartli_sees_what_stands_out_its_peers_and_what_is_missing(app, lang):
    test = app("start", lang=lang, door="hub", place="GE-KK")
    said = words(test)
    assert "turnout_latest" in said
    assert said.count("places=GE-KK%2C") == 3
    assert any(
        ("Civic Integration Foundation" if lang == "en" else "სამოქალაქო ინტეგრაციის ფონდი") in one.value
        for one in test.markdown
    )


def test_the_doors_count_the_sources_that_others_published(app):
    words = " ".join(one.value for one in app("start", lang="en").markdown)
    assert f"{len(source_records.load_all())} sources" in words
