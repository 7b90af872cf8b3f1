"""The logframe: nothing is filled in, and the pre-flight list finds what does not fit."""

import pytest

from analytics.briefing import logframe, logframe_sheet
from analytics.briefing.blocks import Number, Table
from analytics.briefing.choices import from_mapping
from analytics.briefing.logframe import Dated, Part, Row


def dated(year, value):
    return Dated(year, value, Number(("kmadeup22222",), value, str(value)))


def made_up_row(**changed):
    whole = {
        "phase": "STAR", "indicator": "star_target_youth", "unit": "persons", "start": 2021,
        "baseline": dated(2021, 0.0),
        "milestones": (dated(2023, 50.0),), "target": dated(2025, 100.0), "current": dated(2023, 50.0),
        "parts": (Part("sex=women", "persons", dated(2023, 30.0)), Part("sex=men", "persons", dated(2023, 20.0))),
        "additive": True,
    }  # fmt: skip
    return Row(**(whole | changed))


def tones(row):
    return {check.check: check.tone for check in logframe.preflight(row)}


def test_a_whole_row_is_green():
    assert set(tones(made_up_row()).values()) == {"good"}


@pytest.mark.parametrize(
    ("changed", "check", "tone"),
    [
        ({"baseline": None}, "baseline", "bad"),
        ({"baseline": dated(2018, 0.0)}, "baseline", "warn"),
        ({"baseline": dated(2015, 0.0)}, "baseline", "bad"),
        ({"milestones": ()}, "dates", "bad"),
        ({"milestones": (dated(2026, 50.0),)}, "dates", "bad"),
        ({"target": None}, "dates", "bad"),
        ({"current": None}, "current", "bad"),
        ({"current": dated(2023, 46.0)}, "current", "warn"),
        ({"current": dated(2023, 44.0)}, "current", "bad"),
        ({"current": dated(2024, 99.0)}, "current", "warn"),
        ({"current": dated(2025, 100.0)}, "current", "good"),
        ({"better": "lower", "current": dated(2023, 40.0)}, "current", "good"),
        ({"better": "lower", "current": dated(2023, 70.0)}, "current", "bad"),
        ({"parts": ()}, "unit", "bad"),
        ({"parts": (Part("sex=women", "households", dated(2023, 50.0)),)}, "unit", "bad"),
        ({"parts": (Part("sex=women", "persons", dated(2023, 30.0)),)}, "sum", "bad"),
        ({"parts": (Part("sex=women", "persons", dated(2023, 30.0)),), "additive": False}, "sum", "good"),
    ],
)
def test_the_list_finds_what_does_not_fit(changed, check, tone):
    assert tones(made_up_row(**changed))[check] == tone


def test_parts_are_added_within_their_own_dimension():
    parts = (*made_up_row().parts, Part("age=18-35", "persons", dated(2023, 50.0)))
    assert tones(made_up_row(parts=parts))["sum"] == "good"


@pytest.fixture(scope="module")
def project(release):
    return logframe_sheet.rows(from_mapping({"subject": "project", "language": "en"}), release=release)


def test_the_project_has_nine_targets_and_five_results(project):
    _, rows = project
    assert [row.phase for row in rows].count("STAR") == 9
    assert [row.phase for row in rows].count("CSSIGE") == 5


def test_nothing_is_filled_in_for_the_project(project):
    _, rows = project
    assert all(row.baseline is None and row.milestones == () for row in rows)
    assert all(row.current is None for row in rows)
    assert all(row.target and row.reported is None for row in rows if row.phase == "STAR")
    assert all(row.target is None and row.reported.year == 2020 for row in rows if row.phase == "CSSIGE")


def test_what_is_not_published_stays_red_in_the_list(project):
    _, rows = project
    assert {tone for row in rows for tone in tones(row).values()} == {"bad"}


def test_the_sheet_says_not_published_in_the_order_of_the_eu(project):
    from tests.analytics.briefing import test_files

    brief, rows = project
    found = test_files.sheets(logframe_sheet.xlsx(brief, rows))
    heads, first = found["Logframe"][0], found["Logframe"][1]
    assert heads == ["Result", "Indicator", "Unit", "Baseline", "Date of the baseline", "Intermediate target",
                     "Final target", "Date of the target", "Current value", "Date of the current value", "Source",
                     "Comment"]  # fmt: skip
    assert first[3:6] == ["not published"] * 3
    assert first[6:10] == ["100", "2025", "not published", "not published"]
    assert len(found["Pre-flight"]) == 1 + 5 * len(rows)


def test_a_result_that_cssige_reported_stands_in_the_comment_with_its_fact_and_is_no_current_value(project):
    from tests.analytics.briefing import test_files

    brief, rows = project
    told = [one for one in test_files.sheets(logframe_sheet.xlsx(brief, rows))["Logframe"] if "CSSIGE" in str(one[1])]
    assert len(told) == 5
    assert all(row[3:10] == ["not published"] * 7 for row in told)
    for row, made in zip(told, [one for one in rows if one.phase == "CSSIGE"], strict=True):
        number = made.reported.number
        assert f"reported for 2017–2020: {number.text} (" in row[11]
        assert f"fact {number.fact_ids[0]})" in row[11]
        assert row[10].startswith("EU4Georgia")


def test_a_result_that_must_not_leave_is_taken_out_of_the_comment(project):
    _, rows = project
    row = rows[-1]
    assert logframe.without(row, row.reported.number.fact_ids).reported is None


@pytest.mark.parametrize(("length", "silent"), [("full", 4), ("two", 1)])
def test_the_table_of_a_document_says_the_same(documents, length, silent):
    section = next(one for one in documents("project", length=length).sections if one.id == "targets")
    table = next(one for one in section.blocks if isinstance(one, Table))
    rows = [row for row in table.rows if row[0].text.startswith("CSSIGE")]
    assert len(rows) == 5
    for row in rows:
        assert [(cell.text, cell.tone) for cell in row[1:-1]] == [("not published", "bad")] * silent
        assert row[-1].text == f"reported for 2017–2020: {row[-1].number.text}"
    assert ("Not published for any of them: baseline, intermediate target, current value." in table.notes) == (
        length == "two"
    )


def test_a_chosen_indicator_has_its_baseline_at_the_start_of_the_period(release):
    choices = from_mapping({"subject": "project", "language": "en", "since": 2016})
    _, rows = logframe_sheet.rows(choices, ("turnout_parliamentary",), release)
    assert (rows[0].baseline.year, rows[0].current.year, rows[0].target) == (2016, 2024, None)
    assert {part.group for part in rows[0].parts} == {"sex=women", "sex=men"}
    assert tones(rows[0]) == {"unit": "good", "sum": "good", "baseline": "good", "dates": "bad", "current": "bad"}


def test_an_indicator_that_is_none_is_refused(release):
    with pytest.raises(KeyError):
        logframe_sheet.rows(from_mapping({"subject": "project", "language": "en"}), ("made_up",), release)


def test_the_sheet_is_the_same_for_a_release(project):
    assert logframe_sheet.xlsx(*project) == logframe_sheet.xlsx(*project)
