"""The catalogue of the briefings: both languages, no key missing, none unused."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from analytics.briefing import words

HOME = Path(words.__file__).parent
GEORGIAN, LATIN = re.compile(r"[ა-ჰ]"), re.compile(r"[A-Za-z]{2,}")
OWN = {language: {key: forms for key, forms in words.strings(language).items() if key.startswith("briefing.")}
       for language in ("ka", "en")}  # fmt: skip


def nodes():
    for path in HOME.glob("*.py"):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def written():
    """Literals of the package, and the literal heads of its f-strings."""
    literals = {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    joined = [node.values[0] for node in nodes() if isinstance(node, ast.JoinedStr) and len(node.values) > 1]
    heads = {one.value.removeprefix("briefing.") for one in joined if isinstance(one, ast.Constant)}
    return literals, {head for head in heads if re.fullmatch(r"[a-z]+(_[a-z]+)*_", head)}


def asked():
    """Keys that stand as literals in a call that fills a template."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    first = [
        call.args[0] for call in calls if call.func.attr in ("words", "phrase", "sentence", "counted") and call.args
    ]
    return {f"briefing.{one.value}" for one in first if isinstance(one, ast.Constant)}


def placeholders(forms):
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_both_languages_hold_the_same_keys():
    assert set(OWN["ka"]) == set(OWN["en"])


def test_placeholders_are_the_same_in_both_languages():
    assert [key for key in OWN["ka"] if placeholders(OWN["ka"][key]) != placeholders(OWN["en"][key])] == []


@pytest.mark.parametrize("language", ["ka", "en"])
def test_no_string_is_empty(language):
    assert [key for key, forms in OWN[language].items() if not all(form.strip() for form in forms)] == []


def test_georgian_strings_are_georgian_and_english_ones_are_not():
    foreign = {key for key, forms in OWN["ka"].items() for form in forms
               if LATIN.search(re.sub(r"\{\w+\}", "", form)) and not GEORGIAN.search(form)}  # fmt: skip
    assert foreign == set()
    assert {key for key, forms in OWN["en"].items() if any(map(GEORGIAN.search, forms))} == set()


def test_every_key_that_the_briefings_ask_for_exists():
    assert asked() - set(OWN["en"]) == set()


def test_every_key_is_used():
    literals, heads = written()
    unused = {key for key in OWN["en"]
              if key not in literals and key.removeprefix("briefing.") not in literals
              and not any(key.removeprefix("briefing.").startswith(head) for head in heads)}  # fmt: skip
    assert unused == set()
