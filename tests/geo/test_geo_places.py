"""Places, their spellings, case forms and the two tables of a release."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cases import CASES, case_forms
from geo.frames import PLACE_COLUMNS, members_frame, places_frame
from geo.places import LEVELS, Place, UnknownPlace, code_of, label_lines, members, name, places
from geo.records import csv_rows, toml_table
from geo.spellings import normalised

SPELLINGS = [(row["code"], row["spelling"]) for row in csv_rows("spellings.csv")]


def level_of(code: str) -> str:
    return places()[code].level


def test_every_level_has_its_places() -> None:
    counts = {level: sum(place.level == level for place in places().values()) for level in LEVELS}

    assert counts == {"country": 15, "region": 12, "macroregion": 4, "municipality": 64}


def test_every_place_has_both_names_in_their_own_script() -> None:
    for place in places().values():
        georgian = [letter for letter in place.name_ka + place.short_ka if letter.isalpha()]
        assert georgian and all("\u10d0" <= letter <= "\u10fa" for letter in georgian), place
        assert place.name_en and unicodedata.name(place.name_en[0]).startswith("LATIN"), place


def test_only_abkhazia_has_no_official_statistics_as_a_whole() -> None:
    assert [place.code for place in places().values() if place.statistics != "official"] == ["GE-AB"]


def test_every_municipality_lies_in_a_region_and_in_the_box_of_georgia() -> None:
    municipalities = [place for place in places().values() if place.level == "municipality"]

    assert all(level_of(place.region) == "region" for place in municipalities)
    assert all(41 < (place.lat or 0) < 43.7 and 40 < (place.lon or 0) < 46.8 for place in municipalities)


@pytest.mark.parametrize(("code", "spelling"), SPELLINGS, ids=[f"{c} {s}" for c, s in SPELLINGS])
def test_every_spelling_that_sources_use_is_understood(code: str, spelling: str) -> None:
    assert code_of(spelling, level="municipality") == code


def test_every_spelling_that_is_no_region_needs_no_level() -> None:
    found = {code_of(spelling) for code, spelling in SPELLINGS if code != "2681111"}

    assert found == {code for code, _ in SPELLINGS} - {"2681111"}


@pytest.mark.parametrize("code", list(places()))
def test_codes_and_names_lead_back_to_the_place(code: str) -> None:
    place = places()[code]
    written = (code, place.name_ka, place.name_en, place.short_ka, place.short_en)

    assert {code_of(text, level=place.level) for text in written} == {code}


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("ქვემო ქართლის რეგიონი", "GE-KK"),
        ("Samegrelo – Zemo  Svaneti", "GE-SZ"),
        ("აჭარის ა.რ.", "GE-AJ"),
        ("„შიდა ქართლი“", "GE-SK"),
        ("ლიტვა", "LTU"),
        ("Turkey", "TUR"),
        ("ქ.თბილისი", "GE-TB"),
        ("თბილისის მუნიციპალიტეტი", "2681111"),
        ("Mtskheta", "2683229"),
    ],
)
def test_spaces_hyphens_quotes_and_level_words_are_understood(spelling: str, code: str) -> None:
    assert code_of(spelling) == code


def test_tbilisi_is_the_region_unless_the_level_says_otherwise() -> None:
    assert (code_of("თბილისი"), code_of("Tbilisi", level="municipality")) == ("GE-TB", "2681111")


def test_a_code_of_another_level_is_not_taken() -> None:
    with pytest.raises(UnknownPlace):
        code_of("GE-KK", level="municipality")


def test_an_unknown_name_tells_the_nearest() -> None:
    with pytest.raises(UnknownPlace, match=r"'Kvemo Kartly'.*Kvemo Kartli \(GE-KK\)"):
        code_of("Kvemo Kartly")


def test_an_unknown_georgian_name_tells_the_nearest() -> None:
    with pytest.raises(UnknownPlace, match=r"მარნეული / Marneuli \(2684432\)"):
        code_of("მარნელი", level="municipality")


def test_an_occupied_territory_without_statistics_is_no_place_of_figures() -> None:
    with pytest.raises(UnknownPlace):
        code_of("Tskhinvali region")


def test_an_unknown_level_is_an_error_of_its_own() -> None:
    with pytest.raises(ValueError, match="unknown level 'village'"):
        code_of("Gori", level="village")


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing_and_never_makes_mtavruli(text: str) -> None:
    once = normalised(text)

    assert not any("\u1c90" <= letter <= "\u1cbf" for letter in once)
    assert once == " ".join(once.split())


def test_georgia_holds_regions_and_regions_hold_all_municipalities() -> None:
    inside = [member for region in members("GEO") for member in members(region)]

    assert len(members("GEO")) == 12
    assert sorted(inside) == sorted(place.code for place in places().values() if place.level == "municipality")


def test_macroregions_share_no_region_and_leave_out_tbilisi_and_abkhazia() -> None:
    inside = [member for code in toml_table("macroregions.toml") for member in members(code)]

    assert sorted(inside) == sorted(set(members("GEO")) - {"GE-TB", "GE-AB"})


def test_the_lines_of_a_label_make_up_the_whole_name() -> None:
    for code in members("GEO"):
        for language in ("ka", "en"):
            joined = " ".join(label_lines(code, language)).replace("- ", "-")
            assert joined == name(code, language)


def test_a_foreign_language_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown language 'de'"):
        name("GE-KK", "de")


def test_every_place_has_its_georgian_case_forms() -> None:
    for code in places():
        forms = case_forms(code)
        assert tuple(forms) == CASES
        assert forms["genitive"].endswith("ს") and forms["dative"].endswith("ს") and forms["locative"].endswith("ში")


def test_eastern_partnership_is_the_five_countries_that_have_figures() -> None:
    partners = [code for code, country in toml_table("countries.toml").items() if country["eastern_partnership"]]

    assert partners == ["ARM", "AZE", "GEO", "MDA", "UKR"]


def test_the_table_of_places_fits_its_contract() -> None:
    table = places_frame()

    assert list(table.columns) == PLACE_COLUMNS
    assert table["place"].is_unique and set(table["level"]) <= set(LEVELS)
    assert set(table["statistics"]) == {"official", "none: occupied"}
    assert table["lat"].isna().equals(table["lon"].isna())


def test_the_table_of_members_names_only_known_places_once() -> None:
    table = members_frame()

    assert not table.duplicated().any()
    assert set(table["whole"]) | set(table["member"]) <= set(places_frame()["place"])
    assert len(table) == 12 + 64 + 10


def test_a_place_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        places()["GE-KK"].name_en = "made up"  # type: ignore[misc]
    assert isinstance(places()["GE-KK"], Place)
