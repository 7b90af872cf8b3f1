"""The indicator page: every indicator opens, and what it says can be traced."""

import pytest

from analytics.catalogue import catalogue
from tests.pages.said import heads, texts


def title(test):
    return test.title[0].value.replace("\\", "")


@pytest.mark.parametrize(("lang", "first"), [("ka", 0), ("en", 1)])
def test_every_second_indicator_opens(app, lang, first):
    """All of them in one language or the other: both for each would take as long as a quarter of all other tests."""
    test = app("indicator", lang=lang)
    for name, record in list(catalogue().items())[first::2]:
        for choice in list(test.query_params):
            if choice != "lang":
                del test.query_params[choice]
        test.query_params["indicator"] = name
        test.run()
        assert not test.exception, name
        assert record.name[lang] in title(test), name
        assert test.header, name


def test_a_change_of_a_full_count_is_stated_with_both_figures(app):
    test = app("indicator", lang="en", indicator="turnout_parliamentary", place="GE-KK")
    assert "Kvemo Kartli: rose between 2016 and 2024" in title(test)
    assert "a complete count" in title(test)
    assert "**45.6%** in 2016, **49.8%** in 2024. Difference: +4.2\u00a0points." in texts(test)


def test_an_announced_figure_is_no_default_baseline_but_can_be_chosen(app):
    test = app("indicator", lang="en", indicator="turnout_parliamentary", place="GE-KK", since="2020")
    assert "between 2020 and 2024" in title(test)
    assert "announced at 20:00" in texts(test)


def test_experts_bounds_give_a_chance_and_their_own_level(app):
    test = app("indicator", lang="en", indicator="vdem_v2x_libdem")
    assert title(test).startswith("Liberal democracy index, Georgia: probably fell between 2023 and 2024,")
    assert "97 chances in 100" in title(test)
    assert "68% interval" in texts(test)


def test_a_survey_change_is_told_alone_and_among_all_regions(app):
    test = app("indicator", lang="en", indicator="trust_ngos", place="GE-AJ")
    assert "fell between 2017 and 2019" in title(test)
    assert "**22% (13–33)** in 2017, **11% (7–16)** in 2019" in texts(test)
    assert "Holm" in texts(test)
    assert "24% (14–38) (2022)" in texts(test)


def test_no_page_says_significant_or_gives_a_rank(app):
    for name in ("trust_ngos", "turnout_parliamentary", "vdem_v2x_libdem", "gs_nnle_active"):
        test = app("indicator", lang="en", indicator=name)
        shown = texts(test) + title(test)
        assert "significant" not in shown
        assert "third of" not in shown


def test_a_break_is_named_as_the_reason(app):
    test = app("indicator", lang="en", indicator="gs_nnle_active", place="GE-TB", since="2021")
    record = catalogue()["gs_nnle_active"]
    reasons = [cut.en for cut in record.breaks if cut.year <= 2023 and cut.concerns("GE-TB")]
    assert "cannot be compared" in title(test)
    assert any(reason in title(test) for reason in reasons)


def test_without_a_national_figure_there_is_no_mean_of_regions(app):
    test = app("indicator", lang="en", indicator="eng_petition")
    assert title(test).startswith("Petition signed in six months, by region, Georgia: no figure,")
    assert "never averaged" in title(test)
    assert "7% (6–9)** in 2017" in texts(test)  # cb_petition6m, Georgia, Caucasus Barometer 2017: 7.19 (5.62 to 8.76)


def test_the_same_survey_gives_the_whole_country_beside_the_regions(app):
    charts = app("indicator", lang="en", indicator="eng_petition", year="2017").get("plotly_chart")
    assert any("Georgia as a whole" in chart.proto.spec for chart in charts)
    without = app("indicator", lang="en", indicator="eng_petition", year="2019")
    assert not any("Georgia as a whole" in chart.proto.spec for chart in without.get("plotly_chart"))
    assert "the regions are not averaged" in texts(without)


def test_regions_that_cannot_be_told_apart_have_no_map_and_no_order(app):
    test = app("indicator", lang="en", indicator="eng_volunteer")
    assert "regions cannot be told apart" in title(test)
    assert not any(head.startswith(("Map", "Regions")) for head in heads(test))
    chosen = app("indicator", lang="en", indicator="eng_volunteer", place="GE-KK")
    assert "Kvemo Kartli" in title(chosen)


def test_only_comparable_regions_are_mapped(app):
    assert any(head.startswith("Map") for head in heads(app("indicator", lang="en", indicator="turnout_parliamentary")))
    assert not any(head.startswith("Map") for head in heads(app("indicator", lang="en", indicator="trust_ngos")))


def test_suppressed_cells_are_told_in_words(app):
    test = app("indicator", lang="en", indicator="eng_petition")
    shown = texts(app("indicator", lang="en", indicator="eng_volunteer"))
    assert not test.exception
    assert "What we do not know" in heads(app("indicator", lang="en", indicator="eng_volunteer"))
    assert "Racha-Lechkhumi and Kvemo Svaneti, 2019" in shown


def test_a_plan_is_no_result(app):
    test = app("indicator", lang="en", indicator="star_target_csos")
    assert "800 by 2025" in title(test)
    assert "no result has been published" in title(test)


def test_groups_are_drawn_with_their_words(app):
    test = app("indicator", lang="en", indicator="turnout_parliamentary", place="GE-KK")
    assert "By sex, 2024" in heads(test)
    assert any("Women" in chart.proto.spec for chart in test.get("plotly_chart"))


def test_a_computed_value_names_its_inputs(app):
    test = app("indicator", lang="en", indicator="nnle_density", place="GE-KK", since="2021")
    shown = texts(test)
    assert "What the value is computed from" in heads(test)
    assert "numerator: [Non-commercial legal persons, active]" in shown
    assert "denominator: [" in shown


def test_two_sources_of_one_cell_are_both_named(app):
    test = app("indicator", lang="en", indicator="internet_daily", place="GE-KK")
    assert "Two sources, both kept" in heads(test)
    assert "68%" in texts(test)
    assert "60%" in texts(test)
    assert "The larger sample stands first." in texts(test)


def test_the_page_can_be_cited(app, release):
    shown = texts(app("indicator", lang="en", indicator="vdem_v2x_libdem"))
    assert "Cite: V-Dem Institute" in shown
    assert f"Kvali, release {release.id}, figures gathered up to" in shown
    assert "Number of the fact in Kvali: k" in shown


def test_peers_follow_the_rule_of_the_address(app):
    near = app("indicator", lang="en", indicator="vdem_v2x_libdem", peers="neighbours")
    spec = near.get("plotly_chart")[0].proto.spec
    assert "rkiye" in spec
    assert "Moldova" not in spec
    assert near.query_params["peers"] in (["neighbours"], "neighbours")


def test_an_unknown_indicator_names_the_nearest_and_shows_no_traceback(app):
    test = app("indicator", lang="en", indicator="turnout_parlamentary")
    assert not test.exception
    assert "turnout_parliamentary" in test.warning[0].value.replace("\\", "")


def test_an_unknown_place_is_said_aloud(app):
    test = app("indicator", lang="en", indicator="turnout_parliamentary", place="GE-XX")
    assert not test.exception
    assert "GE-XX" in test.warning[0].value.replace("\\", "")


def test_municipalities_can_be_searched_in_both_scripts(app):
    for typed in ("marneuli", "მარნეული"):
        test = app("indicator", lang="en", indicator="turnout_parliamentary", find=typed)
        assert not test.exception
        assert any("Marneuli" in str(table.value) for table in test.table)
        assert not any("Bolnisi" in str(table.value) for table in test.table)


def test_a_year_of_another_series_is_not_carried_over(app):
    test = app("indicator", lang="en", indicator="vdem_v2x_libdem", since="2012")
    assert "between 2012 and 2024" in title(test)
    for choice in ("since", "place"):
        del test.query_params[choice]
    test.query_params["indicator"] = "vdem_v2x_polyarchy"
    test.run()
    assert "2012" not in title(test)


def test_georgian_headlines_are_georgian(app):
    test = app("indicator", lang="ka", indicator="turnout_parliamentary", place="GE-KK")
    assert "ქვემო ქართლი: 2016–2024 წლებში გაიზარდა" in title(test).replace("\u2060", "")
    assert "2016 წელს **45,6%**, 2024 წელს **49,8%**" in texts(test)


def test_a_long_series_has_one_sentence_on_its_trend(app):
    words = texts(app("indicator", lang="en", indicator="wgi_va_pct")).replace("\u00a0", " ")
    assert "Over 1996–2023 (25 years with a figure): +0.60 a year (0.25–0.90, 95% interval). **Rising**" in words
    assert "Kendall, exact p = 0.002" in words


def test_the_trend_is_told_in_georgian(app):
    words = texts(app("indicator", lang="ka", indicator="wgi_va_pct"))
    assert "**იზრდება**" in words
    assert "კენდელის ზუსტი ტესტი, p = 0,002" in words


def test_scores_that_only_repeat_are_perhaps_not_re_rated(app):
    words = texts(app("indicator", lang="en", indicator="nit_civil_society"))
    assert "**no reliable trend**" in words
    assert "In 11 of 12 steps the score only repeats the one before, perhaps not re-rated" in words


def test_a_broken_series_has_no_trend_and_says_so(app):
    words = texts(app("indicator", lang="en", indicator="gs_nnle_active", place="GE-KK"))
    assert "No trend is tested: behind the newest break there are fewer than four years." in words


def test_a_short_series_says_nothing_of_a_trend(app):
    words = texts(app("indicator", lang="en", indicator="ungc_members"))
    assert "trend" not in words.lower()
