"""Explore: one search over everything, filters and pages in the address."""

from collections import Counter

import pytest

from analytics.catalogue import catalogue


def labels(test):
    return [element.proto.label for element in test.get("page_link")]


def titles(test):
    return test.title[0].value.replace("\\", "")


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_all_indicators_are_reachable_page_by_page(app, lang):
    names = {record.name[lang] for record in catalogue().values()}
    found, part = set(), 1
    while True:
        test = app("explore", lang=lang, part=str(part))
        assert not test.exception
        shown = {label.replace("\\", "") for label in labels(test)} & names
        if shown <= found:
            break
        found, part = found | shown, part + 1
    assert found == names


def test_no_page_holds_more_than_twenty_results(app):
    names = {record.name.en for record in catalogue().values()}
    assert len([label for label in labels(app("explore", lang="en")) if label.replace("\\", "") in names]) == 20


@pytest.mark.parametrize("query", ["aqtivoba", "აქტივობა", "turnout"])
def test_turnout_is_found_in_both_scripts(app, query):
    test = app("explore", lang="en", q=query)
    assert not test.exception
    assert "Turnout, parliamentary elections (proportional)" in [label.replace("\\", "") for label in labels(test)]


def test_the_newest_figure_stands_beside_the_name(app):
    test = app("explore", lang="en", q="Trust in NGOs Caucasus Barometer")
    shown = " ".join(element.proto.body for element in test.get("html"))
    assert "23% (20–26)" in shown  # Caucasus Barometer 2017, Georgia: 23.09 (20.21 to 25.97)
    assert "95% interval" in shown


def test_a_place_leads_to_its_region(app):
    test = app("explore", lang="en", q="marneuli")
    assert any(label.startswith("Marneuli") and "Kvemo Kartli" in label for label in labels(test))


def test_core_stands_before_context(app):
    assert [head.value for head in app("explore", lang="en", q="population").header][-1] == "Context and background"


def test_filters_of_the_address_hold(app):
    test = app("explore", lang="en", pillar="capacity", level="municipality")
    assert not test.exception
    capacity = {record.name.en for record in catalogue().values() if record.pillar == "capacity"}
    names = {record.name.en for record in catalogue().values()}
    shown = {label.replace("\\", "") for label in labels(test)} & names
    assert shown
    assert shown <= capacity


def test_nothing_found_says_so_and_names_the_nearest(app):
    test = app("explore", lang="en", q="turnoutx parlamentry zzz")
    assert titles(test).startswith("No indicator for “turnoutx parlamentry zzz”")
    assert len(labels(test)) > 1


def test_filters_that_leave_nothing_are_named_as_the_reason(app):
    test = app("explore", lang="en", q="petition", pillar="csr")
    assert any("not with these filters" in text.value for text in test.markdown)


def test_an_unknown_filter_is_said_aloud(app):
    test = app("explore", lang="en", pillar="made_up")
    assert not test.exception
    assert "made_up" in test.warning[0].value.replace("\\", "")


@pytest.mark.parametrize("part", ["0", "999", "-1", "x"])
def test_a_page_outside_the_list_shows_one_inside(app, part):
    assert not app("explore", lang="en", part=part).exception


def test_georgian_page_speaks_georgian(app):
    test = app("explore", lang="ka", q="ნდობა")
    assert "ინდიკატორი" in titles(test)
    assert any("ძირითადი" in head.value for head in test.header)


def options(test, name):
    """The options of a filter as the reader sees them."""
    return next(box for box in test.selectbox if box.key and box.key.startswith(f"{name}.")).options


def number(option):
    return int(option.rpartition("(")[2].rstrip(")"))


def test_every_option_of_a_filter_says_how_many_indicators_it_holds(app):
    shown = dict.fromkeys(options(app("explore", lang="en"), "pillar"))
    wanted = Counter(record.pillar for record in catalogue().values())
    assert f"Advocacy ({wanted['advocacy']})" in shown
    assert f"All pillars ({len(catalogue())})" in shown


def test_the_counts_of_a_filter_add_up_to_what_the_search_finds(app):
    test = app("explore", lang="en", q="petition")
    pillars = [number(option) for option in options(test, "pillar")]
    assert pillars[0] == sum(pillars[1:]) > 0
    assert titles(test).startswith(f"{pillars[0]} indicators for")


def test_the_counts_of_one_filter_follow_the_others(app):
    test = app("explore", lang="en", pillar="capacity", level="municipality")
    shown = number(next(option for option in options(test, "pillar") if option.startswith("Capacity")))
    assert titles(test).startswith(f"{shown} indicators")
    assert number(next(option for option in options(test, "level") if option.startswith("Municipalities"))) == shown


def test_options_without_a_hit_stay_and_say_so(app):
    sources = options(app("explore", lang="en", q="petition"), "source")
    assert len(sources) == len(options(app("explore", lang="en"), "source"))
    assert [number(option) == 0 for option in sources] == sorted(number(option) == 0 for option in sources)


def test_links_beyond_the_first_few_are_folded_and_counted(app):
    test = app("explore", lang="en", q="hub")
    folded = [box.label for box in test.expander]
    assert folded
    assert folded[0].endswith("more")


def test_a_place_beside_other_words_gives_its_own_figure_and_leads_there(app):
    test = app("explore", lang="en", q="trust NGO adjara")
    link = next(one.proto for one in test.get("page_link") if one.proto.label == "Trust in NGOs, by region")
    assert "place=GE-AJ" in link.query_string
    shown = " ".join(element.proto.body for element in test.get("html"))
    assert "24% (14–38)" in shown  # CRRC, March 2022, Adjara
    assert "Adjara" in shown


def test_a_place_alone_leads_to_the_place_and_keeps_the_figures_of_georgia(app):
    links = [one.proto.query_string for one in app("explore", lang="en", q="adjara").get("page_link")]
    assert any("place=GE-AJ" in link for link in links)
    assert not any("indicator=" in link and "place=" in link for link in links)
