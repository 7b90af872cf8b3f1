"""Legends: every mark has a picture in the theme's colours."""

from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from geo.legend import legend_entries
from pages.parts import legend
from pages.parts.legend import Key, picture
from pages.parts.theme import DARK, LIGHT
from pages.parts.trend import Break

MARKS = (
    "dot", "selected", "hollow", "peer", "tick", "band", "line", "break", "swatch", "no_figure", "occupied", "overlap",
    "hub", "hub_unconfirmed", "phase1", "phase2",
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_mark_is_a_picture(mark, theme):
    root = ElementTree.fromstring(picture(Key(mark, "made up"), theme))  # noqa: S314 - our own text
    assert len(root) >= 1


def test_no_two_marks_look_the_same_by_colour_and_form():
    alike = {"selected": "hub"}
    pictures = {mark: picture(Key(mark, ""), LIGHT) for mark in MARKS if mark not in alike}
    assert len(set(pictures.values())) == len(pictures)


def test_the_chosen_region_and_hubs_alone_wear_the_accent():
    accented = {mark for mark in MARKS if LIGHT.accent in picture(Key(mark, ""), LIGHT)}
    assert accented == {"selected", "hub", "hub_unconfirmed"}


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_entry_of_a_map_has_its_mark(language):
    entries = legend_entries([4, 6], language=language, tokens=LIGHT.for_map(), spanning=True)
    keys = legend.of_map(entries)
    assert [key.words for key in keys] == [entry.label for entry in entries]
    assert {key.mark for key in keys} <= set(MARKS)


def test_words_of_a_legend_are_never_markup():
    def page():
        import streamlit as st

        from pages.parts import legend

        st.session_state["lang"] = "en"
        legend.show([legend.Key("dot", "<b>made up</b>")])

    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    assert "&lt;b&gt;made up&lt;/b&gt;" in app.get("html")[0].proto.body


def test_words_without_a_mark_have_no_picture():
    def page():
        import streamlit as st

        from pages.parts import legend

        st.session_state["lang"] = "en"
        legend.show([legend.Key("", "Natural breaks"), legend.Key("dot", "made up")])

    drawn = AppTest.from_function(page, default_timeout=30).run().get("html")[0].proto.body
    assert drawn.count("<img") == 1
    assert drawn.index("Natural breaks") < drawn.index("<img")


def test_each_reason_for_a_break_is_said_once_with_its_years():
    cuts = [Break(2016, "made up"), Break(2017, "made up"), Break(2020, "by telephone")]
    first, second = legend.breaks(cuts)
    assert (first.mark, second.mark) == ("break", "break")
    assert "2016, 2017" in first.words and "made up" in first.words
    assert "2020" in second.words and "by telephone" in second.words
