"""Numbers as readers of each language write them."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts import format as form

SHARE, SCORE, CHANGE = (SimpleNamespace(format=text) for text in ("percent:0", "number:2", "points:1"))


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0.5, 0, "1"),
        (-0.5, 0, "−1"),
        (2.5, 0, "3"),
        (1.005, 2, "1.01"),
        (-0.04, 0, "0"),
        (1234567.89, 1, "1,234,567.9"),
    ],
)
def test_halves_round_away_from_zero_and_zero_has_no_sign(value, digits, written):
    assert form.number(value, digits, "en") == written


def test_georgian_numbers_have_a_comma_and_spaces_that_do_not_break():
    assert form.number(1234567.891, 1, "ka") == "1\u00a0234\u00a0567,9"
    assert form.number(10000, 0, "ka") == "10\u00a0000"


def test_value_and_interval_have_the_same_digits():
    assert form.value_text(SHARE, 22.6, 19.5, 26.4, "", "en") == "23% (20–26)"
    assert form.value_text(SHARE, 22.6, 19.5, 26.4, "", "ka") == "23% (20–26)"


def test_a_minus_never_runs_into_the_dash_of_an_interval():
    assert form.value_text(SCORE, 0.03, -0.17, 0.24, "", "en") == "0.03 (−0.17 to 0.24)"
    assert form.value_text(SCORE, 0.03, -0.17, 0.24, "", "ka").replace("\u2060", "") == "0,03 (−0,17-დან 0,24-მდე)"


@pytest.mark.parametrize("nothing", [None, math.nan, pd.NA])
def test_without_an_interval_there_are_no_brackets(nothing):
    assert form.value_text(SHARE, 59, nothing, nothing, "", "en") == "59%"


def test_qualifiers_of_the_source_are_said():
    said = [form.value_text(SHARE, 100, None, None, word, "en") for word in ("about", "over", "under", "up to")]
    assert said == ["about 100%", "over 100%", "under 100%", "up to 100%"]


def test_a_georgian_ending_stays_with_its_number():
    assert form.value_text(SHARE, 100, None, None, "over", "ka") == "100%\u2060-\u2060ზე მეტი"


def test_changes_of_percentages_are_points_and_of_scores_plain_numbers():
    assert form.change_text(SHARE, -9, "en") == "−9\u00a0points"
    assert form.change_text(SHARE, 1, "en") == "+1\u00a0point"
    assert form.change_text(CHANGE, 7.05, "en") == "+7.1\u00a0points"
    assert form.change_text(CHANGE, 7.05, "ka") == "+7,1\u00a0პუნქტი"
    assert form.change_text(SCORE, -0.204, "en") == "−0.20"
    assert form.change_text(SHARE, 0.2, "en") == "0\u00a0points"


def test_tables_keep_one_digit_more():
    assert form.amount("percent:0", 22.64, "en", finer=True) == "22.6%"


def test_dates_and_spans_of_years():
    assert form.date_text("2026-11-22", "en") == "22\u00a0November\u00a02026"
    assert form.date_text("2026-11-22", "ka") == "22\u00a0ნოემბერი,\u00a02026"
    assert (form.years_text(2017, 2024), form.years_text(2019, 2019)) == ("2017–2024", "2019")


@given(st.floats(-1e9, 1e9), st.integers(0, 2))
def test_a_written_number_is_never_further_off_than_half_its_last_digit(value, digits):
    written = form.number(value, digits, "en").replace("−", "-").replace(",", "")
    assert abs(float(written) - value) <= 0.5 * 10**-digits + 1e-6
