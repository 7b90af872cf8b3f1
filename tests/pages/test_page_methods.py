"""Sources and methods: every section opens in both languages, and its tables hold what records and release hold."""

import pytest

from data.source_records import load_all
from pages.parts import load, methods_ledger, methods_sources
from pages.parts.text import catalogue
from tests.pages.said import texts

SECTIONS = (
    "about", "journey", "kinds", "scales", "change", "trend", "reliability", "derived", "index", "views", "population",
    "barometer", "suppression", "breaks", "disagreements", "words", "sources", "licences", "releases", "absent",
)  # fmt: skip


def rows(page, table=0):
    return page.table[table].value


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_in_both_languages(app, section, language):
    page = app("methods", lang=language, section=section)
    assert not page.exception
    assert len(page.header) == 1
    assert section in page.query_params["section"]


def test_an_unknown_section_is_said(app):
    page = app("methods", lang="en", section="no_such_made_up")
    assert "no_such" in page.warning[0].value.replace("\\", "")


def test_all_sources_stand_in_the_list(app):
    page = app("methods", lang="en", section="sources")
    for source in load_all().values():
        assert f"source={source.source})" in texts(page)


def test_a_source_shows_its_whole_record(app):
    page = app("methods", lang="en", source="vdem15")
    words = texts(page).replace("\u00a0", " ")
    assert "CC BY-SA 4.0" in words
    assert "68%, credible interval" in words
    assert "22 November 2026" in words
    assert "the year of the data" in words


def test_a_source_in_georgian_has_no_english_remarks(app):
    words = texts(app("methods", lang="ka", source="cb2019"))
    assert "საველე სამუშაოს წელი" in words
    assert "file of" not in words
    assert "No licence file" not in words


def test_an_unknown_source_is_said(app):
    page = app("methods", lang="en", source="no_such_made_up")
    assert "no_such" in page.warning[0].value.replace("\\", "")


def test_terms_and_pillar_narrow_the_sources(app):
    app("methods", lang="en")
    quoted = {one.source for one in methods_sources.narrowed("", "quote", "")}
    assert quoted == {name for name, one in load_all().items() if one.terms == "quote"}
    csr = {one.source for one in methods_sources.narrowed("", "", "csr")}
    assert "meliora_site" in csr
    assert "vdem15" not in csr


def test_a_search_finds_a_publisher_in_either_script(app):
    app("methods", lang="en")
    latin = [one.source for one in methods_sources.narrowed("msoplio banki", "", "")]
    assert "wgi2024" in latin
    assert latin == [one.source for one in methods_sources.narrowed("მსოფლიო ბანკი", "", "")]


def test_every_year_rule_has_words_in_both_languages():
    for source in load_all().values():
        key = "".join(one if one.isalnum() else "_" for one in source.year_rule.replace(" - ", "_minus_"))
        assert all(f"methods.year_rule_{key}" in catalogue(language) for language in ("ka", "en"))


def test_the_gate_names_the_items_that_cannot_tell_regions_apart(app):
    table = rows(app("methods", lang="en", section="reliability"))
    neighbour = table[table.iloc[:, 0].str.contains("neighbour")].iloc[0]
    assert neighbour.iloc[1] == "0.00"
    assert neighbour.iloc[5] == "**cannot be told apart**"
    gate = load.gate()
    assert set(gate.loc[gate["decision"] == "statement", "computed"]) == {"statement"}


def test_every_computed_indicator_is_listed(app):
    words = texts(app("methods", lang="en", section="derived"))
    for record in load.indicators().values():
        assert not record.derived or f"`{record.metric}`" in words


def test_every_break_is_listed(app):
    table = rows(app("methods", lang="en", section="breaks"))
    assert len(table) == sum(len(record.breaks) for record in load.indicators().values())


@pytest.mark.parametrize(("language", "value"), [("ka", "მნიშვნელობა"), ("en", "Value")])
def test_the_whole_contradiction_ledger_stands_in_the_table(app, language, value):
    page = app("methods", lang=language, section="disagreements")
    table, ledger = rows(page), load.ledger()
    assert len(table) == len(ledger)
    assert table[value].str.startswith("**").sum() == ledger["chosen"].sum()
    assert table.iloc[:, 5].ne("").sum() == ledger["contradiction"].nunique()
    page.session_state[f"take.contradictions.{language}"] = True
    assert [one.proto.label for one in page.run().get("download_button")] == ["CSV", "XLSX"]


def test_the_ledger_file_gives_every_number_its_reason(app):
    app("methods", section="disagreements")
    twin = methods_ledger.file()
    assert len(twin.rows) == len(load.ledger())
    assert set(twin.heads) <= set(twin.rows.columns)
    assert twin.rows["reason"].ne("").all()
    assert twin.rows["who"].ne("").all()


def test_a_contradiction_that_only_a_note_tells_is_shown(app):
    table = rows(app("methods", lang="en", section="disagreements"))
    crystal = table[table["Source"].str.contains("Crystal")].iloc[0]
    assert (crystal["Year"], crystal["Value"]) == ("2019", "33")
    neither = table[table["Source"].str.contains("LSG Index")]
    assert set(neither["Value"]) == {"35\\.0%", "33\\.0%"}


def test_the_glossary_is_whole_and_can_be_searched(app):
    assert len(rows(app("methods", lang="en", section="words"))) == 126
    found = rows(app("methods", lang="en", section="words", q="volunteer"))
    assert 0 < len(found) < 10


def test_suppressed_cells_are_told_in_the_reader_s_words(app):
    table = rows(app("methods", lang="ka", section="suppression"))
    gaps = load.gaps()
    assert len(table) == (gaps["reason"] == "suppressed").sum()
    assert not table.iloc[:, 3].str.contains("clusters|interval").any()


def test_the_release_is_named_with_its_digest(app):
    page = app("methods", lang="en", section="releases")
    manifest = load.release().manifest
    assert manifest["content_sha256"] in texts(page)
    assert len(rows(page)) == len(manifest["rows"])
