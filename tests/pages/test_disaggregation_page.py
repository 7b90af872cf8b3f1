"""The indicator page by sex, age, settlement, macro-region and size; made-up survey figures arrive by the import."""

import pandas as pd
import pytest

from analytics import survey_import
from analytics.build import FACT_COLUMNS
from analytics.derive import identify
from data import observations, releases, source_records
from data.observations import Known
from pages.parts import load
from tests.analytics import made_up_survey
from tests.pages.said import heads, texts

SOURCE = """
title = "Made-up survey for a test"
version = ""
url = "https://example.org"
licence = "none"
terms = "cite"
retrieved = 2026-01-01
year_rule = "year of fieldwork"
[publisher]
ka = "ტესტი"
en = "Test"
[caveat]
ka = "მოგონილია"
en = "Made up"
[interval]
kind = "confidence"
level = 0.95
"""
SETTLEMENT = """
[groups.settlement]
variable = "SETTLEMENT"
codes = { 1 = "capital", 2 = "urban", 3 = "rural" }
"""


def specs(test):
    return " ".join(chart.proto.spec for chart in test.get("plotly_chart"))


def offered(test):
    return next(one for one in test.selectbox if one.key and one.key.startswith("by.")).options


@pytest.fixture(scope="module")
def made_up(release, tmp_path_factory):
    """A release with a made-up survey of petitions by sex, age and settlement, and the record of its source."""
    folder = tmp_path_factory.mktemp("made_up")
    people = made_up_survey.made_up_people()
    people = people.assign(SETTLEMENT=people["REGION"])
    mapping = made_up_survey.mapping(folder, ".csv", people, bottom=SETTLEMENT)
    out = folder / "made_up"
    survey_import.write(survey_import.estimates(mapping), out)
    (out / "source.toml").write_text(SOURCE, encoding="utf-8")
    source = source_records.load(out)
    tables = {name: releases.query(release, f"FROM {name}") for name in releases.TABLES}
    known = Known(set(tables["indicators"]["indicator"]), set(tables["places"]["place"]))
    tables = _with(tables, observations.read(out, source, known), observations.read_gaps(out, source, known), source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVALI_VAR", str(tmp_path_factory.mktemp("var_made_up")))
        yield releases.write(tables, date="2026-11-23", inputs_sha256="0" * 64, code_version="0"), source


def _with(tables, rows, gaps, source):
    facts = identify(rows)[FACT_COLUMNS]
    groups = [(grp, *part.split("=")) for grp in sorted(set(facts["grp"]) - {""}) for part in grp.split("|")]
    new = {
        "facts": facts,
        "gaps": gaps,
        "sources": source_records.frame({source.source: source}).head(1),
        "groups": pd.DataFrame(groups, columns=["grp", "dimension", "category"]),
    }
    keys = {"groups": ["grp", "dimension"]}
    joined = {name: pd.concat([tables[name], more], ignore_index=True) for name, more in new.items()}
    return tables | {name: table.drop_duplicates(keys.get(name)) for name, table in joined.items()}


@pytest.fixture
def opened(app, made_up, monkeypatch):
    """Opens a page on the release with the made-up survey."""
    release, source = made_up
    monkeypatch.setenv("KVALI_VAR", str(release.path.parent.parent))
    monkeypatch.setattr(load, "all_sources", lambda: {**source_records.load_all(), source.source: source})
    return app


@pytest.mark.parametrize(("by", "title", "groups"), [
    ("sex", "By sex, 2024", ["Women", "Men", "All"]),
    ("age", "By age, 2024", ["18–34", "35–54", "55+"]),
    ("settlement", "By settlement, 2024", ["Capital", "Other towns", "Villages"]),
])  # fmt: skip
def test_a_survey_that_is_imported_arrives_by_sex_age_and_settlement(opened, by, title, groups):
    test = opened("indicator", lang="en", indicator="eng_petition", by=by)
    assert not test.exception
    assert title in heads(test)
    for group in groups:
        assert group in specs(test)
    assert "95% interval" in texts(test)
    assert "Made-up survey for a test" in texts(test)


def test_the_imported_divisions_speak_georgian(opened):
    test = opened("indicator", lang="ka", indicator="eng_petition", by="settlement")
    assert not test.exception
    assert "დასახლების ტიპის მიხედვით, 2024" in heads(test)


def test_without_the_survey_the_page_says_whose_answers_could_give_it(app):
    test = app("indicator", lang="en", indicator="eng_petition", by="age", place="GE-KK")
    said = texts(test)
    assert "By age" in heads(test)
    assert "docs/survey-import.md" in said
    assert "Caucasus Barometer 2019 Georgia" in said
    assert "age: no figures" in offered(test)


def test_a_division_that_voters_lists_could_give_names_who_counted(app):
    said = texts(app("indicator", lang="en", indicator="turnout_parliamentary", by="age", place="GE-KK"))
    assert "None of its sources prints such figures" in said
    assert "CEC voter activity by precinct and sex" in said
    assert "micro-data" not in said


def test_turnout_of_2024_stands_by_sex_beside_all(app):
    test = app("indicator", lang="en", indicator="turnout_parliamentary", place="GE-KK")
    assert "By sex, 2024" in heads(test)
    assert test.query_params["by"] in (["sex"], "sex")
    assert all(word in specs(test) for word in ("Women", "Men", "All"))


def test_entities_stand_by_size(app):
    test = app("indicator", lang="en", indicator="gs_entities_active", place="GE-KK", by="size")
    assert "By size, 2023" in heads(test)
    assert all(word in specs(test) for word in ("Large", "Medium", "Small"))


def test_a_survey_stands_by_macro_region(app):
    test = app("indicator", lang="en", indicator="trust_ngos", by="macroregion")
    assert "By macro-region, 2019" in heads(test)


def test_a_place_without_a_division_leads_to_the_nearest_that_has_it(app):
    test = app("indicator", lang="en", indicator="gs_business_employed", place="2684432", by="size")
    assert not test.exception
    ways = [link.proto for link in test.get("page_link") if "by=size" in link.proto.query_string]
    assert [way.label for way in ways] == ["Figures for Kvemo Kartli"]


@pytest.mark.parametrize("indicator", ["vdem_v2x_libdem", "wdi_gdp_pc"])
def test_what_nobody_would_divide_offers_no_division(app, indicator):
    test = app("indicator", lang="en", indicator=indicator)
    assert not any(one.key and one.key.startswith("by.") for one in test.selectbox)


def test_an_unknown_division_is_said_aloud(app):
    test = app("indicator", lang="en", indicator="trust_ngos", by="made_up")
    assert not test.exception
    assert "made_up" in test.warning[0].value.replace("\\", "")
