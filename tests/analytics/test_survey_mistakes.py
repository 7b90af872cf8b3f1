"""Mistakes in made-up mappings and made-up micro-data: each is named, with its place and its cure."""

import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analytics import survey_files, survey_import
from analytics.__main__ import application
from analytics.survey_design import ExtraMissing
from data.errors import InputError
from tests.analytics.made_up_survey import made_up_people, mapping, minimal, write


def findings(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        survey_import.estimates(path)
    return str(caught.value)


def changed(column: str, value: object, row: int = 4) -> pd.DataFrame:
    people = made_up_people().astype("object")
    people.loc[row, column] = value
    return people


@pytest.mark.parametrize(
    ("people", "message"),
    [
        (changed("WEIGHT", 0), "made_up_survey.csv, line 6, WEIGHT: '0' is not a number above 0"),
        (changed("WEIGHT", "heavy"), "line 6, WEIGHT: 'heavy' is not a number above 0"),
        (changed("STRATUM", None), "line 6, STRATUM: '' is no stratum"),
        (changed("PSU", None), "line 6, PSU: '' is no psu"),
        (changed("AGE", "old"), "line 6, AGE: 'old' is no age"),
        (changed("SEX", 7), "line 6, SEX: '7' has no category"),
    ],
)
def test_a_broken_cell_is_named_with_its_line(tmp_path: Path, people: pd.DataFrame, message: str) -> None:
    assert message in findings(mapping(tmp_path, ".csv", people))


def test_an_unmapped_place_names_the_nearest(tmp_path: Path) -> None:
    path = mapping(tmp_path, ".csv")
    data = tmp_path / "made_up_survey.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("გურია", "გურიაა"), encoding="utf-8")

    text = findings(path)

    assert "line 82, REGION: 'გურიაა' has no category" in text
    assert "GE-GU" in text


def test_a_row_of_a_statistics_file_is_counted_from_one(tmp_path: Path) -> None:
    people = made_up_people()
    people.loc[4, "WEIGHT"] = -2.0

    assert "made_up_survey.sav, line 5, WEIGHT: '-2' is not a number above 0" in findings(
        mapping(tmp_path, ".sav", people)
    )


def test_an_unknown_variable_names_the_nearest(tmp_path: Path) -> None:
    path = mapping(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('"PETITION"', '"PETITON"'), encoding="utf-8")

    assert "indicators.eng_petition.variable: 'PETITON' is no variable of this file. Nearest: PETITION" in findings(
        path
    )


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"yes": "7"}, "eng_petition.yes: '7' is no code or label of PETITION. Nearest:"),
        ({"yes": "1]\nexcluded = [1"}, "'1' is also one of the answers that count"),
        (
            {"indicator": "eng_petitions"},
            "'eng_petitions' has no record. Write analytics/indicators/eng_petitions.toml",
        ),
        ({"more": 'breakdowns = [["sex"]]'}, "breakdowns: 'sex' has no variable"),
        ({"more": 'colour = "red"'}, "colour: 'red' Extra inputs are not permitted"),
        ({"more": "minimum = { respondents = 20 }"}, "minimum.respondents: '20' Input should be greater than or equal"),
        ({"more": "minimum = { clusters = 2 }"}, "minimum.clusters: '2' Input should be greater than or equal to 3"),
        ({"more": 'place = { variable = "REGION", codes = { "თბილისი" = "Tblisi" } }'}, "'Tblisi' is no place"),
        ({"more": 'groups = { age = { variable = "AGE" } }'}, "groups.age: 'AGE' has no categories"),
        ({"more": 'groups = { age = { variable = "AGE", bins = [35, 18] } }'}, "groups.age: 'AGE' has no categories"),
        ({"more": 'groups = { sex = { variable = "SEX", codes = { 1 = "a|b" } } }'}, "String should match pattern"),
        ({"more": "year = 2024"}, "is not TOML"),
    ],
)
def test_a_mistake_in_the_mapping_is_named(tmp_path: Path, parts: dict[str, str], message: str) -> None:
    assert message in findings(minimal(tmp_path, **parts))


def test_a_lonely_cluster_stops_the_import_and_names_the_stratum(tmp_path: Path) -> None:
    people = made_up_people()
    people.loc[people["PSU"] == 7, "STRATUM"] = 99.0
    people.loc[people["STRATUM"] == 99, "REGION"] = 1.0

    text = findings(mapping(tmp_path, people=people))

    assert "one primary sampling unit only in stratum 99" in text
    assert "docs/survey-import.md" in text
    chosen = mapping(tmp_path, people=people, design='lonely = "refuse"')
    refused = survey_import.estimates(chosen).set_index(["place", "grp"])["refused"]
    assert (refused[("GE-GU", "")], refused[("GE-TB", "")]) == ("", "lonely_psu")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("made_up.xlsx", b"", "is of no known kind"),
        ("made_up.sav", None, "is not there"),
        ("made_up.sav", b"not SPSS", "cannot be read as SPSS file"),
        ("made_up.dta", b"not Stata", "cannot be read as Stata file"),
        ("made_up.csv", b"\xff\xfe", "cannot be read as CSV in UTF-8"),
        ("made_up.csv", b"", "cannot be read as CSV in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(InputError, match=message):
        survey_files.read(tmp_path / name, {"Q": "indicators.q.variable"})


def test_a_missing_mapping_is_named(tmp_path: Path) -> None:
    assert "'made_up.toml' is not there" in findings(tmp_path / "made_up.toml")


def test_a_missing_reader_is_named_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, ".sav", made_up_people())
    monkeypatch.setitem(sys.modules, "pyreadstat", None)

    with pytest.raises(ExtraMissing, match=r"pyreadstat.*requirements-survey\.txt"):
        survey_files.read(path, {"PETITION": ""})


def test_a_command_that_finds_a_mistake_writes_nothing(tmp_path: Path) -> None:
    answer = CliRunner().invoke(
        application, ["survey", str(minimal(tmp_path, yes="7")), "--out", str(tmp_path / "out")]
    )

    assert answer.exit_code == 1
    assert "is no code or label" in answer.output
    assert not (tmp_path / "out").exists()
