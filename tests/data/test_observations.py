import pytest

from data import observations, source_records
from data.corrections import correct
from data.errors import InputError
from data.observations import Known

KNOWN = Known({"made_up_share"}, {"GE-KK", "GEO"})
HEADER = "indicator,place,year,wave,grp,value,qualifier,lower,upper,n,flag,note"
GOOD = "made_up_share,GE-KK,2019,,,12.5,,10,15,200,,"
SOURCE_TOML = """
title = "Made up for a test"
version = ""
url = "https://example.org"
licence = "none"
terms = "cite"
retrieved = 2026-01-01
year_rule = "data year"
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


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "made_up_source"
    folder.mkdir()
    (folder / "source.toml").write_text(SOURCE_TOML, encoding="utf-8")
    return folder


def read(folder, *rows, header=HEADER):
    (folder / "observations.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return observations.read(folder, source_records.load(folder), KNOWN)


def finding(folder, row):
    with pytest.raises(InputError) as caught:
        read(folder, GOOD, row)
    return caught.value.findings[0]


def test_a_good_row_becomes_a_typed_fact(folder):
    row = read(folder, GOOD).iloc[0]
    assert (row["value"], row["lower"], row["upper"], row["n"], row["year"]) == (12.5, 10, 15, 200, 2019)
    assert (row["interval_kind"], row["interval_level"], row["source"]) == ("confidence", 0.95, "made_up_source")


def test_missing_bounds_stay_missing(folder):
    row = read(folder, "made_up_share,GEO,2019,,,12.5,,,,,,").iloc[0]
    assert row[["lower", "upper", "interval_kind", "interval_level"]].isna().all()


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("unheard_of,GEO,2019,,,1,,,,,,", "indicator", "unheard_of"),
        ("made_up_share,Atlantis,2019,,,1,,,,,,", "place", "Atlantis"),
        ("made_up_share,GEO,19,,,1,,,,,,", "year", "19"),
        ("made_up_share,GEO,2018,,,12 000,,,,,,", "value", "12 000"),
        ("made_up_share,GEO,2018,,,,,,,,,", "value", ""),
        ('made_up_share,GEO,2018,,,"1,5",,,,,,', "value", "1,5"),
        ("made_up_share,GEO,2018,,,1,,,,0,,", "n", "0"),
        ("made_up_share,GEO,2018,,,1,roughly,,,,,", "qualifier", "roughly"),
        ("made_up_share,GEO,2018,,sex:men,1,,,,,,", "grp", "sex:men"),
        ("made_up_share,GEO,2018,,sex=men|age=18,1,,,,,,", "grp", "sex=men|age=18"),
    ],
)
def test_a_bad_cell_is_named_with_file_line_column_value_and_cure(folder, row, column, value):
    found = finding(folder, row)
    assert (found.file.endswith("observations.csv"), found.row, found.column, found.value) == (True, 3, column, value)
    assert found.cure


@pytest.mark.parametrize("bounds", ["13,15", "10,12", "10,", ",15"])
def test_bounds_that_do_not_hold_the_value_are_refused(folder, bounds):
    assert finding(folder, f"made_up_share,GEO,2019,,,12.5,,{bounds},,,").column == "lower"


def test_a_row_that_stands_twice_is_refused(folder):
    assert "twice" in finding(folder, GOOD).problem


def test_all_findings_are_told_at_once(folder):
    with pytest.raises(InputError) as caught:
        read(folder, "made_up_share,Atlantis,2019,,,1,,,,,,", "made_up_share,GEO,2019,,,x,,,,,,")
    assert [found.row for found in caught.value.findings] == [2, 3]


def test_an_unknown_column_is_refused(folder):
    with pytest.raises(InputError, match="surplus"):
        read(folder, GOOD + ",1", header=HEADER + ",surplus")


def test_a_bound_without_a_declared_meaning_is_refused(folder):
    text = SOURCE_TOML.split("[interval]", maxsplit=1)[0]
    (folder / "source.toml").write_text(text, encoding="utf-8")
    assert "meaning" in finding(folder, "made_up_share,GEO,2019,,,1,,0,2,,,").problem


def test_a_misspelt_key_of_a_source_is_refused(folder):
    (folder / "source.toml").write_text(SOURCE_TOML.replace("licence", "license"), encoding="utf-8")
    with pytest.raises(InputError, match="license"):
        source_records.load(folder)


def correction(old, new="13"):
    return f"""
[[correction]]
indicator = "made_up_share"
place = "GE-KK"
year = 2019
wave = ""
grp = ""
column = "value"
old = {old}
new = {new}
evidence = "made up"
"""


def test_a_correction_changes_the_value_and_says_so(folder):
    rows = read(folder, GOOD)
    (folder / "corrections.toml").write_text(correction("12.5", "13.0"), encoding="utf-8")
    row = correct(rows, folder).iloc[0]
    assert (row["value"], row["status"]) == (13.0, "corrected")
    assert rows.iloc[0]["value"] == 12.5


def test_a_correction_of_a_value_that_is_not_there_any_more_is_refused(folder):
    rows = read(folder, GOOD)
    (folder / "corrections.toml").write_text(correction("99.0"), encoding="utf-8")
    with pytest.raises(InputError, match="not the old value"):
        correct(rows, folder)


def test_gaps_carry_their_reason(folder):
    (folder / "gaps.csv").write_text(
        "indicator,place,year,wave,grp,reason,note\nmade_up_share,GE-KK,2017,,,suppressed,n=12\n", encoding="utf-8"
    )
    gaps = observations.read_gaps(folder, source_records.load(folder), KNOWN)
    assert gaps[["reason", "note", "year"]].iloc[0].tolist() == ["suppressed", "n=12", 2017]


def test_a_gap_without_a_known_reason_is_refused(folder):
    (folder / "gaps.csv").write_text(
        "indicator,place,year,wave,grp,reason,note\nmade_up_share,GE-KK,2017,,,forgotten,\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="forgotten"):
        observations.read_gaps(folder, source_records.load(folder), KNOWN)
