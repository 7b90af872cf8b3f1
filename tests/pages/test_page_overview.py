"""The overview in both languages: sentence, cards, map, hubs, two elections, open questions."""

import pytest


def words(test):
    """Everything the page says, in one text."""
    return "\n".join(
        str(one.value) for kind in ("title", "header", "markdown", "html", "warning") for one in getattr(test, kind, [])
    )


def html(test):
    return "\n".join(one.proto.body for one in test.get("html"))


def alts(test):
    return [one.proto.alt for one in test.get("plotly_chart")]


def links(test):
    return [(one.proto.page, one.proto.label, one.proto.query_string) for one in test.get("page_link")]


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_the_overview_opens_in_every_language(app, lang):
    test = app("overview", lang=lang)
    assert not test.exception
    assert len(test.title) == 1
    assert len(test.get("plotly_chart")) == 2


def test_the_sentence_names_direction_and_how_many_sources_bear_it(app):
    title = app("overview", lang="en").title[0].value
    assert "scores lower than in 2017" in title
    assert "2 of 3 sources" in title


def test_the_lead_gives_the_levels_of_both_intervals(app):
    said = words(app("overview", lang="en"))
    assert "0.50 (0.45–0.56)" in said and "68% intervals" in said
    assert "−0.17 to 0.24" in said and "90% intervals" in said


def test_the_cards_say_how_sure_each_number_is(app):
    cards = html(app("overview", lang="en"))
    for told in (
        "complete count",
        "disputed election of 2024",
        "running total",
        "no published interval",
        "95% interval",
        "change not known",
    ):
        assert told in cards
    assert "over 100" in cards


def test_every_card_leads_to_its_indicator(app):
    asked = [query for _, _, query in links(app("overview", lang="en")) if "indicator=" in query]
    for indicator in (
        "fiw_total",
        "turnout_parliamentary",
        "weps_signatories",
        "bti_q16_4",
        "cb_trust_ngo",
        "list_inflation",
    ):
        assert any(f"indicator={indicator}" in query for query in asked), indicator


def test_the_map_tells_every_region_in_words(app):
    assert "Kvemo Kartli: 49.8%" in alts(app("overview", lang="en"))[0]


def test_a_region_without_a_figure_is_said_not_zero(app):
    test = app("overview", lang="en", indicator="nnle_density", year="2023")
    assert "Tbilisi: no figure" in alts(test)[0]


def test_the_warning_on_voter_lists_stands_with_turnout(app):
    assert "Voter lists hold emigrants" in words(app("overview", lang="en"))


@pytest.mark.parametrize("lang", ["ka", "en"])
@pytest.mark.parametrize("number", range(7))
def test_every_mapped_indicator_draws(app, lang, number):
    from analytics.headlines import plan

    test = app("overview", lang=lang, indicator=plan().maps[number])
    assert not test.exception
    assert not test.warning


def test_an_indicator_that_may_not_be_mapped_is_said_aloud(app):
    test = app("overview", lang="en", indicator="trust_ngos")
    assert not test.exception
    assert "trust" in test.warning[0].value


def test_the_hubs_follow_the_phase_and_no_name_is_carried_over(app):
    now, before = html(app("overview", lang="en", phase="STAR")), html(app("overview", lang="en", phase="CSSIGE"))
    assert "Society Biliki" in now and "Society Biliki" not in before
    assert "Gori Information Center" in before and "Gori Information Center" not in now
    assert "not publicly confirmed" in now


def test_every_hub_leads_to_the_page_of_its_region(app):
    assert sum(page == "hub" and "place=GE-" in query for page, _, query in links(app("overview", lang="en"))) == 10


def test_the_chosen_region_stands_out_in_the_slope(app):
    test = app("overview", lang="en", place="GE-GU")
    assert "Guria" in html(test)
    assert any("Guria: 61.6% → 62.7%" in alt for alt in alts(test))


def test_what_nobody_knows_is_computed(app):
    said = words(app("overview", lang="en"))
    for told in ("newest figures of 2014", "newest figures of 2019", "newest figures of 2023", "no figures yet"):
        assert told in said


def test_the_georgian_page_speaks_georgian(app):
    test = app("overview", lang="ka")
    assert "2017 წლისაზე დაბალია" in test.title[0].value
    assert "49,8" in alts(test)[0]
