import re

import pytest
from rapidfuzz import fuzz, process

from analytics import indicators_page
from analytics.catalogue import catalogue, read
from analytics.derive import metric, ordered
from data.errors import InputError

RECORDS = catalogue()
TEXTS = ("name", "definition", "unit", "caveat")
LANGUAGES = ("ka", "en")
# Above this two definitions are one text with the name exchanged.
TOO_ALIKE = 85


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", TEXTS)
def test_every_record_has_its_words_in_every_language(field, language):
    georgian = re.compile("[\u10d0-\u10ff]")
    empty = [one.id for one in RECORDS.values() if len(getattr(one, field)[language].strip(" —")) == 0]
    foreign = [
        one.id for one in RECORDS.values() if bool(georgian.search(getattr(one, field)[language])) != (language == "ka")
    ]
    # A unit such as "%" or "0–100" needs no letters.
    foreign = [name for name in foreign if re.search(r"[^\W\d_]", getattr(RECORDS[name], field)[language])]
    assert (empty, foreign) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_indicators_have_one_name(language):
    names = [one.name[language] for one in RECORDS.values()]
    assert sorted(set(names)) == sorted(names)
    assert max(map(len, names)) <= 70


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_definition_is_another_one_with_the_name_exchanged(language):
    bare = [re.sub(r"\d+", "", one.definition[language].replace(one.name[language], "")) for one in RECORDS.values()]
    alike = process.cdist(bare, bare, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE)
    names = list(RECORDS)
    pairs = [(names[i], names[j]) for i in range(len(names)) for j in range(i) if alike[i][j]]
    assert pairs == []


def test_units_of_one_kind_have_the_same_words_in_both_languages():
    translations = {}
    for one in RECORDS.values():
        translations.setdefault(one.unit.en, set()).add(one.unit.ka)
    assert {unit: words for unit, words in translations.items() if len(words) > 1} == {}


def test_georgian_text_is_never_capital_mtavruli():
    texts = [getattr(one, field).ka for one in RECORDS.values() for field in TEXTS]
    assert [text for text in texts if re.search("[\u1c90-\u1cbf]", text)] == []


def test_every_computed_indicator_finds_its_function_and_its_inputs():
    for one in ordered(RECORDS.values()):
        assert callable(metric(one.metric))
        assert set(one.inputs) <= set(RECORDS), one.id


def test_indicators_that_read_each_other_in_a_circle_are_refused():
    first = RECORDS["turnout_change"].model_copy(update={"id": "made_up_a", "inputs": ("made_up_b",)})
    second = first.model_copy(update={"id": "made_up_b", "inputs": ("made_up_a",)})
    with pytest.raises(ValueError, match="made_up_a, made_up_b"):
        list(ordered([first, second]))


def test_every_pillar_has_core_indicators_and_context_stands_behind():
    core = {one.pillar for one in RECORDS.values() if one.core}
    assert core == {"environment", "csr", "engagement", "advocacy", "capacity"}


def test_the_28_metrics_of_the_design_and_entities_per_head_are_there():
    assert sum(one.derived for one in RECORDS.values()) == 31


def test_regions_that_cannot_be_told_apart_are_not_mapped():
    statements = {one.id for one in RECORDS.values() if one.regions == "statement"}
    assert {"eng_volunteer", "eng_public_meeting", "eng_help_neighbour", "parl_responsive"} <= statements
    assert {RECORDS["eng_donate_charity"].regions, RECORDS["eng_petition"].regions} == {"compare"}


def test_a_rate_breaks_where_its_numerator_does():
    years = {one.year for one in RECORDS["nnle_density"].breaks}
    assert years == {one.year for one in RECORDS["gs_nnle_active"].breaks} == {2015, 2018, 2022}


def test_the_page_of_indicators_is_up_to_date():
    shipped = indicators_page.PAGE.read_text(encoding="utf-8")
    assert shipped == indicators_page.text(), "run `make indicators-page`"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('better = "higher"', 'better = "up"', "better"),
        ('better = "higher"', "", "better"),
        ("core = true", "core = true\nsurplus = 1", "surplus"),
        ("inputs = []", 'inputs = ["gs_nnle_active"]', ""),
    ],
)
def test_a_record_that_does_not_fit_is_refused_with_its_key(tmp_path, old, new, key):
    shipped = (indicators_page.PAGE.parents[1] / "analytics/indicators/eng_petition.toml").read_text(encoding="utf-8")
    assert old in shipped
    path = tmp_path / "eng_petition.toml"
    path.write_text(shipped.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert key in caught.value.findings[0].column


def test_a_record_under_another_name_is_refused(tmp_path):
    path = tmp_path / "other_made_up.toml"
    shipped = indicators_page.PAGE.parents[1] / "analytics/indicators/eng_petition.toml"
    path.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match="file's name"):
        read(path)
