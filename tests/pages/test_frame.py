"""What frames every page, and what stands in for pages without figures."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.releases import ReleaseDamaged, ReleaseMissing
from pages.parts import load
from pages.parts.menu import PAGES
from pages.parts.text import translate

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def without_figures(monkeypatch):
    """Opens the frame where loading the release fails."""

    def opened(error, **address):
        def fail():
            raise error("made up")

        monkeypatch.setattr(load, "begin", fail)
        app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return opened


def said(app):
    return [element.value for kind in (app.title, app.markdown, app.warning) for element in kind]


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize(("error", "kind"), [(ReleaseMissing, "missing"), (ReleaseDamaged, "damaged")])
def test_without_figures_a_page_says_what_to_do_in_the_readers_language(without_figures, error, kind, language):
    app = without_figures(error, lang=language)
    assert not app.exception
    assert app.title[0].value == translate(language, f"frame.release_{kind}_title")
    assert any("make build" in words for words in said(app))


def test_the_command_that_is_named_exists():
    assert "\nbuild:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_georgian_is_the_language_of_a_bare_address(without_figures):
    app = without_figures(ReleaseMissing)
    assert app.query_params["lang"] == "ka"
    assert app.session_state["lang"] == "ka"


def test_an_unknown_language_is_said_in_both_and_stays_in_the_address(without_figures):
    app = without_figures(ReleaseMissing, lang="fr")
    words = app.warning[0].value
    assert "Georgian and English" in words
    assert "ქართულ და ინგლისურ" in words
    assert app.query_params["lang"] == "fr"


def test_a_switch_of_language_keeps_the_choices(without_figures):
    app = without_figures(ReleaseMissing, lang="ka", place="GE-KK")
    app.segmented_control[0].set_value("en").run()
    assert (app.query_params["lang"], app.query_params["place"]) == ("en", "GE-KK")
    assert app.title[0].value == translate("en", "frame.release_missing_title")


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_page_says_who_answers_for_it_and_whose_boundaries_it_draws(without_figures, language):
    words = " ".join(said(without_figures(ReleaseMissing, lang=language)))
    assert translate(language, "frame.about") in words
    assert translate(language, "frame.boundaries") in words


def test_every_page_of_the_menu_has_its_script():
    assert [page for page in PAGES if not (ROOT / "pages" / f"{page}.py").is_file()] == []


@pytest.mark.parametrize(("language", "words"), [("en", "could not be drawn"), ("ka", "ვერ აიგო")])
def test_a_broken_page_is_told_in_the_readers_language_and_logged(language, words, caplog):
    def page():
        import streamlit as st

        from pages.parts import mistake

        mistake.tell(ValueError(f"made up in {st.session_state['lang']}"))

    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["lang"] = language
    app.run()
    assert words in app.error[0].value
    assert "made up" not in app.error[0].value
    assert f"made up in {language}" in caplog.text
