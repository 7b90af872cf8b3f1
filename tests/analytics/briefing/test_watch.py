"""A saved briefing, reopened on a newer release: each sentence still true, changed, or no longer supported."""

import json
from dataclasses import replace

import pytest

from analytics.briefing import make, watch
from analytics.briefing.choices import ChoiceError, Choices
from analytics.briefing.watch import Said

KK = Choices(subject="region:GE-KK", language="en")
TURNOUT = "standing:turnout_parliamentary:GE-KK"
CHANGE = "change:turnout_parliamentary:GE-KK"


@pytest.fixture(scope="module")
def saved(release, tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "briefing.json"
    watch.save(path, KK, make.document(KK, release))
    return path


def states(found):
    return {one.id: one.state for one in found}


def test_on_its_own_release_everything_is_still_true(saved, release):
    found = watch.watch(watch.load(saved), release)
    assert {one.state for one in found} == {"still_true"}
    assert found[0].id == TURNOUT


def test_a_corrected_figure_changes_the_sentences_that_hold_it(saved, two_releases):
    # The newer release corrects the turnout of 2024 from 49.8 to 51.8 (made up): still the lowest, by less.
    _, newer = two_releases
    found = {one.id: one for one in watch.watch(watch.load(saved), newer)}
    assert found[TURNOUT].state == "changed"
    assert "49.8%" in found[TURNOUT].before
    assert "51.8%" in found[TURNOUT].after
    assert found[CHANGE].state == "changed"
    assert found["survey:GE-KK"].state == "still_true"


def test_another_verdict_is_no_longer_supported(saved, release):
    old = watch.load(saved)
    said = tuple(replace(one, verdict="fell") if one.id == CHANGE else one for one in old.said)
    found = {one.id: one for one in watch.watch(replace(old, said=said), release)}
    assert found[CHANGE].state == "unsupported"
    assert "it rose by 4.2 points" in found[CHANGE].after


def test_a_sentence_that_nothing_bears_any_more_has_no_words_now(saved, release):
    old = watch.load(saved)
    made_up = Said("made_up:GE-KK", "rose", "Made up rose.", ())
    found = watch.watch(replace(old, said=(made_up, *old.said)), release)
    assert (found[0].state, found[0].before, found[0].after) == ("unsupported", "Made up rose.", "")


def test_what_the_old_briefing_did_not_say_is_new(saved, release):
    old = watch.load(saved)
    found = watch.watch(replace(old, said=old.said[1:]), release)
    assert (found[-1].id, found[-1].state) == (TURNOUT, "new")


def test_a_briefing_comes_back_as_it_was_saved(saved, release):
    found = watch.load(saved)
    assert found.choices == KK
    assert found.release == release.id
    assert found.said == watch.said(make.document(KK, release))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kvali_briefing": 99}', '{"kvali_briefing": 1}'])
def test_another_file_is_refused_in_the_readers_language(tmp_path, content):
    path = tmp_path / "made_up.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ChoiceError, match="შენახული მიმოხილვა არ არის"):
        watch.load(path, "ka")


def test_the_file_is_plain_json_with_facts_beside_the_words(saved):
    record = json.loads(saved.read_text(encoding="utf-8"))
    assert record["choices"]["subject"] == "region:GE-KK"
    assert record["said"][0]["numbers"][0] == ["kuuzbv2veehr6", "49.8%"]


def test_the_watch_is_told_in_the_language_of_the_briefing(saved, release):
    lines = list(watch.lines(watch.watch(watch.load(saved), release), "ka"))
    assert lines[0].startswith("[კვლავ სწორია] In 2024")
