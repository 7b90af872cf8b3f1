"""How Georgian is set: no change of case, quotes „ “, numbers that keep their endings, words that nobody hyphenates."""

import re
from pathlib import Path

import pytest

from pages.parts import styles
from pages.parts.text import catalogue, translate

ROOT = Path(__file__).resolve().parents[2]
MTAVRULI = re.compile("[\u1c90-\u1cbf]")
GEORGIAN_BEFORE_QUOTE = re.compile(r"""["”«»‘’']""")
CASE_IN_STYLES = re.compile(r"text-transform|font-variant|small-caps|uppercase|capitalize")
NUMBER_AND_ENDING = re.compile(r"[\d%]-[ა-ჰ]")
SHEETS = [
    *sorted((ROOT / "pages").rglob("*.py")),
    *sorted((ROOT / "pages").rglob("*.svg")),
    *sorted((ROOT / "pages").rglob("*.css")),
]


def georgian():
    """Every Georgian string of the interface, by key."""
    return {key: " ".join(forms) for key, forms in catalogue("ka").items()}


def test_georgian_strings_hold_no_capitals():
    assert {key: words for key, words in georgian().items() if MTAVRULI.search(words)} == {}


def test_georgian_strings_quote_as_georgians_do():
    wrong = {
        key: words
        for key, words in georgian().items()
        if GEORGIAN_BEFORE_QUOTE.search(re.sub(r"\(http[^)]*\)|<[^>]*>", "", words))
    }
    assert wrong == {}


def test_every_georgian_quote_that_opens_closes():
    assert {key: words for key, words in georgian().items() if words.count("„") != words.count("“")} == {}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_style_changes_the_case_of_letters(path):
    assert not CASE_IN_STYLES.search(path.read_text(encoding="utf-8"))


def test_a_number_and_its_ending_stay_on_one_line_in_every_string():
    keys = [key for key, words in georgian().items() if NUMBER_AND_ENDING.search(words) and "{" not in words]
    assert keys
    assert [key for key in keys if NUMBER_AND_ENDING.search(translate("ka", key))] == []


def test_no_browser_hyphenates_by_a_language_it_does_not_know():
    assert "hyphens:manual" in styles.sheet()
