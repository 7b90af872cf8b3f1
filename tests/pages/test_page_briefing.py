"""The writer's desk in both languages: one briefing, the logframe, all regions, an old briefing asked again."""

import zipfile
from io import BytesIO

import pytest

from analytics.briefing import batch, make, writers
from analytics.briefing.choices import Choices
from geo.places import official_regions
from pages.parts import briefing_one

LANGUAGES = ("ka", "en")
DESKS = ("one", "logframe", "all", "watch")
SUBJECTS = (
    {"subject": "region", "place": "GE-KK"}, {"subject": "indicator", "indicator": "trust_ngos"},
    {"subject": "pillar", "pillar": "csr"}, {"subject": "project"},
)  # fmt: skip


def shown(test):
    return "\n".join(one.proto.body for one in test.get("html"))


def files(test):
    return {one.proto.label for one in test.get("download_button")}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("desk", DESKS)
def test_every_desk_opens(app, lang, desk):
    test = app("briefing", lang=lang, desk=desk)
    assert not test.exception
    assert len(test.title) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one["subject"])
def test_a_briefing_on_every_kind_of_subject_is_shown_and_offered_in_every_format(app, lang, subject):
    test = app("briefing", lang=lang, **subject)
    assert not test.exception
    assert not test.warning
    assert "<h2" in shown(test)
    assert "<h1" not in shown(test)
    assert len(files(test)) == len(writers.WRITERS) + 1


def test_the_preview_is_the_document_that_the_command_makes(app, release):
    test = app("briefing", lang="en", subject="region", place="GE-KK", length="two")
    choices = Choices(subject="region:GE-KK", language="en", length="two", release=release.id)
    assert briefing_one.preview(make.document(choices, release)) in shown(test)


def test_the_document_speaks_its_own_language(app):
    test = app("briefing", **{"lang": "en", "subject": "region", "place": "GE-KK", "in": "ka"})
    assert "ქვემო ქართლ" in shown(test)


def test_own_words_stand_behind_their_section(app):
    test = app("briefing", lang="en", subject="region", place="GE-KK")
    test.toggle[0].set_value(True).run()
    test.text_area[0].set_value("Made-up words of ours").run()
    assert "Made-up words of ours" in shown(test)
    test.toggle[0].set_value(False).run()
    assert "Made-up words of ours" in shown(test)


def test_sections_follow_the_order_of_the_address(app):
    found = shown(app("briefing", lang="en", subject="region", place="GE-KK", sections="missing,voting"))
    assert 0 < found.index("What we do not know") < found.index("Voting")
    assert "Registered organisations" not in found


def test_the_logframe_fills_nothing_in_and_counts_what_is_red(app):
    test = app("briefing", lang="en", desk="logframe")
    table = test.table[0].value
    assert len(table) == 14 * 5
    assert set(table["Light"]) == {"red"}
    assert any(f"{len(table)} of {len(table)} checks are red" in one.value for one in test.header)


def test_an_old_briefing_is_asked_again_sentence_by_sentence(app, release):
    choices = Choices(subject="region:GE-KK", language="en", release=release.id)
    saved = briefing_one._saved(choices, make.document(choices, release)).decode()
    changed = saved.replace("49.8%", "99.9%")
    assert changed != saved
    test = app("briefing", lang="en", desk="watch")
    test.file_uploader[0].set_value(("made_up.json", changed.encode(), "application/json")).run()
    assert not test.exception
    states = list(test.table[0].value["Today"])
    assert states.count("changed") >= 1
    assert states.count("still true") > states.count("changed")


def test_a_file_that_is_no_briefing_is_refused_by_name(app):
    test = app("briefing", lang="en", desk="watch")
    test.file_uploader[0].set_value(("made_up.json", b"{}", "application/json")).run()
    assert not test.exception
    assert any("made\\_up" in one.value for one in test.warning)


def test_all_regions_are_one_file_with_an_index(app):
    test = app("briefing", lang="en", desk="all", formats="html", length="half")
    test.button[0].click().run(timeout=300)
    assert not test.exception
    content = test.session_state["briefings.made"][1]
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
    assert len(names) == len(official_regions()) * len(batch.LANGUAGES) + 2
    assert {batch.INDEX, batch.LIST} <= set(names)
