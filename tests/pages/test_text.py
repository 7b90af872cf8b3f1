"""The catalogues: every word of the interface in both languages."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from analytics.writing.catalogues import Catalogues
from pages.parts import text
from pages.parts.menu import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "analytics" / "writing").rglob("*.py")])
LATIN = re.compile(r"[A-Za-z]{2,}")
GEORGIAN = re.compile(r"[ა-ჰ]")
SAME_IN_BOTH = {"table.n", "frame.build_command"}
"""Keys whose Georgian string is rightly without a Georgian letter."""


GEORGIAN_IN_ENGLISH = {"explore.placeholder"}
"""Keys whose English string shows a Georgian word on purpose: what one may type into the search."""


def placeholders(words):
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def nodes():
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def written_words():
    """String literals, and the literal heads of f-strings; a docstring is neither."""
    found = list(nodes())
    docstrings = {id(node.value) for node in found if isinstance(node, ast.Expr)}
    literals = {
        n.value for n in found if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docstrings
    }
    starts = [node.values[0] for node in found if isinstance(node, ast.JoinedStr) and len(node.values) > 1]
    heads = {start.value for start in starts if isinstance(start, ast.Constant)}
    return literals, {head for head in heads if re.fullmatch(r"[a-z_]+\.[a-z_]*", head)}


def asked_keys():
    """Keys that stand as literals in a call of t, tn, translate or translate_count."""
    calls = [n for n in nodes() if isinstance(n, ast.Call) and isinstance(n.func, (ast.Name, ast.Attribute))]
    place = {"t": 0, "tn": 0, "translate": 1, "translate_count": 1}
    named = [(call, getattr(call.func, "id", getattr(call.func, "attr", ""))) for call in calls]
    keys = [call.args[place[name]] for call, name in named if name in place and len(call.args) > place[name]]
    return {key.value for key in keys if isinstance(key, ast.Constant)}


def test_both_languages_hold_the_same_keys():
    assert set(text.catalogue("ka")) == set(text.catalogue("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_empty(language):
    assert [key for key, forms in text.catalogue(language).items() if not all(form.strip() for form in forms)] == []


def test_placeholders_are_the_same_in_both_languages():
    georgian, english = text.catalogue("ka"), text.catalogue("en")
    differing = [
        key
        for key in set(georgian) & set(english)
        if set().union(*map(placeholders, georgian[key])) != set().union(*map(placeholders, english[key]))
    ]
    assert differing == []


def test_georgian_strings_are_georgian():
    foreign = [
        key
        for key, forms in text.catalogue("ka").items()
        for form in forms
        if LATIN.search(re.sub(r"\{\w+\}", "", form)) and not GEORGIAN.search(form)
    ]
    assert set(foreign) <= SAME_IN_BOTH


def test_english_strings_hold_no_georgian_letters():
    mixed = {key for key, forms in text.catalogue("en").items() if any(GEORGIAN.search(form) for form in forms)}
    assert mixed <= GEORGIAN_IN_ENGLISH


def test_every_key_that_a_page_asks_for_exists():
    assert asked_keys() - set(text.catalogue("en")) == set()


def test_every_key_is_used_somewhere():
    keys, heads = written_words()
    unused = {
        key for key in text.catalogue("en") if key not in keys and not any(key.startswith(head) for head in heads)
    }
    assert unused == set()


def test_a_missing_key_is_an_error_in_tests_and_only_there(monkeypatch):
    with pytest.raises(text.CatalogueError, match=r"nothing\.here"):
        text.translate("en", "nothing.here")
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    assert text.translate("en", "nothing.here") == "nothing.here"


def test_a_key_in_two_catalogues_is_an_error_that_names_both(tmp_path):
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    for name in ("one", "two"):
        folder = tmp_path / name / "en"
        folder.mkdir(parents=True)
        (folder / f"{name}.po").write_text(f'{head}msgid "made.up"\nmsgstr "made up"\n', encoding="utf-8")
    with pytest.raises(text.CatalogueError, match=r"one\.po.*two\.po"):
        Catalogues(tmp_path / "one", tmp_path / "two").strings("en")


def test_a_count_chooses_its_form():
    assert text.translate_count("en", "empty.answers", 1) == "1 answer"
    assert text.translate_count("en", "empty.answers", 30) == "30 answers"
    assert text.translate_count("ka", "empty.answers", 30) == "30 პასუხი"


def test_words_from_outside_carry_no_markup():
    assert text.plain("**[x](javascript:1)** :red[y]") == r"\*\*\[x\]\(javascript\:1\)\*\* \:red\[y\]"
