"""The contradiction ledger: all numbers that contradict one another, and the one that is shown."""

import pytest

from analytics import facts as questions
from analytics.ledger import COLUMNS, ledger, told
from data.errors import InputError

MADE_UP = """
[[contradiction]]
id = "made_up"
indicator = "{indicator}"
place = "GEO"
year = 2019
reason.ka = "მოგონილია"
reason.en = "made up"
{numbers}
"""
NUMBER = '[[contradiction.number]]\nvalue = {}\nsource = "csraward_cbw"\nchosen = {}\n'


def made_up(tmp_path, numbers, indicator="csr_award_companies"):
    path = tmp_path / "contradictions.toml"
    path.write_text(MADE_UP.format(indicator=indicator, numbers=numbers), encoding="utf-8")
    return path


def test_the_eight_cells_of_daily_internet_use_collide(release):
    rows = ledger(release)
    cells = rows[(rows["indicator"] == "internet_daily") & (rows["year"] == 2022)]
    assert set(cells["contradiction"]) == {
        f"internet_daily/GE-{region}/2022" for region in ("AJ", "GU", "IM", "KA", "KK", "SK", "SZ", "TB")
    }
    assert (cells.groupby("contradiction").size() == 2).all()
    assert (cells.groupby("contradiction")["chosen"].sum() == 1).all()


def test_all_cells_of_the_choices_are_in(release):
    rows = ledger(release)
    assert set(rows.loc[rows["kind"] == "cells", "fact_id"]) == set(questions.disagreements(release)["fact_id"])


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("csr_award_companies_2019", {(32, 2019, True), (33, 2019, False)}),
        ("lsg_index_mean_2023", {(35, 2023, False), (33, 2023, False)}),
        ("ungc_members_110", {(110, 2020, True), (110, 2021, False)}),
    ],
)
def test_what_only_notes_tell_is_in(release, name, numbers):
    rows = ledger(release)
    found = rows[rows["contradiction"] == name]
    assert set(zip(found["value"], found["year"], found["chosen"], strict=True)) == numbers


def test_every_chosen_number_is_a_fact_of_the_release(release):
    rows = ledger(release)
    chosen = rows[rows["chosen"]]
    for row in chosen.to_dict("records"):
        fact = questions.find(release, row["fact_id"])
        assert len(fact) == 1, row["contradiction"]
        assert fact.iloc[0]["value"] == row["value"]
        assert (fact.iloc[0]["qualifier"] or "") == (row["qualifier"] or "")
    assert chosen["contradiction"].is_unique


def test_a_told_number_that_is_not_chosen_is_no_second_fact_of_the_same_cell(release):
    rows = ledger(release)
    other = rows[(rows["kind"] == "told") & ~rows["chosen"] & (rows["fact_id"] != "")]
    assert set(other["indicator"]) == {"sg_applications_received"}


def test_every_contradiction_has_a_reason_in_both_languages(release):
    rows = ledger(release)
    assert list(rows.columns) == list(COLUMNS)
    of_notes = rows[rows["kind"] == "told"]
    assert of_notes["reason_ka"].str.contains("[ა-ჰ]").all()
    assert not of_notes["reason_en"].str.contains("[ა-ჰ]").any()
    assert rows.loc[rows["kind"] == "cells", "rule"].ne("").all()


def test_an_unknown_indicator_is_named(tmp_path):
    path = made_up(tmp_path, NUMBER.format(1, "true") + NUMBER.format(2, "false"), indicator="no_such_made_up")
    with pytest.raises(InputError, match="no_such_made_up"):
        told(path)


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        (NUMBER.format(1, "true"), "at least 2"),
        (NUMBER.format(1, "true") + NUMBER.format(1, "false"), "nothing is contradicted"),
        (NUMBER.format(1, "true") + NUMBER.format(2, "true"), "one is shown at most"),
        (NUMBER.format(1, "true") + "[[contradiction.number]]\nvalue = 2\n", "names its source"),
        (NUMBER.format(1, "true") + "surprise = 1\n", "Extra inputs"),
    ],
)
def test_a_mistake_in_the_file_is_said(tmp_path, numbers, problem):
    with pytest.raises(InputError, match=problem):
        told(made_up(tmp_path, numbers))


def test_what_is_no_toml_is_said(tmp_path):
    path = tmp_path / "contradictions.toml"
    path.write_text("= nothing", encoding="utf-8")
    with pytest.raises(InputError, match="is not TOML"):
        told(path)


def test_an_id_that_occurs_twice_is_said(tmp_path):
    two = MADE_UP.format(indicator="csr_award_companies", numbers=NUMBER.format(1, "true") + NUMBER.format(2, "false"))
    path = tmp_path / "contradictions.toml"
    path.write_text(two + two, encoding="utf-8")
    with pytest.raises(InputError, match="occurs twice"):
        told(path)
