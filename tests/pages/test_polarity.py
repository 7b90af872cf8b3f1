"""The polarity lens: every scale on its own axis, worst at the left, with the publisher's own numbers."""

import pytest

from analytics import facts as questions
from analytics.catalogue import catalogue
from pages.parts import polarity
from pages.parts.charts import Style
from pages.parts.theme import LIGHT

RECORDS = catalogue()
OPPOSITE = ("csosi_overall", "csometer_overall")


@pytest.fixture
def lens(app):
    app("methods")  # settles the release; outside of a run the language is Georgian
    return lambda names, place="GEO": polarity.rows(names, place)


def chart(found):
    return polarity.strips(found, Style("number:1", "en", LIGHT))


def written(found):
    return [note.text for note in chart(found).layout.annotations]


def test_every_scale_side_by_side_fits():
    assert all(polarity.fits(RECORDS[name]) for name in polarity.SIDE_BY_SIDE)
    assert {RECORDS[name].better for name in polarity.SIDE_BY_SIDE} == {"higher", "lower"}


def test_scores_without_a_better_end_stay_out():
    assert not polarity.fits(RECORDS["vdem_v2csantimv"])
    assert not polarity.fits(RECORDS["association_rights_gap"])
    assert not polarity.fits(RECORDS["turnout_parliamentary"])


def test_the_worst_end_is_the_one_that_the_record_calls_worse():
    assert polarity.worst_best(RECORDS["csosi_overall"]) == (7, 1)
    assert polarity.worst_best(RECORDS["csometer_overall"]) == (1, 7)


def test_original_numbers_stand_at_both_ends_and_at_the_dot(lens, release):
    found = lens(OPPOSITE)
    assert found[["worst", "best"]].to_numpy().tolist() == [["7", "1"], ["1", "7"]]
    assert found["scale"].tolist() == ["საუკეთესოა 1, უარესი 7", "საუკეთესოა 7, უარესი 1"]
    for row in found.to_dict("records"):
        fact = questions.latest(release, (row["indicator"],), places=("GEO",)).iloc[0]
        assert (row["value"], row["year"]) == (fact["value"], fact["year"])
    assert {"7", "1", "უარესი", "საუკეთესო"} <= set(written(found))


def test_a_better_score_stands_further_right_on_either_scale(lens):
    found = lens(OPPOSITE).set_index("indicator")
    assert found.loc["csosi_overall", "at"] == pytest.approx((7 - found.loc["csosi_overall", "value"]) / 6)
    assert found.loc["csometer_overall", "at"] == pytest.approx((found.loc["csometer_overall", "value"] - 1) / 6)


def test_places_on_the_strip_are_never_printed(lens):
    found = lens(polarity.SIDE_BY_SIDE)
    assert not chart(found).layout.xaxis.showticklabels
    assert not {"at", "start", "end"} & set(polarity._twin(found).heads)


def test_an_interval_is_drawn_on_its_own_strip(lens):
    row = lens(("vdem_v2x_libdem",)).iloc[0]
    assert (row["start"], row["end"]) == pytest.approx((row["lower"], row["upper"]))
    assert row["start"] < row["at"] < row["end"]


def test_ends_of_a_model_are_told_as_approximate(lens):
    row = lens(("vdem_v2csreprss",)).iloc[0]
    assert (row["worst"], row["best"]) == ("დაახლ. −3,5", "დაახლ. 3,5")


def test_every_fitting_score_of_georgia_has_its_place(lens):
    names = tuple(name for name, record in RECORDS.items() if polarity.fits(record))
    found = lens(names)
    assert len(found) > 30
    assert found["at"].between(0, 1).all()


@pytest.mark.parametrize(("language", "value"), [("ka", "საუკეთესოა 1, უარესი 7"), ("en", "1 is best, 7 is worst")])
def test_the_table_twin_says_which_end_is_better(app, language, value):
    page = app("methods", lang=language, section="scales")
    page.segmented_control[-1].set_value("table").run()
    assert not page.exception
    assert value in page.table[0].value.iloc[:, 1].tolist()


@pytest.mark.parametrize("language", ["ka", "en"])
def test_an_expert_score_shows_where_it_stands(app, language):
    page = app("indicator", lang=language, indicator="csosi_overall")
    link = [element.value for element in page.markdown if "section=scales" in element.value]
    assert len(link) == 1
    other = app("indicator", lang=language, indicator="turnout_parliamentary")
    assert not any("section=scales" in element.value for element in other.markdown)
