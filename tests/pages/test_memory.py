"""A session does not grow with what its reader has left behind."""


def noted(test):
    """The widgets that Streamlit keeps a note of for this session."""
    return set(test._session_state._state._new_widget_state.widget_metadata)


def seen(test, **choices):
    """The page with these choices in its address."""
    for name, value in choices.items():
        test.query_params[name] = value
    return test.run()


def test_widgets_of_views_that_a_reader_has_left_are_forgotten(app):
    test = app("map", lang="en", indicator="turnout_parliamentary", year="2020")
    first = noted(test)
    assert first
    seen(test, year="2024")
    assert noted(test) - first, "a map of another year is another widget"
    seen(seen(test, year="2020"), year="2020")
    assert noted(test) == first


def test_a_widget_that_stays_keeps_its_callback(app):
    test = app("map", lang="en", indicator="turnout_parliamentary")
    for chosen in ("quantile", "equal", "quantile"):
        box = next(one for one in test.selectbox if one.key == "classes.en")
        box.set_value(chosen).run()
        assert test.query_params["classes"] == chosen
