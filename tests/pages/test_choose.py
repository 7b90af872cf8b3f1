"""The reader's choices: address first, then session, then default, and never a silent fallback."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.choose import nearest, settle


def page():
    import streamlit as st

    from pages.parts import choose

    words = {"GE-KK": "Kvemo Kartli", "GE-GU": "Guria", "GE-AJ": "Adjara"}
    place = choose.one("place", "Region", list(words), words.__getitem__, default="GE-GU", resets=("year",))
    year = choose.one("year", "Year", ["2017", "2019"], str, segments=True, default="2019")
    peers = choose.several("peers", "Peers", list(words), words.__getitem__, default=["GE-AJ"])
    st.text("|".join([place, year, ",".join(peers), choose.typed("q", "Search")]))


@pytest.fixture
def opened():
    def open_page(lang="en", **address):
        app = AppTest.from_function(page, default_timeout=30)
        app.session_state["lang"] = lang
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return open_page


def chosen(app):
    assert not app.exception
    return app.text[0].value


def test_without_an_address_the_defaults_stand_and_are_written_down(opened):
    app = opened()
    assert chosen(app) == "GE-GU|2019|GE-AJ|"
    assert app.query_params["place"] == "GE-GU"
    assert app.query_params["peers"] == "GE-AJ"


def test_the_address_counts_before_the_default(opened):
    assert chosen(opened(place="GE-KK", year="2017", peers="GE-KK,GE-GU", q="ndoba")) == "GE-KK|2017|GE-KK,GE-GU|ndoba"


def test_the_address_holds_ids_in_both_languages(opened):
    for lang in ("ka", "en"):
        assert opened(lang, place="GE-KK").query_params["place"] == "GE-KK"


def test_a_choice_of_the_reader_goes_to_the_address(opened):
    app = opened()
    app.selectbox[0].set_value("GE-KK").run()
    assert chosen(app).startswith("GE-KK|")
    assert app.query_params["place"] == "GE-KK"


def test_what_no_longer_fits_is_forgotten_with_the_choice_it_hung_on(opened):
    app = opened(year="2017")
    app.selectbox[0].set_value("GE-KK").run()
    assert chosen(app).split("|")[1] == "2019"


def test_another_visit_of_the_session_remembers(opened):
    app = opened(place="GE-KK")
    del app.query_params["place"]
    assert chosen(app.run()).startswith("GE-KK|")


@pytest.mark.parametrize(("lang", "said"), [("en", "Kvemo Kartli (GE\\-KK)"), ("ka", "Kvemo Kartli (GE\\-KK)")])
def test_an_unknown_id_is_said_aloud_with_the_nearest(opened, lang, said):
    app = opened(lang, place="GE-KX")
    assert chosen(app).startswith("GE-GU|")
    assert said in app.warning[0].value
    assert app.query_params["place"] == "GE-KX"


def test_unknown_ids_among_several_are_said_and_the_known_ones_kept(opened):
    app = opened(peers="GE-KK,XX")
    assert chosen(app).split("|")[2] == "GE-KK"
    assert len(app.warning) == 1


def test_a_hostile_address_is_shown_as_text(opened):
    warning = opened(place="[x](http://example.org)").warning[0].value
    assert "[x](" not in warning


def test_an_empty_selection_stays_empty(opened):
    app = opened()
    app.multiselect[0].set_value([]).run()
    assert chosen(app).split("|")[2] == ""
    assert chosen(app.run()).split("|")[2] == ""


def test_nearest_looks_at_names_too():
    names = {"GE-KK": "Kvemo Kartli", "GE-GU": "Guria"}
    assert nearest("guriya", list(names), names.__getitem__) == ["GE-GU"]


def test_a_default_that_is_no_option_is_a_mistake_of_the_page():
    with pytest.raises(ValueError, match="none of"):
        settle("place", ["GE-KK"], str, default="GE-XX")


def sliding():
    import streamlit as st

    from pages.parts import choose

    st.text(choose.slide("year", "Year", ["2008", "2012", "2024"], str, default="2024"))
    st.text(choose.slide("wave", "Wave", ["2019"], str))


def test_a_slider_stops_at_what_there_is_and_writes_the_address():
    app = AppTest.from_function(sliding, default_timeout=30)
    app.query_params["year"] = "2012"
    app.run()
    assert app.select_slider[0].options == ["2008", "2012", "2024"]
    app.select_slider[0].set_value("2008").run()
    assert app.query_params["year"] == "2008"
    assert app.text[0].value == "2008"


def test_a_single_thing_is_chosen_without_a_slider():
    app = AppTest.from_function(sliding, default_timeout=30).run()
    assert not app.exception
    assert [one.label for one in app.select_slider] == ["Year"]
    assert app.text[1].value == "2019"
