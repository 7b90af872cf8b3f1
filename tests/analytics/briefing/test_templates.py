"""Every template of the briefings, filled for all eleven regions and for telling numbers: a golden file to be read."""

from pathlib import Path
from string import Formatter

import pytest

from analytics.briefing import words
from analytics.writing.catalogues import form_for, glued
from analytics.writing.numbers import number
from geo.place_names import place_text
from geo.places import official_regions

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
NUMBERS = (1, 2, 5, 21, 100, 0.4)
NUMERIC = {
    "after", "ahead", "all", "apart", "before", "behind", "chance", "end", "found", "gain", "high", "known", "low",
    "men", "opposite", "pairs", "rest", "same", "size", "start", "step", "targets", "total", "value", "width", "within",
    "women",
}  # fmt: skip
PLACES = {"place": "name", "in_place": "in", "of_place": "of", "low_in": "in", "high_in": "in"}
ERRORS = "briefing.bad_"


def names(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def filled(language, forms, place, value):
    template = form_for(language, forms, value)
    fixed = {name: f"‹{name}›" for name in names(template)} | {"year": 2024, "first": 2016, "last": 2024}
    places = {name: place_text(place, case, language) for name, case in PLACES.items()}
    numbers = dict.fromkeys(NUMERIC, number(value, 1 if value % 1 else 0, language))
    words_of = fixed | places | numbers
    text = template.format(**{name: words_of[name] for name in names(template)})
    return glued(text) if language == "ka" else text


def lines(language):
    for key, forms in sorted(words.strings(language).items()):
        if not key.startswith("briefing.") or key.startswith(ERRORS):
            continue
        asked = set().union(*map(names, forms))
        if asked & set(PLACES):
            yield from (f"{key} | {place} | {filled(language, forms, place, 5)}" for place in official_regions())
        if asked & NUMERIC:
            yield from (f"{key} | {one} | {filled(language, forms, 'GE-KK', one)}" for one in NUMBERS)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_template_reads_as_it_was_read(language):
    # Written anew by: python tests/analytics/briefing/test_templates.py; then read the diff line by line.
    golden = (GOLDEN / f"briefing_{language}.txt").read_text(encoding="utf-8").splitlines()
    assert list(lines(language)) == golden


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_golden_file_holds_every_template_with_a_place_or_a_number(language):
    held = {
        line.split(" | ")[0] for line in (GOLDEN / f"briefing_{language}.txt").read_text(encoding="utf-8").splitlines()
    }
    wanted = {
        key
        for key, forms in words.strings(language).items()
        if key.startswith("briefing.") and not key.startswith(ERRORS)
        and set().union(*map(names, forms)) & (NUMERIC | set(PLACES))
    }  # fmt: skip
    assert held == wanted


if __name__ == "__main__":
    for one in ("ka", "en"):
        (GOLDEN / f"briefing_{one}.txt").write_text("\n".join(lines(one)) + "\n", encoding="utf-8")
