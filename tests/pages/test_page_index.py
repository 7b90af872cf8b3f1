"""The index: what its headline claims, what fails, no rank without its range, and the reader's own weights."""

import re

import pytest

from analytics.indices import indices
from pages.parts import index_figures, index_gap, index_weights, load
from pages.parts.index_words import View, pair, useful
from tests.pages.said import below, spaced

CHOICES = [(index.id, profile.id) for index in indices().values() for profile in index.profile]


def title(page):
    return page.title[0].value.replace("\\", "").replace("\u00a0", " ").replace("\u2060", "")


def view(index, profile, place, year):
    record = indices()[index]
    return View(record, next(one for one in record.profile if one.id == profile), place, year)


@pytest.mark.parametrize("lang", ["ka", "en"])
@pytest.mark.parametrize(("index", "profile"), CHOICES)
def test_every_profile_opens_in_every_language(app, index, profile, lang):
    page = app("index", lang=lang, index=index, profile=profile)
    assert not page.exception
    assert next(one for one in indices()[index].profile if one.id == profile).name[lang] in title(page)


def test_the_headline_counts_who_is_clearly_ahead_and_behind(app):
    page = app("index", lang="en", index="national", profile="civic_space")
    found = re.search(r"of 14 other countries, clearly ahead: (\d+), clearly behind: (\d+); .*with (\d+)", title(page))
    assert sum(map(int, found.groups())) == 14
    chances = load.index_chances("national", "civic_space", 2023).loc["GEO"].dropna()
    assert int(found[1]) == (chances <= 5).sum()
    assert int(found[2]) == (chances >= 95).sum()


def test_the_lead_tells_the_placebo_beside_the_pairs_and_what_moved(app):
    words = spaced(app("index", lang="en", index="national", profile="civic_space"))
    assert re.search(r"So \d+ of 105 pairs stand apart", words)
    assert "shuffled at random the same machine tells" in words
    assert re.search(r"Georgia, 2017 to 2023: lower in 9\d of 100", words)
    assert re.search(r"Georgia, 2012 to 2023: no reliable change", words)


def test_an_index_that_fails_a_gate_says_which(app):
    words = spaced(app("index", lang="en", index="regional", profile="overall"))
    assert "Exploratory, no result" in words
    assert "fewer than two admitted indicators in advocacy, CSR practice, capacity" in words
    gates = load.index_gates("regional", "overall")
    assert gates["admitted"].verdict == "fail"
    assert gates["placebo"].verdict == "told"


def test_a_place_without_enough_figures_is_named_and_has_no_score(app):
    words = spaced(app("index", lang="en", index="regional", profile="giving"))
    assert "No score: Mtskheta-Mtianeti" in words
    assert "GE-MM" not in set(load.index_standing("regional", "giving", 2024)["place"])


@pytest.mark.parametrize(("index", "profile"), CHOICES)
def test_no_figure_prints_a_rank_without_its_range(app, index, profile):
    app("index", lang="en", index=index, profile=profile)
    place, year = ("GEO", 2023) if index == "national" else ("GE-KK", 2024)
    shown = view(index, profile, place, year)
    for make in ("ranges", "scores", "chances", "drivers", "gates", "publishers"):
        made = getattr(index_figures, make)(shown)
        if made is not None:
            heads = set(made.twin.heads)
            assert "rank" not in heads
            assert ("lower" in heads) == ("upper" in heads)
    ranked = index_figures.ranges(shown).twin
    assert {"lower", "upper"} <= set(ranked.heads)
    assert not {"value", "rank"} & set(ranked.heads)


@pytest.mark.parametrize(("chance", "words"), [(74, "ვერ განირჩევა"), (91, "კახეთი უსწრებს"), (3, "გურია უსწრებს")])
def test_a_pair_is_told_as_far_as_the_methods_agree(app, chance, words):
    app("index", lang="en")
    said = pair(view("regional", "voting", "GE-KA", 2024), "GE-KA", "GE-GU", chance)
    assert words in said
    assert str(max(chance, 100 - chance)) in said


def test_a_sentence_never_says_always(app):
    app("index", lang="en")
    assert "100 დასაშვები მეთოდიდან 99" in pair(view("regional", "voting", "GE-KA", 2024), "GE-KA", "GE-GU", 100.0)


def test_the_most_useful_missing_number_of_a_region_is_named(app):
    app("index", lang="en")
    told = useful(view("regional", "overall", "GE-KK", 2024))
    assert any("ადვოკატირების" in words for words in told)


@pytest.mark.parametrize("other", ["mean", "GE-TB"])
def test_the_steps_of_a_difference_lead_from_one_score_to_the_other(app, other):
    app("index", lang="en")
    steps = load.index_gap("regional", "overall", place="GE-KK", year=2024, other=other)
    assert steps["start"].iloc[0] + steps["value"].sum() == pytest.approx(steps["end"].iloc[0], abs=1e-9)
    stated = load.index_standing("regional", "overall", 2024).set_index("place")["value"]
    assert steps["end"].iloc[0] == pytest.approx(stated["GE-KK"], abs=1e-9)


def test_the_steps_between_two_years_of_one_place_add_up(app):
    app("index", lang="en")
    steps = load.index_gap("national", "civic_space", place="GEO", year=2023, other="GEO", other_year=2017)
    stated = {year: load.index_standing("national", "civic_space", year).set_index("place")["value"]["GEO"]
              for year in (2017, 2023)}  # fmt: skip
    assert steps["start"].iloc[0] == pytest.approx(stated[2017], abs=1e-9)
    assert steps["start"].iloc[0] + steps["value"].sum() == pytest.approx(stated[2023], abs=1e-9)


@pytest.mark.parametrize(
    ("index", "place", "said"), [("national", "GEO", "Armenia"), ("regional", "GE-KK", "population")]
)
def test_a_place_is_held_against_its_peers_by_a_stated_rule(app, index, place, said):
    page = app("index", lang="en", index=index, place=place, versus="peers")
    assert not page.exception
    assert any(said in below(head) for head in page.header if " against mean of the " in below(head))


def test_a_region_is_held_against_the_countrys_own_figures(app):
    page = app("index", lang="en", index="regional", profile="voting", place="GE-KK", versus="GEO")
    assert not page.exception
    steps = load.index_gap("regional", "voting", place="GE-KK", year=2024, other="GEO")
    assert steps["start"].iloc[0] + steps["value"].sum() == pytest.approx(steps["end"].iloc[0], abs=1e-9)
    own = load.index_normalised("regional", 2024, nation=True).set_index("item")["value"]
    ends = (49.80, 66.06)  # Kvemo Kartli and Racha, turnout of 2024
    assert own["turnout_latest"] == pytest.approx(1 + 99 * (59.02 - ends[0]) / (ends[1] - ends[0]), abs=0.5)


def test_giving_has_no_national_figure_and_none_is_made_of_regions(app):
    app("index", lang="en", index="regional")
    assert load.index_gap("regional", "giving", place="GE-KK", year=2024, other="GEO").empty
    assert "GEO" not in set(load.index_normalised("regional", 2024)["place"])
    assert "GEO" not in set(load.index_standing("regional", "overall", 2024)["place"])


def test_bands_and_the_frame_are_told(app):
    words = spaced(app("index", lang="en", index="regional", profile="voting"))
    assert "cannot be told apart, from the highest down: Racha" in words
    assert "Environment is a frame" in words
    assert "civic space of Georgia, 2023: 61 of 100" in words


def test_the_steps_from_several_places_start_at_their_mean(app):
    app("index", lang="en")
    steps = load.index_gap("national", "civic_space", place="GEO", year=2023, other=("ARM", "MDA"))
    stated = load.index_standing("national", "civic_space", 2023).set_index("place")["value"]
    assert steps["start"].iloc[0] == pytest.approx((stated["ARM"] + stated["MDA"]) / 2, abs=1e-9)
    assert steps["start"].iloc[0] + steps["value"].sum() == pytest.approx(stated["GEO"], abs=1e-9)


def test_the_waterfall_is_drawn_with_its_table(app):
    page = app("index", lang="en", index="national", versus="ARM")
    assert not page.exception
    assert any("Georgia against Armenia" in below(head) for head in page.header)
    assert index_gap.NAME in page.query_params


def with_weights_opened(page):
    """The page after the reader has opened the weights."""
    page.session_state["weights_open.en"] = True
    return page.run()


def test_the_weights_wait_until_they_are_opened(app):
    page = app("index", lang="en", index="regional", profile="overall")
    assert len(page.slider) == 0
    assert len(with_weights_opened(page).slider) > 0


def test_weights_in_the_address_reach_the_sliders_and_change_the_scores(app):
    usual = with_weights_opened(app("index", lang="en", index="regional", profile="overall"))
    own = app("index", lang="en", index="regional", profile="overall", weights="voting:4,giving:0")
    sliders = {slider.label: slider.value for slider in own.slider}
    assert sliders["voting"] == 4
    assert sliders["giving and petitions"] == 0
    assert sliders["business potential"] == 0
    assert weighed(usual) != weighed(own)
    assert "of 100 weightings" in spaced(own)


def weighed(page):
    return next(
        chart.alt for chart in page.get("plotly_chart") if "under your weights" in str(getattr(chart, "alt", ""))
    )


def test_a_slider_writes_its_weight_into_the_address(app):
    page = with_weights_opened(app("index", lang="en", index="regional", profile="overall"))
    next(slider for slider in page.slider if slider.label == "voting").set_value(2.5).run()
    assert page.query_params[index_weights.NAME] == "voting:2.5"


def test_all_weights_at_nought_are_refused_in_words(app):
    page = app("index", lang="en", index="regional", weights="voting:0,giving:0,organisations:0")
    assert not page.exception
    assert any("At least one part" in element.value for element in page.info)


def test_pairs_that_no_weighting_reverses_are_ahead_in_every_profile(app):
    app("index", lang="en", index="regional")
    pairs = load.index_dominant_pairs("regional", 2024)
    assert pairs
    for one, other in pairs:
        for profile in ("voting", "giving", "organisations", "business"):
            assert load.index_chances("regional", profile, 2024).loc[one, other] >= 95
