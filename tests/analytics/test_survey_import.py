"""Every survey here is made up; the file names say so."""

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from typer.testing import CliRunner

from analytics import survey_files, survey_import
from analytics.__main__ import application
from analytics.estimate import shares
from data import observations
from data.source_records import Source
from geo.places import places
from tests.analytics.made_up_survey import REGIONS, made_up_people, mapping, write


@pytest.mark.parametrize("suffix", [".sav", ".dta", ".csv"])
def test_estimates_are_those_of_the_answers(tmp_path: Path, suffix: str) -> None:
    people = made_up_people()
    answers = people.assign(
        answer=people["PETITION"].where(people["PETITION"] != -3), place="GEO", year=2024, grp="",
        weight=people["WEIGHT"], stratum=people["STRATUM"], psu=people["PSU"],
    )  # fmt: skip
    expected = shares(answers, [1.0]).iloc[0]

    rows = survey_import.estimates(mapping(tmp_path, suffix))
    found = rows[(rows["place"] == "GEO") & (rows["grp"] == "")].iloc[0]

    columns = ["value", "lower", "upper", "n", "clusters", "standard_error", "design_effect"]
    assert found[columns].tolist() == pytest.approx(expected[columns].tolist())
    assert found["n"] == 213  # 240, less 24 not concerned and 3 not asked


def test_every_breakdown_is_printed_with_its_places_and_groups(tmp_path: Path) -> None:
    rows = survey_import.estimates(mapping(tmp_path))

    assert [tuple(row) for row in rows[["place", "grp"]].to_numpy()] == [
        ("GE-GU", ""), ("GE-KK", ""), ("GE-TB", ""), ("GEO", ""), ("GEO", "age=18-34"), ("GEO", "age=35-54"),
        ("GEO", "age=55+"), ("GEO", "sex=men"), ("GEO", "sex=women"),
    ]  # fmt: skip
    assert rows["n"].gt(0).all()


def test_crossed_groups_are_named_in_alphabetical_order(tmp_path: Path) -> None:
    rows = survey_import.estimates(mapping(tmp_path, top='breakdowns = [["sex", "place", "age"]]'))

    assert set(rows["place"]) == {"GE-GU", "GE-KK", "GE-TB"}
    assert set(rows["grp"]) == {f"age={age}|sex={sex}" for age in ("18-34", "35-54", "55+") for sex in ("men", "women")}


def test_refusals_that_the_file_calls_missing_stay_in_the_denominator(tmp_path: Path) -> None:
    kept = survey_import.estimates(mapping(tmp_path)).set_index(["place", "grp"]).loc[("GEO", "")]
    path = mapping(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("[-3]", "[-3, -1]"), encoding="utf-8")
    left = survey_import.estimates(path).set_index(["place", "grp"]).loc[("GEO", "")]

    refused = (made_up_people()["PETITION"] == -1).sum()
    assert kept["n"] - left["n"] == refused
    assert kept["value"] < left["value"]


@pytest.mark.parametrize("suffix", [".sav", ".dta"])
def test_answers_may_be_named_by_their_georgian_labels(tmp_path: Path, suffix: str) -> None:
    path = mapping(tmp_path, suffix)
    by_code = survey_import.estimates(path)
    text = path.read_text(encoding="utf-8").replace("yes = [1]", 'yes = ["დიახ"]').replace("[-3]", '["არ ეხება"]')
    path.write_text(text, encoding="utf-8")

    pd.testing.assert_frame_equal(survey_import.estimates(path), by_code)


def test_labels_keep_their_script(tmp_path: Path) -> None:
    data = survey_files.read(write(tmp_path, ".sav", made_up_people()), {"PETITION": "", "REGION": ""})

    assert data.labels["REGION"] == {str(code): label for code, label in REGIONS.items()}
    assert data.labels["PETITION"]["-1"] == "უარი პასუხზე"


def test_stata_letters_stay_answers_and_nobody_asked_stays_empty(tmp_path: Path) -> None:
    """Read naively, the empty cell would become the answer 0."""
    path = tmp_path / "made_up_letters.dta"
    answers = pd.DataFrame({"Q": pd.Series([1, 2, "a", None], dtype="object")})
    pyreadstat.write_dta(answers, str(path), missing_user_values={"Q": ["a"]})

    assert survey_files.read(path, {"Q": ""}).cells["Q"].tolist() == ["1", "2", "a", None]


def test_a_place_may_be_given_by_code_in_the_mapping(tmp_path: Path) -> None:
    path = mapping(tmp_path)
    codes = 'variable = "REGION"\ncodes = { 1 = "Kakheti", 2 = "GE-IM", 3 = "Adjara" }'
    path.write_text(path.read_text(encoding="utf-8").replace('variable = "REGION"', codes), encoding="utf-8")

    assert set(survey_import.estimates(path)["place"]) == {"GEO", "GE-KA", "GE-IM", "GE-AJ"}


def test_a_name_of_two_levels_is_read_at_the_level_of_the_mapping(tmp_path: Path) -> None:
    people = made_up_people().assign(REGION=1.0)
    path = mapping(tmp_path, people=people)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"REGION"', '"REGION"\nlevel = "municipality"'), encoding="utf-8")
    by_label = set(survey_import.estimates(path)["place"])
    path.write_text(
        text.replace('"REGION"', '"REGION"\nlevel = "municipality"\ncodes = { 1 = "Tbilisi" }'), encoding="utf-8"
    )

    assert by_label == set(survey_import.estimates(path)["place"]) == {"GEO", "2681111"}


def test_what_is_written_is_a_source_that_the_build_accepts(tmp_path: Path) -> None:
    out = tmp_path / "made_up"
    rows = survey_import.estimates(mapping(tmp_path, bottom="[minimum]\nrespondents = 70"))
    written = survey_import.write(rows, out)
    words = {"ka": "მოგონილი", "en": "made up"}
    source = Source(source="made_up", title="made up", version="1", url="https://example.org", licence="none",
                    terms="own", retrieved="2024-01-01", year_rule="fieldwork", publisher=words, caveat=words,
                    interval={"kind": "confidence", "level": 0.95})  # fmt: skip
    known = observations.Known({"eng_petition"}, set(places()))

    facts, gaps = observations.read(out, source, known), observations.read_gaps(out, source, known)

    assert (len(facts), len(gaps)) == (written.observations, written.gaps)
    assert written.gaps > 0
    assert written.observations + written.gaps == len(rows)
    assert facts["interval_level"].eq(0.95).all()
    assert sorted(path.name for path in out.iterdir()) == ["gaps.csv", "observations.csv"]
    assert b"\r" not in (out / "observations.csv").read_bytes()


def cell(**more: object) -> pd.DataFrame:
    return pd.DataFrame([{
        "indicator": "eng_petition", "place": "GE-GU", "year": 2024, "wave": "", "grp": "", "value": 50.0,
        "lower": 30.0, "upper": 60.0, "n": 51, "clusters": 5, "refused": "", **more,
    }])  # fmt: skip


@pytest.mark.parametrize(
    ("row", "flag", "note"),
    [
        (cell(), "", ""),
        (cell(lower=19.0), "wide-interval", ""),
        (cell(lower=5.7), None, "n=51; interval 54.3 points wide"),
        (cell(refused="few_clusters", clusters=2), None, "n=51; clusters=2"),
        (cell(refused="lonely_psu"), None, "n=51; clusters=5; a stratum with one cluster"),
    ],
)
def test_what_cannot_be_shown_is_a_gap_with_its_reason(
    tmp_path: Path, row: pd.DataFrame, flag: str | None, note: str
) -> None:
    survey_import.write(row, tmp_path)

    shown = pd.read_csv(tmp_path / "observations.csv", keep_default_na=False)["flag"].tolist()
    gaps = pd.read_csv(tmp_path / "gaps.csv", keep_default_na=False)
    assert shown == ([] if flag is None else [flag])
    assert gaps["note"].tolist() == ([note] if note else [])
    assert gaps["reason"].eq("suppressed").all()


def test_a_write_that_fails_leaves_both_files_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey_import.write(cell(), tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in ("observations.csv", "gaps.csv")}
    monkeypatch.setattr(survey_import, "_gap", lambda row, note: {"a column": "that the file does not have"})

    with pytest.raises(ValueError, match="a column"):
        survey_import.write(pd.concat([cell(value=40.0), cell(refused="few_clusters", place="GE-KA")]), tmp_path)

    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_one_command_imports_a_survey(tmp_path: Path) -> None:
    answer = CliRunner().invoke(application, ["survey", str(mapping(tmp_path)), "--out", str(tmp_path / "out")])

    assert answer.exit_code == 0, answer.output
    assert "9 figures, 0 suppressed" in answer.output
    assert "source.toml is missing" in answer.output
    assert (tmp_path / "out" / "made_up" / "observations.csv").exists()
