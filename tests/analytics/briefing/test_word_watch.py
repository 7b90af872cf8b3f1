"""A saved briefing on other figures as Word with tracked changes. The changed sentences are made up."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from analytics.briefing import make, watch, word_watch
from analytics.briefing.choices import Choices


@pytest.fixture(scope="module")
def saved(release):
    choices = Choices(subject="region:GE-KK", language="en", release=release.id)
    return watch.read(watch.saved(choices, make.document(choices, release)), "made_up.json")


def xml(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml").decode()


def texts(content, kind):
    return [re.sub("<[^>]+>", "", one) for one in re.findall(f"<w:{kind} .*?</w:{kind}>", xml(content), re.DOTALL)]


def test_an_unchanged_briefing_has_no_tracked_change(saved, release):
    content = word_watch.tracked(saved, watch.watch(saved, release), release)
    assert texts(content, "del") == texts(content, "ins") == []
    assert "49.8%" in "".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


def test_a_changed_number_is_struck_out_and_the_new_one_put_in_and_nothing_else(saved, release):
    made_up = replace(saved, said=tuple(replace(one, text=one.text.replace("49.8%", "99.9%")) for one in saved.said))
    content = word_watch.tracked(made_up, watch.watch(made_up, release), release)
    gone, come = texts(content, "del"), texts(content, "ins")
    assert {one.strip(" ,;.") for one in gone} == {"99.9%"}
    assert {one.strip(" ,;.") for one in come} == {"49.8%"}
    assert f'w:date="{release.date}T00:00:00Z"' in xml(content)


def test_what_is_no_longer_supported_is_struck_out_whole_and_what_is_new_put_in_whole(saved, release):
    told = watch.Watched("made_up", "unsupported", "A made-up sentence & <more>.", "")
    new = watch.Watched("made_up_2", "new", "", "A new made-up sentence.")
    content = word_watch.tracked(saved, [told, new], release)
    assert texts(content, "del") == ["A made-up sentence &amp; &lt;more&gt;."]
    assert texts(content, "ins") == ["A new made-up sentence."]


def test_the_same_briefing_gives_the_same_bytes(saved, release):
    found = watch.watch(saved, release)
    assert word_watch.tracked(saved, found, release) == word_watch.tracked(saved, found, release)
